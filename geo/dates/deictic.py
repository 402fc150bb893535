"""Dates that count from the day of writing or from what was told before: "Tuesday", "last week", "two days later"."""

from __future__ import annotations

import re
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
)  # fmt: skip
from geo.dates.rule import Table, word_after, word_before
from geo.dates.scene import Scene
from geo.dates.words import (
    GAP,
    LONG_UNIT,
    LONG_WEEKDAY,
    NUMBER,
    PART_OF_DAY,
    PARTS_OF_DAY,
    UNIT,
    number,
    part,
    unit,
    weekday_number,
)  # fmt: skip

DEICTIC = Table()

NO_DATE = "the article has no date"
_RELATIVE = r"(?P<which>(?i:last|next|this|past|previous|coming|current|that\ssame|the\ssame|that|following|preceding))"
VAGUE_SPAN = {"day": (1, 6), "week": (7, 31), "month": (31, 183), "year": (366, 3650), "decade": (3653, 18262)}
"""Days that "a few days", "weeks", "several years" may last."""


@DEICTIC.rule(rf"\b(?i:every|each){GAP}(?P<day>{LONG_WEEKDAY})\b|\b(?P<days>{LONG_WEEKDAY})s\b(?!\s[A-Z])")
def _weekdays(match: re.Match[str], scene: Scene) -> Reading:
    return Reading("SET", f"XXXX-WXX-{weekday_number(match['day'] or match['days']) + 1}")


@DEICTIC.rule(
    rf"\b(?P<which>(?i:(?:the\s)?(?:following|previous|next)|last|this\s(?:past|coming)|this|past|coming){GAP})?(?P<part>(?i:early|late){GAP})?"
    rf"(?P<day>{LONG_WEEKDAY}|(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\.(?=\s[a-z(]))"
    rf"(?:(?:['’]s)?(?:{GAP}|-)(?P<time>{PART_OF_DAY})\b)?(?![\w-]|\s(?:Times|Telegraph|Mirror|Express|Herald|Mail|People|Post|Independent|World|Agreement|Night\sFootball)\b)"
)
def _weekday(match: re.Match[str], scene: Scene) -> Reading | None:
    if word_before(match) in ("bloody", "black", "super", "cyber", "ruby", "billy", "easter", "ash", "palm", "fat"):
        return None
    which = " ".join((match["which"] or "").lower().removeprefix("the ").split())
    index, said = weekday_number(match["day"]), (match["time"] or "").lower()
    if scene.reference is None and which not in ("following", "previous"):
        return Reading("DATE", f"XXXX-WXX-{index + 1}", note=f"which week is not known: {NO_DATE}")
    day = _weekday_day(index, which, match, scene)
    if day is None:
        return None
    if said:
        return Reading("TIME", f"{day.isoformat()}T{PARTS_OF_DAY[said]}", day, day)
    return Reading("DATE", day.isoformat(), day, day)


def _weekday_day(index: int, which: str, match: re.Match[str], scene: Scene) -> date | None:
    anchor = scene.anchor()
    if which in ("following", "previous"):
        if anchor is None:
            return None
        ahead = (index - anchor[1].weekday() - 1) % 7 + 1
        back = (anchor[0].weekday() - index - 1) % 7 + 1
        return shift_days(anchor[1], ahead) if which == "following" else shift_days(anchor[0], -back)
    today = scene.reference
    assert today is not None
    if scene.narrative and anchor and not which:
        today = anchor[1]
    back = (today.weekday() - index) % 7
    if which in ("last", "this past", "past"):
        return shift_days(today, -(back or 7))
    if which in ("next", "this coming", "coming"):
        return shift_days(today, (index - today.weekday() - 1) % 7 + 1)
    if which == "this":
        return shift_days(today, index - today.weekday())
    own = re.match("['’]s", match.string[match.end() : match.end() + 2])
    if back and not own and scene.looks_ahead(match.start(), match.end()):
        return shift_days(today, 7 - back)
    return shift_days(today, -back)


_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "day before yesterday": -2,
         "the day after tomorrow": 2, "day after tomorrow": 2}  # fmt: skip


@DEICTIC.rule(
    rf"\b(?P<day>(?i:(?:the\s)?day\s(?:before\syesterday|after\stomorrow)|today|yesterday|tomorrow))(?:(?:['’]s)?\s(?P<time>{PART_OF_DAY})\b)?(?!\w)(?!\s(?:Show|FM)\b)"
)
def _today(match: re.Match[str], scene: Scene) -> Reading:
    step = _DAYS[" ".join(match["day"].lower().split())]
    if scene.reference is None:
        value = {0: "PRESENT_REF", 1: "FUTURE_REF", 2: "FUTURE_REF"}.get(step, "PAST_REF")
        return Reading("DATE", value, note=f"which day is not known: {NO_DATE}")
    day = shift_days(scene.reference, step)
    if match["time"]:
        return Reading("TIME", f"{day.isoformat()}T{PARTS_OF_DAY[match['time'].lower()]}", day, day)
    return Reading("DATE", day.isoformat(), day, day, anchors=step != 0)


@DEICTIC.rule(
    rf"\b(?i:(?P<which>this|last|late\slast|late|early\sthis|that|the\snext|the\sfollowing){GAP}(?P<time>{PART_OF_DAY})|(?P<one>tonight|overnight))\b"
)
def _part_of_day(match: re.Match[str], scene: Scene) -> Reading | None:
    said = " ".join((match["which"] or match["one"]).lower().split())
    time = PARTS_OF_DAY.get((match["time"] or "night").lower(), "NI")
    if said in ("last", "late last", "late") and time != "NI":
        return None
    if said == "late":
        return None
    anchor = scene.anchor()
    if said in ("that", "the next", "the following"):
        if anchor is None or anchor[0] != anchor[1]:
            return None
        day = shift_days(anchor[1], 0 if said == "that" else 1)
        return Reading("TIME", f"{day.isoformat()}T{time}", day, day, note=f"counted from {anchor[2]}")
    if scene.reference is None:
        return Reading("TIME", f"XXXX-XX-XXT{time}", note=f"which day is not known: {NO_DATE}")
    day = shift_days(scene.reference, -1 if "last" in said else 0)
    if said == "overnight":
        before = shift_days(day, -1)
        return Reading(
            "TIME", f"{day.isoformat()}T{time}", before, day, inferred=True, note="the night before or of it"
        )
    return Reading("TIME", f"{day.isoformat()}T{time}", day, day, anchors=False)


@DEICTIC.rule(
    rf"\b(?i:(?P<which>last|this\spast|this|next|past|coming|the\sfollowing|that|the|over\sthe){GAP}(?:long{GAP})?weekend)\b"
)
def _weekend(match: re.Match[str], scene: Scene) -> Reading:
    which = " ".join(match["which"].lower().split())
    anchor = scene.anchor()
    base = anchor[1] if anchor and which in ("that", "the following") else scene.reference
    if base is None:
        return Reading("DATE", "XXXX-WXX-WE", note=f"which week is not known: {NO_DATE}")
    saturday = shift_days(week_window(base)[0], 5)
    ahead = which in ("next", "coming", "the following") or scene.looks_ahead(match.start(), match.end())
    if not ahead and base < saturday:
        saturday = shift_days(saturday, -7)
    if which == "last" and base >= saturday:
        saturday = shift_days(saturday, -7)
    return Reading("DATE", f"{week_value(saturday)}-WE", saturday, shift_days(saturday, 1), inferred=which == "the")


@DEICTIC.rule(
    rf"\b(?:(?i:the){GAP})?(?P<edge>(?i:earlier|later|early|late|mid|(?:the\s)?(?:beginning|start|middle|end)\sof)(?:{GAP}|-)(?:(?i:in|on){GAP})?)?"
    rf"(?:(?i:the){GAP})?{_RELATIVE}{GAP}(?P<unit>{LONG_UNIT})\b(?!['’]?s?\sof\b)"
    rf"|\b(?P<edge2>(?i:earlier|later))\s(?i:in\sthe)\s(?P<unit2>(?i:day|week|month|year))\b"
)
def _relative_unit(match: re.Match[str], scene: Scene) -> Reading | None:
    which = " ".join((match["which"] or "this").lower().split())
    what = (match["unit"] or match["unit2"]).lower()
    edge = " ".join((match["edge"] or match["edge2"] or "").lower().split())
    the = "the" in match[0].lower().split()
    if what == "weekend":
        return None
    if which == "past" or (which == "last" and the and word_before(match) in ("in", "over", "during", "for", "within")):
        return rolling(1, what, "past", scene)
    if which in ("that", "that same", "the same", "following", "preceding", "previous") or (which == "next" and the):
        return _from_anchor(which, what, edge, scene)
    if scene.reference is None:
        return Reading("DATE", unknown_unit(what), note=f"which {what} is not known: {NO_DATE}")
    step = {"last": -1, "next": 1, "coming": 1}.get(which, 0)
    if what == "day":
        return Reading("DATE", scene.reference.isoformat(), scene.reference, scene.reference, anchors=False)
    return _unit_reading(scene.reference, what, step, edge, scene)


def _from_anchor(which: str, what: str, edge: str, scene: Scene) -> Reading | None:
    """A unit that counts from what was told before; from something vague a window up to the reference."""
    anchor = scene.anchor()
    step = -1 if which in ("preceding", "previous") else 0 if "that" in which or "same" in which else 1
    if anchor is None:
        if scene.reference is None or which == "that":
            return Reading("DATE", unknown_unit(what), note="nothing dated stands before it")
        return _unit_reading(scene.reference, what, step, edge, scene)
    first, last, said = anchor
    note = f"counted from {said}"
    day, vague = first, first != last
    wide = {"day": 0, "week": 6, "month": 30, "year": 365, "quarter": 91}.get(what, 36525)
    if vague and (last - first).days > wide:
        end = scene.reference if scene.reference and scene.reference >= first else last
        told = scene.last.value if scene.last else ""
        value = f"{told}-XX" if what == "day" and re.fullmatch(r"\d{4}-\d\d", told) else unknown_unit(what)
        return Reading("DATE", value, first, end, inferred=True, note=f"{note}, which is vague", anchors=False)
    if what == "day":
        day = shift_days(last if step > 0 else first, step)
        return Reading("DATE", day.isoformat(), day, day, note=note)
    found = _unit_reading(day, what, step, "", scene)
    if found is None or found.first is None or found.last is None:
        return found
    start, end = found.first, found.last
    if step == 0 and edge == "later":
        start = min(last, end)
    elif step == 0 and edge == "earlier":
        end = max(first, start)
    return Reading("DATE", found.value, start, end, inferred=True, note=note)


def unknown_unit(what: str) -> str:
    """TIMEX3 value of a unit that nothing fixes."""
    return {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "quarter": "XXXX-QX"}.get(what, "XXXX")


def unit_window(day: date, what: str, step: int) -> tuple[str, date, date]:
    """Value, first and last day of the unit so many units from a day."""
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
    first = max(year // size * size, 1)
    value = f"{year // 10:03d}X" if what == "decade" else f"{year // 100:02d}XX"
    return value, *year_window(first, year // size * size + size - 1)


def _unit_reading(day: date, what: str, step: int, edge: str, scene: Scene) -> Reading | None:
    value, first, last = unit_window(day, what, step)
    if edge == "earlier" and step == 0:
        last = max(first, min(last, day))
    elif edge == "later" and step == 0:
        first = min(max(first, day), last)
    elif (third := part(edge)) and edge not in ("earlier", "later") and what != "week":
        first, last = third_of(first, last, third)
    return Reading("DATE", value, first, last, anchors=what != "century")


_HOW_FAR = r"(?P<how>(?i:ago|earlier|later|before|after|afterwards?|thereafter|from\snow|hence|previously|on))"


@DEICTIC.rule(
    rf"\b(?:(?i:just|only|about|more\sthan|less\sthan|almost|nearly|some|over){GAP})*(?P<n>{NUMBER})(?:{GAP}|-)(?P<unit>{UNIT}){GAP}{_HOW_FAR}\b(?!\sthe\b|\s[a-z]+ing\b)"
)
def _counted(match: re.Match[str], scene: Scene) -> Reading | None:
    how, what = " ".join(match["how"].lower().split()), unit(match["unit"])
    if how in ("before", "after", "on") and word_after(match):
        return None
    count = number(match["n"])
    if what in ("second", "minute", "hour"):
        return _counted_hours(how, scene)
    back = how in ("ago", "earlier", "before", "previously")
    from_now = how in ("ago", "from now", "hence")
    anchor = None if from_now else scene.anchor()
    if anchor is None and scene.reference is None:
        return Reading("DATE", "PAST_REF" if back else "FUTURE_REF", note=NO_DATE)
    if count is None or (count != int(count) and what in ("day", "week")):
        return _vague_distance(what, back, anchor, scene)
    if anchor is None:
        assert scene.reference is not None
        return _distant(scene.reference, what, count, back, "", scene)
    first, last, said = anchor
    if first != last and (last - first).days > {"day": 0, "week": 6}.get(what, 31) and what in ("day", "week"):
        return _vague_distance(what, back, anchor, scene)
    quarter = re.fullmatch(r"(\d{4})-Q(\d)", scene.last.value if scene.last else "")
    if quarter and what == "year":
        value, *window = unit_window(
            date(int(quarter[1]), int(quarter[2]) * 3, 1), "quarter", int(count) * (-4 if back else 4)
        )
        return Reading("DATE", value, window[0], window[1], note=f"counted from {said}")
    return _distant(first if back else last, what, count, back, f"counted from {said}", scene)


def _counted_hours(how: str, scene: Scene) -> Reading | None:
    anchor = scene.anchor() if how in ("earlier", "later", "after") else None
    day = anchor[1] if anchor else scene.reference
    if day is None:
        return Reading("DATE", "PAST_REF" if how in ("ago", "earlier") else "FUTURE_REF", note=NO_DATE)
    return Reading("TIME", day.isoformat(), day, day, inferred=True, anchors=False)


def _distant(day: date, what: str, count: float, back: bool, note: str, scene: Scene) -> Reading | None:
    sign = -1 if back else 1
    if count > 3000:
        return None
    if what == "fortnight":
        what, count = "week", count * 2
    if what in ("decade", "century"):
        what, count = "year", count * (10 if what == "decade" else 100)
    if count != int(count):  # half a year, 2 1/2 years
        what, count = "month", round(count * {"year": 12, "month": 1, "quarter": 3}.get(what, 1))
    value, first, last = unit_window(day, what, sign * int(count))
    return Reading("DATE", value, first, last, note=note, inferred=bool(note) and what != "day")


def _vague_distance(what: str, back: bool, anchor: tuple[date, date, str] | None, scene: Scene) -> Reading | None:
    """Some days, weeks, months or years before or after; beside something vague, up to the day of writing."""
    low, high = VAGUE_SPAN.get(what, VAGUE_SPAN["decade"])
    if anchor is None:
        assert scene.reference is not None
        first, last = scene.reference, scene.reference
        note = ""
    else:
        first, last, note = anchor[0], anchor[1], f"counted from {anchor[2]}"
    if back:
        window = shift_days(first, -high), shift_days(last, -low)
    elif first != last:
        end = scene.reference if scene.reference and scene.reference >= first else shift_days(last, high)
        window = first, end
        note += ", which is vague"
    else:
        window = scene.near_window(last, (low, high))
    # The month stands for the days that are not known, if they are all in it.
    same = (window[0].year, window[0].month) == (window[1].year, window[1].month)
    value = window[0].isoformat()[:7] if same and anchor else "PAST_REF" if back or anchor else "FUTURE_REF"
    return Reading("DATE", value, *window, inferred=True, note=note)


@DEICTIC.rule(
    rf"\b(?:(?i:just|only|a\sfew|several|some){GAP})?(?P<unit>(?i:days|weeks|months|years|decades)){GAP}(?P<how>(?i:later|earlier|ago|afterwards?))\b"
)
def _some_units(match: re.Match[str], scene: Scene) -> Reading | None:
    how, what = match["how"].lower(), unit(match["unit"])
    anchor = None if how == "ago" else scene.anchor()
    if anchor is None and scene.reference is None:
        return Reading("DATE", "PAST_REF" if how in ("ago", "earlier") else "FUTURE_REF", note=NO_DATE)
    return _vague_distance(what, how in ("ago", "earlier"), anchor, scene)


@DEICTIC.rule(
    rf"\b(?i:the{GAP}(?P<what>day|week|month|year|morning|night|evening){GAP}(?P<how>before|after|earlier))\b(?=\s*[,.;:)—–-]|\s+(?:that|in|at|he|she|it|they|when|with|but|and|by|on)\b)"
)
def _day_after(match: re.Match[str], scene: Scene) -> Reading | None:
    anchor, what = scene.anchor(), match["what"].lower()
    if anchor is None or word_after(match) == "the":
        return None
    step = 1 if match["how"].lower() == "after" else -1
    if what in PARTS_OF_DAY:
        if anchor[0] != anchor[1]:
            return None
        day = shift_days(anchor[0], step)
        return Reading("TIME", f"{day.isoformat()}T{PARTS_OF_DAY[what]}", day, day, note=f"counted from {anchor[2]}")
    if what == "day" and anchor[0] != anchor[1]:
        return None
    value, first, last = unit_window(anchor[1] if step > 0 else anchor[0], what, step)
    return Reading("DATE", value, first, last, note=f"counted from {anchor[2]}")


@DEICTIC.rule(r"\b(?i:since\sthen|from\sthen\son|since\sthat\stime)\b")
def _since_then(match: re.Match[str], scene: Scene) -> Reading | None:
    anchor = scene.anchor()
    if anchor is None:
        return None
    first, last, said = anchor
    end = max(scene.reference, last) if scene.reference else last
    told = scene.last.value if scene.last else ""
    value = told if re.fullmatch(r"\d{4}(-\d\d){0,2}", told) else first.isoformat()
    return Reading("DATE", value, first, end, inferred=True, note=f"from {said} to the day of writing", anchors=False)


def rolling(count: float | None, what: str, way: str, scene: Scene) -> Reading:
    """So many units up to the day of writing, or from it."""
    value = duration_value(count, what)
    day = scene.reference
    if day is None or what in ("second", "minute", "hour"):
        return Reading("DURATION", value, note="" if day else f"up to when is not known: {NO_DATE}", anchors=False)
    days = VAGUE_SPAN.get(what, (1, 6))[1] if count is None else round(count * unit_days(what))
    exact = shift_months(day, -int(count)) if count and what == "month" and way == "past" else None
    window = (exact or shift_days(day, -days), day) if way == "past" else (day, shift_days(day, days))
    return Reading("DURATION", value, *window, note="counted from the day of writing", anchors=False)


def unit_days(what: str) -> float:
    """Length of a unit in days."""
    return {"day": 1, "week": 7, "weekend": 2, "fortnight": 14, "month": 30.44, "quarter": 91.3, "year": 365.25,
            "decade": 3652.5, "century": 36525}.get(what, 1)  # fmt: skip


def duration_value(count: float | None, what: str) -> str:
    """``P3D``, ``PT5H``, ``PXY``; decades and centuries in years, fortnights in weeks."""
    letter, factor = {
        "second": ("S", 1), "minute": ("M", 1), "hour": ("H", 1), "day": ("D", 1), "week": ("W", 1),
        "weekend": ("D", 2),
        "fortnight": ("W", 2), "month": ("M", 1), "quarter": ("M", 3), "year": ("Y", 1), "decade": ("Y", 10),
        "century": ("Y", 100),
    }[what]  # fmt: skip
    clock = "T" if what in ("second", "minute", "hour") else ""
    if count is None:
        return f"P{clock}X{letter}"
    total = count * factor
    if total != int(total):
        whole, smaller = (
            int(total),
            {"H": ("M", 60), "M": ("S", 60) if clock else ("D", 30), "Y": ("M", 12)}.get(letter),
        )
        if smaller:
            rest = f"{round((total - whole) * smaller[1])}{smaller[0]}"
            return f"P{clock}{f'{whole}{letter}' if whole else ''}{rest}"
        return f"P{clock}{total:g}{letter}"
    return f"P{clock}{int(total)}{letter}"


@DEICTIC.rule(
    rf"\b(?:(?i:the){GAP})?(?P<way>(?i:past|last|previous|preceding|coming|next|recent|following)){GAP}(?P<n>{NUMBER}){GAP}(?P<unit>{UNIT})\b"
    rf"|\b(?:(?i:the){GAP})?(?P<way2>(?i:past|recent|coming|last|next){GAP})(?P<units>(?i:days|weeks|months|years|decades|hours|minutes))\b"
)
def _span(match: re.Match[str], scene: Scene) -> Reading:
    way = (match["way"] or match["way2"]).strip().lower()
    count = number(match["n"]) if match["n"] else None
    what = unit(match["unit"] or match["units"])
    return rolling(count, what, "coming" if way in ("coming", "next", "following") else "past", scene)


_PRESENT = r"(?i:now|currently|nowadays|presently|at\spresent|at\sthe\smoment|at\sthis\s(?:time|moment|point|stage))"
_PAST = (
    r"(?i:recently|lately|(?:in\s)?the\s(?:recent\s|distant\s)?past(?=[\s.,;])(?!\s(?:\w+\s)?(?:second|minute|hour|day"
    r"|week|month|quarter|year|decade|centur|few|couple|several|spring|summer|fall|winter|season)))"
)
_FUTURE = r"(?i:(?:the\s)?(?:near\s|foreseeable\s|not-too-distant\s)?future(?!s\b|\stense))"


@DEICTIC.rule(rf"\b(?:(?P<present>{_PRESENT})|(?P<past>{_PAST})|(?P<future>{_FUTURE}))\b")
def _reference(match: re.Match[str], scene: Scene) -> Reading:
    value = "PRESENT_REF" if match["present"] else "PAST_REF" if match["past"] else "FUTURE_REF"
    if scene.reference and match[0].lower() in ("recently", "lately"):
        first = shift_days(scene.reference, -92)
        return Reading("DATE", value, first, scene.reference, inferred=True, note="no day is named", anchors=False)
    return Reading("DATE", value, note="no day is named", anchors=False)
