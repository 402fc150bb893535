"""The head of the page “What changed”: since when, until when, what was known on a day, and the counts in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import geopandas as gpd
import streamlit as st

from geo.escape import to_html
from geo.filter import FIRST_DAY, LAST_DAY
from geo.known import Moment
from geo.news import CHANGED, NEW, RETRACTED, News, in_words, read_news
from geo.visits import COOKIE, read_visit
from geo.words import day, number
from pages.parts import knowledge, look, view

LINK = ("since", "until")
"""URL parameters of the page's own."""


def show() -> News | None:
    """Draw the choice of time; gives what changed in it, None where there is no archive."""
    _take_link()
    last = last_visit()
    visit, since, until, known = st.columns([3, 2, 2, 3], vertical_alignment="bottom")
    with visit:
        said = f"Since my last visit, {last:%Y-%m-%d %H:%M} UTC" if last else "This is your first visit"
        st.button(said, on_click=_since_visit, disabled=last is None, width="stretch", key="since-visit")
    with since:
        _day_input("Since", "changes-since", "From the begin of that day (UTC).", _chosen)
    with until:
        _day_input("Until", "changes-until", "To its end (UTC); open: up to now.", _chosen)
    with known:
        said = "All pages and exports then show what was confirmed by the end of that day (UTC)."
        _day_input("See everything as known on", "as-known-chosen", said, _as_known)
    start, end = st.session_state["changes-since"], st.session_state["changes-until"]
    if start and end and start > end:
        look.say_note("“Since” is after “Until”: “Until” is left open until that is mended.")
        end = None
    _write_link(start, end)
    asked = asked_since(start, last)
    key = ("news", asked, end)
    return knowledge.live_events().remember(key, lambda: read_news(asked, end))


def _day_input(label: str, key: str, said: str, on_change: Callable[[], None]) -> None:
    st.date_input(
        label, None, key=key, min_value=FIRST_DAY, max_value=LAST_DAY, format="YYYY-MM-DD", help=said,
        on_change=on_change,
    )  # fmt: skip


def asked_since(start: date | None, last: datetime | None) -> Moment:
    """From when changes are told: the day chosen, else the last visit, else the archive's begin."""
    return start or last or 1


def last_visit() -> datetime | None:
    """When this browser was here before this visit."""
    visit = read_visit(st.context.cookies.get(COOKIE))
    return visit.last if visit else None


def say(found: News, events: gpd.GeoDataFrame) -> None:
    """Say in words what changed, of it what the filter shows, and from when to when."""
    start, end = st.session_state["changes-since"], st.session_state["changes-until"]
    last = last_visit()
    counted = {word: int((events["news"] == word).sum()) for word in (NEW, CHANGED, RETRACTED)}
    counts = ", ".join(f"{n} {word}" for word, n in counted.items())
    hidden = len(found.found) - len(events)
    parts = [in_words(asked_since(start, last), visited=start is None), f"until {day(end)}" if end else "up to now"]
    parts += [f"{number(hidden, 'more is', 'more are')} outside the filter"] if hidden else []
    st.html(
        f'<div class="bm-strip" role="status"><div><b>{to_html(counts)}</b></div>'
        f'<div class="bm-about">Of what is confirmed, {to_html(" · ".join(parts))}.</div></div>'
    )
    if not found.found:
        look.say_note("Nothing that is confirmed has changed in this time.")


def _take_link() -> None:
    """Take the days from the URL, once in a session."""
    if st.session_state.get("changes-read"):
        # What no widget shows on another page is forgotten there; here it stands as it stood.
        for key in ("changes-since", "changes-until"):
            st.session_state.setdefault(key, st.session_state["changes-days"].get(key))
        st.session_state.setdefault("as-known-chosen", knowledge.as_known())
        return
    st.session_state["changes-read"] = True
    for name in LINK:
        st.session_state[f"changes-{name}"] = _day(st.query_params.get(name, ""))
    st.session_state["as-known-chosen"] = knowledge.as_known()


def _write_link(start: date | None, end: date | None) -> None:
    st.session_state["changes-days"] = {"changes-since": start, "changes-until": end}
    for name, value in zip(LINK, (start, end), strict=True):
        text = value.isoformat() if value else ""
        if text and st.query_params.get(name) != text:
            st.query_params[name] = text
        elif not text and name in st.query_params:
            del st.query_params[name]


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if FIRST_DAY <= found <= LAST_DAY else None


def _chosen() -> None:
    st.session_state["changed-opened"] = None


def _since_visit() -> None:
    st.session_state["changes-since"] = st.session_state["changes-until"] = None


def _as_known() -> None:
    chosen = st.session_state["as-known-chosen"]
    today = datetime.now(UTC).date()
    knowledge.know_as_on(chosen if chosen and chosen < today else None)
    view.ask_whole_page()
