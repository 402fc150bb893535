"""Months: "in July", "late September", "last May", "February this year"; and names that only look like months."""

from __future__ import annotations

import re

from geo.dates.days import WHICH
from geo.dates.mention import Reading, month_window, third_of
from geo.dates.rule import NO_DATE, Table, said, word_after, word_before
from geo.dates.scene import Scene
from geo.dates.words import GAP, LONG_MONTH, MONTH, PART, YEAR, month_number, part

MONTH_RULES = Table()

_IN_TIME = frozenset([
    "in", "since", "until", "till", "by", "from", "during", "before", "after", "between", "of", "through", "to",
    "last", "this", "next", "and", "or", "for", "late", "early", "mid", "beginning", "end", "around", "about",
    "throughout", "starting", "effective", "ending",
])  # fmt: skip
_LOOSE = frozenset({"and", "or", "to", "for", "by"})
"""Words that stand before months and before people."""
STEPS = {"this": 0, "last": -1, "next": 1, "the previous": -1, "the following": 1, "that": 0, "the same": 0}
_BESIDE = {"the year before": "the previous", "the year after": "the following"}


@MONTH_RULES.rule(
    rf"""(?<![\w$£€-])(?P<part>{PART})?{WHICH}?
    (?P<month>{MONTH})(?![\w’']?\w)
    (?:(?:,?{GAP}|{GAP}of{GAP})(?P<year>{YEAR})(?![\w%]|[.,:]\d))?
    (?:{GAP}(?:of{GAP})?(?P<rel>(?i:(?:this|last|next|that|the\ssame|the\sfollowing|the\sprevious)\syear|the\syear\s(?:before|after)))
    \b)?"""
)
def _month(match: re.Match[str], scene: Scene) -> Reading | None:
    return month_reading(match, scene, int(match["year"]) if match["year"] else None)


def month_reading(match: re.Match[str], scene: Scene, year: int | None) -> Reading | None:
    """A month or a third of it; ``year`` where the words or their neighbours state it."""
    if not year and not match["rel"] and not _is_a_month(match, scene):
        return None
    month = month_number(match["month"])
    inferred, note = False, ""
    if year is None:
        found = _year_of_month(match, scene, month)
        if found is None:
            return Reading("DATE", f"XXXX-{month:02d}", note=f"no year: {NO_DATE}")
        year, inferred, note = found
    if not 1 <= year <= 9999:
        return None
    window = month_window(year, month)
    if which := part(match["part"]):
        window = third_of(*window, which)
        note = note or f"{which}: its third of the month"
    return Reading("DATE", f"{year:04d}-{month:02d}", *window, inferred=inferred, note=note)


def _is_a_month(match: re.Match[str], scene: Scene) -> bool:
    """Whether a month's name stands for the month: not "Theresa May", "the March on Rome", "June Jones"."""
    name, before = match["month"], word_before(match)
    if match["part"] or said(match, "which") in ("last", "next", "this", "this past", "this coming"):
        return True
    in_time = before in _IN_TIME
    if name.rstrip(".").isupper():
        return False
    if not re.fullmatch(LONG_MONTH, name):
        return in_time and name.endswith(".")
    if name == "May":
        return before in ("in", "since", "during", "until", "late", "early") or (in_time and not scene.names_may)
    if name == "March":
        follows = word_after(match) in ("on", "for", "of", "against", "toward", "towards")
        return in_time or not (before == "long" or (before and follows))
    if name in ("April", "June", "August"):
        return (in_time and before not in _LOOSE) or not word_after(match)[:1].isupper()
    return True


def _year_of_month(match: re.Match[str], scene: Scene, month: int) -> tuple[int, bool, str] | None:
    rel, which, day = said(match, "rel"), said(match, "which"), scene.reference
    rel = _BESIDE.get(rel, rel.removesuffix(" year"))
    if rel.startswith(("that", "the")):
        anchor = scene.anchor()
        return (anchor[0].year + STEPS[rel], True, f"counted from {anchor[2]}") if anchor else None
    if day is None:
        return scene.year_of(month, 1, match.start(), match.end())
    if rel:
        return day.year + STEPS[rel], False, ""
    if which in ("last", "this past"):
        return (day.year if month < day.month else day.year - 1), False, ""
    if which in ("next", "this coming"):
        return (day.year if month > day.month else day.year + 1), False, ""
    if scene.year is None and month == day.month:
        return day.year, not scene.reference_note, scene.reference_note or "year from the day of publication"
    return scene.year_of(month, 1, match.start(), match.end())
