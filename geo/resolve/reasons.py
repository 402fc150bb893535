"""Says in one line why a place was chosen."""

from __future__ import annotations

import numpy as np

from geo.gazetteer import TERMS
from geo.resolve.choose import EARTH_KM, Field
from geo.toponym.index import Floats, Index, Ints
from geo.toponym.scene import Scene
from geo.toponym.spans import Span

NEAR_KM = 100.0
SURE = 0.6
MOST_NAMED = 3


def sure_rows(field: Field, chances: Floats, answered: frozenset[int]) -> Ints:
    """Rows of the likely places of the units that are answers: those a reason may name."""
    sure = np.flatnonzero(field.weight * chances > SURE).astype(np.int32)
    return sure[np.isin(field.unit[sure], list(answered))]


def reason_for(scene: Scene, field: Field, unit: int, row: int, span: Span, index: Index, sure: Ints) -> str:
    """Return the reason a reviewer reads, such as "same region as Rzeszów, Lublin"; ``sure`` are the rows that may be
    named in it.
    """
    place = int(field.rows[row])
    kind = index.kinds[index.kind[place]]
    alone = len(span.name.rows) == 1
    reason = _from_name(field, unit, span, place, kind, index)
    if reason is None and not (alone and kind == "country"):
        reason = _from_others(scene, field, unit, place, kind, index, sure)
    if reason is not None:
        return reason
    if kind == "country":
        return "a country"
    if alone:
        return "the only place of this name"
    first = field.begin[unit] == row
    return f"best known of {len(span.name.rows)} places of this name" if first else "fits the other names best"


def _from_name(field: Field, unit: int, span: Span, place: int, kind: str, index: Index) -> str | None:
    """The reason that lies in the name itself or in the words after it."""
    within = field.units[unit].within
    if span.bound:
        return f"stands for {index.place(place).name} in this text"
    if kind == "demonym":
        return f"people or adjective, not a place: {index.area_name(place)}"
    if kind in TERMS:
        return f"a {kind}, not a place of events"
    if within is not None and kind != "country":
        return f"the text says it lies in {index.place(int(within.rows[0])).name}"
    return None


def _from_others(
    scene: Scene, field: Field, unit: int, place: int, kind: str, index: Index, sure: Ints
) -> str | None:  # fmt: skip
    """The reason that lies in the other names of the text."""
    others = sure[(field.unit[sure] != unit) & (field.rows[sure] != place)]
    places = field.rows[others]
    region, country = index.region[place], index.country[place]
    if kind not in ("country", "region") and region >= 0:
        alike = _told(scene, field, others[index.region[places] == region])
        if alike:
            return f"same region as {alike}"
    if kind != "country":
        near = index.xyz[places] @ index.xyz[place] > np.cos(NEAR_KM / EARTH_KM)
        alike = _told(scene, field, others[near])
        if alike:
            return f"close to {alike}"
    alike = _told(scene, field, others[index.country[places] == country]) if country >= 0 or kind == "country" else ""
    words = "the text also tells of" if kind == "country" else "same country as"
    return f"{words} {alike}" if alike else None


def _told(scene: Scene, field: Field, rows: Ints) -> str:
    """The first names, as the text writes them, of the units some rows belong to."""
    tokens = scene.tokens
    found: list[str] = []
    for number in dict.fromkeys(field.unit[rows].tolist()):
        unit = field.units[number]
        span = unit.spans[0] if unit.spans else None  # none: a name of the dateline or the publisher
        written = (
            tokens.text[tokens.start[span.first] : tokens.end[span.last - 1]]
            if span
            else unit.name.key.split("#")[0].title()
        )
        if written not in found:
            found.append(written)
        if len(found) == MOST_NAMED:
            break
    return ", ".join(found)
