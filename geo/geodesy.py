"""Kilometres on a plane of degrees, good to a per cent for shapes a few hundred km across."""

from __future__ import annotations

import math

from shapely import affinity
from shapely.geometry.base import BaseGeometry

__all__ = ["KM_PER_DEGREE", "grown"]

KM_PER_DEGREE = 111.2


def grown(shape: BaseGeometry, km: float) -> BaseGeometry:
    """Return the shape (lon, lat in degrees) with a rim of so many km; of a point, a disc.

    It is grown in a plane where degrees have one length at the shape's middle.
    """
    if shape.is_empty:
        return shape
    squeeze = math.cos(math.radians(shape.centroid.y))
    flat = affinity.scale(shape, xfact=squeeze, origin=(0, 0))
    return affinity.scale(flat.buffer(km / KM_PER_DEGREE), xfact=1 / squeeze, origin=(0, 0))
