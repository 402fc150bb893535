"""Reads the dates of a text: finds the expressions, reads them one after the other, and says how it read them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache

from geo.dates.clock import CLOCK_RULES
from geo.dates.counted import COUNTED_RULES
from geo.dates.days import DAY_RULES, day_reading
from geo.dates.durations import DURATION_RULES
from geo.dates.feasts import FEAST_RULES
from geo.dates.mention import DateMention, Reading, precision
from geo.dates.months import MONTH_RULES, month_reading
from geo.dates.periods import PERIOD_RULES, YEAR_RULES
from geo.dates.relative import RELATIVE_RULES
from geo.dates.rule import COUNTED, Rule, word_after
from geo.dates.scene import Scene
from geo.dates.weekdays import WEEKDAY_RULES

RULES: list[Rule] = [
    *DAY_RULES, *MONTH_RULES, *PERIOD_RULES, *FEAST_RULES, *YEAR_RULES, *WEEKDAY_RULES, *RELATIVE_RULES,
    *COUNTED_RULES, *DURATION_RULES, *CLOCK_RULES,
]  # fmt: skip
"""The table: of the rules that match at one place the first is taken."""
Found = tuple[Rule, re.Match[str]]

_WORD_START = re.compile(r"\b\w")
_STATED = re.compile(r"\b(?:As of|as of|Updated|Published|Posted|Last updated)(?: on)?:?\s{1,2}$")
_OF_NOW = re.compile(r"(?:(?:earlier|later|early|late)\s)?(?:last|this|next)\s", re.IGNORECASE)
_HEAD = 1_000
"""Characters in which a text says of what day it is."""
_JOINED = re.compile(r"\s*(?:,|and|or|to|through|until|till|-|–|—|,\s?and)\s*(?:(?:on|in|from|the)\s)?$")
_JOINS_TIME = re.compile(r"\s{0,2}(?:,\s?)?(?:(?:on|of|at|around|about)\s)?(?:the\s)?$")
_FRAME = re.compile(r"(?:^|[.!?]['”\"]*\s|\n)\s*(?:By|In|Back in|During)\s(?:(?:early|late|mid)[\s-])?$")


def read_dates(text: str, published: date | None = None) -> list[DateMention]:
    """Read the date expressions of a text.

    Parameters
    ----------
    text : str
        Anything; offsets count its characters.
    published : date, optional
        The day it was published. "Tuesday" is the last one on or before it, a yearless date the nearest past one,
        unless the verb looks ahead. Without it such dates stay yearless (``XXXX-09-10``) and say so. A text that says
        itself of what day it is ("As of October 6, 2025") is read from that day.

    Returns
    -------
    list of DateMention
        In the order of the text, none overlapping another, ``text[m.start:m.end] == m.text``.

    Notes
    -----
    The grammar of calendar dates is date-wrangler's; anchoring follows HeidelTime's news and narrative modes.
    """
    found = _find(text)
    scene = _scene(text, published, found)
    breaks = _breaks(text)
    mentions: list[DateMention] = []
    paragraph = 0
    for index, (rule, match) in enumerate(found):
        while paragraph < len(breaks) and breaks[paragraph] <= match.start():
            paragraph += 1
        scene.enter(paragraph)
        reading = _read(found, index, scene)
        if reading is None:
            rule, match, reading = _otherwise(rule, match, scene)
        if reading is None:
            continue
        mention = _mention(match, reading, scene)
        merged = _with_clock(mentions[-1], mention, text) if mentions else None
        if merged:
            mentions[-1] = merged
        else:
            mentions.append(mention)
        scene.keep(reading, mention.text)
        _frame(rule, match, reading, scene)
    return mentions


@cache
def _finder() -> re.Pattern[str]:
    """All rules in one pattern, tried where a word begins; the number of the group that matched tells which."""
    rules = "|".join(f"(?P<r{number}>{rule.anonymous})" for number, rule in enumerate(RULES))
    return re.compile(rf"(?<!\w)(?=[\w'’])(?:{rules})", re.VERBOSE)


def _find(text: str) -> list[Found]:
    found = []
    for match in _finder().finditer(text):
        rule = RULES[int((match.lastgroup or "r0")[1:])]
        named = rule.regex.match(text, match.start())
        if named:
            found.append((rule, named))
    return found


def _read(found: list[Found], index: int, scene: Scene) -> Reading | None:
    """What one match says; a yearless date shares the year of the one it is joined to ("9 March and 4 May 2025")."""
    rule, match = found[index]
    if rule.name in ("day", "month") and not match["year"] and (year := _shared_year(found, index, scene)):
        return (day_reading if rule.name == "day" else month_reading)(match, scene, year)
    return rule.read(match, scene)


def _otherwise(rule: Rule, match: re.Match[str], scene: Scene) -> tuple[Rule, re.Match[str], Reading | None]:
    """What other rules make of words that one has refused, from the first of them on, else from a later one."""
    if rule.name == "day" and not COUNTED.match(word_after(match)):
        return rule, match, None  # 31 September is no day, and not some day of September either
    for word in _WORD_START.finditer(scene.text, match.start(), match.end()):
        for other in RULES:
            again = other.regex.match(scene.text, word.start())
            if again and again.end() <= match.end() and (reading := other.read(again, scene)):
                return other, again, reading
    return rule, match, None


def _shared_year(found: list[Found], index: int, scene: Scene) -> int | None:
    start, end = found[index][1].span()
    for near, _gap in ((index + 1, slice(end, None)), (index - 1, slice(None, start))):
        if not 0 <= near < len(found):
            continue
        rule, other = found[near]
        between = scene.text[end : other.start()] if near > index else scene.text[other.end() : start]
        if rule.name in ("day", "month") and other["year"] and len(between) <= 20 and _JOINED.match(between):
            return int(other["year"])
    return None


def _scene(text: str, published: date | None, found: Iterable[Found]) -> Scene:
    scene = Scene(text, published, published)
    dated, deictic, old = 0, 0, 0
    for rule, match in found:
        if rule.name in ("weekday", "today") or (rule.name == "relative_unit" and _OF_NOW.match(match[0])):
            deictic += 1
        if rule.name in ("day", "month", "iso") and match["year"]:
            dated += 1
            old += published is None or int(match["year"]) < published.year - 1
        if (
            rule.name == "day"
            and match["year"]
            and match.start() < _HEAD
            and _STATED.search(text[: match.start()][-30:])
        ):
            own = day_reading(match, scene, int(match["year"]))
            if own and own.first and (published is None or own.first <= published):
                scene.reference = own.first
                scene.reference_note = f"year from the text's own day, {own.value}"
    scene.narrative = dated >= 3 and old >= 0.7 * dated and deictic <= 0.25 * dated
    return scene


def _breaks(text: str) -> list[int]:
    """Where paragraphs begin: after blank lines, or after line ends in a text that has none."""
    pattern = r"\n\s*\n" if re.search(r"\S\s*\n[ \t]*\n\s*\S", text) else r"\n"
    return [match.end() for match in re.finditer(pattern, text)]


def _mention(match: re.Match[str], reading: Reading, scene: Scene) -> DateMention:
    start, end = match.span()
    text = match[0]
    end -= len(text) - len(text.rstrip())
    first, last = reading.first, reading.last
    ongoing = False
    if first is not None and last is not None:
        before = scene.text[max(0, start - 14) : start].lower()
        ongoing = bool(re.search(r"\b(?:ever\s)?since(?:\s(?:about|around|at least))?\s+$", before))
    return DateMention(
        start=start,
        end=end,
        text=scene.text[start:end],
        type=reading.type,
        value=reading.value,
        date_start=first,
        date_end=last,
        date_prec=(reading.prec or precision(first, last)) if first and last else None,
        basis=("inferred" if reading.inferred else "stated") if first else None,
        ongoing=ongoing or text.lower().startswith("since"),
        note=reading.note,
    )


def _with_clock(one: DateMention, two: DateMention, text: str) -> DateMention | None:
    """A time and the day beside it as one mention: "9 a.m. Tuesday", "Friday at noon"."""
    if not 0 <= two.start - one.end <= 12 or not _JOINS_TIME.match(text[one.end : two.start]):
        return None
    times = [m for m in (one, two) if m.type == "TIME" and re.search(r"T\d\d:\d\d$", m.value)]
    days = [m for m in (one, two) if m.type == "DATE" and re.fullmatch(r"[\dX]{4}-[\dWX]{2,3}-[\dX]{1,2}", m.value)]
    if len(times) != 1 or len(days) != 1:
        return None
    time, day = times[0], days[0]
    value = f"{day.value}T{time.value.rsplit('T', 1)[1]}"
    return DateMention(
        one.start, two.end, text[one.start : two.end], "TIME", value, day.date_start, day.date_end, day.date_prec,
        day.basis, day.ongoing, day.note,
    )  # fmt: skip


def _frame(rule: Rule, match: re.Match[str], reading: Reading, scene: Scene) -> None:
    """A sentence that opens with a past year ("In 2014, ...") sets the year of what follows in its paragraph."""
    if scene.narrative or reading.first is None or rule.name not in ("year", "month", "day"):
        return
    if not re.fullmatch(r"\d{4}(-\d\d)?(-\d\d)?", reading.value) or (rule.name != "year" and not match["year"]):
        return
    opens = _FRAME.search(scene.text[max(0, match.start() - 24) : match.start()])
    if opens and (scene.reference is None or reading.first.year < scene.reference.year - 1):
        scene.year = reading.first.year
    elif scene.year is not None:
        scene.year = None
