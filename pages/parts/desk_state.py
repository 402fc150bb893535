"""What the review desk remembers in a session, and its one way to the archive."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from geo.archive import Archive, Entry
from geo.desk.board import Board, Snapshot
from geo.desk.queue import next_draft
from geo.desk.told import problem
from geo.errors import BriefmapError
from geo.shipped import archive_path


def board() -> Board:
    """The archive, opened once for all sessions and made where there is none.

    Raises
    ------
    geo.errors.ArchiveError
        If it cannot be used.
    """
    path = archive_path()
    found = path.stat() if path.exists() else None
    if not found or not found.st_size:
        Archive.open(path).close()
        found = path.stat()
    return _board(path, (found.st_dev, found.st_ino))


@st.cache_resource(show_spinner=False, max_entries=4)
def _board(path: Path, _file: tuple[int, int]) -> Board:
    return Board(Archive.open(path))


def snapshot() -> Snapshot:
    """The archive as it stands."""
    return board().look()


def reviewer() -> str:
    """Who reviews in this session: ``BRIEFMAP_USER`` to begin with, else empty until they have said so."""
    return str(st.session_state.get("reviewer", os.environ.get("BRIEFMAP_USER", ""))).strip()


def ask_name() -> None:
    """Draw the field in which a reviewer says who they are."""
    st.session_state["desk-name"] = reviewer()
    st.text_input(
        "Your name", key="desk-name", on_change=_named, max_chars=100, placeholder="kept with everything you decide"
    )


def _named() -> None:
    st.session_state["reviewer"] = st.session_state["desk-name"].strip()


def article() -> str | None:
    """Hash of the article on the desk."""
    found: str | None = st.session_state.get("desk_article")
    return found


def event_id() -> str | None:
    """Id of the event that is looked at."""
    found: str | None = st.session_state.get("desk_event")
    return found


def panel() -> str | None:
    """What is opened beside the event."""
    found: str | None = st.session_state.get("desk_panel")
    return found


def open_article(sha256: str | None, event: str | None = None) -> None:
    """Put an article on the desk, with one of its events; None clears the desk."""
    st.session_state["desk_article"] = sha256
    choose(event)


def open_event(chosen: str) -> None:
    """Put the article of an event on the desk, and look at the event."""
    entry = snapshot().entries.get(chosen)
    if entry:
        hashes = [evidence.article for evidence in entry.event.evidence]
        open_article(article() if article() in hashes else hashes[0], chosen)


def choose(chosen: str | None) -> None:
    """Look at an event; whatever was opened beside another is closed."""
    st.session_state["desk_event"] = chosen
    open_panel(None)


def open_panel(name: str | None) -> None:
    """Open one panel beside the event, or close them; the same again closes it."""
    st.session_state["desk_panel"] = None if name == panel() else name
    st.session_state["desk_pick"] = None
    st.session_state["desk_said"] = None


def say(*lines: str, wrong: bool = False) -> None:
    """What is said at the head of the event until something else is done."""
    st.session_state["desk_said"] = (lines, wrong)


def said() -> tuple[tuple[str, ...], bool]:
    """What is said just now, and whether it went wrong."""
    found: tuple[tuple[str, ...], bool] | None = st.session_state.get("desk_said")
    return found or ((), False)


def change(done: Callable[[Archive, str], Any], told: str, go_on: bool = False) -> bool:
    """Make one change of the archive as the reviewer; what goes wrong is told, and then nothing was changed.

    Parameters
    ----------
    done : callable
        Given the archive and who reviews.
    told : str
        What is said once it is done.
    go_on : bool
        Whether the next draft of the article is looked at then.
    """
    if not reviewer():
        say("Type your name first: every change is kept with who made it.", wrong=True)
        return False
    try:
        done(board().archive, reviewer())
    except BriefmapError as error:
        say(*problem(error), wrong=True)
        return False
    following = next_draft(entries(), event_id()) if go_on else None
    if following:
        choose(following)
    else:
        open_panel(None)
    say(told)
    return True


def entries() -> list[Entry]:
    """The events of the article on the desk."""
    sha256 = article()
    return snapshot().of_article(sha256) if sha256 else []


def step(by: int) -> None:
    """Look at the next event of the article, or with -1 the one before."""
    ids = [entry.event.event_id for entry in entries()]
    if ids:
        now = event_id()
        choose(ids[(ids.index(now) + by) % len(ids)] if now in ids else ids[0])
