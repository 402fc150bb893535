"""Draws marks in pictures, as ``assets/marks.js`` and ``assets/map.css`` do on the web, doubt included."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from geo.event import LAYERS
from geo.extent import extent, unwrap
from geo.marks import SHARED, Mark
from geo.picture.ground import Ground, Sheet
from geo.picture.lettering import fit, width
from geo.picture.pen import Dash, Pen
from geo.picture.projection import Chart, circle, path_of
from geo.picture.room import Box, Room

LABEL_SIZE = 18.0
LABEL_HEIGHT = 32.0
LONGEST_LABEL = 330.0
SPOT = 34.0
SMALL = 19.0
"""Points of a spot's shape, and of a shape beside a count."""
REACH = {"country": 420.0, "area": 420.0, "line": 240.0}
"""How far from its place a label may stand; a line's name farther off would point nowhere."""
CROWD = 40
CROWDED_REACH = 100.0
"""How far where there are more labels than :data:`CROWD`: many long leaders could not be followed."""
ALONG = (0.5, 0.4, 0.6, 0.3, 0.7)
"""Shares of a line's length at which its name may hang, best first."""
LINES: dict[str, tuple[float, Dash]] = {
    "treaty": (4.0, None), "relation": (2.4, (3, 7)), "planned": (2.4, (1, 7)), "call": (2.4, (10, 6)),
    "talks": (2.4, (10, 6)), "troops": (3.4, None),
}  # fmt: skip
"""Style -> width and dashes of a line."""
INFERRED: Dash = (10, 6)


Point = tuple[float, float]


@dataclass
class Spot:
    """One or more marks on spots that the picture's scale cannot tell apart."""

    x: float
    y: float
    marks: list[Mark]
    layer_of: Mapping[str, str]
    """Event id -> layer: an event in two towns counts once where both are one spot."""

    @property
    def counts(self) -> dict[str, int]:
        """Events a layer."""
        found = Counter(self.layer_of[event] for event in {e for mark in self.marks for e in mark.events})
        return {layer: found[layer] for layer in LAYERS if found[layer]}

    @property
    def box(self) -> Box:
        """The room it takes."""
        counts = self.counts
        wide, high = (SPOT, SPOT) if len(counts) == 1 else (counts_width(counts) + 16, LABEL_HEIGHT)
        more = 6 if len(counts) == 1 and sum(counts.values()) > 1 else 0
        return self.x - wide / 2, self.y - high / 2 - more, self.x + wide / 2 + more, self.y + high / 2


def lay_out(marks: Sequence[Mark]) -> tuple[list[BaseGeometry], list[BaseGeometry]]:
    """Move what the marks stand on round the globe until all lies side by side.

    Returns
    -------
    (list, list) of shapely geometries
        (lon, lat), past 180 degrees where need be: one for each mark, and what else the picture must show.
    """
    frame = extent(mark.reach or mark.geometry for mark in marks)
    west = frame[0] if frame is not None and frame[2] > 180 else -1000.0
    places = [unwrap(mark.geometry, west) for mark in marks]
    more = [unwrap(mark.reach, west) for mark in marks if mark.reach]
    circles = [circle(*_anchors(at)[0], m.radius_km) for m, at in zip(marks, places, strict=True) if m.radius_km]
    return places, more + circles


def draw_areas(sheet: Sheet, ground: Ground, marks: Sequence[Mark], places: Sequence[BaseGeometry]) -> None:
    """Draw all that has an extent: tints, areas, circles and lines."""
    for n, mark in enumerate(marks):
        hue = "tint" if mark.group == SHARED else mark.group
        if mark.kind in ("partner", "country"):
            _tint(sheet, ground, mark)
        elif mark.kind == "line":
            line, dash = LINES[mark.style]
            if mark.inferred and mark.style not in ("treaty", "relation"):
                dash = INFERRED
            dotted = mark.style == "planned" and not mark.inferred
            sheet.draw([path_of([places[n]])], edge=hue, line=line, dash=dash, order=3, round_ends=dotted, copies=False)
        elif mark.kind == "area" and "Line" in places[n].geom_type:
            sheet.draw([path_of([places[n]])], edge=hue, line=5, dash=(12, 6), order=2.5, copies=False)
        elif mark.kind == "area":
            sheet.draw([path_of([places[n]])], fill=hue, opacity=0.16, order=2, copies=False)
            sheet.draw([path_of([places[n]], seam=False)], edge=hue, line=2.5, dash=(8, 6), order=2, copies=False)
        elif mark.radius_km:
            around = [path_of([circle(*_anchors(places[n])[0], mark.radius_km)])]
            dash = (5, 5) if mark.inferred else None
            sheet.draw(around, fill=hue, opacity=0.12, edge=hue, line=1.6, dash=dash, order=2.6, copies=False)


def _tint(sheet: Sheet, ground: Ground, mark: Mark) -> None:
    found = ground.countries.get(mark.iso3 or "")
    if not found or (mark.kind == "country" and not mark.tint):
        return
    area, edge = found
    if mark.kind == "partner":
        sheet.draw([area], fill="treaty_partner", opacity=0.22, order=0.5)
        sheet.draw([edge], edge="treaty_partner", line=1.5, order=0.6)
    else:
        sheet.draw([area], fill="tint", opacity=0.13, order=0.5)
        sheet.draw([edge], edge="tint", line=2, dash=(6, 6), order=0.7)


def gather(
    chart: Chart, marks: Sequence[Mark], places: Sequence[BaseGeometry], layer_of: Mapping[str, str]
) -> list[Spot]:
    """The spots, those that would cover one another taken together."""
    found = [(mark, place) for mark, place in zip(marks, places, strict=True) if mark.kind == "spot"]
    spots = [Spot(*chart.at(*_anchors(place)[0]), [mark], layer_of) for mark, place in found]
    while True:
        kept: list[Spot] = []
        for spot in spots:
            same = next((other for other in kept if _meet(other.box, spot.box)), None)
            if same:
                same.marks += spot.marks
            else:
                kept.append(spot)
        if len(kept) == len(spots):
            return kept
        spots = kept


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def draw_spots(pen: Pen, spots: Sequence[Spot], room: Room) -> None:
    """Draw the spots, a number on those that stand for several events, and take their room."""
    for spot in spots:
        counts = spot.counts
        inferred, hollow = all(m.inferred for m in spot.marks), all(m.consequence for m in spot.marks)
        room.take(spot.box)
        if len(counts) > 1:
            pen.box(spot.box, edge="tint", order=6)
            _counts(pen, spot.box[0] + 8, spot.y, counts)
            continue
        layer, n = next(iter(counts.items()))
        pen.shape(layer, spot.x, spot.y, SPOT, hollow=hollow, inferred=inferred)
        if n > 1:
            half = max(12.0, width(str(n), 16, True) / 2 + 5)
            x, y = spot.x + 10, spot.y - 12
            pen.box((x - half, y - 11, x + half, y + 11), edge="ink", line=1.2, corner=10, order=7)
            pen.text(x, y, str(n), 16, bold=True, align="center", order=8)


def draw_labels(
    pen: Pen, chart: Chart, marks: Sequence[Mark], places: Sequence[BaseGeometry], room: Room
) -> tuple[set[str], int]:
    """Write the labels of tags, areas and lines where they find room.

    Returns
    -------
    (set of str, int)
        Countries that their tags name, and how many labels found no room.
    """
    order = {"country": 0, "area": 1, "line": 2}
    wanted = [(m, [chart.at(*at) for at in _anchors(places[n])]) for n, m in enumerate(marks) if m.kind in order]
    room.keep_clear([ats[0] for mark, ats in wanted if mark.kind != "line"])
    named: set[str] = set()
    left_out = 0
    reach = CROWDED_REACH if len(wanted) > CROWD else max(REACH.values())
    for mark, ats in sorted(wanted, key=lambda item: (order[item[0].kind], -item[1][0][1])):
        found = _find(room, mark, ats, min(reach, REACH[mark.kind]), chart.scale)
        if found is None:
            left_out += 1
            continue
        at, box, text = found
        room.take(box)
        if not _inside(at, box):
            room.take_leader(at, _middle(box))
        if mark.kind == "country" and text and mark.iso3:
            named.add(mark.iso3)
        _label(pen, mark, at, box, text)
    return named, left_out


def _anchors(place: BaseGeometry) -> list[Point]:
    """Where the label of a mark may hang (lon, lat), best first: along a line, on the surface of an area."""
    if place.geom_type != "LineString":
        point = shapely.point_on_surface(place)
        return [(point.x, point.y)]
    along = [place.interpolate(share, normalized=True) for share in ALONG]
    return [(point.x, point.y) for point in along]


def _find(room: Room, mark: Mark, ats: Sequence[Point], reach: float, scale: float) -> tuple[Point, Box, str] | None:
    """Where a label hangs, where it fits with its name, else without it, and the name."""
    line = mark.kind == "line"
    text = fit(mark.label, LABEL_SIZE, LONGEST_LABEL, bold=not line)
    for shown in (text,) if line else (text, ""):
        wide = width(shown, LABEL_SIZE, not line) + 20
        if not line:
            wide += counts_width(mark.counts) + (8 if shown else 0)
        # What is smaller than its label would vanish under it.
        over = line or _across(mark, scale) > wide
        boxes = [(at, room.near(*at, (wide, LABEL_HEIGHT + 4), reach, over)) for at in ats]
        free = [(at, box, shown) for at, box in boxes if box]
        if free:
            return min(free, key=lambda one: math.dist(one[0], _middle(one[1])))
    return None


def _across(mark: Mark, scale: float) -> float:
    """Points from west to east of what a label names."""
    west, _, east, _ = (mark.reach or mark.geometry).bounds
    return math.radians(east - west) * scale


def _middle(box: Box) -> Point:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _inside(at: Point, box: Box) -> bool:
    return box[0] <= at[0] <= box[2] and box[1] <= at[1] <= box[3]


def _label(pen: Pen, mark: Mark, at: Point, around: Box, text: str) -> None:
    box = (around[0] + 2, around[1] + 2, around[2] - 2, around[3] - 2)
    hue = "tint" if mark.group == SHARED else mark.group
    line = mark.kind == "line"
    if not _inside(at, box):
        pen.line([at, _middle(box)], "tint", 1.5, order=2.8)
        if line:  # the foot of another leader would look like a pin where nothing was
            pen.dot(*at, 4, hue, order=3.5)
    pen.box(box, edge=hue, line=1.2 if line else 2, dash=(5, 4) if line or mark.inferred else None)
    pen.text(box[0] + 8, _middle(box)[1], text, LABEL_SIZE, bold=not line)
    if not line:
        _counts(pen, box[2] - 8 - counts_width(mark.counts), _middle(box)[1], mark.counts)


def counts_width(counts: Mapping[str, int]) -> float:
    """Points that counts a layer take, shapes included."""
    return sum(SMALL + 11 + width(str(n), LABEL_SIZE, True) for n in counts.values()) - 7


def _counts(pen: Pen, x: float, y: float, counts: Mapping[str, int]) -> None:
    for layer, n in counts.items():
        pen.shape(layer, x + SMALL / 2, y, SMALL, order=6.5)
        pen.text(x + SMALL + 4, y, str(n), LABEL_SIZE, bold=True, order=7)
        x += SMALL + 4 + width(str(n), LABEL_SIZE, True) + 7
