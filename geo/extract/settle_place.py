"""Settles where an event happened: a place of its own clause, else what the words beside it allow, never more exact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.event import PlaceRef
from geo.extract.refine import finer_place
from geo.gazetteer import load_gazetteer

if TYPE_CHECKING:
    from geo.event import Basis, PlaceRole
    from geo.extract.merge import Cluster
    from geo.extract.story import Story
    from geo.extract.where import Option

OPENING = 1
"""Sentences after the first of the body in which an event is still what the dateline is about."""
BACK = 2
"""Sentences back in which the airport of a closure may be named."""
BUYING = ("buy", "purchase", "acquire", "receive", "order", "procure", "import", "pay", "take")


@dataclass(frozen=True)
class Spot:
    """Places of an event with their precision."""

    refs: tuple[PlaceRef, ...] = ()
    prec: int = 6
    note: str = ""

    @property
    def countries(self) -> list[str]:
        """Countries of the places where it happened."""
        return [ref.iso3 for ref in self.refs if ref.iso3 and ref.role == "at"]


def settle_place(story: Story, cluster: Cluster, sub_type: str, unsure: list[str]) -> Spot:
    """The places of a cluster."""
    if sub_type == "arms_transfer":
        return _transfer(cluster)
    if sub_type == "call":
        return Spot(tuple(_country(c, "to" if n else "from") for n, c in enumerate(cluster.codes[:2])))
    ways = (_own, _hosted, _beside, _dateline, *WAYS[cluster.layer])
    spot = next((s for way in ways if (s := way(story, cluster)) is not None), Spot(note="no place"))
    spot = _finer(story, cluster, spot)
    if spot.note:
        unsure.append(spot.note)
    return spot


def _finer(story: Story, cluster: Cluster, spot: Spot) -> Spot:
    """Instead of a country alone, the place in it that is named beside the event."""
    country = spot.countries[0] if len(spot.refs) == 1 and spot.countries else ""
    if cluster.mentions[0].sub_type == "airspace_closure":
        return spot
    if not country or spot.refs[0].place_id != f"iso:{country}":
        return spot
    finer = finer_place(story, cluster, country)
    if finer is None:
        return spot
    return Spot((_ref(finer, cluster),), finer.prec, "place named beside the event, not in its clause")


def _own(story: Story, cluster: Cluster) -> Spot | None:
    """The place of its own clause; of a country the dateline's city, where the article opens with the event."""
    at = cluster.best_place
    if at is None:
        return None
    if at.place.kind == "country" and story.home == at.place.iso3 and _opens(story, cluster):
        return _dateline(story, cluster)
    beside = [
        o for m in cluster.mentions for o in m.where
        if o.role == "at" and o.sentence == at.sentence and o.prec == at.prec and abs(o.score - at.score) < 0.05
        and o.place.place_id != at.place.place_id
    ]  # fmt: skip
    return Spot(tuple(_ref(o, cluster) for o in [at, *beside][:4]), at.prec)


def _hosted(story: Story, cluster: Cluster) -> Spot | None:
    """The host's country."""
    if cluster.layer != "meeting":
        return None
    hosts = [c for m in cluster.mentions if _is_hosting(m) for c in m.agents]
    if not hosts or (hosts[0] == story.home and _opens(story, cluster)):
        return None
    return Spot((_country(hosts[0]),), 6, "place taken from the host")


def _beside(story: Story, cluster: Cluster) -> Spot | None:
    """The place of the event told in the same clause: signed at a meeting."""
    at = story.place_beside(cluster)
    if (
        at is None
        or cluster.layer not in ("meeting", "treaty_partner")
        or cluster.mentions[0].sub_type not in ("treaty_signed", "bilateral", "visit", "negotiation", "ceremony")
    ):
        return None
    return Spot((_ref(at, cluster, "inferred"),), at.prec, "place taken from the event told with it")


def _dateline(story: Story, cluster: Cluster) -> Spot | None:
    """The dateline's place, for meetings and acts of parliament that the article opens with."""
    line = story.dateline
    if line is None or not _opens(story, cluster):
        return None
    ratified = cluster.mentions[0].sub_type == "treaty_ratified" and line.iso3 in cluster.codes
    if not (cluster.layer == "meeting" or ratified):
        return None
    place = line.place
    ref = PlaceRef(name=place.name, place_id=place.place_id, iso3=place.iso3, role="at", basis="inferred")
    return Spot((ref,), 6 if place.kind == "country" else 1, "place taken from the dateline")


def _elsewhere(story: Story, cluster: Cluster) -> Spot | None:
    """A place of another clause of the sentence."""
    away = cluster.layer == "deployment" and "exercise" not in cluster.families
    own = {c for m in cluster.mentions for c in m.agents} if away else set()
    far = [o for o in cluster.places if o.score > 0.4 and o.role in ("at", "to") and o.place.iso3 not in own]
    if not far:
        return None
    best = max(far, key=lambda o: o.score)
    prec = best.prec if best.role == "at" else max(2, best.prec)
    return Spot((_ref(best, cluster, "inferred"),), prec, "the place stands elsewhere in the sentence")


def _concerned(story: Story, cluster: Cluster) -> Spot | None:
    """The country that reports an incursion, or that the article is written in."""
    intruders = {c for m in cluster.mentions for c in m.agents}
    targets = [c for m in cluster.mentions for c in m.others if c not in intruders]
    if not targets and story.home and story.home not in intruders:
        targets = [story.home]
    if not targets:
        targets = [c for c in _told_before(story, cluster) if c not in intruders]
    return Spot((_country(targets[0]),), 6, "place not stated: the country concerned") if targets else None


def _told_before(story: Story, cluster: Cluster) -> list[str]:
    """Countries of the incursions told before, the last one first; else those that the article names more than once."""
    first = min(m.sentence for m in cluster.mentions)
    told = [
        (m.sentence, at.place.iso3) for other in story.clusters if other is not cluster and other.layer == cluster.layer
        for m in other.mentions if m.sentence <= first and (at := m.best_place) is not None and at.place.iso3
    ]  # fmt: skip
    about = Counter(t.iso3 for t in story.reading.toponyms if t.iso3 and t.kind not in ("bloc", "continent"))
    return [c for _, c in sorted(told, reverse=True)] or [c for c, n in about.most_common(2) if n > 1]


def _consequence(story: Story, cluster: Cluster) -> Spot | None:
    """Where the airport is that was shut: named in the sentences before, with what it was shut for."""
    if cluster.mentions[0].sub_type != "airport_closure":
        return None
    first = min(m.sentence for m in cluster.mentions)
    near = [
        top for i, top in story.reading.place_at.items()
        if top.place is not None and top.kind in ("airport", "city")
        and first - BACK <= story.reading.sentence(i) <= first
    ]  # fmt: skip
    best = [t for t in near if t.kind == "airport"] or near
    if not best:
        return None
    place = best[-1].place
    ref = PlaceRef(name=place.name, place_id=place.place_id, iso3=place.iso3, role="at", basis="inferred")
    return Spot((ref,), 2, "place taken from the sentences before")


def _hosting(story: Story, cluster: Cluster) -> Spot | None:
    """A country named in the sentence that is not whose forces they are; else their own."""
    own = {c for m in cluster.mentions for c in m.agents}
    named = [c for m in cluster.mentions for c in m.others]
    for mention in cluster.mentions:
        tokens = story.reading.sentences[mention.sentence]
        tops = [story.reading.place_at[t.i] for t in tokens if t.i in story.reading.place_at]
        named += [t.iso3 for t in tops if t.iso3 and t.kind in ("country", "region", "city")]
    about = Counter(
        t.iso3 for t in story.reading.toponyms if t.iso3 and t.kind in ("country", "demonym", "city", "region")
    )
    for code in (*named, *(c for c, n in about.most_common() if n > 1)):
        if code not in own:
            return Spot((_country(code),), 6, "place not stated: the country named beside it")
    if cluster.codes:
        known = [c for c, _ in about.most_common() if c in cluster.codes and "exercise" in cluster.families]
        return Spot((_country((known or cluster.codes)[0]),), 6, "place not stated")
    return None


def _seat(story: Story, cluster: Cluster) -> Spot | None:
    """A seat of government of one of the parties, named within a sentence of the meeting."""
    near = {m.sentence + d for m in cluster.mentions for d in (-1, 0, 1)}
    for i, top in story.reading.place_at.items():
        if (
            top.kind == "site"
            and top.place is not None
            and top.iso3 in cluster.codes
            and story.reading.sentence(i) in near
        ):
            ref = PlaceRef(name=top.place.name, place_id=top.place.place_id, iso3=top.iso3, role="at", basis="inferred")
            return Spot((ref,), 2, "place inferred from the seat of government named beside it")
    return None


def _echoed(story: Story, cluster: Cluster) -> Spot | None:
    """Where those went whom these followed."""
    if any(m.candidate.rule != "echo" for m in cluster.mentions):
        return None
    first = min(m.sentence for m in cluster.mentions)
    told = [
        (m.sentence, at) for other in story.clusters if other is not cluster and other.layer == cluster.layer
        for m in other.mentions if m.sentence <= first and (at := m.best_place) is not None
    ]  # fmt: skip
    if not told:
        return None
    at = max(told, key=lambda pair: pair[0])[1]
    return Spot((_ref(at, cluster, "inferred"),), at.prec, "place taken from the event told before")


Way = Callable[["Story", "Cluster"], "Spot | None"]
WAYS: dict[str, tuple[Way, ...]] = {
    "airspace_incursion": (_elsewhere, _consequence, _concerned),
    "deployment": (_echoed, _elsewhere, _hosting),
    "meeting": (_seat,),
    "treaty_partner": (),
}


def _opens(story: Story, cluster: Cluster) -> bool:
    """Whether the article opens with the event, so that the dateline may be its place."""
    acts = cluster.layer == "meeting" or cluster.mentions[0].sub_type in ("treaty_ratified", "treaty_signed")
    return acts and any(m.title or m.sentence <= story.reading.first_body + OPENING for m in cluster.mentions)


def _is_hosting(mention: Any) -> bool:
    light = mention.candidate.frame.light
    return mention.candidate.rule == "host" or (light is not None and light.lemma_ == "host")


def _transfer(cluster: Cluster) -> Spot:
    """From giver to taker."""
    givers = [c for m in cluster.mentions for c in m.agents]
    takers = [c for m in cluster.mentions for c in m.others if c not in givers]
    if any(m.candidate.trigger.lemma_ in BUYING for m in cluster.mentions):
        givers, takers = takers, givers
    at = cluster.best_place
    ends = (*(_country(c, "from", "stated") for c in givers[:1]), *(_country(c, "to", "stated") for c in takers[:2]))
    if at is None or at.place.kind not in ("city", "airport", "site"):
        return Spot(ends)
    return Spot((_ref(at, cluster), *ends), at.prec)


def _country(code: str, role: PlaceRole = "at", basis: Basis = "inferred") -> PlaceRef:
    return PlaceRef(name=load_gazetteer().country_name(code), place_id=f"iso:{code}", iso3=code, role=role, basis=basis)


def _ref(option: Option, cluster: Cluster, basis: Basis | None = None) -> PlaceRef:
    place = option.place
    iso3 = place.iso3
    if iso3 is None and place.kind == "river":  # the stretch in the country concerned
        iso3 = next((c for m in cluster.mentions for c in m.others if c in place.countries), None)
    others = tuple(p.place_id for p in option.mention.alternatives)
    return PlaceRef(
        name=place.name, place_id=place.place_id, iso3=iso3, role="at", basis=basis or option.basis, alternatives=others
    )
