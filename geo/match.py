"""Proposes that an event is another report of a known incident: a score and its reasons; a reviewer decides.

Each feature adds to or takes from the log-odds that two reports tell of one incident (Fellegi and Sunter's record
linkage, with weights set by hand): type, countries, dates with their doubt, distance with its doubt, wording, numbers.
``python -m benchmarks.match`` measures it beside a plain rule.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from pyproj import Geod

from geo.event import CLOSURES, Event
from geo.gazetteer import Gazetteer, Place, load_gazetteer
from geo.names import normalise
from geo.placing import NEAR_KM, partners
from geo.words import humanise, listed, number

LEAST = 0.5
"""Score from which on a known event is proposed."""
MOST = 5
"""Most proposals for one event."""
PRIOR = -3.0
"""Log-odds of two events of which nothing is known."""
KINDS = (
    frozenset({"drone", "drone_swarm", "drone_crash", "unidentified_flight", "shoot_down"}),
    frozenset({"aircraft", "helicopter", "unidentified_flight", "shoot_down"}),
    frozenset({"missile", "shoot_down"}),
    frozenset({"balloon", "unidentified_flight", "shoot_down"}),
    CLOSURES,
    frozenset({"treaty_signed", "treaty_ratified", "bilateral_cooperation", "accession"}),
    frozenset({"operation", "air_defence_response", "surveillance", "naval"}),
    frozenset({"contingent", "rotation", "foreign_troops", "base", "military_training"}),
    frozenset({"summit", "bilateral", "multilateral", "negotiation", "visit", "consultation", "ceremony"}),
)
"""Types by which two reports may call one incident."""
_GEOD = Geod(ellps="WGS84")
_STOP = frozenset(
    normalise(
        "the and for with from into over near after before their has have was were been that this said says are its "
        "not two three more than which who will would could about between during country countries state states"
    ).split()
)


@dataclass(frozen=True)
class Proposal:
    """A known event that another may be a report of."""

    event_id: str
    score: float
    """Between 0 and 1: how likely the two are one incident."""
    reasons: tuple[str, ...]
    """What speaks for it and against it, a few words each, the weightiest first."""


Weight = tuple[float, str]
"""What a feature adds to the log-odds, and why; empty words are not told."""


def proposals(report: Event, known: Iterable[Event], least: float = LEAST, most: int = MOST) -> list[Proposal]:
    """The known events that an event may be another report of, the likeliest first.

    Parameters
    ----------
    report : Event
    known : iterable of Event
        The event itself is passed over, if it is among them.
    least : float
        Score from which on an event is proposed.
    most : int
        Most of them.
    """
    found = [compare(report, event) for event in known if event.event_id != report.event_id and _may_be(report, event)]
    likely = [proposal for proposal in found if proposal.score >= least]
    return sorted(likely, key=lambda proposal: (-proposal.score, proposal.event_id))[:most]


def compare(report: Event, known: Event) -> Proposal:
    """How likely two events are one incident, and why."""
    gazetteer = load_gazetteer()
    weights = [_type(report, known), _countries(report, known, gazetteer), _dates(report, known)]
    weights += [_place(report, known, gazetteer), _wording(report, known), *_numbers(report, known)]
    weights.append(_evidence(report, known))
    total = PRIOR + sum(weight for weight, _ in weights)
    told = sorted((item for item in weights if item[1]), key=lambda item: -abs(item[0]))
    return Proposal(known.event_id, 1 / (1 + math.exp(-total)), tuple(why for _, why in told))


def _may_be(report: Event, known: Event) -> bool:
    """Whether a look is worth it: most known events are of another layer or another month."""
    if report.layer != known.layer:
        return False
    gap = _gap(report, known)
    return gap is None or gap <= 10


def _type(a: Event, b: Event) -> Weight:
    if a.layer != b.layer:
        return -6.0, "of another layer"
    if a.sub_type == b.sub_type:
        return 1.5, f"both {humanise(a.sub_type)}"
    both = f"{humanise(a.sub_type)} and {humanise(b.sub_type)}"
    if any({a.sub_type, b.sub_type} <= kind for kind in KINDS):
        return 0.3, f"{both}, which one incident may be called"
    return -3.0, both


def _countries(a: Event, b: Event, gazetteer: Gazetteer) -> Weight:
    first, second = _codes(a), _codes(b)
    if not first or not second:
        return 0.0, ""
    shared = first & second
    names = listed(gazetteer.country_name(code) for code in sorted(shared))
    if not shared:
        return -4.0, "no country in common"
    share = len(shared) / min(len(first), len(second))
    return 2.0 * share - 0.5, f"both name {names}"


def _codes(event: Event) -> frozenset[str]:
    # The same intruder comes again and again; what tells incidents apart is whom it happened to.
    intruders = {p.iso3 for p in event.participants if p.role == "intruder"}
    named = {*partners(event), *(p.iso3 for p in event.places if p.iso3)}
    return frozenset(named - intruders or named)


def _gap(a: Event, b: Event) -> int | None:
    """Days between two events: 0 where they may overlap, None where one is undated."""
    if a.date_start is None or b.date_start is None:
        return None
    ends = [date.max if e.ongoing else e.date_end or date.max for e in (a, b)]
    if a.date_start > ends[1]:
        return (a.date_start - ends[1]).days
    return (b.date_start - ends[0]).days if b.date_start > ends[0] else 0


def _dates(a: Event, b: Event) -> Weight:
    gap = _gap(a, b)
    if gap is None:
        return 0.0, "one of them undated"
    if gap == 0:
        # That two days of a year agree says more than that two months do.
        days = max(((e.date_end or date.max) - (e.date_start or date.min)).days + 1 for e in (a, b))
        exact = a.date_prec == b.date_prec == 1 and a.date_start == b.date_start
        return (2.5, "the same day") if exact else (max(0.3, 1.8 - 0.5 * math.log(days)), "dates that overlap")
    told = f"{number(gap, 'day', 'days')} apart"
    return {1: 0.5, 2: -1.0, 3: -1.5}.get(gap, -3.5 if gap <= 7 else -6.0), told


def _place(a: Event, b: Event, gazetteer: Gazetteer) -> Weight:
    """The nearest of their places, less what is uncertain of both."""
    pairs = [(p, q) for p in _places(a, gazetteer) for q in _places(b, gazetteer)]
    if not pairs:
        return 0.0, ""
    return max((_nearness(a, p, b, q) for p, q in pairs), key=lambda weight: weight[0])


def _places(event: Event, gazetteer: Gazetteer) -> list[Place]:
    stated = [p for p in event.places if p.role == "at"] or list(event.places)
    return [gazetteer.get(p.place_id) for p in stated if p.place_id and p.place_id in gazetteer]


def _nearness(a: Event, p: Place, b: Event, q: Place) -> Weight:
    if p.place_id == q.place_id:
        return (0.3 if p.kind == "country" else 2.0), f"both at {p.name}"
    if {p.kind, q.kind} & {"country", "region", "district", "sea", "river", "area"}:
        if p.place_id in (q.admin1, q.admin2) or q.place_id in (p.admin1, p.admin2):
            return 1.2, f"{p.name} and {q.name}, one within the other"
        if "country" in (p.kind, q.kind) and set(p.countries) & set(q.countries):
            return 0.3, f"{p.name} and {q.name}, one within the other"
        if set(p.countries) & set(q.countries):
            return -0.5, f"{p.name} and {q.name}"
        return -3.0, f"{p.name} and {q.name}"
    apart = _GEOD.inv(p.lon, p.lat, q.lon, q.lat)[2] / 1000
    doubt = _doubt(a, p) + _doubt(b, q)
    told = f"{apart:.0f} km apart ({p.name}, {q.name})"
    if apart <= doubt:
        return 1.2, f"{told}, within what is uncertain of both"
    over = apart - doubt
    return (0.3 if over <= 25 else -1.0 if over <= 75 else -2.5), told


def _doubt(event: Event, place: Place) -> float:
    return event.uncertainty_km or place.radius_km or (NEAR_KM if event.where_prec == 2 else 1.0)


def _wording(a: Event, b: Event) -> Weight:
    first, second = dict(_words(a)), dict(_words(b))
    if not first or not second:
        return 0.0, ""
    shared = first.keys() & second.keys()
    share = len(shared) / min(len(first), len(second))
    told = ", ".join(sorted((first[stem] for stem in shared), key=lambda word: (-len(word), word))[:4])
    return 3.0 * (share - 0.25), f"words in common: {told}" if told else "no words in common"


def _words(event: Event) -> Iterator[tuple[str, str]]:
    """The words that carry meaning, each after its stem; those of its places are left to the other features."""
    names = set(normalise(" ".join(p.name for p in event.places)).split())
    for word in re.findall(r"[a-z]{3,}|\d+", normalise(f"{event.title} {event.summary}")):
        if word not in _STOP and word not in names:
            yield re.sub(r"(?:ing|ed|es|s)$", "", word) if len(word) > 4 else word, word


def _evidence(a: Event, b: Event) -> Weight:
    """One sentence read twice is one incident; an article seldom tells of one incident as of two."""
    pairs = [(p, q) for p in a.evidence for q in b.evidence if p.article == q.article]
    if any(p.start < q.end and q.start < p.end for p, q in pairs):
        return 1.0, "both out of one sentence"
    return (-1.5, "both out of one article") if pairs else (0.0, "")


def _numbers(a: Event, b: Event) -> Iterator[Weight]:
    for key in a.facts.keys() & b.facts.keys():
        first, second = a.facts[key], b.facts[key]
        if isinstance(first, int | float) and isinstance(second, int | float):
            same = first == second
            yield (
                (0.8 if same else -0.3),
                f"{humanise(key)}: {first} and {second}" if not same else f"{humanise(key)} {first}",
            )
