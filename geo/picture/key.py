"""The legend of pictures: an example of each mark, drawn as the mark itself is, beside what it means."""

from __future__ import annotations

from typing import Any

from geo.legend import LEGEND
from geo.picture.draw import LINES
from geo.picture.lettering import fit
from geo.picture.pen import Pen

ROW = 31
SIZE = 18
SAMPLE = 26


def draw_legend(pen: Pen, left: float, top: float, wide: float) -> float:
    """Draw the legend from a top left corner, so many points wide; the height at which it ends."""
    y = top + 12
    for n, entry in enumerate(LEGEND):
        if "head" in entry:
            y += ROW / 2 if n else 0
            pen.text(left, y, entry["head"], 20, bold=True)
            y += ROW
            continue
        _sample(pen, entry, left + SAMPLE / 2 + 4, y)
        text = left + SAMPLE + 22
        pen.text(text, y, fit(entry["text"], SIZE, left + wide - text), SIZE)
        y += ROW
    return y - ROW / 2


def _sample(pen: Pen, entry: dict[str, Any], x: float, y: float) -> None:
    looks = set(entry.get("className", "").replace("bm-", "").split())
    half = SAMPLE / 2
    if "shape" in entry:
        pen.shape(entry["shape"], x, y, SAMPLE, hollow="hollow" in looks, inferred="inferred" in looks)
    elif "number" in looks:
        pen.box((x - 12, y - 11, x + 12, y + 11), edge="ink", line=1.2, corner=10)
        pen.text(x, y, "3", 16, bold=True, align="center")
    elif "radius" in looks:
        pen.ring(x, y, half, "tint")
    elif entry.get("line"):
        style = next((style for style in LINES if style in looks), None)
        line, dash = LINES[style] if style else (1.8, (5.0, 5.0))
        ends = [(x - half - 4, y), (x + half + 4, y)]
        pen.line(ends, _hue(looks), line, dash, round_ends=style == "planned")
    else:
        solid = "tint-partner" in looks
        pen.patch((x - half, y - 10, x + half, y + 10), _hue(looks), 0.2, None if solid else (6, 5))


def _hue(looks: set[str]) -> str:
    if "tint-partner" in looks or "group-treaty_partner" in looks:
        return "treaty_partner"
    if "disputed" in looks:
        return "disputed"
    if "area" in looks:  # an area has its layer's colour; any of them tells it from a country's tint
        return "airspace_incursion"
    return next((look[6:] for look in looks if look.startswith("group-") and look != "group-shared"), "tint")
