"""What is known follows the archive, whoever changes it, and is what ships where there is none."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from starlette.requests import Request
from streamlit.testing.v1 import AppTest

from geo.archive import Archive
from geo.errors import ArchiveDamaged
from geo.known import Known, known_store, load_events
from geo.routes import known as answer
from geo.shipped import ROOT, archive_path, default_store
from tests.test_archive import ARTICLE, draft


@pytest.fixture
def path(tmp_path, monkeypatch):
    found = tmp_path / "kept" / "archive.sqlite"
    monkeypatch.setenv("BRIEFMAP_ARCHIVE", str(found))
    return found


@pytest.fixture
def app(path):
    return AppTest.from_file(str(ROOT / "pages" / "home.py"), default_timeout=60)


def html(app):
    return " ".join(element.body for element in app.get("html"))


def answered():
    return answer(Request({"type": "http"})).body.decode()


def confirm(archive, number=1, **fields):
    archive.add_article(ARTICLE, "Anna")
    [entry] = archive.add_drafts([draft(number, **fields)], "Anna")
    return archive.accept(entry.event.event_id, "Anna", entry.version)


def test_looking_at_what_ships_makes_no_archive(path, app):
    assert known_store() is default_store()
    app.run()
    assert "35 of 35 events" in html(app)
    assert not path.parent.exists()


def test_the_database_is_not_even_imported_where_there_is_no_archive(path):
    code = "import sys, geo; geo.load_events(); print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_without_a_name_the_archive_lives_beside_the_program(monkeypatch):
    monkeypatch.delenv("BRIEFMAP_ARCHIVE")
    assert archive_path() == ROOT / "archive" / "briefmap.sqlite"


def test_a_fresh_archive_shows_exactly_what_ships(path):
    with Archive.open():
        pass
    found = known_store()
    assert found is not default_store()
    assert list(found.records) == list(default_store().records)
    pd.testing.assert_frame_equal(pd.DataFrame(found.events), pd.DataFrame(default_store().events))
    assert found.sources == default_store().sources


def test_a_store_stays_the_same_object_until_something_changes_elsewhere(path):
    known = Known(path)
    with Archive.open() as archive:
        first = known.store()
        assert known.store() is first
        archive.add_article(ARTICLE, "Anna")
        [entry] = archive.add_drafts([draft(1, title="A balloon")], "Anna")
        assert len(known.store().records) == 35
        assert len(known.store(drafts=True).records) == 36
        archive.accept("made-1", "Anna", entry.version)
        second = known.store()
        assert [e.event_id for e in second.records][-1] == "made-1"
        assert len(first.records) == 35
        assert second.events.iloc[-1]["title"] == "A balloon"
        assert second.texts[ARTICLE.sha256].text == ARTICLE.text
        assert second.quotes(second.records[-1].evidence)[0].text == ARTICLE.text[:23]
        archive.retract("made-1", "Anna", 2, "a hoax")
        assert len(known.store().records) == 35


def test_following_step_by_step_comes_to_the_same_as_reading_all_at_once(path):
    known = Known(path)
    with Archive.open() as archive:
        known.store()
        for number in (1, 2, 3):
            confirm(archive, number)
            known.store()
        archive.revise("made-2", "Bob", 2, {"title": "Changed", "date_start": None, "date_end": None, "date_prec": None,
                                            "date_basis": None})  # fmt: skip
        known.store()
        archive.retract("made-1", "Bob", 2, "no")
        known.store(drafts=True)
        archive.undo("Bob")
        archive.revise("seed-A2", "Bob", 1, {"title": "Warsaw's airport closed"})
        stepwise, at_once = known.store(), Known(path).store()
    assert stepwise.records == at_once.records
    pd.testing.assert_frame_equal(pd.DataFrame(stepwise.events), pd.DataFrame(at_once.events))
    assert [e.event_id for e in at_once.records][:2] == ["seed-A1", "seed-A2"]


def test_an_archive_that_is_replaced_or_taken_away_is_noticed(path):
    known = Known(path)
    with Archive.open() as archive:
        confirm(archive)
    assert len(known.store().records) == 36
    with Archive.open(path.with_name("other.sqlite")):
        pass
    os.replace(path.with_name("other.sqlite"), path)
    for log in ("-wal", "-shm"):
        Path(f"{path}{log}").unlink(missing_ok=True)
    assert len(known.store().records) == 35
    path.unlink()
    assert known.store() is default_store()


def test_what_the_archive_holds_is_what_python_and_the_command_line_give(path):
    with Archive.open() as archive:
        confirm(archive, title="A balloon over Poland")
    assert len(load_events()) == 36
    done = subprocess.run(
        [sys.executable, "-m", "geo", "export", "--text", "balloon"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "A balloon over Poland" in done.stdout


def test_an_open_page_shows_what_is_confirmed_elsewhere_and_hides_drafts(path, app):
    app.run()
    with Archive.open() as archive:
        archive.add_article(ARTICLE, "Anna")
        [entry] = archive.add_drafts([draft()], "Anna")
        app.run()
        assert "35 of 35 events" in html(app)
        archive.accept("made-1", "Anna", entry.version)
        app.run()
        assert "36 of 36 events" in html(app)
        assert not app.exception


def test_a_damaged_archive_is_told_in_a_sentence_and_the_map_shows_what_ships(path, app):
    path.parent.mkdir()
    path.write_bytes(b"no database, but something" * 100)
    app.run()
    assert not app.exception
    assert "is damaged; it was left as it is" in html(app)
    assert "35 of 35 events" in html(app)
    with pytest.raises(ArchiveDamaged):
        known_store()
    assert path.read_bytes() == b"no database, but something" * 100


def test_the_state_that_pages_ask_for_changes_with_each_change_and_only_then(path):
    known = Known(path)
    assert known.state() == answered() == ""
    with Archive.open(path) as archive:
        states = [known.state(), known.state()]
        entry = confirm(archive)
        states += [known.state(), known.state()]
        archive.retract(entry.event.event_id, "Anna", entry.version, "a hoax")
        states.append(answered())
    assert states[0] == states[1] != states[2] == states[3] != states[4]


def test_the_state_says_why_an_archive_cannot_be_used(path):
    path.parent.mkdir()
    path.write_bytes(b"no archive" * 500)
    known = Known(path)
    with pytest.raises(ArchiveDamaged) as damaged:
        known.store()
    assert known.state() == str(damaged.value)
