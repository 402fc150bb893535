"""Article in, draft events out, each with its evidence: who, what, where, when, and what is unsure.

The path: the article is parsed (:mod:`geo.extract.parse`) and its words get classes, places and dates
(:mod:`geo.extract.reading`); the rules of each layer find words that tell events (:mod:`~geo.extract.incursions`,
:mod:`~geo.extract.closures`, :mod:`~geo.extract.treaties`, :mod:`~geo.extract.relations`,
:mod:`~geo.extract.deployments`, :mod:`~geo.extract.postings`, :mod:`~geo.extract.meetings`,
:mod:`~geo.extract.gatherings`); what is denied or only wished for falls away (:mod:`~geo.extract.modality`); mentions
of one event are put together (:mod:`~geo.extract.merge`) and settled into a draft (:mod:`~geo.extract.build`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from geo.article import Article
from geo.dates import read_dates
from geo.extract.act import Act
from geo.extract.build import build
from geo.extract.candidate import Candidate
from geo.extract.cause import with_causes
from geo.extract.closures import closures
from geo.extract.deployments import deployments
from geo.extract.draft import Draft, is_adrift
from geo.extract.echo import echoes
from geo.extract.incursions import incursions
from geo.extract.inherit import inherit_parties
from geo.extract.labels import blanked, find_labels
from geo.extract.lexicon import words
from geo.extract.meetings import meetings
from geo.extract.mend import mend
from geo.extract.mention import Mention, read_mention
from geo.extract.merge import merge, split_places
from geo.extract.parse import parse, parser
from geo.extract.places import find_places
from geo.extract.reading import Reading
from geo.extract.relations import relations
from geo.extract.story import Story
from geo.extract.treaties import treaties
from geo.extract.who import Who
from geo.extract.worth import is_worth

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Draft", "extract", "parser"]

LAYERS = (incursions, closures, meetings, treaties, relations, deployments)
MAX_DRAFTS = 99
"""Most drafts of one article."""


def extract(article: Article, published: date | None = None) -> list[Draft]:
    """Read an article into draft events.

    Parameters
    ----------
    article : Article
    published : date, optional
        The day it was published; the article's own if it says one. Without either, dates without a year stay unknown.

    Returns
    -------
    list of Draft
        In the order the article tells them; evidence offsets count characters of ``article.text``.
    """
    story, mentions = read_story(article, published or article.published)
    story.clusters = merge(mentions)
    parts = [part for cluster in story.clusters for part in split_places(cluster)]
    worth = [cluster for cluster in parts if is_worth(story, cluster)][:MAX_DRAFTS]
    drafts = (build(story, cluster, number) for number, cluster in enumerate(worth, 1))
    return with_causes([draft for draft in drafts if not is_adrift(draft)])


def read_story(article: Article, published: date | None) -> tuple[Story, list[Mention]]:
    """Parse an article and find what may be mentions of events."""
    text, line = article.text, article.dateline
    if line and line.place and line.place.text in words("calendar"):
        line = None  # "Monday, 1 October." heads a digest
    begin, end = (line.start, line.end) if line else (0, 0)
    labels = find_labels(text[end:], end)
    doc = parse(blanked(text, [(begin, end), *((label.start, label.end) for label in labels)]))
    town = line.place.text if line and line.place else None
    named = [
        t
        for t in find_places(text, doc, article.publisher, town)
        if not any(b.start <= t.start < b.end for b in labels)
    ]
    dates = [d for d in read_dates(text, published) if not begin <= d.start < end]
    mend(doc, named, dates)
    dateline = next((t for t in named if begin <= t.start < end and t.place is not None), None) or _place_line(
        text, named
    )
    reading = Reading(
        text, doc, [t for t in named if not begin <= t.start < end],
        dates, published,
    )  # fmt: skip
    reading.dateline, reading.labels = dateline, labels
    story = Story(reading, article.sha256, source=article.sha256[:12], dateline=dateline)
    story.publisher = _publisher(text, named)
    who = Who(reading, home=story.home)
    mentions = [m for c in _candidates(reading, who) if (m := read_mention(reading, who, c)) is not None]
    inherit_parties(mentions, who)
    return story, mentions


PLACE_LINE = re.compile(r"^[^\n]{3,60}\d{4}[^\n]{0,3}$", re.M)


def _place_line(text: str, named: list[Any]) -> Any:
    """The town of a line like "Yerevan, 22 August 2025" above a release's body."""
    line = PLACE_LINE.search(text, 0, 400)
    towns = [
        t for t in named if line and t.start == line.start() and t.kind == "city" and text[t.end : t.end + 1] == ","
    ]
    return towns[0] if towns else None


def _publisher(text: str, named: list[Any]) -> str | None:
    """The one country of the line below the title that says who published it, and when."""
    line = PLACE_LINE.search(text, text.find("\n") + 1, 400) if "\n" in text else None
    codes = {t.iso3 for t in named if line and line.start() <= t.start < line.end() and t.iso3}
    return codes.pop() if len(codes) == 1 else None


def _candidates(reading: Reading, who: Who) -> Iterator[Candidate]:
    """What the rules find; a noun that a verb of the same layer has as its theme is no event beside it."""
    found: list[Candidate] = []
    for token in reading.doc:
        act = Act(reading, who, token)
        found += [c for layer in LAYERS for c in layer(act)] or echoes(act, found)
    themes = {(c.layer, t.i) for c in found for t in c.themes if t.i != c.trigger.i}
    pledges = {
        t.i for c in found if c.rule == "agree to" for x in c.trigger.children if x.dep_ == "xcomp" for t in x.subtree
    }
    moves = {c.trigger.i for c in found if c.layer == "deployment"}
    for candidate in found:
        if candidate.rule == "deploy" and _is_purpose(candidate.trigger, moves):
            continue  # "are to arrive next week to reinforce the battalion"
        if (candidate.layer, candidate.trigger.i) not in themes and candidate.trigger.i not in pledges:
            yield candidate


def _is_purpose(verb: Token, moves: set[int]) -> bool:
    """Whether a verb only says what forces told of beside it are moved for."""
    return verb.dep_ in ("advcl", "xcomp") and verb.tag_ == "VB" and verb.head.i in moves
