"""Tables of the theme pages: real HTML tables whose rows open their event."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from geo.words import number
from pages.parts import look, view
from pages.parts.components import own, sent

MAX_ROWS = 200
"""Most rows of one table; a filter narrows the rest down."""

_table = own("record_table")


@dataclass(frozen=True)
class Row:
    """One row: the event it opens, and its cells, the first of which is the row's name."""

    event_id: str
    cells: tuple[str, ...]
    layer: str
    hollow: bool = False
    """Whether its mark is hollow: a consequence, a relation short of a treaty, a call."""


def show(
    key: str, title: str, columns: Sequence[str], rows: Sequence[Row], empty: str,
    on_open: Callable[[], None] | None = None,
) -> None:  # fmt: skip
    """Draw a titled table; a row that is clicked, or entered by keyboard, opens its event.

    Parameters
    ----------
    key : str
        Unique on its page.
    title : str
    columns : sequence of str
        Names of the cells, in their order.
    rows : sequence of Row
        At most :data:`MAX_ROWS` are drawn; how many are left out is said.
    empty : str
        The sentence in place of a table without rows.
    on_open : callable, optional
        What to do instead with what the table sends under ``opened``.
    """
    look.heading(title)
    if not rows:
        look.say_note(empty)
        return
    opened = set(st.session_state.get("opened", []))
    data = {
        "title": title,
        "columns": list(columns),
        "rows": [
            {
                "id": row.event_id, "cells": list(row.cells), "layer": row.layer,
                "hollow": row.hollow, "chosen": row.event_id in opened,
            }
            for row in rows[:MAX_ROWS]
        ],
    }  # fmt: skip
    _table(key=key, data=data, on_opened_change=on_open or (lambda: _open(key)))
    if len(rows) > MAX_ROWS:
        look.say_note(f"{number(len(rows) - MAX_ROWS, 'more row', 'more rows')}: narrow the filter to see them.")


def _open(key: str) -> None:
    chosen = sent(key, "opened")
    if isinstance(chosen, str):
        view.open_sent([chosen])
