"""Rows of events that belong under one mark: near one another, alike in something, or of one country."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from geo.gazetteer import Place, load_gazetteer

Row = Mapping[str, Any]
SAME_SPOT_DEGREES = 0.02
"""Points closer than this (about 2 km) are one spot: at briefing scales they could not be told apart."""


def by_nearness(rows: Sequence[Row]) -> list[list[Row]]:
    """Group rows whose points lie within :data:`SAME_SPOT_DEGREES` of the first of their group."""
    spots: list[list[Row]] = []
    heads = np.empty((0, 2))
    for row in rows:
        here = np.array([[row["geometry"].x, row["geometry"].y]])
        near = np.flatnonzero((np.abs(heads - here) < SAME_SPOT_DEGREES).all(axis=1))
        if near.size:
            spots[int(near[0])].append(row)
        else:
            spots.append([row])
            heads = np.vstack([heads, here])
    return spots


def by_key(rows: Iterable[Row], key: Callable[[Row], Hashable]) -> list[list[Row]]:
    """Group rows that have the same key, in the order in which each key first appears."""
    groups: dict[Hashable, list[Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return list(groups.values())


def by_country(rows: Iterable[Row], codes: Callable[[Row], Iterable[str]]) -> Iterable[tuple[Place, list[Row]]]:
    """Each country that ``codes`` finds in the rows, with the rows it finds it in."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        for iso3 in codes(row):
            found.setdefault(iso3, []).append(row)
    for iso3, here in found.items():
        yield load_gazetteer().get(f"iso:{iso3}"), here
