"""QGIS styles: colour and shape by layer, doubt dashed, and the dates for QGIS' temporal controller."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geo.event import LAYERS
from geo.palette import PALETTES
from geo.words import LAYER_NAMES

SHAPES = {
    "airspace_incursion": "triangle",
    "treaty_partner": "diamond",
    "deployment": "square",
    "meeting": "circle",
}
FILL_OPACITY = 41
"""Of 255: areas are places that an event is somewhere in, never a thing of that size."""
START, END = "time_start", "time_end"
"""Columns of QGIS' temporal controller. It takes null as open: an undated event may be at any time, and one that goes
on has no end."""
_DASHED_LINE = (
    """("inferred" OR "drawn_as" IN ('relation', 'planned', 'call', 'talks', 'stretch')) AND "drawn_as" <> 'treaty'"""
)

COLOURS = PALETTES["light"]
"""The map's colours on white paper."""


@dataclass(frozen=True)
class Rule:
    """Which events a symbol stands for, and how it looks."""

    label: str
    where: str
    """QGIS expression."""
    kind: str
    """``SimpleMarker``, ``SimpleLine`` or ``SimpleFill``."""
    look: Mapping[str, str]


def to_qml(table: str) -> str:
    """The QGIS style of a table.

    Parameters
    ----------
    table : {"points", "lines", "areas"}

    Returns
    -------
    str
        A QML document: rules by layer, and temporal settings by :data:`START` and :data:`END`.

    Raises
    ------
    KeyError
        For any other table.
    """
    rules = {"points": _points, "lines": _lines, "areas": _areas}[table]()
    root = ET.Element("qgis", version="3.22.0", styleCategories="Symbology|Temporal")
    # Mode 2 is start and end from fields; limit mode 0 leaves the end out.
    ET.SubElement(root, "temporal", enabled="1", mode="2", limitMode="0", startField=START, endField=END)
    _renderer(root, table, list(rules))
    ET.indent(root)
    return ET.tostring(root, encoding="unicode")


def _points() -> Iterable[Rule]:
    for layer, colour in ((name, COLOURS[name]) for name in LAYERS):
        body = {"name": SHAPES[layer], "color": _rgba(colour), "size": "4.5", "size_unit": "MM"}
        firm = {"outline_color": _rgba(COLOURS["panel"]), "outline_width": "0.4", "outline_style": "solid"}
        vague = {"outline_color": _rgba(COLOURS["ink"]), "outline_width": "0.5", "outline_style": "dash"}
        yield _rule(layer, "", 'NOT "inferred" AND NOT "consequence"', "SimpleMarker", body | firm)
        yield _rule(layer, ", inferred", '"inferred" AND NOT "consequence"', "SimpleMarker", body | vague)
        if layer == "airspace_incursion":
            hollow = body | {"color": _rgba(COLOURS["panel"]), "outline_color": _rgba(colour), "outline_width": "0.8"}
            stated, guessed = {"outline_style": "solid"}, {"outline_style": "dash"}
            yield _rule(layer, ": closures", 'NOT "inferred" AND "consequence"', "SimpleMarker", hollow | stated)
            yield _rule(layer, ": closures, inferred", '"inferred" AND "consequence"', "SimpleMarker", hollow | guessed)


def _lines() -> Iterable[Rule]:
    for layer, colour in ((name, COLOURS[name]) for name in LAYERS):
        body = {"line_color": _rgba(colour), "line_width": "0.9", "line_width_unit": "MM", "capstyle": "flat"}
        yield _rule(layer, "", f"NOT ({_DASHED_LINE})", "SimpleLine", body | {"line_style": "solid"})
        yield _rule(layer, ", no place or inferred", _DASHED_LINE, "SimpleLine", body | {"line_style": "dash"})


def _areas() -> Iterable[Rule]:
    for layer, colour in ((name, COLOURS[name]) for name in LAYERS):
        look = {
            "color": _rgba(colour, FILL_OPACITY), "style": "solid",
            "outline_color": _rgba(colour), "outline_width": "0.6", "outline_style": "dash",
        }  # fmt: skip
        yield _rule(layer, ", somewhere in here", "TRUE", "SimpleFill", look)


def _rule(layer: str, more: str, where: str, kind: str, look: Mapping[str, str]) -> Rule:
    return Rule(LAYER_NAMES[layer] + more, f"\"layer\" = '{layer}' AND ({where})", kind, look)


def _renderer(root: ET.Element, table: str, rules: list[Rule]) -> None:
    renderer = ET.SubElement(root, "renderer-v2", type="RuleRenderer", symbollevels="0", forceraster="0")
    listed = ET.SubElement(renderer, "rules", key=f"{{{table}}}")
    symbols = ET.SubElement(renderer, "symbols")
    for n, rule in enumerate(rules):
        key = f"{{{table}-{n}}}"
        ET.SubElement(listed, "rule", key=key, filter=rule.where, symbol=str(n), label=rule.label)
        kind = rule.kind.removeprefix("Simple").lower()
        symbol = ET.SubElement(symbols, "symbol", type=kind, name=str(n), alpha="1", clip_to_extent="1")
        layer = ET.SubElement(symbol, "layer", {"class": rule.kind, "enabled": "1", "locked": "0", "pass": "0"})
        options = ET.SubElement(layer, "Option", type="Map")
        for name, value in rule.look.items():
            ET.SubElement(options, "Option", type="QString", name=name, value=value)


def _rgba(colour: str, opacity: int = 255) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"{red},{green},{blue},{opacity}"
