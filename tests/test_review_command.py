"""The archive from a terminal: the queue, decisions, what changed, backups; each error one sentence."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from geo.__main__ import main
from geo.archive import Archive
from tests.test_archive import ARTICLE, draft

TODAY = datetime.now(UTC).date()


@pytest.fixture
def path(tmp_path, monkeypatch):
    found = tmp_path / "archive.sqlite"
    monkeypatch.setenv("BRIEFMAP_ARCHIVE", str(found))
    monkeypatch.setenv("BRIEFMAP_USER", "Anna")
    return found


@pytest.fixture
def queue(path):
    with Archive.open(path) as archive:
        archive.add_article(ARTICLE, "Anna")
        archive.add_drafts([draft(1, title="A balloon"), draft(2, title="Another balloon")], "Anna")
    return path


@pytest.fixture
def run(capsys):
    def ran(*arguments, code=0):
        assert main(list(arguments)) == code, capsys.readouterr()
        out, error = capsys.readouterr()
        return error if code else out

    return ran


def test_without_an_archive_each_command_says_so_and_makes_none(path, run):
    for command in (["review", "list"], ["changes", "--since", "2026-01-01"], ["backup"]):
        assert "There is no archive" in run(*command, code=1)
    assert not path.exists()


def test_the_queue_lists_what_waits_and_decisions_take_it_off(queue, run):
    assert "2 events." in run("review", "list")
    assert "made-1 is confirmed, version 2" in run("review", "accept", "made-1")
    assert "made-2 is rejected" in run("review", "reject", "made-2", "--reason", "told in passing")
    assert "0 events." in run("review", "list")
    assert "made-2 is draft" in run("review", "undo")
    assert "Another balloon" in run("review", "list", "--text", "ball anoth")
    assert "1 event." in run("review", "list", "--text", "ball anoth")
    assert "36 events." in run("review", "list", "--status", "confirmed")


def test_an_event_is_shown_with_its_sentence_and_its_history(queue, run):
    run("review", "accept", "made-1", "--set", "title=A balloon over Vilnius", "--set", 'facts={"count_min": 3}')
    said = run("review", "show", "made-1")
    assert f"“{ARTICLE.text[:23]}”" in said
    assert "title: A balloon -> A balloon over Vilnius" in said
    assert "facts.count_min: nothing -> 3" in said
    assert "version 2, confirmed" in said


def test_what_cannot_be_done_is_one_sentence(queue, run):
    assert "no event nobody" in run("review", "accept", "nobody", code=1)
    assert "FIELD=VALUE" in run("review", "revise", "made-1", "--set", "colour=red", code=1)
    assert "it ends before it starts" in run("review", "revise", "made-1", "--set", "date_end=2020-01-01", code=1)
    run("review", "accept", "made-1")
    assert "confirmed already" in run("review", "accept", "made-1", code=1)
    assert "no grade like B2" in run("review", "grade", "seed-1", "X", code=1)
    assert "There is no source" in run("review", "grade", "nobody", "B2", code=1)


def test_a_source_is_graded_a_report_merged_and_the_changes_told(queue, run):
    assert "B2" in run("review", "grade", "seed-1", "b2")
    run("review", "accept", "made-1")
    assert "made-1 is confirmed" in run("review", "merge", "made-2", "--into", "made-1")
    run("review", "revise", "seed-A2", "--set", "title=Warsaw's airport closed")
    run("review", "retract", "seed-A3", "--reason", "a hoax")
    said = run("changes", "--since", str(TODAY))
    assert "Added: made-1" in said
    assert "title: Warsaw airport closed -> Warsaw's airport closed" in said
    assert "Retracted: seed-A3" in said
    assert "a hoax" in said
    assert "reliability: F -> B" in said
    assert "1 added, 1 changed, 1 retracted." in said
    assert "0 added, 0 changed, 0 retracted." in run("changes", "--since", str(TODAY + timedelta(days=1)))
    assert "run backwards" in run("changes", "--since", "2026-02-01", "--until", "2026-01-01", code=1)


def test_an_export_shows_drafts_only_when_asked_and_says_so(queue, run):
    plain = json.loads(run("export", "--text", "balloon"))
    assert plain["features"] == []
    asked = json.loads(run("export", "--text", "balloon", "--drafts"))
    assert {f["properties"]["revision"]["status"] for f in asked["features"]} == {"draft"}
    assert "with drafts that no reviewer has confirmed" in asked["briefmap"]["filter"]


def test_an_export_as_known_on_a_day_holds_what_was_confirmed_by_its_end(queue, run):
    run("review", "revise", "seed-A2", "--set", "title=Later title")
    shipped = date(2026, 11, 23)
    then = json.loads(run("export", "--as-known-on", str(shipped)))
    assert len(then["features"]) == 35
    assert "Later title" not in json.dumps(then)
    assert "as known on 23 Nov 2026" in then["briefmap"]["filter"]
    assert "Later title" in run("export", "--as-known-on", str(TODAY))
    assert json.loads(run("export", "--as-known-on", "2020-01-01"))["features"] == []


def test_without_an_archive_as_known_on_goes_by_the_shipped_records(path, run):
    assert len(json.loads(run("export", "--as-known-on", "2026-11-23"))["features"]) == 35
    assert json.loads(run("export", "--as-known-on", "2026-11-22"))["features"] == []


def test_a_backup_is_made_and_brought_back_and_what_was_there_is_kept(queue, run, tmp_path):
    backup = tmp_path / "copy.sqlite"
    assert "copy.sqlite holds the archive" in run("backup", str(backup))
    assert "never overwrites" in run("backup", str(backup), code=1)
    run("review", "accept", "made-1")
    said = run("restore", str(backup))
    assert "as copy.sqlite had it" in said
    assert "is kept as" in said
    assert "2 events." in run("review", "list")
    assert "There is no backup" in run("restore", str(tmp_path / "none.sqlite"), code=1)
    assert "backups" in run("backup")
