"""Puts the mentions of one event together: by kind, place, date and parties, unless the words say it is another one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from geo.extract.lexicon import words
from geo.extract.near import ashore, compatible, distance_km
from geo.extract.when import UNKNOWN, Timing, overlap

if TYPE_CHECKING:
    from geo.event import Layer, Modality
    from geo.extract.mention import Mention
    from geo.extract.where import Option

__all__ = ["Cluster", "distance_km", "merge", "split_places"]

FAMILY = {
    **dict.fromkeys(("drone", "drone_swarm", "drone_crash", "unidentified_flight"), "drone"),
    **dict.fromkeys(("bilateral", "summit", "multilateral", "negotiation", "visit", "consultation"), "met"),
    **dict.fromkeys(("treaty_signed", "treaty_in_force"), "signed"),
    **dict.fromkeys(("contingent", "foreign_troops", "rotation", "operation"), "force"),
}
"""Sub-types that may be words for one event -> their family; any other is a family of its own."""
FINE = {1: 1.0, 2: 0.9, 3: 0.7, 4: 0.5, 5: 0.4, 7: 0.4}
"""What a place gains for its precision."""
FINER = 2.2
"""From this score on a town or region in the country makes its place more exact."""
OWN_CLOSURE = 3.5
"""The same for a country's airspace, which is closed as a whole unless the clause itself says where."""
OWN = 2.5
"""From this score on a place stands in the event's own clause, and another one makes it another event."""
SAME_CLAUSE = 0.35
"""Difference of score within which two places are named alike."""
LONG_DAYS = 60
BACK_SENTENCES = 2
TOUR_DAYS, AGAIN_DAYS = 4, 14


@dataclass
class Cluster:
    """Mentions of one event."""

    mentions: list[Mention] = field(default_factory=list)

    @property
    def layer(self) -> Layer:
        """Its layer."""
        return self.mentions[0].layer

    @property
    def families(self) -> set[str]:
        """Families of the sub-types it is called by."""
        return {family(m) for m in self.mentions}

    @property
    def when(self) -> Timing:
        """The best date of its mentions: near its words, and exact."""
        dated = [m.when for m in self.mentions if m.when.known]
        best = max(dated, key=lambda when: (not when.closing, _weight(when)), default=UNKNOWN)
        last = max((w.end for w in dated if w.closing and w.end), default=None)
        if best.closing or last is None or best.start is None or best.ongoing or self.layer == "treaty_partner":
            return best
        return replace(best, end=last) if 0 < (last - best.start).days <= LONG_DAYS else best

    @property
    def places(self) -> list[Option]:
        """All places of its mentions."""
        return [o for m in self.mentions for o in m.where]

    @property
    def best_place(self) -> Option | None:
        """Where it happened; of a country the town or region in it, where one is named."""
        located = [at for m in self.mentions if (at := m.best_place) is not None]
        top = max(located, key=_exactness, default=None)
        if top is not None and top.place.kind in ("sea", "river", "lake"):
            return max(ashore(self.places, top), key=_exactness, default=top)
        if top is None or top.place.kind != "country":
            return top
        least = FINER if self.mentions[0].sub_type != "airspace_closure" else OWN_CLOSURE
        lands = {top.place.iso3, *(self.codes if self.layer == "treaty_partner" else [])}  # signed by both, in one
        finer = [
            o for o in self.places
            if o.role == "at" and o.score >= least and o.place.kind != "country" and o.place.iso3 in lands
        ]  # fmt: skip
        return max(finer, key=_exactness, default=top)

    @property
    def codes(self) -> list[str]:
        """Countries that take part."""
        return list(dict.fromkeys(c for m in self.mentions for c in m.codes))

    @property
    def mode(self) -> Modality:
        """Occurred if one mention says so."""
        modes = {m.mode for m in self.mentions}
        return "occurred" if "occurred" in modes else "planned" if "planned" in modes else "alleged"


def family(mention: Mention) -> str:
    """Family of a mention's sub-type; what is shot down is what came in."""
    if mention.sub_type != "shoot_down":
        return FAMILY.get(mention.sub_type, mention.sub_type)
    shot = {t.lemma_.lower() for theme in mention.candidate.themes for t in theme.subtree}
    return "balloon" if "balloon" in shot else "missile" if "missile" in shot and "drone" not in shot else "drone"


def merge(mentions: list[Mention]) -> list[Cluster]:
    """Cluster mentions in the order of the text; those of the title join what the body tells."""
    clusters: list[Cluster] = []
    body = [m for m in mentions if not m.title and not m.generic]
    for mention in [*body, *(m for m in mentions if m.title)]:
        home = _home(clusters, mention)
        if home is not None:
            home.mentions.append(mention)
        elif mention.sub_type != "?" and mention.candidate.rule != "refer":
            clusters.append(Cluster([mention]))
    return clusters


def split_places(cluster: Cluster) -> list[Cluster]:
    """One cluster a place, where one clause names several that each had it: airports closed, regions flown over."""
    at = cluster.best_place
    if cluster.layer != "airspace_incursion" or at is None or cluster.mentions[0].sub_type == "jamming":
        return [cluster]  # what is jammed is a stretch of sky
    for mention in (m for m in cluster.mentions if m.best_place is at):
        alike = {
            o.place.place_id: o for o in mention.where
            if o.role == "at" and o.prec == at.prec and o.place.kind == at.place.kind and o.prep == at.prep
            and abs(o.score - at.score) < SAME_CLAUSE
        }  # fmt: skip
        if len(alike) > 1:
            return [Cluster([replace(mention, where=[option])]) for option in alike.values()]
    return [cluster]


def _home(clusters: list[Cluster], mention: Mention) -> Cluster | None:
    fitting = [c for c in clusters if _fits(c, mention)]
    if mention.title and fitting:
        return fitting[0]
    return max(fitting, key=lambda c: (_alike(c, mention), c.mentions[-1].sentence), default=None)


def _alike(cluster: Cluster, mention: Mention) -> int:
    """How much a mention has in common with a cluster."""
    when, here, there = cluster.when, mention.best_place, cluster.best_place
    same_date = when.known and mention.when.known and overlap(when, mention.when)
    same_place = here is not None and there is not None and compatible(here.place, there.place)
    lemma = mention.candidate.trigger.lemma_.lower()
    same_word = any(m.candidate.trigger.lemma_.lower() == lemma for m in cluster.mentions)
    shared = min(len(set(cluster.codes) & set(mention.codes)), 2)
    return 2 * same_date + 2 * same_place + shared + same_word + (mention.sub_type == cluster.mentions[0].sub_type)


def _fits(cluster: Cluster, mention: Mention) -> bool:
    """Whether a mention may be of the cluster's event."""
    if mention.layer != cluster.layer or (mention.new and not mention.title and not _is_told_by(cluster, mention)):
        return False
    if {m.candidate.rule for m in cluster.mentions} == {"treaty between"} and len(
        set(cluster.codes) & set(mention.codes)
    ) < 2:
        return False  # told in passing, so nothing else is meant by "the treaty"
    if mention.layer == "treaty_partner" and _of_another_paper(cluster, mention):
        return False
    if (mention.sub_type == "?" or mention.candidate.rule == "verdict") and cluster.mentions[0].sub_type.endswith(
        "closure"
    ):
        return False
    if mention.sub_type != "?" and mention.candidate.rule != "verdict" and family(mention) not in cluster.families:
        return False
    if (
        mention.candidate.rule == "refer"
        and not 0 <= mention.sentence - cluster.mentions[-1].sentence <= BACK_SENTENCES
    ):
        return False
    if _is_long_before(cluster.when, mention.when) or _is_long_before(mention.when, cluster.when):
        return False
    same = _is_same_thing(cluster, mention)
    return same or _same_tour(cluster, mention) or _is_same_again(cluster, mention) or (
        (mention.title or (mention.mode == "planned") == (cluster.mode == "planned"))
        and overlap(mention.when, cluster.when) and _places_fit(cluster, mention) and _parties_fit(cluster, mention)
    )  # fmt: skip


def _of_another_paper(cluster: Cluster, mention: Mention) -> bool:
    """Whether both name what is left or joined, and not the same: the court, and ECOWAS in January."""
    if mention.candidate.rule not in ("leave bloc", "accede"):
        return False
    here = _named_blocs(mention)
    there = {name for m in cluster.mentions for name in _named_blocs(m)}
    return bool(here and there and not here & there)


def _named_blocs(mention: Mention) -> set[str]:
    return {x.text for t in mention.candidate.themes for x in t.subtree if x.pos_ == "PROPN"}


def _is_told_by(cluster: Cluster, mention: Mention) -> bool:
    """Whether another verb tells it with its own noun: "met for a fourth round of talks" is one meeting."""
    token = mention.candidate.trigger
    return any(m.candidate.trigger in token.ancestors for m in cluster.mentions)


def _is_same_thing(cluster: Cluster, mention: Mention) -> bool:
    """Whether one noun is what both tell of: "shot down a drone that had strayed over the line"."""
    if mention.sub_type == "air_defence_response" and cluster.mentions[0].sub_type == mention.sub_type:
        return any(_is_aim(mention, m) for m in cluster.mentions)
    if mention.layer != "airspace_incursion":
        return False
    if (mention.candidate.rule == "verdict" or _points_back(mention)) and 0 <= mention.sentence - cluster.mentions[
        -1
    ].sentence <= BACK_SENTENCES:
        return overlap(mention.when, cluster.when)
    same = [m for m in cluster.mentions if m.sentence == mention.sentence]
    if not any(m.candidate.trigger.dep_ == "relcl" for m in (mention, *same)):
        return False
    told = {t.i for m in same for t in m.candidate.themes}
    return bool(told & {t.i for t in mention.candidate.themes})


def _is_aim(aim: Mention, act: Mention) -> bool:
    """“Took off to escort a bomber”: the escort is what they took off for."""
    step = aim.candidate.trigger
    return act.candidate.trigger in step.ancestors and step.dep_ in ("advcl", "xcomp") and step.tag_ == "VB"


def _points_back(mention: Mention) -> bool:
    """“The aircraft”, “the quadcopter”: what was told right before."""
    things = mention.candidate.themes
    return any(
        t.lemma_.lower() in words("the_thing")
        and t.tag_ in ("NN", "NNP")
        and [c.lower_ for c in t.children if c.i < t.i] == ["the"]
        for t in things
    )


def _is_same_again(cluster: Cluster, mention: Mention) -> bool:
    """Whether "the manoeuvres end on Tuesday" tells more of what began before."""
    if (
        not mention.definite
        or (mention.where and mention.best_place is not None)
        or mention.layer == "airspace_incursion"
    ):
        return False
    a, b = mention.when.start, cluster.when.start
    near = a is None or b is None or abs((a - b).days) <= AGAIN_DAYS
    return near and set(mention.codes) <= set(cluster.codes)


def _places_fit(cluster: Cluster, mention: Mention) -> bool:
    here, there = mention.best_place, cluster.best_place
    if here is None or there is None or min(here.score, there.score) < OWN:
        return True
    return compatible(here.place, there.place)


def _same_tour(cluster: Cluster, mention: Mention) -> bool:
    """Whether both are stops of one visit: the same guest in the same country within days."""
    here, there = mention.best_place, cluster.best_place
    if (
        here is None
        and mention.candidate.rule == "host"
        and any(m.sentence == mention.sentence for m in cluster.mentions)
    ):
        here = there  # "flew to Algiers on Thursday and was received by the president on Friday"
    if "visit" not in {mention.sub_type, *(m.sub_type for m in cluster.mentions)} or here is None or there is None:
        return False
    if here.place.iso3 is None or here.place.iso3 != there.place.iso3 or not _parties_fit(cluster, mention):
        return False
    a, b = mention.when.start, cluster.when.start
    return a is None or b is None or abs((a - b).days) <= TOUR_DAYS


def _parties_fit(cluster: Cluster, mention: Mention) -> bool:
    if mention.layer == "airspace_incursion":
        here, there = _targets(mention), {c for m in cluster.mentions for c in _targets(m)}
        return not here or not there or bool(here & there)
    ours, theirs = set(mention.codes), set(cluster.codes)
    if not ours or not theirs:
        kinds = {mention.sub_type, *(m.sub_type for m in cluster.mentions)}
        launched = mention.layer == "deployment" and "operation" in kinds and len(kinds) > 1
        return mention.title or not launched or not (ours or theirs)
    if mention.layer == "meeting" and _is_host_alone(mention, cluster):
        return True
    both = mention.layer in ("meeting", "treaty_partner") and len(ours) > 1 and len(theirs) > 1
    return len(ours & theirs) > (1 if both else 0)


def _is_host_alone(mention: Mention, cluster: Cluster) -> bool:
    """Whether only the country is named where the others met: "Qatar has hosted the talks"."""
    at = mention.best_place or cluster.best_place
    return at is not None and (mention.codes == [at.place.iso3] or cluster.codes == [at.place.iso3])


def _targets(mention: Mention) -> set[str]:
    """Country that an incursion was into."""
    at = mention.best_place
    if at is not None and at.place.iso3:
        return {at.place.iso3}
    return {c for c in mention.others if c not in mention.agents}


def _is_long_before(state: Timing, event: Timing) -> bool:
    """Whether one goes on since long before the other happened: troops there since 2021, and others sent last week."""
    if not state.ongoing or event.ongoing or state.start is None or event.start is None:
        return False
    return event.prec is not None and event.prec <= 4 and (event.start - state.start).days > LONG_DAYS


def _weight(when: Timing) -> float:
    return when.strength + 0.4 * (5 - (when.prec or 9))


def _exactness(option: Option) -> float:
    return option.score + FINE.get(option.prec, 0.0)
