"""The table: the same events as the map, sortable, in step with it both ways, and its twin for the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

import geopandas as gpd
import pandas as pd
import streamlit as st

from geo.escape import to_html
from geo.filter import Filter
from geo.frame import records
from geo.marks import is_draft
from geo.store import Store
from geo.words import LAYER_NAMES, dates, humanise, listed, number, place_doubt
from pages.parts import by_name, standing, view

COLUMNS = (
    "date_start", "date_end", "ongoing", "layer", "sub_type", "title", "place", "places", "where_prec", "countries",
    "revision",
)  # fmt: skip
"""What the table is made from."""


def table_frame(events: gpd.GeoDataFrame, names: dict[str, str]) -> pd.DataFrame:
    """The table's rows: one an event, in the order of the events, indexed by event id."""
    rows = records(events, COLUMNS)
    return pd.DataFrame(
        {
            "From": [row["date_start"] for row in rows],
            "Dates": [dates(row) for row in rows],
            "Layer": [LAYER_NAMES[row["layer"]] for row in rows],
            "Type": [humanise(row["sub_type"]) for row in rows],
            "Event": [f"{row['title']} (draft)" if is_draft(row) else row["title"] for row in rows],
            "Place": [row["place"] for row in rows],
            "How sure of the place": [place_doubt(row) for row in rows],
            "Countries": [listed(names.get(c, c) for c in row["countries"]) for row in rows],
        },
        index=pd.Index(events["event_id"], name="Id"),
    )


def show(known: Store, wanted: Filter, events: gpd.GeoDataFrame, opened: Sequence[str]) -> None:
    """Draw the table; choosing a row opens its event, and the opened event's row is chosen."""
    if events.empty:
        return
    st.html(f'<h2 class="bm-head">Table: {to_html(number(len(events), "event", "events"))}, as on the map</h2>')
    ids = list(events["event_id"])
    titles = dict(zip(events["event_id"], events["title"], strict=True))
    chosen = opened[0] if len(opened) == 1 else None
    by_name.show("by_name", "Open an event by name", titles, chosen, lambda one: view.open_events([one] if one else []))
    rows = [ids.index(opened[0])] if len(opened) == 1 else []
    key = standing.widget("table", {"selection": {"rows": rows, "columns": [], "cells": []}})
    st.dataframe(
        known.remember(("table", wanted), lambda: table_frame(events, view.country_names())),
        key=key,
        height=420,
        row_height=44,
        on_select=lambda: _chosen(key, ids, rows),
        selection_mode="single-row",
        column_config={"From": st.column_config.DateColumn("From", format="YYYY-MM-DD")},
    )


def _chosen(key: str, ids: Sequence[str], before: Sequence[int]) -> None:
    rows = st.session_state.get(key, {}).get("selection", {}).get("rows", before)
    if list(rows) != list(before):
        view.open_events([ids[row] for row in rows if row < len(ids)])
