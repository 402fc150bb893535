"""The matrix of partners: who is bound to whom by how many treaties, and by what short of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from geo.escape import apart
from geo.themes.treaties import Kind, Pair, partners_in_order
from geo.words import listed, number
from pages.parts import charts, view

MAX_PARTNERS = 12
NOUNS: dict[Kind, tuple[str, str]] = {
    "treaty": ("treaty", "treaties"),
    "relation": ("relation short of a treaty", "relations short of a treaty"),
    "planned": ("plan", "plans"),
}
"""The kinds that have a mark, in the order of their lines in a cell."""
LINE = 30
"""Height of one line of a cell, in pixels."""
LEAST = 80
"""Least height of a cell, in pixels: a heading of three lines of letters fits beside it."""
UPRIGHT_FROM = 8
"""From so many partners on, the names above the columns stand upright."""
WIDE, NARROW = 24, 14
"""Letters of a heading on one line, upright and level."""


def show(key: str, title: str, pairs: Sequence[Pair], names: Mapping[str, str]) -> None:
    """Draw partners by partners; a click on a pair filters by the two.

    Parameters
    ----------
    key : str
        Unique on its page.
    title : str
    pairs : sequence of Pair
        At least one.
    names : mapping of str to str
        Country names by ISO 3166-1 alpha-3 code; who has no country appears under its own name.
    """
    everyone = partners_in_order(pairs)
    order = everyone[:MAX_PARTNERS]
    upright = len(order) >= UPRIGHT_FROM
    kinds = [kind for kind in NOUNS if any(pair.counts[kind] for pair in pairs)]
    axes = _Axes(_headings(order, names), upright)
    cells = pd.DataFrame(_cells(order, pairs), columns=["first", "second", "state"])
    marks = pd.DataFrame(_marks(order, pairs), columns=["first", "second", "kind", "n"])
    layers = [_ground(axes.put(cells), axes)]
    for at, kind in enumerate(kinds):
        layers += _marks_of(axes.put(marks[marks["kind"] == kind]), kind, (at - (len(kinds) - 1) / 2) * LINE, axes)
    chart = alt.layer(*layers, _targets(axes.put(cells[cells["state"] == "tied"]), axes))
    height = max(len(kinds) * LINE + 6, LEAST) * len(order) + axes.room
    left_out = len(everyone) - len(order)
    notes = ["Disc: treaties in force or signed", "ring: relations short of a treaty", "dashed ring: planned"]
    notes += [f"{number(left_out, 'partner', 'partners')} not drawn"] if left_out else []
    said = f"{title}: {'; '.join(_in_words(pair, names) for pair in pairs)}"
    charts.draw(key, title, chart, height, said, lambda point: _pick(point, names), notes)


class _Axes:
    """The names at the left and above."""

    def __init__(self, headings: dict[str, str], upright: bool):
        self.headings = headings
        domain = list(headings.values())
        more_lines = max(name.count("\n") for name in domain)
        common: dict[str, Any] = {
            "title": None, "ticks": False, "domain": False, "labelLimit": 0, "labelOverlap": False,
            "labelLineHeight": charts.LINE, "labelExpr": "split(datum.label, '\\n')",
        }  # fmt: skip
        # The lines of a heading run down from its anchor: the room above is for the longest.
        level: dict[str, Any] = {
            "labelAngle": 0,
            "labelBaseline": "bottom",
            "labelPadding": 6 + charts.LINE * more_lines,
        }
        turned: dict[str, Any] = {"labelAngle": -90, "labelAlign": "left", "labelBaseline": "middle", "labelPadding": 6}
        self.room = 12 + (WIDE * charts.LETTERS // 2 if upright else charts.LINE * (more_lines + 1))
        one_line = "indexof(datum.label, '\\n') < 0"
        middle: Any = {"condition": {"test": one_line, "value": "middle"}, "value": "bottom"}
        self.x = alt.X(
            "column:N", sort=domain, scale=alt.Scale(domain=domain, padding=0),
            axis=alt.Axis(orient="top", **common, **(turned if upright else level)),
        )  # fmt: skip
        self.y = alt.Y(
            "row:N", sort=domain, scale=alt.Scale(domain=domain, padding=0),
            axis=alt.Axis(**common, labelBaseline=middle, labelPadding=8),
        )  # fmt: skip

    def put(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Put each pair into its row and column."""
        return frame.assign(row=frame["first"].map(self.headings), column=frame["second"].map(self.headings))


def _headings(order: Sequence[str], names: Mapping[str, str]) -> dict[str, str]:
    width = WIDE if len(order) >= UPRIGHT_FROM else NARROW
    headings: dict[str, str] = {}
    for code in order:
        name = charts.wrapped(apart(names.get(code, code)), width)
        # An actor that is called like a country is not that country.
        headings[code] = f"{name}\n(actor)" if name in headings.values() else name
    return headings


def _both_ways(order: Sequence[str], pairs: Sequence[Pair]) -> Iterator[tuple[str, str, Pair]]:
    for pair in pairs:
        if pair.first in order and pair.second in order:
            yield pair.first, pair.second, pair
            yield pair.second, pair.first, pair


def _cells(order: Sequence[str], pairs: Sequence[Pair]) -> list[tuple[str, str, str]]:
    tied = {(first, second) for first, second, _ in _both_ways(order, pairs)}
    return [
        (first, second, "self" if first == second else "tied" if (first, second) in tied else "free")
        for first in order
        for second in order
    ]


def _marks(order: Sequence[str], pairs: Sequence[Pair]) -> list[tuple[str, str, str, int]]:
    return [
        (first, second, kind, n)
        for first, second, pair in _both_ways(order, pairs)
        for kind, n in pair.counts.items()
        if kind in NOUNS
    ]


def _ground(cells: pd.DataFrame, axes: _Axes) -> Any:
    grid = charts.hues()["grid"]
    opacity = alt.Opacity("shade:Q", scale=None)
    shaded = cells.assign(shade=[0.7 if state == "self" else 0.0 for state in cells["state"]])
    edges = alt.Chart(cells).mark_rect(fillOpacity=0, stroke=grid, strokeWidth=1).encode(x=axes.x, y=axes.y)
    return alt.layer(alt.Chart(shaded).mark_rect(color=grid).encode(x=axes.x, y=axes.y, opacity=opacity), edges)


def _marks_of(marks: pd.DataFrame, kind: Kind, offset: float, axes: _Axes) -> list[Any]:
    hue, page, ink = charts.hues()["treaty_partner"], charts.hues()["page"], charts.hues()["ink"]
    sure = kind == "treaty"
    dash: Any = [4, 3] if kind == "planned" else alt.Undefined
    base = alt.Chart(marks).encode(x=axes.x, y=axes.y)
    circles = base.mark_point(
        shape="circle", size=540, opacity=1, fill=hue if sure else page, stroke=hue, strokeWidth=3, yOffset=offset,
        strokeDash=dash,
    )  # fmt: skip
    numbers = base.mark_text(
        fontSize=charts.LETTERS, fontWeight=600, baseline="middle", yOffset=offset + 1, color=page if sure else ink
    )
    return [circles, numbers.encode(text="n:Q")]


def _targets(cells: pd.DataFrame, axes: _Axes) -> Any:
    picked = alt.selection_point(name="picked", fields=["first", "second"], toggle=False)
    chart = alt.Chart(cells).mark_rect(opacity=0, cursor="pointer").encode(x=axes.x, y=axes.y)
    return chart.add_params(picked)


def _in_words(pair: Pair, names: Mapping[str, str]) -> str:
    counted = (number(pair.counts[kind], *nouns) for kind, nouns in NOUNS.items() if pair.counts[kind])
    first, second = (apart(names.get(end, end)) for end in (pair.first, pair.second))
    return f"{first} and {second}: {listed(counted)}"


def _pick(point: dict[str, Any], names: Mapping[str, str]) -> None:
    both = [str(point[end]) for end in ("first", "second")]
    view.set_pair([name for name in both if name in names], " ".join(name for name in both if name not in names))
