"""The map in the page: a constant base map, the layers beside it, and the click that comes back."""

from __future__ import annotations

from collections.abc import Sequence

import folium
import geopandas as gpd
import streamlit as st
from streamlit_folium import st_folium

from geo.escape import to_bdi, to_html
from geo.filter import Filter
from geo.layers import base_map, draw, feature_groups
from geo.marks import not_drawable
from geo.store import Store
from geo.words import dates
from pages.parts import view

ASSETS_URL = "../../assets"
"""Where the map's frame finds the app's files, relative so that it holds under any base path."""


def show(known: Store, wanted: Filter, events: gpd.GeoDataFrame, opened: Sequence[str]) -> None:
    """Draw the events on the map, the opened ones pointed out."""
    st_folium(
        _base_map(st.session_state["borders"]),
        key="map",
        height=700,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=feature_groups(known.remember(("drawing", wanted), lambda: draw(events)), opened),
        on_change=_clicked,
    )


def _base_map(border_view: str) -> folium.Map:
    # Made anew each time: streamlit-folium adds the layers to it. The script text is the same, so the browser keeps it.
    return base_map(ASSETS_URL, border_view)


def _clicked() -> None:
    value = st.session_state.get("map") or {}
    ids = value.get("events") if isinstance(value, dict) else None
    if isinstance(ids, list):
        view.open_sent(ids)


def list_not_drawable(known: Store, wanted: Filter, events: gpd.GeoDataFrame) -> None:
    """List the events that no mark can stand for."""
    if told := known.remember(("not drawable", wanted), lambda: _not_drawable(events)):
        st.html(told)


def _not_drawable(events: gpd.GeoDataFrame) -> str:
    hidden = not_drawable(events)
    if hidden.empty:
        return ""
    items = "".join(
        f"<li><b>{to_bdi(row['title'])}</b>: {to_html(dates(row))}; place: {to_bdi(row['place'])}</li>"
        for row in hidden.to_dict("records")
    )
    return (
        f'<section class="bm-hidden"><b>Not on the map ({len(hidden)}): the source names no place that could be '
        f"drawn.</b><ul>{items}</ul></section>"
    )
