"""The timeline below the map: what happened when, a brush that sets the dates, and play and pause."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from typing import Any

import streamlit as st

from geo.escape import apart
from geo.filter import Filter
from geo.store import Store
from geo.timeline import Timeline, timeline
from geo.words import LAYER_NAMES
from pages.parts import view
from pages.parts.components import own, sent

_timeline = own("timeline_axis", "timeline_play", "timeline")


def show(known: Store, wanted: Filter) -> None:
    """Draw all events that the filter shows but for its dates, and the dates as a range on them."""
    whole = replace(wanted, date_from=None, date_to=None, certain=False)
    axis = st.session_state.setdefault("axis", "recent")
    found = known.remember(("timeline", whole, axis), lambda: _plain(timeline(known.shown(whole), axis)))
    if found is None:
        return
    ends = {"from": wanted.date_from, "to": wanted.date_to}
    _timeline(
        key="timeline",
        data=found | _iso(ends) | {"axis": axis, "names": LAYER_NAMES},
        on_range_change=_ranged,
        on_opened_change=_opened,
        on_axis_change=_other_axis,
    )


def _plain(found: Timeline | None) -> dict[str, Any] | None:
    if found is None:
        return None
    data = asdict(found)
    data["spans"] = [span | {"title": apart(span["title"])} for span in data["spans"]]
    plain: dict[str, Any] = _iso(data)
    return plain


def _iso(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _iso(item) for key, item in value.items()}
    return [_iso(item) for item in value] if isinstance(value, list | tuple) else value


def _ranged() -> None:
    chosen = sent("timeline", "range")
    if not isinstance(chosen, dict):
        return
    first, last = chosen.get("from"), chosen.get("to")
    if all(day is None or isinstance(day, str) for day in (first, last)):
        view.set_iso_dates(first, last)
    view.ask_whole_page()


def _opened() -> None:
    chosen = sent("timeline", "opened")
    if isinstance(chosen, str):
        view.open_sent([chosen])


def _other_axis() -> None:
    st.session_state["axis"] = "all" if st.session_state.get("axis") == "recent" else "recent"
