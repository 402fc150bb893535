"""The one way rows get into the archive: a change in the journal, and new versions of the records it touches."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, func, insert, select

from geo.archive import search
from geo.archive.diff import field_changes
from geo.archive.tables import changes, event_revisions, source_revisions
from geo.errors import ArchiveError, Conflict, UnknownRecord
from geo.event import Event, Revision, Source, Status


@dataclass(frozen=True)
class Entry:
    """An event as it stands in the archive; ``event.revision`` says its version and status."""

    event: Event
    unsure: tuple[str, ...]
    """What its reading was unsure of, a sentence each."""
    merged_into: str | None
    """The event that it was found to be another report of."""
    change: int
    """The change that brought it to this version."""
    place: int
    """Its place in the order of all events."""

    @property
    def version(self) -> int:
        """Its version; a change of it must name the one that was read."""
        return self.event.revision.version

    @property
    def status(self) -> Status:
        """draft, confirmed, rejected or retracted."""
        return self.event.revision.status


@dataclass(frozen=True)
class SourceEntry:
    """A source as it stands in the archive."""

    source: Source
    version: int
    status: str
    """cited, held (its article is in the archive) or withdrawn."""
    change: int


def now() -> datetime:
    """The moment it is, in UTC."""
    return datetime.now(UTC)


class Journal:
    """Writes one change: made within a transaction, gone with it if anything fails."""

    def __init__(self, connection: Connection, who: str, kind: str, note: str = "", undoes: int | None = None):
        if not who.strip():
            raise ArchiveError("A change needs the name of who makes it.")
        self.connection = connection
        self.who, self.note, self.kind = who.strip()[:300], note, kind
        newest = connection.execute(select(changes.c.id, changes.c.at).order_by(changes.c.id.desc()).limit(1)).first()
        # A clock that was put back must not put a change before the one it follows.
        self.at: datetime = max(now(), newest.at) if newest else now()
        self.id: int = (newest.id if newest else 0) + 1
        self._row = {"who": self.who, "kind": kind, "note": note, "undoes": undoes}
        self._written = False

    def event(self, event_id: str) -> Entry:
        """An event's newest version.

        Raises
        ------
        UnknownRecord
        """
        if entry := self.find_event(event_id):
            return entry
        raise UnknownRecord(f"The archive holds no event {event_id}.")

    def find_event(self, event_id: str) -> Entry | None:
        """An event's newest version, None where there is none."""
        return event_at(self.connection, event_id)

    def event_as_read(self, event_id: str, version: int) -> Entry:
        """An event's newest version, if it is the one that was read.

        Raises
        ------
        UnknownRecord
        Conflict
            Says who has changed it since, and what.
        """
        entry = self.event(event_id)
        if entry.version != version:
            row = change_row(self.connection, entry.change)
            read = event_at(self.connection, event_id, version)
            changed = field_changes(read.event if read else None, entry.event)
            raise Conflict(event_id, row.who, row.at, entry.version, changed)
        return entry

    def write_event(
        self, event: Event, status: Status, unsure: Sequence[str] = (), merged_into: str | None = None,
        revision: Revision | None = None,
    ) -> Entry:  # fmt: skip
        """Add the next version of an event, or its first.

        Parameters
        ----------
        event : Event
            Its revision is made anew, unless ``revision`` is given.
        """
        before = self.find_event(event.event_id)
        made = revision or Revision(
            version=before.version + 1 if before else 1, status=status, who=self.who, when=self.at.date(),
            what=self.note or self.kind.replace("_", " "),
        )  # fmt: skip
        self._write_change()
        stored = event.model_copy(update={"revision": made})
        key = self.connection.execute(
            insert(event_revisions).values(
                event_id=event.event_id, version=made.version, status=status, record=stored.model_dump_json(),
                unsure=json.dumps(list(unsure), ensure_ascii=False), merged_into=merged_into, change_id=self.id,
            )
        ).inserted_primary_key  # fmt: skip
        place = before.place if before else int(key[0]) if key else 0
        search.keep_event(self.connection, stored, place)
        return Entry(stored, tuple(unsure), merged_into, self.id, place)

    def source(self, source_id: str) -> SourceEntry:
        """A source's newest version.

        Raises
        ------
        UnknownRecord
        """
        if entry := self.find_source(source_id):
            return entry
        raise UnknownRecord(f"The archive holds no source {source_id}.")

    def find_source(self, source_id: str) -> SourceEntry | None:
        """A source's newest version, None where there is none."""
        return newest_source(self.connection, source_id)

    def source_as_read(self, source_id: str, version: int) -> SourceEntry:
        """A source's newest version, if it is the one that was read; else a :class:`~geo.errors.Conflict`."""
        entry = self.source(source_id)
        if entry.version != version:
            row = change_row(self.connection, entry.change)
            raise Conflict(source_id, row.who, row.at, entry.version)
        return entry

    def write_source(self, source: Source, status: str = "") -> SourceEntry:
        """Add the next version of a source, or its first; its status stays, unless one is given."""
        before = self.find_source(source.source_id)
        version = before.version + 1 if before else 1
        status = status or (before.status if before else "cited")
        self._write_change()
        self.connection.execute(
            insert(source_revisions).values(
                source_id=source.source_id, version=version, status=status, record=source.model_dump_json(),
                change_id=self.id,
            )
        )  # fmt: skip
        return SourceEntry(source, version, status, self.id)

    def add_row(self, table: Table, **values: Any) -> int:
        """Add a row that belongs to this change; its number."""
        self._write_change()
        key = self.connection.execute(insert(table).values(change_id=self.id, **values)).inserted_primary_key
        return int(key[0]) if key else 0

    def _write_change(self) -> None:
        """The journal's own row, once something has changed."""
        if not self._written:
            self.connection.execute(insert(changes).values(id=self.id, at=self.at, **self._row))
            self._written = True


def event_at(connection: Connection, event_id: str, version: int | None = None) -> Entry | None:
    """One version of an event, the newest without a number."""
    own = event_revisions.c.event_id == event_id
    asked = select(event_revisions, select(func.min(event_revisions.c.id)).where(own).scalar_subquery().label("place"))
    asked = asked.where(own)
    if version is not None:
        asked = asked.where(event_revisions.c.version == version)
    row = connection.execute(asked.order_by(event_revisions.c.version.desc()).limit(1)).first()
    return entry_of(row) if row else None


def entry_of(row: Row[Any]) -> Entry:
    """An event out of its row, which has a ``place`` beside the table's columns."""
    event = Event.model_validate_json(row.record)
    return Entry(event, tuple(json.loads(row.unsure)), row.merged_into, row.change_id, row.place)


def newest_source(connection: Connection, source_id: str) -> SourceEntry | None:
    """A source's newest version, None where there is none."""
    own = source_revisions.c.source_id == source_id
    newest = select(source_revisions).where(own).order_by(source_revisions.c.version.desc()).limit(1)
    row = connection.execute(newest).first()
    return source_entry(row) if row else None


def source_entry(row: Row[Any]) -> SourceEntry:
    """A source out of its row."""
    return SourceEntry(Source.model_validate_json(row.record), row.version, row.status, row.change_id)


def change_row(connection: Connection, change: int) -> Row[Any]:
    """A row of the journal.

    Raises
    ------
    UnknownRecord
    """
    row = connection.execute(select(changes).where(changes.c.id == change)).first()
    if row is None:
        raise UnknownRecord(f"The archive holds no change {change}.")
    return row
