"""Read a text: paste a paragraph, and see its names and dates read, on a small map and in a table."""

import streamlit as st

from pages.parts import text_read

st.html(
    '<h1 class="bm-title">Read a text</h1><p class="bm-lead">Paste a paragraph or an article to see which places and '
    "days are read in it, and why. Nothing leaves this machine, and nothing of it is kept.</p>"
)
text_read.ask()
if words := st.session_state.get("read_words"):
    text_read.show(words, st.session_state["read_published"], st.session_state["borders"])
