"""Says in words how a name or a date was read: what it means, how sure that is, why, and what else it could mean."""

from __future__ import annotations

from geo.dates import DateMention
from geo.gazetteer import Place, load_gazetteer
from geo.geoparse import Toponym
from geo.words import DATE_PRECISION, span

PLACES_NOTHING = frozenset({"demonym", "bloc", "continent"})
"""Kinds of names by which nothing is ever put on the map."""

_CHANCES = (
    (0.95, "almost certain"), (0.8, "very likely"), (0.55, "likely"), (0.45, "an even chance"), (0.2, "unlikely"),
)  # fmt: skip
"""Words of estimative probability and their lower bounds, as ICD 203 has them for intelligence analysis."""
_KINDS = {"demonym": "people or adjective", "bloc": "group of countries", "site": "site", "area": "area"}


def chance(score: float) -> str:
    """A probability in words and in a hundred: ``very likely (88 in 100)``.

    >>> chance(0.88), chance(0.999)
    ('very likely (88 in 100)', 'almost certain (99 in 100)')
    """
    words = next((words for least, words in _CHANCES if score >= least), "very unlikely")
    return f"{words} ({min(max(round(100 * score), 1), 99)} in 100)"


def where(place: Place) -> str:
    """A place with its kind and what it lies in: ``Rzeszów, city in Subcarpathia, Poland``."""
    gazetteer = load_gazetteer()
    kind = _KINDS.get(place.kind, place.kind)
    if place.kind == "country":
        return f"{place.name}, {kind}"
    within = [gazetteer.get(place.admin1).name] if place.admin1 and place.admin1 in gazetteer else []
    within += [gazetteer.country_name(place.iso3)] if place.iso3 else []
    inside = ", ".join(dict.fromkeys(name for name in within if name != place.name))
    return f"{place.name}, {kind}{f' in {inside}' if inside else ''}"


def name_meaning(name: Toponym) -> str:
    """What a name means, in one line."""
    if name.place is None:
        return "no place"
    if name.kind == "demonym":
        return f"people or adjective of {name.place.name}"
    return where(name.place)


def name_lines(name: Toponym) -> list[tuple[str, str]]:
    """A name's reading as lines of (what, words)."""
    lines = [("Read as", name_meaning(name)), ("How sure", chance(name.score)), ("Why", name.reason)]
    if name.kind in PLACES_NOTHING:
        lines.append(("On the map", "not drawn: nothing is placed by such a name"))
    others = "\n".join(dict.fromkeys(where(place) for place in name.alternatives))
    return [*lines, ("Could also be", others or "no other place of this name is known")]


def date_meaning(day: DateMention) -> str:
    """What a date expression means, in one line: ``10 Sep 2025``, ``since 2018``, ``no day known``."""
    if day.date_start is None or day.date_end is None:
        return "no day known"
    said = span(day.date_start, day.date_end)
    return f"since {said}" if day.ongoing else said


def date_lines(day: DateMention) -> list[tuple[str, str]]:
    """A date's reading as lines of (what, words)."""
    precision = f" ({DATE_PRECISION[day.date_prec]})" if day.date_prec and not day.ongoing else ""
    lines = [("Read as", date_meaning(day) + precision)]
    if day.basis:
        lines.append(("Ground", "stated in the text" if day.basis == "stated" else "inferred, not stated"))
    if day.note:
        lines.append(("How", day.note))
    return [*lines, ("Written as", f"{day.type.lower()} {day.value} (TIMEX3)")]
