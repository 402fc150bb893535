"""Frames on a round world."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, MultiPoint, Point, box

from geo.extent import extent, unwrap
from geo.placing import relation_line


def test_nothing_has_no_frame():
    assert extent([]) is None


def test_an_ordinary_frame_is_the_bounds():
    assert extent([Point(10, 50), Point(20, 60)]) == (10, 50, 20, 60)


def test_things_on_both_sides_of_180_degrees_are_framed_together():
    fiji, samoa = Point(178, -18), Point(-172, -14)
    assert extent([fiji, samoa]) == (178, -18, 188, -14)


def test_russia_is_not_the_whole_world():
    russia = [box(27, 41, 180, 81), box(-180, 64, -169, 72)]
    assert extent(russia) == (27, 41, 191, 81)


def test_unwrap_moves_only_what_lies_west_of_the_frame():
    moved = unwrap(MultiPoint([(178, -18), (-172, -14)]), 170)
    assert [p.x for p in moved.geoms] == [178, 188]


@given(st.lists(st.tuples(st.floats(-180, 179.9), st.floats(-85, 85)), min_size=1, max_size=12))
def test_every_point_lies_in_its_frame_once_unwrapped(points):
    made = [Point(p) for p in points]
    west, south, east, north = extent(made)
    assert -180 <= west < 180
    assert east - west <= 360
    for point in made:
        moved = unwrap(point, west) if point.x < west else point
        assert west - 1e-9 <= moved.x <= east + 1e-9
        assert south <= moved.y <= north


@pytest.mark.parametrize(("a", "b", "crosses"), [((44, 58), (126, 40), False), ((139, 36), (-98, 39), True)])
def test_a_relation_takes_the_short_way_round(a, b, crosses):
    line = relation_line([a, b])
    assert (line.geom_type == "MultiLineString") == crosses
    for part in getattr(line, "geoms", [line]):
        assert isinstance(part, LineString)
        west, _, east, _ = part.bounds
        assert east - west <= 180
