"""What extraction gives: an event that an article tells, not yet seen by a person."""

from __future__ import annotations

from dataclasses import dataclass

from geo.event import Event


@dataclass(frozen=True)
class Draft:
    """One draft event."""

    event: Event
    """With ``revision.status`` "draft" and its ``confidence``."""
    unsure: tuple[str, ...] = ()
    """What a reviewer should look at, a line each."""
