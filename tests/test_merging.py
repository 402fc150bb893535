"""One incident, several reports: sources and evidence together, disagreeing numbers side by side, and back again."""

from __future__ import annotations

import pytest

from geo.archive import Archive
from geo.article import make_article
from geo.errors import Conflict, NotPossible
from geo.event import DIFFER
from geo.known import Known
from pages.parts import event_card
from tests.test_archive import ARTICLE, archive, confirmed, draft  # noqa: F401  archive is a fixture

OTHER = make_article("More balloons\nThe ministry counted thirty balloons over Lithuania in the night to 3 October.")
OWN, THEIRS = f"a-{ARTICLE.sha256[:12]}", f"a-{OTHER.sha256[:12]}"


@pytest.fixture
def two(archive: Archive):  # noqa: F811
    """A known event and a draft out of another article about it, which disagree."""
    archive.add_article(OTHER, "Bob")
    known = confirmed(archive, 1, facts={"count_min": 25, "object": "balloons"})
    span = [{"article": OTHER.sha256, "start": 0, "end": 13}]
    fields = {"facts": {"count_min": 30, "airport": "Vilnius", "object": "balloons"}, "evidence": span}
    [report] = archive.add_drafts([draft(2, date_end="2025-09-11", date_prec=2, **fields)], "Bob")
    return known, report


def merged(archive, two, who="Anna"):  # noqa: F811
    known, report = (archive.entry(entry.event.event_id) for entry in two)
    return archive.merge(report.event.event_id, known.event.event_id, who, report.version, known.version)


def test_the_known_event_keeps_its_values_and_gains_the_reports(archive, two):  # noqa: F811
    event = merged(archive, two).event
    assert event.source_id == (OWN, THEIRS)
    assert [span.article for span in event.evidence] == [ARTICLE.sha256, OTHER.sha256]
    assert event.facts["count_min"] == 25
    assert event.facts["airport"] == "Vilnius"
    assert event.facts[DIFFER] == {
        "count_min": {OWN: 25, THEIRS: 30},
        "dates": {OWN: "2025-09-10", THEIRS: "2025-09-10/2025-09-11"},
    }
    aside = archive.entry("made-2")
    assert (aside.status, aside.merged_into) == ("rejected", "made-1")


def test_a_merge_is_one_change_and_undone_as_one(archive, two):  # noqa: F811
    before = archive.version()
    merged(archive, two)
    assert archive.version() == before + 1
    archive.undo("Anna")
    assert archive.entry("made-1").event.model_copy(update={"revision": two[0].event.revision}) == two[0].event
    assert (archive.entry("made-2").status, archive.entry("made-2").merged_into) == ("draft", None)


def test_a_merge_can_be_undone_when_the_known_event_has_gone_on(archive, two):  # noqa: F811
    change = archive.version() + 1
    version = merged(archive, two).version
    facts = archive.entry("made-1").event.facts | {"injuries": 0}
    archive.revise("made-1", "Bob", version, {"title": "Gone on", "facts": facts})
    archive.undo("Anna", change)
    event = archive.entry("made-1").event
    assert event.title == "Gone on"
    assert event.source_id == (OWN,)
    assert event.facts == {"count_min": 25, "object": "balloons", "injuries": 0}
    assert {span.article for span in event.evidence} == {ARTICLE.sha256}
    assert archive.entry("made-2").status == "draft"


def test_a_third_report_stands_beside_the_other_two(archive, two):  # noqa: F811
    merged(archive, two)
    third = make_article("A third paper\nForty balloons were seen over Lithuania, a third paper wrote on Friday.")
    archive.add_article(third, "Bob")
    span = [{"article": third.sha256, "start": 0, "end": 13}]
    [report] = archive.add_drafts([draft(3, facts={"count_min": 40}, evidence=span)], "Bob")
    event = archive.merge("made-3", "made-1", "Anna", report.version, archive.entry("made-1").version).event
    assert event.facts[DIFFER]["count_min"] == {OWN: 25, THEIRS: 30, f"a-{third.sha256[:12]}": 40}
    archive.undo("Anna")
    assert archive.entry("made-1").event.facts[DIFFER]["count_min"] == {OWN: 25, THEIRS: 30}


def test_two_confirmed_events_merge_into_one_and_the_other_is_retracted_with_the_reason(archive, two):  # noqa: F811
    archive.accept("made-2", "Bob", 1)
    since = archive.version()
    merged(archive, two)
    found = archive.changes(since)
    assert [(c.event.event_id, c.note) for c in found.retracted] == [("made-2", "made-2 is another report of made-1")]
    assert [c.event.event_id for c in found.changed] == ["made-1"]


def test_what_was_changed_meanwhile_or_put_aside_is_not_merged(archive, two):  # noqa: F811
    known, report = two
    archive.revise("made-1", "Bob", known.version, {"title": "Changed"})
    with pytest.raises(Conflict):
        archive.merge("made-2", "made-1", "Anna", report.version, known.version)
    with pytest.raises(NotPossible, match="itself"):
        archive.merge("made-2", "made-2", "Anna", 1, 1)
    archive.reject("made-2", "Bob", 1, "no")
    with pytest.raises(NotPossible, match="rejected"):
        merged(archive, two)


def test_the_card_says_which_report_gives_which_number(archive, two):  # noqa: F811
    merged(archive, two)
    store = Known(archive.path).store()
    row = store.events[store.events["event_id"] == "made-1"].to_dict("records")[0]
    card = event_card.card_html(store, row)
    for said in ("Where the reports differ", "25</bdi>, says ", "30</bdi>, says ", "More balloons"):
        assert said in card
    strange = row | {"facts": {DIFFER: ["<i>", 1]}}
    assert "<i>" not in event_card.card_html(store, strange | {"facts": {DIFFER: {"<i>": "<i>", "x": {"<i>": "<i>"}}}})
    assert "Where the reports differ" not in event_card.card_html(store, strange)
