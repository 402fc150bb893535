"""One uploaded file: what was found in it, what is wrong with it, and the button that puts it on the map."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from geo.column_map import MappingError
from geo.errors import BriefmapError, Problem
from geo.escape import to_html
from geo.filter import Filter
from geo.load import Loaded, load_file, problems_csv
from geo.mapping import apply
from geo.store import SortedOut
from geo.table import Table
from geo.words import number
from pages.parts import load_preview, loaded_files, look, map_form, view

MAX_PROBLEMS = 1_000
"""Most problems shown in the page; the download has them all."""


def forget_all_but(files: Sequence[UploadedFile]) -> None:
    """Keep what was read of the files that are still chosen, and of no others."""
    here = {file.file_id for file in files}
    st.session_state["read"] = {k: v for k, v in st.session_state.get("read", {}).items() if k in here}
    st.session_state["mapped"] = {k: v for k, v in st.session_state.get("mapped", {}).items() if k in here}


def show(file: UploadedFile) -> None:
    """Draw one file."""
    with st.container(border=True):
        look.heading(file.name)
        try:
            found = _read(file)
            loaded = found if isinstance(found, Loaded) else _mapped(file, found)
        except MappingError as error:
            look.say_note(str(error))
            return
        except BriefmapError as error:
            look.say_error(str(error))
            return
        if isinstance(found, Table):
            load_preview.show(loaded)
        _show_result(file, loaded)


def _read(file: UploadedFile) -> Loaded | Table:
    """What is in the file, read once; an error is kept too, and raised again."""
    kept: dict[str, Any] = st.session_state["read"]
    if file.file_id not in kept:
        known = {event.event_id for event in view.known_events().records}
        try:
            with st.spinner("Reading the file"):
                kept[file.file_id] = load_file(file.name, file.getvalue(), known)
        except BriefmapError as error:
            kept[file.file_id] = error
    found = kept[file.file_id]
    if isinstance(found, BriefmapError):
        raise found
    done: Loaded | Table = found
    return done


def _mapped(file: UploadedFile, table: Table) -> Loaded:
    """The events of a table by the mapping that stands in the form, made once for each mapping."""
    columns = map_form.show(table, file.file_id)
    kept: dict[str, Any] = st.session_state["mapped"]
    if kept.get(file.file_id, (None, None))[0] != columns:
        with st.spinner(f"Reading {number(len(table.rows), 'row', 'rows')}"):
            kept[file.file_id] = columns, apply(columns, table, {e.event_id for e in view.known_events().records})
    done: Loaded = kept[file.file_id][1]
    return done


def _show_result(file: UploadedFile, loaded: Loaded) -> None:
    key = hashlib.sha256(file.getvalue()).hexdigest()
    on_map = loaded_files.loaded_files().get(key)
    found = SortedOut([], [], []) if on_map else view.known_events().sort_out(loaded)
    rejected = loaded.rejected + len(found.problems)
    result = f"{loaded.given - rejected:,} accepted, {rejected:,} rejected of {loaded.given:,}"
    st.html(f'<p class="bm-result" role="status"><b>{to_html(result)}</b></p>')
    for note in loaded.notes:
        look.say_note(note)
    if found.known:
        look.say_note(f"{number(len(found.known), 'event is', 'events are')} on the map already.")
    if on_map and on_map.loaded == loaded:
        look.say_note(f"{number(on_map.shown, 'event', 'events')} of this file are on the map.")
    elif on_map or found.new:
        count = number(len(loaded.events if on_map else found.new), "event", "events")
        st.button(
            f"Show {count} on the map", key=f"add-{file.file_id}", type="primary",
            on_click=_put_on_map, args=(key, file.name, loaded),
        )  # fmt: skip
    _show_problems([*loaded.problems, *found.problems], file.file_id)


def _put_on_map(key: str, name: str, loaded: Loaded) -> None:
    """Show a file's events, also where the filter would hide some: they are what was asked for."""
    loaded_files.add(key, name, loaded)
    events = view.known_events().events
    asked = events["event_id"].isin([event.event_id for event in loaded.events])
    if not view.current_filter().mask(events)[asked].all():
        view.set_filter(Filter())
        st.session_state["notes"] = ["The filter was reset, to show all that was loaded."]
    st.session_state["go_to_map"] = True


def _show_problems(problems: Sequence[Problem], key: str) -> None:
    if not problems:
        return
    shown = problems[:MAX_PROBLEMS]
    more = f", the first {len(shown):,} shown" if len(problems) > len(shown) else ""
    st.html(f'<h3 class="bm-head">{to_html(number(len(problems), "problem", "problems") + more)}</h3>')
    frame = pd.DataFrame(
        {
            "Row": [p.row for p in shown],
            "Column": [p.column for p in shown],
            "Value": [p.shown for p in shown],
            "Reason": [p.reason for p in shown],
        }
    )
    st.dataframe(frame, hide_index=True, row_height=40, key=f"problems-{key}")
    st.download_button(
        "Problems as CSV", lambda: problems_csv(problems), "problems.csv", "text/csv",
        on_click="ignore", key=f"problems-csv-{key}",
    )  # fmt: skip
