"""How far a set of things reaches on a round world: the smallest frame, across 180 degrees where that is smaller."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import shapely
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

Bounds = tuple[float, float, float, float]


def extent(geometries: Iterable[BaseGeometry]) -> Bounds | None:
    """The smallest frame around geometries.

    The frame leaves out the widest empty span of longitudes, so things on both sides of 180 degrees are framed
    together and Russia is not framed as the whole world.

    Parameters
    ----------
    geometries : iterable of shapely geometries
        (lon, lat) in degrees, longitudes within -180 to 180 or beyond.

    Returns
    -------
    (west, south, east, north) or None
        Degrees; -180 <= west < 180, and ``east`` is above 180 where the frame crosses that meridian. None for nothing.
    """
    parts = shapely.get_parts(list(geometries))
    boxes = shapely.bounds(parts[~shapely.is_empty(parts)])
    if not len(boxes):
        return None
    south, north = float(boxes[:, 1].min()), float(boxes[:, 3].max())
    spans = [s for w, e in boxes[:, [0, 2]].tolist() for s in _within_circle(w, e)]
    west, east = _around_widest_gap(spans)
    return west, south, east, north


def unwrap(geometry: BaseGeometry, west: float) -> BaseGeometry:
    """Move the parts of a geometry that lie wholly west of ``west`` round the globe to its east (by 360 degrees)."""
    parts = [translate(p, xoff=360) if p.bounds[2] < west else p for p in shapely.get_parts(geometry)]
    moved: BaseGeometry = parts[0] if len(parts) == 1 else shapely.union_all(parts)
    return moved


def _within_circle(west: float, east: float) -> list[tuple[float, float]]:
    """A span of longitudes as one or two spans within -180 to 180."""
    if east - west >= 360:
        return [(-180.0, 180.0)]
    shift = 360 * ((west + 180) // 360)
    west, east = west - shift, east - shift
    return [(west, east)] if east <= 180 else [(west, 180.0), (-180.0, east - 360)]


def _around_widest_gap(spans: list[tuple[float, float]]) -> tuple[float, float]:
    merged: list[list[float]] = []
    for west, east in sorted(spans):
        if merged and west <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], east)
        else:
            merged.append([west, east])
    gaps = [b[0] - a[1] for a, b in pairwise(merged)] + [merged[0][0] + 360 - merged[-1][1]]
    first = (gaps.index(max(gaps)) + 1) % len(merged)
    if first == 0:
        return merged[0][0], merged[-1][1]
    return merged[first][0], merged[first - 1][1] + 360
