"""Loads the events that ship with Briefmap as the archive's first confirmed set, and follows when they change.

What a reviewer here has changed stays as the reviewer left it.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, time
from pathlib import Path

from sqlalchemy import Engine, select

from geo.archive.file import reading, writing
from geo.archive.journal import Entry, Journal, change_row
from geo.archive.reading import entries
from geo.archive.tables import shipped
from geo.event import Event
from geo.shipped import DATA, shipped_records

WHO = "Briefmap"
FILES = ("events.json", "sources.json")


def load(engine: Engine, path: Path) -> None:
    """Bring the shipped events into the archive, unless this very set is in it."""
    sha256 = hashlib.sha256(b"\0".join((DATA / name).read_bytes() for name in FILES)).hexdigest()
    newest = select(shipped.c.sha256).order_by(shipped.c.id.desc()).limit(1)
    with reading(engine, path) as connection:
        if connection.scalar(newest) == sha256:
            return
    sources, events = shipped_records()
    with writing(engine, path) as connection:
        if connection.scalar(newest) == sha256:
            return
        journal = Journal(connection, WHO, "load", "the events that ship with Briefmap")
        if journal.id == 1:
            # They were known before this archive was made.
            journal.at = datetime.combine(max(e.revision.when for e in events), time(tzinfo=UTC))
        journal.add_row(shipped, sha256=sha256)
        for source in sources.values():
            entry = journal.find_source(source.source_id)
            if entry is None or (entry.source != source and _is_ours(journal, entry.change)):
                journal.write_source(source)
        known = {event.event_id for event in events}
        for event in events:
            _follow(journal, event)
        for ours in _ours(journal):
            if ours.event.event_id not in known and ours.status == "confirmed":
                journal.write_event(ours.event, "retracted")


def _follow(journal: Journal, event: Event) -> None:
    entry = journal.find_event(event.event_id)
    if entry is None:
        journal.write_event(event, event.revision.status, revision=event.revision)
    elif _is_ours(journal, entry.change) and entry.event != event:
        version = max(entry.version + 1, event.revision.version)
        journal.write_event(
            event, event.revision.status, revision=event.revision.model_copy(update={"version": version})
        )


def _ours(journal: Journal) -> list[Entry]:
    """Events whose newest version came with Briefmap."""
    return [entry for entry in entries(journal.connection) if _is_ours(journal, entry.change)]


def _is_ours(journal: Journal, change: int) -> bool:
    return change == journal.id or change_row(journal.connection, change).kind == "load"
