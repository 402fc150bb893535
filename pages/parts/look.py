"""What the pages look like: one style sheet, one icon, one way to say an error."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geo.escape import to_html

ASSETS = Path(__file__).resolve().parent.parent.parent / "assets"
ICON = str(ASSETS / "icon.svg")


def dress_page() -> None:
    """Put the style sheet on the page."""
    st.html(ASSETS / "page.css")


def say_error(text: str) -> None:
    """One sentence about what went wrong, as text and nothing else."""
    st.html(f'<p class="bm-error" role="alert">{to_html(text)}</p>')


def say_note(text: str) -> None:
    """One sentence a reader should know, as text and nothing else."""
    st.html(f'<p class="bm-note" role="status">{to_html(text)}</p>')
