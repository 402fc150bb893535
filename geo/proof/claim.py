"""An exported event beside the texts that have to prove it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from geo.dates import DateMention
from geo.event import Event
from geo.proof.texts import Named, Span, Text, within


@dataclass(frozen=True)
class Witness:
    """One text at hand and the spans of it that an event gives as evidence."""

    text: Text
    spans: tuple[Span, ...]

    @property
    def words(self) -> str:
        """The evidence itself."""
        return "\n".join(self.text.text[start:end] for start, end in self.spans)

    @property
    def names(self) -> list[Named]:
        """Names that stand in the evidence."""
        return [name for name in self.text.names if within(self.spans, name.start, name.end)]

    @property
    def dates(self) -> list[DateMention]:
        """Date expressions that stand in the evidence."""
        return [mention for mention in self.text.dates if within(self.spans, mention.start, mention.end)]

    @property
    def envoys(self) -> dict[str, tuple[str, str]]:
        """People who stand in the evidence, by their country: the last name, and the words that tie them to it."""
        there = set(re.findall(r"[\w’'-]+", self.words))
        return {
            iso3: (name, words)
            for name, (iso3, words) in self.text.ties.items()
            if name in there or name + "’s" in there
        }

    @property
    def nearby(self) -> list[Named]:
        """Names in the paragraphs of the evidence."""
        spans = self.text.around(self.spans)
        return [name for name in self.text.names if within(spans, name.start, name.end)]


@dataclass(frozen=True)
class Claim:
    """What a file says of one event."""

    event: Event
    feature: Mapping[str, Any]
    """As it stands in the file."""
    published: date | None
    witnesses: tuple[Witness, ...]
    """One for each text at hand that the event names; each has to prove it by itself."""
