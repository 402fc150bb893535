"""Days that count from the day of writing: "Tuesday", "yesterday", "last night", "the weekend"."""

from __future__ import annotations

import re
from datetime import date

from geo.dates.mention import Reading, shift_days, week_value, week_window
from geo.dates.rule import NO_DATE, Table, said, word_after, word_before
from geo.dates.scene import Scene
from geo.dates.words import GAP, LONG_WEEKDAY, PART_OF_DAY, PARTS_OF_DAY, weekday_number

WEEKDAY_RULES = Table()

_NAMED = frozenset(("bloody", "black", "super", "cyber", "ruby", "billy", "easter", "ash", "palm", "fat", "holy"))
_PAPERS = r"(?:Times|Telegraph|Mirror|Express|Herald|Mail|People|Post|Independent|World|Agreement|Night\sFootball)"
_STEPS = {
    "today": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "day before yesterday": -2,
    "the day after tomorrow": 2, "day after tomorrow": 2,
}  # fmt: skip
_PAPER = re.compile(r"\b(?:USA|Russia|India|Psychology|World|Ukraine|Military)\sToday$")
_BACK = ("last", "this past", "past")
_AHEAD = ("next", "this coming", "coming")


@WEEKDAY_RULES.rule(rf"\b(?i:every|each){GAP}(?P<day>{LONG_WEEKDAY})\b|\b(?P<days>{LONG_WEEKDAY})s\b(?!\s[A-Z])")
def _weekdays(match: re.Match[str], scene: Scene) -> Reading | None:
    if word_after(match) == "ago":
        return None
    return Reading("SET", f"XXXX-WXX-{weekday_number(match['day'] or match['days']) + 1}")


@WEEKDAY_RULES.rule(
    rf"""\b(?P<which>(?i:(?:the\s)?(?:following|previous|next)|last|this\s(?:past|coming)|this|past|coming){GAP})?
    (?P<part>(?i:early|late){GAP})?
    (?P<day>{LONG_WEEKDAY}|(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\.(?=\s[a-z(]))
    (?:(?:['’]s)?(?:{GAP}|-)(?P<time>{PART_OF_DAY})\b)?(?![\w-]|\s{_PAPERS}\b)"""
)
def _weekday(match: re.Match[str], scene: Scene) -> Reading | None:
    if word_before(match) in _NAMED:
        return None
    which, index = said(match, "which").removeprefix("the "), weekday_number(match["day"])
    if which in ("following", "previous"):
        day = _beside(index, which, scene)
    elif scene.reference is None:
        return Reading("DATE", f"XXXX-WXX-{index + 1}", note=f"which week is not known: {NO_DATE}")
    else:
        day = _weekday_day(index, which, match, scene, scene.reference)
    if day is None:
        return None
    return _on(day, said(match, "time"))


def _on(day: date, time: str) -> Reading:
    """A day, or a part of it."""
    if time:
        return Reading("TIME", f"{day.isoformat()}T{PARTS_OF_DAY[time]}", day, day)
    return Reading("DATE", day.isoformat(), day, day)


def _beside(index: int, which: str, scene: Scene) -> date | None:
    """The following or previous weekday, from what was told before."""
    anchor = scene.anchor()
    if anchor is None:
        return None
    if which == "following":
        return shift_days(anchor[1], (index - anchor[1].weekday() - 1) % 7 + 1)
    return shift_days(anchor[0], -((anchor[0].weekday() - index - 1) % 7 + 1))


def _weekday_day(index: int, which: str, match: re.Match[str], scene: Scene, today: date) -> date:
    anchor = scene.anchor()
    if scene.narrative and anchor and not which:
        return shift_days(anchor[1], (index - anchor[1].weekday()) % 7)
    back = (today.weekday() - index) % 7
    if which in _BACK:
        return shift_days(today, -(back or 7))
    if which in _AHEAD:
        return shift_days(today, (index - today.weekday() - 1) % 7 + 1)
    if which == "this":
        return shift_days(today, index - today.weekday())
    own = re.match("['’]s", match.string[match.end() : match.end() + 2])  # Wednesday's ruling has been given
    if back and not own and scene.looks_ahead(match.start(), match.end()):
        return shift_days(today, 7 - back)
    return shift_days(today, -back)


@WEEKDAY_RULES.rule(
    rf"""\b(?P<day>(?i:(?:the\s)?day\s(?:before\syesterday|after\stomorrow)|today|yesterday|tomorrow))
    (?:(?:['’]s)?\s(?P<time>{PART_OF_DAY})\b)?(?!\w|\s(?:Show|FM)\b)"""
)
def _today(match: re.Match[str], scene: Scene) -> Reading | None:
    if _PAPER.search(match.string[max(0, match.start() - 20) : match.end()]):
        return None
    step = _STEPS[said(match, "day")]
    if scene.reference is None:
        value = "PRESENT_REF" if step == 0 else "FUTURE_REF" if step > 0 else "PAST_REF"
        return Reading("DATE", value, note=f"which day is not known: {NO_DATE}")
    return _on(shift_days(scene.reference, step), said(match, "time"))


@WEEKDAY_RULES.rule(
    rf"""\b(?i:(?P<which>this|(?:late\s)?last|early\sthis|that|the\s(?:next|following)){GAP}(?P<time>{PART_OF_DAY})
    |(?P<one>tonight|overnight))\b(?!-|\sShow\b)"""
)
def _part_of_day(match: re.Match[str], scene: Scene) -> Reading | None:
    which, time = said(match, "which", "one"), PARTS_OF_DAY[said(match, "time") or "night"]
    anchor = scene.anchor()
    if which in ("that", "the next", "the following"):
        if anchor is None or anchor[0] != anchor[1]:
            return None
        day = shift_days(anchor[1], 0 if which == "that" else 1)
        return Reading("TIME", f"{day.isoformat()}T{time}", day, day, note=f"counted from {anchor[2]}")
    if scene.reference is None:
        return Reading("TIME", f"XXXX-XX-XXT{time}", note=f"which day is not known: {NO_DATE}")
    day = shift_days(scene.reference, -1 if "last" in which else 0)
    value = f"{day.isoformat()}T{time}"
    if which == "overnight":
        return Reading("TIME", value, shift_days(day, -1), day, inferred=True, note="the night before it or of it")
    return Reading("TIME", value, day, day, anchors=False)


@WEEKDAY_RULES.rule(
    rf"""\b(?i:(?P<which>last|this\s(?:past|coming)|this|next|past|coming|(?:the|that)\s(?:same|past|following)|that
    |(?:over\s)?the){GAP}(?:long{GAP})?weekend)\b"""
)
def _weekend(match: re.Match[str], scene: Scene) -> Reading:
    which, anchor = said(match, "which"), scene.anchor()
    told = which in ("that", "the following", "that same", "the same")
    base = anchor[1] if anchor and told else scene.reference
    if base is None:
        return Reading("DATE", "XXXX-WXX-WE", note=f"which week is not known: {NO_DATE}")
    saturday = shift_days(week_window(base)[0], 5)
    ahead = which in ("next", "coming", "this coming", "the following") or (
        which in ("this", "the") and scene.looks_ahead(match.start(), match.end())
    )
    if not ahead and not told and (base < saturday or which == "last"):
        saturday = shift_days(saturday, -7)
    loose = which in ("the", "over the")
    return Reading("DATE", f"{week_value(saturday)}-WE", saturday, shift_days(saturday, 1), inferred=loose)
