"""Deployments: whose forces are where, since when, how many, and on what ground that is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import geopandas as gpd

from geo.escape import apart
from geo.themes.telling import amounts, count_parties, everyone, tell, tell_named
from geo.words import MODALITY_NAMES, dates, humanise, listed

NOT_AMOUNTS = ("since", "duration_days")


@dataclass(frozen=True)
class Deployment:
    """One deployment, in words."""

    event_id: str
    title: str
    sender: str
    """Who deploys, by name."""
    receiver: str
    """Who hosts the force, or where it is; what is inferred is said."""
    what: str
    """Sort of deployment, the force's own name and what it is for; planned and alleged ones say so."""
    amount: str
    """Equipment and numbers."""
    when: str
    ground: str
    """What is stated, and what is only implied or inferred."""


def deployments(events: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Forces that go somewhere or stay there, in order of time, undated ones last; withdrawals left out."""
    return _of_deployments(events, withdrawn=False)


def withdrawals(events: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Forces that leave, in order of time."""
    return _of_deployments(events, withdrawn=True)


def in_words(chosen: gpd.GeoDataFrame, events: gpd.GeoDataFrame, names: Mapping[str, str]) -> list[Deployment]:
    """Say each of ``chosen`` in words.

    Parameters
    ----------
    chosen : GeoDataFrame
        Rows of ``events``, as :func:`deployments` or :func:`withdrawals` gives them.
    events : GeoDataFrame
        All events of the view, in which causes are looked up.
    names : mapping of str to str
        Country names by ISO 3166-1 alpha-3 code.
    """
    titles = dict(zip(events["event_id"], events["title"], strict=True))
    return [
        Deployment(
            event_id=row["event_id"],
            title=row["title"],
            sender=everyone(row, ("deploying",), names) or "not named",
            receiver=_receiver(row, names),
            what=_what(row, apart(titles.get(row["caused_by"], ""))),
            amount=_amount(row["facts"]),
            when=dates(row),
            ground=_ground(row),
        )
        for row in chosen.to_dict("records")
    ]


def by_sender(events: gpd.GeoDataFrame) -> Counter[str]:
    """Number of events by who deploys: ISO 3166-1 alpha-3 code, or the name of an actor without a country."""
    return count_parties(events.to_dict("records"), ("deploying",))


def by_kind(events: gpd.GeoDataFrame) -> Counter[str]:
    """Number of events by sub-type."""
    return Counter(events["sub_type"])


def _of_deployments(events: gpd.GeoDataFrame, withdrawn: bool) -> gpd.GeoDataFrame:
    mine = events[(events["layer"] == "deployment") & ((events["sub_type"] == "withdrawal") == withdrawn)]
    return mine.sort_values(["date_start", "date_end"], kind="stable")


def _receiver(row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    hosts = everyone(row, ("hosting",), names)
    if not hosts:
        return str(row["place"])
    at = [apart(p["name"]) for p in row["places"] if p["role"] in ("at", "to") and p["name"] not in hosts]
    return f"{hosts}, {listed(at)}" if at else hosts


def _what(row: Mapping[str, Any], cause: str) -> str:
    facts = row["facts"]
    named = tell(facts, "force", "operation", "kind", "object", "change", "tasks")
    kind = humanise(row["sub_type"])
    said = named if named.startswith(kind) else f"{kind}: {named}" if named else kind
    if row["modality"] != "occurred":
        said = f"{MODALITY_NAMES[row['modality']]}: {said}"
    purpose = tell(facts, "purpose")
    answer = f"in answer to: {cause or tell(facts, 'cause')}" if cause or tell(facts, "cause") else ""
    return "; ".join(filter(None, [said, f"for: {purpose}" if purpose else "", answer]))


def _amount(facts: Mapping[str, Any]) -> str:
    told = [tell(facts, "assets", "equipment", "size"), tell_named(facts, "trained"), amounts(facts, but=NOT_AMOUNTS)]
    return "; ".join(filter(None, told)) or "not stated"


def _ground(row: Mapping[str, Any]) -> str:
    what = ["date"] if row["date_basis"] == "inferred" else []
    what += ["place"] if any(p["basis"] == "inferred" for p in row["places"]) else []
    what += ["who"] if any(p["attribution"] != "stated" for p in row["participants"]) else []
    if not what:
        return "stated"
    return f"{listed(what)} inferred, the rest stated"
