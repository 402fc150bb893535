"""Deployments: whose forces are where, since when, how many, and on what ground that is said."""

import geopandas as gpd
import pandas as pd
import streamlit as st

from geo.store import Store
from geo.themes import deployments
from geo.themes.spans import spans
from geo.words import humanise
from pages.parts import charts, record_table, theme_page, time_axis, view
from pages.parts.record_table import Row

LAYER = "deployment"
COLUMNS = ("Deployment", "From", "To, or where", "What, and what for", "How many, with what", "When", "Ground")


def draw(known: Store, events: gpd.GeoDataFrame) -> None:
    """Who deploys, what, and since when, above; from whom to whom below."""
    names = view.country_names()
    sent, withdrawn = deployments.deployments(events), deployments.withdrawals(events)
    charts.say_how("bar or a date")
    left, right = st.columns([1, 2])
    with left:
        senders = [(who, names.get(who, who), n) for who, n in deployments.by_sender(sent).items()]
        charts.bars("by_sender", "Who deploys", senders, LAYER, "parties")
    with right:
        kinds = [(s, humanise(s), n) for s, n in deployments.by_kind(sent).items()]
        charts.bars("by_kind", "By kind", kinds, LAYER, "sub_types")
        time_axis.show("since_when", "Since when", *spans(gpd.GeoDataFrame(pd.concat([sent, withdrawn]))))
    _table("deployments", "Deployments", sent, events)
    if len(withdrawn):
        _table("withdrawals", "Withdrawals", withdrawn, events)


def _table(key: str, title: str, chosen: gpd.GeoDataFrame, events: gpd.GeoDataFrame) -> None:
    told = deployments.in_words(chosen, events, view.country_names())
    rows = [Row(d.event_id, (d.title, d.sender, d.receiver, d.what, d.amount, d.when, d.ground), LAYER) for d in told]
    record_table.show(key, f"{title}: {len(rows)}", COLUMNS, rows, "Only withdrawals fit the filter.")


theme_page.show(LAYER, draw)
