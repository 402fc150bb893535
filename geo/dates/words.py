"""Words of dates: months, weekdays, numbers and units, as pieces of regular expressions and as values."""

from __future__ import annotations

import re

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SEASONS = {"spring": ("SP", 3), "summer": ("SU", 6), "fall": ("FA", 9), "autumn": ("FA", 9), "winter": ("WI", 12)}
"""Season -> TIMEX3 code and first month, in the north."""
PARTS_OF_DAY = {
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "overnight": "NI", "dawn": "MO",
    "daybreak": "MO", "dusk": "EV", "sunset": "EV", "sunrise": "MO",
}  # fmt: skip

GAP = r"\s{1,3}"
"""Between the words of one expression: a space or a line's end, never a paragraph's."""
LONG_MONTH = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
)
MONTH = (
    f"(?:{LONG_MONTH}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\b\\.?"
    "|(?:JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)\\b\\.?)"
)
LONG_WEEKDAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)(?:day|DAY)"
WEEKDAY = f"(?:{LONG_WEEKDAY}|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\\b\\.?)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
YEAR = r"(?:1[0-9]\d\d|20\d\d)"
PART = r"(?i:(?:early|late|mid)(?:\s?-\s?|\s{1,3})|(?:the\s)?(?:beginning|start|middle|end|close)\sof\s(?:the\s)?)"
PART_OF_DAY = r"(?i:morning|afternoon|evening|night)"
SEASON = r"(?i:spring|summer|fall|autumn|winter)"
UNIT = r"(?i:second|minute|hour|day|week|fortnight|month|quarter|year|decade|centur)(?i:s|y|ies)?"
LONG_UNIT = r"(?i:day|week|month|quarter|year|decade|century|weekend)"

_TEENS = ("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", *_TEENS)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "twenty-first",
)  # fmt: skip
_VAGUE = r"couple(?:\sof)?|few|several|many|some|dozens?(?:\sof)?|handful\sof"
NUMBER = (
    rf"(?i:\d{{1,3}}(?:,\d{{3}}){{1,2}}|\d{{1,4}}(?:\.\d{{1,2}}|\s1/2|½)?|(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_ONES[:9])}))?"
    rf"|(?:{'|'.join(reversed(_ONES))})|(?:an?\s|the\s)?(?:{_VAGUE})|half\san?|an?)"
)
ORDINAL = rf"(?i:\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(reversed(_ORDINALS))})"


def month_number(name: str) -> int:
    """1 to 12."""
    return MONTHS.index(name[:3].lower()) + 1


def weekday_number(name: str) -> int:
    """0 is Monday."""
    return WEEKDAYS.index(name[:3].lower())


def number(words: str) -> float | None:
    """A number in figures or words; None where it is vague ("several")."""
    said = " ".join(words.lower().replace(",", "").split())
    if said in ("a", "an"):
        return 1
    if said.startswith("half a"):
        return 0.5
    if "couple" in said:
        return 2
    if said[:1].isdigit():
        figures = re.sub(r"(?:\s1/2|½)$", ".5", said)
        return float(figures)
    tens, _, ones = said.partition("-")
    if tens in _TENS:
        return (_TENS.index(tens) + 2) * 10 + (_ONES.index(ones) + 1 if ones in _ONES else 0)
    return _ONES.index(said) + 1 if said in _ONES else None


def ordinal(word: str) -> int:
    """``third`` and ``3rd`` are 3."""
    said = word.lower()
    return int(said[:-2]) if said[0].isdigit() else _ORDINALS.index(said) + 1


def unit(word: str) -> str:
    """Singular of a unit: ``days`` is ``day``, ``centuries`` is ``century``."""
    said = word.lower()
    return "century" if said.startswith("centur") else said.rstrip("s")


def part(words: str | None) -> str | None:
    """Early, mid or late."""
    said = (words or "").lower()
    if not said.strip():
        return None
    early = ("early", "beginning", "start")
    return "early" if any(w in said for w in early) else "mid" if "mid" in said else "late"
