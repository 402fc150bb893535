"""Airspace incursions: what flew where, what followed, who is said to be behind it and on what ground."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd

from geo.escape import apart
from geo.event import CLOSURES
from geo.themes.telling import has, tell
from geo.words import ATTRIBUTION_NAMES, dates, listed

NOT_NAMED = "not named"


@dataclass(frozen=True)
class Incident:
    """One incursion or consequence, in words."""

    event_id: str
    title: str
    when: str
    where: str
    extent: str
    """How many, how deep, how long; empty where the source does not say."""
    behind: str
    """Who is said to be behind it, and on what ground."""
    answer: str
    """What was done about it and what followed, by title; events that it caused are named here."""
    cause: str
    """The incursion it follows from, by title; empty where none is stated."""


def incursions(events: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The incursions themselves, in order of time, consequences left out."""
    return _of_airspace(events, consequences=False)


def consequences(events: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Closed airports and airspace: what followed from incursions, counted apart from them."""
    return _of_airspace(events, consequences=True)


def incidents(chosen: gpd.GeoDataFrame, events: gpd.GeoDataFrame, names: Mapping[str, str]) -> list[Incident]:
    """Say each of ``chosen`` in words.

    Parameters
    ----------
    chosen : GeoDataFrame
        Rows of ``events``, as :func:`incursions` or :func:`consequences` gives them.
    events : GeoDataFrame
        All events of the view, in which causes and answers are looked up.
    names : mapping of str to str
        Country names by ISO 3166-1 alpha-3 code.
    """
    titles = dict(zip(events["event_id"], events["title"], strict=True))
    followed: dict[str, list[str]] = {}
    for title, layer, cause in zip(events["title"], events["layer"], events["caused_by"], strict=True):
        if cause:
            led_to = apart(title) if layer == "airspace_incursion" else f"answered by: {apart(title)}"
            followed.setdefault(cause, []).append(led_to)
    return [
        Incident(
            row["event_id"], row["title"], dates(row), row["place"], _extent(row["facts"]),
            listed(attributions([row], names)), _answer(row["facts"], followed.get(row["event_id"], ())),
            titles.get(row["caused_by"], _told_cause(row["facts"])),
        )
        for row in chosen.to_dict("records")
    ]  # fmt: skip


def by_country(events: gpd.GeoDataFrame) -> Counter[str]:
    """Number of events by the country they happened in (ISO 3166-1 alpha-3, or :data:`NOT_NAMED`)."""
    return Counter(code for codes in events["place_countries"] for code in codes or (NOT_NAMED,))


def by_object(events: gpd.GeoDataFrame) -> Counter[str]:
    """Number of events by sub-type: what was in the air."""
    return Counter(events["sub_type"])


def attributions(rows: Iterable[Mapping[str, Any]], names: Mapping[str, str]) -> Counter[str]:
    """Number of events by who is said to be behind them and on what ground: ``Russia, implied, not stated``."""
    said: Counter[str] = Counter()
    for row in rows:
        behind = {_behind(p, names) for p in row["participants"] if p["role"] == "intruder"}
        said.update(behind or {"nobody named"})
    return said


def _of_airspace(events: gpd.GeoDataFrame, consequences: bool) -> gpd.GeoDataFrame:
    mine = events[(events["layer"] == "airspace_incursion") & (events["sub_type"].isin(CLOSURES) == consequences)]
    return mine.sort_values(["date_start", "date_end"], kind="stable")


def _behind(participant: Mapping[str, Any], names: Mapping[str, str]) -> str:
    if participant["attribution"] == "unidentified":
        return "not identified"
    who = names.get(participant["iso3"], participant["iso3"]) if participant["iso3"] else apart(participant["actor"])
    return f"{who}, {ATTRIBUTION_NAMES[participant['attribution']]}"


def _extent(facts: Mapping[str, Any]) -> str:
    said = [tell(facts, "count")]
    if has(facts, "count_min") and not said[0]:
        said.append(f"at least {tell(facts, 'count_min')}")
    said.append(tell(facts, "object"))
    if has(facts, "depth_km_max"):
        said.append(f"up to {tell(facts, 'depth_km_max')} km deep")
    said.append(tell(facts, "duration"))
    return ", ".join(filter(None, said))


def _answer(facts: Mapping[str, Any], followed: Sequence[str]) -> str:
    # What was done about it stands before what it led to.
    said = sorted(followed, key=lambda title: not title.startswith("answered by: "))
    if has(facts, "intercepted"):
        said.insert(0, f"intercepted: {tell(facts, 'intercepted')}")
    if has(facts, "investigated_by"):
        said.append(f"investigated by {tell(facts, 'investigated_by')}")
    return "; ".join(said)


def _told_cause(facts: Mapping[str, Any]) -> str:
    return tell(facts, "follows") or tell(facts, "cause")
