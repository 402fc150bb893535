"""The article on the desk: its text with the evidence of every draft, its source and how that is graded."""

from __future__ import annotations

import streamlit as st

from geo.archive import SourceEntry
from geo.desk.board import Snapshot
from geo.escape import apart, to_html
from geo.known import known_store
from geo.reading import marks, segments
from geo.words import published
from pages.parts import desk_state, look, reader
from pages.parts.components import sent

RELIABILITY = {
    "A": "completely reliable", "B": "usually reliable", "C": "fairly reliable", "D": "not usually reliable",
    "E": "unreliable", "F": "cannot be judged",
}  # fmt: skip
CREDIBILITY = {
    1: "confirmed by others", 2: "probably true", 3: "possibly true", 4: "doubtful", 5: "improbable",
    6: "cannot be judged",
}  # fmt: skip


def show(shot: Snapshot) -> None:
    """Draw the head of the article, and its text; a highlight that is chosen opens its draft."""
    sha256 = desk_state.article() or ""
    source = shot.source_of_article(sha256)
    article = known_store(drafts=True).texts.get(sha256)
    with st.container(horizontal=True, vertical_alignment="center", key="desk-head"):
        st.html(_about(source), width="stretch")
        st.button("Another article", key="desk-close", on_click=desk_state.open_article, args=(None,), shortcut="n")
    if source:
        titled = article is not None and article.title == source.source.title
        if not titled:
            look.heading(source.source.title)
        _grading(source)
    if article is None:
        look.say_note("The text of this article is not at hand.")
        return
    entries = [e for e in desk_state.entries() if e.status in ("draft", "confirmed")]
    events = [entry.event for entry in entries]
    now = desk_state.event_id()
    with st.container(key="desk-text-box"):
        reader.show(
            segments(article.text, marks(article, events)),
            {event.event_id: event.title for event in events},
            [now] if now else [],
            key="desk-reader",
            on_open=_open,
        )


def _about(entry: SourceEntry | None) -> str:
    if entry is None:
        return ""
    source = entry.source
    about = f"{apart(source.publisher or 'publisher not stated')}; {published(source)}"
    return f'<p class="bm-about">{to_html(about)}</p>'


def _grading(entry: SourceEntry) -> None:
    source = entry.source
    with st.expander(f"Source graded {source.reliability}{source.credibility}"):
        if source.url:
            st.text(source.url)
        reliability = st.selectbox(
            "Reliability of the source", list(RELIABILITY), list(RELIABILITY).index(source.reliability),
            format_func=lambda grade: f"{grade}: {RELIABILITY[grade]}", key=f"desk-reliability-{entry.version}",
        )  # fmt: skip
        credibility = st.selectbox(
            "Credibility of what it says", list(CREDIBILITY), list(CREDIBILITY).index(source.credibility),
            format_func=lambda grade: f"{grade}: {CREDIBILITY[grade]}", key=f"desk-credibility-{entry.version}",
        )  # fmt: skip
        if (reliability, credibility) != (source.reliability, source.credibility):
            st.button(
                f"Grade it {reliability}{credibility}", key="desk-grade", type="primary", on_click=_grade,
                args=(entry, reliability, credibility),
            )  # fmt: skip


def _grade(entry: SourceEntry, reliability: str, credibility: int) -> None:
    source = entry.source
    desk_state.change(
        lambda archive, who: archive.grade(source.source_id, who, entry.version, reliability, credibility),
        f"“{apart(source.title)}” is graded {reliability}{credibility} now.",
    )


def _open() -> None:
    chosen = sent("desk-reader", "opened")
    known = desk_state.snapshot().entries
    ids = [e for e in chosen if e in known] if isinstance(chosen, list) else []
    if ids:
        now = desk_state.event_id()
        # Chosen again, a stretch that proves several events gives the next of them.
        desk_state.choose(ids[(ids.index(now) + 1) % len(ids)] if now in ids else ids[0])
