"""Merging: a draft that is another report of a known incident, with what the two say differently side by side."""

from __future__ import annotations

import streamlit as st

from geo.archive import Entry
from geo.archive.merging import disagreements
from geo.desk import told
from geo.desk.board import Snapshot
from geo.escape import apart, to_bdi, to_html
from geo.words import dates
from pages.parts import desk_state


def show(entry: Entry, shot: Snapshot) -> None:
    """Ask which known event this is another report of."""
    others = {
        e.event.event_id: e for e in shot.entries.values()
        if e.status in ("draft", "confirmed") and e.event.event_id != entry.event.event_id
    }  # fmt: skip
    labels = told.distinct({event_id: _label(e) for event_id, e in others.items()})
    with st.container(key="desk-panel", border=True):
        st.selectbox(
            "This is another report of", list(labels), index=None, key="desk-merge-into",
            placeholder="Type a few letters", format_func=lambda event_id: labels.get(event_id, event_id),
        )  # fmt: skip
        chosen = others.get(st.session_state.get("desk-merge-into") or "")
        if chosen:
            st.html(_side_by_side(entry, chosen))
        with st.container(horizontal=True):
            st.button(
                "Merge them", key="desk-merge-do", type="primary", on_click=_merge, args=(entry, chosen),
                disabled=chosen is None, shortcut="Ctrl+Enter",
            )  # fmt: skip
            st.button("Cancel", key="desk-cancel", on_click=desk_state.open_panel, args=(None,), shortcut="Escape")


def _label(entry: Entry) -> str:
    event = entry.event
    when = dates(event.model_dump(include={"date_start", "date_end", "ongoing"}))
    return f"{apart(event.title)} · {when} · {entry.status}"


def _side_by_side(entry: Entry, known: Entry) -> str:
    found = disagreements(known.event, entry.event)
    rows = "".join(
        f"<tr><th scope='row'>{to_bdi(told.field_name(what))}</th><td>{to_bdi(told.value(here))}</td>"
        f"<td>{to_bdi(told.value(there))}</td></tr>"
        for what, (here, there) in found.items()
    )
    if not rows:
        return '<p class="bm-note">The two agree on everything that both of them say.</p>'
    head = "What they say differently; both values are kept, side by side."
    return (
        f"<p>{to_html(head)}</p><table class='bm-table'><thead><tr><th>Field</th><th>The known event</th>"
        f"<th>This report</th></tr></thead><tbody>{rows}</tbody></table>"
    )


def _merge(entry: Entry, known: Entry | None) -> None:
    if known is None:
        return
    here, there = entry.event, known.event
    desk_state.change(
        lambda archive, who: archive.merge(here.event_id, there.event_id, who, entry.version, known.version),
        f"Merged: it is another report of {apart(there.title)} now.",
        go_on=True,
    )
