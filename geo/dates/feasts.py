"""Feasts and set days: Christmas, Easter, Thanksgiving, Election Day."""

from __future__ import annotations

import re
from datetime import date

from dateutil.easter import easter  # type: ignore[import-untyped]

from geo.dates.days import WHICH
from geo.dates.mention import Reading, month_window, shift_days
from geo.dates.rule import Table, said
from geo.dates.scene import NEAR_AHEAD, Scene
from geo.dates.words import YEAR

FEAST_RULES = Table()

_FIXED = {
    "christmas": (12, 25), "christmas eve": (12, 24), "new year": (1, 1), "new year's eve": (12, 31),
    "halloween": (10, 31), "valentine": (2, 14), "independence day": (7, 4), "fourth of july": (7, 4),
    "july fourth": (7, 4), "veterans day": (11, 11), "armistice day": (11, 11), "remembrance day": (11, 11),
    "victory day": (5, 9), "may day": (5, 1), "bastille day": (7, 14), "boxing day": (12, 26), "women's day": (3, 8),
    "st. patrick's day": (3, 17),
}  # fmt: skip
_NTH = {
    "thanksgiving": (11, 3, 4), "labor day": (9, 0, 1), "memorial day": (5, 0, -1), "columbus day": (10, 0, 2),
    "mother's day": (5, 6, 2), "martin luther king day": (1, 0, 3),
}  # fmt: skip
"""Month, weekday (0 is Monday), and which of them; -1 is the last."""
_EASTER = {
    "ash wednesday": -46, "palm sunday": -7, "good friday": -2, "easter": 0, "easter sunday": 0, "easter monday": 1,
    "pentecost": 49,
}  # fmt: skip
"""Days from Easter of the western churches."""


@FEAST_RULES.rule(
    rf"""\b{WHICH}?(?P<name>Thanksgiving|Christmas(?:\sEve)?|New\sYear['’]s(?:\sEve)?|New\sYear(?=\s(?:Day|Eve))
    |Halloween|Valentine['’]s(?=\sDay)|Independence\sDay|Fourth\sof\sJuly|July\sFourth|Veterans\sDay|Labor\sDay
    |Memorial\sDay|Columbus\sDay|Election\sDay|Mother['’]s\sDay|Martin\sLuther\sKing\sDay|Good\sFriday
    |Armistice\sDay|Remembrance\sDay|Victory\sDay|May\sDay|Bastille\sDay|Boxing\sDay|Women['’]s\sDay
    |St\.\sPatrick['’]s\sDay|Easter\sMonday|Easter\sSunday|Easter|Palm\sSunday|Ash\sWednesday|Pentecost)
    (?P<day>\sDay)?(?P<week>\sweek(?:end)?)?(?:,?\s(?:of\s)?(?P<year>{YEAR}))?
    (?![\w-]|\s(?:Agreement|Accords?|Island|Rising|[Tt]rees?|[Cc]ards?|[Mm]arkets?|[Oo]ffensive)\b)"""
)
def _feast(match: re.Match[str], scene: Scene) -> Reading | None:
    name = said(match, "name").replace("’", "'")
    name = name if name in _FIXED or name in _NTH or name in _EASTER else name.removesuffix("'s")
    if match["year"]:
        day = _feast_day(name, int(match["year"]))
    elif scene.year is not None:
        day = _feast_day(name, scene.year)
    elif scene.reference is None:
        return None
    else:
        day = _nearest(name, match, scene, scene.reference)
    if match["week"]:
        monday = shift_days(day, -day.weekday())
        year, week, _ = day.isocalendar()
        end = "-WE" if "end" in match["week"] else ""
        first = shift_days(monday, 5 if end else 0)
        return Reading("DATE", f"{year:04d}-W{week:02d}{end}", first, shift_days(monday, 6))
    return Reading("DATE", day.isoformat(), day, day, inferred=not match["year"])


def _nearest(name: str, match: re.Match[str], scene: Scene, today: date) -> date:
    """The last one, or the next where it is near and the verb does not look back."""
    days = [_feast_day(name, year) for year in range(max(today.year - 1, 1), min(today.year + 1, 9998) + 1)]
    gone, ahead = [d for d in days if d <= today], [d for d in days if d > today]
    which = said(match, "which")
    forward = which in ("next", "this coming")
    if which not in ("last", "this past") and ahead and (ahead[0] - today).days < NEAR_AHEAD:
        forward = forward or scene.looks_ahead(match.start(), match.end()) is not False
    return ahead[0] if (forward and ahead) or not gone else gone[-1]


def _feast_day(name: str, year: int) -> date:
    if name in _FIXED:
        return date(year, *_FIXED[name])
    if name in _EASTER:
        found: date = easter(year)
        return shift_days(found, _EASTER[name])
    if name == "election day":  # the Tuesday after the first Monday of November
        return shift_days(date(year, 11, 2), (1 - date(year, 11, 2).weekday()) % 7)
    month, weekday, nth = _NTH[name]
    if nth == -1:
        last = month_window(year, month)[1]
        return shift_days(last, -((last.weekday() - weekday) % 7))
    first = date(year, month, 1)
    return shift_days(first, (weekday - first.weekday()) % 7 + 7 * (nth - 1))
