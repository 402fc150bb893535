"""Charts of the theme pages (Vega-Lite through Altair): counts as bars, events on a time axis. Each is a filter too.

Streamlit brings Altair and the script that draws it, so nothing is fetched from outside; Vega writes labels as text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import altair as alt
import pandas as pd
import streamlit as st

from geo.palette import PALETTES
from geo.themes.spans import Span
from pages.parts import view

LETTERS = 18
"""Size of letters in charts, in pixels."""
MAX_BARS = 12
MAX_SPANS = 40
Choice = Literal["countries", "sub_types"]


def hues() -> Mapping[str, str]:
    """The colours of the theme in use."""
    return PALETTES["light" if st.context.theme.type == "light" else "dark"]


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
    choice : {"countries", "sub_types"} or None
        What of the filter a click sets; None draws bars that only tell.
    """
    shown = sorted(counted, key=lambda c: (-c[2], c[1]))[:MAX_BARS]
    frame = pd.DataFrame(shown, columns=["value", "name", "n"])
    chosen = set(st.session_state[choice]) if choice else set()
    frame["shade"] = [1.0 if not chosen or value in chosen else 0.45 for value in frame["value"]]
    base = alt.Chart(frame).encode(
        y=alt.Y("name:N", sort=list(frame["name"]), title=None, axis=alt.Axis(labelLimit=260, ticks=False)),
    )
    drawn = base.mark_bar(color=hues()[layer], cursor="pointer" if choice else "default").encode(
        x=alt.X("n:Q", axis=None), opacity=alt.Opacity("shade:Q", scale=None), tooltip=alt.value(None)
    )
    numbers = base.mark_text(align="left", dx=6, fontSize=LETTERS, fontWeight=600, color=hues()["ink"]).encode(
        x="n:Q", text="n:Q"
    )
    if choice:
        drawn = drawn.add_params(alt.selection_point(name="picked", fields=["value"], toggle=False))
    height = max(len(frame), 1) * 34 + 40
    _draw(key, title, alt.layer(drawn, numbers), height, (lambda: _pick(key, choice)) if choice else None)


def time_axis(key: str, title: str, spans: Sequence[Span], undated: int) -> None:
    """Draw events on a time axis, sure ends sharp, doubtful ends fading; a click sets the dates of the filter."""
    shown = spans[-MAX_SPANS:]
    frame = pd.DataFrame(
        [
            {
                "id": s.event_id, "title": s.title, "when": s.when, "layer": s.layer, "ends": s.ends,
                "first": pd.Timestamp(s.first), "last": pd.Timestamp(s.last) + pd.Timedelta(days=1),
                "begun_by": pd.Timestamp(s.begun_by) + pd.Timedelta(days=1),
                "from": s.first.isoformat(), "to": s.begun_by.isoformat(),
            }
            for s in shown
        ]
    )  # fmt: skip
    notes = [f"{undated} undated, not on the axis"] if undated else []
    notes += [f"{len(spans) - len(shown)} earlier ones left out"] if len(shown) < len(spans) else []
    said = f"{title} (fading ends: date not exact" + "".join(f"; {note}" for note in notes) + ")"
    chart = alt.layer(*(_span_bars(frame, ends) for ends in frame["ends"].unique()), _names(frame))
    _draw(key, said, chart, len(frame) * 34 + 70, lambda: _pick_dates(key))


def _span_bars(frame: pd.DataFrame, ends: str) -> Any:
    layer = frame["layer"].iloc[0]
    picked = alt.selection_point(name=f"picked_{ends}", fields=["from", "to"], toggle=False)
    return (
        alt.Chart(frame[frame["ends"] == ends])
        .mark_bar(height=18, minBandSize=4, color=_fade(hues()[layer], ends), cursor="pointer")
        .encode(
            x=alt.X("first:T", title=None, axis=alt.Axis(labelOverlap=True, tickCount=8)),
            x2="last:T",
            y=alt.Y("title:N", sort=list(frame["title"]), title=None, axis=None),
        )
        .add_params(picked)
    )


def _fade(hue: str, ends: str) -> Any:
    if ends == "exact":
        return hue
    clear = hue + "26"
    stops = [(0.0, clear), (0.5, hue), (1.0, clear)] if ends == "window" else [(0.0, clear), (0.35, hue), (1.0, hue)]
    return alt.LinearGradient(
        gradient="linear",
        stops=[alt.GradientStop(offset=at, color=colour) for at, colour in stops],
        x1=0,
        x2=1,
        y1=0,
        y2=0,
    )


def _names(frame: pd.DataFrame) -> Any:
    label = frame.assign(label=[f"{t}: {w}" for t, w in zip(frame["title"], frame["when"], strict=True)])
    return (
        alt.Chart(label)
        .mark_text(align="left", baseline="bottom", dy=-9, fontSize=LETTERS, color=hues()["ink"], limit=900)
        .encode(x=alt.X("first:T"), y=alt.Y("title:N", sort=list(frame["title"]), axis=None), text="label:N")
    )


def _draw(key: str, title: str, chart: Any, height: int, on_pick: Callable[[], None] | None) -> None:
    ink, grid = hues()["ink"], hues()["edge"]
    dressed = chart.properties(height=height, title=alt.Title(title, anchor="start", fontSize=LETTERS + 2, color=ink))
    dressed = dressed.configure(background="transparent").configure_view(stroke=None)
    dressed = dressed.configure_axis(
        labelFontSize=LETTERS, labelColor=ink, gridColor=grid, domainColor=grid, tickColor=grid, titleColor=ink
    )
    if on_pick is None:
        st.altair_chart(dressed, key=key, theme=None)
    else:
        st.altair_chart(dressed, key=key, theme=None, on_select=on_pick)


def _picked(key: str) -> list[dict[str, Any]]:
    selection = st.session_state[key].get("selection", {})
    return [point for name, points in selection.items() if name.startswith("picked") for point in points]


def _pick(key: str, choice: Choice) -> None:
    known = {"countries": set(view.country_names()), "sub_types": None}[choice]
    values = [str(point["value"]) for point in _picked(key)]
    view.set_choice(choice, [v for v in values if known is None or v in known])


def _pick_dates(key: str) -> None:
    picked = _picked(key)
    view.set_iso_dates(picked[0]["from"], picked[0]["to"]) if picked else view.set_dates(None, None)
