"""The small map of the desk: where the drafts of the article are, the chosen one in view; and a place picked on it."""

from __future__ import annotations

import streamlit as st
from streamlit_folium import st_folium

from geo.desk.board import Snapshot
from geo.event import Event
from geo.frame import to_frame
from geo.gazetteer import load_gazetteer
from geo.layers import Drawing, desk_map, draw, feature_groups
from geo.layers import desk_state as where_to_look
from pages.parts import desk_edit, desk_state, desk_where, look
from pages.parts.map_view import ASSETS_URL

SHOWN = ("draft", "confirmed")


def show(shot: Snapshot) -> None:
    """Draw the events of the article; while one is edited, as its form has it just now."""
    chosen = desk_state.event_id()
    events = [e.event for e in desk_state.entries() if e.status in SHOWN or e.event.event_id == chosen]
    events = [desk_edit.as_it_stands(event) if event.event_id == chosen else event for event in events]
    now = next((event for event in events if event.event_id == chosen), None)
    drawing, focus = _draw(events), _draw([now]).fit if now else None
    picking = desk_where.picking()
    layers = [where_to_look(focus, picking), *feature_groups(drawing, [chosen] if chosen else [])]
    # Its place is there also when it is empty: a map that became another element would be built anew.
    with st.container():
        if picking:
            look.say_note("Click the place on the map. Or move the map with the arrow keys and press Enter.")
    st_folium(
        desk_map(ASSETS_URL, st.session_state["borders"]), key="desk-map", height=320, use_container_width=True,
        returned_objects=[], feature_group_to_add=layers, on_change=_answered,
    )  # fmt: skip
    if now and focus is None:
        look.say_note("This event is not on the map: it names no place that could be drawn.")


def _draw(events: list[Event]) -> Drawing:
    return draw(to_frame(events, load_gazetteer()))


def _answered() -> None:
    value = st.session_state.get("desk-map") or {}
    if not isinstance(value, dict):
        return
    ids, picked = value.get("events"), value.get("picked")
    if isinstance(picked, list) and len(picked) == 2 and all(isinstance(n, int | float) for n in picked):
        desk_where.picked(float(picked[1]), float(picked[0]))
    elif isinstance(ids, list):
        known = desk_state.snapshot().entries
        found = [e for e in ids if isinstance(e, str) and e in known]
        if found:
            desk_state.choose(found[0])
