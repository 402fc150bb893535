"""Puts events on the map: from the places an event names to its geometry, through the gazetteer alone.

All coordinates are (lon, lat) in degrees, EPSG:4326. Nothing here invents a point: a country is an outline, a river
is its stretch, a relation is a line between two countries' label points, and what names no place has no geometry.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import antimeridian
import shapely
from shapely import LineString, Point
from shapely.geometry.base import BaseGeometry

from geo.event import Event, PlaceRef
from geo.gazetteer import TERMS, Gazetteer, Place
from geo.geodesy import grown

NEAR_KM = 25.0
"""Radius of "near a place" where the source does not say how near (UCDP's convention for precision 2)."""
POINT_KINDS = frozenset({"city", "airport", "site", "lake", "point"})
"""Kinds of places that a point may stand for; a country's or region's middle is no place where anything happened."""
OUTLINE_TOLERANCE = 0.01
"""Degrees by which outlines in events may be simplified: about 1 km, far below what they claim."""


@dataclass(frozen=True)
class Placed:
    """Where an event is drawn, and the columns that follow from its places."""

    geometry: BaseGeometry | None
    latitude: float | None
    longitude: float | None
    place: str
    iso3: str | None
    admin1: str | None
    place_countries: tuple[str, ...]
    uncertainty_km: float | None


def place_event(event: Event, gazetteer: Gazetteer) -> Placed:
    """Place one event.

    Raises
    ------
    geo.errors.UnknownPlace
        If the event names a place id that the gazetteer does not hold.
    """
    named = [(ref, gazetteer.get(ref.place_id)) for ref in event.places if ref.place_id]
    known = [(ref, place) for ref, place in named if place.kind not in TERMS]
    chief = _chief(event, known)
    ref, place = chief if chief else (None, None)
    longitude, latitude = _coordinates(*chief, gazetteer) if chief else (None, None)
    return Placed(
        geometry=_geometry(event, known, gazetteer),
        latitude=latitude,
        longitude=longitude,
        place=_said(event),
        iso3=(ref.iso3 or place.iso3) if ref and place else None,
        admin1=place.admin1 if place else None,
        place_countries=_countries(known),
        uncertainty_km=_uncertainty(event, place),
    )


def relation_line(points: Sequence[tuple[float, float]]) -> BaseGeometry:
    """Join points (lon, lat) the short way round the globe, cut where that crosses 180 degrees.

    Returns
    -------
    LineString or MultiLineString
    """
    line = LineString(points)
    longitudes = [lon for lon, _ in points]
    if all(abs(b - a) <= 180 for a, b in pairwise(longitudes)):
        return line
    return shapely.geometry.shape(antimeridian.fix_line_string(line, great_circle=False))


def partners(event: Event) -> tuple[str, ...]:
    """Countries that take part in the event, in the order named, those merely concerned left out."""
    return tuple(dict.fromkeys(p.iso3 for p in event.participants if p.iso3 and p.role != "concerned"))


def _geometry(event: Event, known: list[tuple[PlaceRef, Place]], gazetteer: Gazetteer) -> BaseGeometry | None:
    stated = [(ref, place) for ref, place in known if ref.role == "at"]
    if event.layer == "treaty_partner" and event.where_prec == 6 and len(partners(event)) > 1:
        ends = [gazetteer.get(f"iso:{iso3}") for iso3 in partners(event)]
        via = [place for ref, place in known if ref.role == "via"]
        return relation_line([(p.label_lon, p.label_lat) for p in [ends[0], *via, *ends[1:]]])
    if stated:
        drawn = [_one(event, ref, place, gazetteer) for ref, place in stated]
        parts = [part for part in drawn if part is not None]
        return shapely.union_all(parts) if len(parts) > 1 else parts[0] if parts else None
    order = {"from": 0, "via": 1, "to": 2}
    route = sorted(known, key=lambda item: order[item[0].role])
    if len(route) > 1:
        return relation_line([(p.label_lon, p.label_lat) for _, p in route])
    return _one(event, *route[0], gazetteer) if route else None


def _one(event: Event, ref: PlaceRef, place: Place, gazetteer: Gazetteer) -> BaseGeometry | None:
    """One place as the event's precision claims it: a point only for a town or site named as such."""
    if event.where_prec <= 2 and place.kind in POINT_KINDS:
        return Point(place.lon, place.lat)
    if place.kind == "river" and ref.iso3:
        outline: BaseGeometry | None = gazetteer.outline_within(place.place_id, ref.iso3)
    else:
        outline = gazetteer.outline(place.place_id)
    if outline is None and place.kind == "district" and place.radius_km:
        return grown(place.point, place.radius_km)
    if outline is None or outline.is_empty:
        return None
    return outline.simplify(OUTLINE_TOLERANCE, preserve_topology=True)


def _chief(event: Event, known: list[tuple[PlaceRef, Place]]) -> tuple[PlaceRef, Place] | None:
    """The one place that coordinates and ``iso3`` name: where it was, else the way, else the partner or host."""
    for role in ("at", "via", "to"):
        for ref, place in known:
            if ref.role == role:
                return ref, place
    return None


def _coordinates(ref: PlaceRef, place: Place, gazetteer: Gazetteer) -> tuple[float, float]:
    """A point (lon, lat) that stands for the place: of a river in one country, halfway along that stretch."""
    if place.kind == "river" and ref.iso3:
        stretch = gazetteer.outline_within(place.place_id, ref.iso3)
        if not stretch.is_empty:
            longest = max(shapely.get_parts(stretch), key=lambda part: part.length)
            middle = longest.interpolate(0.5, normalized=True)
            return middle.x, middle.y
    return place.label_lon, place.label_lat


def _said(event: Event) -> str:
    stated = [p.name for p in event.places if p.role == "at"]
    if stated:
        return " and ".join(stated)
    by_role = {role: " and ".join(p.name for p in event.places if p.role == role) for role in ("from", "to", "via")}
    directed = event.layer == "deployment" or event.sub_type in ("arms_transfer", "infrastructure")
    said = (" to " if directed else " and ").join(filter(None, (by_role["from"], by_role["to"])))
    return f"{said} via {by_role['via']}" if by_role["via"] else said


def _countries(known: list[tuple[PlaceRef, Place]]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for ref, place in known:
        for iso3 in [ref.iso3] if ref.iso3 else [place.iso3] if place.iso3 else []:
            found[iso3] = None
    return tuple(found)


def _uncertainty(event: Event, place: Place | None) -> float | None:
    if event.uncertainty_km is not None:
        return event.uncertainty_km
    if event.where_prec == 2:
        return place.radius_km if place and place.kind == "point" and place.radius_km else NEAR_KM
    if event.where_prec == 1 and place is not None:
        return place.radius_km
    return None
