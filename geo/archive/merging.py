"""One incident, several reports: a report becomes another source of a known event, and can be taken out of it again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from geo.archive.journal import Entry, Journal
from geo.errors import NotPossible
from geo.event import DIFFER, Event


def merge(journal: Journal, event_id: str, into: str, version: int, into_version: int) -> Entry:
    """Make an event another report of a known one.

    The known event keeps its values, and gains the report's sources, evidence, and facts that only the report has.
    Where the two disagree, both values are kept side by side under :data:`DIFFER`. The report itself is put aside.
    """
    if event_id == into:
        raise NotPossible(f"{event_id} cannot be merged into itself.")
    report = journal.event_as_read(event_id, version)
    known = journal.event_as_read(into, into_version)
    for entry in (report, known):
        if entry.status not in ("draft", "confirmed"):
            raise NotPossible(f"{entry.event.event_id} is {entry.status}; it cannot be merged.")
    aside = "rejected" if report.status == "draft" else "retracted"
    journal.write_event(report.event, aside, report.unsure, merged_into=into)  # type: ignore[arg-type]
    return journal.write_event(with_report(known.event, report.event), known.status, known.unsure)


def with_report(known: Event, report: Event) -> Event:
    """The known event with a report's sources, evidence and facts added to its own."""
    facts = {key: value for key, value in report.facts.items() if key != DIFFER} | known.facts
    differ = {what: dict(values) for what, values in _noted(known).items()}
    for what, (own, other) in disagreements(known, report).items():
        noted = differ.setdefault(what, {known.source_id[0]: own})
        noted[report.source_id[0]] = other
    if differ:
        facts[DIFFER] = differ
    return known.model_copy(
        update={
            "source_id": tuple(dict.fromkeys((*known.source_id, *report.source_id))),
            "evidence": tuple(dict.fromkeys((*known.evidence, *report.evidence))),
            "facts": facts,
        }
    )


def without_report(now: Event, report: Event, before: Event) -> Event:
    """An event that has gone on since a report was merged into it, without what the report brought.

    Parameters
    ----------
    now : Event
        As it stands.
    report : Event
        What was merged into it.
    before : Event
        As it stood before that.
    """
    brought = {key for key, value in report.facts.items() if key not in before.facts and now.facts.get(key) == value}
    facts = {key: value for key, value in now.facts.items() if key not in brought and key != DIFFER}
    left = {what: {s: v for s, v in values.items() if s != report.source_id[0]} for what, values in _noted(now).items()}
    if left := {what: values for what, values in left.items() if len(values) > 1}:
        facts[DIFFER] = left
    gone = set(report.source_id) - set(before.source_id)
    spans = set(report.evidence) - set(before.evidence)
    return now.model_copy(
        update={
            "source_id": tuple(s for s in now.source_id if s not in gone) or before.source_id,
            "evidence": tuple(e for e in now.evidence if e not in spans) or before.evidence,
            "facts": facts,
        }
    )


def disagreements(known: Event, report: Event) -> dict[str, tuple[Any, Any]]:
    """What two reports of one incident say differently: name -> (value known, value reported).

    Facts are compared where both have them; dates, places, countries and modality where both say something.
    """
    shared = [key for key in known.facts if key in report.facts and key != DIFFER]
    pairs: dict[str, tuple[Any, Any]] = {key: (known.facts[key], report.facts[key]) for key in shared}
    for what, said in _SAID.items():
        pairs[what] = (said(known), said(report))
    return {what: pair for what, pair in pairs.items() if all(v not in (None, "") for v in pair) and pair[0] != pair[1]}


def _dates(event: Event) -> str | None:
    if event.date_start is None:
        return None
    return "/".join(dict.fromkeys((str(event.date_start), str(event.date_end))))


def _names(names: Iterable[str | None]) -> str:
    return ", ".join(dict.fromkeys(name for name in names if name))


_SAID: Mapping[str, Callable[[Event], str | None]] = {
    "sub_type": lambda event: event.sub_type,
    "dates": _dates,
    "places": lambda event: _names(place.name for place in event.places),
    "participants": lambda event: _names(sorted(p.iso3 or p.actor or "" for p in event.participants)),
    "modality": lambda event: event.modality,
}


def _noted(event: Event) -> Mapping[str, Mapping[str, Any]]:
    """What was noted so far; facts are free, so another form of it counts as nothing."""
    found = event.facts.get(DIFFER)
    if not isinstance(found, Mapping):
        return {}
    return {what: values for what, values in found.items() if isinstance(values, Mapping)}
