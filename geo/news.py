"""What changed between two states of the archive, as a store that can be shown: each event with what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from geo.known import Moment, following
from geo.store import Store

if TYPE_CHECKING:
    from geo.archive import Changed, Changes

NEW, CHANGED, RETRACTED = "new", "changed", "retracted"


@dataclass(frozen=True, eq=False)
class News:
    """What changed, and the store of its events; their frame has the column ``news``."""

    changes: Changes
    store: Store
    found: Mapping[str, tuple[str, Changed]]
    """By event id: what became of it, and how."""


def read_news(since: Moment, until: Moment | None = None) -> News | None:
    """What changed of what is confirmed; None where there is no archive.

    Parameters
    ----------
    since, until : int, date or datetime
        A version of the archive, a moment, or a day, which counts whole at both ends (UTC). Without ``until``, up to
        now.

    Raises
    ------
    geo.errors.ArchiveError
        If there is an archive, and it cannot be used.
    """
    followed = following()
    archive = followed.archive()
    if archive is None:
        return None
    changes = archive.changes(since, until)
    told = {NEW: changes.added, CHANGED: changes.changed, RETRACTED: changes.retracted}
    found = {change.event.event_id: (word, change) for word, those in told.items() for change in those}
    # The sources as well of what was retracted, which may be withdrawn with it.
    sources = {key: entry.source for key, entry in archive.sources().items()}
    known = followed.store()
    store = known.renewed([change.event for _, change in found.values()], sources, known.texts)
    store.events["news"] = [word for word, _ in found.values()]
    return News(changes, store, found)


def in_words(since: Moment, visited: bool) -> str:
    """The begin of the time asked for, as words."""
    if isinstance(since, datetime):
        said = f"{since:%Y-%m-%d %H:%M} UTC"
        return f"since your last visit, {said}" if visited else f"since {said}"
    if isinstance(since, date):
        return f"since {since:%Y-%m-%d}"
    return "since the archive was begun"
