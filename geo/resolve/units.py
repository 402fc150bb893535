"""What has to be chosen: each distinct name of a text once, apart where the text says "Paris, Texas" and "Paris"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from geo.toponym.index import Name
from geo.toponym.spans import Span


@dataclass(slots=True, eq=False)
class Unit:
    """One name with one meaning."""

    name: Name
    within: Name | None = None
    """The region or country the text names after it: "Paris, Texas"."""
    holds: bool = False
    """Whether it is told as the region of another name: "Buffalo, New York"."""
    weight: float = 0.0
    """How surely it is a place name at all: the surest of its mentions."""
    first: int = 0
    """Word at which it is first told."""
    spans: list[Span] = field(default_factory=list)


def make_units(spans: Sequence[Span], chances: Sequence[float]) -> list[Unit]:
    """Group mentions into units.

    A mention without a region takes the one that its name bears nearest before it, else the first one after it.

    Parameters
    ----------
    spans
        The stretches that may be names.
    chances
        How likely each stretch is a name.

    Returns
    -------
    list of Unit
        In the order of their first mention; every stretch is in one unit.
    """
    order = sorted(range(len(spans)), key=lambda n: spans[n].first)
    latest: dict[str, Name] = {}
    for number in reversed(order):
        if spans[number].within is not None:
            latest[spans[number].name.key] = spans[number].within  # type: ignore[assignment]
    units: dict[tuple[str, str, bool], Unit] = {}
    for number in order:
        span = spans[number]
        key = span.name.key
        within = span.within or (None if span.holds else latest.get(key))
        if span.within is not None:
            latest[key] = span.within
        made = Unit(span.name, within, span.holds, first=span.first)
        unit = units.setdefault((key, within.key if within else "", span.holds), made)
        unit.weight = max(unit.weight, chances[number])
        unit.spans.append(span)
    return list(units.values())
