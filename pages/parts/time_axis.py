"""Events on a time axis: sure dates sharp, doubtful ones fading, what goes on with an arrow. A click sets the dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Literal

import altair as alt
import pandas as pd

from geo.escape import apart
from geo.themes.spans import Span
from geo.words import listed
from pages.parts import charts, look, view

MAX_SPANS = 40
LABEL_WIDTH = 72
"""Letters of a label on one line."""
LETTER_WIDTH = 0.5
"""Width of a letter, as a share of its size, at most on average."""
LEAST_SHARE = 0.006
"""Shortest bar as a share of the axis; what is shorter is drawn as a stroke."""
Look = Literal["exact", "window", "beginning"]


def show(key: str, title: str, spans: Sequence[Span], undated: int) -> None:
    """Draw events on a time axis, each label whole above its bar.

    Parameters
    ----------
    key : str
        Unique on its page.
    title : str
    spans : sequence of Span
        In order of time; the last :data:`MAX_SPANS` are drawn.
    undated : int
        Number of events that have no place on the axis; said, not drawn.
    """
    shown = spans[-MAX_SPANS:]
    notes = _notes(shown, undated, len(spans) - len(shown))
    if not shown:
        look.heading(title)
        look.say_note("; ".join(notes) or "No event is on the time axis.")
        return
    first, end = min(s.first for s in shown), max(_next(s.last) for s in shown)
    frame = pd.DataFrame([_row(s) | {"late": 2 * (s.first - first) > end - first} for s in shown])
    height = charts.place_rows(frame)
    axes = _Axes(first, end, height)
    pieces = pd.DataFrame([piece for s in shown for piece in _pieces(s)]).merge(frame, on="id")
    short = pieces["days"] < (end - first).days * LEAST_SHARE
    marks = [_bars(pieces[(pieces["look"] == look) & ~short], look, axes) for look in pieces[~short]["look"].unique()]
    marks += [_strokes(pieces[short], axes)] if short.any() else []
    marks += [_arrows(frame[frame["goes_on"]], axes)] if frame["goes_on"].any() else []
    # The whole row takes the click: a night is a thin stroke on an axis of years.
    chart = alt.layer(_grid(frame, axes), *marks, _labels(frame, axes), _targets(frame, axes))
    said = listed(f"{apart(s.title)}, {s.when}" for s in shown)
    charts.draw(key, title, chart, height + charts.AXIS_ROOM, f"{title}: {said}", _pick, notes)


class _Axes:
    """The two axes all marks share."""

    def __init__(self, first: date, end: date, height: int):
        self.height = height
        days = (end - first).days
        form = "%Y" if days > 1200 else "%b %Y" if days > 120 else "%-d %b"
        count: Any = {"interval": "day", "step": 1} if days <= 8 else {"interval": "year", "step": 1}
        if 8 < days <= 1200 or days > 20 * 366:
            count = 6
        self.axis = alt.Axis(format=form, tickCount=count, labelOverlap=True, labelFlush=True, title=None, orient="top")

    def x(self, column: str) -> alt.X:
        return alt.X(f"{column}:T", scale=alt.Scale(nice=False), axis=self.axis)

    def y(self, column: str) -> alt.Y:
        return charts.row_axis(self.height)(column)


def _row(s: Span) -> dict[str, Any]:
    lines = charts.wrapped(f"{apart(s.title)}: {s.when}", LABEL_WIDTH)
    longest = max(map(len, lines.split("\n")))
    return {
        "id": s.event_id, "lines": lines, "layer": s.layer, "goes_on": s.ends == "ongoing",
        "first": _moment(s.first), "last": _moment(_next(s.last)), "from": s.first.isoformat(),
        "to": s.begun_by.isoformat(), "label_width": longest * charts.LETTERS * LETTER_WIDTH,
    }  # fmt: skip


def _pieces(s: Span) -> list[dict[str, Any]]:
    """The bars of one event: an ongoing one fades in until it surely had begun, and is sure from there on."""
    if s.ends != "ongoing":
        return [_piece(s, s.first, s.last, "exact" if s.ends == "exact" else "window")]
    if s.begun_by == s.first:
        return [_piece(s, s.first, s.last, "exact")]
    return [_piece(s, s.first, s.begun_by, "beginning"), _piece(s, _next(s.begun_by), s.last, "exact")]


def _piece(s: Span, first: date, last: date, look: Look) -> dict[str, Any]:
    end = _next(last)
    return {
        "id": s.event_id, "piece_first": _moment(first), "piece_last": _moment(end), "look": look,
        "days": (end - first).days,
    }  # fmt: skip


def _grid(frame: pd.DataFrame, axes: _Axes) -> Any:
    ends = pd.DataFrame({"at": [frame["first"].min(), frame["last"].max()]})
    return alt.Chart(ends).mark_point(opacity=0).encode(x=axes.x("at"))


def _bars(pieces: pd.DataFrame, look: str, axes: _Axes) -> Any:
    hue = charts.hues()[pieces["layer"].iloc[0]]
    return (
        alt.Chart(pieces)
        .mark_bar(color=_fade(hue, look))
        .encode(x=axes.x("piece_first"), x2="piece_last", y=axes.y("bar_top"), y2="bar_bottom")
    )


def _strokes(pieces: pd.DataFrame, axes: _Axes) -> Any:
    hue = charts.hues()[pieces["layer"].iloc[0]]
    return (
        alt.Chart(pieces)
        .mark_rule(strokeWidth=6, color=hue, xOffset=3, x2Offset=3)
        .encode(x=axes.x("piece_first"), y=axes.y("bar_top"), y2="bar_bottom")
    )


def _arrows(frame: pd.DataFrame, axes: _Axes) -> Any:
    hue = charts.hues()[frame["layer"].iloc[0]]
    return (
        alt.Chart(frame)
        .mark_point(shape="triangle-right", filled=True, size=750, opacity=1, color=hue, xOffset=-6)
        .encode(x=axes.x("last"), y=axes.y("bar_middle"))
    )


def _labels(frame: pd.DataFrame, axes: _Axes) -> Any:
    # A label begins with its bar, or ends with it in the later half of the axis; never outside the chart.
    begins = "max(0, min(scale('x', toDate(datum.first)), width - datum.label_width))"
    ends = "min(width, max(scale('x', toDate(datum.last)), datum.label_width))"
    return alt.layer(
        *(
            alt.Chart(frame[frame["late"] == late])
            .mark_text(
                align="right" if late else "left", baseline="top", fontSize=charts.LETTERS, lineBreak="\n",
                color=charts.hues()["ink"], x=alt.ExprRef(ends if late else begins),
            )
            .encode(y=axes.y("top"), text="lines:N")
            for late in sorted(frame["late"].unique())
        )
    )  # fmt: skip


def _targets(frame: pd.DataFrame, axes: _Axes) -> Any:
    picked = alt.selection_point(name="picked", fields=["from", "to"], toggle=False)
    return (
        alt.Chart(frame)
        .mark_rect(opacity=0, cursor="pointer", x=0, x2="width")
        .encode(y=axes.y("top"), y2="bar_bottom")
        .add_params(picked)
    )


def _fade(hue: str, look: str) -> Any:
    if look == "exact":
        return hue
    clear, half = hue + "1a", hue + "a6"
    stops = [(0.0, clear), (0.3, half), (0.7, half), (1.0, clear)] if look == "window" else [(0.0, clear), (1.0, hue)]
    return alt.LinearGradient(
        gradient="linear", stops=[alt.GradientStop(offset=at, color=colour) for at, colour in stops],
        x1=0, x2=1, y1=0, y2=0,
    )  # fmt: skip


def _notes(shown: Sequence[Span], undated: int, left_out: int) -> list[str]:
    ends = {s.ends for s in shown}
    notes = ["sharp ends: exact date"] if "exact" in ends else []
    notes += ["fading ends: some time between them"] if ends - {"exact"} else []
    notes += ["arrow: goes on"] if "ongoing" in ends else []
    notes += [f"{undated} undated, not on the axis"] if undated else []
    notes += [f"{left_out} earlier ones left out"] if left_out else []
    return notes


def _moment(day: date) -> str:
    # With a time of day a browser reads it as its own, without one as Greenwich's.
    return f"{day.isoformat()}T00:00:00"


def _next(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def _pick(point: dict[str, Any]) -> None:
    view.pick_iso_dates(str(point["from"]), str(point["to"]))
