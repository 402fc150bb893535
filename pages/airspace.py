"""Airspace incursions: by country, object and night; what followed; who is said to be behind them."""

import geopandas as gpd
import streamlit as st

from geo.store import Store
from geo.themes import airspace
from geo.themes.spans import spans
from geo.words import humanise
from pages.parts import charts, record_table, theme_page, time_axis, view
from pages.parts.record_table import Row

LAYER = "airspace_incursion"


def draw(known: Store, events: gpd.GeoDataFrame) -> None:
    """Charts above, the incursions and what followed from them below."""
    names = view.country_names()
    incursions, consequences = airspace.incursions(events), airspace.consequences(events)
    charts.say_how("bar or a date")
    left, middle, right = st.columns(3)
    with left:
        counted = [(c, names.get(c, c), n) for c, n in airspace.by_country(incursions).items()]
        charts.bars("by_country", "Incursions by country", counted, LAYER, "countries")
    with middle:
        objects = [(s, humanise(s), n) for s, n in airspace.by_object(incursions).items()]
        charts.bars("by_object", "By object", objects, LAYER, "sub_types")
    with right:
        behind = [(who, who, n) for who, n in airspace.attributions(incursions.to_dict("records"), names).items()]
        charts.bars("behind", "Said to be behind them", behind, LAYER, None)
    time_axis.show("by_night", "By night", *spans(incursions))
    record_table.show(
        "incursions",
        f"Incursions: {len(incursions)}",
        ("Incursion", "When", "Where", "How many, how deep", "Said to be behind it, and on what ground", "Answer"),
        [
            Row(i.event_id, (i.title, i.when, i.where, i.extent, i.behind, i.answer), LAYER)
            for i in airspace.incidents(incursions, events, names)
        ],
        "No incursion fits the filter, only consequences of some.",
    )
    record_table.show(
        "consequences",
        f"Their consequences, counted apart: {len(consequences)}",
        ("Consequence", "When", "Where", "Follows from"),
        [
            Row(i.event_id, (i.title, i.when, i.where, i.cause or "no cause stated"), LAYER, hollow=True)
            for i in airspace.incidents(consequences, events, names)
        ],
        "No closed airport or airspace fits the filter.",
    )


theme_page.show(LAYER, draw)
