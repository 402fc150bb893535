"""Places that a reviewer may choose: what a name or a pair of coordinates means, and what lies around a point."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from geo.errors import UnknownPlace
from geo.gazetteer import Place, load_gazetteer
from geo.point_id import point_name, write_point_id
from geo.words import humanise, listed

PRECISION = {
    "country": 6, "region": 4, "district": 3, "river": 5, "lake": 5, "area": 5, "sea": 7, "point": 2,
}  # fmt: skip
"""UCDP precision that the kind of a place claims; of every other kind 1, a named site or town."""
AROUND = ("region", "country", "area", "sea")
"""Kinds of places whose outline may lie around a point, the closest first."""
MAX_FOUND = 12
"""Most places offered for one name."""

_COORDINATES = re.compile(
    r"\s*(-?\d{1,2}(?:\.\d+)?)\s*°?\s*([NSns])?\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*°?\s*([EWew])?\s*"
)


@dataclass(frozen=True)
class Choice:
    """One place on offer."""

    place_id: str
    name: str
    said: str
    """The place with what it lies in, on one line."""
    iso3: str | None
    countries: tuple[str, ...]
    precision: int


def choice(place: Place) -> Choice:
    """A place as it is offered."""
    gazetteer = load_gazetteer()
    within = [gazetteer.get(place.admin1).name] if place.admin1 and place.admin1 in gazetteer else []
    within += [] if place.kind == "country" else [gazetteer.country_name(code) for code in place.countries[:3]]
    said = f"{place.name} ({humanise(place.kind)}{', ' if within else ''}{listed(within)})"
    precision = PRECISION.get(place.kind, 1)
    return Choice(place.place_id, place.name, said, place.iso3, place.countries, precision)


def of_ids(ids: Iterable[str]) -> list[Choice]:
    """Places by their ids; those that the gazetteer does not hold are left out."""
    gazetteer = load_gazetteer()
    found = []
    for place_id in dict.fromkeys(ids):
        try:
            found.append(choice(gazetteer.get(place_id)))
        except UnknownPlace:
            continue
    return found


def typed(text: str) -> list[Choice]:
    """What a name means, best first; or of coordinates like ``52.23, 21.01`` (latitude first) what lies around them."""
    if point := read_coordinates(text):
        return around(*point)
    return [choice(place) for place in load_gazetteer().lookup(text)[:MAX_FOUND]]


def around(lon: float, lat: float) -> list[Choice]:
    """The point itself, and the places whose outlines lie around it, the closest first.

    Parameters
    ----------
    lon, lat : float
        Degrees, WGS 84; a longitude beyond 180 is another name for one within.
    """
    lon, lat = round((lon + 180) % 360 - 180, 4), round(max(-90.0, min(90.0, lat)), 4)
    gazetteer = load_gazetteer()
    point = choice(gazetteer.get(write_point_id(lon, lat)))
    point = Choice(point.place_id, point_name(lon, lat), point.said, point.iso3, point.countries, point.precision)
    found = [place for kind in AROUND if (place := gazetteer.around(lon, lat, kind))]
    return [point, *map(choice, found)]


def read_coordinates(text: str) -> tuple[float, float] | None:
    """(lon, lat) of coordinates written latitude first, None for what are none.

    >>> read_coordinates("52.23 N, 21.01 W")
    (-21.01, 52.23)
    """
    found = _COORDINATES.fullmatch(text)
    if not found:
        return None
    lat = float(found[1]) * (-1 if (found[2] or "").upper() == "S" else 1)
    lon = float(found[3]) * (-1 if (found[4] or "").upper() == "W" else 1)
    return (lon, lat) if abs(lat) <= 90 and abs(lon) <= 180 else None
