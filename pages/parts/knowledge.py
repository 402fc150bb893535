"""What there is to show: the archive where there is one, else what ships; followed while the page is open."""

from __future__ import annotations

import streamlit as st

from geo.errors import ArchiveError
from geo.known import known_store
from geo.store import Store, default_store

SECONDS = 1.0
"""How often an open page asks whether somebody has changed the archive; asking costs about a millisecond."""


@st.cache_resource(show_spinner="Reading the events")
def shipped_events() -> Store:
    """What ships with Briefmap, read once for all sessions."""
    return default_store()


def with_drafts() -> bool:
    """Whether drafts are shown beside what is confirmed: only if this session, or the link it opened, asks for it."""
    return bool(st.session_state.get("drafts", st.query_params.get("drafts") == "true"))


def base_events() -> Store:
    """What all sessions know, whatever files this one has loaded. An archive that cannot be used is told, not shown."""
    shipped = shipped_events()
    try:
        found = known_store(with_drafts())
        st.session_state["archive_note"] = None
    except ArchiveError as error:
        st.session_state["archive_note"] = f"{error} Until then the map shows the events that ship with Briefmap."
        found = shipped
    st.session_state["base"] = found
    return found


@st.fragment(run_every=SECONDS)
def follow() -> None:
    """Draw the page anew once the archive has changed, whoever changed it."""
    before, note = st.session_state.get("base"), st.session_state.get("archive_note")
    if base_events() is not before or st.session_state["archive_note"] != note:
        st.rerun()
