"""The list of what changed: each event with what became of it, field by field, by whom and when."""

from __future__ import annotations

import geopandas as gpd
import streamlit as st

from geo.archive import FieldChange, Regraded
from geo.desk import told
from geo.escape import apart, to_bdi, to_html
from geo.news import CHANGED, NEW, RETRACTED, News
from pages.parts import by_name, changes_map, look

MAX_LISTED = 200
"""Most changes that are listed; the filter narrows the rest down."""
HEADS = {NEW: "New", CHANGED: "Changed", RETRACTED: "Retracted"}


def show(found: News, events: gpd.GeoDataFrame) -> None:
    """Draw the list, what is new first, and the way to open one by keyboard."""
    titles: dict[str, str] = dict(zip(events["event_id"], events["title"], strict=True))

    names = {event_id: f"{title}: {found.found[event_id][0]}" for event_id, title in titles.items()}
    by_name.show("change-by-name", "Open a change by name", names, None, changes_map.open_change)
    if len(titles) > MAX_LISTED:
        look.say_note(f"The first {MAX_LISTED} of {len(titles):,} changes are listed; the filter narrows them down.")
    shown = list(titles)[:MAX_LISTED]
    for word, head in HEADS.items():
        if own := [event_id for event_id in shown if found.found[event_id][0] == word]:
            items = "</li><li>".join(one(found, event_id) for event_id in own)
            st.html(f'<h2 class="bm-head">{to_html(head)}: {len(own)}</h2><ul class="bm-changes"><li>{items}</li></ul>')
    if regraded := found.changes.regraded:
        st.html(f'<h2 class="bm-head">Sources graded or described anew: {len(regraded)}</h2>')
        st.html(f'<ul class="bm-changes">{"".join(map(_regraded, regraded))}</ul>')


def _regraded(source: Regraded) -> str:
    body = _table(source.fields)
    return (
        f"<li><b>{to_bdi(source.after.title)}</b><br>{to_bdi(source.who)}, {to_html(told.moment(source.at))}{body}</li>"
    )


def one(found: News, event_id: str) -> str:
    """One change as HTML."""
    word, change = found.found[event_id]
    said = f": {apart(change.note)}" if change.note else ""
    body = _table(change.fields)
    return (
        f'<article class="bm-change"><b><span class="bm-news bm-news-{to_html(word)}">{to_html(word)}</span> '
        f"{to_bdi(change.event.title)}</b><br>"
        f"{to_bdi(change.who)}, {to_html(told.moment(change.at))}{to_html(said)}{body}</article>"
    )


def _table(fields: tuple[FieldChange, ...]) -> str:
    rows = "".join(
        f"<tr><th scope='row'>{to_bdi(name)}</th><td data-column='Before'>{to_bdi(before)}</td>"
        f"<td data-column='After'>{to_bdi(after)}</td></tr>"
        for name, before, after in told.changed(fields)
    )
    if not rows:
        return ""
    return (
        "<table class='bm-table bm-table-still'><thead><tr><th>Field</th><th>Before</th><th>After</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )
