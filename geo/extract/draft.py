"""What extraction gives: an event that an article tells, not yet seen by a person."""

from __future__ import annotations

from dataclasses import dataclass

from geo.event import Event

BORROWED = ("place taken from the event told with it", "place named beside the event")
"""What a draft says whose place is that of another event."""


@dataclass(frozen=True)
class Draft:
    """One draft event."""

    event: Event
    """With ``revision.status`` "draft" and its ``confidence``."""
    unsure: tuple[str, ...] = ()
    """What a reviewer should look at, a line each."""


def is_adrift(draft: Draft) -> bool:
    """Whether nothing fixes it: no place, and no date but a borrowed one. A treaty left stands by itself."""
    event, undated = draft.event, next((line for line in draft.unsure if line.startswith("no date")), "")
    if event.modality == "planned" and undated == "no date":
        return True  # ahead, nobody says when
    if undated.endswith("told with it") and any(line.startswith(BORROWED) for line in draft.unsure):
        return True
    if event.places or not undated or event.sub_type == "treaty_ended":
        return False
    return event.layer == "meeting" or event.sub_type == "treaty_signed" or undated.endswith("told before it")
