"""Where an event happened that has no place of its own: beside it, before it, or only in a country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from geo.extract.clause import clause_head
from geo.extract.spot import Spot, country_ref, inferred_ref, option_ref

if TYPE_CHECKING:
    from geo.extract.merge import Cluster
    from geo.extract.story import Story
    from geo.extract.where import Option

ABROAD = frozenset({"force", "withdrawal", "military_training", "mercenaries", "base"})
"""Deployments that are never in one's own country."""
LAST_BACK = 4
"""Sentences back in which the country of a deployment may be told."""
BACK = 2
"""Sentences back in which the airport of a closure may be named."""


def _elsewhere(story: Story, cluster: Cluster) -> Spot | None:
    """A place of another clause of the sentence."""
    away = cluster.layer == "deployment" and "exercise" not in cluster.families
    own = {c for m in cluster.mentions for c in m.agents} if away else set()
    far = [
        o for o in cluster.places
        if o.score > 0.4 and o.role in ("at", "to") and o.place.iso3 not in own
        and (cluster.mentions[0].sub_type.endswith("closure") or not _is_of(story, cluster, o))
    ]  # fmt: skip
    if not far:
        return None
    best = max(far, key=lambda o: o.score)
    prec = best.prec if best.role == "at" else max(2, best.prec)
    return Spot((option_ref(best, cluster, "inferred"),), prec, "the place stands elsewhere in the sentence")


def _is_of(story: Story, cluster: Cluster, option: Option) -> bool:
    """Whether a place stands in the clause of another event."""
    own = {m.candidate.trigger.i for m in cluster.mentions}
    triggers = {m.candidate.trigger.i for c in story.clusters for m in c.mentions} - own
    token = next((story.reading.doc[i] for i, m in story.reading.place_at.items() if m is option.mention), None)
    return token is not None and clause_head(token).i in triggers


def _concerned(story: Story, cluster: Cluster) -> Spot | None:
    """The country that reports an incursion, or that the article is written in."""
    if any(m.candidate.rule == "over ship" for m in cluster.mentions):
        return None  # the ship's flag is not where it sails
    intruders = {c for m in cluster.mentions for c in m.agents}
    label = story.label(min(m.sentence for m in cluster.mentions))
    targets = [c for m in cluster.mentions for c in m.others if c not in intruders]
    if not targets and label and label not in intruders:
        targets = [label]
    if not targets and story.home and story.home not in intruders:
        targets = [story.home]
    if not targets:
        targets = [c for c in _told_before(story, cluster) if c not in intruders]
    return Spot((country_ref(targets[0]),), 6, "place not stated: the country concerned") if targets else None


def _told_before(story: Story, cluster: Cluster) -> list[str]:
    """Countries of the incursions told before, the last one first; else those that the article names more than once."""
    first = min(m.sentence for m in cluster.mentions)
    told = [
        (m.sentence, at.place.iso3) for other in story.clusters if other is not cluster and other.layer == cluster.layer
        for m in other.mentions
        if m.sentence <= first and m.mode == "occurred" and (at := m.best_place) is not None and at.place.iso3
    ]  # fmt: skip
    acting = {
        c for other in story.clusters if other.layer in ("airspace_incursion", "deployment")
        for m in other.mentions for c in m.agents
    }  # fmt: skip
    named = [t for t in story.reading.toponyms if t.iso3 and t.kind not in ("bloc", "continent")]
    about = Counter(t.iso3 for t in named if t.iso3 not in acting)
    return [c for _, c in sorted(told, reverse=True)] or [c for c, n in about.most_common(2) if n > 1]


def _at_sea(story: Story, cluster: Cluster) -> Spot | None:
    """The sea in which the ship sails that was flown over: the last one named."""
    if all(m.candidate.rule != "over ship" for m in cluster.mentions):
        return None
    last = max(m.candidate.trigger.i for m in cluster.mentions)
    seas = [
        top for i, top in story.reading.place_at.items() if top.kind == "sea" and top.place is not None and i < last
    ]
    if not seas:
        return None
    return Spot((inferred_ref(seas[-1].place),), 7, "place taken from the sea named before")


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
    return Spot((inferred_ref(best[-1].place),), 2, "place taken from the sentences before")


def _hosting(story: Story, cluster: Cluster) -> Spot | None:
    """A country named in the sentence that is not whose forces they are; else their own."""
    own = {c for m in cluster.mentions for c in m.agents}
    label = story.label(min(m.sentence for m in cluster.mentions))
    named = [label] if label else []
    named += [c for m in cluster.mentions for c in m.others if m.candidate.rule != "relieve"]
    against = _intruders(story) if "air_defence_response" in cluster.families else set()
    relieved = {c for m in cluster.mentions if m.candidate.rule == "relieve" for c in m.others}
    for mention in cluster.mentions:
        tokens = story.reading.sentences[mention.sentence]
        tops = [story.reading.place_at[t.i] for t in tokens if t.i in story.reading.place_at]
        named += [t.iso3 for t in tops if t.iso3 and t.kind in ("country", "region", "city")]
        if mention.sub_type == "military_training":  # whose soldiers are taught
            below = (story.reading.place_at.get(t.i) for t in mention.candidate.trigger.subtree)
            named += [t.iso3 for t in below if t is not None and t.iso3 and t.kind == "demonym"]
    about = Counter(
        t.iso3 for t in story.reading.toponyms if t.iso3 and t.kind in ("country", "demonym", "city", "region")
    )
    if "exercise" in cluster.families:  # they train at home as well
        sure = [c for c, _ in about.most_common() if c in {*named, *cluster.codes}]
        return Spot((country_ref(sure[0]),), 6, "place not stated: the country of those who train") if sure else None
    elsewhere = (
        [] if label else [c for c, n in about.most_common() if n > 1]
    )  # items of a digest have no common country
    for code in (*named, *elsewhere):
        if code not in own and code not in relieved and code not in against:
            return Spot((country_ref(code),), 6, "place not stated: the country named beside it")
    if cluster.codes and not cluster.families & ABROAD:
        return Spot((country_ref(cluster.codes[0]),), 6, "place not stated")
    return None


def _last_resort(story: Story, cluster: Cluster) -> Spot | None:
    """The country of the deployment told before, or the one the article is written in."""
    first = min(m.sentence for m in cluster.mentions)
    told = [
        (m.sentence, at.place.iso3) for other in story.clusters if other is not cluster and other.layer == cluster.layer
        for m in other.mentions
        if first - LAST_BACK <= m.sentence <= first and (at := m.best_place) is not None and at.place.iso3
    ]  # fmt: skip
    code = max(told)[1] if told else story.home
    if code is None or story.label(first):
        return None
    return Spot((country_ref(code),), 6, "place not stated: the country told of before")


def _intruders(story: Story) -> set[str]:
    """Countries whose drones and jets the article tells of."""
    return {
        c for other in story.clusters if other.layer == "airspace_incursion" for m in other.mentions for c in m.agents
    }


def _echoed(story: Story, cluster: Cluster) -> Spot | None:
    """Where those went whom these followed."""
    going = cluster.mentions[0].sub_type == "withdrawal" and any(
        t.lower_ in ("they", "them", "it") for m in cluster.mentions for t in m.candidate.frame.arguments
    )  # "they come home in July": from where they were told to be
    if not going and any(m.candidate.rule != "echo" for m in cluster.mentions):
        return None
    first = min(m.sentence for m in cluster.mentions)
    told = [
        (m.sentence, at) for other in story.clusters if other is not cluster and other.layer == cluster.layer
        for m in other.mentions if m.sentence <= first and (at := m.best_place) is not None
    ]  # fmt: skip
    told = [(n, at) for n, at in told if not going or n >= first - BACK]
    if not told or (going and told[-1][1].place.iso3 in {c for m in cluster.mentions for c in m.agents}):
        return None
    at = max(told, key=lambda pair: pair[0])[1]
    return Spot((option_ref(at, cluster, "inferred"),), at.prec, "place taken from the event told before")


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
            ref = inferred_ref(top.place)
            return Spot((ref,), 2, "place inferred from the seat of government named beside it")
    return None


Way = Callable[["Story", "Cluster"], "Spot | None"]
WAYS: dict[str, tuple[Way, ...]] = {
    "airspace_incursion": (_elsewhere, _at_sea, _consequence, _concerned),
    "deployment": (_echoed, _elsewhere, _hosting, _last_resort),
    "meeting": (_seat,),
    "treaty_partner": (),
}
