"""The page that loads events, through Streamlit's own tester."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from geo.export import to_csv, to_geojson
from geo.shipped import ROOT, default_store
from pages.parts.load_file import MAX_PROBLEMS
from tests.made import made_event

SIGHTINGS = b"""date,headline,town,country,lat,lon
2025-09-01,First sighting,,,52.2297,21.0122
03/04/2025,Second sighting,,,52.0,21.0
2025-09-03,Third sighting,Rzeszow,Poland,,
2025-09-04,Fourth sighting,Moscow,,,
2025-09-05,Fifth sighting,Nowhere at all,,,
"""


def opened():
    app = AppTest.from_file(str(ROOT / "pages" / "home.py"), default_timeout=60).run()
    return app.switch_page("load.py").run()


@pytest.fixture
def app():
    return opened()


def html(app):
    return " ".join(element.body for element in app.get("html"))


def choose(app, label, value):
    next(box for box in app.selectbox if box.label == label).set_value(value).run()


def press(app, start):
    next(button for button in app.button if button.label.startswith(start)).click().run()


def put(app, *files):
    app.file_uploader[0].set_value([(name, data, "application/octet-stream") for name, data in files]).run()
    assert not app.exception


def mapped(app, data=SIGHTINGS, name="sightings.csv"):
    put(app, (name, data))
    choose(app, "Layer *", "always: airspace_incursion")
    choose(app, "Type *", "always: drone")
    assert not app.exception


def test_the_mapping_is_proposed_and_the_first_rows_are_shown_as_they_would_be_read(app):
    mapped(app)
    boxes = {box.label: box.value for box in app.selectbox}
    assert (boxes["Title *"], boxes["Latitude"], boxes["Place name"]) == (
        "column: headline",
        "column: lat",
        "column: town",
    )
    preview = app.dataframe[0].value
    assert list(preview["Row"]) == [1, 2, 3, 4, 5]
    assert list(preview["Place"]) == ["52.2297° N, 21.0122° E", "", "Rzeszow", "", "Nowhere at all"]
    assert preview["How sure of the place"][0] == "near this place"
    assert preview["How sure of the place"][4] == "not on the map"
    assert preview["Country"][0] == "Poland"
    assert "no date like" in preview["Rejected because"][1]
    assert "3 accepted, 2 rejected of 5" in html(app)
    assert list(app.dataframe[1].value["Column"]) == ["date", "town"]


def test_nothing_is_read_before_layer_and_type_are_chosen(app):
    put(app, ("sightings.csv", SIGHTINGS))
    assert "Choose a column or a value for the layer" in html(app)
    assert not [button for button in app.button if button.label.startswith("Show ")]


def test_dates_of_numbers_are_read_once_their_order_is_chosen(app):
    mapped(app)
    choose(app, "Dates are written like", "day_first")
    assert "4 accepted, 1 rejected of 5" in html(app)
    assert app.dataframe[0].value["Dates"][1] == "3 Apr 2025"


def test_loaded_events_stand_on_the_map_with_their_row_as_evidence(app):
    mapped(app)
    press(app, "Show 3 events")
    assert not app.exception
    assert "38 of 38 events" in html(app)
    store = app.session_state["store"]
    app.switch_page("briefing.py").run()
    app.session_state["opened"] = [store.records[-3].event_id]
    app.run()
    text = html(app)
    assert "Evidence: the row of sightings.csv" in text
    assert "headline: First sighting" in text
    assert "draft" in text


def test_a_filter_that_hides_what_was_loaded_is_reset_and_that_is_said(app):
    app.text_input(key="text").input("Wagner").run()
    mapped(app)
    press(app, "Show 3 events")
    assert "38 of 38 events" in html(app)
    assert "The filter was reset" in html(app)


def test_a_loaded_file_can_be_removed_again(app):
    mapped(app)
    press(app, "Show 3 events")
    app.switch_page("load.py").run()
    assert "sightings.csv</bdi>: 3 events" in html(app)
    press(app, "Remove")
    assert not app.exception
    assert "sightings.csv</bdi>: 3 events" not in html(app)
    app.switch_page("briefing.py").run()
    assert "35 of 35 events" in html(app)


def test_no_session_sees_what_another_has_loaded(app):
    other = opened()
    mapped(app)
    press(app, "Show 3 events")
    for stranger in (opened(), other):
        stranger.switch_page("briefing.py").run()
        assert "35 of 35 events" in html(stranger)
        assert "loaded" not in stranger.session_state or not stranger.session_state["loaded"]
    assert len(default_store().records) == 35


def test_a_rerun_does_not_make_the_store_anew(app):
    mapped(app)
    press(app, "Show 3 events")
    store = app.session_state["store"]
    app.switch_page("briefing.py").run()
    app.text_input(key="text").input("sighting").run()
    assert "3 of 38 events" in html(app)
    assert app.session_state["store"] is store


@pytest.mark.parametrize(("name", "write"), [("own.geojson", to_geojson), ("own.csv", to_csv)])
def test_briefmaps_own_form_is_recognised_and_known_events_are_not_loaded_twice(app, name, write):
    put(app, (name, write(default_store().events).encode("utf-8")))
    assert "35 accepted, 0 rejected of 35" in html(app)
    assert "35 events are on the map already" in html(app)
    assert not [button for button in app.button if button.label.startswith("Show ")]


def test_a_wrong_row_of_our_own_form_is_told_and_the_rest_can_be_shown(app):
    features = [{"properties": made_event(event_id=f"made-{n}")} for n in (1, 2)]
    features[1]["properties"]["layer"] = "<b>rumour</b>"
    put(app, ("own.geojson", json.dumps({"features": features}).encode()))
    assert "1 accepted, 1 rejected of 2" in html(app)
    assert app.dataframe[0].value["Value"][0] == "<b>rumour</b>"
    press(app, "Show 1 event ")
    assert "36 of 36 events" in html(app)


def test_each_wrong_file_is_one_sentence_and_the_others_go_through(app):
    own = to_geojson(default_store().events[:2]).encode("utf-8")
    put(app, ("<i>a</i>.csv", b""), ("b.geojson", b"not json"), ("c.geojson", own))
    assert "&lt;i&gt;a&lt;/i&gt;.csv is empty." in html(app)
    assert "This is not a GeoJSON FeatureCollection" in html(app)
    assert "2 accepted, 0 rejected of 2" in html(app)


def test_many_problems_are_shown_in_part(app, monkeypatch):
    monkeypatch.setattr("pages.parts.load_file.MAX_PROBLEMS", 3)
    mapped(app, b"date,headline\n" + b"nonsense,x\n" * 5)
    assert "5 problems, the first 3 shown" in html(app)
    assert len(app.dataframe[1].value) == 3


def test_the_limit_of_problems_is_what_the_documentation_says():
    assert MAX_PROBLEMS == 1_000


def test_events_beyond_the_dates_that_can_be_asked_for_stand_on_the_map_all_the_same(app):
    mapped(app, b"date,headline\n9999-12-31,No end\n1850-05-01,Long ago\n2150-01-01,Far off\n")
    press(app, "Show 3 events")
    assert not app.exception
    assert "38 of 38 events" in html(app)
    presets = next(box for box in app.selectbox if box.key == "preset")
    assert not {"9999", "2150", "1850"} & set(presets.options)
    for preset in presets.options:
        next(box for box in app.selectbox if box.key == "preset").set_value(preset).run()
        assert not app.exception
