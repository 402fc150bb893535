"""Units of the calendar: the week, month or year around a day, lengths in TIMEX3, and what vague lengths may be."""

from __future__ import annotations

from datetime import date

from geo.dates.mention import (
    Reading,
    month_window,
    shift_days,
    shift_months,
    third_of,
    week_value,
    week_window,
    year_window,
)
from geo.dates.words import part

VAGUE_SPAN = {"day": (1, 6), "week": (7, 31), "month": (31, 183), "year": (366, 3650), "decade": (3653, 18262)}
"""Days that "a few days", "weeks", "several years" may last."""
_DAYS = {
    "day": 1, "week": 7, "weekend": 2, "fortnight": 14, "month": 30.44, "quarter": 91.3, "year": 365.25,
    "decade": 3652.5, "century": 36525,
}  # fmt: skip
_LETTERS = {
    "second": ("S", 1), "minute": ("M", 1), "hour": ("H", 1), "day": ("D", 1), "week": ("W", 1), "weekend": ("D", 2),
    "fortnight": ("W", 2), "month": ("M", 1), "quarter": ("M", 3), "year": ("Y", 1), "decade": ("Y", 10),
    "century": ("Y", 100),
}  # fmt: skip
CLOCK_UNITS = frozenset({"second", "minute", "hour"})


def unknown_unit(what: str) -> str:
    """TIMEX3 value of a unit that nothing fixes."""
    return {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "quarter": "XXXX-QX"}.get(what, "XXXX")


def unit_window(day: date, what: str, step: int) -> tuple[str, date, date]:
    """Value, first and last day of the unit so many units from that around a day."""
    if what == "day":
        found = shift_days(day, step)
        return found.isoformat(), found, found
    if what == "week":
        window = week_window(shift_days(day, 7 * step))
        return week_value(window[0]), *window
    if what == "month":
        found = shift_months(day, step)
        return f"{found.year:04d}-{found.month:02d}", *month_window(found.year, found.month)
    if what == "quarter":
        found = shift_months(day.replace(day=1, month=(day.month - 1) // 3 * 3 + 1), 3 * step)
        return f"{found.year:04d}-Q{(found.month + 2) // 3}", found, shift_days(shift_months(found, 3), -1)
    size = {"year": 1, "decade": 10, "century": 100}[what]
    year = min(max(day.year + step * size, 1), 9999)
    if what == "year":
        return f"{year:04d}", *year_window(year)
    value = f"{year // 10:03d}X" if what == "decade" else f"{year // 100:02d}XX"
    return value, *year_window(max(year // size * size, 1), year // size * size + size - 1)


def unit_reading(day: date, what: str, step: int, edge: str) -> Reading:
    """The unit so many units from a day, or its edge: "earlier this month" ends on the day, "early" is a third."""
    value, first, last = unit_window(day, what, step)
    if edge == "earlier" and step == 0:
        last = max(first, min(last, day))
    elif edge == "later" and step == 0:
        first = min(max(first, day), last)
    elif edge not in ("earlier", "later") and (third := part(edge)) and what != "week":
        first, last = third_of(first, last, third)
    return Reading("DATE", value, first, last, anchors=what != "century")


def unit_days(what: str) -> float:
    """Length of a unit in days."""
    return _DAYS.get(what, 1)


def duration_value(count: float | None, what: str) -> str:
    """``P3D``, ``PT5H``, ``PXY``; decades and centuries in years, fortnights in weeks, fractions in smaller units."""
    letter, factor = _LETTERS[what]
    clock = "T" if what in CLOCK_UNITS else ""
    if count is None:
        return f"P{clock}X{letter}"
    total = count * factor
    whole = int(total)
    if total == whole:
        return f"P{clock}{whole}{letter}"
    smaller = {"H": ("M", 60), "Y": ("M", 12)}.get(letter) or (("S", 60) if clock and letter == "M" else None)
    if smaller is None:
        return f"P{clock}{total:g}{letter}"
    return f"P{clock}{f'{whole}{letter}' if whole else ''}{round((total - whole) * smaller[1])}{smaller[0]}"
