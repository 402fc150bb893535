"""A view as a picture that goes on a slide: the map, what it shows in words, the legend and the marking.

It is made without a browser and without a network, and equal views give equal bytes.
"""

from __future__ import annotations

import io
import threading
from typing import Any, Literal

import geopandas as gpd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from geo.basemap import BORDER_VIEWS, CREDITS
from geo.errors import BriefmapError
from geo.event import LAYERS
from geo.export import View
from geo.marking import DEFAULT_COLOUR, Marking, read_marking
from geo.marks import Mark, make_marks, not_drawable
from geo.palette import PALETTES
from geo.picture.draw import draw_areas, draw_labels, draw_spots, gather, lay_out
from geo.picture.ground import Sheet, draw_ground, read_ground, write_names
from geo.picture.key import draw_legend
from geo.picture.lettering import fit, width, wrap
from geo.picture.pen import Pen
from geo.picture.projection import Chart
from geo.picture.room import Box, Room
from geo.words import LAYER_NAMES, counts, day, listed, number

PAGE = (1920, 1080)
"""Points of the page; a picture of another size shows the same page larger or smaller, and a longer side longer."""
SIDES = (480, 8192)
"""Shortest and longest side of a picture, in pixels."""
SLIDE_INCHES = 13.333
"""Width of a common slide: a picture put on one fills it."""
BANNER = 44
EDGE = 28
HEAD = 114
LINE = 28
MOST_LINES = 3
"""The filter in words may take as many lines, of so many points."""
COLUMN = 372
MARGIN = 76
"""Points between the outermost mark and the map's edge: a label fits there."""

# matplotlib keeps caches that several threads may not fill at once.
_ONE_AT_A_TIME = threading.Lock()


def to_png(
    events: gpd.GeoDataFrame, view: View, theme: Literal["dark", "light"] = "dark", size: tuple[int, int] = PAGE
) -> bytes:
    """Draw events as a PNG.

    Parameters
    ----------
    events : GeoDataFrame of shape (n, ...)
        As :func:`geo.load_events` gives it, filtered at will. EPSG:4326, (lon, lat).
    view : View
        What the picture says of itself.
    theme : {"dark", "light"}
    size : (int, int)
        Width and height in pixels.

    Returns
    -------
    bytes
        Equal for equal views. Text is at least 16 pixels high at 1920 x 1080, and in proportion at other sizes.

    Raises
    ------
    BriefmapError
        If the size is none for a picture.
    """
    if not all(SIDES[0] <= side <= SIDES[1] for side in size):
        raise BriefmapError(f"A picture's sides must have {SIDES[0]} to {SIDES[1]} pixels, not {size[0]} x {size[1]}.")
    with _ONE_AT_A_TIME:
        return _draw(events, view, theme, size)


def _draw(events: gpd.GeoDataFrame, view: View, theme: str, size: tuple[int, int]) -> bytes:
    unit = min(size[0] / PAGE[0], size[1] / PAGE[1])
    page = size[0] / unit, size[1] / unit
    # A point is a 72th of an inch: with this resolution matplotlib counts in points of the page.
    figure = Figure(figsize=((size[0] + 0.01) / unit / 72, (size[1] + 0.01) / unit / 72), dpi=72 * unit)
    canvas = FigureCanvasAgg(figure)
    colours = PALETTES[theme]
    figure.set_facecolor(colours["panel"])
    marks = make_marks(events)
    told = wrap(f"Showing: {view.filter}", 22, page[0] - 2 * EDGE, MOST_LINES)
    head = HEAD + LINE * len(told)
    box = (EDGE, BANNER + head, page[0] - COLUMN - 2 * EDGE, page[1] - BANNER - EDGE)
    places, more = lay_out(marks)
    chart = Chart.around(places + more, box, MARGIN)
    sheet = Sheet(_axes(figure, chart.box, page, chart.window), chart, colours)
    pen = Pen(_axes(figure, (0, 0, *page), page, (0, page[1], page[0], 0)), colours)
    left_out = _map(sheet, pen, events, view, marks, places, box)
    _banners(pen, view, page)
    _head(pen, events, view, page, told)
    _column(pen, events, view, page, BANNER + head, left_out)
    out = io.BytesIO()
    inch = size[0] / SLIDE_INCHES
    canvas.print_png(out, metadata={"Software": None}, pil_kwargs={"dpi": (inch, inch)})  # type: ignore[no-untyped-call]
    return out.getvalue()


def _axes(figure: Figure, box: Box, page: tuple[float, float], window: tuple[float, float, float, float]) -> Axes:
    """Axes on a box of the page that count from west and south to east and north."""
    left, top, right, bottom = box
    place = (left / page[0], 1 - bottom / page[1], (right - left) / page[0], (bottom - top) / page[1])
    axes = figure.add_axes(place, xlim=(window[0], window[2]), ylim=(window[1], window[3]), autoscale_on=False)
    axes.set_axis_off()
    return axes


def _map(
    sheet: Sheet, pen: Pen, events: gpd.GeoDataFrame, view: View, marks: list[Mark], places: list[Any], box: Box
) -> int:
    """Draw the map; how many labels found no room on it."""
    chart, ground = sheet.chart, read_ground(view.border_view)
    left, top, right, bottom = box
    draw_ground(sheet, ground)
    draw_areas(sheet, ground, marks, places)
    room = Room((left + 4, top + 4, right - 4, bottom - 4))
    _scale_bar(pen, chart, room, box)
    layer_of = dict(zip(events["event_id"], events["layer"], strict=True))
    draw_spots(pen, gather(chart, marks, places, layer_of), room)
    named, left_out = draw_labels(pen, chart, marks, places, room)
    if not marks:
        _notice(pen, chart, room, "No events in this view" if events.empty else "None of these events can be drawn")
    write_names(pen, chart, ground, room, named)
    pen.box(box, fill="none", edge="edge", line=1.5, corner=0)
    return left_out


def _scale_bar(pen: Pen, chart: Chart, room: Room, frame: Box) -> None:
    long, km, latitude = chart.scale_bar(220)
    hemisphere = "N" if latitude >= 0 else "S"
    text = f"{km:,} km at {abs(latitude)}° {hemisphere}"
    wide = max(long, width(text, 17)) + 24
    right, bottom = frame[2] - 12, frame[3] - 12
    box = (right - wide, bottom - 46, right, bottom)
    room.take(box)
    pen.box(box)
    left, end, low = right - (wide + long) / 2, right - (wide - long) / 2, bottom - 10
    pen.line([(left, low - 8), (left, low), (end, low), (end, low - 8)], "ink", 2, order=8)
    pen.text(right - wide / 2, bottom - 31, text, 17, align="center")


def _notice(pen: Pen, chart: Chart, room: Room, text: str) -> None:
    left, top, right, bottom = chart.box
    x, y, half = (left + right) / 2, (top + bottom) / 2, width(text, 34, True) / 2 + 40
    box = (x - half, y - 50, x + half, y + 50)
    room.take(box)
    pen.box(box, edge="tint", order=8)
    pen.text(x, y, text, 34, bold=True, align="center", order=9)


def _banners(pen: Pen, view: View, page: tuple[float, float]) -> None:
    """The marking at top and bottom, in full: smaller, then on two lines, rather than cut."""
    asked = read_marking()
    marking = asked if asked.text == view.marking else Marking(view.marking, DEFAULT_COLOUR)
    room = page[0] - 2 * EDGE
    size = next((s for s in (26, 22, 19) if width(fit(marking.line, s, 1e6, True), s, True) <= room), 16)
    lines = wrap(marking.line, size, room, 2, True)
    for top in (0, page[1] - BANNER):
        pen.box((0, top, page[0], top + BANNER), fill=marking.colour, corner=0)
        for n, line in enumerate(lines):
            y = top + BANNER / 2 + (n - (len(lines) - 1) / 2) * (size + 3)
            pen.text(page[0] / 2, y, line, size, colour=marking.ink, bold=True, align="center")


def _head(pen: Pen, events: gpd.GeoDataFrame, view: View, page: tuple[float, float], told: list[str]) -> None:
    """Title, counts, and the filter in words."""
    room, top = page[0] - 2 * EDGE, BANNER
    newest = view.newest_change or max((r["when"] for r in events["revision"]), default=None)
    changed = f"Records as of {day(newest)}" if newest else ""
    shown = [LAYER_NAMES[layer] for layer in LAYERS if (events["layer"] == layer).any()]
    about = listed([name if n == 0 else name.lower() for n, name in enumerate(shown)]) or "Briefmap"
    title = f"{about}: {number(len(events), 'event', 'events')}"
    pen.text(EDGE, top + 34, fit(title, 34, room - width(changed, 22) - 40, True), 34, bold=True)
    pen.text(page[0] - EDGE, top + 34, changed, 22, align="right")
    x = float(EDGE)
    for layer, text in counts(events["layer"], events["sub_type"]):
        pen.shape(layer, x + 12, top + 76, 26)
        pen.text(x + 34, top + 76, text, 23)
        x += 34 + width(text, 23) + 38
    for n, line in enumerate(told):
        pen.text(EDGE, top + 115 + n * LINE, line, 22)


def _column(
    pen: Pen, events: gpd.GeoDataFrame, view: View, page: tuple[float, float], top: float, left_out: int
) -> None:
    """Beside the map: the legend, what is not on the map, borders and credits."""
    left = page[0] - COLUMN - EDGE
    bottom = draw_legend(pen, left, top, COLUMN)
    missing = len(not_drawable(events))
    said = [(f"{missing:,} not on the map", 24, True)] if missing else []
    said += [("No place is stated that could be drawn", 17, False)] if missing else []
    if left_out:
        said.append((f"{number(left_out, 'label', 'labels')} left out for want of room", 17, False))
    y = bottom + 34
    for text, size, bold in said:
        pen.text(left, y, fit(text, size, COLUMN, bold), size, bold=bold)
        y += size + 9
    foot = [(line, True) for line in wrap(BORDER_VIEWS[view.border_view], 17, COLUMN, 2, True)]
    foot += [(line, False) for line in wrap(f"Data: {CREDITS}", 16, COLUMN, 3)]
    for n, (line, bold) in enumerate(foot):
        y = page[1] - BANNER - EDGE - 10 - (len(foot) - 1 - n) * 24
        pen.text(left, y, line, 17 if bold else 16, bold=bold)
