"""The first rows of a file as they would be read: whoever chose the columns sees at once whether they fit."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geo.frame import to_frame
from geo.gazetteer import load_gazetteer
from geo.load import Loaded
from geo.words import LAYER_NAMES, dates, humanise, listed, place_doubt
from pages.parts import view

ROWS = 10
"""How many rows of the file are previewed."""


def preview_frame(loaded: Loaded) -> pd.DataFrame:
    """The first :data:`ROWS` rows of a file, each as the event it becomes or with what is wrong with it."""
    first = [event for row, event in zip(loaded.rows, loaded.events, strict=True) if row <= ROWS]
    numbers = [row for row in loaded.rows if row <= ROWS]
    events = to_frame(first, load_gazetteer()).to_dict("records")
    names = view.country_names()
    read = {
        row: {
            "Event": event["title"],
            "Dates": dates(event),
            "Place": event["place"],
            "How sure of the place": place_doubt(event) if event["geometry"] else "not on the map",
            "Country": listed(names.get(code, code) for code in event["place_countries"]),
            "Layer": f"{LAYER_NAMES[event['layer']]}: {humanise(event['sub_type'])}",
            "Rejected because": "",
        }
        for row, event in zip(numbers, events, strict=True)
    }
    for problem in loaded.problems:
        if problem.row <= ROWS:
            said = f"{problem.column}: {problem.reason}"
            row = read.setdefault(problem.row, dict.fromkeys(_COLUMNS, ""))
            row["Rejected because"] = "; ".join(filter(None, (row["Rejected because"], said)))
    rows = [{"Row": row, **read[row]} for row in sorted(read)]
    return pd.DataFrame(rows, columns=["Row", *_COLUMNS])


_COLUMNS = ("Rejected because", "Event", "Dates", "Place", "How sure of the place", "Country", "Layer")


def show(loaded: Loaded) -> None:
    """Draw the preview."""
    frame = preview_frame(loaded)
    st.html('<h3 class="bm-head">The first rows, as they are read</h3>')
    st.dataframe(
        frame, hide_index=True, row_height=40, height="content",
        column_config={"Rejected because": st.column_config.TextColumn(width=260)},
    )  # fmt: skip
