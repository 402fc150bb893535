"""Days that belong together: "October 16 and 17", "from Monday to Wednesday", "from 29 April to 2 May"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from geo.dates.mention import DateMention

LONGEST = 60
"""Days that two days named together may lie apart."""
_GAP = 12
_JOINED = r"\s?(?:\s(?:to|and|until|till|through)\s|[-–—])\s?(?:the\s|on\s)?"
_SECOND = re.compile(
    rf"{_JOINED}(?P<day>[12]\d|3[01]|[1-9])(?:st|nd|rd|th)?"
    r"(?=\s?[,.;:)–—]|\s*$|\s(?:in|at|for|with|by|when|the|near|off|before|as|of|on)\b)",
    re.M,
)
"""A second day behind a day; not a number of something, as in "on April 4 and 6 ships"."""


def joined_days(text: str, dates: Sequence[DateMention], mention: DateMention) -> tuple[date, date] | None:
    """The first and the last day that a text joins to a day.

    Parameters
    ----------
    text : str
    dates : sequence of DateMention
        Those of the text.
    mention : DateMention
        One of them.

    Returns
    -------
    tuple of date, or None
        None where the day stands alone.
    """
    start = mention.date_start
    if mention.date_prec != 1 or start is None or start != mention.date_end or mention.ongoing:
        return None
    if mention.text[:1].isalpha() and (found := _SECOND.match(text, mention.end)) is not None:
        last = _same_month(start, int(found["day"])) if mention.text[-1:].isdigit() else None
        return (start, last) if last is not None and last > start else None
    for one, other in ((mention, other) for other in dates):
        window = _window(text, one, other) or _window(text, other, one)
        if window is not None:
            return window
    return None


def _window(text: str, one: DateMention, other: DateMention) -> tuple[date, date] | None:
    """From one day to the other, where only a joining word stands between."""
    if not one.end < other.start <= one.end + _GAP or not re.fullmatch(_JOINED, text[one.end : other.start]):
        return None
    if one.date_prec != 1 or other.date_prec != 1 or one.date_start is None or other.date_start is None:
        return None
    for first in (one.date_start, _year_before(one.date_start)):  # "29 April" alone would be next year's
        if first is not None and 0 < (other.date_start - first).days <= LONGEST:
            return first, other.date_start
    return None


def _same_month(day: date, number: int) -> date | None:
    try:
        return day.replace(day=number)
    except ValueError:  # 31 June
        return None


def _year_before(day: date) -> date | None:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return None
