"""The way in: paste an article or drop files, say where they are from, and have them read."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import date

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from geo.desk.intake import Read, Stated, Taken, take_files, take_text
from geo.errors import BriefmapError
from geo.escape import apart, to_bdi, to_html, to_markdown
from geo.words import number
from pages.parts import desk_state, look

FIRST_DAY = date(1000, 1, 1)
MAX_CHARS = 500_000
"""Longest text that can be pasted, in characters."""
KINDS = ["txt", "md", "html", "htm", "pdf", "docx"]


def show() -> None:
    """Draw the way in, and what became of what was given last."""
    _warm_up()
    st.html(
        '<h1 class="bm-title">Review desk</h1><ol class="bm-steps"><li>Paste an article, or drop files.</li>'
        "<li>Check the drafts that are read out of it, beside the text.</li>"
        "<li>What you accept is on everybody’s map at once.</li></ol>"
    )
    given, about = st.columns([3, 2])
    with given:
        st.text_area(
            "Article", key="desk-text", height=240, max_chars=MAX_CHARS,
            placeholder="Paste the article here, title first. Then press Ctrl + Enter, or “Read it”.",
        )  # fmt: skip
        files = st.file_uploader(
            "Or drop files: text, Markdown, HTML, PDF or Word", KINDS, accept_multiple_files=True, key="desk-files"
        )
        label = f"Read {number(len(files), 'file', 'files')}" if files else "Read it"
        asked = st.button(
            to_markdown(label), key="desk-read", type="primary", width="stretch", shortcut="Ctrl+Enter",
            on_click=_read_pasted, args=(bool(files),),
        )  # fmt: skip
        room = st.container()
    with about:
        desk_state.ask_name()
        st.date_input(
            "Published on", key="desk-published", value=None, min_value=FIRST_DAY, max_value=date(9999, 12, 31),
            format="YYYY-MM-DD", help="Without it, dates such as “on Tuesday” stay undated.",
        )  # fmt: skip
        with st.expander("More about the source"):
            _source()
    with room:
        if problem := st.session_state.pop("desk_wrong", None):
            look.say_error(problem)
        elif asked and files:
            _read_files(files)
    _results()


def _source() -> None:
    """Ask for what an article seldom says of itself."""
    st.text_input("Publisher", key="desk-publisher", max_chars=300, placeholder="as the article says, if left empty")
    st.text_input("Title of the source", key="desk-title", max_chars=300, placeholder="its first line, if left empty")
    st.text_input("Web address", key="desk-url", max_chars=2000, placeholder="https://")


def read_with() -> Read:
    """What reads drafts out of an article; it takes a second to load, so it is when it is needed."""
    from geo.extract import extract

    return extract


def _read_pasted(with_files: bool) -> None:
    """Take in the pasted text. A callback: what is drawn next shows the drafts at once."""
    state = st.session_state
    text = str(state["desk-text"])
    state["desk_taken"] = []
    if not desk_state.reviewer():
        state["desk_wrong"] = "Type your name first: every change is kept with who made it."
        return
    if not text.strip():
        if not with_files:
            state["desk_wrong"] = "There is nothing to read yet: paste an article into the box, or drop a file."
        return
    try:
        taken = take_text(desk_state.board().archive, text, desk_state.reviewer(), _stated(), read_with())
    except BriefmapError as error:
        state["desk_wrong"] = str(error)
        return
    _show(taken, open_it=not with_files)


def _read_files(files: Sequence[UploadedFile]) -> None:
    """Take in files, with a bar that says how far it is."""
    given = [(file.name, file.getvalue()) for file in files]
    bar = st.progress(0.0, f"0 of {len(given)} read")
    taken: list[Taken] = list(st.session_state["desk_taken"])
    for n, one in enumerate(
        take_files(desk_state.board().archive, given, desk_state.reviewer(), _stated(), read_with()), 1
    ):
        taken.append(one)
        bar.progress(n / len(given), f"{n} of {len(given)} read")
    _show(taken, open_it=True)
    st.rerun()


def _show(taken: list[Taken], open_it: bool) -> None:
    """Keep what became of what was given; one article alone is opened at once."""
    st.session_state["desk_taken"] = taken
    if open_it and len(taken) == 1 and taken[0].sha256:
        _open(taken[0])


def _stated() -> Stated:
    state = st.session_state
    return Stated(state["desk-published"], state["desk-title"], state["desk-publisher"], state["desk-url"])


def _open(one: Taken) -> None:
    """Put an article on the desk, with its first draft."""
    found = desk_state.snapshot().of_article(one.sha256 or "")
    first = next((e for e in found if e.status == "draft"), next(iter(found), None))
    desk_state.open_article(one.sha256, first.event.event_id if first else None)
    desk_state.say(one.said)


def _results() -> None:
    """One line for everything that was given, and a way to each article."""
    taken: list[Taken] = st.session_state.get("desk_taken") or []
    if not taken:
        return
    refused = sum(one.state == "refused" for one in taken)
    told = f"{len(taken) - refused} accepted, {refused} refused of {len(taken)}"
    st.html(f'<p class="bm-result" role="status"><b>{to_html(told)}</b></p>')
    with st.container(key="desk-results"):
        for n, one in enumerate(taken):
            with st.container(horizontal=True, vertical_alignment="center"):
                name = f"{apart(one.name)}: " if one.name and one.state != "refused" else ""
                st.html(
                    f'<p class="bm-taken bm-taken-{to_html(one.state)}">{to_bdi(name + one.said)}</p>', width="stretch"
                )
                if one.sha256:
                    st.button(f"Open {n + 1}", key=f"desk-open-{n}", on_click=_open, args=(one,))


def _warm_up() -> None:
    """Load what reading needs while the reviewer is still busy pasting."""
    _warming()


@st.cache_resource(show_spinner=False)
def _warming() -> threading.Thread:
    def load() -> None:
        from geo.article import make_article

        read_with()(make_article("A drone over Poland\nA drone crossed into Poland on 3 October 2025."), None)

    thread = threading.Thread(target=load, daemon=True)
    thread.start()
    return thread
