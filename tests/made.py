"""Makes raw event records for tests: a valid one, changed at will."""

from __future__ import annotations

from typing import Any

HASH = "0" * 64


def made_event(dates: tuple[str, str, int] | None = ("2025-09-10", "2025-09-10", 1), **fields: Any) -> dict[str, Any]:
    """A valid record of a drone over Poland, with ``fields`` put in their place."""
    start, end, precision = dates or (None, None, None)
    return {
        "event_id": "made-1",
        "layer": "airspace_incursion",
        "sub_type": "drone",
        "title": "A drone over Poland",
        "summary": "",
        "date_start": start,
        "date_end": end,
        "ongoing": False,
        "date_prec": precision,
        "date_basis": "stated" if dates else None,
        "places": [{"name": "Poland", "place_id": "iso:POL", "iso3": "POL"}],
        "where_prec": 6,
        "participants": [{"iso3": "POL", "role": "target"}],
        "evidence": [{"article": HASH, "start": 0, "end": 10}],
        "source_id": ["made"],
        "revision": {"who": "test", "when": "2025-10-06"},
    } | fields
