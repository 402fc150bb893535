"""The left side of the review desk: which articles have drafts waiting, in place of the filter of the map."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Sequence

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from geo.errors import ArchiveError
from geo.escape import apart, to_html, to_markdown
from geo.words import number
from pages.parts import desk_state, filter_bar, keys, look, view

MOST = 12
"""Most articles named here; the queue has them all."""


def show(pages: Sequence[StreamlitPage]) -> None:
    """Draw the pages' names, the articles that wait, and the way to the keys."""
    filter_bar.page_names(pages)
    with contextlib.suppress(ArchiveError):  # the desk itself says so
        _waiting()
    keys.help_button()
    view.write_link()


def _waiting() -> None:
    shot = desk_state.snapshot()
    drafts = [entry.event for entry in shot.entries.values() if entry.status == "draft"]
    look.heading(f"{number(len(drafts), 'draft', 'drafts')} to check" if drafts else "No draft waits")
    counted = Counter(event.evidence[0].article for event in drafts)
    for sha256, n in counted.most_common(MOST):
        source = shot.source_of_article(sha256)
        title = source.source.title if source else sha256[:12]
        first = next(event.event_id for event in drafts if event.evidence[0].article == sha256)
        st.button(
            to_markdown(f"{n} · {apart(title[:60])}"), key=f"desk-waits-{sha256[:16]}", width="stretch",
            on_click=desk_state.open_article, args=(sha256, first),
        )  # fmt: skip
    if len(counted) > MOST:
        st.html(f'<p class="bm-about">{to_html(number(len(counted) - MOST, "more article", "more articles"))}</p>')
    if reviewer := desk_state.reviewer():
        st.html(f'<p class="bm-about">You review as <b>{to_html(reviewer)}</b>.</p>')
