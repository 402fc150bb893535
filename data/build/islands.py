"""Islands that simplification drops although people live on them."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
from records import town_radius_km
from regions import geonames, iso3_of
from shapely import STRtree, distance, points, union_all
from shapely.geometry.base import BaseGeometry
from units import polygons_of

LOST_DEGREES = 0.06
"""A town this far from its simplified country has lost its island."""
NEAR_DEGREES = 0.06
DETAIL = 0.003


def with_towns(simple: gpd.GeoDataFrame, full: gpd.GeoSeries) -> list[BaseGeometry]:
    """Geometries of the simplified units with the islands of their towns put back.

    Parameters
    ----------
    simple
        Simplified units with a column ``iso3``.
    full
        Unsimplified geometries by iso3. Where even they lack an island (low atolls), the town's own disc
        stands for it.
    """
    towns: dict[str, list[tuple[float, float, int]]] = {}
    for t in geonames("cities5000").values():
        towns.setdefault(iso3_of()[t["countrycode"]], []).append((t["longitude"], t["latitude"], t["population"]))
    land = STRtree(simple.geometry.values)
    return [put_back(shape, full[code], towns.get(code, []), land) for code, shape in
            zip(simple["iso3"], simple.geometry, strict=True)]  # fmt: skip


def put_back(
    shape: BaseGeometry, whole: BaseGeometry, towns: list[tuple[float, float, int]], land: STRtree
) -> BaseGeometry:
    """One unit with its lost islands; a town on another unit's land is left alone."""
    if not towns:
        return shape
    spots = points([t[0] for t in towns], [t[1] for t in towns])
    lost = np.flatnonzero(distance(shape, spots) > LOST_DEGREES)
    added: list[BaseGeometry] = []
    parts = polygons_of(whole)
    for i in lost:
        own = [p for p in parts if p.distance(spots[i]) < NEAR_DEGREES and p.area < 1.0]
        added += [p.simplify(DETAIL) for p in own]
        if not own and not len(land.query(spots[i], predicate="within")):
            added.append(spots[i].buffer((town_radius_km(towns[i][2]) or 1.0) / 111.2, quad_segs=2))
    return union_all([shape, *added]) if added else shape
