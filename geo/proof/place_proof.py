"""Where an event is: the names in the evidence, the gazetteer's answer for them, and the pin that follows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from pyproj import Geod

from geo.event import Event, PlaceRef
from geo.export import geometry_json, properties
from geo.frame import DERIVED_COLUMNS, to_frame
from geo.gazetteer import Gazetteer, Place, load_gazetteer
from geo.names import normalise
from geo.placing import NEAR_KM
from geo.proof.claim import Claim, Witness
from geo.proof.finding import Finding, failed, proved
from geo.proof.texts import Named

KINDS_OF_PRECISION: dict[int, frozenset[str]] = {
    1: frozenset({"city", "airport", "site", "lake", "point"}),
    2: frozenset({"city", "airport", "site", "lake", "point"}),
    3: frozenset({"district"}),
    4: frozenset({"region", "district"}),
    5: frozenset({"river", "area"}),
    6: frozenset({"country"}),
    7: frozenset({"sea"}),
}
"""What kind of place a precision can be of."""
_PARTS = re.compile(r"\s*[,()]\s*|\s+and\s+")
_EARTH = Geod(ellps="WGS84")
_NEAR_ENOUGH = 1e-7
"""Degrees by which numbers that were written and read again may differ."""


def check_pin(claim: Claim) -> Iterator[Finding]:
    """Place the event anew and compare: geometry, coordinates, countries and all that follows from the record."""
    event, gazetteer = claim.event, load_gazetteer()
    frame = to_frame([event], gazetteer)
    row = frame.to_dict("records")[0]
    expected = json.loads(json.dumps(properties(row)))
    told = claim.feature.get("properties") or {}
    columns = [column for column in (*DERIVED_COLUMNS, "uncertainty_km") if column != "sources"]
    moved = [column for column in columns if not _same(expected[column], told.get(column))]
    for column in moved:
        yield failed("pin", f"{column} is {_short(told.get(column))}, the gazetteer gives {_short(expected[column])}")
    geometry = None if row["geometry"] is None else geometry_json(row["geometry"])
    if not _same(json.loads(json.dumps(geometry)), claim.feature.get("geometry")):
        yield failed("pin", f"its geometry is not what the gazetteer gives for {_refs(event)}")
    elif not moved:
        yield proved("pin", f"as the gazetteer gives it for {_refs(event)}")


def check_precision(claim: Claim) -> Iterator[Finding]:
    """Hold the stated precision against the kinds of the places: no point for a country, no country for a town."""
    event, gazetteer = claim.event, load_gazetteer()
    known = [(ref, gazetteer.get(ref.place_id)) for ref in event.places if ref.place_id and ref.place_id in gazetteer]
    at = [item for item in known if item[0].role == "at"] or known
    kinds = {place.kind for _, place in at} or {"country"}
    fits = {prec for prec, fitting in KINDS_OF_PRECISION.items() if kinds & fitting}
    if "country" in kinds and any(ref.role == "via" for ref, _ in known):
        fits.add(5)
    if len({place.place_id for _, place in at}) > 1:
        fits |= {5} if kinds & {"region", "district", "country"} else set()
    circle, radii = event.uncertainty_km, {place.radius_km for _, place in at}
    if event.where_prec == 1 and circle is not None and circle not in radii:
        yield failed("place", f"a named spot has no circle of {circle:g} km")
    elif event.where_prec in fits:
        yield proved("place", f"precision {event.where_prec} is that of a {' and '.join(sorted(kinds))}")
    else:
        yield failed("place", f"precision {event.where_prec} cannot be that of a {' and '.join(sorted(kinds))}")


def check_places(claim: Claim) -> Iterator[Finding]:
    """Find the words of each place in each text at hand."""
    gazetteer = load_gazetteer()
    ids = [ref.place_id for ref in claim.event.places if ref.place_id]
    for twice in sorted({place_id for place_id in ids if ids.count(place_id) > 1}):
        yield failed("place", f"{twice} is named twice")
    for ref in claim.event.places:
        if ref.place_id is None:
            yield proved("place", f"“{ref.name}” is put nowhere")
        elif ref.place_id not in gazetteer:
            yield failed("place", f"the gazetteer holds no place {ref.place_id}")
        else:
            yield from _check_place(claim, ref, gazetteer.get(ref.place_id), gazetteer)


def _check_place(claim: Claim, ref: PlaceRef, place: Place, gazetteer: Gazetteer) -> Iterator[Finding]:
    if not _is_called(ref.name, place, gazetteer):
        yield failed("place", f"the gazetteer does not give {place.place_id} ({place.name}) for the name “{ref.name}”")
    if ref.iso3 and ref.iso3 != place.iso3 and ref.iso3 not in place.countries:
        yield failed("place", f"{place.name} does not lie in {ref.iso3}")
    for other in ref.alternatives:
        if other not in gazetteer:
            yield failed("place", f"the gazetteer holds no place {other}, named as another reading of “{ref.name}”")
    for witness in claim.witnesses:
        yield _by(claim, witness, ref, place)


def _by(claim: Claim, witness: Witness, ref: PlaceRef, place: Place) -> Finding:
    if found := _stands(place, witness.names):
        return proved("place", f"“{found.words}” in the evidence is {place.place_id}, {place.name} ({place.kind})")
    if ref.basis == "stated":
        return failed("place", f"no words of the evidence name {place.name} ({place.place_id})")
    if place.place_id in {f"iso:{party.iso3}" for party in claim.event.participants}:
        return proved("place", f"inferred: {place.name} is a party")
    if found := _stands(place, witness.nearby):
        return proved("place", f"inferred: “{found.words}” in the paragraph is {place.place_id}, {place.name}")
    reach = max(NEAR_KM, claim.event.uncertainty_km or 0)
    near = next((name for name in witness.nearby if _lies_near(name.place, place, reach)), None)
    if near:
        return proved("place", f"inferred: “{near.words}” in the paragraph lies within {reach:g} km of {place.name}")
    return failed("place", f"inferred, and no words near the evidence name {place.name} or a place within {reach:g} km")


def _stands(place: Place, names: list[Named]) -> Named | None:
    """The longest words that the gazetteer gives a place for; a people stands for its country."""
    wanted = {place.place_id, f"dem:{place.place_id}"}
    return max((n for n in names if n.place.place_id in wanted), key=lambda n: len(n.words), default=None)


def _lies_near(one: Place, other: Place, km: float) -> bool:
    """Whether two named points are one spot within so many km; countries and regions are no points."""
    if one.kind not in KINDS_OF_PRECISION[1] or other.kind not in KINDS_OF_PRECISION[1]:
        return False
    metres: float = _EARTH.inv(one.lon, one.lat, other.lon, other.lat)[2]
    return metres <= km * 1000


def _is_called(name: str, place: Place, gazetteer: Gazetteer) -> bool:
    """Whether the gazetteer gives the place for a name, or for a part of it: "Kremlin, Moscow"."""
    if place.source == "file" or normalise(name) == normalise(place.name):
        return True
    parts = [name, *(part for part in _PARTS.split(name) if part)]
    return any(found.place_id == place.place_id for part in parts for found in gazetteer.lookup(part, every=True))


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float) and not isinstance(one, bool):
        return abs(one - other) <= _NEAR_ENOUGH
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(_same(a, b) for a, b in zip(one, other, strict=True))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    return bool(one == other)


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _refs(event: Event) -> str:
    return ", ".join(ref.place_id or f"“{ref.name}”" for ref in event.places) or "no place"
