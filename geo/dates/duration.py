"""Durations and sets ("three days", "for weeks", "daily", "every year"), and times of the clock."""

from __future__ import annotations

import re

from geo.dates.deictic import duration_value
from geo.dates.mention import Reading
from geo.dates.rule import Table, word_after, word_before
from geo.dates.scene import Scene
from geo.dates.words import GAP, NUMBER, PARTS_OF_DAY, UNIT, number, unit

DURATION = Table()

_OFTEN = {"daily": "P1D", "nightly": "P1D", "weekly": "P1W", "biweekly": "P2W", "monthly": "P1M", "quarterly": "P3M",
          "yearly": "P1Y", "annual": "P1Y", "annually": "P1Y", "hourly": "PT1H"}  # fmt: skip
_ZONE = r"(?:\s\(?(?:[ECMP][SD]?T|GMT|UTC|BST|CET|CEST|EET|EEST|MSK|Zulu|(?i:local\stime|hours))\b\)?)?"


@DURATION.rule(
    rf"\b(?P<n>{NUMBER})(?:{GAP}|-)(?:(?i:more|consecutive|straight|full|whole|additional|long|solid|extra){GAP})?(?P<unit>{UNIT})(?:-(?:long|plus))?\b(?!(?:-|\s)old\b|['’]s\sold|\sof\sage)"
)
def _duration(match: re.Match[str], scene: Scene) -> Reading | None:
    what, said = unit(match["unit"]), " ".join(match["n"].lower().split())
    if word_before(match) in ("aged", "age"):
        return None
    if said in ("a", "an", "one", "the") and what in ("second", "quarter", "minute" if said != "one" else "second"):
        return None
    if said in ("many", "some") and not match["unit"].lower().endswith("s"):
        return None
    if re.fullmatch(r"(?:19|20)\d\d", said) or (what == "quarter" and not match["unit"].lower().endswith("s")):
        return None
    if said in ("a", "an") and word_before(match) in ("once", "twice", "times"):
        return Reading("SET", duration_value(1, what), anchors=False)
    return Reading("DURATION", duration_value(number(said), what), anchors=False)


@DURATION.rule(
    r"(?<![\w-])(?P<unit>(?i:day|week|month|year|hour|decade|centur(?:y|ies)|minute)(?i:s)?)-?(?:long|old)\b|\b(?P<unit2>(?i:days|weeks|months|years|decades|hours|minutes|centuries))\b(?!\sold\b)"
)
def _bare(match: re.Match[str], scene: Scene) -> Reading | None:
    said = (match["unit"] or match["unit2"]).lower()
    if match["unit2"] and word_before(match) not in _TELLS_LENGTH:
        return None
    return Reading("DURATION", duration_value(None if said.endswith("s") else 1, unit(said)), anchors=False)


_TELLS_LENGTH = frozenset([
    "for", "in", "within", "after", "of", "over", "took", "take", "lasted", "last", "lasting", "lasts", "spent",
    "by", "through", "during", "two-and-a-half", "many", "these", "those", "the", "are", "be", "were",
])  # fmt: skip


@DURATION.rule(
    rf"\b(?i:every|each|per){GAP}(?:(?P<n>(?i:other|second|third|{NUMBER})){GAP})?(?P<unit>{UNIT}|(?i:morning|night|evening|afternoon|weekend))\b"
)
def _every(match: re.Match[str], scene: Scene) -> Reading | None:
    said = match["unit"].lower()
    if said in PARTS_OF_DAY:
        return Reading("SET", f"XXXX-XX-XXT{PARTS_OF_DAY[said]}")
    if said == "weekend":
        return Reading("SET", "XXXX-WXX-WE")
    many = (match["n"] or "").lower()
    count = {"": 1, "other": 2, "second": 2, "third": 3}.get(many) or number(many)
    return Reading("SET", duration_value(count, unit(said)))


@DURATION.rule(r"\b(?P<often>(?i:daily|nightly|biweekly|weekly|monthly|quarterly|yearly|annually|annual|hourly))\b")
def _often(match: re.Match[str], scene: Scene) -> Reading | None:
    said = match["often"]
    if said[0].isupper() and word_after(match)[:1].isupper():  # the Daily Mail
        return None
    return Reading("SET", _OFTEN[said.lower()])


@DURATION.rule(
    rf"(?<![\w:.$-])(?P<hour>2[0-4]|1\d|0?\d)(?:[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?)?\s?(?P<half>(?i:a\.?m|p\.?m))\b\.?{_ZONE}"
    rf"|(?<![\w:.$-])(?P<hour24>2[0-4]|1\d|0?\d):(?P<minute24>[0-5]\d)(?::[0-5]\d)?(?![\d:%])(?P<zone>{_ZONE})"
    r"|(?<![\w:.$-])(?P<hour4>2[0-3]|[01]\d)(?P<minute4>[0-5]\d)(?=\s(?:GMT|UTC|Zulu|hours|hrs)\b)\s\w+"
    r"|\b(?P<hourof>1[0-2]|[1-9])\s(?:o['’]clock\s)?in\sthe\s(?P<part>morning|afternoon|evening)\b"
    r"|(?<!\w)(?P<word>(?i:noon|midday|midnight))\b"
)
def _clock(match: re.Match[str], scene: Scene) -> Reading | None:
    clock = _clock_of(match)
    if clock is None:
        return None
    anchor = scene.anchor()
    day = scene.reference
    if anchor and anchor[0] == anchor[1]:
        day = anchor[0]
    if day is None:
        return Reading("TIME", f"XXXX-XX-XXT{clock}", anchors=False)
    return Reading("TIME", f"{day.isoformat()}T{clock}", day, day, inferred=True, anchors=False)


def _clock_of(match: re.Match[str]) -> str | None:
    """Hour and minute of a clock's time, ``16:05``."""
    if match["word"]:
        return "00:00" if match["word"].lower() == "midnight" else "12:00"
    hour = int(match["hour"] or match["hour24"] or match["hour4"] or match["hourof"])
    minute = int(match["minute"] or match["minute24"] or match["minute4"] or 0)
    half = (match["half"] or "").lower().replace(".", "")
    later = half == "pm" or (match["part"] or "") in ("afternoon", "evening")
    if half and not 1 <= hour <= 12:
        return None
    if half or match["part"]:
        hour = hour % 12 + (12 if later else 0)
    return f"{hour:02d}:{minute:02d}" if hour <= 24 else None
