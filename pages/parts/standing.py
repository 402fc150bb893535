"""Widgets that stand at a value which others change too: the map changes what the table has chosen, and so on."""

from __future__ import annotations

import streamlit as st


def widget(name: str, value: object) -> str:
    """The key under which a widget stands at a value that others may change too.

    A widget that stands at something else gives way to a new one: if it were set, the browser, which learns of that
    later, could meanwhile send what it stood at before, and that would count as a reader's choice.
    """
    numbers: dict[str, int] = st.session_state.setdefault("widget_numbers", {})
    number = numbers.get(name, 0)
    if st.session_state.get(f"{name}-{number}", value) != value:
        number = numbers[name] = number + 1
    key = f"{name}-{number}"
    if key not in st.session_state:
        st.session_state[key] = value
    return key
