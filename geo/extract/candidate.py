"""A mention of an event in one clause, before mentions are merged."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.event import Layer
    from geo.extract.reading import Frame


@dataclass
class Candidate:
    """What one verb or noun says happened."""

    layer: Layer
    sub_type: str
    trigger: Token
    frame: Frame
    rule: str
    """Name of the rule that made it."""
    agents: list[Token] = field(default_factory=list)
    """Heads of the phrases of who did it."""
    others: list[Token] = field(default_factory=list)
    """Heads of the phrases of whom it was done with or to."""
    themes: list[Token] = field(default_factory=list)
    """What it was done with: the drone, the treaty, the troops."""
    weak: bool = False
    """Whether the words alone do not make it an event of this kind: only with a date and a place or two parties."""
    planned: bool = False
    """Whether the words say by themselves that it is still to come: "is due in Moscow"."""
