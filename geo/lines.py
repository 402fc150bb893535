"""Lines between countries: treaties, relations short of one, calls, movements. How each is styled, named and bowed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from shapely import LineString
from shapely.geometry.base import BaseGeometry

from geo.event import TREATIES
from geo.words import humanise

ARC_POINTS = 24
"""Pieces of a bowed line."""
BOW = {"treaty": 0.10, "relation": -0.10, "planned": -0.22, "call": 0.12, "talks": 0.22, "troops": 0.16}
"""How far lines of each style bow aside, as a share of their length, so that several between two countries show."""


def is_treaty(row: Mapping[str, Any]) -> bool:
    """Whether an event is a treaty that binds, one that tints its partners."""
    return row["sub_type"] in TREATIES and row["modality"] == "occurred"


def line_style(row: Mapping[str, Any]) -> str:
    """Style of an event's line: ``treaty``, ``relation``, ``planned``, ``troops``, ``call`` or ``talks``."""
    if row["modality"] == "planned":
        return "planned"
    if row["layer"] == "treaty_partner":
        return "treaty" if is_treaty(row) else "relation"
    if row["layer"] == "deployment":
        return "troops"
    return "call" if row["sub_type"] == "call" else "talks"


def line_label(rows: Sequence[Mapping[str, Any]], style: str) -> str:
    """What is written beside a line that stands for events of one style."""
    n, what = len(rows), humanise(rows[0]["sub_type"])
    if style == "treaty":
        return what.capitalize() if n == 1 else f"{n} treaties"
    if style == "relation":
        return f"{what.capitalize()}, no treaty" if n == 1 else f"{n} relations, no treaty"
    if style == "planned":
        return f"Planned: {what}" if n == 1 else f"{n} plans"
    if style == "troops":
        return what.capitalize() if n == 1 else f"{n} movements"
    if style == "call":
        return ("Call" if n == 1 else f"{n} calls") + ": a relation, not a place"
    return (what.capitalize() if n == 1 else f"{n} meetings") + ", place not stated"


def arc(points: Sequence[tuple[float, float]], bow: float) -> LineString:
    """A line through points, bowed so that several relations of two countries can be told apart.

    Longitudes run on past 180 degrees where the short way lies there.
    """
    path = [points[0]]
    for lon, lat in points[1:]:
        last = path[-1][0]
        path.append((lon + 360 * round((last - lon) / 360), lat))
    if len(path) != 2:
        return LineString(path)
    (x0, y0), (x1, y1) = path
    cx, cy = (x0 + x1) / 2 - (y1 - y0) * 2 * bow, (y0 + y1) / 2 + (x1 - x0) * bow
    t = np.linspace(0, 1, ARC_POINTS + 1)[:, None]
    curve = (1 - t) ** 2 * [x0, y0] + 2 * t * (1 - t) * [cx, np.clip(cy, -84, 84)] + t**2 * [x1, y1]
    return LineString(np.round(curve, 4))


def vertices(geometry: BaseGeometry) -> list[tuple[float, float]]:
    """The vertices of a line, those where it was cut at 180 degrees left out."""
    parts = shapely.get_parts(geometry)
    points = [(float(x), float(y)) for part in parts for x, y in part.coords]
    return [p for p in points if len(parts) == 1 or abs(p[0]) < 180]
