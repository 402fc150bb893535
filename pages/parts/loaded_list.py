"""The list of files whose events are on the map, with a way to take each off again."""

from __future__ import annotations

import streamlit as st

from geo.escape import apart, to_bdi, to_html, to_markdown
from geo.words import number
from pages.parts import loaded_files, look


def show() -> None:
    """Draw the list; nothing while there is none."""
    files = loaded_files.loaded_files()
    if not files:
        return
    look.heading("On the map now")
    if st.button("Show the map", key="show-map"):
        st.switch_page("briefing.py")
    for key, file in files.items():
        with st.container(horizontal=True, vertical_alignment="center"):
            said = number(file.shown, "event", "events")
            st.html(f"<p>{to_bdi(file.name)}: {to_html(said)}</p>", width="content")
            st.button(
                f"Remove {to_markdown(apart(file.name))}",
                key=f"remove-{key}",
                on_click=loaded_files.remove,
                args=(key,),
            )
