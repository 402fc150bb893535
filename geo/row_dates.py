"""Dates in other people's files: ISO 8601, months by name, and numbers only in the order that the user says."""

from __future__ import annotations

import calendar
from contextlib import suppress
from datetime import date, datetime
from typing import Literal

DateOrder = Literal["iso", "day_first", "month_first"]
"""How dates of numbers are written: 2025-09-10, 10/09/2025 or 09/10/2025. 03/04/2025 alone cannot tell."""

_BY_NAME = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y")
_BY_ORDER: dict[DateOrder, tuple[str, ...]] = {"iso": (), "day_first": ("%d/%m/%Y",), "month_first": ("%m/%d/%Y",)}
_EXAMPLES = {"iso": "2025-09-10", "day_first": "10/09/2025 (day first)", "month_first": "09/10/2025 (month first)"}


def read_days(text: str, order: DateOrder = "iso") -> tuple[date, date]:
    """First and last day that a date may mean: one day, or all days of ``2025-09`` or ``2025``.

    The time of day is left aside, and so is its time zone: the day is the one written.

    >>> read_days("2025-09"), read_days("10.9.2025", "day_first")[0]
    ((datetime.date(2025, 9, 1), datetime.date(2025, 9, 30)), datetime.date(2025, 9, 10))

    Raises
    ------
    ValueError
        If it is no date in this order; the message says what would be.
    """
    text = text.strip()
    with suppress(ValueError):
        day = datetime.fromisoformat(text).date()
        return day, day
    for form in (*_BY_NAME, *_BY_ORDER[order]):
        with suppress(ValueError):
            # Dates are parted by dots or hyphens as often as by strokes.
            day = datetime.strptime(text.replace(".", "/").replace("-", "/") if "/" in form else text, form).date()
            return day, day
    with suppress(ValueError):
        first = datetime.strptime(text, "%Y-%m").date()
        return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])
    with suppress(ValueError):
        first = datetime.strptime(text, "%Y").date()
        return first, first.replace(month=12, day=31)
    raise ValueError(f"this is no date like {_EXAMPLES[order]} or 10 September 2025")


def window_precision(first: date, last: date) -> int:
    """UCDP's date precision of an event that happened on some day from the first to the last."""
    days = (last - first).days + 1
    return next((precision for precision, most in ((1, 1), (2, 6), (3, 7), (4, 31)) if days <= most), 5)
