"""The base map of pictures: land, lakes, borders, and the names that find room among the marks."""

from __future__ import annotations

import functools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from geo.basemap import read_basemap
from geo.picture.lettering import clean, width
from geo.picture.pen import Dash, Pen, dashes
from geo.picture.projection import Array, Chart, path_of
from geo.picture.room import Box, Room

NAME_SIZE = 17.0
MOST_NAMES = 90
FINEST = 0.8
"""Points below which two points of an outline are one."""
BESIDE_MARK = 24
"""Points that a town's name moves aside where a mark stands on the town."""


@dataclass(frozen=True)
class Ground:
    """The base map under one border view, projected."""

    countries: Mapping[str, tuple[Path, Path]]
    """ISO 3166-1 alpha-3 code -> its area, and its edge without the cuts along 180 degrees."""
    land: Sequence[Path]
    lakes: Sequence[Path]
    borders: Sequence[Path]
    disputed: Sequence[Path]
    names: Sequence[tuple[dict[str, Any], float, float]]
    """Properties, lon, lat: the most important first."""


@functools.cache
def read_ground(border_view: str) -> Ground:
    """The base map of a border view, read once a process."""
    parts = read_basemap(border_view)
    shapes = {
        part: [(f["properties"], shapely.geometry.shape(f["geometry"])) for f in parts[part]["features"]]
        for part in ("countries", "lakes", "borders")
    }
    names = [(f["properties"], *f["geometry"]["coordinates"]) for f in parts["labels"]["features"]]
    return Ground(
        {p["iso3"]: (path_of([shape]), path_of([shape], seam=False)) for p, shape in shapes["countries"] if p["iso3"]},
        [path_of([shape]) for _, shape in shapes["countries"]],
        [path_of([shape]) for _, shape in shapes["lakes"]],
        [path_of([shape]) for p, shape in shapes["borders"] if not p["disputed"]],
        [path_of([shape]) for p, shape in shapes["borders"] if p["disputed"]],
        sorted(names, key=lambda name: (name[0]["min_zoom"], name[0]["rank"])),
    )


class Sheet:
    """Axes in projected radians, on which areas and lines are drawn wherever a copy of the world is in sight."""

    def __init__(self, axes: Axes, chart: Chart, colours: Mapping[str, str]):
        self.axes = axes
        self.chart = chart
        west, south, east, north = chart.window
        axes.add_artist(Rectangle((west, south), east - west, north - south, facecolor=colours["sea"], zorder=-1))
        self.colours = colours

    def draw(
        self, paths: Sequence[Path], *, fill: str | None = None, opacity: float = 1.0, edge: str | None = None,
        line: float = 0.0, dash: Dash = None, order: float = 1, round_ends: bool = False, copies: bool = True,
    ) -> None:  # fmt: skip
        """Draw paths; ``opacity`` is that of the filling. Colours are names of the palette."""
        caps: Any = "round" if round_ends else "butt"
        look: dict[str, Any] = {
            "facecolor": (self.colours[fill], opacity) if fill else "none",
            "edgecolor": self.colours[edge] if edge else "none", "linewidth": line, "zorder": order,
            "linestyle": dashes(dash, line), "capstyle": caps, "joinstyle": "round",
        }  # fmt: skip
        west, south, east, north = self.chart.window
        for turn in self.chart.turns if copies else [0.0]:
            for path in paths:
                if not len(path):
                    continue
                low, high = _ends(path)
                if low[0] + turn > east or high[0] + turn < west or low[1] > north or high[1] < south:
                    continue
                moved = Affine2D().translate(turn, 0) + self.axes.transData
                self.axes.add_artist(PathPatch(self._coarse(path), transform=moved, **look))

    def _coarse(self, path: Path) -> Path:
        """The path without the points that this scale could not tell from the one before."""
        points, codes = np.asarray(path.vertices), np.asarray(path.codes)
        cells = np.round(points * self.chart.scale / FINEST)
        kept = np.ones(len(points), bool)
        kept[1:] = (cells[1:] != cells[:-1]).any(axis=1) | (codes[1:] == Path.MOVETO)
        return Path(points[kept], codes[kept])


def _ends(path: Path) -> tuple[Array, Array]:
    points: Any = path.vertices
    return points.min(axis=0), points.max(axis=0)


def draw_ground(sheet: Sheet, ground: Ground) -> None:
    """Draw land and lakes below the tints, borders above them."""
    sheet.draw(ground.land, fill="land", edge="land", line=0.6, order=0)
    sheet.draw(ground.lakes, fill="sea", order=0.1)
    sheet.draw(ground.borders, edge="border", line=1.2, order=1)
    sheet.draw(ground.disputed, edge="disputed", line=1.7, dash=(5, 5), order=1)


def write_names(pen: Pen, chart: Chart, ground: Ground, room: Room, said: Collection[str]) -> None:
    """Write the names of countries and towns that find room; ``said`` are countries named by their tags already."""
    left, top, right, bottom = chart.box
    written = 0
    for name, lon, lat in ground.names:
        if name["min_zoom"] > chart.zoom or written >= MOST_NAMES:
            break
        if name["kind"] == "country" and name["iso3"] in said:
            continue
        for turn in chart.turns:
            x, y = chart.at(lon, lat)
            x += turn * chart.scale
            if left < x < right and top < y < bottom and _write(pen, room, name, x, y):
                written += 1


def _write(pen: Pen, room: Room, name: Mapping[str, Any], x: float, y: float) -> bool:
    text = clean(name["name"])
    wide, high = width(text, NAME_SIZE) + 6, NAME_SIZE * 0.72
    box: Box
    if name["kind"] == "country":
        box = (x - wide / 2, y - high, x + wide / 2, y + high)
        if not room.is_free(box):
            return False
        room.take(box)
        pen.text(x, y, text, NAME_SIZE, colour="name", align="center", halo=True, order=2, alpha=0.85)
        return True
    for aside in (0, BESIDE_MARK):
        box = (x - 5 if not aside else x + aside, y - high, x + 9 + aside + wide, y + high)
        if room.is_free(box):
            room.take(box)
            if not aside:
                pen.dot(x, y, 4, "name", order=2)
            pen.text(x + 9 + aside, y, text, NAME_SIZE, colour="name", halo=True, order=2)
            return True
    return False
