"""What the pages look like: the style sheets, the icon, the marking's banners, and the ways to say something."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geo.escape import to_html
from geo.marking import Marking

ASSETS = Path(__file__).resolve().parent.parent.parent / "assets"
ICON = str(ASSETS / "icon.svg")


def dress_page() -> None:
    """Put the style sheet on the page."""
    st.html(ASSETS / "page.css")


def bare() -> None:
    """Leave nothing on the page but what it shows: no filter bar, no chrome."""
    st.html(ASSETS / "bare.css")


def dress_for_a_room() -> None:
    """Make letters and map larger, to be read from the back row."""
    st.html(ASSETS / "room.css")


def dress_the_desk() -> None:
    """Lay out the review desk: text, event and map beside each other, each with a scroll bar of its own."""
    st.html(ASSETS / "desk.css")


def show_marking(marking: Marking) -> None:
    """Draw the marking as a banner at the top and the bottom of the page."""
    # Colours were checked by geo.marking; the text is the only free text here.
    look = f"background:{to_html(marking.colour)};color:{to_html(marking.ink)}"
    for edge in ("top", "bottom"):
        st.html(f'<p class="bm-marking bm-marking-{to_html(edge)}" style="{to_html(look)}">{to_html(marking.line)}</p>')


def say_error(text: str) -> None:
    """One sentence about what went wrong, as text and nothing else."""
    st.html(f'<p class="bm-error" role="alert">{to_html(text)}</p>')


def say_note(text: str) -> None:
    """One sentence a reader should know, as text and nothing else."""
    st.html(f'<p class="bm-note" role="status">{to_html(text)}</p>')


def heading(text: str) -> None:
    """A heading within a page."""
    st.html(f'<h2 class="bm-head">{to_html(text)}</h2>')
