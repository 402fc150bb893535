"""The strip of counts: the state of the world in words, above everything else."""

from __future__ import annotations

import geopandas as gpd
import streamlit as st

from geo.escape import to_bdi, to_html
from geo.filter import Filter
from geo.frame import records
from geo.marks import is_draft, not_drawable
from geo.store import Store
from geo.words import counts, number, span
from pages.parts import view


def show(known: Store, events: gpd.GeoDataFrame, wanted: Filter) -> None:
    """Say how many events of how many, from when to when, how sure, and from how many sources."""
    # One element of the page whatever it says: what stands below must not move up or down, or it is built anew.
    with st.container():
        st.html(known.remember(("strip", wanted), lambda: _strip(known, events, wanted)))
        if events.empty:
            st.html(
                '<p class="bm-note bm-empty" role="status">No event fits this filter. '
                "Widen the dates, switch a layer on, or press “Reset filter”.</p>"
            )


def _strip(known: Store, events: gpd.GeoDataFrame, wanted: Filter) -> str:
    counted = counts(events["layer"], events["sub_type"])
    layers = [f'<span class="bm-count bm-count-{layer}">{to_html(text)}</span>' for layer, text in counted]
    facts = [f"<b>{len(events)} of {len(known.events)} events</b>", *layers]
    words = [to_html(text) for text in _about(events, wanted)]
    filter_words = to_bdi(wanted.in_words(view.country_names()))
    return (
        f'<div class="bm-strip" role="status" aria-label="{to_html(", ".join(text for _, text in counted))}">'
        f'<div>{"".join(facts)}</div><div class="bm-about">Showing: {filter_words}. {" · ".join(words)}</div></div>'
    )


def _about(events: gpd.GeoDataFrame, wanted: Filter) -> list[str]:
    said = []
    dated = events[events["date_start"].notna()]
    if len(dated):
        first, last = dated["date_start"].min().date(), dated["date_end"].max().date()
        said.append(span(first, last) if first.year == last.year else f"{first.year} - {last.year}")
    if len(events) and (wanted.date_from or wanted.date_to or wanted.certain):
        sure = int(wanted.certainly(events).sum())
        said.append(f"{sure} certainly, up to {len(events)}" if sure < len(events) else f"all {sure} certainly")
    if drafts := sum(map(is_draft, records(events, ("revision",)))):
        said.append(f"{number(drafts, 'draft', 'drafts')} among them, not yet checked")
    if undated := int(events["date_start"].isna().sum()):
        said.append(f"{undated} undated")
    if hidden := len(not_drawable(events)):
        said.append(f"{hidden} not on the map, listed below it")
    said.append(number(len({s for ids in events["source_id"] for s in ids}), "source", "sources"))
    return said
