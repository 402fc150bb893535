"""Points out of files: the geo: URI of RFC 5870 as a place id."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import UnknownPlace
from geo.event_rows import parse_event
from geo.gazetteer import load_gazetteer
from geo.placing import NEAR_KM, place_event
from geo.point_id import PointId, read_point_id, write_point_id
from tests.made import made_event


def test_latitude_stands_first_and_the_uncertainty_is_in_metres():
    assert read_point_id("geo:52.2297,21.0122;u=25000") == PointId(lon=21.0122, lat=52.2297, radius_km=25)
    assert write_point_id(21.0122, 52.2297) == "geo:52.2297,21.0122"


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_every_point_on_earth_has_an_id_that_reads_back_to_it(lon, lat):
    found = read_point_id(write_point_id(lon, lat))
    assert math.isclose(found.lon, lon, abs_tol=1e-6)
    assert math.isclose(found.lat, lat, abs_tol=1e-6)
    assert found.radius_km is None


@pytest.mark.parametrize(("lon", "lat"), [(180.1, 0), (0, -90.1), (math.nan, 0), (0, math.inf)])
def test_what_is_off_the_globe_has_no_id(lon, lat):
    with pytest.raises(ValueError, match="longitude"):
        write_point_id(lon, lat)


@pytest.mark.parametrize(
    "place_id",
    [
        "geo:", "geo:52", "geo:91,0", "geo:0,181", "geo:nan,0", "geo:1e1,0", "geo:52.2,21.0,5", "geo:52.2,21.0;u=-1",
        "geo:52.2,21.0;u=0", "geo:52.2,21.0;u=99999999", "geo: 52.2,21.0", "GEO:52.2,21.0", "geo:٥٢,21",
    ],
)  # fmt: skip
def test_an_id_that_is_not_exactly_so_is_no_place(place_id):
    assert read_point_id(place_id) is None
    assert place_id not in load_gazetteer()
    with pytest.raises(UnknownPlace):
        load_gazetteer().get(place_id)


def test_a_point_lies_in_the_country_around_it_and_in_none_over_the_sea():
    warsaw = load_gazetteer().get("geo:52.2297,21.0122;u=3000")
    assert (warsaw.kind, warsaw.iso3, warsaw.radius_km) == ("point", "POL", 3)
    assert (warsaw.lon, warsaw.lat) == (21.0122, 52.2297)
    assert load_gazetteer().get("geo:40,-40").iso3 is None


def at_point(place_id, **fields):
    return place_event(
        parse_event(made_event(places=[{"name": "there", "place_id": place_id}], **fields)), load_gazetteer()
    )


def test_an_event_at_a_point_is_drawn_there_with_the_uncertainty_that_is_known():
    near = at_point("geo:52.2297,21.0122", where_prec=2)
    assert near.geometry.coords[0] == (21.0122, 52.2297)
    assert (near.iso3, near.uncertainty_km) == ("POL", NEAR_KM)
    assert at_point("geo:52.2297,21.0122;u=3000", where_prec=2).uncertainty_km == 3
    assert at_point("geo:52.2297,21.0122", where_prec=2, uncertainty_km=7).uncertainty_km == 7


@pytest.mark.parametrize("where_prec", [3, 4, 5, 6, 7])
def test_a_point_is_no_pin_for_an_event_that_is_known_less_closely(where_prec):
    assert at_point("geo:52.2297,21.0122", where_prec=where_prec).geometry is None
