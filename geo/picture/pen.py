"""Draws on a page in points from its top left corner: text, boxes, lines, and the shapes of the layers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, FancyBboxPatch, PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.patheffects import Normal, withStroke

from geo.picture.lettering import clean, font, width
from geo.picture.room import Box

Dash = tuple[float, float] | None

_SHAPES = {
    "airspace_incursion": [(12, 2), (23, 21), (1, 21)],
    "treaty_partner": [(12, 1), (23, 12), (12, 23), (1, 12)],
    "deployment": [(3, 3), (21, 3), (21, 21), (3, 21)],
}
"""Outlines in a square of 24, as ``assets/marks.js`` has them. A meeting is a circle of radius 10 in its middle."""


def dashes(dash: Dash, line_width: float) -> Any:
    """A dash pattern in points as matplotlib wants it, which counts in widths of the line."""
    return "-" if dash is None else (0, [part / line_width for part in dash])


class Pen:
    """Draws on axes that cover the page."""

    def __init__(self, axes: Axes, colours: Mapping[str, str]):
        self.axes = axes
        self.colours = colours

    def text(
        self, x: float, y: float, text: str, size: float, *, colour: str = "ink", bold: bool = False,
        align: str = "left", halo: bool = False, order: float = 5, alpha: float = 1.0,
    ) -> None:  # fmt: skip
        """Write one line, ``y`` being the middle of its height. Colours are names of the palette or ``#rrggbb``."""
        shown = clean(text)
        left = x - {"left": 0.0, "center": 0.5, "right": 1.0}[align] * width(shown, size, bold)
        made = self.axes.text(
            left, y + 0.36 * size, shown, fontproperties=font(size, bold), color=self.colour(colour), alpha=alpha,
            va="baseline", ha="left", parse_math=False, usetex=False, zorder=order,
        )  # fmt: skip
        if halo:
            made.set_path_effects([withStroke(linewidth=3.5, foreground=self.colour("halo")), Normal()])

    def box(
        self, box: Box, *, fill: str = "panel", edge: str | None = None, line: float = 2, dash: Dash = None,
        corner: float = 6, order: float = 4,
    ) -> None:  # fmt: skip
        """Draw a rectangle with rounded corners."""
        left, top, right, bottom = box
        size = (left, top), right - left, bottom - top
        look = {
            "facecolor": self.colour(fill), "edgecolor": self.colour(edge) if edge else "none",
            "linewidth": line if edge else 0, "linestyle": dashes(dash, line), "zorder": order,
        }  # fmt: skip
        style = f"round,pad=0,rounding_size={corner}"
        self.axes.add_artist(FancyBboxPatch(*size, boxstyle=style, **look) if corner else Rectangle(*size, **look))

    def line(
        self, points: Sequence[tuple[float, float]], colour: str, line: float, dash: Dash = None, *,
        order: float = 3, alpha: float = 1.0, round_ends: bool = False,
    ) -> None:  # fmt: skip
        """Draw a line through points."""
        xs, ys = zip(*points, strict=True)
        caps: Any = "round" if round_ends else "butt"
        self.axes.add_artist(
            Line2D(
                xs, ys, color=self.colour(colour), linewidth=line, linestyle=dashes(dash, line), alpha=alpha,
                zorder=order, dash_capstyle=caps, solid_capstyle=caps,
            )
        )  # fmt: skip

    def dot(self, x: float, y: float, radius: float, colour: str, *, order: float = 3) -> None:
        """Draw a small filled circle with a rim that sets it off."""
        look = {"facecolor": self.colour(colour), "edgecolor": self.colour("panel"), "linewidth": 1.2}
        self.axes.add_artist(Circle((x, y), radius, zorder=order, **look))

    def ring(self, x: float, y: float, radius: float, colour: str) -> None:
        """Draw a circle of doubt around x, y."""
        hue = self.colour(colour)
        look: dict[str, Any] = {"facecolor": (hue, 0.12), "edgecolor": hue, "linewidth": 1.6, "zorder": 3}
        self.axes.add_artist(Circle((x, y), radius, **look))

    def patch(self, box: Box, colour: str, opacity: float, dash: Dash) -> None:
        """Draw a sample of a tinted area."""
        (left, top, right, bottom), hue = box, self.colour(colour)
        look: dict[str, Any] = {"facecolor": (hue, opacity), "edgecolor": hue, "linewidth": 2, "zorder": 3}
        self.axes.add_artist(Rectangle((left, top), right - left, bottom - top, linestyle=dashes(dash, 2), **look))

    def shape(
        self, layer: str, x: float, y: float, size: float, *, hollow: bool = False, inferred: bool = False,
        order: float = 6,
    ) -> None:  # fmt: skip
        """Draw the shape of a layer around x, y: hollow for a consequence, dashed where inferred."""
        hue, unit = self.colour(layer), size / 24
        rim = self.colour("ink" if inferred else "panel")
        edge, line = (hue, 3.0) if hollow else (rim, 2.0 if inferred else 1.6)
        dash: Dash = ((5.0, 2.5) if hollow else (4.0, 3.0)) if inferred else None
        look: dict[str, Any] = {
            "facecolor": self.colour("panel") if hollow else hue, "edgecolor": edge, "linewidth": line * min(unit, 1.4),
            "linestyle": dashes(dash, line), "zorder": order,
        }  # fmt: skip
        if layer not in _SHAPES:
            self.axes.add_artist(Circle((x, y), 10 * unit, **look))
            return
        outline = (np.array(_SHAPES[layer]) - 12) * unit + (x, y)
        self.axes.add_artist(PathPatch(Path(np.vstack([outline, outline[:1]]), closed=True), **look))

    def colour(self, name: str) -> str:
        """A colour of the palette by its name; ``#rrggbb`` is itself."""
        return self.colours.get(name, name)
