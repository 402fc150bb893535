"""Splitting: what a second event takes with it; the rest stays with the first."""

from __future__ import annotations

from typing import Any

import streamlit as st

from geo.archive import Entry
from geo.escape import apart
from pages.parts import desk_state
from pages.parts.desk_edit import span_label


def show(entry: Entry) -> None:
    """Ask what the second event is called, and which places, parties and sentences are its own."""
    event = entry.event
    with st.container(key="desk-panel", border=True):
        st.text_input("Title of the second event", value=event.title, key="desk-split-title", max_chars=300)
        places = [f"{n + 1}: {apart(place.name)}" for n, place in enumerate(event.places)]
        parties = [f"{n + 1}: {apart(p.actor or p.iso3 or '')} ({p.role})" for n, p in enumerate(event.participants)]
        spans = [f"{n + 1}: {span_label(e.article, e.start, e.end)}" for n, e in enumerate(event.evidence)]
        for key, label, options in (("places", "Its places", places), ("participants", "Its parties", parties),
                                    ("evidence", "Its sentences", spans)):  # fmt: skip
            if len(options) > 1:
                st.multiselect(label, options, key=f"desk-split-{key}", placeholder="the same as the first event’s")
        with st.container(horizontal=True):
            st.button(
                "Make two events of it", key="desk-split-do", type="primary", on_click=_split, args=(entry,),
                shortcut="Ctrl+Enter",
            )  # fmt: skip
            st.button("Cancel", key="desk-cancel", on_click=desk_state.open_panel, args=(None,), shortcut="Escape")


def parts(entry: Entry, title: str, taken: dict[str, set[int]]) -> list[dict[str, Any]]:
    """The fields of both events; what nothing was chosen of, or all, both have.

    Parameters
    ----------
    entry : Entry
    title : str
        Of the second event.
    taken : dict
        For places, participants and evidence, the numbers from 0 of those that go to the second.
    """
    first: dict[str, Any] = {}
    second: dict[str, Any] = {"title": title.strip() or entry.event.title}
    for field, numbers in taken.items():
        items = list(getattr(entry.event, field))
        if 0 < len(numbers) < len(items):
            first[field] = [item for n, item in enumerate(items) if n not in numbers]
            second[field] = [item for n, item in enumerate(items) if n in numbers]
    return [first, second]


def _split(entry: Entry) -> None:
    state = st.session_state
    taken = {
        field: {int(label.split(":")[0]) - 1 for label in state.get(f"desk-split-{field}", [])}
        for field in ("places", "participants", "evidence")
    }
    both = parts(entry, str(state.get("desk-split-title", "")), taken)
    desk_state.change(
        lambda archive, who: archive.split(entry.event.event_id, who, entry.version, both),
        "Two events now: look at each, and accept it.",
    )
