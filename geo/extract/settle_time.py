"""Settles when an event happened, from its mentions, from what stands beside it, or from the article's own date."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from geo.event import DAYS_OF_PRECISION
from geo.extract.clause import distance
from geo.extract.offset import shifted
from geo.extract.when import UNKNOWN, Timing, reported_on, window

if TYPE_CHECKING:
    from geo.extract.merge import Cluster
    from geo.extract.story import Story

WEEK, MONTH = 7, 30
CLOSING = ("end", "conclude", "finish", "wrap", "complete", "close")
"""Verbs after which the day named is the last."""
MAX_LENGTH = 40
"""Longest duration in days that an event's end is counted from."""


def settle_time(story: Story, cluster: Cluster, unsure: list[str]) -> Timing:
    """The window of a cluster, its precision as long as the window is."""
    own = _begun(story, cluster, cluster.when)
    if own.known:
        return legal(_with_length(story, cluster, own))
    if (off := next((m.off for m in cluster.mentions if m.off), None)) is not None:
        unsure.append("dated by how far off it is from what is told before it")
        base = story.date_before(cluster)
        if not base.known and story.reading.published is not None:
            base = Timing(*window(story.reading.published, WEEK))
        return legal(shifted(base, *off))
    if (beside := story.dated_beside(cluster)) is not None:
        unsure.append("no date of its own: that of the event told with it")
        return legal(replace(_with_length(story, beside, beside.when), basis="inferred"))
    if cluster.mode == "planned":
        unsure.append("no date")
        return UNKNOWN
    for mention in cluster.mentions:
        said = reported_on(story.reading, mention.sentence)
        if said is not None and said.date_start is not None and not mention.state:
            start, end, prec = window(said.date_start, WEEK)
            unsure.append("no date of its own: within the week before it was reported")
            return Timing(start, end, prec, "inferred", mention=said)
    if (before := story.date_before(cluster)).known:
        unsure.append("no date of its own: that of the event told before it")
        return legal(replace(before, basis="inferred"))
    published = story.reading.published
    if published is None or any(m.generic or m.state for m in cluster.mentions):
        unsure.append("no date")
        return UNKNOWN
    start, end, prec = window(published, MONTH)
    unsure.append("no date: within the month before the article")
    return Timing(start, end, prec, "inferred")


def _begun(story: Story, cluster: Cluster, when: Timing) -> Timing:
    """What is told to go on until a day: since the event told before, else since it was reported."""
    published = story.reading.published
    if not when.closing or cluster.layer == "treaty_partner":
        return when
    if when.end is None or published is None or when.end <= published:
        return when
    return replace(when, start=published, basis="inferred", closing=False)


def legal(when: Timing) -> Timing:
    """An interval whose precision fits its length."""
    if when.start is None:
        return UNKNOWN
    end = when.end or when.start
    days = (end - when.start).days + 1
    prec = when.prec or 5
    low, high = DAYS_OF_PRECISION.get(prec, (1, None))
    if days < low or (high is not None and days > high):
        prec = window(end, days)[2]
    return replace(when, end=end, prec=prec)


def _with_length(story: Story, cluster: Cluster, when: Timing) -> Timing:
    """“Arrived on 15 January for a three-day visit”: the last day from the first, or the first from the last."""
    if when.prec != 1 or when.start is None or when.start != when.end or cluster.layer == "airspace_incursion":
        return when
    for mention in cluster.mentions:
        days = _length(story, mention.candidate.trigger)
        if days is None:
            continue
        light = mention.candidate.frame.light or mention.candidate.trigger
        span = timedelta(days=days - 1)
        if light.lemma_.lower() in CLOSING:
            return replace(when, start=when.start - span)
        return replace(when, end=when.start + span)
    return when


def _length(story: Story, trigger: object) -> int | None:
    """Days that a trigger is said to last: "three-day visit", "five days of manoeuvres"."""
    for i, mention in story.reading.date_at.items():
        token = story.reading.doc[i]
        if mention.type != "DURATION" or not mention.value.startswith("P") or not mention.value.endswith("D"):
            continue
        number = mention.value[1:-1]
        if number.isdigit() and 1 < int(number) <= MAX_LENGTH and distance(trigger, token) <= 1:  # type: ignore[arg-type]
            return int(number)
    return None
