"""A map of a text's places draws doubt: pins for towns and sites, areas for all else, nothing for peoples."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from geo.gazetteer import load_gazetteer, lookup
from geo.layers import base_map, draw_marks, feature_groups
from geo.name_marks import name_marks, names_without_mark
from geo.placing import POINT_KINDS
from tests.made_names import made_name

IDS = ["iso:POL", "iso:RUS", "gn:765876", "gn:756135", "icao:EPWA", "bm:kremlin"]
PLACES = [load_gazetteer().get(place_id) for place_id in IDS]
PLACES += [lookup(name, kind=kind)[0] for name, kind in (
    ("Baltic Sea", "sea"), ("Danube", "river"), ("Donbas", "area"), ("Schleswig-Holstein", "region"))]  # fmt: skip
NAMES = st.lists(
    st.builds(
        lambda place, score, kind: made_name(place.name, place, score=score, kind=kind or place.kind),
        st.sampled_from(PLACES), st.floats(0, 1), st.sampled_from([None, None, None, "demonym", "bloc"]),
    ),
    max_size=20,
)  # fmt: skip


def test_a_town_is_a_pin_with_its_radius_and_its_name():
    [mark] = name_marks([made_name("Lublin", lookup("Lublin")[0])])
    assert (mark.kind, mark.label, mark.geometry.geom_type) == ("spot", "Lublin", "Point")
    assert mark.radius_km == lookup("Lublin")[0].radius_km


def test_a_country_is_its_tinted_outline_with_a_tag_and_never_a_pin():
    [mark] = name_marks([made_name("Poland", lookup("Poland")[0])])
    assert (mark.kind, mark.tint, mark.iso3) == ("country", True, "POL")


def test_regions_seas_and_rivers_are_drawn_as_the_areas_they_are():
    for place in PLACES[6:]:
        [mark] = name_marks([made_name(place.name, place)])
        assert mark.kind == "area"
        assert "Point" not in mark.geometry.geom_type


def test_a_place_named_often_is_one_mark_that_knows_its_names():
    here, there = lookup("Lublin")[0], lookup("Warsaw")[0]
    marks = name_marks([made_name("Lublin", here), made_name("Warsaw", there), made_name("Lublin", here)])
    assert [mark.events for mark in marks] == [("0", "2"), ("1",)]
    assert marks[0].counts == {"place": 2}
    assert "named 2 times" in marks[0].title


def test_a_doubtful_reading_is_dashed():
    here = lookup("Lublin")[0]
    assert [m.inferred for s in (0.5, 0.6) for m in name_marks([made_name("Lublin", here, score=s)])] == [True, False]


def test_peoples_and_groups_of_countries_place_nothing():
    names = [made_name("Polish", lookup("Poland")[0], kind="demonym"), made_name("EU", PLACES[0], kind="bloc")]
    assert name_marks([*names, made_name("Atlantis", None)]) == []
    assert len(names_without_mark(names, [])) == 2


@given(NAMES)
def test_each_name_is_on_one_mark_or_listed_as_not_drawn(names):
    marks = name_marks(names)
    drawn = [int(n) for mark in marks for n in mark.events]
    assert len(drawn) == len(set(drawn))
    assert len(drawn) + len(names_without_mark(names, marks)) == len(names)
    assert all(mark.geometry.geom_type != "Point" or mark.kind in ("spot", "country") for mark in marks)
    assert all(names[int(m.events[0])].place.kind in POINT_KINDS for m in marks if m.kind == "spot")


@given(NAMES)
def test_marks_of_names_can_be_put_on_a_map(names):
    drawing = draw_marks(name_marks(names))
    assert len(feature_groups(drawing, ["0"])) > 1
    for text, _ in drawing.layers.values():
        assert json.loads(text)["type"] == "FeatureCollection"


def test_the_map_of_a_text_keeps_no_position_and_explains_its_own_marks():
    html = base_map("../../assets", of_names=True).get_root().render()
    assert '"url":false' in html
    assert "Named so many times" in html
    assert "Closure after" not in html
