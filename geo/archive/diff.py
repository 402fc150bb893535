"""What differs between two states of a record, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from geo.event import Event

NOT_COMPARED = frozenset({"event_id", "revision"})
"""Fields that say which record it is and that it was changed, not what changed."""


@dataclass(frozen=True)
class FieldChange:
    """One field before and after; ``facts.count_min`` is a field within another. None stands for nothing there."""

    field: str
    before: Any
    after: Any


def field_changes(before: BaseModel | None, after: BaseModel | None) -> tuple[FieldChange, ...]:
    """The fields in which two records differ, in the record's order, facts one by one.

    Parameters
    ----------
    before, after : Event or Source, or None
        None has no fields at all.

    Returns
    -------
    tuple of FieldChange
        Values are plain, as JSON has them.
    """
    a, b = _fields(before), _fields(after)
    return tuple(FieldChange(name, a.get(name), b.get(name)) for name in {**a, **b} if a.get(name) != b.get(name))


def event_fields() -> tuple[str, ...]:
    """The fields of an event that a reviewer may change."""
    return tuple(name for name in Event.model_fields if name not in NOT_COMPARED)


def _fields(record: BaseModel | None) -> dict[str, Any]:
    return dict(_flat(record.model_dump(mode="json"))) if record is not None else {}


def _flat(record: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in record.items():
        if name == "facts":
            yield from ((f"facts.{key}", item) for key, item in value.items())
        elif name not in NOT_COMPARED:
            yield name, value
