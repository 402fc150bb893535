"""Whatever happens to the archive's file: one clear sentence, nothing lost, and a way on."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text

import geo.archive
from geo.archive import Archive
from geo.archive.file import FORM, connect, writing
from geo.archive.tables import metadata
from geo.article import make_article
from geo.errors import ArchiveDamaged, ArchiveError, ArchiveFull, ArchiveReadOnly, ArchiveTooNew
from geo.known import Known
from geo.shipped import ROOT
from tests.disks import fill, make_read_only, small_disk
from tests.test_archive import ARTICLE, confirmed, draft

MIGRATIONS = Path(geo.archive.__file__).parent / "migrations"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "archive.sqlite"


def filled(path):
    with Archive.open(path) as archive:
        archive.add_article(ARTICLE, "Anna")
        confirmed(archive, title="Kept")
    return path


def emptied(path):
    """Nothing is left in the log: all is in the file itself."""
    file = sqlite3.connect(path)
    file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file.close()


def titles(path):
    with Archive.open(path) as archive:
        archive.check()
        return [event.title for event in archive.events()]


def confirm_for_ever(archive):
    for number in range(2, 2000):
        confirmed(archive, number, summary="x" * 2000)


def one_sentence(error):
    said = str(error.value)
    assert "\n" not in said
    assert "Traceback" not in said
    assert "sqlite3" not in said
    assert len(said) < 600
    return said


def settings(connection=None):
    found = Config()
    found.set_main_option("script_location", str(MIGRATIONS))
    found.set_main_option("path_separator", "os")
    found.attributes["connection"] = connection
    return found


def test_the_steps_end_in_the_form_that_the_program_knows_and_make_the_tables_it_uses(path):
    assert ScriptDirectory.from_config(settings()).get_current_head() == FORM
    filled(path)
    with sqlite3.connect(path) as made, sqlite3.connect(path.with_name("by_tables.sqlite")) as expected:
        engine = connect(path.with_name("by_tables.sqlite"), read_only=False)
        metadata.create_all(engine)
        for table in metadata.tables:
            for question in ("table_xinfo", "foreign_key_list"):
                asked = f"PRAGMA {question}({table})"
                of_steps = [row[1:4] for row in made.execute(asked)]
                assert of_steps == [row[1:4] for row in expected.execute(asked)], table
            names = [
                sorted(row[1] for row in db.execute(f"PRAGMA index_list({table})") if "autoindex" not in row[1])
                for db in (made, expected)
            ]
            assert names[0] == names[1], table


def test_an_archive_of_an_older_form_is_brought_to_todays_after_a_copy_of_it(path):
    engine = connect(path, read_only=False)
    with writing(engine, path) as connection:
        command.upgrade(settings(connection), "0001")
        connection.execute(
            text("INSERT INTO changes VALUES (1, '2026-01-01 00:00:00.000000', 'Anna', 'x', 'old', NULL)")
        )
    engine.dispose()
    with Archive.open(path, with_shipped=False) as archive:
        assert archive.version() == 1
        archive.add_article(ARTICLE, "Anna")
        archive.check()
    [copy] = path.parent.glob("archive-form-0001-*.sqlite")
    with sqlite3.connect(copy) as old:
        assert old.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
        assert old.execute("SELECT who, note FROM changes").fetchall() == [("Anna", "old")]


def test_an_archive_of_a_newer_form_is_left_as_it_is(path):
    filled(path)
    with sqlite3.connect(path) as file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
    emptied(path)
    before = path.read_bytes()
    with pytest.raises(ArchiveTooNew, match="newer Briefmap") as error:
        Archive.open(path)
    assert "Update Briefmap" in one_sentence(error)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "content"),
    [("text", b"This is a letter, not a database.\n" * 40), ("header", b"SQLite format 3\0" + b"\xff" * 5000)],
)
def test_what_is_no_archive_is_told_and_left_as_it_is(path, name, content):
    path.write_bytes(content)
    with pytest.raises(ArchiveDamaged) as error:
        Archive.open(path)
    assert "geo restore" in one_sentence(error)
    assert path.read_bytes() == content


def test_somebody_elses_database_is_left_as_it_is(path):
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE mine (x)")
    before = path.read_bytes()
    with pytest.raises(ArchiveDamaged, match="not an archive of Briefmap"):
        Archive.open(path)
    assert path.read_bytes() == before


def test_an_archive_broken_in_the_middle_is_told_and_a_backup_brings_it_back(path):
    filled(path)
    with Archive.open(path) as archive:
        backup = archive.backup()
    emptied(path)
    whole = path.read_bytes()
    broken = whole[:4096] + b"\xa5" * (len(whole) - 4096)
    path.write_bytes(broken)
    with pytest.raises(ArchiveDamaged) as error:
        titles(path)
    assert "restore" in one_sentence(error)
    aside = Archive.restore(backup, "Anna", path)
    assert aside.read_bytes() == broken
    assert "Kept" in titles(path)


def test_a_daily_copy_is_made_and_only_a_week_of_them_is_kept(path):
    filled(path)
    folder = path.parent / "backups"
    folder.mkdir(exist_ok=True)
    for day in range(1, 10):
        (folder / f"archive-2020-01-{day:02}.sqlite").write_bytes(b"old")
    titles(path)
    names = sorted(file.name for file in folder.iterdir())
    assert len(names) == 7
    assert not names[-1].startswith("archive-2020")
    assert "Kept" in titles(folder / names[-1])


def test_a_backup_is_a_whole_archive_and_never_overwrites_a_file(path, tmp_path):
    filled(path)
    target = tmp_path / "elsewhere" / "copy.sqlite"
    with Archive.open(path) as archive:
        assert archive.backup(target) == target
        with pytest.raises(ArchiveError, match="never overwrites"):
            archive.backup(target)
    assert "Kept" in titles(target)
    assert [file.name for file in target.parent.iterdir() if file.suffix == ".sqlite"] == ["copy.sqlite"]


def test_a_restore_brings_back_what_was_and_keeps_what_is_while_others_look(path):
    filled(path)
    known = Known(path)
    with Archive.open(path) as open_meanwhile:
        backup = open_meanwhile.backup()
        version = open_meanwhile.version()
        confirmed(open_meanwhile, 2, title="Zeppelin")
        assert [e.title for e in known.store().records][-1] == "Zeppelin"
        aside = Archive.restore(backup, "Bob", path)
        assert "Zeppelin" not in [e.title for e in open_meanwhile.events()]
        assert open_meanwhile.version() > version + 2
        assert [e.title for e in known.store().records][-1] == "Kept"
        assert [hit.title for hit in open_meanwhile.search("zeppelin")] == []
        confirmed(open_meanwhile, 3, title="After")
        open_meanwhile.check()
    assert titles(path)[-2:] == ["Kept", "After"]
    assert titles(aside)[-1] == "Zeppelin"


def test_a_restore_from_what_is_no_backup_changes_nothing(path, tmp_path):
    filled(path)
    letter = tmp_path / "letter.sqlite"
    letter.write_bytes(b"Dear all" * 1000)
    other = tmp_path / "other.sqlite"
    sqlite3.connect(other).execute("CREATE TABLE mine (x)").connection.close()
    for wrong in (letter, other, tmp_path / "nothing.sqlite", tmp_path):
        with pytest.raises(ArchiveError):
            Archive.restore(wrong, "Bob", path)
    assert "Kept" in titles(path)
    assert not [file for file in tmp_path.iterdir() if "restoring" in file.name or "before" in file.name]


def test_a_restore_to_where_nothing_is_makes_the_archive(path, tmp_path):
    filled(path)
    with Archive.open(path) as archive:
        backup = archive.backup()
    assert Archive.restore(backup, "Bob", tmp_path / "new" / "archive.sqlite") is None
    assert "Kept" in titles(tmp_path / "new" / "archive.sqlite")


def test_a_full_disk_keeps_what_was_acknowledged_and_goes_on_once_there_is_room(tmp_path):
    with small_disk(tmp_path / "disk") as disk:
        path = filled(disk / "archive.sqlite")
        with Archive.open(path) as archive:
            fill(disk)
            place = archive.entries()[-1].place
            with pytest.raises(ArchiveFull, match="full") as error:
                confirm_for_ever(archive)
            assert "Make room" in one_sentence(error)
            for file in disk.glob("filler*"):
                file.unlink()
            archive.check()
            drafts = archive.entries()
            assert all(entry.event.summary == "x" * 2000 for entry in drafts if entry.place > place)
            assert len(archive.entries("draft")) <= 1
            confirmed(archive, 3000, title="There is room again")
        assert "There is room again" in titles(path)


def test_an_archive_that_reached_its_limit_says_the_disk_is_full_and_keeps_what_it_has(path):
    filled(path)
    with Archive.open(path) as archive:
        with archive._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 1}")
        with pytest.raises(ArchiveFull):
            archive.add_article(
                make_article("Long\n" + "\n".join(f"Sentence {n} of many." for n in range(9000))), "Bob"
            )
        assert archive.article_hashes() == [ARTICLE.sha256]
    assert "Kept" in titles(path)


def test_a_new_archive_on_a_full_disk_is_told_and_leaves_a_way_on(tmp_path):
    with small_disk(tmp_path / "disk") as disk:
        fill(disk)
        with pytest.raises(ArchiveError) as error:
            Archive.open(disk / "archive.sqlite")
        one_sentence(error)
        for file in disk.glob("filler*"):
            file.unlink()
        assert len(titles(disk / "archive.sqlite")) == 35


@pytest.mark.parametrize("with_log", [False, True])
def test_a_folder_that_cannot_be_written_is_read_and_a_change_told(tmp_path, with_log):
    with small_disk(tmp_path / "disk", "8m") as disk:
        path = filled(tmp_path / "made" / "archive.sqlite")
        if with_log:  # as a killed program leaves it: part of it only in the log
            holder = sqlite3.connect(path)
            holder.execute("BEGIN")
            holder.execute("SELECT * FROM changes").fetchall()
            with Archive.open(path) as archive:
                confirmed(archive, 2, title="In the log")
            for file in path.parent.glob("archive.sqlite*"):
                if not file.name.endswith("-shm"):
                    shutil.copy(file, disk)
            holder.close()
        else:
            shutil.copy(path, disk)
        make_read_only(disk)
        before = sorted(file.name for file in disk.iterdir())
        with Archive.open(disk / "archive.sqlite") as archive:
            assert archive.read_only
            assert archive.events()[-1].title == ("In the log" if with_log else "Kept")
            assert archive.search("kept")
            with pytest.raises(ArchiveReadOnly, match="can be read but not written") as error:
                archive.revise("made-1", "Bob", 2, {"title": "No"})
            assert "Copy it" in one_sentence(error)
        assert len(Known(disk / "archive.sqlite").store().records) == (37 if with_log else 36)
        assert sorted(file.name for file in disk.iterdir()) == before


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ArchiveError, match="cannot be made"):
        Archive.open(tmp_path / "file" / "archive.sqlite")
    with pytest.raises(ArchiveError, match="no archive"):
        Archive.open(tmp_path / "none.sqlite", create=False)


def test_many_processes_that_open_a_new_archive_at_once_make_one(path):
    code = f"from geo.archive import Archive; print(len(Archive.open({str(path)!r}).events()))"
    started = [
        subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(4)
    ]
    for process in started:
        out, error = process.communicate(timeout=120)
        assert (out.strip(), error) == (b"35", b"")
    with Archive.open(path) as archive:
        assert archive.version() == 1


def _write_for_ever(path, pipe):
    archive = Archive.open(path, with_shipped=False)
    for number in range(1, 10_000):
        [entry] = archive.add_drafts([draft(number)], "Anna")
        archive.accept(entry.event.event_id, "Anna", entry.version)
        pipe.send(number)


def test_a_program_killed_while_it_writes_loses_nothing_that_it_acknowledged(path):
    with Archive.open(path, with_shipped=False) as archive:
        archive.add_article(ARTICLE, "Anna")
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_write_for_ever, args=(path, theirs))
    process.start()
    theirs.close()
    acknowledged = [ours.recv() for _ in range(12)]
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    while True:
        try:
            acknowledged.append(ours.recv())
        except EOFError:
            break
    with Archive.open(path, with_shipped=False) as archive:
        archive.check()
        held = {event.event_id for event in archive.events()}
        assert {f"made-{number}" for number in acknowledged} <= held
        assert len(archive.entries()) - len(held) <= 1
