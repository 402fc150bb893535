"""Says records in words: dates, precision, roles, counts. Every page, card and export uses these same words."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from geo.escape import apart
from geo.event import CLOSURES, LAYERS, Source

LAYER_NAMES = {
    "airspace_incursion": "Airspace incursions",
    "treaty_partner": "Treaty partners",
    "deployment": "Deployments",
    "meeting": "Meetings",
}
_NOUNS = {
    "airspace_incursion": ("incursion", "incursions"),
    "closure": ("closure", "closures"),
    "treaty_partner": ("treaty or relation", "treaties and relations"),
    "deployment": ("deployment", "deployments"),
    "meeting": ("meeting", "meetings"),
}
DATE_PRECISION = {
    1: "exact",
    2: "on one or more of these days",
    3: "some time in this week",
    4: "some time between these days",
    5: "some time in this period",
}
PLACE_PRECISION = {
    1: "at this place",
    2: "near this place",
    3: "somewhere in this district",
    4: "somewhere in this region",
    5: "somewhere along or within it, no closer",
    6: "in this country, place not stated",
    7: "over sea or in international airspace",
}
ROLE_NAMES = {
    "intruder": "intruder",
    "target": "target",
    "host": "host",
    "guest": "guest",
    "signatory": "party to it",
    "deploying": "deploys",
    "hosting": "hosts the force",
    "mediator": "mediator",
    "concerned": "concerned",
}
ATTRIBUTION_NAMES = {"stated": "stated", "implied": "implied, not stated", "unidentified": "not identified"}
MODALITY_NAMES = {"occurred": "Happened", "planned": "Planned, not happened", "alleged": "Alleged"}
FACT_NAMES = {
    "count_min": "number, at least",
    "depth_km_max": "depth, at most, km",
    "term_years": "term, years",
    "duration_days": "duration, days",
    "ceasefire_days": "ceasefire, days",
    "gas_bcm_per_year": "gas, billion cubic metres a year",
    "usd": "US dollars",
    "article_4_invoked": "Article 4 invoked",
    "trump_on_zelensky": "Trump on Zelensky",
    "ukraine_invited": "Ukraine invited",
    "ukrainian_proposal": "Ukrainian proposal",
}
"""Facts whose machine names do not read as words, or carry a unit."""
STATUS_NAMES = {
    "draft": "a draft, not yet checked by a reviewer,",
    "confirmed": "checked against its source by a reviewer",
    "rejected": "rejected by a reviewer",
    "retracted": "retracted",
}
"""What became of a record. "Confirmed" would sound as if somebody had confirmed the incident."""
SENSE_NAMES = {
    "any": "named in any role",
    "place": "as the place",
    "party": "as a party",
    "concerned": "as concerned",
}

RELIABILITY_NAMES = {
    "A": "A completely reliable",
    "B": "B usually reliable",
    "C": "C fairly reliable",
    "D": "D not usually reliable",
    "E": "E unreliable",
    "F": "F not judged",
}
CREDIBILITY_NAMES = {
    1: "1 confirmed",
    2: "2 probably true",
    3: "3 possibly true",
    4: "4 doubtful",
    5: "5 improbable",
    6: "6 not judged",
}
"""The two axes of the NATO system (AJP-2.1): of the source, and of what it says."""


def day(value: date) -> str:
    """A day as a briefing writes it.

    >>> day(date(2025, 9, 10))
    '10 Sep 2025'
    """
    return f"{value.day} {calendar.month_abbr[value.month]} {value.year}"


def span(start: date, end: date) -> str:
    """A span of days as short as it can be said.

    >>> span(date(2025, 9, 21), date(2025, 9, 30)), span(date(2025, 9, 1), date(2025, 9, 30))
    ('21-30 Sep 2025', 'Sep 2025')
    """
    if start == end:
        return day(start)
    whole_months = start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]
    if whole_months and (start.year, start.month) == (end.year, end.month):
        return f"{calendar.month_abbr[start.month]} {start.year}"
    if whole_months and start.year == end.year and (start.month, end.month) == (1, 12):
        return str(start.year)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}-{day(end)}"
    if start.year == end.year:
        return f"{start.day} {calendar.month_abbr[start.month]} - {day(end)}"
    return f"{day(start)} - {day(end)}"


def dates(event: Mapping[str, Any]) -> str:
    """The dates of an event: ``10 Sep 2025``, ``since 2018``, ``undated``."""
    start, end = as_date(event["date_start"]), as_date(event["date_end"])
    if start is None or end is None:
        return "undated, still going on" if event["ongoing"] else "undated"
    said = span(start, end)
    if not event["ongoing"]:
        return said
    return f"begun {said}, ongoing" if " - " in said else f"since {said}"


def dates_at_length(event: Mapping[str, Any]) -> str:
    """The dates with their precision and ground in words."""
    if as_date(event["date_start"]) is None:
        return f"{dates(event).capitalize()}: the source gives no date"
    precision = DATE_PRECISION[int(event["date_prec"])]
    if event["ongoing"]:
        precision = "begun on this day" if int(event["date_prec"]) == 1 else "begun " + precision
    ground = "date inferred" if event["date_basis"] == "inferred" else "date stated"
    return f"{dates(event)} ({precision}; {ground})"


def published(source: Source) -> str:
    """When a source was published, as closely as that is known."""
    if source.published is None:
        return "date of publication not known"
    vague = "" if source.published_prec == 1 else "about "
    ground = " (inferred)" if source.published_basis == "inferred" else ""
    return f"published {vague}{day(source.published)}{ground}"


def as_date(value: Any) -> date | None:
    """A ``date`` from a date, a timestamp or a missing value."""
    if value is None or value != value:  # NaT and NaN differ from themselves
        return None
    found: date = value.date() if hasattr(value, "date") else value
    return found


def place_doubt(event: Mapping[str, Any]) -> str:
    """How closely the place of an event is known, in words."""
    if not any(p["place_id"] for p in event["places"]):
        return "the source names no place that could be drawn"
    if not any(p["role"] == "at" for p in event["places"]):
        return "a relation between countries, not a place"
    return PLACE_PRECISION[event["where_prec"]]


def humanise(name: str) -> str:
    """A name from a closed list as words: ``drone_swarm`` -> ``drone swarm``."""
    return name.replace("_", " ")


def fact_name(key: str) -> str:
    """The name of a fact as words."""
    return FACT_NAMES.get(key, humanise(key))


def fact_value(value: Any) -> str:
    """The value of a fact as words: yes and no, thousands set apart, lists joined."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "; ".join(apart(fact_value(item)) for item in value)
    if isinstance(value, Mapping):
        return "; ".join(f"{apart(fact_name(key))}: {apart(fact_value(item))}" for key, item in value.items())
    return f"{value:,}" if isinstance(value, int) and abs(value) >= 10_000 else str(value)


def counts(layers: Iterable[str], sub_types: Iterable[str]) -> list[tuple[str, str]]:
    """Count events the way a briefing does, incursions and their consequences apart.

    Returns
    -------
    list of (layer, text)
        ``("airspace_incursion", "5 incursions, 4 closures")``, one for each layer, zeros included.
    """
    found: dict[str, int] = {}
    for layer, sub_type in zip(layers, sub_types, strict=True):
        kind = "closure" if sub_type in CLOSURES else layer
        found[kind] = found.get(kind, 0) + 1
    said: list[tuple[str, str]] = []
    for layer in LAYERS:
        text = number(found.get(layer, 0), *_NOUNS[layer])
        if layer == "airspace_incursion":
            text += f", {number(found.get('closure', 0), *_NOUNS['closure'])}"
        said.append((layer, text))
    return said


def number(n: int, one: str, many: str) -> str:
    """A count with its noun: ``1 event``, ``2 events``."""
    return f"{n:,} {one if n == 1 else many}"


def listed(items: Iterable[str], last: str = "and") -> str:
    """Join names as prose: ``a, b and c``."""
    names = list(items)
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"
