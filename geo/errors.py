"""Every error that Briefmap raises on purpose. Each says in one sentence what a person can do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
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


class ArchiveError(BriefmapError):
    """An archive that cannot be used, or a change that it does not take."""


class ArchiveDamaged(ArchiveError):
    """A file that is no archive, or no longer a whole one."""


class ArchiveTooNew(ArchiveError):
    """An archive that a newer Briefmap has written."""


class ArchiveFull(ArchiveError):
    """There is no room left on the disk."""


class ArchiveReadOnly(ArchiveError):
    """An archive that can be read and not written."""


class UnknownRecord(ArchiveError, LookupError):
    """An event, source or change that the archive does not hold."""


class NotPossible(ArchiveError):
    """A change that makes no sense as the record stands: accepting what is confirmed already."""


class Conflict(ArchiveError):
    """Somebody else has changed a record since it was read; nothing was overwritten."""

    def __init__(self, record_id: str, who: str, at: datetime, version: int, changed: Sequence[Any] = ()):
        self.record_id = record_id
        self.who = who
        """Who changed it last."""
        self.at = at
        """When, in UTC."""
        self.version = version
        """Its version now."""
        self.changed = tuple(changed)
        """What has changed since, each a :class:`geo.archive.diff.FieldChange`."""
        fields = ", ".join(dict.fromkeys(change.field for change in self.changed)) or "its state"
        super().__init__(
            f"{record_id} was changed by {who} at {at:%H:%M} UTC on {at:%Y-%m-%d} ({fields}) after you had read it; "
            "nothing was overwritten. Look at it again, then repeat your change."
        )
