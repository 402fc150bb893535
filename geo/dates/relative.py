"""Units that count from the day of writing or from what was told before: "last week", "the following month"."""

from __future__ import annotations

import re
from datetime import date

from geo.dates.mention import Reading, shift_days, shift_months
from geo.dates.rule import NO_DATE, Table, said, word_before
from geo.dates.scene import Scene
from geo.dates.units import CLOCK_UNITS, VAGUE_SPAN, duration_value, unit_days, unit_reading, unit_window, unknown_unit
from geo.dates.words import GAP, LONG_UNIT, NUMBER, UNIT, number, unit

RELATIVE_RULES = Table()

_WHICH = r"(?i:last|next|this|past|previous|coming|current|that\ssame|the\ssame|that|following|preceding)"
_EDGE = r"(?i:earlier|later|early|late|mid|(?:the\s)?(?:beginning|start|middle|end)\sof)"
_WIDEST = {"day": 0, "week": 6, "month": 30, "quarter": 91, "year": 365}
"""Days by which an anchor may be open and still tell which unit is meant."""
_TOLD = ("that", "that same", "the same", "following", "preceding", "previous")


@RELATIVE_RULES.rule(
    rf"""\b(?:(?i:the){GAP})?(?P<edge>{_EDGE}(?:{GAP}|-)(?:(?i:in|on){GAP})?)?(?:(?i:the){GAP})?
    (?P<which>{_WHICH}){GAP}(?P<unit>{LONG_UNIT})\b(?!['’]?s?\sof\b)
    |\b(?P<edge2>(?i:earlier|later))\s(?i:in\sthe)\s(?P<unit2>(?i:day|week|month|year))\b"""
)
def _relative_unit(match: re.Match[str], scene: Scene) -> Reading | None:
    which, what, edge = said(match, "which") or "this", said(match, "unit", "unit2"), said(match, "edge", "edge2")
    the = "the" in match[0].lower().split()
    if what == "weekend":
        return None
    if which == "past" or (which == "last" and the and word_before(match) in ("in", "over", "during", "for", "within")):
        return rolling(1, what, "past", scene)
    told = scene.anchor()
    if match["unit2"] and what == "day" and told and told[0] == told[1]:
        return _from_anchor("that", what, edge, scene)
    if which in _TOLD or (which == "next" and the):
        return _from_anchor(which, what, edge, scene)
    if scene.reference is None:
        return Reading("DATE", unknown_unit(what), note=f"which {what} is not known: {NO_DATE}")
    if what == "day":
        return Reading("DATE", scene.reference.isoformat(), scene.reference, scene.reference, anchors=False)
    return unit_reading(scene.reference, what, {"last": -1, "next": 1, "coming": 1}.get(which, 0), edge)


def _from_anchor(which: str, what: str, edge: str, scene: Scene) -> Reading:
    """A unit that counts from what was told before; from something vague a window up to the reference."""
    step = -1 if which in ("preceding", "previous") else 1 if which in ("following", "next") else 0
    anchor = scene.day_anchor() if what == "day" or (what == "week" and step) else scene.anchor()
    if anchor is None:
        if scene.reference is None or which == "that":
            return Reading("DATE", unknown_unit(what), note="nothing dated stands before it")
        return unit_reading(scene.reference, what, step, edge)
    first, last, words = anchor
    if (last - first).days > _WIDEST.get(what, 36525):
        return _beside_the_vague(what, first, last, words, scene)
    if what == "day":
        day = shift_days(last if step > 0 else first, step)
        return Reading("DATE", day.isoformat(), day, day, note=f"counted from {words}")
    value, start, end = unit_window(first, what, step)
    if step == 0 and edge == "later":
        start = min(last, end)
    elif step == 0 and edge == "earlier":
        end = max(first, start)
    return Reading("DATE", value, start, end, inferred=True, note=f"counted from {words}")


def _beside_the_vague(what: str, first: date, last: date, words: str, scene: Scene) -> Reading:
    end = scene.reference if scene.reference and scene.reference >= first else last
    told = scene.last.value if scene.last else ""
    value = f"{told}-XX" if what == "day" and re.fullmatch(r"\d{4}-\d\d", told) else unknown_unit(what)
    note = f"counted from {words}, which is vague"
    return Reading("DATE", value, first, end, inferred=True, note=note, anchors=False)


def rolling(count: float | None, what: str, way: str, scene: Scene) -> Reading:
    """So many units up to the day of writing ("past"), or from it ("coming")."""
    value, day = duration_value(count, what), scene.reference
    if day is None or what in CLOCK_UNITS:
        return Reading("DURATION", value, note="" if day else f"up to when is not known: {NO_DATE}", anchors=False)
    days = VAGUE_SPAN.get(what, (1, 6))[1] if count is None else round(min(count * unit_days(what), 3_000_000))
    if way == "past":
        exact = shift_months(day, -int(count)) if count and what == "month" else shift_days(day, -days)
        window = exact, day
    else:
        window = day, shift_days(day, days)
    return Reading("DURATION", value, *window, note="counted from the day of writing", anchors=False)


@RELATIVE_RULES.rule(
    rf"""\b(?:(?i:the){GAP})?(?P<way>(?i:past|last|previous|preceding|coming|next|recent|following)){GAP}
    (?P<n>{NUMBER}){GAP}(?P<unit>{UNIT})\b
    |\b(?:(?i:the){GAP})?(?P<way2>(?i:past|recent|coming|last|next){GAP})
    (?P<units>(?i:days|weeks|months|years|decades|hours|minutes))\b"""
)
def _span(match: re.Match[str], scene: Scene) -> Reading:
    way = "coming" if said(match, "way", "way2") in ("coming", "next", "following") else "past"
    count = number(match["n"]) if match["n"] else None
    return rolling(count, unit(match["unit"] or match["units"]), way, scene)


@RELATIVE_RULES.rule(
    r"\b(?i:(?:the\s)?(?P<which>year-ago|year-earlier)(?:\s(?:period|quarter))?|(?P<end>year-end|year['’]s\send))\b"
)
def _year_ago(match: re.Match[str], scene: Scene) -> Reading | None:
    day = scene.reference
    if day is None:
        return None
    if match["end"]:
        return Reading("DATE", f"{day.year:04d}", date(day.year, 12, 1), date(day.year, 12, 31))
    told = scene.last if scene.last and re.fullmatch(r"\d{4}-Q\d", scene.last.value) else None
    if told and told.first:
        value, first, last = unit_window(told.first, "quarter", -4)
    else:
        value, first, last = unit_window(day, "year", -1)
    return Reading("DATE", value, first, last, inferred=True, anchors=False)
