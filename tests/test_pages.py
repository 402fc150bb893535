"""The pages through Streamlit's own tester."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from geo.shipped import ROOT


@pytest.fixture
def app():
    return AppTest.from_file(str(ROOT / "pages" / "home.py"), default_timeout=60)


def html(app):
    return " ".join(element.body for element in app.get("html"))


def test_the_page_opens_with_all_events_and_no_error(app):
    app.run()
    assert not app.exception
    assert "35 of 35 events" in html(app)
    assert "6 incursions, 4 closures" in html(app)


def test_a_link_sets_the_filter_and_the_counts_follow(app):
    app.query_params["layer"] = "airspace_incursion"
    app.query_params["country"] = "POL"
    app.run()
    assert not app.exception
    assert "4 of 35 events" in html(app)
    assert "1 incursion, 3 closures" in html(app)


def test_certain_and_possible_are_counted_apart(app):
    app.query_params["from"] = "2025-09-01"
    app.query_params["to"] = "2025-09-30"
    app.query_params["layer"] = "airspace_incursion"
    app.run()
    text = html(app)
    assert "certainly, up to" in text


def test_words_typed_by_a_reader_are_shown_as_text(app):
    app.run()
    app.text_input(key="text").input("<img src=x onerror=alert(1)>").run()
    assert not app.exception
    assert "<img" not in html(app)
    assert "&lt;img" in html(app)
    assert "0 of 35 events" in html(app)
    assert "No event fits this filter" in html(app)


def test_reset_brings_everything_back(app):
    app.query_params["layer"] = "meeting"
    app.query_params["text"] = "zzz"
    app.run()
    assert "0 of 35" in html(app)
    next(b for b in app.button if b.label == "Reset filter").click().run()
    assert not app.exception
    assert "35 of 35" in html(app)
    assert "text" not in app.query_params


def test_an_opened_event_shows_all_that_is_known_of_it(app):
    app.query_params["event"] = "seed-A7"
    app.run()
    text = html(app)
    assert not app.exception
    assert "Danube" in text
    assert "20-25 Sep 2025" in text
    assert "implied, not stated" in text
    assert "Evidence: Briefmap&#x27;s own summary" in text
    assert "Inferred, not stated" in text


def test_closing_the_card_leaves_the_link_clean(app):
    app.query_params["event"] = "seed-A7"
    app.run()
    next(b for b in app.button if b.key == "close").click().run()
    assert "event" not in app.query_params
    assert 'class="bm-card"' not in html(app)


def test_what_cannot_be_drawn_is_counted_and_listed(app):
    app.run()
    assert "2 not on the map" in html(app)
    assert "several European nations, not named" in html(app)


def test_a_link_full_of_nonsense_gets_a_few_notes_not_thousands(app):
    app.query_params["event"] = ",".join(f"x{n}" for n in range(2000))
    app.query_params["country"] = ",".join(f"Y{n}" for n in range(2000))
    app.query_params["from"] = "0001-01-01"
    app.run()
    assert not app.exception
    assert "35 of 35" in html(app)
    assert html(app).count('class="bm-note"') == 6
    assert "more values of the link were left out" in html(app)


def test_a_link_that_the_map_wrote_itself_gets_no_note(app):
    app.query_params["at"] = "-46.920,-14.414,3.5"
    app.query_params["theme"] = "light"
    app.run()
    assert 'class="bm-note"' not in html(app)


def test_unknown_values_in_a_link_are_noted(app):
    app.query_params["event"] = "seed-Z9"
    app.query_params["borders"] = "mine"
    app.query_params["at"] = "somewhere"
    app.query_params["theme"] = "sepia"
    app.run()
    assert "somewhere" in html(app)
    assert "sepia" in html(app)
    assert not app.exception
    assert "seed-Z9" in html(app)
    assert "mine" in html(app)


def test_an_event_named_twice_in_a_link_is_opened_once(app):
    app.query_params["event"] = "seed-A1,seed-A1"
    app.run()
    assert not app.exception
    assert "Drones enter Polish airspace" in html(app)


def test_an_event_outside_the_links_own_filter_is_noted(app):
    app.query_params["event"] = "seed-A1"
    app.query_params["layer"] = "meeting"
    app.run()
    assert "outside its filter" in html(app)


def test_a_message_that_arrives_after_its_element_has_gone_is_let_be():
    def page():
        import streamlit as st

        from pages.parts import event_table, reader, record_table, timeline

        timeline._ranged()
        timeline._opened()
        reader._open()
        record_table._open("incursions")
        event_table._chosen("table", ["a"], [])
        st.text("still here")

    app = AppTest.from_function(page, default_timeout=60).run()
    assert not app.exception
    assert app.text[0].value == "still here"
