"""Joins consequences to what they follow from: an airport closed after a drone came in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from geo.event import CLOSURES, Event
from geo.extract.draft import Draft

WITHIN = timedelta(days=1)
"""A closure begins at most so long after, or before, what it follows from."""
RESPONSE = "air_defence_response"


def with_causes(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts whose closures and air-defence responses name the incursion they follow from, where one fits."""
    causes = [d.event for d in drafts if d.event.layer == "airspace_incursion" and d.event.sub_type not in CLOSURES]
    return [_joined(draft, causes) for draft in drafts]


def _joined(draft: Draft, causes: list[Event]) -> Draft:
    event = draft.event
    if event.sub_type not in CLOSURES and event.sub_type != RESPONSE:
        return draft
    cause = next((c for c in causes if c.modality != "planned" and _near(event, c) and _here(event) & _here(c)), None)
    if cause is None:
        return draft
    return replace(draft, event=event.model_copy(update={"caused_by": cause.event_id}))


def _near(event: Event, cause: Event) -> bool:
    if event.date_start is None or event.date_end is None or cause.date_start is None or cause.date_end is None:
        return False
    return cause.date_start - WITHIN <= event.date_end and event.date_start <= cause.date_end + WITHIN


def _here(event: Event) -> set[str]:
    """Countries that suffered it."""
    places = {ref.iso3 for ref in event.places if ref.iso3 and ref.role == "at"}
    return places | {p.iso3 for p in event.participants if p.iso3 and p.role in ("target", "hosting", "deploying")}
