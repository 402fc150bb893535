"""The history of an event: every version, who made it, when, and what changed field by field."""

from __future__ import annotations

import streamlit as st

from geo.archive import Entry, Step
from geo.desk import told
from geo.escape import to_bdi, to_html
from pages.parts import desk_state


def show(entry: Entry) -> None:
    """Draw the history, the newest version first."""
    steps = desk_state.board().archive.history(entry.event.event_id)
    body = "".join(_step(step) for step in reversed(steps))
    with st.container(key="desk-panel", border=True):
        st.html(f'<section class="bm-history" aria-label="History"><h3>History</h3><ol reversed>{body}</ol></section>')
        st.button("Close", key="desk-cancel", on_click=desk_state.open_panel, args=(None,), shortcut="Escape")


def _step(found: Step) -> str:
    rows = "".join(
        f"<tr><th scope='row'>{to_bdi(name)}</th><td>{to_bdi(before)}</td><td>{to_bdi(after)}</td></tr>"
        for name, before, after in told.changed(found.changed)
    )
    items = (
        "<table class='bm-table'><thead><tr><th>Field</th><th>Before</th><th>After</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )
    body = items if rows else ""
    return (
        f"<li><b>{to_bdi(told.step(found))}</b>, {to_html(found.status)}<br>"
        f"{to_bdi(found.who)}, {to_html(told.moment(found.at))}{body}</li>"
    )
