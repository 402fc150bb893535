"""From rows as a file holds them to events: what breaks the rules is told by row, column, value and reason."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

from pydantic import ValidationError

from geo.errors import InvalidRecords, Problem
from geo.event import Event


def parse_event(raw: dict[str, Any], row: int = 1) -> Event:
    """Check one raw record.

    Parameters
    ----------
    raw : dict
        Field names to values, dates as ISO 8601 text.
    row : int
        Its number in the file, from 1, for the message.

    Raises
    ------
    InvalidRecords
        With one :class:`~geo.errors.Problem` for each field that is wrong.
    """
    try:
        return Event.model_validate(raw)
    except ValidationError as error:
        raise InvalidRecords(
            [
                Problem(row, ".".join(map(str, e["loc"])) or "record", e["input"], _reason(e["msg"]))
                for e in error.errors(include_url=False)
            ]
        ) from None


def parse_events(
    records: Iterable[dict[str, Any]],
    check: Callable[[Event, int], list[Problem]] | None = None,
    known: Collection[str] = (),
) -> tuple[list[Event], list[Problem], int]:
    """Check many raw records; accepted + rejected = given.

    Beyond each record's own rules, ids are unique and ``caused_by`` names an accepted event.

    Parameters
    ----------
    records : iterable of dict
    check : callable, optional
        What else an event must fulfil: given the event and its row, its problems.
    known : collection of str
        Ids of events elsewhere that ``caused_by`` may name too.

    Returns
    -------
    accepted : list of Event
    problems : list of Problem
        Everything that is wrong, in the order of the rows.
    rejected : int
        Number of records that were not accepted.
    """
    rows: dict[str, tuple[int, Event]] = {}
    problems: list[Problem] = []
    given = 0
    for given, raw in enumerate(records, 1):
        try:
            event = parse_event(raw, given)
        except InvalidRecords as error:
            problems.extend(error.problems)
            continue
        if check and (found := check(event, given)):
            problems.extend(found)
        elif event.event_id in rows:
            reason = f"row {rows[event.event_id][0]} has this id already"
            problems.append(Problem(given, "event_id", event.event_id, reason))
        else:
            rows[event.event_id] = (given, event)
    while orphans := [
        (r, e) for r, e in rows.values() if e.caused_by and e.caused_by not in rows and e.caused_by not in known
    ]:
        for row, event in orphans:
            problems.append(Problem(row, "caused_by", event.caused_by, "no accepted event has this id"))
            del rows[event.event_id]
    accepted = [event for _, event in rows.values()]
    return accepted, sorted(problems, key=lambda p: p.row), given - len(accepted)


def _reason(message: str) -> str:
    """Pydantic's message without its prefix, as a reason in our own form."""
    text = message.removeprefix("Value error, ")
    return text[:1].lower() + text[1:]
