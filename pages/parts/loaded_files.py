"""The files loaded in this browser session. They live in its session state, and no other session sees them."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from geo.load import Loaded
from geo.store import Store


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
    _set(loaded_files() | {key: LoadedFile(name, loaded)})


def remove(key: str) -> None:
    """Take a file's events off the map."""
    _set({k: file for k, file in loaded_files().items() if k != key})


def store_on(base: Store) -> Store:
    """What this session knows: ``base`` and the events of its files; made once, so that reruns find it ready."""
    state = st.session_state
    if not loaded_files():
        return base
    if state.get("store_on") is not base:
        store, files = base, {}
        for key, file in loaded_files().items():
            store, found = store.with_loaded(file.loaded, file.name)
            files[key] = LoadedFile(file.name, file.loaded, len(found.new))
        state["loaded"], state["store"], state["store_on"] = files, store, base
    made: Store = state["store"]
    return made


def _set(files: dict[str, LoadedFile]) -> None:
    st.session_state["loaded"], st.session_state["store_on"] = files, None
