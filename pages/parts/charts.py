"""What the charts of the theme pages share (Vega-Lite through Altair), and counts as bars. Each chart is a filter too.

Streamlit brings Altair and the script that draws it, so nothing is fetched from outside; Vega writes labels as text.
A chart cannot take the keyboard: all that it can set stands in the filter bar as well.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import altair as alt
import pandas as pd
import streamlit as st

from geo.escape import to_html
from geo.palette import PALETTES
from geo.words import listed
from pages.parts import look, view

HUES: dict[str, dict[str, str]] = {
    "dark": {**PALETTES["dark"], "grid": "#33475a", "page": "#0d1620"},
    "light": {**PALETTES["light"], "grid": "#ccd6de", "page": "#f6f8fa"},
}
"""Colours by theme: those of the map, and the page's own."""
FONT = "Source Sans"
"""The page's own typeface, which Streamlit brings."""
LETTERS = 18
"""Size of letters in charts, in pixels."""
LINE = 22
"""Height of a line of letters, in pixels."""
BAR = 14
"""Thickness of a bar, in pixels."""
GAP = 9
"""Room between a bar and the next name, in pixels."""
AXIS_ROOM = 34
"""Height of the axis above a chart, in pixels."""
NAME_WIDTH = 34
"""Letters of a name on one line of a bar chart; what is longer is wrapped, never cut."""
MAX_BARS = 12
Choice = Literal["countries", "sub_types", "parties"]


def hues() -> Mapping[str, str]:
    """The colours of the theme in use."""
    return HUES["light" if st.context.theme.type == "light" else "dark"]


def say_how(what: str) -> None:
    """Say once on a page what of its charts can be clicked: ``bar or a date``."""
    st.html(f'<p class="bm-how">{to_html(f"Click a {what} to filter by it, once more to take that back.")}</p>')


def bars(key: str, title: str, counted: Sequence[tuple[str, str, int]], layer: str, choice: Choice | None) -> None:
    """Draw counts as bars, the longest first; a click on one filters by it, a second click takes that back.

    Parameters
    ----------
    key : str
        Unique on its page.
    title : str
    counted : sequence of (value, name, n)
        What to filter by, what to write, how many events.
    layer : str
        Whose colour the bars wear.
    choice : {"countries", "sub_types", "parties"} or None
        What of the filter a click sets, a party being a country's code or an actor's name; None draws bars that only
        tell.
    """
    ordered = sorted(counted, key=lambda c: (-c[2], c[1]))
    shown = ordered[:MAX_BARS]
    frame = pd.DataFrame(shown, columns=["value", "name", "n"])
    frame["lines"] = [wrapped(name, NAME_WIDTH) for name in frame["name"]]
    height = place_rows(frame)
    chosen = _chosen(choice)
    frame["shade"] = [1.0 if not chosen or value in chosen else 0.45 for value in frame["value"]]
    x, y = alt.X("n:Q", axis=None, scale=alt.Scale(domain=[0, max(frame["n"], default=1) * 1.15])), row_axis(height)
    hue, ink = hues()[layer], hues()["ink"]
    drawn = (
        alt.Chart(frame)
        .mark_bar(color=hue, cursor="pointer" if choice else "default", orient="horizontal")
        .encode(x=x, x2=alt.X2Datum(0), y=y("bar_top"), y2="bar_bottom", opacity=alt.Opacity("shade:Q", scale=None))
    )
    names = alt.Chart(frame).mark_text(align="left", baseline="top", fontSize=LETTERS, color=ink, lineBreak="\n", x=0)
    numbers = alt.Chart(frame).mark_text(align="left", dx=6, fontSize=LETTERS, fontWeight=600, color=ink)
    if choice:
        drawn = drawn.add_params(alt.selection_point(name="picked", fields=["value"], toggle=False))
    chart = alt.layer(
        drawn,
        names.encode(y=y("top"), text="lines:N"),
        numbers.encode(x=x, y=y("bar_middle"), text="n:Q"),
    )
    notes = [f"{len(ordered) - len(shown)} more not drawn"] if len(ordered) > len(shown) else []
    on_pick = (lambda point: _pick(str(point["value"]), choice)) if choice else None
    said = listed(f"{name} {n}" for _, name, n in shown) or "nothing"
    draw(key, title, chart, height, f"{title}: {said}", on_pick, notes)


def wrapped(text: str, width: int) -> str:
    """A text on as many lines as it needs."""
    return "\n".join(textwrap.wrap(text, width) or [""])


def place_rows(frame: pd.DataFrame) -> int:
    """Give each row room for its ``lines`` and the bar below them, in pixels from the top; returns the height."""
    tops, top = [], GAP
    for lines in frame["lines"]:
        tops.append(top)
        top += LINE * (lines.count("\n") + 1) + BAR + GAP
    frame["top"] = tops
    frame["bar_top"] = [t + LINE * (lines.count("\n") + 1) for t, lines in zip(tops, frame["lines"], strict=True)]
    frame["bar_bottom"] = frame["bar_top"] + BAR
    frame["bar_middle"] = frame["bar_top"] + BAR / 2
    return max(top, LINE)


def row_axis(height: int) -> Callable[[str], alt.Y]:
    """An upright axis on which one unit is one pixel, 0 at the top."""
    scale = alt.Scale(domain=[height, 0], nice=False)
    return lambda column: alt.Y(f"{column}:Q", axis=None, scale=scale)


def draw(
    key: str,
    title: str,
    chart: Any,
    height: int,
    description: str,
    on_pick: Callable[[dict[str, Any]], None] | None,
    notes: Sequence[str] = (),
) -> None:
    """Draw a chart in the page's own letters and colours.

    Parameters
    ----------
    key : str
        Unique on its page.
    title : str
    chart : altair chart
    height : int
        In pixels, its axis included.
    description : str
        What it shows, in words, for those who cannot see it.
    on_pick : callable or None
        Called with the fields of the point that was picked.
    notes : sequence of str
        What stands below the title.
    """
    look.heading(title)
    if notes:
        said = "; ".join(notes)
        st.html(f'<p class="bm-how">{to_html(said[:1].upper() + said[1:])}</p>')
    ink, grid = hues()["ink"], hues()["grid"]
    dressed = (
        chart.properties(height=height, description=description, padding={"left": 0, "right": 4, "top": 2, "bottom": 2})
        .configure(background="transparent", font=FONT)
        .configure_view(stroke=None)
        .configure_axis(
            labelFontSize=LETTERS, labelColor=ink, labelFont=FONT, gridColor=grid, domainColor=grid, tickColor=grid
        )
        .configure_text(font=FONT)
    )
    if on_pick is None:
        st.altair_chart(dressed, key=key, theme=None)
    else:
        now = f"{key}_{_picks(key)}"
        st.altair_chart(dressed, key=now, theme=None, on_select=lambda: _take(key, now, on_pick))


def _take(key: str, now: str, on_pick: Callable[[dict[str, Any]], None]) -> None:
    """Hand what was picked to the filter, once, and have the chart drawn anew without it.

    A chart that remembered it too would not notice a second click, nor that the filter bar was changed meanwhile.
    """
    points = st.session_state.get(now, {}).get("selection", {}).get("picked")
    if points and now == f"{key}_{_picks(key)}":
        st.session_state[f"{key}_picks"] = _picks(key) + 1
        on_pick(points[0])


def _picks(key: str) -> int:
    return int(st.session_state.get(f"{key}_picks", 0))


def _chosen(choice: Choice | None) -> set[str]:
    if choice is None:
        return set()
    if choice == "parties":
        return {*st.session_state["countries"], *filter(None, [st.session_state["text"]])}
    return set(st.session_state[choice])


def _pick(value: str, choice: Choice) -> None:
    if choice == "parties":
        view.set_party(value)
    elif choice != "countries" or value in view.country_names():
        view.set_choice(choice, [value])
