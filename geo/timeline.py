"""The timeline: how many events lie in each day, week, month or year, for sure and possibly, and what lasts longer.

A bar answers the same question as a date filter over its days: *certainly inside* is drawn solid, *possibly inside*
fainter. Events that last, or whose date is open over more than a month, would blur every bar; they are spans instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.event import LAYERS
from geo.themes.spans import Span, spans

Axis = Literal["recent", "all"]
Unit = Literal["day", "week", "month", "year"]

LAST_DRAWN = date(9990, 12, 31)
"""Last day of any axis. Many a table says 9999-12-31 for "no end", and no calendar has the day after that."""
LONGEST_IN_BARS = 31
"""Longest window, in days, of an event that is counted in bars."""
MAX_SPANS = 40
"""Most spans drawn: the longest ones."""
RECENT_DAYS = 365
"""Reach of the ``recent`` axis, in days before the newest date."""
WORTH_CUTTING = 3 * RECENT_DAYS
"""Only an axis longer than this, in days, is offered in a shorter form."""
FEW = 0.03
"""Share of events that may lie beyond the end of the ``recent`` axis."""
UNITS: tuple[tuple[int, Unit], ...] = ((70, "day"), (800, "week"), (7300, "month"), (10**9, "year"))
"""Longest axis in days for each unit of bars."""


@dataclass(frozen=True)
class Bar:
    """Events of some days."""

    first: date
    last: date
    sure: Mapping[str, int] = field(default_factory=dict)
    """Events a layer that are certainly inside."""
    maybe: Mapping[str, int] = field(default_factory=dict)
    """Events a layer that are possibly inside, beyond the sure ones."""


@dataclass(frozen=True)
class Timeline:
    """All that a timeline shows."""

    first: date
    last: date
    unit: Unit
    bars: tuple[Bar, ...]
    spans: tuple[Span, ...]
    earlier: int
    """Dated events that ended before the axis begins."""
    later: int
    """Dated events that begin after the axis ends."""
    undated: int
    can_cut: bool
    """Whether a ``recent`` axis would be shorter."""


def timeline(events: gpd.GeoDataFrame, axis: Axis = "recent") -> Timeline | None:
    """Lay events out in time.

    Parameters
    ----------
    events : GeoDataFrame of shape (n, ...)
        As :func:`geo.load_events` gives it, filtered by all but dates.
    axis : {"recent", "all"}
        Whether to show the last year on record or everything.

    Returns
    -------
    Timeline or None
        None when no event has a date.
    """
    dated = events[events["date_start"].notna()]
    if dated.empty:
        return None
    ends = dated["date_start"].min().date(), dated["date_end"].max().date()
    oldest, newest = (min(day, LAST_DRAWN) for day in ends)
    can_cut = (newest - oldest).days > WORTH_CUTTING
    if can_cut and axis == "recent":
        # One date that is far off, a slip of the pen perhaps, must not push everything else out of sight.
        newest = min(dated["date_end"].nlargest(1 + int(len(dated) * FEW)).iloc[-1].date(), LAST_DRAWN)
    first = newest - timedelta(days=RECENT_DAYS) if can_cut and axis == "recent" else oldest
    first, last = first.replace(day=1), _month_end(newest)
    long = _is_long(dated)
    shown = dated[long & ((dated["date_end"] >= pd.Timestamp(first)) | dated["ongoing"])]
    days = (shown["date_end"] - shown["date_start"]).dt.days + shown["ongoing"] * 10**6
    longest = shown.loc[days.sort_values(ascending=False, kind="stable").index[:MAX_SPANS]]
    unit = next(unit for reach, unit in UNITS if (last - first).days <= reach)
    return Timeline(
        first=first,
        last=last,
        unit=unit,
        bars=_bars(dated[~long], first, last, unit),
        spans=tuple(spans(longest)[0]),
        earlier=int(((dated["date_end"] < pd.Timestamp(first)) & ~dated["ongoing"]).sum()),
        later=int((dated["date_start"] > pd.Timestamp(last)).sum()),
        undated=len(events) - len(dated),
        can_cut=can_cut,
    )


def _is_long(dated: pd.DataFrame) -> pd.Series:
    return dated["ongoing"] | ((dated["date_end"] - dated["date_start"]).dt.days >= LONGEST_IN_BARS)


def _bars(dated: pd.DataFrame, first: date, last: date, unit: Unit) -> tuple[Bar, ...]:
    edges = _edges(first, last, unit)
    starts, ends = dated["date_start"].to_numpy(), dated["date_end"].to_numpy()
    low = np.searchsorted(edges, starts, side="right") - 1
    high = np.searchsorted(edges, ends, side="right") - 1
    n = len(edges) - 1
    inside = (high >= 0) & (low < n)
    exact = (dated["date_prec"] == 1).fillna(False).to_numpy(dtype=bool)
    layer = dated["layer"].to_numpy()
    sure: dict[str, Any] = {}
    maybe: dict[str, Any] = {}
    for name in LAYERS:
        mine = inside & (layer == name)
        certain = exact | ((low == high) & (low >= 0))
        sure[name] = _count(low[mine & certain], high[mine & certain], n)
        maybe[name] = _count(low[mine & ~certain], high[mine & ~certain], n)
    days = [d.date() for d in pd.to_datetime(edges)]
    return tuple(
        Bar(
            days[i],
            days[i + 1] - timedelta(days=1),
            {name: int(sure[name][i]) for name in LAYERS if sure[name][i]},
            {name: int(maybe[name][i]) for name in LAYERS if maybe[name][i]},
        )
        for i in range(n)
    )


def _edges(first: date, last: date, unit: Unit) -> Any:
    """Days on which bars begin, and the day after the last bar, as datetime64[s] of shape (n + 1,)."""
    if unit == "week":
        first -= timedelta(days=first.weekday())
    elif unit == "year":
        first = first.replace(month=1, day=1)
    frequency = {"day": "D", "week": "7D", "month": "MS", "year": "YS"}[unit]
    # A year beyond the end makes sure of one edge past it.
    edges = pd.date_range(first, last + timedelta(days=732), freq=frequency).to_numpy().astype("datetime64[s]")
    return edges[: int(np.searchsorted(edges, np.datetime64(last), side="right")) + 1]


def _count(low: Any, high: Any, n: int) -> Any:
    """How many of the intervals ``low..high`` (bar numbers, shape (m,)) touch each of ``n`` bars."""
    steps = np.zeros(n + 1, dtype=np.int64)
    np.add.at(steps, np.clip(low, 0, n), 1)
    np.add.at(steps, np.clip(high + 1, 0, n), -1)
    return np.cumsum(steps)[:n]


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
