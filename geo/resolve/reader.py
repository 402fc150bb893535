"""The path of a piece of text: names found, places chosen, answers scored, the best that do not overlap."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from geo.resolve.choose import CONTEXT, STATIC, Field, choose, make_field
from geo.resolve.doubts import left_by_doubts
from geo.resolve.judge import place_cues
from geo.resolve.units import Unit, make_units
from geo.toponym.cues import Cues, cues_of
from geo.toponym.index import Floats, Index
from geo.toponym.model import Model, chance, logit
from geo.toponym.scene import Scene, survey
from geo.toponym.spans import Span, find_spans
from geo.toponym.tokens import LOWER, tokenise

LEAST_CHANCE = 0.02
"""Stretches less likely a name than this are dropped before places are chosen."""
SURE = 0.85
"""Score from which on an answer helps to read the next piece of a long text."""
IN_NAME = 0.8
"""What is lost of the score of a name within a longer one that is surely a name."""
ABOARD = frozenset({"before vessel", "before vessel C", "among ships"})
SURE_WORDS, SURE_WORD = 0.9, 0.75
"""Least scores of hand-written names of several words, and of one word that is nothing else."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A stretch that is taken for a place name."""

    number: int
    """Of the stretch among those read."""
    row: int
    """Of its place in the field."""
    score: float


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

    def told(self, answers: Sequence[Answer]) -> frozenset[int]:
        """Numbers of the units that are answers or hints."""
        if self.field is None or self.unit_of is None:
            return frozenset()
        hints = (number for number, unit in enumerate(self.field.units) if not unit.spans)
        return frozenset([*(self.unit_of[id(self.spans[a.number])] for a in answers), *hints])


class Reader:
    """Reads pieces of text with one index and one set of weights."""

    def __init__(self, index: Index, model: Model):
        self.index, self.model = index, model
        self._first = np.array([model.first_choice.get(n, 0.0) for n in STATIC])
        self._raw = [raw for raw, _ in model.calibration]
        self._right = [right for _, right in model.calibration]
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

    def anchors(self, read: Read, answers: Sequence[Answer]) -> dict[str, Unit]:
        """What a piece of text was sure of, by name, as hints for the next one."""
        found = {}
        for answer in answers:
            if answer.score >= SURE and read.field is not None:
                name = read.spans[answer.number].name
                row = int(read.field.rows[answer.row])
                found[name.key] = Unit(self.index.only(name, row), weight=answer.score)
        return found

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
                cues = place_cues(read.field, read.places, read.features, row)
                cues["country sure"] = self._country_sure(read, unit, row)
                made[unit] = row, cues
            row, more = made[unit]
            told = {"in a likely name": held[number], "chance": read.chances[number]}
            yield number, row, read.cues[number] | more | told

    def _country_sure(self, read: Read, unit: int, row: int) -> float:
        """How likely the country of a chosen place is the right one, whichever of its places is."""
        assert read.field is not None
        assert read.places is not None
        at = slice(int(read.field.begin[unit]), int(read.field.begin[unit]) + len(read.field.units[unit].name.rows))
        country = self.index.country[read.field.rows[at]]
        own = self.index.country[read.field.rows[row]]
        return float(read.places[at][country == own].sum() if own >= 0 else read.places[row])

    def score(self, read: Read, number: int, cues: Cues) -> float:
        """How likely an answer is right, before it is calibrated."""
        score = chance(logit(self.model.judge, cues))
        score *= left_by_doubts(cues)
        score *= 1.0 - IN_NAME * cues["in a likely name"]
        return max(score, least_score(read.scene, read.spans[number], cues))

    def read(self, text: str, hints: Sequence[Unit] = ()) -> tuple[Read, list[Answer]]:
        """A piece of text on the end of its way, and the best answers that do not overlap, in the order of the text."""
        read = self.find(text)
        self.place(read, hints)
        scored = [Answer(n, row, self.score(read, n, cues)) for n, row, cues in self.judge(read)]
        return read, self._select(read, scored)

    def _select(self, read: Read, scored: list[Answer]) -> list[Answer]:
        taken: set[int] = set()
        chosen = []
        for answer in sorted(scored, key=lambda a: -self._worth(read.spans[a.number], a.score)):
            span = read.spans[answer.number]
            score = self.calibrated(answer.score)
            if score < self.model.threshold or any(k in taken for k in range(span.first, span.last)):
                continue
            taken.update(range(span.first, span.last))
            chosen.append(Answer(answer.number, answer.row, score))
        return sorted(chosen, key=lambda a: read.spans[a.number].first)

    @staticmethod
    def _worth(span: Span, score: float) -> float:
        words = span.last - span.first
        return score * (1.0 + 0.25 * min(words - 1, 3)) + (2.0 if span.name.curated and words > 1 else 0.0)

    def calibrated(self, raw: float) -> float:
        """The share of answers of a raw score that were right on texts held out."""
        if not self._raw:
            return raw
        at = min(max(bisect_right(self._raw, raw), 1), len(self._raw) - 1)
        low, high = self._raw[at - 1], self._raw[at]
        share = (min(max(raw, self._raw[0]), self._raw[-1]) - low) / (high - low)
        return self._right[at - 1] + share * (self._right[at] - self._right[at - 1])


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
    if not span.name.curated or cues["in a likely name"] > 0.5 or cues.keys() & ABOARD:
        return 0.0
    if "chosen city" in cues and "no country voice" in cues and "country told" not in cues:
        return 0.0
    lexicon, words = scene.index.lexicon, span.last - span.first
    if (words > 1 and scene.tokens.shape[span.last - 1] != LOWER) or span.name.key in lexicon.lower_case_names:
        return SURE_WORDS
    key = span.name.key
    named = "before word the" in cues or "before word river" in cues
    doubtful = key in lexicon.classes or any(key in group for group in (lexicon.words, lexicon.given, lexicon.surnames))
    beside = any(f"{n} capitalised {side}" in cues for n in (1, 2) for side in ("before", "after"))
    plain = len(key) > 3 and (named or not doubtful) and not beside and "ever person" not in cues
    return SURE_WORD if words > 1 or span.name.acronym or plain else 0.0


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
