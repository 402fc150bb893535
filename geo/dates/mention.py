"""What is read of one date expression, and the windows of days behind it."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """One date expression of a text: the words, what they say in TIMEX3, and the days that can mean."""

    start: int
    end: int
    """``text[start:end]`` is the expression, in characters."""
    text: str
    type: TimexType
    value: str
    """TIMEX3 value: ``2025-09-10``, ``2025-W37``, ``2025-Q3``, ``P3D``, ``PXY``, ``XXXX-09-10`` without a year."""
    date_start: date | None
    date_end: date | None
    date_prec: int | None
    """UCDP precision from 1 (these very days) to 5; None where no day is known."""
    basis: Literal["stated", "inferred"] | None
    """Stated: by the words and the day they were written. Inferred: a year or window had to be supplied."""
    ongoing: bool
    """``since 2018``: the window bounds the beginning, and there is no end."""
    note: str
    """How it was read, or why it could not be, for a reviewer."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a phrase says, before it is a mention: type and value as in TIMEX3, first and last day where known."""

    type: TimexType
    value: str
    first: date | None = None
    last: date | None = None
    prec: int | None = None
    """Precision where it is not that of the window's length."""
    inferred: bool = False
    note: str = ""
    anchors: bool = True
    """Whether later phrases ("two days later") may count from it."""


def precision(first: date, last: date) -> int:
    """UCDP precision of "some day between these two" (:data:`geo.event.DAYS_OF_PRECISION`)."""
    days = (last - first).days + 1
    return 1 if days == 1 else 2 if days <= 6 else 3 if days == 7 else 4 if days <= 31 else 5


def shift_days(day: date, days: int) -> date:
    """A day so many days later, held within the calendar's reach."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def shift_months(day: date, months: int) -> date:
    """A day so many months later; the last of the month where the month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return date.min if year < 1 else date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def month_window(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def year_window(first: int, last: int | None = None) -> tuple[date, date]:
    """First day of one year and last of another, or of the same."""
    return date(first, 1, 1), date(last or first, 12, 31)


def week_window(day: date) -> tuple[date, date]:
    """Monday to Sunday around a day."""
    monday = shift_days(day, -day.weekday())
    return monday, shift_days(monday, 6)


def third_of(first: date, last: date, part: str) -> tuple[date, date]:
    """The early, middle or late third of a window; of a month, days 1-10, 11-20 and 21 to the end."""
    if (first.year, first.month) == (last.year, last.month):
        cuts = [first, first.replace(day=11), first.replace(day=21)]
    elif first.day == 1 and (months := (last.year - first.year) * 12 + last.month - first.month + 1) >= 3:
        cuts = [first, shift_months(first, months // 3), shift_months(first, months * 2 // 3)]
    else:
        days = (last - first).days + 1
        cuts = [first, first + timedelta(days // 3), first + timedelta(days * 2 // 3)]
    which = {"early": 0, "mid": 1, "late": 2}[part]
    return cuts[which], last if which == 2 else shift_days(cuts[which + 1], -1)


def week_value(day: date) -> str:
    """ISO week of a day, ``2025-W37``."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"
