"""The review desk, through Streamlit's own tester: everything that can be done on it, and what the archive keeps."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from geo.archive import Archive
from geo.event import Event
from geo.shipped import ROOT
from pages.parts import desk_intake
from tests.made import made_event

TEXT = (
    "Drones over Poland\nOn 10 September 2025 three drones crossed into Poland near Lublin. The airport of Lublin was "
    "closed until noon. Ministers of Poland and Lithuania met in Vilnius on 12 September 2025."
)
LUBLIN = {"name": "Lublin", "place_id": "gn:765876", "iso3": "POL", "alternatives": ["iso:POL"]}
VILNIUS = {"name": "Vilnius", "place_id": "gn:593116", "iso3": "LTU"}


class Draft:
    def __init__(self, event, unsure=()):
        self.event, self.unsure = event, unsure


def reading(article, published):
    """Three drafts, as a reading of :data:`TEXT` would make them."""

    def draft(number, words, unsure=(), **fields):
        start = article.text.index(words)
        span = {"article": article.sha256, "start": start, "end": start + len(words)}
        revision = {"who": "reading", "when": "2025-10-06", "status": "draft"}
        event = made_event(
            event_id=f"{article.sha256[:8]}-{number}", evidence=[span], confidence=0.9 - number / 10, revision=revision,
        )  # fmt: skip
        return Draft(Event.model_validate(event | fields), unsure)

    if "drones crossed" not in article.text:
        return []
    return [
        draft(1, "three drones crossed into Poland near Lublin", title="Drones over Lublin", places=[LUBLIN],
              where_prec=2, facts={"count_min": 3}),
        draft(2, "The airport of Lublin was closed until noon", ("the day is taken from the sentence before",),
              title="Lublin airport closed", sub_type="airport_closure", places=[LUBLIN], where_prec=1),
        draft(3, "Ministers of Poland and Lithuania met in Vilnius", title="Ministers meet in Vilnius", layer="meeting",
              sub_type="bilateral", places=[VILNIUS], where_prec=1, date_start="2025-09-12", date_end="2025-09-12",
              participants=[{"iso3": "POL", "role": "guest"}, {"iso3": "LTU", "role": "host"}]),
    ]  # fmt: skip


@pytest.fixture
def kept(tmp_path, monkeypatch):
    path = tmp_path / "archive.sqlite"
    monkeypatch.setenv("BRIEFMAP_ARCHIVE", str(path))
    monkeypatch.setattr(desk_intake, "read_with", lambda: reading)
    return path


def opened():
    app = AppTest.from_file(str(ROOT / "pages" / "home.py"), default_timeout=60).run()
    return app.switch_page("desk.py").run()


@pytest.fixture
def app(kept):
    return opened()


@pytest.fixture
def desk(app):
    """A desk with the article on it, its first draft chosen."""
    return pasted(app)


def pasted(app, text=TEXT, who="Anna"):
    app.text_input(key="desk-name").set_value(who).run()
    app.text_area(key="desk-text").set_value(text)
    press(app, "desk-read")
    return app


def press(app, key):
    app.button(key=key).click().run()
    assert not app.exception
    return app


def html(app):
    return " ".join(element.body for element in app.get("html"))


def archived(kept, status=None):
    with Archive.open(kept) as archive:
        return [e for e in archive.entries(status) if not e.event.event_id.startswith("seed-")]


def chosen(app):
    return app.session_state["desk_event"]


def test_the_desk_says_what_to_do_first(app):
    assert "Paste an article, or drop files" in html(app)
    assert "Nothing waits here" in html(app)


def test_nothing_is_read_without_a_name_or_without_a_text(app, kept):
    app.text_area(key="desk-text").set_value(TEXT)
    press(app, "desk-read")
    assert "Type your name first" in html(app)
    pasted(app, "")
    assert "nothing to read yet" in html(app)
    assert archived(kept) == []


def test_drafts_of_a_pasted_article_stand_beside_it_with_what_is_unsure(desk, kept):
    assert "3 drafts to check" in html(desk)
    assert "Drones over Lublin" in html(desk)
    assert "Nothing in particular is unsure" in html(desk)
    press(desk, "desk-next")
    assert "the day is taken from the sentence before" in html(desk)
    assert "70% sure" in html(desk)
    assert [e.status for e in archived(kept)] == ["draft"] * 3


def test_what_the_reviewer_states_of_the_source_is_kept(app, kept):
    app.date_input(key="desk-published").set_value(date(2025, 10, 6))
    app.text_input(key="desk-publisher").set_value("The Gazette")
    app.text_input(key="desk-url").set_value("https://gazette.invalid/1")
    pasted(app)
    with Archive.open(kept) as archive:
        source = archive.sources()[archived(kept)[0].event.source_id[0]].source
    assert (source.publisher, source.url, source.published) == (
        "The Gazette", "https://gazette.invalid/1", date(2025, 10, 6)
    )  # fmt: skip


def test_an_address_that_is_none_is_told_and_nothing_is_kept(app, kept):
    app.text_input(key="desk-url").set_value("gazette")
    pasted(app)
    assert "must start with https:// or http://" in html(app)
    assert archived(kept) == []


def test_accepting_puts_a_draft_on_the_map_and_goes_on_to_the_next(desk, kept):
    first = chosen(desk)
    press(desk, "desk-accept")
    assert "Accepted and on the map: Drones over Lublin" in html(desk)
    assert chosen(desk) != first
    [entry] = archived(kept, "confirmed")
    assert (entry.event.event_id, entry.event.revision.who) == (first, "Anna")
    desk.switch_page("briefing.py").run()
    assert "36 of 36 events" in html(desk)


def test_a_draft_is_rejected_with_a_reason_and_not_without(desk, kept):
    press(desk, "desk-away")
    press(desk, "desk-put-aside")
    assert "Say why" in html(desk)
    desk.text_input(key="desk-why").set_value("told of another day")
    press(desk, "desk-put-aside")
    [entry] = archived(kept, "rejected")
    assert entry.event.revision.what == "told of another day"


def test_a_usual_reason_is_one_press(desk, kept):
    press(desk, "desk-away")
    press(desk, "desk-reason-0")
    [entry] = archived(kept, "rejected")
    assert entry.event.revision.what == "Not an event"


def test_undo_takes_back_the_last_change_and_says_so(desk, kept):
    first = chosen(desk)
    press(desk, "desk-accept")
    press(desk, "desk-undo")
    assert "Undone: Drones over Lublin is draft again" in html(desk)
    assert chosen(desk) == first
    assert archived(kept, "confirmed") == []


def test_every_field_can_be_edited_and_the_draft_accepted_with_it(desk, kept):
    press(desk, "desk-edit")
    desk.text_input(key="f-title").set_value("Three drones over Lublin")
    desk.selectbox(key="f-layer").set_value("deployment").run()
    desk.selectbox(key="f-sub_type").set_value("surveillance")
    desk.text_area(key="f-summary").set_value("Ours.")
    desk.selectbox(key="f-modality").set_value("alleged")
    desk.date_input(key="f-date_end").set_value(date(2025, 9, 12)).run()
    desk.selectbox(key="f-date_prec").set_value(2)
    desk.selectbox(key="f-date_basis").set_value("inferred")
    desk.selectbox(key="f-place-0-role").set_value("to")
    desk.selectbox(key="f-place-0-basis").set_value("inferred")
    desk.number_input(key="f-uncertainty_km").set_value(40.0)
    desk.selectbox(key="f-party-0-role").set_value("hosting")
    desk.button(key="f-party-add").click().run()
    desk.text_input(key="f-party-1-actor").set_value("Wagner")
    desk.selectbox(key="f-party-1-attribution").set_value("implied")
    desk.text_input(key="f-fact-0-value").set_value("4")
    desk.button(key="f-fact-add").click().run()
    desk.text_input(key="f-fact-1-name").set_value("height")
    desk.text_input(key="f-fact-1-value").set_value("low")
    other = archived(kept)[1].event.event_id
    desk.selectbox(key="f-caused_by").set_value(other).run()
    press(desk, "desk-save-accept")
    [event] = [e.event for e in archived(kept, "confirmed")]
    assert (event.layer, event.sub_type, event.modality) == ("deployment", "surveillance", "alleged")
    assert (event.title, event.summary, event.caused_by) == ("Three drones over Lublin", "Ours.", other)
    assert (event.date_end, event.date_prec, event.date_basis) == (date(2025, 9, 12), 2, "inferred")
    assert (event.places[0].role, event.places[0].basis, event.uncertainty_km) == ("to", "inferred", 40.0)
    assert [(p.iso3, p.actor, p.role, p.attribution) for p in event.participants] == [
        ("POL", None, "hosting", "stated"), (None, "Wagner", "concerned", "implied"),
    ]  # fmt: skip
    assert event.facts == {"count_min": 4, "height": "low"}


def test_the_place_is_chosen_from_what_the_reading_offers(desk, kept):
    press(desk, "desk-edit")
    desk.selectbox(key="f-place-0-id").set_value("iso:POL").run()
    assert desk.selectbox(key="f-where_prec").value == 6
    press(desk, "desk-save")
    [event] = [e.event for e in archived(kept, "draft") if e.version == 2]
    assert (event.places[0].place_id, event.places[0].name, event.where_prec) == ("iso:POL", "Poland", 6)
    assert "gn:765876" in event.places[0].alternatives


@pytest.mark.parametrize(
    ("typed", "place_id", "precision"),
    [("Rzeszow", "gn:759734", 1), ("54.9, 18.5", "geo:54.9,18.5", 2)],
)
def test_the_place_is_typed_as_a_name_or_as_coordinates(desk, kept, typed, place_id, precision):
    press(desk, "desk-edit")
    desk.text_input(key="f-place-0-find").set_value(typed).run()
    assert desk.selectbox(key="f-place-0-id").value == place_id
    press(desk, "desk-save-accept")
    [event] = [e.event for e in archived(kept, "confirmed")]
    assert (event.places[0].place_id, event.where_prec) == (place_id, precision)


def test_a_name_that_nobody_knows_is_told(desk):
    press(desk, "desk-edit")
    desk.text_input(key="f-place-0-find").set_value("Nowhere at all").run()
    assert "knows no place called “Nowhere at all”" in html(desk)
    assert desk.selectbox(key="f-place-0-id").value == "gn:765876"


def test_places_can_be_added_and_taken_away(desk, kept):
    press(desk, "desk-edit")
    press(desk, "f-place-add")
    desk.text_input(key="f-place-1-find").set_value("Warsaw").run()
    press(desk, "f-place-0-drop")
    press(desk, "desk-save")
    [event] = [e.event for e in archived(kept, "draft") if e.version == 2]
    assert [p.name for p in event.places] == ["Warsaw"]


def test_a_field_that_breaks_the_rules_is_told_and_what_was_typed_stays(desk, kept):
    press(desk, "desk-edit")
    desk.text_input(key="f-title").set_value("")
    press(desk, "desk-save")
    assert "Title:" in html(desk)
    assert desk.text_input(key="f-title").value == ""
    assert all(e.version == 1 for e in archived(kept))


def test_a_second_editor_is_told_what_changed_and_overwrites_nothing(desk, kept):
    press(desk, "desk-edit")
    desk.text_input(key="f-title").set_value("Anna's title").run()
    with Archive.open(kept) as archive:
        archive.revise(chosen(desk), "Bob", 1, {"title": "Bob's title"})
    press(desk, "desk-save-accept")
    assert "Bob was quicker" in html(desk)
    assert "title from “Drones over Lublin” to “Bob&#x27;s title”" in html(desk)
    assert desk.text_input(key="f-title").value == "Anna's title"
    with Archive.open(kept) as archive:
        assert archive.entry(chosen(desk)).event.title == "Bob's title"
    press(desk, "desk-anew")
    assert desk.text_input(key="f-title").value == "Bob's title"


def test_accepting_what_another_has_just_rejected_is_told(desk, kept):
    first = chosen(desk)
    with Archive.open(kept) as archive:
        archive.reject(first, "Bob", 1, "no")
        before = archive.version()
    desk.session_state["desk_said"] = None
    entry = next(e for e in archived(kept) if e.event.event_id == first)
    assert entry.status == "rejected"
    press(desk, "desk-accept")
    with Archive.open(kept) as archive:
        assert archive.version() == before
    assert "Bob" in html(desk)


def test_a_draft_is_merged_into_a_known_event_with_disagreements_side_by_side(desk, kept):
    first, second = (e.event.event_id for e in archived(kept)[:2])
    press(desk, "desk-merge")
    desk.selectbox(key="desk-merge-into").set_value(second).run()
    assert "airport closure" in html(desk)
    assert "both values are kept" in html(desk)
    press(desk, "desk-merge-do")
    with Archive.open(kept) as archive:
        assert archive.entry(first).merged_into == second
        assert len(archive.entry(second).event.evidence) == 2
    press(desk, "desk-undo")
    with Archive.open(kept) as archive:
        assert archive.entry(first).status == "draft"
        assert len(archive.entry(second).event.evidence) == 1


def test_a_report_of_a_known_incident_is_proposed_as_such_and_chosen_when_merging(desk, kept):
    press(desk, "desk-accept")
    press(desk, "desk-close")
    more = " The prime minister spoke of a provocation, and thanked the pilots of that night for what they had done."
    more += " A long report of it follows, which says the same once more." + " It was said again and again." * 3
    desk.text_area(key="desk-text").set_value(f"Night of drones\n{TEXT}{more}")
    press(desk, "desk-read")
    assert "Perhaps another report of <b><bdi>Drones over Lublin" in html(desk)
    press(desk, "desk-merge")
    first = archived(kept)[0].event.event_id
    assert desk.selectbox(key="desk-merge-into").value == first
    press(desk, "desk-merge-do")
    with Archive.open(kept) as archive:
        assert len(archive.entry(first).event.source_id) == 2


def test_a_draft_is_split_in_two(desk, kept):
    press(desk, "desk-back")
    press(desk, "desk-split")
    desk.text_input(key="desk-split-title").set_value("Lithuania's part")
    desk.multiselect(key="desk-split-participants").set_value(["2: LTU (host)"])
    press(desk, "desk-split-do")
    found = [e.event for e in archived(kept) if e.event.layer == "meeting"]
    assert [e.title for e in found] == ["Ministers meet in Vilnius", "Lithuania's part"]
    assert [[p.iso3 for p in e.participants] for e in found] == [["POL"], ["LTU"]]


def test_a_confirmed_event_is_retracted_with_a_reason_and_leaves_a_trace(desk, kept):
    first = chosen(desk)
    press(desk, "desk-accept")
    press(desk, "desk-back")
    assert chosen(desk) == first
    press(desk, "desk-away")
    desk.text_input(key="desk-why").set_value("a hoax")
    press(desk, "desk-put-aside")
    with Archive.open(kept) as archive:
        assert archive.entry(first).status == "retracted"
        assert [c.event.event_id for c in archive.changes(1).retracted] == []
    desk.session_state["desk_event"] = first
    press(desk, "desk-history")
    assert "retracted: a hoax" in html(desk)


def test_the_history_names_who_when_and_every_field_that_changed(desk):
    press(desk, "desk-edit")
    desk.text_input(key="f-title").set_value("Another title")
    press(desk, "desk-save")
    press(desk, "desk-history")
    said = html(desk)
    assert "<bdi>title</bdi></th><td><bdi>Drones over Lublin</bdi></td><td><bdi>Another title</bdi>" in said
    assert "<bdi>Anna</bdi>" in said
    assert "UTC" in said


def test_the_source_is_graded(desk, kept):
    desk.selectbox(key="desk-reliability-1").set_value("B").run()
    desk.selectbox(key="desk-credibility-1").set_value(2).run()
    press(desk, "desk-grade")
    with Archive.open(kept) as archive:
        source = archive.sources()[archived(kept)[0].event.source_id[0]].source
    assert (source.reliability, source.credibility) == ("B", 2)
    assert "Source graded B2" in [expander.label for expander in desk.expander]


def test_the_same_article_again_adds_nothing_and_leads_to_what_is_there(desk, kept):
    press(desk, "desk-close")
    desk.text_area(key="desk-text").set_value(TEXT.replace("three", "four"))
    press(desk, "desk-read")
    assert "copy with small edits" in html(desk)
    assert "Drones over Lublin" in html(desk)
    assert len(archived(kept)) == 3


def test_the_queue_counts_and_filters_by_state_layer_source_and_confidence(desk):
    press(desk, "desk-accept")
    press(desk, "desk-close")
    assert "2 events" in html(desk)
    pills = {group.key: group for group in desk.get("button_group")}
    assert [option.content for option in pills["desk-states"].proto.options][:2] == ["2 drafts", "36 confirmed"]
    desk.session_state["desk-states"] = ["confirmed"]
    desk.session_state["desk-layers"] = ["airspace_incursion"]
    desk.run()
    assert "11 events" in html(desk)
    desk.session_state["desk-states"] = ["draft"]
    desk.session_state["desk-layers"] = []
    desk.slider(key="desk-sure").set_value((65, 100)).run()
    assert "1 event<" in html(desk)


def test_many_files_are_read_and_each_has_its_line(app, kept):
    app.text_input(key="desk-name").set_value("Anna").run()
    other = TEXT.replace("Poland", "Latvia").replace("Lublin", "Daugavpils").replace("three drones", "five balloons")
    files = [("a.txt", TEXT.encode()), ("b.txt", b""), ("c.pdf", b"%PDF-1.4 broken"), ("d.txt", other.encode())]
    app.file_uploader[0].set_value([(name, data, "text/plain") for name, data in files]).run()
    press(app, "desk-read")
    assert "2 accepted, 2 refused of 4" in html(app)
    assert "b.txt" in html(app)
    assert "no event was found in it" in html(app)
    press(app, "desk-open-0")
    assert "Drones over Lublin" in html(app)


def test_two_hundred_files_at_once_have_a_line_each(app, kept):
    app.text_input(key="desk-name").set_value("Anna").run()
    bad = (b"", b"\x00\x01\x02", b"%PDF-1.4 broken", b"PK\x03\x04 broken")
    files = [
        (f"{n}.txt", bad[n % 4] if n % 2 else f"Note {n}\nOf day {n} there is {n * 'word '}.".encode())
        for n in range(200)
    ]
    app.file_uploader[0].set_value([(name, data, "text/plain") for name, data in files]).run()
    press(app, "desk-read")
    assert "100 accepted, 100 refused of 200" in html(app)
    lines = [element.body for element in app.get("html") if "bm-taken" in element.body and "<p" in element.body]
    assert len(lines) == 200


def test_an_archive_that_cannot_be_used_is_told_on_the_desk(kept):
    kept.write_bytes(b"no archive at all" * 100)
    app = opened()
    assert not app.exception
    assert "archive" in html(app).lower()
    assert "Read it" not in [b.label for b in app.button]
