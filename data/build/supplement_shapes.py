"""Outlines as just built, by place id."""

from __future__ import annotations

import functools

import geopandas as gpd
from common import GAZETTEER
from shapely.geometry.base import BaseGeometry


@functools.cache
def all_outlines() -> dict[str, BaseGeometry]:
    """Every outline of outlines.parquet, which is built before the places."""
    frame = gpd.read_parquet(GAZETTEER / "outlines.parquet")
    return dict(zip(frame["place_id"], frame.geometry, strict=True))
