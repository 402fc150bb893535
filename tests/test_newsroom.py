"""Places a security newsroom expects: bases, crossings, straits, reefs in dispute, fields, front-line towns."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyproj import Geod
from shapely import distance
from shapely.geometry import Point

from geo.gazetteer import Place, load_gazetteer, lookup
from geo.geoparse import geoparse

TABLE = Path(__file__).parent / "data" / "newsroom.tsv"
WGS84 = Geod(ellps="WGS84")
DRAWN = {"sea", "river", "area"}
ROWS = [
    (name, float(lat), float(lon), float(km))
    for name, lat, lon, km in (
        line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    )
]


def near(place: Place, lat: float, lon: float, km: float) -> bool:
    """Whether a place lies so near a point, or is drawn around it."""
    if WGS84.inv(place.lon, place.lat, lon, lat)[2] / 1000 <= km:
        return True
    shape = load_gazetteer().outline(place.place_id)
    return place.kind in DRAWN and shape is not None and distance(shape, Point(lon, lat)) < 0.5  # degrees


def test_the_table_is_long() -> None:
    assert len(ROWS) >= 500


@pytest.mark.parametrize(("name", "lat", "lon", "km"), ROWS, ids=[row[0] for row in ROWS])
def test_each_name_is_held_near_its_place(name: str, lat: float, lon: float, km: float) -> None:
    assert any(near(place, lat, lon, km) for place in lookup(name.removeprefix("The "), every=True))


def test_told_without_any_context_nearly_all_are_found_and_next_to_none_is_put_elsewhere() -> None:
    right = elsewhere = 0
    for name, lat, lon, km in ROWS:
        text = f"The ministry reported no casualties after the incident near {name} on Monday, a spokesman said."
        start = text.index(name)
        found = [t for t in geoparse(text) if t.start < start + len(name) and t.end > start and t.place]
        good = any(near(t.place, lat, lon, km) for t in found if t.place)
        right += good
        elsewhere += bool(found) and not good
    assert right / len(ROWS) > 0.93
    assert elsewhere / len(ROWS) < 0.02


@pytest.mark.parametrize(
    ("icao", "lat", "lon"), [("EBLG", 50.637, 5.443), ("EBBR", 50.901, 4.484), ("ELLX", 49.623, 6.204)]
)
def test_belgian_airfields_lie_where_their_minutes_and_seconds_say(icao: str, lat: float, lon: float) -> None:
    place = load_gazetteer().get(f"icao:{icao}")
    assert (place.lat, place.lon) == pytest.approx((lat, lon), abs=0.005)


@pytest.mark.parametrize(
    ("place_id", "town", "iso3"),
    [("gn:11281877", "Rabat", "MAR"), ("gn:11281879", "Casablanca", "MAR"), ("gn:3230000", "Banja Luka", "BIH")],
)
def test_a_region_is_drawn_around_its_own_chief_town(place_id: str, town: str, iso3: str) -> None:
    shape = load_gazetteer().outline(place_id)
    [place, *_] = lookup(town, kind="city", country=iso3)
    assert shape is not None
    assert shape.buffer(0.05).contains(place.point)
