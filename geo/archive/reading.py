"""Reads states of the archive: as it stands, as it was known, what happened to one event, what changed between two."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Connection, func, select

from geo.archive.diff import FieldChange, field_changes
from geo.archive.journal import Entry, SourceEntry, change_row, entry_of, source_entry
from geo.archive.tables import changes, event_revisions, source_revisions
from geo.errors import UnknownRecord
from geo.event import Event, Source, Status

Moment = int | date | datetime
"""A point in the archive's history: a version of it, a moment (in UTC unless it says otherwise), or a day (UTC)."""


@dataclass(frozen=True)
class Step:
    """One version of an event: who made it, when, how, and what it changed."""

    version: int
    status: Status
    who: str
    at: datetime
    kind: str
    note: str
    changed: tuple[FieldChange, ...]
    merged_into: str | None
    change: int


@dataclass(frozen=True)
class Changed:
    """An event that differs between two states of what was confirmed."""

    before: Event | None
    after: Event | None
    fields: tuple[FieldChange, ...]
    """Empty for what was added or retracted."""
    who: str
    """Who changed it last in that time."""
    at: datetime
    note: str

    @property
    def event(self) -> Event:
        """The event as it stands, or stood last."""
        found = self.after or self.before
        assert found is not None
        return found


@dataclass(frozen=True)
class Regraded:
    """A source that was given another grade, or more to say of it."""

    before: Source
    after: Source
    fields: tuple[FieldChange, ...]
    who: str
    at: datetime


@dataclass(frozen=True)
class Changes:
    """What changed in what was confirmed, between two states of the archive; each in the order of the events."""

    since: int
    until: int
    """Versions of the archive."""
    added: tuple[Changed, ...]
    changed: tuple[Changed, ...]
    retracted: tuple[Changed, ...]
    regraded: tuple[Regraded, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.retracted or self.regraded)


def newest(connection: Connection) -> int:
    """The archive's version: the number of its newest change, 0 before the first."""
    return int(connection.scalar(select(func.max(changes.c.id))) or 0)


def rewritten_since(connection: Connection, version: int) -> bool:
    """Whether the archive was brought back from a backup since, or is another one."""
    restored = select(changes.c.id).where(changes.c.id > version, changes.c.kind == "restore").limit(1)
    return newest(connection) < version or connection.scalar(restored) is not None


def change_of(connection: Connection, moment: Moment, begin: bool = False) -> int:
    """The newest change at a moment.

    Parameters
    ----------
    connection : Connection
    moment : int, date or datetime
        A day stands for its end, or with ``begin`` for its begin.
    begin : bool
    """
    if isinstance(moment, int):
        return moment
    if isinstance(moment, datetime):
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return int(connection.scalar(select(func.max(changes.c.id)).where(changes.c.at <= aware)) or 0)
    end = datetime.combine(moment, time(tzinfo=UTC)) + timedelta(days=0 if begin else 1)
    return int(connection.scalar(select(func.max(changes.c.id)).where(changes.c.at < end)) or 0)


def entries(
    connection: Connection, status: Collection[str] | None = None, at: int | None = None, after: int = 0
) -> list[Entry]:
    """Events as they stand, or stood at a change, in the order in which they came.

    Parameters
    ----------
    connection : Connection
    status : collection of str, optional
        Only those in one of these states.
    at : int, optional
        The change up to which the archive is read.
    after : int
        Only events that a later change than this has touched.
    """
    rows = event_revisions
    heads = select(rows.c.event_id, func.max(rows.c.version).label("version"), func.min(rows.c.id).label("place"))
    heads = heads.group_by(rows.c.event_id)
    if at is not None:
        heads = heads.where(rows.c.change_id <= at)
    if after:
        heads = heads.where(rows.c.event_id.in_(select(rows.c.event_id).where(rows.c.change_id > after)))
    head = heads.subquery()
    asked = select(rows, head.c.place).join(
        head, (head.c.event_id == rows.c.event_id) & (head.c.version == rows.c.version)
    )
    if status is not None:
        asked = asked.where(rows.c.status.in_(list(status)))
    return [entry_of(row) for row in connection.execute(asked.order_by(head.c.place))]


def sources(connection: Connection, at: int | None = None) -> dict[str, SourceEntry]:
    """Sources by id, as they stand or stood at a change, in the order in which they came."""
    rows = source_revisions
    heads = select(rows.c.source_id, func.max(rows.c.version).label("version"), func.min(rows.c.id).label("place"))
    if at is not None:
        heads = heads.where(rows.c.change_id <= at)
    head = heads.group_by(rows.c.source_id).subquery()
    asked = select(rows).join(head, (head.c.source_id == rows.c.source_id) & (head.c.version == rows.c.version))
    found = map(source_entry, connection.execute(asked.order_by(head.c.place)))
    return {entry.source.source_id: entry for entry in found}


def history(connection: Connection, event_id: str) -> list[Step]:
    """Every version of an event, the first one first.

    Raises
    ------
    UnknownRecord
    """
    asked = select(event_revisions, changes.c.who, changes.c.at, changes.c.kind, changes.c.note)
    asked = asked.join(changes, changes.c.id == event_revisions.c.change_id)
    rows = connection.execute(
        asked.where(event_revisions.c.event_id == event_id).order_by(event_revisions.c.version)
    ).all()
    if not rows:
        raise UnknownRecord(f"The archive holds no event {event_id}.")
    steps, before = [], None
    for row in rows:
        event = Event.model_validate_json(row.record)
        changed = field_changes(before, event) if before else ()
        steps.append(
            Step(row.version, row.status, row.who, row.at, row.kind, row.note, changed, row.merged_into, row.change_id)
        )
        before = event
    return steps


def changes_between(connection: Connection, since: Moment, until: Moment | None = None) -> Changes:
    """What differs in what was confirmed.

    Parameters
    ----------
    connection : Connection
    since, until : int, date or datetime
        A day counts whole at both ends: from its begin, to its end. Without ``until``, up to now.
    """
    first = change_of(connection, since, begin=True)
    last = newest(connection) if until is None else change_of(connection, until)
    # Only what was touched since is read: of many events few change.
    then = {e.event.event_id: e.event for e in entries(connection, ("confirmed",), first, after=first)}
    touched = [e for e in entries(connection, None, last, after=first) if e.change > first]
    added, changed, retracted = [], [], []
    for entry in touched:
        before = then.get(entry.event.event_id)
        after = entry.event if entry.status == "confirmed" else None
        fields = field_changes(before, after) if before and after else ()
        row = change_row(connection, entry.change)
        note = row.note or (f"merged into {entry.merged_into}" if entry.merged_into else "")
        found = Changed(before, after, fields, row.who, row.at, note)
        if before is None and after is not None:
            added.append(found)
        elif before is not None and after is None:
            retracted.append(found)
        elif fields:
            changed.append(found)
    return Changes(first, last, tuple(added), tuple(changed), tuple(retracted), _regraded(connection, first, last))


def _regraded(connection: Connection, first: int, last: int) -> tuple[Regraded, ...]:
    then, now = sources(connection, first), sources(connection, last)
    found = []
    for source_id, entry in now.items():
        before = then.get(source_id)
        if before and (fields := field_changes(before.source, entry.source)):
            row = change_row(connection, entry.change)
            found.append(Regraded(before.source, entry.source, fields, row.who, row.at))
    return tuple(found)
