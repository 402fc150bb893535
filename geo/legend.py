"""What the marks mean, in words: one list for the map and for pictures of it."""

from __future__ import annotations

from typing import Any

LEGEND: list[dict[str, Any]] = [
    {"head": "What happened"},
    {"shape": "airspace_incursion", "text": "Airspace incursion"},
    {"shape": "airspace_incursion", "className": "bm-hollow", "text": "Closure after an incursion"},
    {"shape": "treaty_partner", "text": "Treaty partner"},
    {"shape": "deployment", "text": "Deployment"},
    {"shape": "meeting", "text": "Meeting"},
    {"className": "bm-number", "text": "So many events on one spot"},
    {"head": "How sure of the place"},
    {"className": "bm-mark bm-radius bm-group-shared", "text": "Near here, in this circle"},
    {"className": "bm-mark bm-area bm-group-deployment", "text": "Somewhere in this area"},
    {"className": "bm-mark bm-tint-country bm-sample", "text": "Only the country is known"},
    {"shape": "meeting", "className": "bm-inferred", "text": "Dashed: inferred, or a draft"},
    {"head": "Between countries"},
    {"className": "bm-mark bm-tint-partner bm-fill", "text": "Bound by treaty"},
    {"className": "bm-mark bm-line bm-relation bm-group-treaty_partner", "text": "Relation, no treaty", "line": True},
    {"className": "bm-mark bm-line bm-planned bm-group-shared", "text": "Planned, not happened", "line": True},
    {"className": "bm-mark bm-line bm-call bm-group-meeting", "text": "Call or talks, not a place", "line": True},
    {"className": "bm-border bm-disputed", "text": "Disputed border", "line": True},
]
"""In the order shown. ``head`` begins a part; ``shape`` is a layer's; ``className`` names the look as
``assets/map.css`` has it, ``line`` says that it is that of a line."""

LEGEND_IN_THE_APP = [
    entry for entry in LEGEND if "className" in entry and ("line" not in entry or "bm-disputed" in entry["className"])
]
"""What the page does not say already: layers have their shape beside their count, lines their meaning on them."""

LEGEND_OF_NAMES: list[dict[str, Any]] = [
    {"shape": "place", "text": "Town or site named"},
    {"className": "bm-number", "text": "Named so many times"},
    {"className": "bm-mark bm-area bm-group-shared", "text": "Area named, no closer"},
    {"className": "bm-mark bm-tint-country bm-sample", "text": "Country named, no closer"},
    {"shape": "place", "className": "bm-inferred", "text": "Dashed: doubtful"},
]
"""For a map of the places that a text names."""
