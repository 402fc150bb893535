"""Settles where an event happened: a place of its own clause, else what the words beside it allow, never more exact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.extract.refine import finer_place
from geo.extract.spot import Spot, country_ref, inferred_ref, option_ref
from geo.extract.stand_in import WAYS

if TYPE_CHECKING:
    from geo.extract.merge import Cluster
    from geo.extract.story import Story

__all__ = ["Spot", "settle_place"]

OPENING = 1
"""Sentences after the first of the body in which an event is still what the dateline is about."""
BUYING = ("buy", "purchase", "acquire", "receive", "order", "procure", "import", "pay", "take")


def settle_place(story: Story, cluster: Cluster, sub_type: str, unsure: list[str]) -> Spot:
    """The places of a cluster."""
    if sub_type == "arms_transfer":
        return _transfer(cluster)
    if sub_type == "call":
        return Spot(tuple(country_ref(c, "to" if n else "from") for n, c in enumerate(cluster.codes[:2])))
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
    return Spot((option_ref(finer, cluster),), finer.prec, "place named beside the event, not in its clause")


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
    return Spot(tuple(option_ref(o, cluster) for o in [at, *beside][:4]), at.prec)


def _hosted(story: Story, cluster: Cluster) -> Spot | None:
    """The host's country."""
    if cluster.layer != "meeting":
        return None
    hosts = [c for m in cluster.mentions if _is_hosting(m) for c in m.agents]
    if not hosts or (hosts[0] == story.home and _opens(story, cluster)):
        return None
    return Spot((country_ref(hosts[0]),), 6, "place taken from the host")


def _beside(story: Story, cluster: Cluster) -> Spot | None:
    """The place of the event told in the same clause: signed at a meeting."""
    at = story.place_beside(cluster)
    if (
        at is None
        or cluster.layer not in ("meeting", "treaty_partner")
        or cluster.mentions[0].sub_type not in ("treaty_signed", "bilateral", "visit", "negotiation", "ceremony")
    ):
        return None
    return Spot((option_ref(at, cluster, "inferred"),), at.prec, "place taken from the event told with it")


def _dateline(story: Story, cluster: Cluster) -> Spot | None:
    """The dateline's place, for meetings and acts of parliament that the article opens with."""
    line = story.dateline
    if line is None or not _opens(story, cluster):
        return None
    ratified = cluster.mentions[0].sub_type == "treaty_ratified" and line.iso3 in cluster.codes
    if not (cluster.layer == "meeting" or ratified):
        return None
    place = line.place
    ref = inferred_ref(place)
    return Spot((ref,), 6 if place.kind == "country" else 1, "place taken from the dateline")


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
    ends = (
        *(country_ref(c, "from", "stated") for c in givers[:1]),
        *(country_ref(c, "to", "stated") for c in takers[:2]),
    )
    if at is None or at.place.kind not in ("city", "airport", "site"):
        return Spot(ends)
    return Spot((option_ref(at, cluster), *ends), at.prec)
