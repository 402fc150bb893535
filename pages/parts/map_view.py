"""The map in the page: a constant base map, the layers beside it, and the click that comes back."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from weakref import WeakKeyDictionary

import folium
import geopandas as gpd
import streamlit as st
from streamlit_folium import st_folium

from geo.escape import to_bdi, to_html
from geo.layers import Drawing, base_map, draw, feature_groups
from geo.marks import not_drawable
from geo.store import Store
from geo.words import dates
from pages.parts import view

ASSETS_URL = "../../assets"
"""Where the map's frame finds the app's files, relative so that it holds under any base path."""


KEPT_VIEWS = 24
"""Filtered views of what all sessions know whose marks are kept: going back to one, or playing again, costs nothing."""
MAX_KEPT = 5_000
"""Most events of a view that is kept."""
_KEPT: WeakKeyDictionary[Store, OrderedDict[tuple[int, ...], Drawing]] = WeakKeyDictionary()
"""The marks kept, for as long as anybody shows a store."""


def show(known: Store, events: gpd.GeoDataFrame, opened: Sequence[str]) -> None:
    """Draw the events on the map, the opened ones pointed out."""
    st_folium(
        _base_map(st.session_state["borders"]),
        key="map",
        height=700,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=feature_groups(_drawing(known, events), opened),
        on_change=_clicked,
    )


def _drawing(known: Store, events: gpd.GeoDataFrame) -> Drawing:
    # Loaded events are one session's own: nothing of them is kept beyond it.
    if known is not st.session_state["base"] or len(events) > MAX_KEPT:
        return draw(events)
    kept = _KEPT.setdefault(known, OrderedDict())
    rows = tuple(events.index)
    before = kept.pop(rows, None)
    found = kept[rows] = before or draw(events)
    while len(kept) > KEPT_VIEWS:
        kept.popitem(last=False)
    return found


def _base_map(border_view: str) -> folium.Map:
    # Made anew each time: streamlit-folium adds the layers to it. The script text is the same, so the browser keeps it.
    return base_map(ASSETS_URL, border_view)


def _clicked() -> None:
    value = st.session_state.get("map") or {}
    ids = value.get("events") if isinstance(value, dict) else None
    if isinstance(ids, list):
        view.open_sent(ids)


def list_not_drawable(events: gpd.GeoDataFrame) -> None:
    """List the events that no mark can stand for."""
    hidden = not_drawable(events)
    if hidden.empty:
        return
    items = "".join(
        f"<li><b>{to_bdi(row['title'])}</b>: {to_html(dates(row))}; place: {to_bdi(row['place'])}</li>"
        for row in hidden.to_dict("records")
    )
    st.html(
        f'<section class="bm-hidden"><b>Not on the map ({len(hidden)}): the source names no place that could be '
        f"drawn.</b><ul>{items}</ul></section>"
    )
