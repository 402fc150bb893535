"""The sheet of keys, and the switch between working and presenting."""

from __future__ import annotations

from functools import partial

import streamlit as st

from geo.escape import to_html
from pages.parts import view

KEYS = {
    "Everywhere": [
        ("Tab, Shift + Tab", "go to the next or the last control, mark, bar or row"),
        ("Enter", "press it; open the mark, row or highlight that has the focus"),
        ("Escape", "close the card, or this sheet"),
        ("?", "this sheet"),
        ("P", "present: the map alone, in large letters; again to go back"),
    ],
    "On the map": [
        ("Arrows", "move the map"),
        ("+ and -", "zoom in and out"),
    ],
    "On the timeline": [
        ("K", "play and pause"),
        ("J and L", "one step back, one step on"),
        ("Arrows, on an end of the range", "move that end by a day; with Shift by a week"),
    ],
    "On the review desk": [
        ("Ctrl + Enter", "read the article; save what is edited; reject, merge or split as said"),
        ("A", "accept the draft, and go on to the next"),
        ("E", "edit it"),
        ("X", "reject it, or retract what is confirmed; a reason is asked for"),
        ("M and S", "merge it with another report; split it in two"),
        ("U", "undo your last change"),
        ("H", "its history"),
        ("J and K", "the next event of the article, the one before"),
        ("N", "put the article away, for another"),
        ("Arrows and Enter, on the map", "pick the place under the cross, while one is asked for"),
    ],
    "In a text": [
        ("Tab, Shift + Tab", "go from name to name and date to date; each says how it was read"),
        ("Escape", "shut what it says"),
    ],
    "In the table": [
        ("Arrows", "go from cell to cell"),
        ("Shift + Space", "open the event of the row"),
    ],
}
"""What each key does, in the order of the sheet."""


def help_button() -> None:
    """The button that opens the sheet."""
    st.button("Keys (?)", key="help", width="stretch", on_click=_turn, args=(True,))  # assets/keys.js presses it at "?"
    # It stays until it is shut: the page may be drawn anew meanwhile, for somebody has changed an event.
    if st.session_state.get("sheet"):
        _sheet()


def _turn(on: bool) -> None:
    st.session_state["sheet"] = on


def present_button() -> None:
    """The button that leaves the map alone on the screen."""
    st.button("Present", key="present", on_click=view.present, args=(True,), shortcut="p", width="stretch")


def leave_button() -> None:
    """The way back; it shows only to whoever reaches it with the keyboard, a room need not see it."""
    st.button("Leave the presentation", key="leave", on_click=view.present, args=(False,), shortcut="p")


@st.dialog("Keys", width="large", on_dismiss=partial(_turn, False))
def _sheet() -> None:
    parts = []
    for where, keys in KEYS.items():
        rows = "".join(f"<tr><th scope='row'>{to_html(key)}</th><td>{to_html(what)}</td></tr>" for key, what in keys)
        parts.append(
            f"<section><h3>{to_html(where)}</h3><table class='bm-keys'><tbody>{rows}</tbody></table></section>"
        )
    st.html(f"<div class='bm-sheet'>{''.join(parts)}</div>")
