"""Treaty partners: what binds whom until when; what is done together without a treaty, and what is planned."""

from collections.abc import Sequence

import geopandas as gpd
import streamlit as st

from geo.store import Store
from geo.themes import treaties
from geo.themes.spans import spans
from geo.themes.treaties import Bond, Kind
from geo.words import humanise
from pages.parts import charts, matrix, record_table, theme_page, time_axis, view
from pages.parts.record_table import Row

LAYER = "treaty_partner"
RELATION_COLUMNS = ("Relation", "Between", "What", "How much", "Since when", "To what end")
TREATY_COLUMNS = ("Treaty", "Between", "Since when", "Term", "Mutual defence", "Clauses", "Subjects")


def draw(known: Store, events: gpd.GeoDataFrame) -> None:
    """The matrix of partners above, treaties, relations and plans apart below it."""
    names = view.country_names()
    pairs, told = treaties.pairs(events), treaties.bonds(events, names)
    charts.say_how("pair, a bar or a date")
    left, right = st.columns([2, 1])
    with left:
        if pairs:
            matrix.show("partners", "Who is tied to whom", pairs, names)
    with right:
        counted = [(s, humanise(s), n) for s, n in treaties.by_kind(events).items()]
        charts.bars("by_kind", "By kind", counted, LAYER, "sub_types")
    _treaties("treaties", "Treaties in force or signed", told, "treaty", "No treaty that binds fits the filter.")
    _relations("relations", "Relations short of a treaty", told, "relation", "No relation short of a treaty fits.")
    _relations("planned", "Planned, not happened", told, "planned", "Nothing planned fits the filter.")
    if any(bond.kind == "ended" for bond in told):
        _treaties("ended", "Ended treaties", told, "ended", "")
    time_axis.show("by_date", "On the time axis", *spans(treaties.of_treaties(events)))


def _treaties(key: str, title: str, told: Sequence[Bond], kind: Kind, empty: str) -> None:
    mine = [b for b in told if b.kind == kind]
    rows = [
        Row(b.event_id, (b.title, b.partners, b.when, b.term, b.mutual_defence, b.clauses, b.subjects), LAYER)
        for b in mine
    ]
    record_table.show(key, f"{title}: {len(mine)}", TREATY_COLUMNS, rows, empty)


def _relations(key: str, title: str, told: Sequence[Bond], kind: Kind, empty: str) -> None:
    mine = [b for b in told if b.kind == kind]
    rows = [
        Row(b.event_id, (b.title, b.partners, b.what, b.amount, b.when, b.detail), LAYER, hollow=True) for b in mine
    ]
    record_table.show(key, f"{title}: {len(mine)}", RELATION_COLUMNS, rows, empty)


theme_page.show(LAYER, draw)
