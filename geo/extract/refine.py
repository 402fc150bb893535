"""The town, site or region that makes a country more exact: named beside the event, or in the article's title."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from geo.extract.clause import FAR, clause_head, detour, distance, is_apart
from geo.extract.lexicon import words
from geo.extract.where import NEARNESS, Option, climb, of_speaker, sets_scene

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.extract.merge import Cluster
    from geo.extract.reading import Reading
    from geo.extract.story import Story

EXACT = ("city", "site", "airport", "district", "region")
"""Kinds of places that lie in one country."""
NEXT = ("above", "over", "near")
"""Words that place the name right behind them."""
LEAST = 0.7
"""From this score on a place in the sentence that tells the event first is its place."""
OWN_CLAUSE = 2.2
"""The same in a sentence that comes back to the event."""


def finer_place(story: Story, cluster: Cluster, country: str) -> Option | None:
    """The place in a country that the event's sentences name, nearest first, else the title; None without one."""
    reading = story.reading
    shut = cluster.mentions[0].sub_type.endswith("closure")  # for which what fell near by is as good
    others = set() if shut else {m.candidate.trigger.i for c in story.clusters if c is not cluster for m in c.mentions}
    first = cluster.mentions[0].sentence
    found = [
        o for m in cluster.mentions for o in _beside(reading, m.sentence, country, m.candidate.trigger)
        if (m.sentence == first or o.score >= OWN_CLAUSE) and (o.score >= OWN_CLAUSE or not _is_of(reading, o, others))
    ]  # fmt: skip
    if not found and any(m.title or m.sentence <= reading.first_body + 2 for m in cluster.mentions):
        found = [o for n in range(reading.first_body) for o in _beside(reading, n, country, None)]
    return max(found, key=lambda option: option.score, default=None)


def _beside(reading: Reading, sentence: int, country: str, trigger: Token | None) -> Iterator[Option]:
    for token in reading.sentences[sentence]:
        mention = reading.place_at.get(token.i)
        if mention is None or mention.place is None or mention.kind not in EXACT or mention.iso3 != country:
            continue
        top, prep, owner = climb(token)
        before = _word_before(reading, mention.start)
        if before in NEXT:  # whatever the parser makes of "near the Sarala temple"
            prep = before
        elif not _places(top, prep, owner):
            continue
        if trigger is not None and (sets_scene(trigger, top) or is_apart(trigger, token)):
            continue
        near = 0 if trigger is None else distance(trigger, token)
        score = -1.0 if near == FAR else NEARNESS[near] - (detour(trigger, top) if trigger is not None else 0.0)
        if score >= LEAST:
            yield Option(mention, "at", score, prep, sentence, "inferred")


def _is_of(reading: Reading, option: Option, triggers: set[int]) -> bool:
    """Whether a place stands in the clause of another event."""
    token = next((reading.doc[i] for i, m in reading.place_at.items() if m is option.mention), None)
    return token is not None and clause_head(token).i in triggers


def _word_before(reading: Reading, start: int) -> str:
    """The last word before a name that is no article."""
    before = reading.text[max(start - 30, 0) : start].lower().split()
    return next((word for word in reversed(before) if word not in ("the", "a")), "")


def _places(top: Token, prep: str, owner: Token | None) -> bool:
    """Whether a name stands where places stand: "near Tartu", "hit Tartu's airport"; not "Tartu says"."""
    if of_speaker(top) or (owner is not None and owner.lemma_.lower() in words("speakers")):
        return False
    if prep == "object":
        return top.head.lemma_.lower() in words("object_verbs")
    return prep in words("placing") or prep in words("nearby") or prep in words("going")
