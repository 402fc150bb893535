"""The queue: which events wait, by state, source, layer and how sure their reading is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from geo.archive import Entry
from geo.event import LAYERS, Layer, Status

STATES: tuple[Status, ...] = ("draft", "confirmed", "rejected", "retracted")
"""States of an event, in the order in which the queue names them."""


@dataclass(frozen=True)
class Wanted:
    """What the queue shows; empty means all."""

    states: frozenset[Status] = frozenset({"draft"})
    sources: frozenset[str] = frozenset()
    layers: frozenset[Layer] = frozenset()
    least: float = 0.0
    """Least confidence, from 0 to 1."""
    most: float = 1.0

    def takes(self, entry: Entry) -> bool:
        """Whether an event is shown; one without a confidence is only while all of them are."""
        event, sure = entry.event, entry.event.confidence
        within = self.least <= sure <= self.most if sure is not None else (self.least, self.most) == (0.0, 1.0)
        return (
            (not self.states or entry.status in self.states)
            and (not self.sources or bool(self.sources & set(event.source_id)))
            and (not self.layers or event.layer in self.layers)
            and within
        )


def waiting(entries: Iterable[Entry], wanted: Wanted) -> list[Entry]:
    """The events that the queue shows, in the order given."""
    return [entry for entry in entries if wanted.takes(entry)]


def by_state(entries: Iterable[Entry]) -> dict[Status, int]:
    """How many events are in each state, zeros included."""
    found = Counter(entry.status for entry in entries)
    return {state: found[state] for state in STATES}


def by_layer(entries: Iterable[Entry]) -> dict[Layer, int]:
    """How many events are on each layer, zeros included."""
    found = Counter(entry.event.layer for entry in entries)
    return {layer: found[layer] for layer in LAYERS}


def next_draft(entries: list[Entry], event_id: str | None) -> str | None:
    """The draft after an event in a list, from its begin once more at the end; None where no draft is left."""
    ids = [entry.event.event_id for entry in entries]
    start = ids.index(event_id) + 1 if event_id in ids else 0
    turned = [*entries[start:], *entries[:start]]
    return next((e.event.event_id for e in turned if e.status == "draft" and e.event.event_id != event_id), None)
