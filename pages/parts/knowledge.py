"""What there is to show: the archive where there is one, else what ships; followed while the page is open."""

from __future__ import annotations

from datetime import UTC, date, datetime

import streamlit as st

from geo import words
from geo.errors import ArchiveError
from geo.filter import FIRST_DAY
from geo.known import following, known_store, store_as_known_on
from geo.shipped import default_store
from geo.store import Store
from pages.parts import look
from pages.parts.components import own

_follow = own("follow")


@st.cache_resource(show_spinner="Reading the events")
def shipped_events() -> Store:
    """What ships with Briefmap, read once for all sessions."""
    return default_store()


def with_drafts() -> bool:
    """Whether drafts are shown beside what is confirmed: only if this session, or the link it opened, asks for it."""
    return bool(st.session_state.get("drafts", st.query_params.get("drafts") == "true"))


def live_events() -> Store:
    """What all sessions know just now. An archive that cannot be used is told, and what ships is shown."""
    shipped = shipped_events()
    try:
        found = known_store(with_drafts())
        st.session_state["archive_note"] = None
    except ArchiveError as error:
        st.session_state["archive_note"] = f"{error} Until then the map shows the events that ship with Briefmap."
        found = shipped
    return found


def base_events() -> Store:
    """What all sessions know, whatever files this one has loaded: just now, or on the day that is asked for."""
    found = live_events()
    if day := as_known():
        then = st.session_state.get("store_then")
        if then is None or then[:2] != (day, found):
            # Kept, for a page is drawn anew whenever this is another store.
            then = st.session_state["store_then"] = (day, found, store_as_known_on(day, with_drafts()))
        found = then[2]
    st.session_state["base"] = found
    return found


def as_known() -> date | None:
    """The day by whose end all that is shown was known, of this session or the link it opened; None for just now."""
    found: date | None = st.session_state.get("as_known", day_before_today(st.query_params.get("known", "")))
    return found


def day_before_today(text: str) -> date | None:
    """A day out of a link; None for what is no day, or not one that is over (UTC)."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if FIRST_DAY <= found < datetime.now(UTC).date() else None


def know_as_on(day: date | None) -> None:
    """Show what was known on a day, on all pages of this session, or with None what is known just now."""
    st.session_state["as_known"] = day


def say_as_known() -> None:
    """Say that what is shown is not what is known just now, with the way back."""
    if day := as_known():
        with st.container(horizontal=True, vertical_alignment="center", key="as-known"):
            look.say_note(f"As known on {words.day(day)}: what was confirmed by the end of that day (UTC).")
            st.button("Back to now", key="back-to-now", on_click=know_as_on, args=(None,))


@st.fragment
def follow() -> None:
    """Draw the page anew once the archive has changed, whoever changed it, unless it shows that already.

    The browser asks the server's ``/known``, not Streamlit: a page that ran itself each second would send along what
    its widgets stood at before the last change, and so undo it.
    """
    state = following().state()
    before, note = st.session_state.get("base"), st.session_state.get("archive_note")
    if base_events() is not before or st.session_state["archive_note"] != note:
        st.rerun()
    _follow(key="follow", data={"state": state}, on_changed_change=lambda: None)
