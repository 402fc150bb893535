"""Editing an event on the desk: a form of all its fields, whose state lives under keys that begin with ``f-``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

import streamlit as st

from geo.archive import Entry
from geo.article.spans import sentences
from geo.desk import form, told
from geo.errors import BriefmapError
from geo.escape import apart
from geo.event import LAYERS, SUB_TYPES, Basis, Event, Modality
from geo.known import known_store
from geo.words import DATE_PRECISION, LAYER_NAMES, MODALITY_NAMES, dates, humanise
from pages.parts import desk_state, desk_where, desk_who, look

FIRST_DAY, LAST_DAY = date(1000, 1, 1), date(9999, 12, 31)
NEAR_DAYS = 60
"""An event may be chosen as the cause of another if it lies within so many days of it, or in the same article."""


def begin(entry: Entry) -> None:
    """Open the form of an event, as it stands."""
    desk_state.open_panel("edit")
    _fill(entry)


def as_it_stands(event: Event) -> Event:
    """The event as its form has it just now; as it is where it has no form, or one that is half filled in."""
    if desk_state.panel() != "edit" or not _is_of(event.event_id):
        return event
    try:
        return form.drawn(event, values(event))
    except BriefmapError:
        return event


def show(entry: Entry) -> None:
    """Draw the form."""
    if not _is_of(entry.event.event_id):
        _fill(entry)
    _remember()
    _buttons(entry)
    with st.container(key="desk-form"):
        _what()
        _when()
        desk_where.fields(entry)
        desk_who.parties()
        desk_who.facts()
        _why(entry)


def _remember() -> None:
    """Keep what Streamlit forgets where no widget shows it: how exact the date is of an event that has none."""
    for key in ("f-date_prec", "f-date_basis", "f-ongoing"):
        st.session_state[key] = st.session_state[key]


def _fill(entry: Entry) -> None:
    event, state = entry.event, st.session_state
    for key in [key for key in state if isinstance(key, str) and key.startswith("f-")]:
        del state[key]
    state["f-of"] = (event.event_id, entry.version)
    for name in ("layer", "sub_type", "title", "summary", "modality", "date_start", "date_end", "date_prec",
                 "ongoing", "caused_by"):  # fmt: skip
        state[f"f-{name}"] = getattr(event, name)
    state["f-date_basis"] = event.date_basis or "stated"
    state["f-evidence"] = [f"{e.article} {e.start} {e.end}" for e in event.evidence]
    desk_where.fill(event)
    desk_who.fill(event)


def _is_of(event_id: str) -> bool:
    return bool(st.session_state.get("f-of", (None,))[0] == event_id)


def values(event: Event) -> dict[str, Any]:
    """The fields of the event as the form has them.

    Raises
    ------
    InvalidRecords
        If two facts have one name.
    """
    state = st.session_state
    start, end = state["f-date_start"], state["f-date_end"] or state["f-date_start"]
    made: dict[str, Any] = {
        name: state[f"f-{name}"]
        for name in ("layer", "sub_type", "title", "summary", "modality", "ongoing", "caused_by")
    }
    dated = start is not None
    made |= {
        "date_start": start, "date_end": end if dated else None, "date_prec": state["f-date_prec"] if dated else None,
        "date_basis": state["f-date_basis"] if dated else None,
    }  # fmt: skip
    made["evidence"] = [_span(text) for text in state["f-evidence"]]
    return made | desk_where.values() | desk_who.values()


def _buttons(entry: Entry) -> None:
    changed_meanwhile = st.session_state["f-of"][1] != entry.version
    if changed_meanwhile:
        look.say_note("Somebody has changed this event while you were editing it; nothing of that is overwritten.")
    with st.container(key="desk-actions", horizontal=True):
        if changed_meanwhile:
            st.button(
                "Begin anew from how it stands now", key="desk-anew", type="primary", on_click=_fill, args=(entry,)
            )
        elif entry.status == "draft":
            st.button(
                "Save and accept", key="desk-save-accept", type="primary", on_click=_save, args=(entry, True),
                shortcut="Ctrl+Enter",
            )  # fmt: skip
            st.button("Save as draft", key="desk-save", on_click=_save, args=(entry, False), shortcut="Ctrl+S")
        else:
            st.button(
                "Save", key="desk-save", type="primary", on_click=_save, args=(entry, False), shortcut="Ctrl+Enter"
            )
        st.button("Cancel", key="desk-cancel", on_click=desk_state.open_panel, args=(None,), shortcut="Escape")


def _save(entry: Entry, accept: bool) -> None:
    event_id, version = st.session_state["f-of"]

    def save(archive: Any, who: str) -> None:
        fields = form.differing(entry.event, values(entry.event))
        if accept:
            archive.accept(event_id, who, version, fields)
        else:
            archive.revise(event_id, who, version, fields)

    title = apart(str(st.session_state["f-title"]))
    said = f"Saved, accepted and on the map: {title}" if accept else f"Saved: {title}"
    desk_state.change(save, said, go_on=accept)


def _what() -> None:
    state = st.session_state
    layer, kind = st.columns(2)
    layer.selectbox("Layer", LAYERS, key="f-layer", format_func=LAYER_NAMES.__getitem__)
    types = SUB_TYPES[state["f-layer"]]
    if state["f-sub_type"] not in types:
        state["f-sub_type"] = types[0]
    kind.selectbox("Type", types, key="f-sub_type", format_func=humanise)
    st.text_input("Title", key="f-title", max_chars=300)
    st.text_area("Summary", key="f-summary", height=80)
    st.selectbox("Happened?", get_args(Modality), key="f-modality", format_func=MODALITY_NAMES.__getitem__)


def _when() -> None:
    state = st.session_state
    look.heading("When")
    first, last = st.columns(2)
    for column, label, key in ((first, "First day", "f-date_start"), (last, "Last day", "f-date_end")):
        column.date_input(
            label, key=key, min_value=FIRST_DAY, max_value=LAST_DAY, format="YYYY-MM-DD", on_change=_fit_precision
        )
    if state["f-date_start"] is None:
        look.say_note("Undated.")
        return
    if state["f-date_prec"] is None:
        state["f-date_prec"] = 1
    first, last = st.columns(2)
    first.selectbox("How exact", list(DATE_PRECISION), key="f-date_prec", format_func=DATE_PRECISION.__getitem__)
    last.selectbox("The date is", get_args(Basis), key="f-date_basis")
    st.checkbox("It goes on: the days bound only its begin", key="f-ongoing")


def _fit_precision() -> None:
    state = st.session_state
    start, end = state["f-date_start"], state["f-date_end"]
    if start and (end is None or end < start):
        state["f-date_end"] = end = start
    state["f-date_prec"] = form.precision_of(start, end, state.get("f-date_prec"))


def _why(entry: Entry) -> None:
    look.heading("Cause and evidence")
    causes = _causes(entry)
    st.selectbox(
        "Caused by", list(causes), key="f-caused_by", index=None, placeholder="nothing known",
        format_func=lambda event_id: causes.get(event_id, event_id),
    )  # fmt: skip
    options = dict.fromkeys([*st.session_state["f-evidence"], *_sentences()])
    labels = told.distinct({text: span_label(*_parts(text)) for text in options})
    st.multiselect(
        "Evidence: the sentences that prove it", list(labels), key="f-evidence", format_func=labels.__getitem__
    )


def _causes(entry: Entry) -> dict[str, str]:
    """Events that may have caused this one, by id; those of this article first."""
    event, here = entry.event, {e.event.event_id for e in desk_state.entries()}
    found = [
        e.event for e in desk_state.snapshot().entries.values()
        if e.status in ("draft", "confirmed") and e.event.event_id != event.event_id
        and (e.event.event_id in here or e.event.event_id == event.caused_by or _near(e.event, event))
    ]  # fmt: skip
    found.sort(key=lambda e: e.event_id not in here)
    return told.distinct({e.event_id: f"{apart(e.title)} · {dates(e.model_dump(include=DATES))}" for e in found})


DATES = {"date_start", "date_end", "ongoing"}


def _near(a: Event, b: Event) -> bool:
    if a.date_start is None or b.date_start is None:
        return False
    return abs((a.date_start - b.date_start).days) <= NEAR_DAYS


def _sentences() -> list[str]:
    sha256 = desk_state.article() or ""
    article = known_store(drafts=True).texts.get(sha256)
    return [f"{sha256} {start} {end}" for start, end in sentences(article.text)] if article else []


def span_label(sha256: str, start: int, end: int) -> str:
    """The words of a piece of evidence, shortened."""
    article = known_store(drafts=True).texts.get(sha256)
    if article is None:
        return f"characters {start} to {end} of a text that is not at hand"
    words = " ".join(article.text[start:end].split())
    return apart(words if len(words) <= 90 else words[:87] + "...")


def _parts(text: str) -> tuple[str, int, int]:
    sha256, start, end = text.split(" ")
    return sha256, int(start), int(end)


def _span(text: str) -> Mapping[str, Any]:
    sha256, start, end = _parts(text)
    return {"article": sha256, "start": start, "end": end}
