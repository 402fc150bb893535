"""The form that says which column of a file holds what, filled in with a proposal for a person to check."""

from __future__ import annotations

import streamlit as st

from geo.column_map import ColumnMap, From, guess
from geo.escape import to_html
from geo.event import LAYERS, SUB_TYPES
from geo.row_dates import DateOrder
from geo.table import Table
from geo.words import LAYER_NAMES, humanise
from pages.parts import look

SAMPLE = 100
"""Rows that the proposal is made from."""
GROUPS = {
    "What": {"layer": "Layer *", "sub_type": "Type *", "title": "Title *", "summary": "Description", "actor": "Who"},
    "When": {"date_start": "Date or first day", "date_end": "Last day", "date_prec": "Precision of the date, 1-5"},
    "Where": {
        "longitude": "Longitude", "latitude": "Latitude", "place": "Place name", "country": "Country",
        "where_prec": "Precision of the place, 1-7", "uncertainty_km": "Uncertainty, km",
    },
    "From where it is known": {
        "publisher": "Publisher", "source_title": "Title of the source", "url": "Web address", "event_id": "Id",
    },
}  # fmt: skip
"""Fields as the form shows them."""
TYPED = frozenset({"title", "country", "place", "actor", "publisher", "source_title", "url", "uncertainty_km"})
"""Fields that may have one value for all rows, typed in."""
ORDERS: dict[DateOrder, str] = {
    "iso": "2025-09-10",
    "day_first": "10/09, day first",
    "month_first": "09/10, month first",
}
NOTHING, COLUMN, ALWAYS = "-", "column: ", "always: "
FIELD_WIDTH = 250
"""Width of a choice, in pixels: as many stand side by side as there is room for."""


def show(table: Table, key: str) -> ColumnMap:
    """Draw the form, and read the mapping that stands in it.

    Parameters
    ----------
    table : Table
    key : str
        What tells the file's widgets from those of others.
    """
    look.say_note(
        "This file has columns of its own: say what they hold. What is proposed comes from their names. "
        "Type a value where all rows share it; * must be chosen."
    )
    proposed = guess(table.columns, table.rows[:SAMPLE])
    chosen: dict[str, From] = {}
    order: DateOrder = "iso"
    for group, fields in GROUPS.items():
        st.html(f'<h3 class="bm-head">{to_html(group)}</h3>')
        with st.container(horizontal=True):
            for field, label in fields.items():
                if origin := _choose(table, key, field, label, proposed, chosen):
                    chosen[field] = origin
            if group == "When":
                order = st.selectbox(
                    "Dates are written like", list(ORDERS), format_func=ORDERS.__getitem__,
                    key=f"order-{key}", width=FIELD_WIDTH,
                )  # fmt: skip
    columns = ColumnMap(**chosen, date_order=order)
    st.download_button(
        "Keep this choice as map.json", columns.to_json, "map.json", "application/json", on_click="ignore",
        key=f"map-json-{key}", help="For python -m geo load --map map.json",
    )  # fmt: skip
    return columns


def _choose(
    table: Table, key: str, field: str, label: str, proposed: ColumnMap, chosen: dict[str, From]
) -> From | None:
    """Draw one field's choice; None where it is to come from nowhere."""
    columns = [COLUMN + column for column in table.columns]
    options = [*_values(field, chosen), *columns] if field in ("layer", "sub_type") else [NOTHING, *columns]
    origin = getattr(proposed, field)
    first = options.index(COLUMN + origin.column) if origin else None if options[0] != NOTHING else 0
    found = st.selectbox(
        label, options, index=first, format_func=_said, key=f"{field}-{key}", placeholder="Choose",
        accept_new_options=field in TYPED, width=FIELD_WIDTH,
    )  # fmt: skip
    if found is None or found == NOTHING:
        return None
    if found in columns:
        return From(column=found.removeprefix(COLUMN))
    return From(constant=found.removeprefix(ALWAYS))


def _values(field: str, chosen: dict[str, From]) -> list[str]:
    """The values that a field from a closed list can have for all rows."""
    if field == "layer":
        return [ALWAYS + layer for layer in LAYERS]
    layer = chosen["layer"].constant if "layer" in chosen else None
    return [ALWAYS + name for known, names in SUB_TYPES.items() if layer in (None, known) for name in names]


def _said(option: str) -> str:
    if not option.startswith(ALWAYS):
        return option.removeprefix(COLUMN) if option != NOTHING else "(nothing)"
    value = option.removeprefix(ALWAYS)
    known = {str(layer): name for layer, name in LAYER_NAMES.items()}
    return f"all: {known.get(value) or humanise(value)}"
