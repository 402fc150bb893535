"""What a check finds: a claim proved, a claim that rests on a judgement, or one that fails."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

State = Literal["proved", "judged", "failed"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One claim of an event and what became of it."""

    about: str
    """What the claim is of: record, evidence, pin, place, date, party, kind, words."""
    state: State
    why: str
    """One line for a reader: the words that prove it, the judgement it rests on, or what is wrong."""


def proved(about: str, why: str) -> Finding:
    """A claim that follows from the words, the gazetteer and the calendar."""
    return Finding(about, "proved", why)


def judged(about: str, why: str) -> Finding:
    """A claim that a person made for a stated reason and no words give."""
    return Finding(about, "judged", why)


def failed(about: str, why: str) -> Finding:
    """A claim that does not hold, or that nothing at hand proves."""
    return Finding(about, "failed", why)


def worst(findings: Iterable[Finding]) -> State:
    """The state of an event as a whole."""
    states = {finding.state for finding in findings}
    return "failed" if "failed" in states else "judged" if "judged" in states else "proved"
