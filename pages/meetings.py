"""Meetings: who met whom, where, at what rank and with what outcome; calls and talks without a place apart."""

import geopandas as gpd
import streamlit as st

from geo.store import Store
from geo.themes import meetings
from geo.themes.spans import spans
from geo.words import humanise
from pages.parts import charts, record_table, theme_page, time_axis, view
from pages.parts.record_table import Row

LAYER = "meeting"


def draw(known: Store, events: gpd.GeoDataFrame) -> None:
    """Charts above, meetings at a place and calls between two ends below."""
    names = view.country_names()
    charts.say_how("bar or a date")
    left, right = st.columns([1, 2])
    with left:
        parties = [(who, names.get(who, who), n) for who, n in meetings.by_party(events).items()]
        charts.bars("by_party", "Who takes part", parties, LAYER, "parties")
    with right:
        kinds = [(s, humanise(s), n) for s, n in meetings.by_kind(events).items()]
        charts.bars("by_kind", "By kind", kinds, LAYER, "sub_types")
        time_axis.show("when", "When they met", *spans(events[events["layer"] == LAYER]))
    placed = meetings.in_words(meetings.at_a_place(events), names)
    record_table.show(
        "at_a_place",
        f"Meetings at a place: {len(placed)}",
        ("Meeting", "When", "Where", "Who met", "Kind, rank", "About", "Outcome"),
        [Row(m.event_id, (m.title, m.when, m.where, m.who, m.kind, m.about, m.outcome), LAYER) for m in placed],
        "No meeting at a place fits the filter.",
    )
    calls = meetings.in_words(meetings.between_ends(events), names)
    record_table.show(
        "between_ends",
        f"Calls and talks whose place is not stated: {len(calls)}",
        ("Call or talks", "When", "Between", "Kind, rank", "About", "Outcome"),
        [Row(m.event_id, (m.title, m.when, m.who, m.kind, m.about, m.outcome), LAYER, hollow=True) for m in calls],
        "No call and no talks without a place fit the filter.",
    )


theme_page.show(LAYER, draw)
