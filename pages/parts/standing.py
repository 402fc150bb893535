"""Widgets that stand at a value which others change too: the map changes what the table has chosen, and so on."""

from __future__ import annotations

import streamlit as st


def widget(name: str, value: object) -> str:
    """The key under which a widget stands at a value that others may change too.

    A widget that stands at something else gives way to a new one: if it were set, the browser, which learns of that
    later, could meanwhile send what it stood at before, and that would count as a reader's choice.
    """
    number, key = _numbered(name)
    if key in st.session_state and st.session_state[key] != value:
        number, key = _numbered(name, number + 1)
    if key not in st.session_state:
        st.session_state[key] = value
    return key


def _numbered(name: str, number: int | None = None) -> tuple[int, str]:
    """How many widgets of a name there were before the one that stands, and its key."""
    numbers = st.session_state.setdefault("widget_numbers", {})
    if number is not None:
        numbers[name] = number
    return numbers.get(name, 0), f"{name}-{numbers.get(name, 0)}"
