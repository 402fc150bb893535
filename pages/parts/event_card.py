"""The event card: everything known of an opened event, and what is not known, with the sentence that proves it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import geopandas as gpd
import streamlit as st

from geo.escape import apart, to_bdi, to_html, to_markdown
from geo.event import DIFFER, Source
from geo.marks import is_draft
from geo.store import Store
from geo.words import (
    ATTRIBUTION_NAMES,
    CREDIBILITY_NAMES,
    LAYER_NAMES,
    MODALITY_NAMES,
    RELIABILITY_NAMES,
    ROLE_NAMES,
    STATUS_NAMES,
    dates_at_length,
    day,
    fact_name,
    fact_value,
    humanise,
    listed,
    place_doubt,
    published,
)
from pages.parts import view

Line = str | tuple[str, ...]
"""A line of the card: our words, or our words and the record's by turns, ours first."""
GROUNDS = ("date_ground", "place_ground", "attribution_ground")
"""Facts that say how something was inferred; they stand beside what they explain."""


DRAFT = "Draft: not yet checked by a reviewer"


def show(known: Store, events: gpd.GeoDataFrame, opened: Sequence[str]) -> None:
    """Draw the card of the opened event; of several, the list to choose from; of none, nothing."""
    # Emptied by word: what is only left out stays in the browser if another run begins as this one ends.
    place = st.empty()
    if opened:
        with place.container():
            _show(known, events, opened)


def _show(known: Store, events: gpd.GeoDataFrame, opened: Sequence[str]) -> None:
    st.button("Close", key="close", on_click=view.open_events, args=((),), shortcut="Escape", width="stretch")
    chosen = events[events["event_id"].isin(opened)]
    rows = {row["event_id"]: row for row in chosen.to_dict("records")}
    if len(opened) > 1:
        st.html(f'<h2 class="bm-head">{len(opened)} events here</h2>')
        for event_id in opened:
            row = rows[event_id]
            label = f"{to_markdown(apart(row['title']))} ({humanise(row['sub_type'])})"
            st.button(label, key=f"open-{event_id}", on_click=view.open_events, args=((event_id,),), width="stretch")
        _to_map("Show them on the map")
        return
    row = rows[opened[0]]
    st.html(card_html(known, row))
    _linked(known, row)
    _elsewhere(row)


def _linked(known: Store, row: Mapping[str, Any]) -> None:
    """Buttons to what it follows from and to what it led to."""
    causes = [e for e in known.records if e.event_id == row["caused_by"]]
    followed = [e for e in known.records if e.caused_by == row["event_id"]]
    for head, linked in (("Caused by", causes), ("Led to", followed)):
        if linked:
            st.html(f'<h3 class="bm-head">{to_html(head)}</h3>')
        for event in linked:
            st.button(
                to_markdown(event.title), key=f"linked-{event.event_id}",
                on_click=view.open_events, args=((event.event_id,),), width="stretch",
            )  # fmt: skip


def _elsewhere(row: Mapping[str, Any]) -> None:
    """Buttons to the same event in its article and on the map."""
    page = st.session_state.get("page")
    if page != "articles" and st.button("Read it in the article", width="stretch", key="to_article"):
        st.session_state["article"] = row["source_id"][0]
        st.switch_page("articles.py")
    _to_map("Show it on the map")
    _to_desk(row)


def _to_desk(row: Mapping[str, Any]) -> None:
    """A button to where it can be changed, unless it is of a file of this session alone."""
    base = st.session_state["base"].events
    if row["event_id"] not in set(base["event_id"]):
        return
    if st.button("Open it on the review desk", width="stretch", key="to_desk"):
        st.session_state["desk_open"] = row["event_id"]
        st.switch_page("desk.py")


def _to_map(label: str) -> None:
    if st.session_state.get("page") != "" and st.button(label, width="stretch", key="to_map"):
        st.switch_page("briefing.py")


def card_html(known: Store, row: Mapping[str, Any]) -> str:
    """The card as HTML; every text of the record goes through :func:`geo.escape.to_html`."""
    parts = [
        f'<p class="bm-draft-word">{to_html(DRAFT)}</p>' if is_draft(row) else "",
        f'<p class="bm-kind bm-count-{to_html(row["layer"])}">{to_html(LAYER_NAMES[row["layer"]])}: '
        f"{to_html(humanise(row['sub_type']))}</p>",
        f"<h2>{to_html(row['title'])}</h2>",
        f"<p>{to_html(row['summary'])}</p>" if row["summary"] else "",
        _facts("When", [dates_at_length(row), *_ground(row, "date_ground")]),
        _facts("Where", [*_where(row), *_ground(row, "place_ground")]),
        _facts("Who", [*_who(row["participants"]), *_ground(row, "attribution_ground")]),
        _evidence(known, row),
        _facts("Facts", list(_details(row["facts"]))),
        _facts("Where the reports differ", list(_differing(known, row["facts"]))),
        _facts("State", [MODALITY_NAMES[row["modality"]], *_inferred(row)]),
        "".join(_source(known.sources[source_id]) for source_id in row["source_id"]),
        f'<p class="bm-small">Event {to_html(row["event_id"])}, version {row["revision"]["version"]}, '
        f"{to_html(STATUS_NAMES[row['revision']['status']])} {to_html(day(row['revision']['when']))}</p>",
    ]
    return f'<article class="bm-card" aria-label="Opened event">{"".join(parts)}</article>'


def _facts(head: str, lines: Iterable[Line]) -> str:
    said = [line for line in lines if line]
    if not said:
        return ""
    return f"<h3>{to_html(head)}</h3><ul>{''.join(f'<li>{_to_html(line)}</li>' for line in said)}</ul>"


def _to_html(line: Line) -> str:
    """A line whose pieces out of the record cannot turn the words beside them."""
    pieces = (line,) if isinstance(line, str) else line
    return "".join(to_bdi(piece) if n % 2 else to_html(piece) for n, piece in enumerate(pieces))


def _where(row: Mapping[str, Any]) -> Iterable[Line]:
    doubt = place_doubt(row)
    if row["uncertainty_km"] == row["uncertainty_km"]:
        doubt += f", within about {row['uncertainty_km']:.0f} km"
    yield "", row["place"], f" ({doubt})"
    if any(p["basis"] == "inferred" for p in row["places"]):
        yield "The place is inferred, the sentence does not state it"


def _who(participants: Sequence[Mapping[str, Any]]) -> Iterable[Line]:
    names = view.country_names()
    for p in participants:
        country = names.get(p["iso3"], p["iso3"]) if p["iso3"] else ""
        # Who is said to be behind an incursion never stands without its ground.
        plain = (p["attribution"] == "stated" and p["role"] != "intruder") or "unidentified" in (p["actor"] or "")
        ground = "" if plain else f"; {ATTRIBUTION_NAMES[p['attribution']]}"
        part = f": {ROLE_NAMES[p['role']]}{ground}"
        yield ("", p["actor"], f" ({country}){part}" if country else part) if p["actor"] else country + part


def _details(facts: Mapping[str, Any]) -> Iterable[Line]:
    for key, value in facts.items():
        if key not in (*GROUNDS, "attribution", DIFFER):  # those stand under When, Where, Who, and by themselves
            yield "", fact_name(key), ": ", fact_value(value)


def _differing(known: Store, facts: Mapping[str, Any]) -> Iterable[Line]:
    """Each value that the reports do not agree on, beside the report that gives it."""
    told = facts.get(DIFFER)
    if not isinstance(told, Mapping):
        return  # facts are free: a file may mean something else by this name
    for what, values in told.items():
        pairs = values.items() if isinstance(values, Mapping) else [("", values)]
        for source_id, value in pairs:
            source = known.sources.get(source_id)
            yield "", fact_name(what), ": ", fact_value(value), ", says ", source.title if source else str(source_id)


def _ground(row: Mapping[str, Any], key: str) -> list[Line]:
    return [("Ground: ", fact_value(row["facts"][key]))] if key in row["facts"] else []


def _inferred(row: Mapping[str, Any]) -> Iterable[str]:
    what = ["date"] if row["date_basis"] == "inferred" else []
    what += ["place"] if any(p["basis"] == "inferred" for p in row["places"]) else []
    what += ["who took part"] if any(p["attribution"] == "implied" for p in row["participants"]) else []
    yield f"Inferred, not stated: {listed(what)}" if what else "No date, place or party here is inferred"


def _evidence(known: Store, row: Mapping[str, Any]) -> str:
    quotes = known.quotes(row["evidence"])
    if not quotes:
        return _facts("Evidence", ["The text is not at hand"])
    ours = quotes[0].ours
    label = "Evidence: Briefmap's own summary of the article" if ours else "Evidence: the original article"
    label = f"Evidence: the row of {quotes[0].title}" if quotes[0].row else label
    body = "".join(f"<blockquote>{to_html(q.text)}</blockquote>" for q in quotes)
    return f"<h3>{to_html(label)}</h3>{body}"


def _source(source: Source) -> str:
    lines: list[Line] = [
        ("“", source.title, "”"),
        ("", source.publisher or "publisher not stated", f"; {published(source)}"),
        "Source not graded (F6)"
        if (source.reliability, source.credibility) == ("F", 6)
        else f"Source: {RELIABILITY_NAMES[source.reliability]}; what it says: {CREDIBILITY_NAMES[source.credibility]}",
    ]
    if source.url:
        lines.append(("", source.url))
    return _facts("Source", lines)
