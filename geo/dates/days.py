"""Days that the calendar names: "10 September 2025", "9/10/2025", "on the 22nd", "the week of March 6"."""

from __future__ import annotations

import re
from datetime import date

from geo.dates.calendar_phrase import calendar_window
from geo.dates.mention import Reading, week_value, week_window
from geo.dates.rule import COUNTED, NO_DATE, Table, said, word_after, word_before
from geo.dates.scene import NEAR_AHEAD, Scene
from geo.dates.words import DAY, GAP, MONTH, PART_OF_DAY, PARTS_OF_DAY, WEEKDAY, YEAR, weekday_number

DAY_RULES = Table()

WHICH = r"(?P<which>(?i:last|next|this\s(?:past|coming)|this|that)\s{1,3})"
_TO = r"(?:\s?[-–—/]\s?|\s(?:to|and|until|through)\s)"
_ELEVENTH = date(2001, 9, 11)
_FAR_BACK = 400
"""Days back in which a weekday may tell the year."""


@DAY_RULES.rule(
    r"""\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)
    (?:[T\s](?P<time>\d\d:\d\d(?::\d\d)?)(?:\.\d{1,6})?Z?)?(?![\w-])"""
)
def _iso(match: re.Match[str], scene: Scene) -> Reading | None:
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
    if match["time"]:
        return Reading("TIME", f"{day.isoformat()}T{match['time']}", day, day)
    return Reading("DATE", day.isoformat(), day, day)


@DAY_RULES.rule(
    r"""(?<![\w/.-])(?:\d{1,4}/\d{1,2}/\d{2,4}|\d{1,2}-\d{1,2}-\d{2,4}|(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4}))
    (?![\w/-]|\.\d)"""
)
def _figures(match: re.Match[str], scene: Scene) -> Reading | None:
    """Month before day, as in the United States, unless points stand between them."""
    said = f"{match['year']}-{match['month']:0>2}-{match['day']:0>2}" if match["year"] else match[0].replace("-", "/")
    window = calendar_window(said, 2000)
    return Reading("DATE", window[0].isoformat(), *window) if window and window[0] == window[1] else None


@DAY_RULES.rule(
    r"""(?<![\w/.-])(?:9/11|(?:September|Sept\.?)\s11(?:th)?(?=,?\s(?:terror|attack|hijack|bomb)))(?![\w/])"""
)
def _eleventh(match: re.Match[str], scene: Scene) -> Reading:
    return Reading("DATE", _ELEVENTH.isoformat(), _ELEVENTH, _ELEVENTH, anchors=False)


@DAY_RULES.rule(
    rf"""(?<![\w$£€/-])
    (?:(?i:the\s(?:early\s|late\s)?(?P<before>{PART_OF_DAY})\s(?:hours\s)?of\s))?
    (?P<week>(?i:the\sweek\s(?:of|beginning|starting)){GAP})?
    {WHICH}?
    (?:(?P<weekday>{WEEKDAY})(?:,\s{{1,3}}|\s{{1,3}}\(?))?
    (?:the{GAP}(?=\d))?
    (?P<phrase>
        (?:{MONTH}\s{{0,3}}(?:the\s)?{DAY}(?:\s?[-–—/]\s?{DAY}(?![\w-]))?|{DAY}(?:{_TO}{DAY})?{GAP}(?:of{GAP})?{MONTH})
        (?![^\W\d]|[.,:]?\d|\s?%)
        (?:,?{GAP}(?P<year>{YEAR})(?![\w%]|[.,:]\d))?
    )
    (?:{GAP}(?P<after>{PART_OF_DAY})\b)?"""
)
def _day(match: re.Match[str], scene: Scene) -> Reading | None:
    return day_reading(match, scene, int(match["year"]) if match["year"] else None)


def day_reading(match: re.Match[str], scene: Scene, year: int | None) -> Reading | None:
    """A day, or days, of a month; ``year`` where the words or their neighbours state it."""
    counts = match["phrase"][-1].isdigit() and COUNTED.match(word_after(match)) and word_before(match) != "on"
    if year is None and counts:
        return None  # In May 20 people died; on May 20 people died too.
    phrase = re.sub(r"\s(?:and|until|through)\s", " to ", re.sub("[–—/]", "-", match["phrase"]))
    inferred, note = False, ""
    probe = calendar_window(phrase, year or 2000)
    if probe is None:
        return None
    if year is None:
        found = _directed_year(match, scene, probe[0])
        if found is None:
            return Reading("DATE", f"XXXX{probe[0].isoformat()[4:]}", note=f"no year: {NO_DATE}")
        year, inferred, note = found
    window = calendar_window(phrase, year)
    if window is None:
        return None
    first, last = window
    if match["week"]:
        return Reading("DATE", week_value(first), *week_window(first), inferred=inferred, note=note)
    value = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    if (time := said(match, "before", "after")) and first == last:
        return Reading("TIME", f"{value}T{PARTS_OF_DAY[time]}", first, last, 1, inferred, note)
    return Reading("DATE", value, first, last, 1, inferred, note)


def _directed_year(match: re.Match[str], scene: Scene, probe: date) -> tuple[int, bool, str] | None:
    """The year of a yearless day, "last 23 October", "next 3 May" and "Monday, October 26" included."""
    which, day = said(match, "which"), scene.reference
    if day and which in ("last", "this past", "next", "this coming"):
        passed = (probe.month, probe.day) <= (day.month, day.day)
        if which in ("last", "this past"):
            return (day.year if passed else day.year - 1), False, ""
        return (day.year + 1 if passed else day.year), False, ""
    if day and match["weekday"] and scene.year is None and (year := _year_by_weekday(match["weekday"], probe, day)):
        return year, False, "year from the weekday"
    return scene.year_of(probe.month, probe.day, match.start(), match.end())


def _year_by_weekday(weekday: str, probe: date, reference: date) -> int | None:
    """The year in which a day falls on the weekday named with it, not a year off for a weekday that is mistaken."""
    near = [day for step in (0, -1, 1) if (day := _in_year(probe, reference.year + step))]
    fits = [day for day in near if day.weekday() == weekday_number(weekday)]
    fits = [day for day in fits if -_FAR_BACK <= (day - reference).days <= NEAR_AHEAD]
    return min(fits, key=lambda day: abs((day - reference).days)).year if fits else None


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None


_NTH = r"(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th)"
_STOPS = frozenset(
    ("", "and", "or", "of", "to", "but", "when", "after", "before", "while", "as", "in", "at", "by", "he")
)


@DAY_RULES.rule(rf"\b(?<=on\s)(?i:the)\s(?P<day>{_NTH})(?:\s(?:and|to)\s(?:the\s)?(?P<last>{_NTH}))?(?!\w|-)")
def _ordinal_day(match: re.Match[str], scene: Scene) -> Reading | None:
    """Such as "on the 22nd", "on the 3rd and 4th" of the month told before; not "on the 5th floor"."""
    anchor = scene.anchor()
    if word_after(match) not in _STOPS or anchor is None or anchor[0].month != anchor[1].month:
        return None
    try:
        day = anchor[0].replace(day=int(match["day"][:-2]))
        last = anchor[0].replace(day=int((match["last"] or match["day"])[:-2]))
    except ValueError:
        return None
    value = day.isoformat() if last <= day else f"{day.isoformat()}/{last.isoformat()}"
    return Reading("DATE", value, day, max(day, last), 1, inferred=True, note=f"month from {anchor[2]}")
