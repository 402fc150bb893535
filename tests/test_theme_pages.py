"""The theme pages through Streamlit's own tester. Their tables are elements of our own, which it cannot see."""

from __future__ import annotations

import json
import re

import pytest
from streamlit.testing.v1 import AppTest

from geo.shipped import ROOT

PAGES = ("airspace", "treaties", "deployments", "meetings")
TITLES = {
    "airspace": "Airspace incursions",
    "treaties": "Treaty partners",
    "deployments": "Deployments",
    "meetings": "Meetings",
}


@pytest.fixture
def app():
    return AppTest.from_file(str(ROOT / "pages" / "home.py"), default_timeout=60)


def html(app):
    return " ".join(element.body for element in app.get("html"))


def strip(app):
    return re.search(r'<div class="bm-strip".*?</div></div>', html(app))[0]


def charts(app):
    """The specifications of the page's charts, as sent to the browser."""
    return [json.loads(chart.proto.spec) for chart in app.get("vega_lite_chart")]


def opened(app, page):
    app.run()
    return app.switch_page(f"{page}.py").run()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_without_error_under_its_own_title(app, page):
    opened(app, page)
    assert not app.exception
    assert f">{TITLES[page]}</h1>" in html(app)


def test_every_page_shows_the_same_counts_for_the_same_filter(app):
    app.query_params["country"] = "IRN,RUS"
    app.query_params["match"] = "all"
    app.run()
    briefing = strip(app)
    assert "8 of 35 events" in briefing
    assert "Iran and Russia named in any role" in briefing
    for page in PAGES:
        app.switch_page(f"{page}.py").run()
        assert not app.exception
        assert strip(app) == briefing


@pytest.mark.parametrize(
    ("page", "facts"),
    [
        ("airspace", ["Incursions: 6", "Their consequences, counted apart: 4", "By night"]),
        ("treaties", ["Treaties in force or signed: 2", "Relations short of a treaty: 5", "Planned, not happened: 1"]),
        ("deployments", ["Deployments: 7", "Who deploys", "Since when"]),
        ("meetings", ["Meetings at a place: 7", "Calls and talks whose place is not stated: 3", "Who takes part"]),
    ],
)
def test_each_page_has_its_own_headings_and_counts(app, page, facts):
    text = html(opened(app, page))
    for fact in facts:
        assert f'<h2 class="bm-head">{fact}</h2>' in text


@pytest.mark.parametrize("page", PAGES)
def test_every_chart_says_in_words_what_it_shows(app, page):
    found = charts(opened(app, page))
    assert len(found) >= 3
    for chart in found:
        assert len(chart["description"]) > 30


@pytest.mark.parametrize("page", PAGES)
def test_a_page_without_events_of_its_own_says_so(app, page):
    app.query_params["text"] = "zzz"
    opened(app, page)
    assert not app.exception
    assert "No event of this page fits the filter" in html(app)


def test_a_layer_that_is_switched_off_can_be_switched_on_from_its_page(app):
    app.query_params["layer"] = "meeting"
    opened(app, "treaties")
    assert "are switched off in the filter" in html(app)
    next(b for b in app.button if b.label == "Switch them on").click().run()
    assert "Treaties in force or signed: 2" in html(app)


def test_an_opened_event_keeps_its_card_from_page_to_page(app):
    app.query_params["event"] = "seed-C1"
    for page in PAGES:
        opened(app, page)
        assert 'class="bm-card"' in html(app)


def test_a_choice_between_any_and_all_is_offered_only_for_several_countries(app):
    app.run()
    app.multiselect(key="countries").set_value(["RUS"]).run()
    assert not any(control.key == "match" for control in app.get("button_group"))
    app.multiselect(key="countries").set_value(["RUS", "IRN"]).run()
    assert any(control.key == "match" for control in app.get("button_group"))
    assert "match" not in app.query_params
    next(c for c in app.get("button_group") if c.key == "match").set_value("all").run()
    assert app.query_params["match"] == "all"
    app.multiselect(key="countries").set_value(["RUS"]).run()
    assert "match" not in app.query_params
    assert not app.exception


def test_a_pair_that_is_asked_for_in_any_order_of_wishes_is_narrowed_before_it_is_taken_back():
    def page():
        import streamlit as st

        from geo.filter import Filter
        from pages.parts import view

        if "layers" not in st.session_state:
            view.set_filter(Filter(countries=frozenset({"IRN", "RUS"})))
        for _ in range(2):
            view.set_pair(["RUS", "IRN"], "")
            st.text(f"{st.session_state['match']} {st.session_state['countries']}")

    told = [text.value for text in AppTest.from_function(page).run().text]
    assert told == ["all ['IRN', 'RUS']", "all []"]
