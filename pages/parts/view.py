"""The state of the view: the filter and the opened events, kept in session and URL alike."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import geopandas as gpd
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from geo.basemap import BORDER_VIEWS
from geo.event import LAYERS, Source
from geo.filter import FIRST_DAY, LAST_DAY, MAX_TEXT, QUERY_KEYS, Filter
from geo.gazetteer import load_gazetteer
from geo.store import Store
from pages.parts import knowledge, loaded_files

OWN_KEYS = (*QUERY_KEYS, "event", "borders", "kiosk", "article", "drafts", "known")
FILTER_KEYS = ("layers", "date_from", "date_to", "certain", "countries", "match", "sense", "sub_types", "text",
               "reliability", "credibility")  # fmt: skip
"""Keys under which the filter's widgets keep their state."""
MAX_OPENED = 50
"""Most events that one link may open."""
MAX_NOTES = 5
"""Most notes shown about one link."""


def known_events() -> Store:
    """Everything there is to show in this session: what all sessions know, and the files loaded in this one."""
    return loaded_files.store_on(knowledge.base_events())


def country_names() -> dict[str, str]:
    """Names of countries by ISO 3166-1 alpha-3 code."""
    return load_gazetteer().country_names


def open_link(known: Store, page: str) -> None:
    """Take filter, opened events, border view and presentation from the URL that a session begins with or goes back to.

    Else what the session knows stands, whatever the address says: a browser that is asked twice in a moment sends along
    with the second change an address that has not followed the first. On the way from one page to another, too.
    """
    query = _own_query()
    began = "link" not in st.session_state
    turned = not began and st.session_state.get("page") != page
    st.session_state["page"] = page
    if turned:
        _recall_filter()
        write_link()
    elif began or (_went_back() and st.session_state["link"] != query):
        _read_link(known, query)


def _went_back() -> bool:
    """Whether this run is for the browser's own Back or Forward."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def _recall_filter() -> None:
    """Set the filter again as it stood: turning a page may make Streamlit forget what its widgets stood at."""
    wanted, st.session_state["borders"], st.session_state["drafts"] = st.session_state["stood"]
    set_filter(wanted)


def _read_link(known: Store, query: dict[str, str]) -> None:
    wanted, notes = Filter.from_query(query, list(country_names()))
    ids = set(known.events["event_id"])
    asked = list(dict.fromkeys(e for e in query.get("event", "").split(",") if e))[:MAX_OPENED]
    notes += [f"The link's event “{e[:40]}” is not known; it was left out." for e in asked if e not in ids]
    shown = set(known.shown(wanted)["event_id"])
    notes += [
        f"The link's event “{e}” is outside its filter; widen the filter to see it." for e in asked if e in ids - shown
    ]
    borders = query.get("borders", "un")
    if borders not in BORDER_VIEWS:
        notes.append(f"The link's borders “{borders[:40]}” are not known; it was left out.")
        borders = "un"
    kiosk = query.get("kiosk", "")
    if kiosk not in ("", "true"):
        notes.append(f"The link's kiosk “{kiosk[:40]}” is not true; it was left out.")
    article = query.get("article", "")
    if article and article not in known.sources:
        notes.append(f"The link's article “{article[:40]}” is not known; it was left out.")
    drafts = query.get("drafts", "")
    if drafts not in ("", "true"):
        notes.append(f"The link's drafts “{drafts[:40]}” is not true; it was left out.")
    then = knowledge.day_before_today(query.get("known", ""))
    if query.get("known") and then is None:
        notes.append(
            f"The link's known “{query['known'][:40]}” is no day that is over, like 2026-11-24; it was left out."
        )
    notes += _notes_on_the_browsers_own()
    more = [f"{len(notes) - MAX_NOTES} more values of the link were left out."] if len(notes) > MAX_NOTES else []
    st.session_state["notes"] = notes[:MAX_NOTES] + more
    st.session_state["opened"] = [e for e in asked if e in ids]
    st.session_state["borders"] = borders
    st.session_state["kiosk"] = kiosk == "true"
    st.session_state["drafts"] = drafts == "true"
    knowledge.know_as_on(then)
    st.session_state["article"] = article if article in known.sources else None
    set_filter(wanted)
    write_link()


def current_filter() -> Filter:
    """The filter as the widgets of the filter bar stand."""
    state = st.session_state
    found = Filter(
        layers=frozenset(state["layers"]),
        date_from=state["date_from"],
        date_to=state["date_to"],
        certain=state["certain"] == "certainly",
        countries=frozenset(state["countries"]),
        every=state["match"] == "all" and len(state["countries"]) > 1,
        sense=state["sense"],
        sub_types=frozenset(state["sub_types"]),
        text=state["text"].strip(),
        reliability=state["reliability"],
        credibility=state["credibility"],
    )
    if found.date_from and found.date_to and found.date_from > found.date_to:
        return replace(found, date_from=None, date_to=None)
    return found


def set_filter(wanted: Filter) -> None:
    """Make the widgets of the filter bar stand as a filter does; before they are drawn."""
    st.session_state.update(
        {
            "layers": [name for name in LAYERS if name in wanted.layers],
            "date_from": wanted.date_from,
            "date_to": wanted.date_to,
            "certain": "certainly" if wanted.certain else "possibly",
            "countries": sorted(wanted.countries),
            "match": "all" if wanted.every else "any",
            "sense": wanted.sense,
            "sub_types": sorted(wanted.sub_types),
            "text": wanted.text,
            "reliability": wanted.reliability,
            "credibility": wanted.credibility,
        }
    )
    st.session_state.setdefault("preset", None)


def set_dates(first: date | None, last: date | None) -> None:
    """Set the date range alone."""
    st.session_state.update({"date_from": first, "date_to": last})
    write_link()


def set_iso_dates(first: str | None, last: str | None) -> None:
    """Set the date range from ISO 8601 days that a browser sent, None being open.

    What is no day within bounds is left alone.
    """
    with contextlib.suppress(ValueError):
        days = [date.fromisoformat(day) if day else None for day in (first, last)]
        if FIRST_DAY <= (days[0] or FIRST_DAY) <= (days[1] or LAST_DAY) <= LAST_DAY:
            st.session_state["preset"] = None
            set_dates(*days)


def pick_iso_dates(first: str, last: str) -> None:
    """Set the date range as :func:`set_iso_dates` does; the same again opens it."""
    now = [st.session_state[end] for end in ("date_from", "date_to")]
    again = [first, last] == [day.isoformat() if day else None for day in now]
    set_iso_dates(*((None, None) if again else (first, last)))


def set_choice(key: str, values: Sequence[str]) -> None:
    """Set what is chosen in one list of the filter (``layers``, ``countries``, ``sub_types``); again clears it."""
    state = st.session_state
    chosen = [] if list(values) == list(state[key]) else list(values)
    state[key] = list(LAYERS) if key == "layers" and not chosen else chosen
    write_link()


def set_party(value: str) -> None:
    """Ask for a country by its code, or by words for an actor without one; again, or nothing, takes that back."""
    state = st.session_state
    is_country = value in country_names()
    words = "" if is_country else value[:MAX_TEXT]
    countries = [value] if is_country else []
    again = (list(state["countries"]), state["text"]) == (countries, words)
    state.update({"countries": [] if again else countries, "text": "" if again else words})
    write_link()


def set_pair(countries: Sequence[str], words: str) -> None:
    """Ask for events that name all of ``countries`` and hold ``words``, which stand for who has no country.

    Asked again, it is taken back.
    """
    state = st.session_state
    asked = sorted(countries), words[:MAX_TEXT]
    every = state["match"] == "all" or len(countries) < 2
    again = every and (list(state["countries"]), state["text"]) == asked
    state.update({"countries": [] if again else asked[0], "match": "all", "text": "" if again else asked[1]})
    write_link()


def opened(events: gpd.GeoDataFrame) -> list[str]:
    """Ids of the opened events that the filter shows."""
    shown = set(events["event_id"])
    return [e for e in st.session_state.get("opened", []) if e in shown]


def open_events(ids: Sequence[str]) -> None:
    """Open events, or close the card with none."""
    st.session_state["opened"] = list(dict.fromkeys(ids))[:MAX_OPENED]
    write_link()


def open_sent(ids: Sequence[Any]) -> None:
    """Open those events of a browser's answer that there are."""
    known = set(known_events().events["event_id"])
    open_events([event_id for event_id in ids if event_id in known])


def keep_filter() -> None:
    """Keep the filter where its widgets are not drawn: Streamlit forgets what no widget shows."""
    for key in (*FILTER_KEYS, "borders", "preset", "drafts"):
        st.session_state[key] = st.session_state.get(key)


def chosen_article(known: Store, opened: Sequence[str]) -> Source:
    """The article to read: the one chosen, else that of the opened event, else the first."""
    state = st.session_state
    if state.get("article") not in known.sources:
        of_opened = [s for e in known.records if e.event_id in opened[:1] for s in e.source_id]
        state["article"] = next(iter(of_opened or known.sources))
    return known.sources[state["article"]]


def presenting() -> bool:
    """Whether the page is shown to a room: large letters, no controls of the desk."""
    return bool(st.session_state.get("kiosk"))


def bare() -> bool:
    """Whether the page shows nothing but the map: to a room, or within another page (``?embed=true``)."""
    return presenting() or bool(st.context.is_embedded)


def present(on: bool) -> None:
    """Go over to presenting, or back to the desk."""
    st.session_state["kiosk"] = on
    write_link()


def ask_whole_page() -> None:
    """Ask that the whole page follows what a part of it has changed, the filter bar included."""
    st.session_state["whole_page"] = True


def follow_whole_page() -> None:
    """Draw the whole page anew if a part of it has asked for that; first thing in every part that redraws alone."""
    if st.session_state.pop("whole_page", False):
        st.rerun()


def write_link() -> None:
    """Put the view into the URL; what others keep there (the map its position) stays."""
    wanted = current_filter()
    state = st.session_state
    state["stood"] = wanted, state.get("borders", "un"), state.get("drafts", False)
    query: dict[str, Any] = wanted.to_query()
    if ids := st.session_state.get("opened"):
        query["event"] = ",".join(ids)
    if st.session_state.get("borders", "un") != "un":
        query["borders"] = st.session_state["borders"]
    if presenting():
        query["kiosk"] = "true"
    if st.session_state.get("drafts"):
        query["drafts"] = "true"
    if then := knowledge.as_known():
        query["known"] = then.isoformat()
    if st.session_state.get("article") and st.session_state.get("page") == "articles":
        query["article"] = st.session_state["article"]
    # Also where the address says so already, but is late: an earlier one may be on its way to it.
    if query != _own_query() or query != state.get("link"):
        for key in OWN_KEYS:
            if key not in query and key in st.query_params:
                del st.query_params[key]
        st.query_params.update(query)
    state["link"] = query


def _notes_on_the_browsers_own() -> list[str]:
    """Notes on bad values that the browser reads by itself: the map's position and the theme."""
    at, theme = st.query_params.get("at", ""), st.query_params.get("theme", "")
    notes = []
    if at and not re.fullmatch(r"-?\d{1,2}(\.\d+)?,-?\d{1,3}(\.\d+)?,\d{1,2}(\.\d+)?", at, re.ASCII):
        notes.append(f"The link's at “{at[:40]}” is no position like 52.5,19.0,5; it was left out.")
    if theme not in ("", "light", "dark"):
        notes.append(f"The link's theme “{theme[:40]}” is neither light nor dark; it was left out.")
    return notes


def _own_query() -> dict[str, str]:
    return {key: st.query_params[key] for key in OWN_KEYS if key in st.query_params}
