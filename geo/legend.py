"""What the marks mean, in words: one list for the map and for pictures of it."""

from __future__ import annotations

from typing import Any

LEGEND: list[dict[str, Any]] = [
    {"shape": "airspace_incursion", "text": "Airspace incursion"},
    {"shape": "airspace_incursion", "className": "bm-hollow", "text": "… its consequence: closure"},
    {"shape": "treaty_partner", "text": "Treaty partner"},
    {"shape": "deployment", "text": "Deployment"},
    {"shape": "meeting", "text": "Meeting"},
    {"className": "bm-mark bm-tint-partner bm-fill", "text": "Bound by treaty"},
    {"className": "bm-mark bm-tint-country bm-sample", "text": "Only the country is known"},
    {"className": "bm-mark bm-area bm-group-shared", "text": "Somewhere in this area"},
    {"className": "bm-mark bm-line bm-relation bm-group-treaty_partner", "text": "Relation, no treaty", "line": True},
    {"className": "bm-mark bm-line bm-call bm-group-meeting", "text": "Call or talks, not a place", "line": True},
    {"className": "bm-border bm-disputed", "text": "Disputed border", "line": True},
    {"shape": "meeting", "className": "bm-inferred", "text": "Dashed: inferred, not stated"},
]
"""In the order shown. ``shape`` is a layer's; ``className`` names the look as ``assets/map.css`` has it."""
