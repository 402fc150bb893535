"""Lengths and repetitions ("three days", "for weeks", "daily", "every year"), and words for now, past and future."""

from __future__ import annotations

import re

from geo.dates.mention import Reading, shift_days
from geo.dates.rule import Table, said, word_after, word_before
from geo.dates.scene import Scene
from geo.dates.units import duration_value
from geo.dates.words import GAP, NUMBER, PARTS_OF_DAY, SEASON, SEASONS, UNIT, number, unit

DURATION_RULES = Table()

_OFTEN = {
    "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "biweekly": "P2W", "monthly": "P1M", "quarterly": "P3M",
    "yearly": "P1Y", "annual": "P1Y", "annually": "P1Y", "hourly": "PT1H",
}  # fmt: skip
_TELLS_LENGTH = frozenset([
    "for", "in", "within", "after", "of", "over", "took", "take", "lasted", "last", "lasting", "lasts", "spent", "by",
    "through", "during", "two-and-a-half", "many", "these", "those", "the", "are", "be", "were",
])  # fmt: skip
_MONTHS_OR_LESS = 92
"""Days that "recently" reaches back."""
_PRESENT = r"now|currently|nowadays|presently|at\spresent|at\sthe\smoment|at\sthis\s(?:time|moment|point|stage)"
_NOT_A_SPAN = (
    r"second|minute|hour|day|week|month|quarter|year|decade|centur|few|couple|several|spring|summer|fall|winter"
)
_PAST = rf"recently|lately|(?:in\s)?the\s(?:recent\s|distant\s)?past(?=[\s.,;])(?!\s(?:\w+\s)?(?:{_NOT_A_SPAN}|season))"
_FUTURE = r"(?:the\s)?(?:near\s|foreseeable\s|not-too-distant\s)?future(?!s\b|\stense)"


@DURATION_RULES.rule(
    rf"""\b(?P<n>{NUMBER})(?:{GAP}|-)(?:(?i:more|consecutive|straight|full|whole|additional|long|solid|extra){GAP})?
    (?P<unit>{UNIT})(?:-(?:long|plus))?\b
    (?!(?:-|\s)old\b|['’]s\sold|\sof\sage|-[a-z])"""
)
def _duration(match: re.Match[str], scene: Scene) -> Reading | None:
    what, count, plural = unit(match["unit"]), said(match, "n"), said(match, "unit").endswith("s")
    if match["unit"][0].isupper() and match["n"][0].isupper():  # the Six-Day War
        return None
    if word_before(match) in ("aged", "age") or re.fullmatch(r"(?:19|20)\d\d", count):
        return None
    if count in ("a", "an", "one", "the") and what in ("second", "quarter"):
        return None
    if (count == "a" and what == "minute") or (not plural and (count in ("many", "some") or what == "quarter")):
        return None
    if count in ("a", "an") and word_before(match) in ("once", "twice", "times"):
        return Reading("SET", duration_value(1, what), anchors=False)
    return Reading("DURATION", duration_value(number(match["n"]), what), anchors=False)


@DURATION_RULES.rule(
    r"""(?<![\w-])(?P<unit>(?i:day|week|month|year|hour|decade|centur(?:y|ies)|minute)(?i:s)?)-?(?:long|old)\b
    |\b(?P<units>(?i:days|weeks|months|years|decades|hours|minutes|centuries))\b(?!\sold\b)"""
)
def _bare(match: re.Match[str], scene: Scene) -> Reading | None:
    """Such as "for years", "decades-long": how many is not said."""
    if match["units"] and word_before(match) not in _TELLS_LENGTH:
        return None
    word = said(match, "unit", "units")
    return Reading("DURATION", duration_value(None if word.endswith("s") else 1, unit(word)), anchors=False)


@DURATION_RULES.rule(r"\b(?i:(?:a\s)?(?P<part>half|quarter)[\s-](?:a[\s-])?(?P<unit>centur(?:y|ies)|decade))\b")
def _half_century(match: re.Match[str], scene: Scene) -> Reading:
    count = 0.5 if said(match, "part") == "half" else 0.25
    return Reading("DURATION", duration_value(count, unit(match["unit"])), anchors=False)


@DURATION_RULES.rule(
    rf"""\b(?i:every|each|per){GAP}(?:(?P<n>(?i:other|second|third|{NUMBER})){GAP})?
    (?P<unit>{UNIT}|{SEASON}|(?i:morning|night|evening|afternoon|weekend))\b"""
)
def _every(match: re.Match[str], scene: Scene) -> Reading:
    word, many = said(match, "unit"), said(match, "n")
    if word in PARTS_OF_DAY:
        return Reading("SET", f"XXXX-XX-XXT{PARTS_OF_DAY[word]}")
    if word == "weekend":
        return Reading("SET", "XXXX-WXX-WE")
    if word in SEASONS:
        return Reading("SET", f"XXXX-{SEASONS[word][0]}")
    count = {"": 1, "other": 2, "second": 2, "third": 3}.get(many) or number(many)
    return Reading("SET", duration_value(count, unit(word)))


@DURATION_RULES.rule(
    r"\b(?P<often>(?i:daily|nightly|biweekly|weekly|monthly|quarterly|yearly|annually|annual|hourly))\b"
)
def _often(match: re.Match[str], scene: Scene) -> Reading | None:
    if match["often"][0].isupper() and word_after(match)[:1].isupper():  # the Daily Mail
        return None
    return Reading("SET", _OFTEN[said(match, "often")])


@DURATION_RULES.rule(rf"\b(?i:(?P<present>{_PRESENT})|(?P<past>{_PAST})|(?P<future>{_FUTURE}))\b")
def _reference(match: re.Match[str], scene: Scene) -> Reading:
    value = "PRESENT_REF" if match["present"] else "PAST_REF" if match["past"] else "FUTURE_REF"
    note, day = "no day is named", scene.reference
    if day and match[0].lower() in ("recently", "lately"):
        return Reading("DATE", value, shift_days(day, -_MONTHS_OR_LESS), day, inferred=True, note=note, anchors=False)
    return Reading("DATE", value, note=note, anchors=False)
