"""Calendar phrases ("10 September 2025", "9/10/2025", "18-20 March"): the grammar is the library date-wrangler's."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from date_wrangler import DateOrder, FiscalCalendar, WranglerConfig, parse

from geo.dates.mention import shift_days

_CONFIG = WranglerConfig(fiscal=FiscalCalendar.calendar(), date_order=DateOrder.MDY)
"""Month before day in figures, and a year from January: the library's own defaults are the other way."""


@lru_cache(maxsize=4096)
def calendar_window(phrase: str, year: int) -> tuple[date, date] | None:
    """First and last day of a phrase that names days or months.

    Parameters
    ----------
    phrase : str
        Nothing but the expression.
    year : int
        The year of a phrase that names none.

    Returns
    -------
    (date, date) or None
        None where the phrase is no date, like 31 September.
    """
    try:
        found = parse(" ".join(phrase.split()), today=date(year, 7, 1), config=_CONFIG)
    except (ValueError, OverflowError):
        return None
    if len(found) != 1 or found[0].range.start is None or found[0].range.end is None:
        return None
    return found[0].range.start, shift_days(found[0].range.end, -1)
