"""Finds the places a text names, says which place each means, how sure that is, and why.

The path: words (:mod:`geo.toponym.tokens`), stretches that spell a name of the gazetteer (:mod:`geo.toponym.spans`),
cues for and against each (:mod:`geo.toponym.cues`), the place each name means among all names of the text
(:mod:`geo.resolve.choose`), a calibrated score. No model but a few hundred named weights, no network.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from geo.gazetteer import TERMS, Place
from geo.resolve.choose import CONTEXT, STATIC, Field, choose, make_field
from geo.resolve.judge import place_cues
from geo.resolve.reasons import reason_for
from geo.resolve.units import Unit, make_units
from geo.toponym.cues import Cues, Scene, cues_of, survey
from geo.toponym.index import Floats, Index, load_index
from geo.toponym.model import Model, chance, load_model, logit
from geo.toponym.spans import Span, find_spans
from geo.toponym.tokens import LOWER, tokenise

LEAST_CHANCE = 0.02
"""Stretches less likely a name than this are dropped before places are chosen."""
CHUNK = 12_000
"""Characters read at once; longer texts are cut between paragraphs or sentences, so that time grows evenly."""
RUNNERS_UP = 4
DATELINE_WEIGHT, PUBLISHER_WEIGHT = 0.8, 0.4
"""How much the places of a known dateline and of a publisher's name count beside those of the text."""
PERSON = frozenset({"given name before surname", "given name before last unknown"})
AS_PERSON, IN_NAME = 0.5, 0.8
"""What is left of the score of a given name with a family name behind it ("Chad Kowalski"), and what is lost of that of
a name within a longer one that is surely a name."""
SURE_WORDS, SURE_WORD = 0.9, 0.75
"""Least scores of hand-written names of several words, and of one word that is nothing else."""
PREC = {"country": 6, "demonym": 6, "bloc": 6, "continent": 6, "region": 4, "district": 3, "sea": 7, "river": 5,
        "lake": 5, "area": 5}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Toponym:
    """One place name of a text, with the place it means."""

    start: int
    end: int
    text: str
    """``text[start:end]`` of the article."""
    kind: str
    """Kind of the place; ``demonym`` for a people or an adjective, which never places an event."""
    place: Place | None
    score: float
    """How likely name and place are right, between 0 and 1."""
    reason: str
    """One line on why this place."""
    alternatives: tuple[Place, ...]
    """Other places of the name, likelier ones first."""
    where_prec: int
    """UCDP precision of the place as told: 1 site or town, 2 near one, 3 district, 4 region, 5 vague, 6 country,
    7 sea."""

    @property
    def iso3(self) -> str | None:
        """Country of the place, None where there is none or several."""
        return self.place.iso3 if self.place else None


def geoparse(text: str, *, dateline: str | None = None, publisher: str | None = None) -> list[Toponym]:
    """Find the places a text names.

    Parameters
    ----------
    text
        An article or any other text.
    dateline
        Place the article was filed from, where it is known and not part of the text; a weak hint.
    publisher
        Who published it; a weak hint.

    Returns
    -------
    list of Toponym
        In the order of the text, never overlapping. What is too doubtful is left out.
    """
    reader = Reader(load_index(), load_model())
    hints = [*reader.hints(dateline, DATELINE_WEIGHT), *reader.hints(publisher, PUBLISHER_WEIGHT)]
    return [t for begin, end in _chunks(text) for t in reader.read(text[begin:end], begin, hints)]


@dataclass(slots=True)
class Read:
    """One piece of text on its way: what was found, and what was chosen for each stretch."""

    scene: Scene
    spans: list[Span]
    cues: list[Cues]
    chances: list[float]
    field: Field | None = None
    places: Floats | None = None
    features: Floats | None = None
    unit_of: dict[int, int] | None = None


class Reader:
    """Reads pieces of text with one index and one set of weights."""

    def __init__(self, index: Index, model: Model):
        self.index, self.model = index, model
        self._first = np.array([model.first_choice.get(n, 0.0) for n in STATIC])
        self._weights = np.array([model.choice.get(n, 0.0) for n in (*STATIC, *CONTEXT)])

    def find(self, text: str) -> Read:
        """The stretches that may be names, with their cues and chances."""
        tokens = tokenise(text)
        spans = find_spans(tokens, self.index)
        scene = survey(tokens, self.index)
        held = nested(spans)
        cues = [cues_of(span, scene, inner) for span, inner in zip(spans, held, strict=True)]
        chances = [chance(logit(self.model.recognise, c)) for c in cues]
        return Read(scene, spans, cues, chances)

    def hints(self, words: str | None, weight: float) -> list[Unit]:
        """The names in a dateline or a publisher's name, which take part in the choice and are no answers."""
        spans = find_spans(tokenise(words), self.index) if words else []
        inner = nested(spans)
        return [Unit(span.name, weight=weight) for span, held in zip(spans, inner, strict=True) if not held]

    def place(self, read: Read, hints: Sequence[Unit] = ()) -> None:
        """Choose a place for every stretch that is likely enough a name."""
        kept = [n for n, p in enumerate(read.chances) if p >= LEAST_CHANCE]
        read.spans = [read.spans[n] for n in kept]
        read.cues = [read.cues[n] for n in kept]
        read.chances = [read.chances[n] for n in kept]
        if not kept:
            return
        units = make_units(read.spans, read.chances)
        read.field = make_field([*units, *hints], self.index)
        read.places, read.features = choose(read.field, self.index, self._first, self._weights)
        read.unit_of = {id(span): number for number, unit in enumerate(units) for span in unit.spans}

    def judge(self, read: Read) -> Iterator[tuple[int, int, Cues]]:
        """Number of each stretch, row of its chosen place in the field, and all its cues."""
        if read.field is None or read.places is None or read.features is None or read.unit_of is None:
            return
        made: dict[int, tuple[int, Cues]] = {}
        held = holders(read.spans, read.chances)
        for number, span in enumerate(read.spans):
            unit = read.unit_of[id(span)]
            if unit not in made:
                begin = int(read.field.begin[unit])
                row = begin + int(np.argmax(read.places[begin : begin + len(span.name.rows)]))
                made[unit] = row, place_cues(read.field, read.places, read.features, row)
            row, more = made[unit]
            yield number, row, read.cues[number] | more | {"in a likely name": held[number]}

    def read(self, text: str, offset: int = 0, hints: Sequence[Unit] = ()) -> list[Toponym]:
        """The places a piece of text names."""
        read = self.find(text)
        self.place(read, hints)
        scored = [(n, row, self.score(read, n, cues)) for n, row, cues in self.judge(read)]
        return [self._toponym(read, n, row, score, offset) for n, row, score in self.select(read, scored)]

    def score(self, read: Read, number: int, cues: Cues) -> float:
        """How likely an answer is right, before it is calibrated."""
        score = chance(logit(self.model.judge, cues))
        if PERSON & cues.keys():
            score *= AS_PERSON
        score *= 1.0 - IN_NAME * cues["in a likely name"]
        return max(score, least_score(read.scene, read.spans[number], cues))

    def select(self, read: Read, scored: list[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
        """The best stretches that do not overlap, in the order of the text, with calibrated scores."""
        taken: set[int] = set()
        chosen = []
        for number, row, raw in sorted(scored, key=lambda s: -self._worth(read.spans[s[0]], s[2])):
            span = read.spans[number]
            score = self.calibrated(raw)
            if score < self.model.threshold or any(k in taken for k in range(span.first, span.last)):
                continue
            taken.update(range(span.first, span.last))
            chosen.append((number, row, score))
        return sorted(chosen, key=lambda c: read.spans[c[0]].first)

    @staticmethod
    def _worth(span: Span, score: float) -> float:
        words = span.last - span.first
        return score * (1.0 + 0.25 * min(words - 1, 3)) + (2.0 if span.name.curated and words > 1 else 0.0)

    def calibrated(self, raw: float) -> float:
        """The share of answers of a raw score that were right on texts held out."""
        points = self.model.calibration
        if not points:
            return raw
        xs, ys = zip(*points, strict=True)
        return float(np.interp(raw, xs, ys))

    def _toponym(self, read: Read, number: int, row: int, score: float, offset: int) -> Toponym:
        field, places = read.field, read.places
        assert field is not None
        assert places is not None
        assert read.unit_of is not None
        span, tokens = read.spans[number], read.scene.tokens
        unit = read.unit_of[id(span)]
        begin = int(field.begin[unit])
        order = np.argsort(-places[begin : begin + len(span.name.rows)], kind="stable") + begin
        place = self.index.place(field.rows[row])
        kind = place.kind
        start, end = tokens.start[span.first], tokens.end[span.last - 1]
        return Toponym(
            start + offset, end + offset, tokens.text[start:end], kind, place, round(score, 4),
            reason_for(read.scene, field, places, unit, row, span, self.index),
            tuple(self.index.place(field.rows[r]) for r in order[: RUNNERS_UP + 1] if r != row)[:RUNNERS_UP],
            _precision(read.scene, span, kind),
        )  # fmt: skip


def nested(spans: list[Span]) -> list[bool]:
    """Whether another stretch holds each one."""
    reach: dict[int, int] = {}
    for span in spans:
        reach[span.first] = max(reach.get(span.first, 0), span.last)
    longest = [(first, last) for first, last in sorted(reach.items())]
    held, furthest, at = {}, 0, 0
    for span in sorted(spans, key=lambda s: s.first):
        while at < len(longest) and longest[at][0] < span.first:
            furthest = max(furthest, longest[at][1])
            at += 1
        held[id(span)] = furthest >= span.last or reach[span.first] > span.last
    return [held[id(span)] for span in spans]


def least_score(scene: Scene, span: Span, cues: Cues) -> float:
    """What a hand-written name is worth at least, since it was written down for being known: "Oval Office"."""
    if not span.name.curated or cues["in a likely name"] > 0.5:
        return 0.0
    lexicon, words = scene.index.lexicon, span.last - span.first
    if (words > 1 and scene.tokens.shape[span.last - 1] != LOWER) or span.name.key in lexicon.lower_case_names:
        return SURE_WORDS
    key = span.name.key
    plain = key in lexicon.words and "before word the" not in cues
    doubtful = plain or key in lexicon.given or key in lexicon.surnames or key in lexicon.classes
    beside = any(f"{n} capitalised {side}" in cues for n in (1, 2) for side in ("before", "after"))
    if words > 1 or (len(key) > 3 and not doubtful and not beside and "ever person" not in cues):
        return SURE_WORD
    return 0.0


def holders(spans: list[Span], chances: list[float]) -> list[float]:
    """How likely a name the likeliest longer stretch around each one is; 0 where there is none."""
    around: dict[int, list[int]] = {}
    for n, span in enumerate(spans):
        for word in range(span.first, span.last):
            around.setdefault(word, []).append(n)
    found = []
    for span in spans:
        longer = [
            chances[n] for n in around[span.first]
            if spans[n].first <= span.first and spans[n].last >= span.last
            and spans[n].last - spans[n].first > span.last - span.first
        ]  # fmt: skip
        found.append(max(longer, default=0.0))
    return found


def _precision(scene: Scene, span: Span, kind: str) -> int:
    prec = PREC.get(kind, 1)
    i, lexicon = span.first, scene.index.lexicon
    before = scene.tokens.key[i - 1] if i and scene.tokens.gap[i] == " " else ""
    if prec == 1 and before in lexicon.near:
        return 2
    if kind == "country" and before in lexicon.partial:
        return 5
    return prec


def _chunks(text: str) -> Iterator[tuple[int, int]]:
    """Pieces of a long text, cut at a paragraph, else a sentence, else a blank."""
    begin = 0
    while len(text) - begin > CHUNK:
        middle, end = begin + CHUNK // 2, begin + CHUNK
        for mark in ("\n", ". ", " "):
            at = text.rfind(mark, middle, end)
            if at >= 0:
                end = at + len(mark)
                break
        yield begin, end
        begin = end
    yield begin, len(text)


__all__ = ["TERMS", "Reader", "Toponym", "geoparse"]
