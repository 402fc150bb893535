"""Says in words what changed, who changed it, and what two reports disagree on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from geo.archive import FieldChange, Step
from geo.errors import BriefmapError, Conflict, InvalidRecords, Problem
from geo.escape import apart
from geo.words import fact_name, fact_value, humanise, listed

FIELD_NAMES = {
    "sub_type": "type", "date_start": "first day", "date_end": "last day", "date_prec": "precision of the date",
    "date_basis": "ground of the date", "where_prec": "precision of the place", "uncertainty_km": "radius, km",
    "participants": "who took part", "caused_by": "caused by", "modality": "happened or not", "source_id": "sources",
}  # fmt: skip
NAMES = frozenset({"layer", "sub_type", "modality"})
"""Fields that hold a name of a closed list."""
KIND_NAMES = {
    "add_drafts": "read out of an article", "ingest": "read out of an article", "accept": "accepted",
    "revise": "changed", "reject": "rejected", "retract": "retracted", "merge": "merged", "split": "split",
    "undo": "undone", "load": "shipped with Briefmap", "restore": "restored", "grade": "graded",
}  # fmt: skip


def field_name(field: str) -> str:
    """A field of an event as words."""
    if field.startswith("facts."):
        return fact_name(field.removeprefix("facts."))
    return FIELD_NAMES.get(field, humanise(field))


def value(given: Any, field: str = "") -> str:
    """A value of a field as words."""
    if field in NAMES and isinstance(given, str):
        return humanise(given)
    if given is None or given == "" or given == [] or given == {}:
        return "nothing"
    if isinstance(given, list) and all(isinstance(item, Mapping) for item in given):
        return "; ".join(_item(item) for item in given)
    return fact_value(given)


def changed(changes: Iterable[FieldChange]) -> list[tuple[str, str, str]]:
    """Field, value before and value after, in words."""
    return [(field_name(c.field), value(c.before, c.field), value(c.after, c.field)) for c in changes]


def step(found: Step) -> str:
    """What was done in one step of a history, without who and when."""
    done = KIND_NAMES.get(found.kind, humanise(found.kind))
    if found.kind == "merge" and found.merged_into:
        done = f"merged into {found.merged_into}"
    usual = found.note in ("", found.kind.replace("_", " ")) or found.kind in ("undo", "merge", "split")
    return done if usual else f"{done}: {apart(found.note)}"


def moment(at: datetime) -> str:
    """A moment as a reviewer reads it, in UTC."""
    return f"{at:%Y-%m-%d %H:%M} UTC"


def conflict(error: Conflict) -> str:
    """One sentence on a conflict: who changed what, and that nothing was overwritten."""
    told = [f"{name} from “{_brief(a)}” to “{_brief(b)}”" for name, a, b in changed(error.changed)]
    what = listed(told[:3]) + (f" and {len(told) - 3} more" if len(told) > 3 else "")
    return (
        f"{apart(error.who)} was quicker, at {error.at:%H:%M} UTC, and changed {what or 'the state of this event'}; "
        "nothing of that was overwritten. This is how it stands now."
    )


def problem(error: BriefmapError) -> list[str]:
    """What is wrong with a change, a sentence each."""
    if isinstance(error, Conflict):
        return [conflict(error)]
    return [_problem(p) for p in error.problems] if isinstance(error, InvalidRecords) else [str(error)]


def distinct(labels: Mapping[str, str]) -> dict[str, str]:
    """Labels by id, those that several ids share with the id behind them: a list answers with the label chosen."""
    counted = Counter(labels.values())
    return {key: f"{label} [{key}]" if counted[label] > 1 else label for key, label in labels.items()}


def _problem(found: Problem) -> str:
    path = found.column.split(".")
    where = field_name(path[0]) if path[0] != "record" else "event"
    if len(path) > 1 and path[1].isdigit():
        where += f", number {int(path[1]) + 1}" + (f", {field_name(path[2])}" if len(path) > 2 else "")
    return f"{where[:1].upper()}{where[1:]}: {found.reason}."


def _item(item: Mapping[str, Any]) -> str:
    """A place, participant or piece of evidence on one line."""
    if "article" in item:
        return f"characters {item.get('start')} to {item.get('end')}"
    name = item.get("actor") or item.get("name") or item.get("iso3") or ""
    if item.get("actor") and item.get("iso3"):
        name = f"{name} ({item['iso3']})"
    said: Sequence[Any] = (item.get("role"), item.get("attribution"), item.get("basis"))
    return f"{apart(str(name))} ({', '.join(humanise(str(s)) for s in said if s and s != 'stated')})"


def _brief(text: str) -> str:
    return apart(text if len(text) <= 80 else text[:77] + "...")
