"""Whether a cluster of mentions is an event worth a draft: told as one, and told enough of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.extract.merge import Cluster
    from geo.extract.story import Story

STATES = ("presence", "keep base", "train", "training", "lead")
"""Rules of what goes on for long: worth telling without a date, where the forces are not at home."""
PAIRED = ("bilateral_cooperation", "infrastructure", "arms_transfer")
"""Relations: between two, or none."""
NEAR_PLACE = 0.8
"""From this score on a place elsewhere in the sentence is that of a closure."""
OWN_DATE = 3.5
"""From this strength on a date makes an event of a noun that names one only by itself."""
FOLLOWS = 2
"""Sentences after an incursion in which traffic halted nearby was halted by it."""
OLD_DAYS, HISTORY_DAYS = 300, 8 * 365
OPEN_TO_MANY = frozenset({"summit", "consultation", "multilateral"})


def is_worth(story: Story, cluster: Cluster) -> bool:
    """Whether a draft is made of it."""
    if _never(story, cluster):
        return False
    if _always(cluster):
        return True
    mentions = cluster.mentions
    dated = cluster.when.known or story.dated_beside(cluster) is not None
    if all(m.title for m in mentions) or (all(m.generic for m in mentions) and not cluster.when.known):
        return False
    if all(m.candidate.weak for m in mentions):
        if mentions[0].sub_type == "arms_transfer" and not any(m.generic for m in mentions):
            return True  # between two, or it would not be here
        if kind_shut(cluster) and _follows(story, cluster):
            return True
        if kind_shut(cluster) and any(o.role == "at" and o.score > NEAR_PLACE for o in cluster.places):
            return dated
        own = cluster.when.strength >= OWN_DATE and (bool(cluster.codes) or _opens_at_dateline(story, cluster))
        return dated and (own or cluster.best_place is not None or len(cluster.codes) > 1)
    told = cluster.when.known or cluster.best_place is not None or bool(cluster.codes)
    return told or (kind_shut(cluster) and _follows(story, cluster))


def _follows(story: Story, cluster: Cluster) -> bool:
    """Whether an incursion is told in the sentences before, or in the same: "flights were halted"."""
    told = {
        m.sentence for other in story.clusters if other.layer == cluster.layer and not kind_shut(other)
        for m in other.mentions if not m.generic and other.mode == "occurred"
    }  # fmt: skip
    near = [m.sentence - back for m in cluster.mentions for back in range(FOLLOWS + 1)]
    return cluster.mode == "occurred" and bool(told.intersection(near))


def _opens_at_dateline(story: Story, cluster: Cluster) -> bool:
    """Whether an article that says where it was written opens with the meeting."""
    opening = any(m.sentence == story.reading.first_body for m in cluster.mentions)
    return cluster.layer == "meeting" and story.dateline is not None and opening


def kind_shut(cluster: Cluster) -> bool:
    """Whether it is a closure."""
    return cluster.mentions[0].sub_type.endswith("closure")


def _never(story: Story, cluster: Cluster) -> bool:
    kind = cluster.mentions[0].sub_type
    if kind == "airport_closure" and not story.reading.is_hostile:
        return True  # weather, or a burst tyre
    if _is_old_picture(story, cluster) or _is_history(story, cluster):
        return True
    if {m.candidate.rule for m in cluster.mentions} == {"presence"} and _is_own(cluster):
        return True
    if cluster.layer == "meeting" and (_is_at_home(cluster) or _is_only_hoped_for(cluster)):
        return True
    return (kind in PAIRED and len(cluster.codes) < 2) or (cluster.layer == "meeting" and _nobody(cluster))


def _is_history(story: Story, cluster: Cluster) -> bool:
    """Whether it is told as history: it ended years before the article."""
    when, published = cluster.when, story.reading.published
    return bool(published and when.end and not when.ongoing and (published - when.end).days > HISTORY_DAYS)


def _is_old_picture(story: Story, cluster: Cluster) -> bool:
    """Whether only a caption tells it, of a picture from the archive."""
    start, published = cluster.when.start, story.reading.published
    if cluster.layer == "meeting" or not all(story.reading.in_caption(m.candidate.trigger.i) for m in cluster.mentions):
        return False
    return start is None or published is None or (published - start).days > OLD_DAYS


def _is_own(cluster: Cluster) -> bool:
    """Whether forces are said to be where they belong: "the junta kept its gendarmes in Conakry"."""
    at = cluster.best_place
    return at is not None and bool(at.place.iso3) and set(cluster.codes) <= {at.place.iso3}


def _is_only_hoped_for(cluster: Cluster) -> bool:
    """“They agreed to meet again”: ahead, and neither when nor where."""
    return cluster.mode == "planned" and not cluster.when.known and cluster.best_place is None


def _is_at_home(cluster: Cluster) -> bool:
    """Whether those who meet are of one country, in that country: no meeting of states."""
    at = cluster.best_place
    if at is None and any(m.sub_type == "visit" for m in cluster.mentions):
        return False  # a visit is abroad, wherever
    states = {*cluster.codes, *([at.place.iso3] if at is not None and at.place.iso3 else [])}
    kinds = {m.sub_type for m in cluster.mentions}
    if "call" in kinds and any(m.candidate.others for m in cluster.mentions):
        return False  # with somebody whose country is not said
    hosted = any(m.candidate.rule == "host" or _hosts(m.candidate.frame.light) for m in cluster.mentions)
    return (
        len(states) == 1 and bool(cluster.codes) and kinds <= {"bilateral", "visit", "call", "ceremony"} and not hosted
    )


def _nobody(cluster: Cluster) -> bool:
    """Whether a meeting has neither place nor date nor two who met."""
    if cluster.best_place is not None or len(cluster.codes) > 1 or cluster.when.known:
        return False
    kinds = {m.sub_type for m in cluster.mentions}
    hosted = any(m.title or m.candidate.rule == "host" or _hosts(m.candidate.frame.light) for m in cluster.mentions)
    return not kinds & OPEN_TO_MANY and not hosted


def _hosts(verb: object) -> bool:
    return verb is not None and verb.lemma_ in ("host", "play")  # type: ignore[attr-defined]


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
