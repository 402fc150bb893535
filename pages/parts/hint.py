"""What to do first, for whoever opens the map for the first time."""

from __future__ import annotations

from pages.parts.components import own

TEXT = "Click a mark to open its event and the sentence it comes from."
MORE = "Drag along the timeline to choose dates. Press ? for all keys."

_hint = own("hint")


def show() -> None:
    """Say it over the map, until it has been read once in this browser."""
    _hint(key="hint", data={"text": TEXT, "more": MORE, "done": "Got it"})
