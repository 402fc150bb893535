"""Ids of points that come from a file and not from the gazetteer: the ``geo:`` URI of RFC 5870.

``geo:52.2297,21.0122`` is a point and ``geo:52.2297,21.0122;u=25000`` a point that is known to 25 km. The RFC puts
**latitude first** and counts the uncertainty in metres; everything else in Briefmap is (lon, lat) and kilometres.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_FORM = re.compile(
    r"geo:(-?\d{1,2}(?:\.\d{1,15})?),(-?\d{1,3}(?:\.\d{1,15})?)(?:;u=(\d{1,8}(?:\.\d{1,6})?))?", re.ASCII
)
DECIMALS = 6
"""Decimal places of coordinates in an id: about a tenth of a metre."""
MAX_UNCERTAINTY_M = 20_040_000
"""Half way round the Earth, in metres: nothing is less certain."""


@dataclass(frozen=True, slots=True)
class PointId:
    """A point as its id says it."""

    lon: float
    """Degrees east, from -180 to 180."""
    lat: float
    """Degrees north, from -90 to 90."""
    radius_km: float | None = None
    """Uncertainty; None where it is not said."""


def write_point_id(lon: float, lat: float) -> str:
    """The id of a point, both in degrees (WGS 84), rounded to :data:`DECIMALS`.

    >>> write_point_id(21.0122, 52.2297)
    'geo:52.2297,21.0122'

    Raises
    ------
    ValueError
        If a coordinate is out of range or not finite.
    """
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):  # false for NaN too
        raise ValueError("a longitude lies between -180 and 180, a latitude between -90 and 90")
    return f"geo:{_short(lat)},{_short(lon)}"


def read_point_id(place_id: str) -> PointId | None:
    """The point that an id stands for; None for what is no such id or lies outside the globe.

    >>> read_point_id("geo:52.2297,21.0122;u=25000")
    PointId(lon=21.0122, lat=52.2297, radius_km=25.0)
    """
    found = _FORM.fullmatch(place_id)
    if not found:
        return None
    lat, lon = float(found[1]), float(found[2])
    radius_m = float(found[3]) if found[3] else None
    if abs(lat) > 90 or abs(lon) > 180 or (radius_m is not None and not 0 < radius_m <= MAX_UNCERTAINTY_M):
        return None
    return PointId(lon, lat, None if radius_m is None else radius_m / 1000)


def point_name(lon: float, lat: float) -> str:
    """A point in words.

    >>> point_name(-21.0122, 52.2297)
    '52.2297° N, 21.0122° W'
    """
    return f"{_short(abs(lat))}° {'N' if lat >= 0 else 'S'}, {_short(abs(lon))}° {'E' if lon >= 0 else 'W'}"


def _short(degrees: float) -> str:
    text = f"{degrees:.{DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
