"""Whether two places can be where one event happened."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING

from geo.gazetteer import Place

if TYPE_CHECKING:
    from geo.extract.where import Option

EARTH_KM = 6371.0088
TOWNS_KM, REGIONS_KM = 25, 120
"""Places this near to one another can be one event's."""
ON_SHORE = 1.1
"""So much less a town's score may be than that of the water beside it."""
VAGUE = frozenset({"region", "area", "sea", "river", "lake"})


def compatible(p: Place, q: Place) -> bool:
    """Whether two places can be one: the same, one within the other, or near each other."""
    if p.place_id == q.place_id:
        return True
    if "country" in (p.kind, q.kind):
        low, high = (q, p) if p.kind == "country" else (p, q)
        return not low.countries or high.iso3 in low.countries
    if q.place_id == p.admin1 or p.place_id == q.admin1:
        return True
    if p.iso3 and q.iso3 and p.iso3 != q.iso3:
        return False
    return distance_km(p.lat, p.lon, q.lat, q.lon) < (REGIONS_KM if VAGUE & {p.kind, q.kind} else TOWNS_KM)


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in km between two points in degrees (haversine)."""
    a, b, c, d = map(radians, (lat1, lon1, lat2, lon2))
    h = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(h)))


def ashore(places: list[Option], water: Option) -> list[Option]:
    """Towns beside which it was on the water: "flew over the Amazon near Leticia", "fired into the sea from Skede"."""
    return [
        o for o in places
        if o.role == "at" and o.sentence == water.sentence and o.score >= water.score - ON_SHORE
        and o.place.kind in ("city", "site", "airport") and (o.prec == 2 or o.prep == "from")
    ]  # fmt: skip
