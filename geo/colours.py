"""The layers' colours for files that bring their own style: the light theme of ``assets/map.css``."""

from __future__ import annotations

LAYER_COLOURS = {
    "airspace_incursion": "#c24100",
    "treaty_partner": "#0063ad",
    "deployment": "#00704f",
    "meeting": "#7d32b0",
}
INK = "#14202a"
PANEL = "#ffffff"
