"""Events on a time axis: from when to when, and how sure each end is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import geopandas as gpd

from geo.words import as_date, dates

FORESEEN = timedelta(days=14)
"""How far past the newest day an ongoing event is drawn at least: it has not ended, and nobody knows when it will."""
FORESEEN_SHARE = 0.04
"""The same as a share of the whole axis, so that it shows on an axis of years."""


@dataclass(frozen=True)
class Span:
    """One event on a time axis."""

    event_id: str
    title: str
    layer: str
    when: str
    """The dates in words."""
    first: date
    """First day drawn."""
    last: date
    """Last day drawn."""
    ends: str
    """How sure the ends are: ``exact``, ``window`` (it happened at some time between them), or ``ongoing`` (it began
    at some time up to ``begun_by``, and has not ended)."""
    begun_by: date
    """Day by which an ongoing event surely had begun."""


def spans(events: gpd.GeoDataFrame) -> tuple[list[Span], int]:
    """Put events on a time axis, in the order of their beginning.

    Parameters
    ----------
    events : GeoDataFrame
        As :func:`geo.load_events` gives it, filtered at will.

    Returns
    -------
    spans : list of Span
    undated : int
        Number of events without any date, which have no place on the axis.
    """
    dated = events[events["date_start"].notna()].sort_values(["date_start", "date_end"], kind="stable")
    if dated.empty:
        return [], len(events)
    newest = dated["date_end"].max().date()
    oldest = dated["date_start"].min().date()
    foreseen = newest + min(max(FORESEEN, (newest - oldest) * FORESEEN_SHARE), date.max - newest)
    return [_span(row, foreseen) for row in dated.to_dict("records")], len(events) - len(dated)


def _span(row: dict[str, Any], foreseen: date) -> Span:
    first, last = as_date(row["date_start"]), as_date(row["date_end"])
    assert first is not None
    assert last is not None
    ends = "ongoing" if row["ongoing"] else "exact" if int(row["date_prec"]) == 1 else "window"
    shown_last = foreseen if row["ongoing"] else last
    return Span(row["event_id"], row["title"], row["layer"], dates(row), first, shown_last, ends, last)
