"""An event as a form: its fields as a reviewer fills them in, and back to the fields that an archive takes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from geo.archive.diff import NOT_COMPARED, field_changes
from geo.errors import BriefmapError, InvalidRecords, Problem
from geo.event import DAYS_OF_PRECISION, Event
from geo.event_rows import parse_event
from geo.load import strangers

FIELDS = tuple(name for name in Event.model_fields if name not in NOT_COMPARED | {"confidence"})
"""Fields that a form shows; how sure the reading was is not a reviewer's to say."""


def filled(event: Event, values: Mapping[str, Any]) -> Event:
    """The event with a form's values in their fields.

    Raises
    ------
    InvalidRecords
        With every problem there is.
    """
    made = parse_event(event.model_dump() | dict(values))
    if problems := strangers(made, 1):
        raise InvalidRecords(problems)
    return made


def drawn(event: Event, values: Mapping[str, Any]) -> Event:
    """The event as far as a form's values make one: what is half filled in changes nothing yet."""
    try:
        return filled(event, values)
    except BriefmapError:
        return event


def differing(event: Event, values: Mapping[str, Any]) -> dict[str, Any]:
    """Those of a form's values by which an event would change.

    Raises
    ------
    InvalidRecords
    """
    names = {change.field.split(".")[0] for change in field_changes(event, filled(event, values))}
    return {name: values[name] for name in values if name in names}


def precision_of(start: date | None, end: date | None, now: int | None) -> int | None:
    """The precision that a window of days may have: the one it has now if that fits, else the closest that does."""
    if start is None or end is None or end < start:
        return None
    days = (end - start).days + 1
    fits = {p for p, (low, high) in DAYS_OF_PRECISION.items() if days >= low and (high is None or days <= high)}
    if now in fits | {1}:
        return now
    return min(fits, default=1)


def fact_text(value: Any) -> str:
    """A fact as one line that :func:`read_fact` reads back: text as it is, all else as JSON."""
    if isinstance(value, str) and read_fact(value) == value:
        return value
    return json.dumps(value, ensure_ascii=False)


def read_fact(text: str) -> Any:
    """The value that a line stands for: a number, yes or no (true, false), a list or object as JSON, else text.

    >>> read_fact("19"), read_fact("about 20"), read_fact('["a", "b"]')
    (19, 'about 20', ['a', 'b'])
    """
    try:
        return json.loads(text, parse_constant=str)
    except (ValueError, RecursionError):
        return text.strip()


def facts(rows: list[tuple[str, str]]) -> dict[str, Any]:
    """Facts out of rows of name and value; a row without a name is left out.

    Raises
    ------
    InvalidRecords
        If two rows have one name.
    """
    made: dict[str, Any] = {}
    for number, (name, text) in enumerate(rows, 1):
        key = "_".join(name.split())
        if key and key in made:
            raise InvalidRecords([Problem(number, "facts", key, f"the fact “{key}” stands there twice")])
        if key:
            made[key] = read_fact(text)
    return made
