"""What a reviewer does with events: accept, revise, reject, retract, split, grade."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from geo.archive.diff import NOT_COMPARED, field_changes
from geo.archive.journal import Entry, Journal, SourceEntry
from geo.archive.tables import articles
from geo.errors import InvalidRecords, NotPossible, Problem
from geo.event import Event, Source, Status
from geo.event_rows import parse_event
from geo.load import strangers

NAMES: dict[Status, str] = {
    "draft": "a draft", "confirmed": "confirmed already", "rejected": "rejected", "retracted": "retracted",
}  # fmt: skip


def accept(journal: Journal, event_id: str, version: int, fields: Mapping[str, Any]) -> Entry:
    """Confirm a draft, with ``fields`` put in their place."""
    entry = _as(journal, event_id, version, ("draft",), "accepted")
    return journal.write_event(_with(journal, entry.event, fields), "confirmed", entry.unsure)


def revise(journal: Journal, event_id: str, version: int, fields: Mapping[str, Any]) -> Entry:
    """Put ``fields`` in their place; an event that they leave as it is gets no new version."""
    entry = _as(journal, event_id, version, ("draft", "confirmed"), "revised")
    event = _with(journal, entry.event, fields)
    if not field_changes(entry.event, event):
        return entry
    return journal.write_event(event, entry.status, entry.unsure)


def reject(journal: Journal, event_id: str, version: int) -> Entry:
    """Put a draft aside."""
    entry = _as(journal, event_id, version, ("draft",), "rejected")
    return journal.write_event(entry.event, "rejected", entry.unsure)


def retract(journal: Journal, event_id: str, version: int) -> Entry:
    """Take a confirmed event back; it stays in the archive and in what changed."""
    entry = _as(journal, event_id, version, ("confirmed",), "retracted")
    return journal.write_event(entry.event, "retracted", entry.unsure)


def split(
    journal: Journal, event_id: str, version: int, parts: Sequence[Mapping[str, Any]], ids: Sequence[str]
) -> list[Entry]:
    """Make several events of one: the first part stays under its id, each other gets one of ``ids``.

    Parameters
    ----------
    journal : Journal
    event_id : str
    version : int
        As it was read.
    parts : sequence of mapping
        For each part the fields in which it differs from the event; at least two.
    ids : sequence of str
        Free ids for all but the first.
    """
    if len(parts) < 2:
        raise NotPossible("A split needs at least two parts.")
    entry = _as(journal, event_id, version, ("draft", "confirmed"), "split")
    made = [_with(journal, entry.event, fields) for fields in parts]
    first = journal.write_event(made[0], entry.status, entry.unsure)
    others = [event.model_copy(update={"event_id": own}) for event, own in zip(made[1:], ids, strict=True)]
    return [first, *(journal.write_event(event, entry.status, entry.unsure) for event in others)]


def grade(journal: Journal, source_id: str, version: int, reliability: str, credibility: int) -> SourceEntry:
    """Grade a source on the two axes of the NATO system."""
    entry = journal.source_as_read(source_id, version)
    graded = entry.source.model_dump() | {"reliability": reliability, "credibility": credibility}
    try:
        source = Source.model_validate(graded)
    except ValueError:
        raise NotPossible(
            f"A source is graded from A to F and from 1 to 6, not {reliability} and {credibility}."
        ) from None
    return entry if source == entry.source else journal.write_source(source)


def checked(raw: Mapping[str, Any]) -> Event:
    """An event that keeps all rules, its places and countries known to the gazetteer.

    Raises
    ------
    InvalidRecords
    """
    event = parse_event(dict(raw))
    if problems := strangers(event, 1):
        raise InvalidRecords(problems)
    return event


def _with(journal: Journal, event: Event, fields: Mapping[str, Any]) -> Event:
    """An event with other values in some fields, checked, its sources and spans in the archive."""
    if not fields:
        return event
    if fixed := sorted(NOT_COMPARED & set(fields)):
        raise NotPossible(f"{fixed[0]} is the archive's own and cannot be revised.")
    made = checked(event.model_dump() | dict(fields))
    problems = [
        Problem(1, "source_id", source_id, "the archive holds no such source")
        for source_id in made.source_id
        if not journal.find_source(source_id)
    ]
    lengths = _lengths(journal, made)
    problems += [
        Problem(1, f"evidence.{n}.end", span.end, f"the article ends at {lengths[span.article]}")
        for n, span in enumerate(made.evidence)
        if span.end > lengths.get(span.article, span.end)
    ]
    if made.caused_by and (made.caused_by == event.event_id or not journal.find_event(made.caused_by)):
        problems.append(Problem(1, "caused_by", made.caused_by, "it names no other event"))
    if problems:
        raise InvalidRecords(problems)
    return made


def _lengths(journal: Journal, event: Event) -> dict[str, int]:
    hashes = {span.article for span in event.evidence}
    rows = journal.connection.execute(select(articles.c.sha256, articles.c.text).where(articles.c.sha256.in_(hashes)))
    return {row.sha256: len(row.text) for row in rows}


def _as(journal: Journal, event_id: str, version: int, states: Sequence[Status], done: str) -> Entry:
    """The event as it was read, if it is in a state in which this can be done to it."""
    entry = journal.event_as_read(event_id, version)
    if entry.status not in states:
        merged = f", merged into {entry.merged_into}" if entry.merged_into else ""
        raise NotPossible(f"{event_id} is {NAMES[entry.status]}{merged}; it cannot be {done}.")
    return entry
