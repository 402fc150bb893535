"""What is drawn, and how doubt is drawn."""

from __future__ import annotations

import json
import re

import pytest
from shapely import Point

import geo
from geo.event_rows import parse_events
from geo.filter import Filter
from geo.frame import to_frame
from geo.gazetteer import load_gazetteer
from geo.layers import base_map, draw, feature_groups, to_map
from geo.marks import make_marks, not_drawable
from tests.made import made_event


@pytest.fixture(scope="module")
def events():
    return geo.load_events()


@pytest.fixture(scope="module")
def marks(events):
    return make_marks(events)


def frame(*records):
    accepted, problems, _ = parse_events(records)
    assert not problems
    return to_frame(accepted, load_gazetteer())


def of(marks, event_id, kind=None):
    return [m for m in marks if event_id in m.events and (kind is None or m.kind == kind)]


def test_where_only_the_country_is_known_there_is_a_tag_and_no_pin(marks):
    [tag] = of(marks, "seed-A1")
    assert (tag.kind, tag.iso3, tag.tint) == ("country", "POL", True)
    assert tag.title == "Poland: 2 events, place not stated"
    assert tag.counts == {"airspace_incursion": 1, "deployment": 1}


def test_a_lone_tag_is_framed_with_its_country(events):
    groups = feature_groups(draw(events[events["event_id"] == "seed-A1"]))
    (south, west), (north, east) = json.loads(next(iter(groups[0]._children.values())).state)["fit"]
    assert east - west > 8
    assert north - south > 4


def test_no_spot_stands_in_the_middle_of_a_country(events, marks):
    vague = set(events[events["where_prec"] > 2]["event_id"])
    for mark in marks:
        if mark.kind == "spot":
            assert not vague & set(mark.events)


def test_a_country_is_tagged_once_however_many_events(marks):
    tagged = [m.iso3 for m in marks if m.kind == "country"]
    assert len(tagged) == len(set(tagged))


def test_a_closed_airport_is_a_hollow_marker_in_a_circle_of_25_km(marks):
    [spot] = of(marks, "seed-A2")
    assert (spot.kind, spot.consequence, spot.radius_km) == ("spot", True, 25)


def test_the_danube_is_its_romanian_stretch(events, marks):
    [stretch] = of(marks, "seed-A7")
    assert stretch.kind == "area"
    assert "Line" in stretch.geometry.geom_type
    romania = load_gazetteer().outline("iso:ROU").buffer(0.3)
    assert romania.covers(stretch.geometry)
    assert 500 < stretch.geometry.length * 85 < 2500  # km, roughly


def test_a_region_is_its_outline(marks):
    [region] = of(marks, "seed-A8")
    assert region.kind == "area"
    assert region.geometry.contains(Point(9.7, 54.3))


def test_a_treaty_tints_both_partners_and_joins_them(marks):
    assert {m.iso3 for m in of(marks, "seed-C1", "partner")} == {"RUS", "IRN"}
    assert [m.style for m in of(marks, "seed-C1", "line")] == ["treaty"]
    assert {m.iso3 for m in of(marks, "seed-C2", "partner")} == {"RUS", "PRK"}


def test_a_relation_short_of_a_treaty_is_a_line_in_words_and_tints_nobody(marks):
    [line] = of(marks, "seed-D4")
    assert (line.kind, line.style) == ("line", "relation")
    assert line.label.endswith("no treaty")
    [syria] = of(marks, "seed-C9", "country")
    assert not syria.tint


def test_a_call_is_a_line_that_says_it_is_no_place(events, marks):
    [line] = of(marks, "seed-B3")
    assert (line.kind, line.style, line.label) == ("line", "call", "Call: a relation, not a place")
    row = events[events["event_id"] == "seed-B3"].iloc[0]
    assert row["latitude"] != row["latitude"]  # no coordinates are claimed


def test_an_inferred_place_is_drawn_so(marks):
    [oval_office] = of(marks, "seed-B2")
    assert oval_office.inferred


def test_events_on_one_spot_are_one_marker_with_a_number(marks):
    [moscow] = of(marks, "seed-C6")
    assert set(moscow.events) == {"seed-C1", "seed-C6", "seed-D1"}
    assert moscow.counts == {"treaty_partner": 1, "meeting": 2}


def test_what_has_no_place_is_listed_instead(events):
    assert set(not_drawable(events)["event_id"]) == {"seed-A14", "seed-A15"}


def test_the_base_map_is_the_same_text_every_time(events):
    def script(drawn):
        text = drawn.get_root().render()
        return re.sub(r"[0-9a-f]{32}", "id", text)

    assert script(base_map("../../assets")) == script(base_map("../../assets"))


def test_the_base_map_names_no_outside_address():
    text = base_map("../../assets").get_root().render()
    assert re.findall(r"(?:src|href)=[\"']https?://[^\"']+", text) == []


def test_a_map_that_stands_alone_carries_all_it_needs(events):
    text = to_map(events).get_root().render()
    assert re.findall(r"(?:src|href)=[\"'](?!data:)[^\"']+", text) == []
    assert "Schleswig-Holstein" in text


def test_a_hostile_title_travels_as_data_only():
    hostile = "</script><script>alert(1)</script>${alert(1)}`{{7*7}}{% raw %}"
    shown = frame(made_event(title=hostile, where_prec=2, places=[{"name": hostile, "place_id": "gn:756135"}]))
    drawn = to_map(shown)
    text = drawn.get_root().render()
    assert "<script>alert(1)" not in text
    assert "{{7*7}}" not in text
    assert "49" not in [m.title for m in make_marks(shown)][0]
    assert text.count("</script>") == base_map().get_root().render().count("</script>")


def test_the_frame_of_a_view_across_180_degrees_is_drawn_there():
    shown = frame(
        made_event(event_id="a", where_prec=1, places=[{"name": "Suva", "place_id": place_id("Suva")}]),
        made_event(event_id="b", where_prec=1, places=[{"name": "Apia", "place_id": place_id("Apia")}]),
    )
    groups = feature_groups(draw(shown))
    state = json.loads(next(iter(groups[0]._children.values())).state)
    (south, west), (north, east) = state["fit"]
    assert west > 170
    assert 180 < east < 190
    points = [f["geometry"]["coordinates"][0] for g in groups[1:] for f in features(g)]
    assert all(west <= lon <= east for lon in points)


def place_id(name):
    return geo.lookup(name)[0].place_id


def features(group):
    for child in group._children.values():
        yield from json.loads(child.script_json)["features"]


def test_an_empty_view_draws_nothing_and_has_no_frame(events):
    groups = feature_groups(draw(events[Filter(layers=frozenset()).mask(events)]))
    assert json.loads(next(iter(groups[0]._children.values())).state) == {"fit": None, "selected": [], "drawn": 0}
    assert all(not group._children for group in groups[1:])


def geometry_of(**fields):
    return frame(made_event(**fields)).geometry.iloc[0]


@pytest.mark.parametrize("precision", [1, 2])
@pytest.mark.parametrize("place", ["iso:POL", "gn:2838632", "bm:baltic-states"])
def test_no_precision_makes_a_pin_of_a_country_a_region_or_an_area(precision, place):
    shape = geometry_of(where_prec=precision, places=[{"name": "x", "place_id": place}])
    assert shape.geom_type in ("Polygon", "MultiPolygon")


@pytest.mark.parametrize("precision", [3, 4, 5, 6])
def test_what_is_known_only_roughly_is_never_a_pin_on_a_town(precision):
    assert geometry_of(where_prec=precision, places=[{"name": "Warsaw", "place_id": "gn:756135"}]) is None


def test_a_river_that_does_not_touch_the_country_is_listed_not_drawn():
    shown = frame(made_event(where_prec=5, places=[{"name": "x", "place_id": "bm:danube", "iso3": "USA"}]))
    assert make_marks(shown) == []
    assert len(not_drawable(shown)) == 1
    to_map(shown).get_root().render()


def test_an_event_in_two_towns_has_a_marker_on_each():
    towns = [{"name": "Rzeszów", "place_id": "gn:759734"}, {"name": "Lublin", "place_id": "gn:765876"}]
    marks = make_marks(frame(made_event(where_prec=1, places=towns)))
    assert [m.kind for m in marks] == ["spot", "spot"]
    assert len({(m.geometry.x, m.geometry.y) for m in marks}) == 2


@pytest.mark.parametrize("precision", [1, 4])
def test_a_treaty_joins_its_partners_wherever_it_was_signed(precision):
    place = "gn:2951839" if precision == 4 else "gn:756135"
    parties = [{"iso3": "DEU", "role": "signatory"}, {"iso3": "POL", "role": "signatory"}]
    treaty = made_event(
        layer="treaty_partner", sub_type="treaty_signed", where_prec=precision, participants=parties,
        places=[{"name": "x", "place_id": place}],
    )  # fmt: skip
    made = make_marks(frame(treaty))
    assert [m.style for m in made if m.kind == "line"] == ["treaty"]
    assert {m.iso3 for m in made if m.kind == "partner"} == {"DEU", "POL"}
