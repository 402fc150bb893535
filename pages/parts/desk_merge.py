"""Merging: a draft that is another report of a known incident, with what the two say differently side by side."""

from __future__ import annotations

import streamlit as st

from geo.archive import Entry
from geo.archive.merging import disagreements
from geo.desk import told
from geo.desk.board import Snapshot
from geo.escape import apart, to_bdi, to_html
from geo.match import Proposal, proposals
from geo.words import dates
from pages.parts import desk_state

LEAST_SURE = 0.5
"""How likely an event must be another report of a known one to be proposed as such."""


def begin(entry: Entry) -> None:
    """Open the panel, with the likeliest known event chosen."""
    desk_state.open_panel("merge")
    likely = proposed(entry, desk_state.snapshot())
    st.session_state["desk-merge-into"] = likely[0].event_id if likely else None


def proposed(entry: Entry, shot: Snapshot) -> list[Proposal]:
    """The known events that a draft may be another report of."""
    if entry.status != "draft":
        return []
    here = {span.article for span in entry.event.evidence}
    # An article tells of several incidents of one night; only what somebody confirmed of it may be meant.
    known = [
        other.event for other in _others(entry, shot).values()
        if other.status == "confirmed" or not here & {span.article for span in other.event.evidence}
    ]  # fmt: skip
    return proposals(entry.event, known, least=LEAST_SURE)


def say_proposals(entry: Entry, shot: Snapshot) -> None:
    """Say beside a draft which known event it may be another report of, and why."""
    for proposal in proposed(entry, shot)[:1]:
        title = shot.entries[proposal.event_id].event.title
        why = "; ".join(proposal.reasons[:3])
        st.html(
            f'<p class="bm-note">Perhaps another report of <b>{to_bdi(title)}</b> '
            f"({to_html(format(proposal.score, '.0%'))}: {to_bdi(why)}). Press M to compare.</p>"
        )


def show(entry: Entry, shot: Snapshot) -> None:
    """Ask which known event this is another report of."""
    others = _others(entry, shot)
    likely = {p.event_id: p for p in proposed(entry, shot)}
    order = [*likely, *(event_id for event_id in others if event_id not in likely)]
    labels = told.distinct({event_id: _label(others[event_id], likely.get(event_id)) for event_id in order})
    with st.container(key="desk-panel", border=True):
        st.selectbox(
            "This is another report of", list(labels), index=None, key="desk-merge-into",
            placeholder="Type a few letters", format_func=lambda event_id: labels.get(event_id, event_id),
        )  # fmt: skip
        chosen = others.get(st.session_state.get("desk-merge-into") or "")
        if chosen:
            st.html(_side_by_side(entry, chosen))
        with st.container(horizontal=True):
            st.button(
                "Merge them", key="desk-merge-do", type="primary", on_click=_merge, args=(entry, chosen),
                disabled=chosen is None, shortcut="Ctrl+Enter",
            )  # fmt: skip
            st.button("Cancel", key="desk-cancel", on_click=desk_state.open_panel, args=(None,), shortcut="Escape")


def _others(entry: Entry, shot: Snapshot) -> dict[str, Entry]:
    own = entry.event.event_id
    states = ("draft", "confirmed")
    return {key: e for key, e in shot.entries.items() if e.status in states and key != own}


def _label(entry: Entry, proposal: Proposal | None) -> str:
    event = entry.event
    when = dates(event.model_dump(include={"date_start", "date_end", "ongoing"}))
    likely = f" · {proposal.score:.0%} likely" if proposal else ""
    return f"{apart(event.title)} · {when} · {entry.status}{likely}"


def _side_by_side(entry: Entry, known: Entry) -> str:
    found = disagreements(known.event, entry.event)
    rows = "".join(
        f"<tr><th scope='row'>{to_bdi(told.field_name(what))}</th><td>{to_bdi(told.value(here, what))}</td>"
        f"<td>{to_bdi(told.value(there, what))}</td></tr>"
        for what, (here, there) in found.items()
    )
    if not rows:
        return '<p class="bm-note">The two agree on everything that both of them say.</p>'
    head = "What they say differently; both values are kept, side by side."
    return (
        f"<p>{to_html(head)}</p><table class='bm-table'><thead><tr><th>Field</th><th>The known event</th>"
        f"<th>This report</th></tr></thead><tbody>{rows}</tbody></table>"
    )


def _merge(entry: Entry, known: Entry | None) -> None:
    if known is None:
        return
    here, there = entry.event, known.event
    desk_state.change(
        lambda archive, who: archive.merge(here.event_id, there.event_id, who, entry.version, known.version),
        f"Merged: it is another report of {apart(there.title)} now.",
        go_on=True,
    )
