"""The files loaded in this browser session. They live in its session state, and no other session sees them."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from geo.load import Loaded
from pages.parts import view


@dataclass(frozen=True)
class LoadedFile:
    """A file whose events are on this session's map."""

    name: str
    loaded: Loaded
    shown: int = 0
    """How many of its events the map took."""


def loaded_files() -> dict[str, LoadedFile]:
    """The session's files by key, in the order they were loaded."""
    found: dict[str, LoadedFile] = st.session_state.setdefault("loaded", {})
    return found


def add(key: str, name: str, loaded: Loaded) -> None:
    """Put a file's events on the map; a file loaded under this key before gives way."""
    st.session_state["loaded"] = loaded_files() | {key: LoadedFile(name, loaded)}
    _make_store()


def remove(key: str) -> None:
    """Take a file's events off the map."""
    st.session_state["loaded"] = {k: file for k, file in loaded_files().items() if k != key}
    _make_store()


def _make_store() -> None:
    """Make the session's store once, so that reruns find it ready."""
    store = view.shipped_events()
    files = {}
    for key, file in loaded_files().items():
        store, found = store.with_loaded(file.loaded, file.name)
        files[key] = LoadedFile(file.name, file.loaded, len(found.new))
    st.session_state["loaded"] = files
    st.session_state["store"] = store
