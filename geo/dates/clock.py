"""Times of the clock: "10:35 a.m.", "0735 GMT", "noon", "4 in the morning"."""

from __future__ import annotations

import re

from geo.dates.mention import Reading
from geo.dates.rule import Table
from geo.dates.scene import Scene

CLOCK_RULES = Table()

_ZONE = r"(?:\s\(?(?:[ECMP][SD]?T|GMT|UTC|BST|CET|CEST|EET|EEST|MSK|Zulu|(?i:local\stime|hours))\b\)?)?"
_HOUR = r"2[0-4]|1\d|0?\d"


@CLOCK_RULES.rule(
    rf"""(?<![\w:.$-])(?P<hour>{_HOUR})(?:[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?)?\s?(?P<half>(?i:a\.?m|p\.?m))\b\.?{_ZONE}
    |(?<![\w:.$-])(?P<hour24>{_HOUR}):(?P<minute24>[0-5]\d)(?::[0-5]\d)?(?![\d:%]){_ZONE}
    |(?<![\w:.$-])(?P<hour4>2[0-3]|[01]\d)(?P<minute4>[0-5]\d)\s(?:GMT|UTC|Zulu|hours|hrs)\b
    |\b(?P<hourof>1[0-2]|[1-9])\s(?:o['’]clock\s)?in\sthe\s(?P<part>morning|afternoon|evening)\b
    |(?<!\w)(?P<word>(?i:noon|midday|midnight))\b"""
)
def _clock(match: re.Match[str], scene: Scene) -> Reading | None:
    clock = _time_of(match)
    if clock is None:
        return None
    anchor, day = scene.anchor(), scene.reference
    if anchor and anchor[0] == anchor[1]:
        day = anchor[0]
    if day is None:
        return Reading("TIME", f"XXXX-XX-XXT{clock}", anchors=False)
    return Reading("TIME", f"{day.isoformat()}T{clock}", day, day, inferred=True, anchors=False)


def _time_of(match: re.Match[str]) -> str | None:
    """Hour and minute, ``16:05``."""
    if match["word"]:
        return "00:00" if match["word"].lower() == "midnight" else "12:00"
    hour = int(match["hour"] or match["hour24"] or match["hour4"] or match["hourof"])
    minute = int(match["minute"] or match["minute24"] or match["minute4"] or 0)
    half = (match["half"] or "").lower().replace(".", "")
    if half and not 1 <= hour <= 12:
        return None
    if half or match["part"]:
        later = half == "pm" or (match["part"] or "") in ("afternoon", "evening")
        hour = hour % 12 + (12 if later else 0)
    return f"{hour:02d}:{minute:02d}"
