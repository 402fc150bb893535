"""The map's colours where no style sheet reaches. They are those of ``assets/map.css``, and a test keeps them so."""

from __future__ import annotations

from collections.abc import Mapping

PALETTES: Mapping[str, Mapping[str, str]] = {
    "dark": {
        "sea": "#0d1620", "land": "#22303c", "border": "#5d7386", "disputed": "#9fb2c2", "name": "#d5dee6",
        "halo": "#0d1620", "panel": "#101b26", "ink": "#f2f6f9", "edge": "#4a5f72", "tint": "#b9c7d3",
        "airspace_incursion": "#ff7f4d", "treaty_partner": "#5e94eb", "deployment": "#13d49b", "meeting": "#dbb7ff",
    },
    "light": {
        "sea": "#dfe8ee", "land": "#fbfaf6", "border": "#8f9aa3", "disputed": "#5f6b75", "name": "#27323b",
        "halo": "#fbfaf6", "panel": "#ffffff", "ink": "#14202a", "edge": "#8796a3", "tint": "#5f6f7d",
        "airspace_incursion": "#c24100", "treaty_partner": "#0168f3", "deployment": "#0c6f53", "meeting": "#6f3093",
    },
}  # fmt: skip
"""Theme -> what is coloured -> ``#rrggbb``. Keys are the style sheet's custom properties; layers have their own."""
