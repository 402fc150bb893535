"""The queue below the way in: which events wait, filtered and counted; a row opens its event beside its article."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from geo.archive import Entry, SourceEntry
from geo.desk import told
from geo.desk.board import Snapshot
from geo.desk.queue import STATES, Wanted, by_layer, by_state, waiting
from geo.escape import apart
from geo.event import LAYERS, Status
from geo.gazetteer import load_gazetteer
from geo.placing import place_event
from geo.words import LAYER_NAMES, dates, number
from pages.parts import desk_state, look, record_table
from pages.parts.components import sent
from pages.parts.record_table import Row

STATE_NAMES: dict[Status, str] = {
    "draft": "drafts", "confirmed": "confirmed", "rejected": "rejected", "retracted": "retracted",
}  # fmt: skip
COLUMNS = ("Event", "State", "When", "Where", "Sure", "Source")


def show(shot: Snapshot) -> None:
    """Draw the filters with their counts, and what they let through."""
    entries = list(shot.entries.values())
    look.heading("The queue")
    wanted = _filters(entries, shot.sources)
    found = waiting(entries, wanted)
    names = {key: entry.source.title for key, entry in shot.sources.items()}
    record_table.show(
        "desk-queue",
        number(len(found), "event", "events"),
        COLUMNS,
        [_row(entry, names) for entry in found],
        "Nothing waits here: paste an article above, or show events in another state.",
        on_open=_open,
    )


def _filters(entries: list[Entry], sources: Mapping[str, SourceEntry]) -> Wanted:
    st.session_state.setdefault("desk-states", ["draft"])
    states, layers = by_state(entries), by_layer(entries)
    held = {source for entry in entries for source in entry.event.source_id}
    titles = told.distinct({key: apart(entry.source.title[:80]) for key, entry in sources.items() if key in held})
    with st.container(key="desk-filters", horizontal=True, vertical_alignment="bottom"):
        chosen = st.pills(
            "State", STATES, key="desk-states", selection_mode="multi",
            format_func=lambda s: f"{states[s]} {STATE_NAMES[s]}",
        )  # fmt: skip
        of_layers = st.pills(
            "Layer", LAYERS, key="desk-layers", selection_mode="multi",
            format_func=lambda name: f"{LAYER_NAMES[name]} {layers[name]}",
        )  # fmt: skip
        of_sources = st.multiselect(
            "Source", list(titles), key="desk-sources", placeholder="Any source", format_func=titles.__getitem__,
            width=320,
        )  # fmt: skip
        least, most = st.slider("How sure the reading is, %", 0, 100, (0, 100), key="desk-sure", width=260)
    return Wanted(frozenset(chosen), frozenset(of_sources), frozenset(of_layers), least / 100, most / 100)


def _row(entry: Entry, names: Mapping[str, str]) -> Row:
    event = entry.event
    when = dates(event.model_dump(include={"date_start", "date_end", "ongoing"}))
    sure = f"{event.confidence:.0%}" if event.confidence is not None else ""
    source = names.get(event.source_id[0], event.source_id[0])
    return Row(
        event.event_id, (event.title, state_of(entry), when, place_name(entry), sure, source), event.layer,
        hollow=entry.status != "confirmed",
    )  # fmt: skip


def state_of(entry: Entry) -> str:
    """The state of an event in one word or a few."""
    if entry.merged_into:
        return f"merged into {entry.merged_into}"
    return entry.status


def place_name(entry: Entry) -> str:
    """Where an event was, as it is said."""
    return place_event(entry.event, load_gazetteer()).place or "place not stated"


def _open() -> None:
    chosen = sent("desk-queue", "opened")
    if isinstance(chosen, str):
        desk_state.open_event(chosen)
