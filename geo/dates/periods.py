"""Longer periods that the calendar names: years, decades, centuries, eras, quarters, halves, seasons."""

from __future__ import annotations

import re
from datetime import date

from geo.dates.mention import Reading, shift_days, shift_months, third_of, year_window
from geo.dates.months import STEPS
from geo.dates.rule import COUNTED, NO_DATE, Table, said, word_after, word_before
from geo.dates.scene import Scene
from geo.dates.units import unit_window
from geo.dates.words import GAP, ORDINAL, PART, SEASON, SEASONS, YEAR, ordinal, part

PERIOD_RULES = Table()
YEAR_RULES = Table()

_NUMBERED = frozenset([
    "$", "£", "€", "#", "than", "nearly", "some", "flight", "no", "resolution", "article", "section", "page", "room",
    "route", "highway", "model", "number", "boeing", "airbus",
])  # fmt: skip
_BY_YEAR = r"(?:{GAP}(?:of{GAP})?(?:fiscal{GAP})?|\s?['’])".replace("{GAP}", GAP)


@PERIOD_RULES.rule(
    r"""(?<![\w.,$£€/-])(?:(?:AD|A\.D\.|CE)\s(?P<n1>\d{1,4})
    |(?P<n2>\d{1,2},\d{3}|\d{1,4})\s(?P<era>BCE?|B\.C\.E?\.?|AD|A\.D\.|CE)(?!\w))"""
)
def _era(match: re.Match[str], scene: Scene) -> Reading | None:
    count = int((match["n1"] or match["n2"]).replace(",", ""))
    if (match["era"] or "").startswith("B"):
        return Reading("DATE", f"BC{count:04d}", anchors=False, note="before the calendar begins")
    return Reading("DATE", f"{count:04d}", *year_window(count)) if 0 < count <= 9999 else None


@PERIOD_RULES.rule(
    rf"""(?<![\w$£€/-])(?P<part>{PART})?(?i:the\s)?(?P<early>{PART})?
    (?:(?P<four>1[0-9]\d0|20[0-9]0)['’]?s|(?<=the\s)['’]?(?P<two>[2-9]0)['’]?s|['’](?P<short>[2-9]0)['’]?s
    |(?P<word>(?i:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)))(?!\w)"""
)
def _decade(match: re.Match[str], scene: Scene) -> Reading | None:
    if match["word"]:
        if "the" not in match[0].lower().split():
            return None
        tens = "twenties thirties forties fifties sixties seventies eighties nineties".split()  # noqa: SIM905
        year = 1920 + 10 * tens.index(match["word"].lower())
    else:
        year = int(match["four"] or f"19{match['two'] or match['short']}")
    window = year_window(year, year + 9)
    if which := part(said(match, "part", "early")):
        window = third_of(*window, which)
    return Reading("DATE", f"{year // 10}X", *window)


@PERIOD_RULES.rule(
    rf"""\b(?P<part0>{PART})?(?:(?i:the){GAP})?(?P<part>{PART})?(?P<n>{ORDINAL})(?:-|{GAP})(?i:century)
    (?:\s(?P<era>BCE?|B\.C\.))?(?!\w)"""
)
def _century(match: re.Match[str], scene: Scene) -> Reading | None:
    count = ordinal(match["n"])
    if match["era"]:
        return Reading("DATE", f"BC{count - 1:02d}XX", anchors=False, note="before the calendar begins")
    if not 1 <= count <= 30:
        return None
    window = year_window(max((count - 1) * 100, 1), count * 100 - 1)
    if which := part(said(match, "part", "part0")):
        window = third_of(*window, which)
    return Reading("DATE", f"{count - 1:02d}XX", *window, anchors=False)


@PERIOD_RULES.rule(
    rf"""\b(?:(?i:the){GAP})?(?P<part>{PART})?(?i:fiscal{GAP})?
    (?:(?P<n>(?i:first|second|third|fourth|1st|2nd|3rd|4th))(?:-|{GAP})(?i:fiscal[\s-])?(?P<what>(?i:quarter|half))
    |(?P<q>Q[1-4]|H[12])(?!\w))
    (?:{_BY_YEAR}(?P<year>{YEAR}|\d\d(?!\w)|(?i:this|last|next)\syear))?(?!\w)"""
)
def _quarter(match: re.Match[str], scene: Scene) -> Reading | None:
    count = ordinal(match["n"]) if match["n"] else int(match["q"][1])
    half = said(match, "what") == "half" or (match["q"] or "").startswith("H")
    if half and (count > 2 or (not match["year"] and (match["q"] or word_after(match)))):
        return None
    months, year_said, day = 6 if half else 3, said(match, "year"), scene.reference
    value = f"-{'H' if half else 'Q'}{count}"
    if year_said[:1].isdigit():
        year = int(year_said) if len(year_said) == 4 else _short_year(year_said)
    elif day is None:
        return Reading("DATE", f"XXXX{value}", note=f"no year: {NO_DATE}")
    elif year_said:
        year = day.year + STEPS[year_said.removesuffix(" year")]
    else:
        to_come = (count - 1) * months + 1 > day.month
        year = day.year - 1 if to_come and not scene.looks_ahead(match.start(), match.end()) else day.year
    if not 1 <= year <= 9998:
        return None
    first = date(year, (count - 1) * months + 1, 1)
    last = shift_days(shift_months(first, months), -1)
    return Reading("DATE", f"{year:04d}{value}", first, last, inferred=not year_said)


def _short_year(figures: str) -> int:
    return int(figures) + (2000 if int(figures) < 69 else 1900)


@PERIOD_RULES.rule(
    r"\b(?i:the\s(?P<which>latest|current|previous|preceding|same|year-ago|year-earlier|past)?\s?quarter)\b(?!\sof\b|-)"
)
def _the_quarter(match: re.Match[str], scene: Scene) -> Reading | None:
    """The quarter that a report is about: the one told before, else the last that has ended."""
    if scene.reference is None:
        return None
    which, told = said(match, "which"), scene.last.value if scene.last else ""
    if re.fullmatch(r"\d{4}-Q\d", told) and scene.last and scene.last.first:
        step = {"previous": -1, "preceding": -1, "year-ago": -4, "year-earlier": -4}.get(which, 0)
        value, *window = unit_window(scene.last.first, "quarter", step)
    else:
        step = {"current": 0, "year-ago": -5, "year-earlier": -5}.get(which, -1)
        value, *window = unit_window(scene.reference, "quarter", step)
    return Reading("DATE", value, window[0], window[1], inferred=True, note="the quarter told of")


@PERIOD_RULES.rule(
    rf"""(?<![\w-])(?P<part>{PART})?
    (?P<which>(?i:last|next|this\s(?:past|coming)|this|that|the\s(?:following|next|previous|same)|the)\s{{1,3}})?
    (?P<late>{PART})?(?P<season>{SEASON})
    (?:{GAP}(?:of{GAP})?(?P<year>{YEAR}|(?i:this|last|next)\syear)(?:[-–/](?:20)?\d\d)?)?(?!\w|-)"""
)
def _season(match: re.Match[str], scene: Scene) -> Reading | None:
    which, year_said, name = said(match, "which"), said(match, "year"), said(match, "season")
    if which in ("", "the", "that") and _is_named(match):
        return None
    if which in ("", "the") and not year_said and not match["part"] and not _is_a_season(match, which, name):
        return None
    code, month = SEASONS[name]
    day, anchor = scene.reference, scene.anchor()
    if year_said[:1].isdigit():
        year = int(year_said)
    elif anchor and (which in ("that", "the following", "the next", "the previous", "the same") or scene.narrative):
        year = _season_beside(month, which, anchor)
    elif day is None:
        return Reading("DATE", f"XXXX-{code}", note=f"no year: {NO_DATE}")
    elif year_said:
        year = day.year + STEPS[year_said.removesuffix(" year")]
    else:
        year = _season_year(month, which, day, bool(scene.looks_ahead(match.start(), match.end())))
    if not 1 <= year <= 9998:
        return None
    first = date(year, month, 1)
    window = first, shift_days(shift_months(first, 3), -1)
    if third := part(said(match, "part", "late")):
        window = third_of(*window, third)
    return Reading("DATE", f"{year:04d}-{code}", *window, inferred=not year_said and not which)


def _is_a_season(match: re.Match[str], which: str, name: str) -> bool:
    """So "in spring" and "in the fall", not "prices fall", "the fall of Rome" or "a spring"."""
    if word_before(match) not in ("in", "since", "until", "by", "during", "through", "to") or _is_named(match):
        return False
    return word_after(match).lower() not in ("of", "in") if which == "the" else name != "fall"


def _is_named(match: re.Match[str]) -> bool:
    """Whether a season is part of a name: the Prague Spring, the Winter Olympics."""
    capital = match["season"][0].isupper()
    before = match.string[max(0, match.start("season") - 24) : match.start("season")].split()
    return capital and (word_after(match)[:1].isupper() or (len(before) > 1 and before[-1][:1].isupper()))


def _season_beside(month: int, which: str, anchor: tuple[date, date, str]) -> int:
    """The year of a season that counts from what was told before."""
    if which in ("the following", "the next"):
        return anchor[1].year if month > anchor[1].month else anchor[1].year + 1
    if which == "the previous":
        return anchor[0].year if month + 2 < anchor[0].month else anchor[0].year - 1
    return anchor[0].year - 1 if month == 12 and anchor[0].month <= 2 else anchor[0].year


def _season_year(month: int, which: str, day: date, ahead: bool) -> int:
    """The year in which a season without one began."""
    begun = month <= day.month and month != 12
    if which in ("next", "this coming") or (ahead and which not in ("last", "this past")):
        return day.year if not begun and not (month == 12 and day.month <= 2) else day.year + 1
    if which == "this":
        return day.year - 1 if month == 12 and day.month <= 6 else day.year
    return day.year if month != 12 and month + 2 < day.month else day.year - 1


@YEAR_RULES.rule(
    rf"""(?<![\w$£€\#/:.,-])(?P<part>{PART})?(?i:(?:the\s)?year\s|fiscal\s(?:year\s)?|FY\s?|pre-|post-|mid-)?
    (?P<year>{YEAR})(?:\s?[-–/]\s?(?P<to>{YEAR}|\d\d))?
    (?![\w%/$]|[.,:]\d|-\d|-(?:strong|page|member|mile|foot|seat|man|ton)\b)"""
)
def _year(match: re.Match[str], scene: Scene) -> Reading | None:
    year, before, after = int(match["year"]), word_before(match), word_after(match)
    worded = match["part"] or len(match[0].split()) > 1 or match[0][0] in "pPmF"
    if not worded and (COUNTED.match(after) or before in _NUMBERED):
        return None
    if not worded and not 1700 <= year <= 2049 and before not in ("in", "since", "of", "by", "until", "from", "circa"):
        return None
    last = year
    if match["to"]:
        last = int(match["to"]) if len(match["to"]) == 4 else year // 100 * 100 + int(match["to"])
        if not year < last <= year + 99:
            return None
    window = year_window(year, last)
    if which := part(match["part"]):
        window = third_of(*window, which)
    return Reading("DATE", f"{year:04d}" if last == year else f"{year:04d}/{last:04d}", *window)
