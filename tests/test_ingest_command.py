"""Articles go into the archive from a terminal: each is told, and the same again adds nothing."""

from __future__ import annotations

import pytest

from geo.archive import Archive
from geo.ingest_command import files_of
from tests.test_review_command import path, run  # noqa: F401  fixtures

BALLOONS = (
    "Balloons close airport\n"
    "On 5 October 2025 at least 25 balloons from Belarus entered Lithuanian airspace near Vilnius. The airport of "
    "Vilnius was closed for several hours on 5 October 2025, the government said."
)
MEETING = (
    "Ministers meet\nThe foreign ministers of Poland and Lithuania met in Warsaw on 7 October 2025. They spoke of the "
    "balloons that had come from Belarus."
)


@pytest.fixture
def folder(tmp_path):
    found = tmp_path / "reports"
    (found / "deep").mkdir(parents=True)
    (found / "a.txt").write_text(BALLOONS, encoding="utf-8")
    (found / "deep" / "b.txt").write_text(MEETING, encoding="utf-8")
    (found / ".hidden").write_text("hidden")
    (found / "c.txt").write_bytes(b"\x00\x01\x02")
    return found


def test_files_are_found_in_folders_in_order_and_hidden_ones_left(folder):
    found = [file.name for file in files_of([folder, folder / "a.txt"])]
    assert found == ["a.txt", "c.txt", "b.txt", "a.txt"]


def test_articles_become_drafts_and_the_same_again_adds_nothing(folder, path, run):  # noqa: F811
    said = run("ingest", str(folder), "--published", "1=2025-10-06,2=2025-10-08", "--publisher", "The Paper")
    assert "2 articles: 2 new with" in said
    assert "1 file or article refused" in said
    assert "c.txt" in said
    with Archive.open(path) as archive:
        drafts, version = archive.entries("draft"), archive.version()
        assert {e.event.layer for e in drafts} >= {"airspace_incursion", "meeting"}
        assert all(e.event.revision.who == "Anna" for e in drafts)
        own = [e.source for e in archive.sources().values() if e.source.publisher == "The Paper"]
        assert sorted(str(s.published) for s in own) == ["2025-10-06", "2025-10-08"]
    again = run("ingest", str(folder))
    assert "0 new with 0 drafts, 2 known already" in again
    with Archive.open(path) as archive:
        assert archive.version() == version
        assert archive.entries("draft") == drafts


def test_a_second_article_is_proposed_as_another_report_and_merged_and_unmerged(folder, path, run, tmp_path):  # noqa: F811
    run("ingest", str(folder / "a.txt"))
    run("review", "accept", *[line.split()[0] for line in run("review", "list").splitlines()[:-1]])
    other = tmp_path / "other.txt"
    other.write_text(
        "Smugglers' balloons\nSome 30 balloons crossed into Lithuania from Belarus near Vilnius on 5 October 2025, "
        "border guards said.", encoding="utf-8",
    )  # fmt: skip
    said = run("ingest", str(other))
    [line] = [line.split() for line in said.splitlines() if "may be another report of" in line and "balloon" in line]
    report, known = line[0], line[line.index("of") + 1]
    run("review", "merge", report, "--into", known)
    with Archive.open(path) as archive:
        merged = archive.entry(known)
        assert len(merged.event.source_id) == 2
        assert archive.entry(report).merged_into == known
    run("review", "undo")
    with Archive.open(path) as archive:
        assert len(archive.entry(known).event.source_id) == 1
        assert archive.entry(report).status == "draft"


def test_nothing_that_can_be_read_is_an_error_and_a_folder_without_files_too(path, run, tmp_path):  # noqa: F811
    (tmp_path / "empty").mkdir()
    assert "There is no file" in run("ingest", str(tmp_path / "empty"), code=1)
    (tmp_path / "x.txt").write_bytes(b"")
    assert "No article could be read" in run("ingest", str(tmp_path / "x.txt"), code=1)
    assert "No article could be read" in run("ingest", str(tmp_path / "none.txt"), code=1)
