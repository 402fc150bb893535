"""Undo: whatever a change did is put back by a change of its own, which can be undone in turn."""

from __future__ import annotations

from sqlalchemy import Connection, select

from geo.archive.diff import field_changes
from geo.archive.journal import Entry, Journal, SourceEntry, change_row, event_at, source_entry
from geo.archive.merging import without_report
from geo.archive.tables import changes, event_revisions, source_revisions
from geo.errors import Conflict, NotPossible

FINAL = frozenset({"load", "restore"})
"""Kinds of changes that are not a person's review and cannot be undone."""


def newest_undoable(connection: Connection, who: str) -> int:
    """The newest change of somebody that is not undone.

    Raises
    ------
    NotPossible
        If there is none.
    """
    again = changes.alias()
    undone_undo = select(again.c.undoes).where(again.c.undoes.is_not(None))
    undone = select(changes.c.undoes).where(changes.c.undoes.is_not(None), changes.c.id.not_in(undone_undo))
    own = select(changes.c.id).where(
        changes.c.who == who.strip(),
        changes.c.kind != "undo",
        changes.c.kind.not_in(FINAL),
        changes.c.id.not_in(undone),
    )
    found = connection.scalar(own.order_by(changes.c.id.desc()).limit(1))
    if found is None:
        raise NotPossible(f"There is no change of {who} left to undo.")
    return int(found)


def undo(journal: Journal, change: int) -> list[Entry]:
    """Put back what a change did.

    A merge can be undone even when the known event has gone on since: then only what the report brought is taken out.

    Returns
    -------
    list of Entry
        The events as they stand now.

    Raises
    ------
    Conflict
        If somebody has changed one of its records since; nothing is undone then.
    NotPossible
        If it is no change of a reviewer, or undone already.
    """
    row = change_row(journal.connection, change)
    if row.kind in FINAL:
        raise NotPossible(f"Change {change} is not a reviewer's ({row.kind}); it cannot be undone.")
    _must_stand(journal.connection, change)
    _sources(journal, change)
    asked = select(event_revisions.c.event_id, event_revisions.c.version).where(event_revisions.c.change_id == change)
    found = journal.connection.execute(asked.order_by(event_revisions.c.id)).all()
    return [_put_back(journal, event_id, version, row.kind == "merge") for event_id, version in found]


def _put_back(journal: Journal, event_id: str, version: int, merged: bool) -> Entry:
    head = journal.event(event_id)
    before = event_at(journal.connection, event_id, version - 1)
    if version not in _stands_for(journal.connection, head):
        if merged and before and head.status in ("draft", "confirmed"):
            report = _report_of(journal, event_id, version)
            rest = without_report(head.event, report.event, before.event)
            return journal.write_event(rest, head.status, head.unsure)
        journal.event_as_read(event_id, version)  # raises the conflict
    if before is None:
        return journal.write_event(head.event, "rejected" if head.status == "draft" else "retracted", head.unsure)
    return journal.write_event(before.event, before.status, before.unsure, before.merged_into)


def _stands_for(connection: Connection, entry: Entry) -> list[int]:
    """The versions that an entry is as good as: its own and, if an undo made it, those that it brought back."""
    found = [entry.version]
    while (row := change_row(connection, entry.change)).kind == "undo":
        undone = select(event_revisions.c.version).where(
            event_revisions.c.event_id == entry.event.event_id, event_revisions.c.change_id == row.undoes
        )
        again = event_at(connection, entry.event.event_id, int(connection.scalar(undone) or 0) - 1)
        if again is None or again.status != entry.status or field_changes(again.event, entry.event):
            break
        entry = again
        found.append(entry.version)
    return found


def _report_of(journal: Journal, into: str, version: int) -> Entry:
    """The report that a version of an event came of."""
    change = select(event_revisions.c.change_id).where(
        event_revisions.c.event_id == into, event_revisions.c.version == version
    )
    own = select(event_revisions.c.event_id).where(
        event_revisions.c.change_id.in_(change), event_revisions.c.merged_into == into
    )
    return journal.event(str(journal.connection.scalar(own)))


def _sources(journal: Journal, change: int) -> None:
    rows = journal.connection.execute(select(source_revisions).where(source_revisions.c.change_id == change)).all()
    for row in rows:
        head = journal.source(row.source_id)
        before = _source_at(journal.connection, row.source_id, row.version - 1)
        stood = _source_at(journal.connection, row.source_id, row.version)
        if stood is None or (head.source, head.status) != (stood.source, stood.status):
            since = change_row(journal.connection, head.change)
            raise Conflict(row.source_id, since.who, since.at, head.version)
        journal.write_source(before.source if before else head.source, before.status if before else "withdrawn")


def _source_at(connection: Connection, source_id: str, version: int) -> SourceEntry | None:
    own = source_revisions.c
    row = connection.execute(select(source_revisions).where(own.source_id == source_id, own.version == version)).first()
    return source_entry(row) if row else None


def _must_stand(connection: Connection, change: int) -> None:
    """Refuse a change that is undone already; an undo that was itself undone does not count."""
    for undo_id, who in connection.execute(select(changes.c.id, changes.c.who).where(changes.c.undoes == change)):
        if not connection.scalar(select(changes.c.id).where(changes.c.undoes == undo_id)):
            raise NotPossible(f"Change {change} was undone already, by {who}.")
