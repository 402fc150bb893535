"""Meetings: who met whom, where, at what rank, about what and with what outcome; and calls, which have no place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np

from geo.escape import apart
from geo.themes.telling import count_parties, everyone, has, is_number, tell, tell_named
from geo.words import MODALITY_NAMES, dates, fact_value, humanise, number

TAKING_PART = ("host", "guest", "signatory", "mediator")


@dataclass(frozen=True)
class Meeting:
    """One meeting, in words."""

    event_id: str
    title: str
    when: str
    where: str
    who: str
    """Who met whom, heads of state by name."""
    kind: str
    """Sort of meeting and its rank; planned and alleged ones say so."""
    about: str
    outcome: str


def at_a_place(events: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Meetings at a place the source names, in order of time, undated ones last."""
    return _of_meetings(events, placed=True)


def between_ends(events: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Calls and talks without a place: relations between their ends."""
    return _of_meetings(events, placed=False)


def in_words(chosen: gpd.GeoDataFrame, names: Mapping[str, str]) -> list[Meeting]:
    """Say each of ``chosen`` in words.

    Parameters
    ----------
    chosen : GeoDataFrame
        As :func:`at_a_place` or :func:`between_ends` gives it.
    names : mapping of str to str
        Country names by ISO 3166-1 alpha-3 code.
    """
    return [
        Meeting(
            event_id=row["event_id"],
            title=row["title"],
            when=dates(row),
            where=_where(row),
            who=_who(row, names),
            kind=_kind(row),
            about=tell(row["facts"], "subject", "subjects", "purpose", "proposal"),
            outcome=outcome(row["facts"]) or "not stated",
        )
        for row in chosen.to_dict("records")
    ]


def by_kind(events: gpd.GeoDataFrame) -> Counter[str]:
    """Number of meetings by sub-type."""
    return Counter(events.loc[events["layer"] == "meeting", "sub_type"])


def by_party(events: gpd.GeoDataFrame) -> Counter[str]:
    """Number of meetings by who took part: ISO 3166-1 alpha-3 code, or the name of an actor without a country."""
    return count_parties(events[events["layer"] == "meeting"].to_dict("records"), TAKING_PART)


def outcome(facts: Mapping[str, Any]) -> str:
    """What came of a meeting: ``no agreement; Zelensky walked out without signing``."""
    told = [_agreement(facts), tell(facts, "outcome")]
    if has(facts, "ceasefire_days"):
        days = facts["ceasefire_days"]
        told.append(f"ceasefire of {number(days, 'day', 'days') if is_number(days) else apart(fact_value(days))}")
    told += [tell_named(facts, "ceasefire_covers", "full_ceasefire", "article_4_invoked", "afterwards")]
    return "; ".join(filter(None, told))


def _of_meetings(events: gpd.GeoDataFrame, placed: bool) -> gpd.GeoDataFrame:
    mine = events[events["layer"] == "meeting"]
    has_place = (any(p["role"] == "at" and p["place_id"] for p in places) for places in mine["places"])
    chosen = mine[np.fromiter(has_place, bool, len(mine)) == placed]
    return chosen.sort_values(["date_start", "date_end"], kind="stable")


def _agreement(facts: Mapping[str, Any]) -> str:
    if not has(facts, "agreement"):
        return ""
    agreed = facts["agreement"]
    if isinstance(agreed, bool):
        return "agreement reached" if agreed else "no agreement"
    return f"agreement: {apart(fact_value(agreed))}"


def _where(row: Mapping[str, Any]) -> str:
    inferred = any(p["role"] == "at" and p["basis"] == "inferred" for p in row["places"])
    return f"{apart(row['place'])}, place inferred" if inferred else str(row["place"])


def _who(row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    met = everyone(row, ("guest", "signatory"), names)
    host, mediator = everyone(row, ("host",), names), everyone(row, ("mediator",), names)
    told = [met, f"host: {host}" if host else "", f"mediator: {mediator}" if mediator else ""]
    return "; ".join(filter(None, told)) or "not named"


def _kind(row: Mapping[str, Any]) -> str:
    said = "; ".join(filter(None, [humanise(row["sub_type"]), tell(row["facts"], "rank")]))
    return said if row["modality"] == "occurred" else f"{MODALITY_NAMES[row['modality']]}: {said}"
