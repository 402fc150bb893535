"""The text that somebody pasted: the form that takes it, and what was read in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st
from streamlit_folium import st_folium

from geo.errors import BriefmapError
from geo.escape import to_bdi, to_html
from geo.explain import chance, date_meaning, name_meaning, where
from geo.filter import FIRST_DAY, LAST_DAY
from geo.geoparse import Toponym
from geo.layers import base_map, draw_marks, feature_groups
from geo.name_marks import name_marks, names_without_mark
from geo.read_text import MAX_CHARACTERS, ReadText, read_words
from geo.reading import segments
from geo.words import listed, number
from pages.parts import look, reader
from pages.parts.components import sent
from pages.parts.map_view import ASSETS_URL

EXAMPLE = (
    "WARSAW, September 12 - Poland closed the airports of Rzeszów and Lublin for several hours on Wednesday night, "
    "after drones had crossed its border with Belarus. Jets took off from Łask. Two days later the foreign ministers "
    "of Lithuania and Latvia met in Vilnius; a larger meeting on the Baltic Sea is to follow in Copenhagen next month."
)
SHOWN_OTHERS = 2
"""Other meanings of a name that the table has room for; the panel in the text has them all."""
SOME = 6
"""Names listed in a sentence before the rest are counted."""


def ask() -> None:
    """Draw the form: the text, the day it was published, and the button that reads it."""
    with st.form("read_form", border=False):
        st.text_area(
            "Text", key="read_typed", height=130, max_chars=MAX_CHARACTERS, placeholder="Paste a paragraph here"
        )
        day, read, example = st.columns([2, 1, 1], vertical_alignment="bottom")
        day.date_input(
            "Published on (if known): “Tuesday” and dates without a year count from it", None,
            FIRST_DAY, LAST_DAY, key="read_day", format="YYYY-MM-DD",
        )  # fmt: skip
        read.form_submit_button("Read it", type="primary", width="stretch", on_click=_take)
        example.form_submit_button("Show an example", width="stretch", on_click=_take_example)


def _take() -> None:
    state = st.session_state
    state.update({"read_words": state["read_typed"], "read_published": state["read_day"], "read_picked": []})


def _take_example() -> None:
    st.session_state.update({"read_typed": EXAMPLE, "read_day": date(2025, 9, 12)})
    _take()


def show(words: str, published: date | None, border_view: str) -> None:
    """Draw what was read: the text with its marks, the map, the table."""
    try:
        read = read_words(words, published)
    except BriefmapError as error:
        look.say_error(str(error))
        return
    picked = [n for n in st.session_state.get("read_picked", ()) if int(n) < len(read.names)]
    st.html(f'<p class="bm-result" role="status">{to_html(_counted(read))}</p>')
    text, side = st.columns([1, 1])
    with text:
        reader.show_text(segments(read.article.text, read.marks()), read, picked, _picked_in_text)
    with side, st.container(key="read_map_box"):
        _map(read, picked, border_view)
    tables = [
        _table("Names", ("Name", "Read as", "How sure", "Why", "Could also be"), _name_rows(read.names)),
        _table("Dates", ("Words", "Read as", "How"), [(d.text, date_meaning(d), d.note) for d in read.dates]),
    ]
    if any(tables):
        st.html("".join(tables))


def _map(read: ReadText, picked: Sequence[str], border_view: str) -> None:
    marks = name_marks(read.names)
    st_folium(
        base_map(ASSETS_URL, border_view, of_names=True), key="read_map", height=480, use_container_width=True,
        returned_objects=[], feature_group_to_add=feature_groups(draw_marks(marks), picked), on_change=_picked_on_map,
    )  # fmt: skip
    if left := list(dict.fromkeys(name.text for name in names_without_mark(read.names, marks))):
        more = [number(len(left) - SOME, "more", "more")] if len(left) > SOME else []
        names = listed([*left[:SOME], *more])
        st.html(f'<p class="bm-about">Not on the map, since nothing is placed by such names: {to_bdi(names)}.</p>')


def _counted(read: ReadText) -> str:
    names, dates = number(len(read.names), "place name", "place names"), number(len(read.dates), "date", "dates")
    return f"{names} and {dates} read. Point at one in the text to see how; choose a name to find it on the map."


def _name_rows(names: Sequence[Toponym]) -> list[tuple[str, ...]]:
    """A row for each name and what it means, however often the text has it."""
    rows: dict[tuple[str, str], list[Toponym]] = {}
    for name in names:
        rows.setdefault((name.text, name_meaning(name)), []).append(name)
    return [
        (
            f"{text} ({len(same)}×)" if len(same) > 1 else text,
            meaning,
            chance(max(name.score for name in same)),
            same[0].reason,
            "; ".join(list(dict.fromkeys(map(where, same[0].alternatives)))[:SHOWN_OTHERS]),
        )
        for (text, meaning), same in rows.items()
    ]


def _table(head: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    items = "".join(f'<th scope="col">{to_html(column)}</th>' for column in columns)
    body = "".join(
        f"<tr>{''.join(_cell(c, column) for c, column in zip(row, columns, strict=True))}</tr>" for row in rows
    )
    return (
        f'<h2 class="bm-head">{to_html(head)}</h2><table class="bm-table bm-table-still">'
        f"<thead><tr>{items}</tr></thead><tbody>{body}</tbody></table>"
    )


def _cell(text: str, column: str) -> str:
    return (
        f'<td data-column="{to_html(column)}">{to_bdi(text)}</td>'
        if text
        else f'<td data-column="{to_html(column)}"></td>'
    )


def _picked_in_text() -> None:
    _pick(sent("read_reader", "picked"))


def _picked_on_map() -> None:
    value = st.session_state.get("read_map") or {}
    _pick(value.get("events") if isinstance(value, dict) else None)


def _pick(numbers: object) -> None:
    if isinstance(numbers, list):
        st.session_state["read_picked"] = [n for n in numbers if isinstance(n, str) and n.isdecimal()]
