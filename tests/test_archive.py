"""The archive keeps every version of every record, and tells a second editor."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from geo.archive import Archive, FieldChange
from geo.article import make_article, normalise
from geo.errors import ArchiveError, Conflict, InvalidRecords, NotPossible, UnknownRecord
from geo.event import Event
from geo.shipped import default_store
from tests.made import made_event

TEXT = (
    "Balloons over Lithuania\nOn 3 October 2025 at least 25 small balloons crossed from Belarus into Lithuania, and "
    "the airport of Vilnius was closed until the morning. Nobody was hurt, the ministry of the interior said, and "
    "thirty flights were sent to Kaunas and Riga. It was the third such night within a month."
)
ARTICLE = make_article(TEXT)
TODAY = datetime.now(UTC).date


@pytest.fixture
def archive(tmp_path):
    with Archive.open(tmp_path / "archive.sqlite", with_shipped=False) as found:
        found.add_article(ARTICLE, "Anna")
        yield found


def draft(number=1, **fields):
    spans = [{"article": ARTICLE.sha256, "start": 0, "end": 23}]
    raw = made_event(event_id=f"made-{number}", evidence=spans, source_id=["read"], confidence=0.7) | fields
    return Event.model_validate(raw)


def added(archive, number=1, **fields):
    [entry] = archive.add_drafts([draft(number, **fields)], "Anna")
    return entry


def confirmed(archive, number=1, **fields):
    entry = added(archive, number, **fields)
    return archive.accept(entry.event.event_id, "Anna", entry.version)


def test_the_shipped_events_are_the_first_confirmed_set_and_equal_to_what_ships(tmp_path):
    with Archive.open(tmp_path / "archive.sqlite") as archive:
        assert archive.events() == list(default_store().records)
        assert {k: e.source for k, e in archive.sources().items()} == dict(default_store().sources)
        assert archive.version() == 1
    with Archive.open(tmp_path / "archive.sqlite") as again:
        assert again.version() == 1


def test_a_shipped_event_that_is_mended_follows_and_what_a_reviewer_changed_stays(tmp_path, monkeypatch):
    with Archive.open(tmp_path / "archive.sqlite") as archive:
        archive.revise("seed-A1", "Anna", 1, {"title": "Anna's title"})
    sources, events = default_store().sources, default_store().records
    mended = [e.model_copy(update={"summary": "Mended."}) for e in events if e.event_id != "seed-A2"]
    monkeypatch.setattr("geo.archive.shipping.shipped_records", lambda: (sources, mended))
    monkeypatch.setattr("geo.archive.shipping.FILES", ("events.json",))
    with Archive.open(tmp_path / "archive.sqlite") as archive:
        assert archive.entry("seed-A1").event.title == "Anna's title"
        assert archive.entry("seed-A1").event.summary != "Mended."
        assert archive.entry("seed-A3").event.summary == "Mended."
        assert archive.entry("seed-A3").version == 2
        assert archive.entry("seed-A2").status == "retracted"


def test_the_same_article_again_adds_nothing_and_says_so(archive):
    before = archive.version()
    again = archive.add_article(make_article(normalise("\ufeff" + TEXT.replace("\n", "\r\n"))), "Bob")
    assert again.state == "known"
    assert "known already" in str(again)
    assert archive.version() == before


def test_a_copy_with_small_edits_adds_nothing_and_says_where_it_differs(archive):
    before = archive.version()
    copy = archive.add_article(make_article(TEXT.replace("25 small", "27 small").replace("hurt", "harmed")), "Bob")
    assert (copy.state, copy.sha256) == ("copy", ARTICLE.sha256)
    assert "“25” became “27”" in str(copy)
    assert archive.version() == before
    assert archive.article_hashes() == [ARTICLE.sha256]


def test_a_copy_can_be_kept_all_the_same_and_another_article_is_no_copy(archive):
    edited = make_article(TEXT.replace("25 small", "27 small"))
    assert archive.add_article(edited, "Bob", anyway=True).state == "new"
    other = make_article("Frigate leaves\nA frigate of the Danish navy left Frederikshavn for the Gulf on Monday.")
    assert archive.add_article(other, "Bob").state == "new"
    assert len(archive.article_hashes()) == 3
    assert archive.article(other.sha256).text == other.text


def test_an_article_and_its_drafts_are_one_change_and_a_copy_brings_no_drafts(archive):
    other = make_article("Frigate leaves\nA frigate of the Danish navy left Frederikshavn for the Gulf on Monday.")
    span = [{"article": other.sha256, "start": 0, "end": 9}]
    before = archive.version()
    result, drafts = archive.ingest(other, [draft(1, evidence=span), draft(2, evidence=span)], "Bob")
    assert (result.state, len(drafts), archive.version()) == ("new", 2, before + 1)
    assert archive.ingest(other, [draft(3, evidence=span)], "Bob")[1] == []
    archive.undo("Bob")
    assert {entry.status for entry in archive.entries()} == {"rejected"}
    assert archive.recognise(other) is None
    assert archive.ingest(other, [draft(4, evidence=span)], "Bob")[0].state == "new"


def test_a_draft_is_of_the_source_of_its_article_and_not_on_the_map(archive):
    entry = added(archive)
    assert entry.event.source_id == (f"a-{ARTICLE.sha256[:12]}",)
    assert entry.status == "draft"
    assert archive.events() == []
    assert [e.event_id for e in archive.events("draft")] == ["made-1"]


def test_the_same_draft_again_is_left_out_and_another_of_that_id_gets_a_number(archive):
    added(archive)
    assert archive.add_drafts([draft()], "Bob") == []
    other = added(archive, title="Another drone")
    assert other.event.event_id == "made-1-2"


def test_what_follows_from_a_renumbered_draft_names_it_still(archive):
    added(archive)
    cause, effect = archive.add_drafts([draft(title="Cause"), draft(2, caused_by="made-1")], "Anna")
    assert effect.event.caused_by == cause.event.event_id == "made-1-2"


def test_a_draft_of_an_article_that_is_not_there_is_refused_and_nothing_of_the_lot_is_kept(archive):
    stranger = draft(2, evidence=[{"article": "f" * 64, "start": 0, "end": 3}])
    before = archive.version()
    with pytest.raises(NotPossible, match="add it first"):
        archive.add_drafts([draft(1), stranger], "Anna")
    assert archive.entries() == []
    assert archive.version() == before


def test_a_draft_at_a_place_nobody_knows_is_refused(archive):
    with pytest.raises(InvalidRecords, match="gazetteer does not know"):
        added(archive, places=[{"name": "Nowhere", "place_id": "gn:0", "iso3": "POL"}])


def test_accepting_confirms_and_rejecting_keeps_the_reason(archive):
    first, second = added(archive, 1), added(archive, 2)
    archive.accept("made-1", "Anna", first.version)
    archive.reject("made-2", "Bob", second.version, "told in passing")
    assert [e.event_id for e in archive.events()] == ["made-1"]
    assert archive.entry("made-1").event.revision.who == "Anna"
    step = archive.history("made-2")[-1]
    assert (step.status, step.who, step.note) == ("rejected", "Bob", "told in passing")
    assert step.at.tzinfo is UTC
    with pytest.raises(ArchiveError, match="reason"):
        archive.reject("made-1", "Bob", 2, " ")


def test_a_draft_can_be_mended_while_it_is_accepted(archive):
    entry = added(archive)
    kept = archive.accept("made-1", "Anna", entry.version, {"title": "Mended", "sub_type": "balloon"})
    assert (kept.event.title, kept.event.sub_type, kept.status) == ("Mended", "balloon", "confirmed")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("layer", "deployment"), ("sub_type", "balloon"), ("title", "Another"), ("summary", "Told anew"),
        ("date_start", "2025-09-09"), ("date_end", "2025-09-11"), ("ongoing", True), ("date_prec", 5),
        ("date_basis", "inferred"), ("places", [{"name": "Lublin", "place_id": "gn:765876", "iso3": "POL"}]),
        ("where_prec", 4), ("uncertainty_km", 12.5), ("participants", [{"iso3": "LTU", "role": "target"}]),
        ("caused_by", "made-2"), ("modality", "alleged"), ("facts", {"count_min": 25}), ("confidence", 0.1),
        ("evidence", [{"article": ARTICLE.sha256, "start": 24, "end": 60}]),
        ("source_id", [f"a-{ARTICLE.sha256[:12]}"]),
    ],
)  # fmt: skip
def test_every_field_can_be_revised_and_its_history_says_what_it_was(archive, field, value):
    added(archive, 2)
    entry = confirmed(archive)
    also = {
        "layer": {"sub_type": "contingent"},
        "date_prec": {"date_start": "2025-07-01"},
        "date_start": {"date_prec": 2},
        "date_end": {"date_prec": 2},
    }.get(field, {})
    revised = archive.revise("made-1", "Bob", entry.version, {field: value} | also)
    expected = Event.model_validate(entry.event.model_dump() | {field: value} | also)
    assert getattr(revised.event, field) == getattr(expected, field)
    step = archive.history("made-1")[-1]
    if field != "source_id":
        assert any(change.field.split(".")[0] == field for change in step.changed)
    else:
        assert revised.version == entry.version


def test_only_what_keeps_the_rules_is_taken(archive):
    entry = confirmed(archive)
    wrong = {
        "title": "",
        "sub_type": "summit",
        "source_id": ["nobody"],
        "caused_by": "made-1",
        "evidence": [{"article": ARTICLE.sha256, "start": 0, "end": 99_999}],
    }
    for field, value in wrong.items():
        with pytest.raises(InvalidRecords):
            archive.revise("made-1", "Bob", entry.version, {field: value})
    for field in ("event_id", "revision"):
        with pytest.raises(NotPossible, match="archive's own"):
            archive.revise("made-1", "Bob", entry.version, {field: "x"})
    assert archive.entry("made-1") == entry


def test_a_revision_that_changes_nothing_is_no_version(archive):
    entry = confirmed(archive)
    before = archive.version()
    assert archive.revise("made-1", "Bob", entry.version, {"title": entry.event.title}) == entry
    assert archive.version() == before


def test_the_second_of_two_editors_is_told_who_changed_what_and_nothing_is_overwritten(archive, tmp_path):
    entry = confirmed(archive)
    with Archive.open(archive.path, with_shipped=False) as elsewhere:
        archive.revise("made-1", "Anna", entry.version, {"title": "Anna's title", "facts": {"count_min": 3}})
        with pytest.raises(Conflict) as told:
            elsewhere.revise("made-1", "Bob", entry.version, {"title": "Bob's title"})
        assert told.value.who == "Anna"
        assert told.value.version == entry.version + 1
        assert FieldChange("title", "A drone over Poland", "Anna's title") in told.value.changed
        assert "changed by Anna" in str(told.value)
        for change in (
            lambda: elsewhere.accept("made-1", "Bob", entry.version),
            lambda: elsewhere.reject("made-1", "Bob", entry.version, "no"),
            lambda: elsewhere.retract("made-1", "Bob", entry.version, "no"),
            lambda: elsewhere.split("made-1", "Bob", entry.version, [{}, {}]),
        ):
            with pytest.raises(Conflict):
                change()
    assert archive.entry("made-1").event.title == "Anna's title"
    assert archive.entry("made-1").event.facts == {"count_min": 3}


def test_what_makes_no_sense_in_a_state_is_refused(archive):
    entry = confirmed(archive)
    with pytest.raises(NotPossible, match="confirmed already"):
        archive.accept("made-1", "Bob", entry.version)
    gone = archive.retract("made-1", "Bob", entry.version, "a hoax")
    for change in (archive.accept, archive.revise):
        with pytest.raises(NotPossible, match="retracted"):
            change("made-1", "Bob", gone.version, {})
    with pytest.raises(UnknownRecord):
        archive.accept("nobody", "Bob", 1)
    with pytest.raises(ArchiveError, match="name of who"):
        archive.revise("made-1", "  ", gone.version, {})


def test_retraction_leaves_a_trace(archive):
    entry = confirmed(archive)
    since = archive.version()
    archive.retract("made-1", "Bob", entry.version, "a hoax")
    assert archive.events() == []
    [gone] = archive.changes(since).retracted
    assert (gone.event.event_id, gone.who, gone.note) == ("made-1", "Bob", "a hoax")
    assert archive.history("made-1")[-1].note == "a hoax"


def test_a_split_keeps_the_first_part_under_its_id(archive):
    entry = confirmed(archive)
    first, second = archive.split("made-1", "Anna", entry.version, [{"title": "One"}, {"title": "Two"}])
    assert [(e.event.event_id, e.event.title, e.status) for e in (first, second)] == [
        ("made-1", "One", "confirmed"), ("made-1-2", "Two", "confirmed")
    ]  # fmt: skip
    archive.undo("Anna")
    assert [(e.event_id, e.title) for e in archive.events()] == [("made-1", "A drone over Poland")]
    assert archive.entry("made-1-2").status == "retracted"


def test_a_grade_is_kept_with_its_history_and_out_of_the_scale_refused(archive):
    [(source_id, entry)] = archive.sources().items()
    archive.grade(source_id, "Anna", entry.version, "B", 2)
    now = archive.sources()[source_id]
    assert (now.source.reliability, now.source.credibility) == ("B", 2)
    with pytest.raises(Conflict):
        archive.grade(source_id, "Bob", entry.version, "C", 3)
    for wrong in (("G", 2), ("B", 7)):
        with pytest.raises(NotPossible, match="A to F"):
            archive.grade(source_id, "Bob", now.version, *wrong)
    archive.undo("Anna")
    assert archive.sources()[source_id].source == entry.source


def test_undo_puts_back_step_by_step_and_an_undo_can_be_undone(archive):
    entry = confirmed(archive)
    archive.revise("made-1", "Anna", entry.version, {"title": "Second"})
    archive.undo("Anna")
    assert archive.entry("made-1").event.title == "A drone over Poland"
    redo = archive.version()
    archive.undo("Anna")
    assert archive.entry("made-1").status == "draft"
    with pytest.raises(Conflict):
        archive.undo("Anna", redo)
    archive.undo("Anna", archive.version())
    archive.undo("Anna", redo)
    assert archive.entry("made-1").event.title == "Second"
    assert archive.entry("made-1").status == "confirmed"


def test_undo_is_of_ones_own_newest_change_and_tells_when_there_is_none(archive):
    added(archive)
    archive.accept("made-1", "Bob", 1)
    archive.undo("Bob")
    assert archive.entry("made-1").status == "draft"
    with pytest.raises(NotPossible, match="no change of Bob"):
        archive.undo("Bob")


def test_an_undo_never_overwrites_what_somebody_else_did_since(archive):
    entry = confirmed(archive)
    change = archive.version()
    archive.revise("made-1", "Bob", entry.version, {"title": "Bob's title"})
    with pytest.raises(Conflict, match="Bob"):
        archive.undo("Anna", change)
    assert archive.entry("made-1").event.title == "Bob's title"
    with pytest.raises(NotPossible, match="undone already"):
        archive.undo("Bob", archive.version()) and archive.undo("Anna", archive.version() - 1)


def test_the_shipped_set_is_not_somebodys_change(tmp_path):
    with Archive.open(tmp_path / "archive.sqlite") as archive, pytest.raises(NotPossible):
        archive.undo("Anna", 1)


def test_full_text_search_finds_events_and_articles_without_regard_to_accents(archive):
    confirmed(archive, title="Drohne über Wałcz gesichtet", summary="Jemand sah sie in Łódź.")
    assert [(hit.kind, hit.id) for hit in archive.search("walcz lodz")] == [("event", "made-1")]
    assert [(hit.kind, hit.id) for hit in archive.search("VILNIUS airp")] == [("article", ARTICLE.sha256)]
    assert archive.search("uber gesicht")[0].title == "Drohne über Wałcz gesichtet"
    for nothing in ("", "  ", '"', "NEAR(", "* OR *", "vilnius zebra", "-", "title:drohne NOT x"):
        assert archive.search(nothing) == []
    archive.revise("made-1", "Anna", 2, {"title": "Renamed"})
    assert archive.search("walcz") == []
    assert [hit.id for hit in archive.search("renamed")] == ["made-1"]


def test_days_and_moments_and_versions_say_when_something_was_known(archive):
    before = archive.version()
    entry = confirmed(archive)
    archive.revise("made-1", "Bob", entry.version, {"title": "Later"})
    now = datetime.now(UTC)
    assert archive.events(as_known_on=before) == []
    assert [e.title for e in archive.events(as_known_on=before + 2)] == ["A drone over Poland"]
    assert [e.title for e in archive.events(as_known_on=now)] == ["Later"]
    assert archive.events(as_known_on=now - timedelta(days=1)) == []
    assert [e.title for e in archive.events(as_known_on=TODAY())] == ["Later"]
    assert archive.events(as_known_on=date(2000, 1, 1)) == []
    assert [c.event.title for c in archive.changes(TODAY()).added] == ["Later"]
    assert not archive.changes(TODAY() + timedelta(days=1))
    assert not archive.changes(date(2000, 1, 1), date(2001, 1, 1))


def test_a_clock_that_is_put_back_does_not_put_a_change_before_the_one_it_follows(archive):
    late = datetime.now(UTC) + timedelta(hours=3)
    with archive._writing() as connection:
        connection.execute(text("UPDATE changes SET at = :at"), {"at": late.replace(tzinfo=None).isoformat(" ")})
    entry = confirmed(archive)
    assert archive.history("made-1")[-1].at >= late
    assert archive.events(as_known_on=late - timedelta(hours=1)) == []
    assert archive.events(as_known_on=archive.version()) == [entry.event]


def test_threads_write_at_once_and_nothing_is_lost(archive):
    def work(number):
        for step in range(10):
            archive.add_drafts([draft(100 * number + step)], f"Writer {number}")

    threads = [threading.Thread(target=work, args=(n,)) for n in range(1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(archive.entries("draft")) == 40
    archive.check()


def test_an_article_comes_back_with_its_dateline_publisher_and_date(archive):
    text = "Drone over base\nVILNIUS, Oct. 6 (Reuters) - A drone was seen over a base on Monday, the army said."
    given = replace(make_article(text), title="Its own title", publisher="The Paper", published=date(2025, 10, 6))
    archive.add_article(given, "Anna")
    assert archive.article(given.sha256) == given
    [source] = [e.source for e in archive.sources().values() if e.source.original == given.sha256]
    assert (source.publisher, source.published, source.published_prec) == ("The Paper", date(2025, 10, 6), 1)
