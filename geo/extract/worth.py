"""Whether a cluster of mentions is an event worth a draft: told as one, and told enough of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.extract.merge import Cluster
    from geo.extract.story import Story

THREATS = frozenset({"drone", "drone_swarm", "balloon", "missile", "unidentified", "jamming_noun"})
"""Without any of these in the article, a closed airport is weather or a burst tyre."""
STATES = ("presence", "keep base", "train", "training", "lead")
"""Rules of what goes on for long: worth telling without a date, where the forces are not at home."""
PAIRED = ("bilateral_cooperation", "infrastructure", "arms_transfer")
"""Relations: between two, or none."""
OPEN_TO_MANY = frozenset({"summit", "consultation", "multilateral"})


def is_worth(story: Story, cluster: Cluster) -> bool:
    """Whether a draft is made of it."""
    if _never(story, cluster):
        return False
    if _always(cluster):
        return True
    mentions = cluster.mentions
    dated = cluster.when.known or story.date_beside(cluster).known
    if all(m.title for m in mentions) or (all(m.generic for m in mentions) and not cluster.when.known):
        return False
    if all(m.candidate.weak for m in mentions):
        return dated and (cluster.best_place is not None or len(cluster.codes) > 1)
    return cluster.when.known or cluster.best_place is not None or bool(cluster.codes)


def _never(story: Story, cluster: Cluster) -> bool:
    kind = cluster.mentions[0].sub_type
    if kind == "airport_closure" and not any(k & THREATS for k in story.reading.nouns):
        return True
    return (kind in PAIRED and len(cluster.codes) < 2) or (cluster.layer == "meeting" and _nobody(cluster))


def _nobody(cluster: Cluster) -> bool:
    """Whether a meeting has neither place nor date nor two who met."""
    if cluster.best_place is not None or len(cluster.codes) > 1 or cluster.when.known:
        return False
    kinds = {m.sub_type for m in cluster.mentions}
    hosted = any(m.title or m.candidate.rule == "host" or _hosts(m.candidate.frame.light) for m in cluster.mentions)
    return not kinds & OPEN_TO_MANY and not hosted


def _hosts(verb: object) -> bool:
    return verb is not None and verb.lemma_ == "host"  # type: ignore[attr-defined]


def _always(cluster: Cluster) -> bool:
    rules = {m.candidate.rule for m in cluster.mentions}
    if rules == {"treaty between"}:
        return any(m.definite for m in cluster.mentions)
    if "agree to" in rules and len(cluster.codes) > 1:
        return True
    if cluster.mentions[0].sub_type == "mercenaries" and cluster.mentions[0].codes:
        return True
    at = cluster.best_place
    return bool(rules & set(STATES)) and at is not None and any(c != at.place.iso3 for c in cluster.codes)
