"""The date of an event, reckoned anew from the words and the day of publication."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from geo.dates import DateMention, joined_days
from geo.event import Event
from geo.proof.claim import Claim, Witness
from geo.proof.finding import Finding, failed, judged, proved

TOLD_WITHIN = (7, 30)
"""Days before its telling within which an event without a date of its own may be dated, as an inference."""
SLIP = 3
"""Days by which an end of a judged window must keep clear of those that the words give."""
_LENGTH = re.compile(r"P(\d{1,3})([DW])$")


def check_date(claim: Claim) -> Iterator[Finding]:
    """Prove the date by each text at hand."""
    event = claim.event
    if event.date_start is None or event.date_end is None:
        yield from _undated(claim)
        return
    if event.modality == "occurred" and claim.published and event.date_start > claim.published:
        yield failed("date", f"{_days(event)} had not come when it was published, on {claim.published}")
    for witness in claim.witnesses:
        yield _by(event, witness)


def _by(event: Event, witness: Witness) -> Finding:
    why = next((why for rule in _RULES if (why := rule(event, witness))), None)
    if why:
        return proved("date", f"{_days(event)}: {why}")
    ground = event.facts.get("date_ground")
    if isinstance(ground, str) and ground.strip() and _may_be_judged(event, witness):
        return judged("date", f"{_days(event)} is a judgement: {ground}")
    told = "; ".join(f"“{m.text}” is {_window(m)}" for m in witness.dates if m.date_start) or "it names no day"
    return failed("date", f"no words give {_days(event)}; of the evidence, {told}")


def _undated(claim: Claim) -> Iterator[Finding]:
    for witness in claim.witnesses:
        day = next((m for m in witness.dates if m.date_prec == 1 and m.type == "DATE"), None)
        if day and claim.event.modality == "occurred":
            yield failed("date", f"it is undated, but its evidence names {day.date_start}: “{day.text}”")
            return
    yield proved("date", "undated, and no day is claimed")


def _exact(event: Event, witness: Witness) -> str | None:
    """The very window of an expression; a stated one stands in the evidence."""
    for mention in _mentions(event, witness):
        if (mention.date_start, mention.date_end, mention.date_prec) != _claimed(event):
            continue
        if event.ongoing and event.date_basis == "stated" and not mention.ongoing:
            continue
        if mention.ongoing and not event.ongoing and event.date_basis == "stated":
            continue
        return f"“{mention.text}”" + (f", {mention.note}" if mention.note else "")
    return None


def _by_length(event: Event, witness: Witness) -> str | None:
    """A first day and a length: a three-day visit from 15 January."""
    if event.date_prec != 1:
        return None
    for day in _mentions(event, witness):
        if day.date_prec == 1 and day.date_start and day.date_start == event.date_start:
            for length in witness.dates:
                found = _LENGTH.match(length.value) if length.type == "DURATION" else None
                days = int(found[1]) * (7 if found[2] == "W" else 1) if found else 0
                if days and day.date_start + timedelta(days - 1) == event.date_end:
                    return f"“{day.text}” and “{length.text}”"
    return None


def _joined(event: Event, witness: Witness) -> str | None:
    """Two days named together: October 16 and 17."""
    for mention in _mentions(event, witness):
        days = joined_days(witness.text.text, witness.text.dates, mention)
        if days is not None and (*days, 1) == _claimed(event):
            return f"“{mention.text}” and the day joined to it"
    return None


def _span(event: Event, witness: Witness) -> str | None:
    """From the first day of one expression to the last of another, of which the evidence has one at least."""
    mentions = _mentions(event, witness)
    for first in (m for m in mentions if m.date_start == event.date_start):
        for last in (m for m in mentions if m.date_end == event.date_end and m is not first):
            if first in witness.dates or last in witness.dates:
                return f"from “{first.text}” to “{last.text}”"
    return None


def _until_told(event: Event, witness: Witness) -> str | None:
    """An inference: after something dated, and before it was told."""
    if event.date_basis != "inferred" or event.date_end != witness.text.published:
        return None
    first = _edge(witness.text.dates, lambda m: m.date_prec == 1 and m.date_start == event.date_start)
    return f"after “{first.text}” and before the day of publication" if first else None


def _before_told(event: Event, witness: Witness) -> str | None:
    """An inference: within the week or the month before it was told."""
    assert event.date_start is not None
    assert event.date_end is not None
    if event.date_basis != "inferred" or (event.date_end - event.date_start).days + 1 not in TOLD_WITHIN:
        return None
    if event.date_end == witness.text.published:
        return f"within {(event.date_end - event.date_start).days + 1} days before the day of publication"
    told = _edge(witness.text.dates, lambda m: m.date_prec == 1 and m.date_start == event.date_end)
    return f"within {(event.date_end - event.date_start).days + 1} days before “{told.text}”" if told else None


_RULES: tuple[Callable[[Event, Witness], str | None], ...] = (
    _exact,
    _joined,
    _by_length,
    _span,
    _until_told,
    _before_told,
)


def _may_be_judged(event: Event, witness: Witness) -> bool:
    """An inferred window of more than a month whose one end the words give, or a wider one than a length of theirs.

    An end that is a few days off from one that the words give is a slip or a lie, no judgement.
    """
    assert event.date_start is not None
    assert event.date_end is not None
    if event.date_basis == "inferred":
        given = {day for m in witness.text.dates for day in (m.date_start, m.date_end) if day}
        given |= {witness.text.published} if witness.text.published else set()
        free = {event.date_start, event.date_end} - given
        slips = any(abs((day - known).days) <= SLIP for day in free for known in given)
        return event.date_prec == 5 and len(free) < 2 and not slips
    days = (event.date_end - event.date_start).days + 1
    return event.date_prec in (4, 5) and any(
        m.type == "DURATION" and m.date_start and m.date_end
        and event.date_start <= m.date_start and m.date_end == event.date_end
        and (m.date_end - m.date_start).days + 1 < days <= 2 * ((m.date_end - m.date_start).days + 1)
        for m in witness.dates
    )  # fmt: skip


def _mentions(event: Event, witness: Witness) -> list[DateMention]:
    """Where the date may stand: a stated one in the evidence, an inferred one anywhere in the text."""
    return witness.dates if event.date_basis == "stated" else [*witness.dates, *witness.text.dates]


def _edge(mentions: Iterable[DateMention], fits: Callable[[DateMention], bool]) -> DateMention | None:
    return next((m for m in mentions if m.date_start and fits(m)), None)


def _claimed(event: Event) -> tuple[date | None, date | None, int | None]:
    return event.date_start, event.date_end, event.date_prec


def _days(event: Event) -> str:
    return f"{event.date_start}" if event.date_start == event.date_end else f"{event.date_start} to {event.date_end}"


def _window(mention: DateMention) -> str:
    same = mention.date_start == mention.date_end
    return f"{mention.date_start}" if same else f"{mention.date_start} to {mention.date_end}"
