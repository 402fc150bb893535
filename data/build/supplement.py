"""The hand-written entries of data/gazetteer/supplement.json as rows and outlines."""

from __future__ import annotations

import functools
from typing import Any

import geopandas as gpd
from common import BASEMAP, GAZETTEER, read_json
from rivers import river_line
from shapely import set_precision, union_all
from shapely.geometry import LineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

SEA_DETAIL = 0.02  # degrees
AREA_DETAIL = 0.02


@functools.cache
def supplement() -> dict[str, Any]:
    """The whole file: places, aliases, abbreviations, acronyms."""
    loaded: dict[str, Any] = read_json(GAZETTEER / "supplement.json")
    return loaded


@functools.cache
def land() -> gpd.GeoSeries:
    """Polygons of the land, one a country."""
    return gpd.read_file(BASEMAP / "un" / "countries.geojson").geometry


def supplement_outlines(shapes: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Outline of every supplement entry that has one.

    Parameters
    ----------
    shapes
        Outlines of countries and regions by place id, of which areas are put together.
    """
    found = {}
    for entry in supplement()["places"]:
        shape = outline_of(entry, shapes)
        if shape is not None:
            found[f"bm:{entry['slug']}"] = set_precision(shape, 0.001)
    return found


def outline_of(entry: dict[str, Any], shapes: dict[str, BaseGeometry]) -> BaseGeometry | None:
    """Outline of one entry: members joined, a polygon (seas lose the land in it), or a river's line."""
    if "members" in entry:
        parts = [shapes[m if ":" in m else f"iso:{m}"] for m in entry["members"]]
        return union_all(parts).simplify(AREA_DETAIL)
    if "line" in entry:
        line = LineString(entry["line"])
        return river_line(line) if entry["kind"] == "river" else line
    if "polygon" not in entry and "box" not in entry:
        return None
    drawn = Polygon(entry["polygon"]) if "polygon" in entry else box(*entry["box"])
    if not drawn.is_valid:
        raise SystemExit(f"supplement.json: the polygon of {entry['slug']} crosses itself")
    if entry["kind"] == "sea":
        coast = land()
        near = union_all(coast[coast.intersects(drawn)].values)
        return drawn.difference(near).simplify(SEA_DETAIL)
    if entry["kind"] == "lake":
        lakes = gpd.read_file(BASEMAP / "lakes.geojson", bbox=drawn.bounds).geometry
        return union_all(lakes.values).intersection(drawn)
    if "within" in entry:
        drawn = drawn.intersection(union_all([shapes[f"iso:{c}"] for c in entry["within"]]))
    return drawn


def middle_of(entry: dict[str, Any], shape: BaseGeometry | None) -> tuple[float, float] | None:
    """What stands for an area or sea where distances are measured: GeoNames' point where stated, else its middle.

    None where it is the point at which its name is drawn.
    """
    if "point" in entry:
        return entry["point"][0], entry["point"][1]
    if "lon" in entry or shape is None or shape.geom_type.endswith("LineString"):
        return None
    middle = shape.centroid
    if entry["kind"] == "sea" and not shape.contains(middle):
        return None
    return round(middle.x, 3), round(middle.y, 3)


def point_of(entry: dict[str, Any], shape: BaseGeometry | None) -> tuple[float, float]:
    """Stated point of an entry, else a point in the middle of its outline."""
    if "lon" in entry:
        return entry["lon"], entry["lat"]
    if shape is None:
        raise SystemExit(f"supplement.json: {entry['slug']} has neither a point nor an outline")
    if shape.geom_type.endswith("LineString"):
        longest = max(getattr(shape, "geoms", [shape]), key=lambda p: p.length)
        spot: Point = longest.interpolate(0.5, normalized=True)
    else:
        spot = max(getattr(shape, "geoms", [shape]), key=lambda p: p.area).representative_point()
    return round(spot.x, 3), round(spot.y, 3)
