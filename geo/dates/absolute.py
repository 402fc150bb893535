"""Dates that the calendar fixes: days, months, years, quarters, seasons, decades, centuries, feasts."""

from __future__ import annotations

import re
from datetime import date

from dateutil.easter import easter  # type: ignore[import-untyped]

from geo.dates.calendar_phrase import calendar_window
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
from geo.dates.rule import Table, word_after, word_before
from geo.dates.scene import Scene
from geo.dates.words import (
    DAY,
    GAP,
    LONG_MONTH,
    MONTH,
    ORDINAL,
    PART,
    PART_OF_DAY,
    PARTS_OF_DAY,
    SEASON,
    SEASONS,
    WEEKDAY,
    YEAR,
    month_number,
    ordinal,
    part,
    weekday_number,
)  # fmt: skip

ABSOLUTE = Table()

_WHICH = r"(?P<which>(?i:last|next|this\s(?:past|coming)|this|that)\s{1,3})"
_TO = r"(?:\s?[-–—]\s?|\s(?:to|and|until|through)\s)"
_NUMBERED = frozenset(
    ("$", "£", "€", "#", "than", "nearly", "some", "flight", "no", "resolution", "article", "section", "page", "room")
)
_IN_TIME = frozenset([
    "in", "since", "until", "till", "by", "from", "during", "before", "after", "between", "of", "through", "to",
    "last", "this", "next", "and", "or", "for", "late", "early", "mid", "beginning", "end", "around", "about",
    "throughout", "starting", "effective", "ending",
])  # fmt: skip
_NOT_A_YEAR = re.compile(
    r"(?:people|persons|troops|soldiers|men|women|children|civilians|miles?|km|kilomet\w+|met(?:er|re)s?|feet|tons?|tonnes"
    r"|percent|per|%|dollars|euros|drones|missiles|aircraft|jobs|workers|employees|points|shares|units|years|days|hours"
    r"|members|homes|houses|cases|deaths|dead|others|more|times|vehicles|tanks|pounds|kilograms|kg|mph|acres|hectares"
    r"|barrels|cubic|million|billion|thousand|victims|refugees|prisoners|delegates|students|votes|migrants|seats|rounds)$",
    re.IGNORECASE,
)


@ABSOLUTE.rule(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?:[T ](?P<time>\d{2}:\d{2}(?::\d{2})?)Z?)?(?![\w-])")
def _iso(match: re.Match[str], scene: Scene) -> Reading | None:
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
    if match["time"]:
        return Reading("TIME", f"{day.isoformat()}T{match['time']}", day, day)
    return Reading("DATE", day.isoformat(), day, day)


@ABSOLUTE.rule(r"(?<![\w/.-])(?:\d{1,4}/\d{1,2}/\d{2,4}|\d{1,2}-\d{1,2}-\d{2,4})(?![\w/-]|\.\d)")
def _figures(match: re.Match[str], scene: Scene) -> Reading | None:
    window = calendar_window(match[0].replace("-", "/"), 2000)
    return Reading("DATE", window[0].isoformat(), *window) if window and window[0] == window[1] else None


@ABSOLUTE.rule(r"(?<![\w/.-])(?:9/11|(?:September|Sept\.?)\s11(?=(?:th)?,?\s(?:terror|attack|hijack|bomb)))(?![\w/])")
def _eleventh(match: re.Match[str], scene: Scene) -> Reading:
    return Reading("DATE", "2001-09-11", date(2001, 9, 11), date(2001, 9, 11), anchors=False)


@ABSOLUTE.rule(
    rf"(?<![\w$£€/-])(?:(?i:the\s(?P<before>{PART_OF_DAY})\sof\s))?(?P<week>(?i:the\sweek\s(?:of|beginning|starting)){GAP})?{_WHICH}?(?:(?P<weekday>{WEEKDAY})(?:,\s{{1,3}}|\s{{1,3}}\(?))?(?:the{GAP}(?=\d))?"
    rf"(?P<phrase>(?:{MONTH}\s{{0,3}}(?:the\s)?{DAY}(?:\s?[-–—]\s?{DAY}(?![\w-]))?"
    rf"|{DAY}(?:{_TO}{DAY})?{GAP}(?:of{GAP})?{MONTH})(?![^\W\d]|[.,:]?\d|\s?%)(?:,?{GAP}(?P<year>{YEAR})(?![\w%]|[.,:]\d))?)"
    rf"(?:{GAP}(?P<after>{PART_OF_DAY})\b)?"
)
def _day(match: re.Match[str], scene: Scene) -> Reading | None:
    return day_reading(match, scene, int(match["year"]) if match["year"] else None)


def day_reading(match: re.Match[str], scene: Scene, year: int | None) -> Reading | None:
    """A day, or days, of a month; ``year`` where the words or their neighbours state it."""
    phrase = match["phrase"].replace("–", "-").replace("—", "-")
    inferred, note = False, ""
    probe = calendar_window(phrase, year or 2000)
    if probe is None:
        return None
    if year is None:
        found = _directed_year(match, scene, probe[0])
        if found is None:
            value = f"XXXX{probe[0].isoformat()[4:]}"
            return Reading("DATE", value, note="no year: the article has no date")
        year, inferred, note = found
    window = calendar_window(phrase, year)
    if window is None:
        return None
    first, last = window
    value = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    if match["week"]:
        return Reading("DATE", week_value(first), *week_window(first), inferred=inferred, note=note)
    said = (match["before"] or match["after"] or "").lower()
    if said and first == last:
        return Reading("TIME", f"{value}T{PARTS_OF_DAY[said]}", first, last, 1, inferred, note)
    return Reading("DATE", value, first, last, 1, inferred, note)


def _directed_year(match: re.Match[str], scene: Scene, probe: date) -> tuple[int, bool, str] | None:
    """The year of a yearless day, "last 23 October" and "next 3 May" included."""
    which = " ".join((match["which"] or "").lower().split())
    day = scene.reference
    if day and which in ("last", "this past", "next", "this coming"):
        passed = (probe.month, probe.day) <= (day.month, day.day)
        if which in ("last", "this past"):
            return (day.year if passed else day.year - 1), False, ""
        return (day.year + 1 if passed else day.year), False, ""
    if day and match["weekday"] and scene.year is None and (year := _year_by_weekday(match["weekday"], probe, day)):
        return year, False, "year from the weekday"
    return scene.year_of(probe.month, probe.day, match.start(), match.end())


def _year_by_weekday(weekday: str, probe: date, reference: date) -> int | None:
    """The year nearest to the reference in which a day falls on the weekday named with it."""
    years = sorted(
        range(max(reference.year - 1, 1), min(reference.year + 1, 9999) + 1), key=lambda y: abs(y - reference.year)
    )
    fits = [y for y in years if _weekday_of(y, probe) == weekday_number(weekday)]
    return min(fits, key=lambda y: abs((date(y, probe.month, min(probe.day, 28)) - reference).days), default=None)


def _weekday_of(year: int, probe: date) -> int | None:
    try:
        return probe.replace(year=year).weekday()
    except ValueError:
        return None


@ABSOLUTE.rule(
    rf"(?<![\w$£€-])(?P<part>{PART})?{_WHICH}?(?P<month>{MONTH})(?![\w’']?\w)(?:(?:,?{GAP}|{GAP}of{GAP})(?P<year>{YEAR})(?![\w%]|[.,:]\d))?"
    rf"(?:{GAP}(?:of{GAP})?(?P<rel>(?i:this|last|next|that|the\ssame|the\sfollowing|the\sprevious)\s(?i:year))\b)?"
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
            return Reading("DATE", f"XXXX-{month:02d}", note="no year: the article has no date")
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
    which = (match["which"] or "").strip().lower()
    if match["part"] or which in ("last", "next", "this", "this past", "this coming"):
        return True
    in_time = before in _IN_TIME
    if name.rstrip(".").upper() == name.rstrip("."):
        return False
    if not re.fullmatch(LONG_MONTH, name):
        return in_time and name.endswith(".")
    if name == "May":
        named = re.search(r"\b(?:Theresa|Mrs\.?|Ms\.?|Mr\.?|Minister)\sMay\b", scene.text)
        return before in ("in", "since", "during", "until", "late", "early") or (in_time and not named)
    if name == "March":
        follows = word_after(match) in ("on", "for", "of", "against", "toward", "towards")
        return in_time or not (before == "long" or (before and follows))
    if name in ("April", "June", "August"):
        return (in_time and before not in ("and", "or", "to", "for", "by")) or not word_after(match)[:1].isupper()
    return True


def _year_of_month(match: re.Match[str], scene: Scene, month: int) -> tuple[int, bool, str] | None:
    rel, which = (match["rel"] or "").lower(), " ".join((match["which"] or "").lower().split())
    day = scene.reference
    anchor = scene.anchor()
    if rel.startswith(("that", "the")):
        step = 1 if "following" in rel else -1 if "previous" in rel else 0
        return (anchor[0].year + step, True, f"counted from {anchor[2]}") if anchor else None
    if day is None:
        return scene.year_of(month, 1, match.start(), match.end())
    if rel:
        return day.year + {"this": 0, "last": -1, "next": 1}[rel.split()[0]], False, ""
    if which in ("last", "this past"):
        return (day.year if month < day.month else day.year - 1), False, ""
    if which in ("next", "this coming"):
        return (day.year if month > day.month else day.year + 1), False, ""
    if scene.year is None and month == day.month:
        return day.year, not scene.reference_note, scene.reference_note or "year from the day of publication"
    return scene.year_of(month, 1, match.start(), match.end())


@ABSOLUTE.rule(
    r"(?<![\w.,$£€/-])(?:(?P<ad>AD|A\.D\.|CE)\s(?P<n1>\d{1,4})|(?P<n2>\d{1,2},\d{3}|\d{1,4})\s(?P<era>BCE?|B\.C\.E?\.?|AD|A\.D\.|CE)(?!\w))"
)
def _era(match: re.Match[str], scene: Scene) -> Reading | None:
    number = int((match["n1"] or match["n2"]).replace(",", ""))
    if (match["era"] or "").startswith("B"):
        return Reading("DATE", f"BC{number:04d}", anchors=False, note="before the calendar of the map begins")
    if not number:
        return None
    return Reading("DATE", f"{number:04d}", *year_window(number))


@ABSOLUTE.rule(
    rf"(?<![\w$£€/-])(?P<part>{PART})?(?i:the\s)?(?P<early>{PART})?(?:(?P<four>1[0-9]\d0|20[0-9]0)['’]?s|(?<=the\s)['’]?(?P<two>[2-9]0)['’]?s|['’](?P<two2>[2-9]0)['’]?s"
    r"|(?P<word>(?i:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)))(?!\w)"
)
def _decade(match: re.Match[str], scene: Scene) -> Reading | None:
    if match["word"]:
        if "the" not in match[0].lower().split() or word_before(match) in ("his", "her", "their"):
            return None
        tens = ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"]
        year = 1920 + 10 * tens.index(match["word"].lower())
    else:
        year = int(match["four"] or f"19{match['two'] or match['two2']}")
    window = year_window(year, year + 9)
    if which := part(match["part"] or match["early"]):
        window = third_of(*window, which)
    return Reading("DATE", f"{year // 10}X", *window)


@ABSOLUTE.rule(
    rf"\b(?:(?i:the){GAP})?(?P<part>{PART})?(?P<n>{ORDINAL})(?:-|{GAP})(?i:century)(?:\s(?P<era>BCE?|B\.C\.))?(?!\w)"
)
def _century(match: re.Match[str], scene: Scene) -> Reading | None:
    number = ordinal(match["n"])
    if match["era"]:
        return Reading("DATE", f"BC{number - 1:02d}XX", anchors=False)
    if not 1 <= number <= 30:
        return None
    first = max((number - 1) * 100, 1)
    window = year_window(first, number * 100 - 1)
    if which := part(match["part"]):
        window = third_of(*window, which)
    return Reading("DATE", f"{number - 1:02d}XX", *window, anchors=False)


@ABSOLUTE.rule(
    rf"\b(?:(?i:the){GAP})?(?P<part>{PART})?(?i:fiscal{GAP})?(?:(?P<n>(?i:first|second|third|fourth|1st|2nd|3rd|4th))(?:-|{GAP})(?P<what>(?i:quarter|half))|(?P<q>Q[1-4]|H[12])(?!\w))"
    rf"(?:(?:{GAP}(?:of{GAP})?(?:fiscal{GAP})?|\s?['’])(?P<year>{YEAR}|\d\d(?!\w)|(?i:this|last|next)\syear))?(?!\w)"
)
def _quarter(match: re.Match[str], scene: Scene) -> Reading | None:
    number = ordinal(match["n"]) if match["n"] else int(match["q"][1])
    half = (match["what"] or "").lower() == "half" or (match["q"] or "").startswith("H")
    months = 6 if half else 3
    if number > 12 // months or (half and not match["year"] and word_after(match).lower() != ""):
        return None
    said, day = (match["year"] or "").lower(), scene.reference
    if said[:1].isdigit():
        year = int(said) if len(said) == 4 else 2000 + int(said)
    elif day is None:
        return Reading("DATE", f"XXXX-{'H' if half else 'Q'}{number}", note="no year: the article has no date")
    elif said:
        year = day.year + {"this": 0, "last": -1, "next": 1}[said.split()[0]]
    else:
        ahead = (number - 1) * months + 1 > day.month and not scene.looks_ahead(match.start(), match.end())
        year = day.year - 1 if ahead else day.year
    first = date(year, (number - 1) * months + 1, 1)
    window = first, shift_days(shift_months(first, months), -1)
    return Reading("DATE", f"{year:04d}-{'H' if half else 'Q'}{number}", *window, inferred=not said)


@ABSOLUTE.rule(
    rf"(?<![\w-])(?P<part>{PART})?(?P<which>(?i:last|next|this\s(?:past|coming)|this|that|the)\s{{1,3}})?(?P<late>{PART})?(?P<season>{SEASON})"
    rf"(?:{GAP}(?:of{GAP})?(?P<year>{YEAR}|(?i:this|last|next)\syear))?(?!\w)"
)
def _season(match: re.Match[str], scene: Scene) -> Reading | None:
    which, said = " ".join((match["which"] or "").lower().split()), (match["year"] or "").lower()
    within = word_before(match) == "in"
    if which == "the" and word_after(match).lower() in ("of", "in"):
        within = False
    if which == "" and match["season"].lower() == "fall":
        within = False
    if which in ("", "the") and not said and not match["part"] and not within:
        return None
    code, month = SEASONS[match["season"].lower()]
    day = scene.reference
    if said[:1].isdigit():
        year = int(said)
    elif day is None:
        return Reading("DATE", f"XXXX-{code}", note="no year: the article has no date")
    elif said:
        year = day.year + {"this": 0, "last": -1, "next": 1}[said.split()[0]]
    else:
        year = _season_year(month, which, day, bool(scene.looks_ahead(match.start(), match.end())))
    if not 1 <= year <= 9998:
        return None
    first = date(year, month, 1)
    window = first, shift_days(shift_months(first, 3), -1)
    if third := part(match["part"] or match["late"]):
        window = third_of(*window, third)
    return Reading("DATE", f"{year:04d}-{code}", *window)


def _season_year(month: int, which: str, day: date, ahead: bool) -> int:
    """The year in which a season without one began."""
    over = month + 2 < day.month or (month == 12 and day.month > 2)
    begun = month <= day.month and month != 12
    if which in ("next", "this coming") or (ahead and which not in ("last", "this past")):
        return day.year if not begun and not (month == 12 and day.month <= 2) else day.year + 1
    if which == "this":
        return day.year - 1 if month == 12 and day.month <= 6 else day.year
    if month == 12:
        return day.year - 1
    return day.year if over else day.year - 1


_FEASTS = {"christmas": (12, 25), "new year": (1, 1), "halloween": (10, 31), "valentine": (2, 14),
           "independence day": (7, 4), "fourth of july": (7, 4), "july fourth": (7, 4), "veterans day": (11, 11),
           "new year's eve": (12, 31), "christmas eve": (12, 24), "epiphany": (1, 6)}  # fmt: skip
_MOVING = {"thanksgiving": (11, 3, 4), "labor day": (9, 0, 1), "memorial day": (5, 0, -1), "columbus day": (10, 0, 2),
           "election day": (11, 1, 0), "mother's day": (5, 6, 2), "martin luther king day": (1, 0, 3)}  # fmt: skip
_EASTER = {"good friday": -2, "easter monday": 1, "palm sunday": -7, "ash wednesday": -46, "easter": 0,
           "easter sunday": 0, "pentecost": 49}  # fmt: skip


@ABSOLUTE.rule(
    rf"\b{_WHICH}?(?P<name>Thanksgiving|Christmas(?:\s(?:Eve))?|New\sYear['’]s(?:\sEve)?|New\sYear(?=\s(?:Day|Eve))|Halloween"
    r"|Valentine['’]s(?=\sDay)|Independence\sDay|Fourth\sof\sJuly|July\sFourth|Veterans\sDay|Labor\sDay|Memorial\sDay|Columbus\sDay"
    r"|Election\sDay|Mother['’]s\sDay|Martin\sLuther\sKing\sDay|Good\sFriday|Easter\sMonday|Easter\sSunday|Easter|Palm\sSunday"
    rf"|Ash\sWednesday|Pentecost)(?P<day>\sDay)?(?P<week>\sweek(?:end)?)?(?:,?\s(?:of\s)?(?P<year>{YEAR}))?(?![\w-])"
)
def _feast(match: re.Match[str], scene: Scene) -> Reading | None:
    name = " ".join(match["name"].lower().replace("’", "'").split())
    name = name if name in _FEASTS or name in _MOVING or name in _EASTER else name.removesuffix("'s")
    if match["year"]:
        day = _feast_day(name, int(match["year"]))
    elif scene.reference is None:
        return None
    else:
        day = _feast_near(name, match, scene)
    if match["week"]:
        monday = shift_days(day, -day.weekday())
        year, week, _ = day.isocalendar()
        end = "-WE" if "end" in match["week"] else ""
        return Reading(
            "DATE", f"{year:04d}-W{week:02d}{end}", shift_days(monday, 5 if end else 0), shift_days(monday, 6)
        )
    return Reading("DATE", day.isoformat(), day, day, inferred=not match["year"])


def _feast_near(name: str, match: re.Match[str], scene: Scene) -> date:
    assert scene.reference is not None
    which, today = (match["which"] or "").strip().lower(), scene.reference
    days = [_feast_day(name, y) for y in range(max(today.year - 1, 1), min(today.year + 1, 9998) + 1)]
    ahead = [d for d in days if d > today]
    gone = [d for d in days if d <= today]
    forward = which.startswith(("next", "this coming")) or (
        not which.startswith("last")
        and ahead and (ahead[0] - today).days < 62 and scene.looks_ahead(match.start(), match.end()) is not False
    )  # fmt: skip
    return ahead[0] if (forward and ahead) or not gone else gone[-1]


def _feast_day(name: str, year: int) -> date:
    if name in _FEASTS:
        return date(year, *_FEASTS[name])
    if name in _EASTER:
        return shift_days(easter(year), _EASTER[name])
    month, weekday, nth = _MOVING[name]
    if name == "election day":
        return shift_days(date(year, 11, 1), (0 - date(year, 11, 1).weekday()) % 7 + 1)
    if nth == -1:
        last = month_window(year, month)[1]
        return shift_days(last, -((last.weekday() - weekday) % 7))
    first = date(year, month, 1)
    return shift_days(first, (weekday - first.weekday()) % 7 + 7 * (nth - 1))


@ABSOLUTE.rule(
    rf"(?<![\w$£€#/:.,-])(?P<part>{PART})?(?i:(?:the\s)?year\s|fiscal\s(?:year\s)?|FY\s?|pre-|post-|mid-)?(?P<year>{YEAR})(?:\s?[-–/]\s?(?P<to>{YEAR}|\d\d))?(?![\w%/$]|[.,:]\d|-\d|-(?:strong|page|member|mile|foot|seat))"
)
def _year(match: re.Match[str], scene: Scene) -> Reading | None:
    year, before, after = int(match["year"]), word_before(match), word_after(match)
    worded = match["part"] or len(match[0].split()) > 1 or match[0][0] in "pPm"
    if not worded and (_NOT_A_YEAR.match(after) or before in _NUMBERED):
        return None
    if not worded and not 1700 <= year <= 2049 and before not in ("in", "since", "of", "by", "until", "from", "circa"):
        return None
    last = year
    if match["to"]:
        last = int(match["to"]) if len(match["to"]) == 4 else year // 100 * 100 + int(match["to"])
        if not year < last <= year + 99:
            return None
    value = f"{year:04d}" if last == year else f"{year:04d}/{last:04d}"
    window = year_window(year, last)
    if which := part(match["part"]):
        window = third_of(*window, which)
    return Reading("DATE", value, *window)
