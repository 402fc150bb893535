"""The filter bar: what every page shows is what stands here."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from geo.basemap import BORDER_VIEWS
from geo.event import LAYERS, SUB_TYPES
from geo.export import View
from geo.filter import CREDIBILITIES, FIRST_DAY, LAST_DAY, MAX_TEXT, RELIABILITIES, SENSES, Filter
from geo.formats import FORMATS
from geo.known import drafts_waiting
from geo.store import Store
from geo.words import CREDIBILITY_NAMES, LAYER_NAMES, RELIABILITY_NAMES, SENSE_NAMES, as_date, day, humanise, number
from pages.parts import keys, knowledge, look, view

MATCHES = {"any": "any of them", "all": "all of them"}
"""Whether one of several countries will do."""


def show(known: Store, pages: Sequence[StreamlitPage]) -> None:
    """Draw the pages' names and the filter; widgets keep their state under keys that :mod:`pages.parts.view` reads."""
    page_names(pages)
    st.pills("Layers", LAYERS, key="layers", selection_mode="multi", format_func=LAYER_NAMES.__getitem__)
    _dates(known)
    _countries(known)
    st.text_input("Words", key="text", max_chars=MAX_TEXT, placeholder="e.g. drone, Wagner")
    with st.expander("More", expanded=_more_is_used()):
        _more()
    _drafts()
    st.button("Reset filter", on_click=_reset, width="stretch", icon=None)
    view.write_link()
    for note in st.session_state.get("notes", []):
        look.say_note(note)
    _export(known)
    left, right = st.columns(2)
    with left:
        keys.present_button()
    with right:
        keys.help_button()


def _drafts() -> None:
    """The switch that shows what nobody has checked yet; not there while there is nothing of that kind."""
    waiting = drafts_waiting()
    if waiting or st.session_state["drafts"]:
        st.toggle(f"Show {number(waiting, 'draft', 'drafts')} too, not yet checked", key="drafts")


def page_names(pages: Sequence[StreamlitPage]) -> None:
    """Draw the pages' names, each a link."""
    st.html('<p class="bm-brand">Briefmap</p>')
    with st.container(key="pages", horizontal=True, gap="small"):
        for page in pages:
            st.page_link(page, label=page.title, width="content")


def _dates(known: Store) -> None:
    presets = _presets(known)
    st.selectbox(
        "Dates", list(presets), key="preset", index=None, placeholder="All dates, or choose",
        on_change=_take_preset, args=(presets,),
    )  # fmt: skip
    first, last = st.columns(2)
    first.date_input("From", key="date_from", value=None, min_value=FIRST_DAY, max_value=LAST_DAY, format="YYYY-MM-DD")
    last.date_input("To", key="date_to", value=None, min_value=FIRST_DAY, max_value=LAST_DAY, format="YYYY-MM-DD")
    start, end = st.session_state["date_from"], st.session_state["date_to"]
    if start and end and start > end:
        look.say_note("“From” is after “To”: all dates are shown until that is mended.")
    st.segmented_control(
        "Inside these dates", ["possibly", "certainly"], key="certain", required=True,
        help="Possibly: the event may have happened inside the dates, undated events included. "
        "Certainly: it must have.",
    )  # fmt: skip


def _countries(known: Store) -> None:
    names = view.country_names()
    present = sorted(known.countries_named | set(st.session_state["countries"]), key=lambda c: names.get(c, c))
    st.multiselect(
        "Country", present, key="countries", format_func=lambda code: names.get(code, code), placeholder="Any country"
    )
    if len(st.session_state["countries"]) > 1:
        st.segmented_control("Of these countries", MATCHES, key="match", required=True, format_func=MATCHES.__getitem__)
    else:
        st.session_state["match"] = "any"


def _more_is_used() -> bool:
    state = st.session_state
    graded = state["reliability"] or state["credibility"]
    return bool(state["sub_types"] or graded) or state["sense"] != "any" or state["borders"] != "un"


def _more() -> None:
    """What is seldom asked for."""
    chosen = st.session_state["layers"] or LAYERS
    options = [name for layer in LAYERS if layer in chosen for name in SUB_TYPES[layer]]
    options += [name for name in st.session_state["sub_types"] if name not in options]
    st.multiselect("Type", options, key="sub_types", format_func=humanise, placeholder="Any type")
    st.selectbox("Country counts", SENSES, key="sense", format_func=SENSE_NAMES.__getitem__)
    best, likely = st.columns(2)
    best.selectbox(
        "Source at least", RELIABILITIES, key="reliability", index=None, format_func=RELIABILITY_NAMES.__getitem__,
        placeholder="Any", help="How reliable the source is, from A to E. F, not judged, is left out then.",
    )  # fmt: skip
    likely.selectbox(
        "Credible at least", list(map(int, CREDIBILITIES)), key="credibility", index=None,
        format_func=CREDIBILITY_NAMES.__getitem__, placeholder="Any",
        help="How credible what it says is, from 1 to 5. 6, not judged, is left out then.",
    )  # fmt: skip
    st.selectbox("Borders", list(BORDER_VIEWS), key="borders", format_func=_border_name)


def _export(known: Store) -> None:
    wanted = view.current_filter()
    events = known.shown(wanted)
    about = View.of(wanted, known.newest_change, st.session_state["borders"], known.sources.values())
    if then := knowledge.as_known():
        about = replace(about, filter=f"{about.filter}; as known on {day(then)}")
    about = replace(about, theme="light" if st.context.theme.type == "light" else "dark")
    chosen = FORMATS[st.selectbox("Format", list(FORMATS), key="format", format_func=_format_label)]
    st.download_button(
        # The format too, so that nobody presses it before the choice has arrived.
        f"Export {number(len(events), 'event', 'events')} as {chosen.label}", partial(chosen.write, events, about),
        f"briefmap{chosen.suffix}", chosen.mime, key="export", on_click="ignore", width="stretch",
    )  # fmt: skip


def _format_label(name: str) -> str:
    return FORMATS[name].label


def _border_name(name: str) -> str:
    return BORDER_VIEWS[name].removeprefix("Borders: ")


def _presets(known: Store) -> dict[str, tuple[date | None, date | None]]:
    """Ranges worth a click: the last days on record, and each year that an event surely touches."""
    starts, ends = (
        [d for d in map(as_date, known.events[column].drop_duplicates()) if d and FIRST_DAY <= d <= LAST_DAY]
        for column in ("date_start", "date_end")
    )
    presets: dict[str, tuple[date | None, date | None]] = {"All dates": (None, None)}
    if newest := max(ends, default=None):
        presets["Last 7 days on record"] = (newest - timedelta(days=6), newest)
        presets["Last 30 days on record"] = (newest - timedelta(days=29), newest)
        month_end = calendar.monthrange(newest.year, newest.month)[1]
        presets[f"{calendar.month_name[newest.month]} {newest.year}"] = (
            newest.replace(day=1), newest.replace(day=month_end)
        )  # fmt: skip
    for year in sorted({d.year for d in starts}, reverse=True):
        presets[str(year)] = (date(year, 1, 1), date(year, 12, 31))
    return presets


def _take_preset(presets: dict[str, tuple[date | None, date | None]]) -> None:
    chosen = st.session_state["preset"]
    view.set_dates(*presets.get(chosen, (None, None)))


def _reset() -> None:
    view.set_filter(Filter())
    st.session_state["preset"] = None
    st.session_state["notes"] = []
