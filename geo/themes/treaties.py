"""Treaties and relations short of one: what binds whom, until when, and what is only done or planned together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import Any, Literal

import geopandas as gpd

from geo.event import TREATIES
from geo.lines import is_treaty
from geo.themes.telling import amounts, everyone, has, is_number, party, tell, tell_named
from geo.words import as_date, dates, day, fact_value, humanise, listed

Kind = Literal["treaty", "relation", "planned", "ended"]
KINDS: tuple[Kind, ...] = ("treaty", "relation", "planned", "ended")
NOT_PARTNERS = frozenset({"concerned", "mediator"})
PARTNERS = ("signatory", "host", "guest", "deploying", "hosting", "intruder", "target")
LAST_YEAR = date.max.year


@dataclass(frozen=True)
class Bond:
    """One treaty, relation or plan, in words."""

    event_id: str
    title: str
    kind: Kind
    what: str
    """The sort of treaty or relation, with its own name where the source gives one."""
    partners: str
    when: str
    term: str
    """How long, and until when; ``term not stated`` otherwise."""
    mutual_defence: str
    """Yes, no, on what ground; ``not stated`` otherwise."""
    clauses: str
    subjects: str
    amount: str
    """How much of what, where the source gives numbers."""
    detail: str
    """Purpose, state and outcome of a relation."""


@dataclass
class Pair:
    """Two partners and what there is between them."""

    first: str
    second: str
    """Each an ISO 3166-1 alpha-3 code, or the name of an actor without a country."""
    counts: Counter[Kind] = field(default_factory=Counter)


def of_treaties(events: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The events of this theme in order of time, undated ones last."""
    mine = events[events["layer"] == "treaty_partner"]
    return mine.sort_values(["date_start", "date_end"], kind="stable")


def kind(row: Mapping[str, Any]) -> Kind:
    """Whether an event is a treaty that binds, a relation short of one, a plan, or the end of a treaty."""
    if row["modality"] == "planned":
        return "planned"
    if row["sub_type"] == "treaty_ended":
        return "ended"
    return "treaty" if is_treaty(row) else "relation"


def bonds(events: gpd.GeoDataFrame, names: Mapping[str, str]) -> list[Bond]:
    """Say each event of this theme in words.

    Parameters
    ----------
    events : GeoDataFrame
        Filtered at will; other layers are left out.
    names : mapping of str to str
        Country names by ISO 3166-1 alpha-3 code.
    """
    return [_bond(row, names) for row in of_treaties(events).to_dict("records")]


def pairs(events: gpd.GeoDataFrame) -> list[Pair]:
    """What there is between each two partners, every pair once; ended treaties bind nobody and are left out."""
    found: dict[tuple[str, str], Pair] = {}
    for row in of_treaties(events).to_dict("records"):
        if kind(row) == "ended":
            continue
        for first, second in combinations(sorted(_partners(row)), 2):
            found.setdefault((first, second), Pair(first, second)).counts[kind(row)] += 1
    return [found[key] for key in sorted(found)]


def partners_in_order(found: Iterable[Pair]) -> list[str]:
    """All partners of some pairs, those with most treaties and relations first."""
    ties: Counter[str] = Counter()
    for pair in found:
        ties.update({pair.first: pair.counts.total(), pair.second: pair.counts.total()})
    return sorted(ties, key=lambda name: (-ties[name], name))


def by_kind(events: gpd.GeoDataFrame) -> Counter[str]:
    """Number of events by sub-type."""
    return Counter(of_treaties(events)["sub_type"])


def term(row: Mapping[str, Any]) -> str:
    """How long a treaty holds and until when: ``20 years, until 17 Jan 2045``."""
    facts = row["facts"]
    if not has(facts, "term_years"):
        return "term not stated"
    years = facts["term_years"]
    if not is_number(years):
        return fact_value(years)
    said = f"{fact_value(years)} {'year' if years == 1 else 'years'}"
    first, last = as_date(row["date_start"]), as_date(row["date_end"])
    if first is None or last is None:
        return f"{said}, beginning not stated"
    # The size first: a number without bounds may be too long to count with.
    if not 0 < years <= LAST_YEAR - last.year or years != int(years):
        return said
    ends = _years_on(first, int(years)), _years_on(last, int(years))
    if int(row["date_prec"]) == 1 or first == last:
        return f"{said}, until {day(ends[0])}"
    return f"{said}, until {listed(dict.fromkeys(str(end.year) for end in ends), 'or')}, day not known"


def _years_on(start: date, years: int) -> date:
    try:
        return start.replace(year=start.year + years)
    except ValueError:  # 29 February, in a year that has none
        return start.replace(year=start.year + years, day=28)


def _bond(row: Mapping[str, Any], names: Mapping[str, str]) -> Bond:
    facts = row["facts"]
    named = tell(facts, "treaty", "object", "bloc")
    what = humanise(row["sub_type"])
    if row["modality"] == "alleged":
        what = f"alleged: {what}"
    return Bond(
        event_id=row["event_id"],
        title=row["title"],
        kind=kind(row),
        what=f"{what}: {named}" if named else what,
        partners=everyone(row, PARTNERS, names) or "not named",
        when=dates(row),
        term=term(row) if row["sub_type"] in TREATIES else "",
        mutual_defence=_mutual_defence(facts),
        clauses=tell(facts, "clauses") or "none stated",
        subjects=tell(facts, "subjects") or "not stated",
        amount=amounts(facts, but=("term_years",)) or "not stated",
        detail=_detail(facts),
    )


def _mutual_defence(facts: Mapping[str, Any]) -> str:
    said = tell(facts, "mutual_defence") or "not stated"
    ground = tell(facts, "mutual_defence_ground")
    return f"{said}, {ground}" if ground else said


def _detail(facts: Mapping[str, Any]) -> str:
    free = tell(facts, "purpose", "subjects", "status", "outcome")
    return "; ".join(filter(None, [free, tell_named(facts, "agreement", "future_agreements", "also_expected")]))


def _partners(row: Mapping[str, Any]) -> set[str]:
    return {party(p) for p in row["participants"] if p["role"] not in NOT_PARTNERS}
