"""Distances: "two weeks ago", "three days later", "just days later", "the day after", "since then"."""

from __future__ import annotations

import re
from datetime import date

from geo.dates.mention import Reading, shift_days
from geo.dates.rule import NO_DATE, Table, said, word_after
from geo.dates.scene import Scene
from geo.dates.units import CLOCK_UNITS, VAGUE_SPAN, unit_window, unknown_unit
from geo.dates.words import GAP, NUMBER, PARTS_OF_DAY, UNIT, number, unit

COUNTED_RULES = Table()

Anchor = tuple[date, date, str]
_BACK = ("ago", "earlier", "before", "previously", "before that")
_FROM_NOW = ("ago", "from now", "hence")
_HOW = (
    r"(?P<how>(?i:ago|earlier|later|(?:after|before)\sthat|before|afterwards?|after|thereafter|from\snow|hence"
    r"|previously|on(?=,)))"
)
_ABOUT = r"(?i:just|only|about|more\sthan|less\sthan|almost|nearly|some|over)"


@COUNTED_RULES.rule(
    rf"""\b(?:{_ABOUT}{GAP}){{0,3}}(?P<n>{NUMBER})(?:{GAP}|-)(?P<unit>{UNIT}){GAP}{_HOW}\b
    (?!\sthe\b|\s[a-z]+ing\b)"""
)
def _counted(match: re.Match[str], scene: Scene) -> Reading | None:
    how, what, count = said(match, "how"), unit(match["unit"]), number(match["n"])
    if how in ("before", "after") and word_after(match):
        return None
    if what in CLOCK_UNITS:
        return _hours(how, count if what == "hour" else None, scene)
    told = scene.day_anchor() if what == "day" else scene.anchor()
    back, anchor = how in _BACK, None if how in _FROM_NOW else told
    base = anchor or (scene.reference and (scene.reference, scene.reference, ""))
    if not base:
        return Reading("DATE", unknown_unit(what), note=NO_DATE)
    # Two days from some day of a month is some day too.
    open_days = (base[1] - base[0]).days
    if count is None or (what in ("day", "week") and (count != int(count) or open_days > {"day": 0, "week": 6}[what])):
        return _vague_distance(what, back, anchor, scene)
    return _distance(base, what, count, back, scene)


def _hours(how: str, hours: float | None, scene: Scene) -> Reading:
    """So many hours off: whole days of them are days, fewer stay within the day."""
    back, anchor = how in _BACK, None if how in _FROM_NOW else scene.anchor()
    day = (anchor[0] if back else anchor[1]) if anchor else scene.reference
    if day is None:
        return Reading("DATE", "PAST_REF" if back else "FUTURE_REF", note=NO_DATE)
    if hours and hours % 24 == 0 and hours < 2400:
        day = shift_days(day, int(hours) // 24 * (-1 if back else 1))
    return Reading("DATE", day.isoformat(), day, day, inferred=True, anchors=False)


def _distance(base: Anchor, what: str, count: float, back: bool, scene: Scene) -> Reading | None:
    """The unit at so many units; of a quarter told before, the same one of another year."""
    if count > 3000:
        return None
    if what in ("fortnight", "decade", "century"):
        what, count = {"fortnight": ("week", 2 * count), "decade": ("year", 10 * count)}.get(
            what, ("year", 100 * count)
        )
    if count != int(count):  # half a year, 2 1/2 years
        what, count = "month", round(count * {"year": 12, "quarter": 3}.get(what, 1))
    sign = -1 if back else 1
    day, words = base[0] if back else base[1], base[2]
    if words and what == "year" and scene.last and re.fullmatch(r"\d{4}-Q\d", scene.last.value):
        what, count = "quarter", 4 * count
    value, first, last = unit_window(day, what, sign * int(count))
    note = f"counted from {words}" if words else ""
    return Reading("DATE", value, first, last, note=note, inferred=bool(words) and what != "day")


def _vague_distance(what: str, back: bool, anchor: Anchor | None, scene: Scene) -> Reading:
    """Some days, weeks, months or years before or after; beside something vague, up to the day of writing."""
    low, high = VAGUE_SPAN.get(what, VAGUE_SPAN["decade"])
    day = scene.reference
    if anchor:
        first, last, note = anchor[0], anchor[1], f"counted from {anchor[2]}"
    else:
        assert day is not None
        first, last, note = day, day, ""
    if back:
        window = shift_days(first, -high), shift_days(last, -low)
    elif first != last:
        window = first, day if day and day >= first else shift_days(last, high)
        note += ", which is vague"
    else:
        window = scene.near_window(last, (low, high))
    # The month stands for the days that are not known, if they are all in it.
    same = (window[0].year, window[0].month) == (window[1].year, window[1].month)
    value = window[0].isoformat()[:7] if same and anchor else "PAST_REF" if back or anchor else "FUTURE_REF"
    return Reading("DATE", value, *window, inferred=True, note=note)


@COUNTED_RULES.rule(
    rf"""\b(?:(?i:just|only|a\sfew|several|some){GAP})?(?P<unit>(?i:days|weeks|months|years|decades)){GAP}
    (?P<how>(?i:later|earlier|ago|afterwards?|(?:after|before)\sthat))\b"""
)
def _some_units(match: re.Match[str], scene: Scene) -> Reading:
    back, anchor = said(match, "how") in _BACK, None if said(match, "how") == "ago" else scene.anchor()
    if anchor is None and scene.reference is None:
        return Reading("DATE", "PAST_REF" if back else "FUTURE_REF", note=NO_DATE)
    return _vague_distance(unit(match["unit"]), back, anchor, scene)


@COUNTED_RULES.rule(
    rf"""\b(?i:the{GAP}(?P<what>day|week|month|year|morning|night|evening){GAP}(?P<how>before|after|earlier))\b
    (?=\s*[,.;:)—–-]|\s+(?:that|in|at|he|she|it|they|when|with|but|and|by|on)\b)"""
)
def _day_after(match: re.Match[str], scene: Scene) -> Reading | None:
    what = said(match, "what")
    anchor = scene.day_anchor() if what in PARTS_OF_DAY or what == "day" else scene.anchor()
    if anchor is None:
        return None
    step = 1 if said(match, "how") == "after" else -1
    note = f"counted from {anchor[2]}"
    if what in PARTS_OF_DAY or what == "day":
        if anchor[0] != anchor[1]:
            return None
        day = shift_days(anchor[0], step)
        if what == "day":
            return Reading("DATE", day.isoformat(), day, day, note=note)
        return Reading("TIME", f"{day.isoformat()}T{PARTS_OF_DAY[what]}", day, day, note=note)
    value, first, last = unit_window(anchor[1] if step > 0 else anchor[0], what, step)
    return Reading("DATE", value, first, last, note=note)


@COUNTED_RULES.rule(r"\b(?i:since\sthen|from\sthen\son|since\sthat\stime)\b")
def _since_then(match: re.Match[str], scene: Scene) -> Reading | None:
    anchor = scene.anchor()
    if anchor is None:
        return None
    first, last, words = anchor
    end = max(scene.reference, last) if scene.reference else last
    told = scene.last.value if scene.last else ""
    value = told if re.fullmatch(r"\d{4}(-\d\d){0,2}", told) else first.isoformat()
    note = f"from {words} to the day of writing" if scene.reference else f"from {words}"
    return Reading("DATE", value, first, end, inferred=True, note=note, anchors=False)
