"""Web Mercator: which part of the world a picture shows, and where on it a place comes to lie."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from matplotlib.path import Path
from pyproj import Geod
from shapely import Polygon
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

Array = np.ndarray[Any, np.dtype[np.float64]]

MAX_LATITUDE = 85.05
EARTH_KM = 6371.0
KM_PER_DEGREE = 111.2
TILE = 256
"""Points that the world is wide at zoom 0, as on the web."""
MAX_ZOOM = 7.5
EMPTY = (-180.0, -56.0, 180.0, 76.0)
"""The inhabited world (west, south, east, north), for a picture without events."""
CIRCLE_POINTS = 90
_GEOD = Geod(ellps="WGS84")


def project(lonlat: Array) -> Array:
    """Degrees (lon, lat), shape (n, 2), as Web Mercator in radians of the equator; longitudes may pass 180."""
    lat = np.radians(np.clip(lonlat[:, 1], -MAX_LATITUDE, MAX_LATITUDE))
    return np.column_stack([np.radians(lonlat[:, 0]), np.arctanh(np.sin(lat))])


@dataclass(frozen=True)
class Chart:
    """A window on the projected world, laid on a rectangle of the page."""

    box: tuple[float, float, float, float]
    """Left, top, right, bottom on the page, in points from its top left corner."""
    west: float
    north: float
    scale: float
    """Points a radian."""

    @classmethod
    def around(cls, geometries: Sequence[BaseGeometry], box: tuple[float, float, float, float], margin: float) -> Chart:
        """The chart that shows all geometries, at least ``margin`` points inside the box, in the middle of it.

        Geometries are (lon, lat) and already lie side by side, past 180 degrees where need be. Where the world is
        smaller than the box the chart is too: nothing is shown twice that need not be.
        """
        bounds = shapely.total_bounds(list(geometries)) if geometries else np.array(EMPTY)
        margin = margin if geometries else 0
        (west, south), (east, north) = project(bounds.reshape(2, 2)).tolist()
        width, height = box[2] - box[0], box[3] - box[1]
        closest = TILE * 2**MAX_ZOOM / (2 * math.pi)
        across, down = (width - 2 * margin) / max(east - west, 1e-9), (height - 2 * margin) / max(north - south, 1e-9)
        scale = min(across, down, closest)
        width, height = min(width, max(2 * math.pi, east - west) * scale), min(height, 2 * math.pi * scale)
        left, top = (box[0] + box[2] - width) / 2, (box[1] + box[3] - height) / 2
        x, y = (west + east) / 2 - width / scale / 2, (south + north) / 2 + height / scale / 2
        return cls((left, top, left + width, top + height), x, min(max(y, height / scale - math.pi), math.pi), scale)

    @property
    def window(self) -> tuple[float, float, float, float]:
        """West, south, east, north of what is shown, projected."""
        left, top, right, bottom = self.box
        return (
            self.west, self.north - (bottom - top) / self.scale,
            self.west + (right - left) / self.scale, self.north,
        )  # fmt: skip

    @property
    def zoom(self) -> float:
        """The zoom of a web map of this scale."""
        return math.log2(2 * math.pi * self.scale / TILE)

    @property
    def turns(self) -> list[float]:
        """By how many radians the world is moved aside, for every copy of it that is in sight."""
        west, _, east, _ = self.window
        first, last = math.floor((west + math.pi) / (2 * math.pi)), math.floor((east + math.pi) / (2 * math.pi))
        return [2 * math.pi * n for n in range(first, last + 1)]

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a place (lon, lat) lies on the page: x, y in points."""
        x, y = project(np.array([[lon, lat]]))[0].tolist()
        return self.box[0] + (x - self.west) * self.scale, self.box[1] + (self.north - y) * self.scale

    def scale_bar(self, longest: float) -> tuple[float, int, int]:
        """A scale bar of a round length: its points, its kilometres, and the latitude for which it holds."""
        _, south, _, north = self.window
        latitude = math.asin(math.tanh((south + north) / 2))
        km_a_point = EARTH_KM * math.cos(latitude) / self.scale
        decade = 10 ** math.floor(math.log10(longest * km_a_point))
        km = max(n * decade for n in (1, 2, 5) if n * decade <= longest * km_a_point)
        return km / km_a_point, max(int(km), 1), round(math.degrees(latitude))


def circle(lon: float, lat: float, radius_km: float) -> BaseGeometry:
    """All that lies within so many km of a point (lon, lat) over the globe's surface, poles included."""
    azimuths = np.linspace(0, 360, CIRCLE_POINTS + 1)
    same = np.full_like(azimuths, 1.0)
    lons, lats, _ = _GEOD.fwd(lon * same, lat * same, azimuths, radius_km * 1000 * same)
    ring = np.column_stack([np.degrees(np.unwrap(np.radians(lons))), lats])
    ring[:, 0] += 360 * round((lon - ring[:, 0].mean()) / 360)
    if abs(ring[-1, 0] - ring[0, 0]) > 180:  # it goes round one pole: close it beyond the map's edge
        pole = math.copysign(90, lat)
        ring = np.vstack([ring, [[ring[-1, 0], pole], [ring[0, 0], pole]]])
    drawn: BaseGeometry = Polygon(ring).buffer(0)
    if radius_km > KM_PER_DEGREE * (90 + abs(lat)):  # it holds both poles: all but what lies around the other side
        holes = [translate(drawn, xoff=turn) for turn in (-360, 0, 360)]
        drawn = shapely.box(lon - 180, -90, lon + 180, 90).difference(shapely.union_all(holes))
    return drawn


def path_of(geometries: Iterable[BaseGeometry], seam: bool = True) -> Path:
    """Geometries as one projected path; without ``seam`` the edges along 180 degrees, which no border is, are gaps."""
    points, codes = [np.empty((0, 2))], [np.empty(0, np.uint8)]
    for line in _lines(geometries):
        found = shapely.get_coordinates(line)
        code = np.full(len(found), Path.LINETO, np.uint8)
        code[0] = Path.MOVETO
        if not seam:
            cut = np.abs(np.abs(found[:, 0]) % 360 - 180) < 1e-3
            code[1:][cut[1:] & cut[:-1]] = Path.MOVETO
        points.append(project(found))
        codes.append(code)
    return Path(np.vstack(points), np.concatenate(codes))


def _lines(geometries: Iterable[BaseGeometry]) -> Iterable[BaseGeometry]:
    for part in shapely.get_parts(list(geometries)):
        if part.geom_type == "Polygon":
            oriented = shapely.orient_polygons(part)
            yield from (oriented.exterior, *oriented.interiors)
        elif "Line" in part.geom_type:
            yield part
