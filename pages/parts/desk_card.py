"""The event that is looked at on the desk: what was read, what is unsure of it, and all that can be done with it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from geo.archive import Archive, Entry
from geo.desk.board import Snapshot
from geo.escape import apart, to_bdi, to_html
from geo.frame import to_frame
from geo.gazetteer import load_gazetteer
from geo.known import known_store
from pages.parts import desk_edit, desk_history, desk_merge, desk_split, desk_state, event_card, look

REASONS = ("Not an event", "Read wrongly", "Told in passing, not of this article", "Already known", "Not of our themes")
"""Reasons for rejecting that are one click; any other can be typed."""


def show(shot: Snapshot) -> None:
    """Draw the event, or what to do where there is none."""
    _say()
    if not desk_state.reviewer():
        desk_state.ask_name()
    entry = shot.entries.get(desk_state.event_id() or "")
    if entry is None:
        entries = desk_state.entries()
        look.say_note(
            "Choose an event: click a highlight in the text, or a line of the list. J goes to the next."
            if entries else "No event was found in this article. What it tells can be found by a person only."
        )  # fmt: skip
        _undo_button()
        return
    if desk_state.panel() == "edit":
        desk_edit.show(entry)
        return
    _where_we_are(entry)
    _actions(entry)
    _panel(entry, shot)
    with st.container(key="desk-card"):
        _doubts(entry)
        if desk_state.panel() != "merge":
            desk_merge.say_proposals(entry, shot)
        [row] = to_frame([entry.event], load_gazetteer()).to_dict("records")
        st.html(event_card.card_html(known_store(drafts=True), row))


def _say() -> None:
    lines, wrong = desk_state.said()
    for line in lines:
        (look.say_error if wrong else look.say_note)(line)


def _where_we_are(entry: Entry) -> None:
    ids = [e.event.event_id for e in desk_state.entries()]
    own = entry.event.event_id
    at = f"{ids.index(own) + 1} of {len(ids)}" if own in ids else ""
    with st.container(key="desk-steps", horizontal=True, vertical_alignment="center"):
        st.html(f'<p class="bm-desk-at"><b>{to_html(_state(entry))}</b> {to_html(at)}</p>', width="stretch")
        st.button("Back", key="desk-back", on_click=desk_state.step, args=(-1,), shortcut="k")
        st.button("Next", key="desk-next", on_click=desk_state.step, args=(1,), shortcut="j")


def _state(entry: Entry) -> str:
    if entry.merged_into:
        return f"Merged into {entry.merged_into}"
    return entry.status.capitalize()


def _actions(entry: Entry) -> None:
    """A button for everything that can be done with an event in its state."""
    open_panel = desk_state.open_panel
    with st.container(key="desk-actions", horizontal=True):
        if entry.status == "draft":
            st.button("Accept", key="desk-accept", type="primary", on_click=_accept, args=(entry,), shortcut="a")
        if entry.status in ("draft", "confirmed"):
            st.button("Edit", key="desk-edit", on_click=desk_edit.begin, args=(entry,), shortcut="e")
            away = "reject" if entry.status == "draft" else "retract"
            st.button(away.capitalize(), key="desk-away", on_click=open_panel, args=(away,), shortcut="x")
            st.button("Merge", key="desk-merge", on_click=desk_merge.begin, args=(entry,), shortcut="m")
            st.button("Split", key="desk-split", on_click=open_panel, args=("split",), shortcut="s")
        _undo_button()
        st.button("History", key="desk-history", on_click=open_panel, args=("history",), shortcut="h")


def _undo_button() -> None:
    st.button("Undo", key="desk-undo", on_click=_undo, shortcut="u", help="Takes back your last change.")


def _accept(entry: Entry) -> None:
    event = entry.event
    desk_state.change(
        lambda archive, who: archive.accept(event.event_id, who, entry.version),
        f"Accepted and on the map: {apart(event.title)}",
        go_on=True,
    )


def _undo() -> None:
    done: list[Entry] = []
    if desk_state.change(lambda archive, who: done.extend(archive.undo(who)), "") and done:
        desk_state.say(f"Undone: {apart(done[0].event.title)} is {_state(done[0]).lower()} again.")
        if done[0].event.event_id in {e.event.event_id for e in desk_state.entries()}:
            st.session_state["desk_event"] = done[0].event.event_id


def _panel(entry: Entry, shot: Snapshot) -> None:
    opened = desk_state.panel()
    if opened == "reject" and entry.status == "draft":
        _why(
            entry,
            "Reject it",
            "Rejected: ",
            lambda a, who, why: a.reject(entry.event.event_id, who, entry.version, why),
        )
    elif opened == "retract" and entry.status == "confirmed":
        _why(
            entry, "Retract it", "Retracted, and off the map: ",
            lambda a, who, why: a.retract(entry.event.event_id, who, entry.version, why),
        )  # fmt: skip
    elif opened == "merge":
        desk_merge.show(entry, shot)
    elif opened == "split":
        desk_split.show(entry)
    elif opened == "history":
        desk_history.show(entry)


def _why(entry: Entry, label: str, told: str, done: Callable[[Archive, str, str], object]) -> None:
    """Ask for the reason: typed, or one of the usual ones by a click."""

    def put_aside(reason: str | None = None) -> None:
        why = (reason or str(st.session_state.get("desk-why", ""))).strip()
        if not why:
            desk_state.say("Say why: a reason belongs to it.", wrong=True)
            return
        desk_state.change(lambda a, who: done(a, who, why), f"{told}{apart(entry.event.title)}", go_on=True)

    with st.container(key="desk-panel", border=True):
        st.text_input("Why?", key="desk-why", max_chars=500, placeholder="Type a reason, or choose one")
        with st.container(horizontal=True):
            for n, reason in enumerate(REASONS if entry.status == "draft" else ()):
                st.button(reason, key=f"desk-reason-{n}", on_click=put_aside, args=(reason,))
            st.button(label, key="desk-put-aside", type="primary", on_click=put_aside, shortcut="Ctrl+Enter")
            st.button("Cancel", key="desk-cancel", on_click=desk_state.open_panel, args=(None,), shortcut="Escape")


def _doubts(entry: Entry) -> None:
    """What the reading was unsure of, before anything else."""
    if entry.status != "draft":
        return
    sure = entry.event.confidence
    said = f"The reading is {sure:.0%} sure of this as it stands." if sure is not None else ""
    items = "".join(f"<li>{to_bdi(doubt)}</li>" for doubt in entry.unsure)
    head = "Look at this before you accept" if entry.unsure else "Nothing in particular is unsure"
    st.html(
        f'<section class="bm-unsure bm-unsure-{int(bool(entry.unsure))}"><b>{to_html(head)}</b> {to_html(said)}'
        f"<ul>{items}</ul></section>"
    )
