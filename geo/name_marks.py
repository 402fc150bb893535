"""The places that a text names, as marks for a map: a pin for a town or site only, all else as the area it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from shapely import Point

from geo.escape import apart
from geo.explain import PLACES_NOTHING, chance, where
from geo.gazetteer import Place, load_gazetteer
from geo.geoparse import Toponym
from geo.marks import SHARED, Mark, mainland
from geo.placing import OUTLINE_TOLERANCE, POINT_KINDS
from geo.words import number

PLACE = "place"
"""What the counts of these marks count, in the place of layers."""
DOUBTFUL = 0.55
"""Score below which a reading is drawn dashed."""


def name_marks(names: Sequence[Toponym]) -> list[Mark]:
    """Make the marks of the places that names mean.

    Parameters
    ----------
    names : sequence of Toponym

    Returns
    -------
    list of Mark
        One a place; its ``events`` are the numbers of its names. A country is its outline with a tag, never a pin.
        Names of peoples, groups of countries and continents place nothing, nor does a place without a known outline.
    """
    by_place: dict[Place, list[int]] = {}
    for n, name in enumerate(names):
        if name.place is not None and name.kind not in PLACES_NOTHING:
            by_place.setdefault(name.place, []).append(n)
    made = (_mark(place, numbers, names) for place, numbers in by_place.items())
    return [mark for mark in made if mark is not None]


def names_without_mark(names: Sequence[Toponym], marks: Iterable[Mark]) -> list[Toponym]:
    """The names that no mark stands for."""
    drawn = {n for mark in marks for n in mark.events}
    return [name for n, name in enumerate(names) if str(n) not in drawn]


def _mark(place: Place, numbers: Sequence[int], names: Sequence[Toponym]) -> Mark | None:
    score = max(names[n].score for n in numbers)
    title = f"{apart(where(place))}: named {number(len(numbers), 'time', 'times')}, {chance(score)}"
    common: dict[str, Any] = {
        "group": SHARED, "events": tuple(map(str, numbers)), "counts": {PLACE: len(numbers)}, "title": title,
        "inferred": score < DOUBTFUL,
    }  # fmt: skip
    if place.kind == "country":
        label = Point(place.label_lon, place.label_lat)
        return Mark(
            **common,
            kind="country",
            geometry=label,
            label=place.name,
            iso3=place.iso3,
            tint=True,
            reach=mainland(place),
        )
    if place.kind in POINT_KINDS:
        return Mark(**common, kind="spot", geometry=place.point, label=place.name, radius_km=place.radius_km)
    outline = load_gazetteer().outline(place.place_id)
    if outline is None or outline.is_empty:
        return None
    drawn = outline.simplify(OUTLINE_TOLERANCE, preserve_topology=True)
    return Mark(**common, kind="area", geometry=drawn, label=place.name)
