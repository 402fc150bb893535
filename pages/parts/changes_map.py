"""The map of what changed: the events as they stand, or stood before they were retracted, each with a word for it."""

from __future__ import annotations

import geopandas as gpd
import streamlit as st
from streamlit_folium import st_folium

from geo.layers import base_map, draw, feature_groups
from geo.news import News
from pages.parts import view
from pages.parts.map_view import ASSETS_URL

HEIGHT = 640
"""Pixels of the map, and of the list beside it."""


def show(found: News, events: gpd.GeoDataFrame, opened: str | None) -> None:
    """Draw the map; a click opens the change."""
    drawing = found.store.remember(("drawing", view.current_filter()), lambda: draw(events))
    st_folium(
        base_map(ASSETS_URL, st.session_state["borders"]),
        key="changes_map",
        height=HEIGHT,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=feature_groups(drawing, [opened] if opened else []),
        on_change=_clicked,
    )


def opened(events: gpd.GeoDataFrame) -> str | None:
    """The opened change that the filter shows."""
    chosen = st.session_state.get("changed-opened")
    return chosen if chosen in set(events["event_id"]) else None


def open_change(event_id: str | None) -> None:
    """Open a change beside the map, or close it."""
    st.session_state["changed-opened"] = event_id or None


def _clicked() -> None:
    value = st.session_state.get("changes_map") or {}
    ids = value.get("events") if isinstance(value, dict) else None
    if isinstance(ids, list):
        open_change(next((event_id for event_id in ids if isinstance(event_id, str)), None))
