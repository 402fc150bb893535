"""Dates told by how far off they are from another event: "in January, two months after Chad tore up the accord"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from geo.dates.mention import shift_days, shift_months
from geo.extract.clause import clause_head

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.extract.reading import Reading
    from geo.extract.when import Timing

_LENGTH = re.compile(r"P(\d+)([DWMY])")
_DAYS = {"D": 1, "W": 7}


def said_off(reading: Reading, trigger: Token) -> tuple[Token, int, str] | None:
    """The verb that an event is told to lie off from, by how many of which unit; negative before it.

    Parameters
    ----------
    reading : Reading
    trigger : Token
        The event's word.

    Returns
    -------
    tuple of Token, int, str, or None
        The governing verb, the number, and D, W, M or Y.
    """
    clause = clause_head(trigger)
    mark = next((c for c in clause.children if c.dep_ == "mark" and c.lower_ in ("after", "before")), None)
    if clause.dep_ != "advcl" or mark is None:
        return None
    for i, mention in reading.date_at.items():
        token = reading.doc[i]
        length = _LENGTH.fullmatch(mention.value) if mention.type == "DURATION" else None
        if length and token.i < mark.i <= token.i + 2 and token.head in (clause, mark, clause.head):
            return clause.head, int(length[1]) * (-1 if mark.lower_ == "after" else 1), length[2]
    return None


def shifted(when: Timing, number: int, unit: str) -> Timing:
    """A date so many units off: of weeks and more only as exact as the unit."""
    if when.start is None or when.end is None:
        return when
    start, end = _moved(when.start, number, unit), _moved(when.end, number, unit)
    if unit == "W":
        start, end = shift_days(start, -3), shift_days(end, 3)
    elif unit == "M":
        start, end = start.replace(day=1), shift_days(shift_months(end.replace(day=1), 1), -1)
    elif unit == "Y":
        start, end = start.replace(month=1, day=1), end.replace(month=12, day=31)
    prec = {"D": when.prec, "W": 3, "M": 4, "Y": 5}[unit]
    return replace(when, start=start, end=end, prec=max(prec or 1, when.prec or 1), basis="inferred", ongoing=False)


def _moved(day: date, number: int, unit: str) -> date:
    if unit in _DAYS:
        return shift_days(day, number * _DAYS[unit])
    return shift_months(day, number * (12 if unit == "Y" else 1))
