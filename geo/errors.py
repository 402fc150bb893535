"""Every error that Briefmap raises on purpose. Each says in one sentence what a person can do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


class BriefmapError(Exception):
    """Base of all errors a user can cause; its text is one sentence fit to be shown."""


class UnknownPlace(BriefmapError, LookupError):
    """A place id or name that the gazetteer does not hold."""


class UnreadableArticle(BriefmapError):
    """A file that cannot be read as article text."""


class UnreadableFile(BriefmapError):
    """A file of events that is not in a form Briefmap writes."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong with one record: where, what stands there, and why it cannot stay."""

    row: int
    """Number of the record in its file, from 1."""
    column: str
    """Field, dotted where it is inside another: ``places.0.role``."""
    value: Any
    """What was found."""
    reason: str
    """What was expected instead."""

    @property
    def shown(self) -> str:
        """The value as text of at most 80 characters; what is text stands as it is."""
        return _short(self.value if isinstance(self.value, str) else _written(self.value))

    def __str__(self) -> str:
        return f"row {self.row}, {self.column}: {_short(_written(self.value))}: {self.reason}"


def _written(value: Any) -> str:
    try:
        return repr(value)
    except (ValueError, RecursionError):  # Python refuses to write numbers of thousands of digits
        return "a number too long to write"


def _short(text: str) -> str:
    text = text.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair could not be shown
    return text if len(text) <= 80 else text[:77] + "..."


class InvalidRecords(BriefmapError):
    """Records that break the rules of :mod:`geo.event`; ``problems`` lists each of them."""

    def __init__(self, problems: list[Problem]):
        self.problems = problems
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        super().__init__(f"{problems[0]}{more}")
