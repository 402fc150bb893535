"""Trains the reader's weights in the order it uses them: names, places, answers."""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.reading.corpora import Doc
from benchmarks.reading.learn import logistic, ranker, rising
from geo.geoparse import Toponym, read_with
from geo.resolve.choose import CONTEXT, ROUNDS, STATIC, context, make_field, share_out
from geo.resolve.reader import Read, Reader
from geo.resolve.units import make_units
from geo.toponym.cues import Cues
from geo.toponym.index import TERMS, load_index
from geo.toponym.model import Model, chance, logit
from geo.toponym.spans import Span

RIGHT_KM = 161.0
EMPTY = Model({}, {}, {}, {}, (), 0.0)
THRESHOLD = 0.45
BELIEFS = {
    "given name before surname": -3.0, "given name before last unknown": -2.0, "plain word opens sentence": -2.0,
    "mark after $": -4.0, "the town alone": -2.0, "before vessel": -2.0, "after vessel": -1.0,
}  # fmt: skip
"""What we hold of cues that the corpora hold few cases of; weights are drawn to these instead of to nothing."""
INDEX = load_index()


def km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance."""
    a, b, c, d = map(math.radians, (lat1, lon1, lat2, lon2))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(h)))


@dataclass
class Case:
    """A document read up to its cues, with the gold of each stretch."""

    doc: Doc
    read: Read
    gold: list[dict | None]
    """The gold that overlaps each stretch most."""
    label: list[float | None]
    """1 a name, 0 none, None neither."""


def make_case(doc: Doc) -> Case:
    """Read a document without weights and label its stretches."""
    read = Reader(INDEX, EMPTY).find(doc.text)
    bounds = [(read.scene.tokens.start[s.first], read.scene.tokens.end[s.last - 1]) for s in read.spans]
    exact = {(g["start"], g["end"]) for g in doc.gold}
    met = {b for b in bounds if _exact(b, exact)}
    gold, label = [], []
    for span, bound in zip(read.spans, bounds, strict=True):
        best = max(doc.gold, key=lambda g: _overlap(bound, g), default=None)
        if best is None or _overlap(bound, best) <= 0:
            free = any(min(e, bound[1]) > max(s, bound[0]) for s, e in doc.ignore)
            gold.append(None)
            label.append(None if free or (doc.corpus == "news" and span.name.kind in TERMS) else 0.0)
            continue
        gold.append(best)
        label.append(_label(span, bound, best, met, exact))
    return Case(doc, read, gold, label)


def _exact(bound: tuple[int, int], gold: set[tuple[int, int]]) -> bool:
    return any((bound[0], bound[1] + d) in gold for d in (0, 1))


def _overlap(bound: tuple[int, int], gold: dict) -> int:
    return min(bound[1], gold["end"]) - max(bound[0], gold["start"])


def _label(span: Span, bound: tuple[int, int], gold: dict, met: set, exact: set) -> float | None:
    if gold["lat"] is None:
        return None if bound in met else 0.0
    if bound in met:
        return 1.0
    if any(_overlap(other, gold) > 0 for other in met):
        return None if bound[1] - bound[0] < gold["end"] - gold["start"] else 0.0
    return 1.0 if any(right(row, gold) for row in span.name.rows) else 0.0


def right(row: int, gold: dict) -> bool:
    """Whether a place is the gold's."""
    if gold["lat"] is None:
        return False
    if INDEX.country[row] >= 0 and gold.get("iso3") == INDEX.countries[INDEX.country[row]] and (
        INDEX.kind[row] == INDEX.kind_code("country")
    ):  # fmt: skip
        return True
    return km(INDEX.lat[row], INDEX.lon[row], gold["lat"], gold["lon"]) <= RIGHT_KM


@functools.cache
def geonameid(row: int) -> int:
    """GeoNames id of a place, 0 without one."""
    return INDEX.place(row).geonameid or 0


def train(cases: Sequence[Case]) -> Model:
    """Weights out of labelled documents; a small corpus counts for more than its size."""
    model = replace(EMPTY, recognise=train_names(cases))
    first, choice = train_places(cases, model)
    model = replace(model, first_choice=_named(first, STATIC), choice=_named(choice, (*STATIC, *CONTEXT)))
    cues, labels, mass = judged(cases, model)
    return replace(model, judge=logistic(cues, labels, least=20, weights=mass, prior=BELIEFS), threshold=THRESHOLD)


def train_calibrated(cases: Sequence[Case], parts: int = 3) -> Model:
    """Weights out of all documents, and a calibration out of answers on parts that the weights had not seen."""
    groups = sorted({c.doc.group for c in cases})
    part = {group: n % parts for n, group in enumerate(groups)}
    raw: list[float] = []
    ok: list[float] = []
    for held in range(parts):
        model = train([c for c in cases if part[c.doc.group] != held])
        for score, good in answers([c for c in cases if part[c.doc.group] == held], model):
            raw.append(score)
            ok.append(good)
    return replace(train(cases), calibration=tuple(rising(raw, ok)))


def answers(cases: Sequence[Case], model: Model) -> list[tuple[float, float]]:
    """Score and rightness of every answer on documents, the doubtful ones too; what gold leaves open is left out."""
    reader, found = Reader(INDEX, replace(model, threshold=0.05)), []
    for case in cases:
        for toponym in read_with(reader, case.doc.text):
            good = is_right(toponym, case.doc)
            if good is not None:
                found.append((toponym.score, float(good)))
    return found


def is_right(toponym: Toponym, doc: Doc) -> bool | None:
    """Whether an answer is right; None where gold says nothing on it."""
    over = [g for g in doc.gold if min(g["end"], toponym.end) > max(g["start"], toponym.start)]
    if not over:
        open_ = any(min(e, toponym.end) > max(s, toponym.start) for s, e in doc.ignore)
        return None if open_ or (doc.corpus == "news" and toponym.kind in TERMS) else False
    place = toponym.place
    if place is not None and place.iso3 is None and any(g.get("iso3", "") is None for g in over):
        return True  # a sea or an area of several countries: any point of it is as good as another
    return any(
        g["lat"] is not None
        and (
            km(place.lat, place.lon, g["lat"], g["lon"]) <= RIGHT_KM
            or (place.kind == "country" and place.iso3 == g.get("iso3"))
        )
        for g in over
    )


def masses(cases: Sequence[Case]) -> list[float]:
    """How much each document counts: a corpus by the root of its number of documents."""
    size = Counter(c.doc.corpus for c in cases)
    unit = len(cases) / sum(math.sqrt(n) for n in size.values())
    return [unit / math.sqrt(size[c.doc.corpus]) for c in cases]


def train_names(cases: Sequence[Case]) -> dict[str, float]:
    """Weights of the cues of a name."""
    rows = [
        (c, y, m) for case, m in zip(cases, masses(cases), strict=True)
        for c, y in zip(case.read.cues, case.label, strict=True) if y is not None
    ]  # fmt: skip
    cues, labels, mass = zip(*rows, strict=True)
    return logistic(cues, labels, weights=mass, prior=BELIEFS)


def train_places(cases: Sequence[Case], model: Model) -> tuple[np.ndarray, np.ndarray]:
    """Weights of the places of a name, alone and among the others."""
    laid = []
    for case, mass in zip(cases, masses(cases), strict=True):
        chances = [chance(logit(model.recognise, c)) for c in case.read.cues]
        kept = [n for n, p in enumerate(chances) if p >= 0.02]
        if not kept:
            continue
        spans = [case.read.spans[n] for n in kept]
        units = make_units(spans, [chances[n] for n in kept])
        field = make_field(units, INDEX)
        gold = {id(case.read.spans[n]): case.gold[n] for n in kept if case.label[n] == 1.0}
        laid.append((field, _right_rows(field, gold, mass)))
    first = ranker([g for field, marks in laid for g in _groups(field, field.static, marks)])
    weights = first
    chances_of = [share_out(f, f.static @ first + f.told) for f, _ in laid]
    for _ in range(ROUNDS):
        told = [np.hstack([f.static, context(f, p, INDEX)]) for (f, _), p in zip(laid, chances_of, strict=True)]
        weights = ranker([g for (f, marks), x in zip(laid, told, strict=True) for g in _groups(f, x, marks)])
        chances_of = [share_out(f, x @ weights + f.told) for (f, _), x in zip(laid, told, strict=True)]
    return first, weights


def _right_rows(field, gold: dict, mass: float) -> list[tuple[int, np.ndarray, float]]:
    """Units with gold, which of their rows are right, and how much they count."""
    found = []
    for number, unit in enumerate(field.units):
        golds = [gold[id(s)] for s in unit.spans if gold.get(id(s))]
        if not golds or len(unit.name.rows) < 2:
            continue
        marks = np.zeros(len(unit.name.rows))
        for g in golds:
            same = np.array([geonameid(row) == (g.get("geonameid") or -1) for row in unit.name.rows])
            marks += same if same.any() else [right(row, g) for row in unit.name.rows]
        marks = marks >= marks.max() if marks.max() else marks > 0
        if marks.any() and not marks.all():
            found.append((number, marks.astype(float), min(len(golds), 3) * mass))
    return found


def _groups(field, x: np.ndarray, marks: list) -> list[tuple]:
    found = []
    for number, good, times in marks:
        begin = field.begin[number]
        rows = slice(begin, begin + len(good))
        found.append((x[rows], good, times, field.told[rows]))
    return found


def judged(cases: Sequence[Case], model: Model) -> tuple[list[Cues], list[float], list[float]]:
    """All cues of every answer, whether it is right, and how much it counts."""
    reader, cues, labels, masses_ = Reader(INDEX, model), [], [], []
    for case, mass in zip(cases, masses(cases), strict=True):
        chances = [chance(logit(model.recognise, c)) for c in case.read.cues]
        read = Read(case.read.scene, list(case.read.spans), list(case.read.cues), chances)
        reader.place(read)
        number_of = {id(s): n for n, s in enumerate(case.read.spans)}
        for n, row, found in reader.judge(read):
            at = number_of[id(read.spans[n])]
            gold, label = case.gold[at], case.label[at]
            if gold is None and label is None:
                continue
            if label is None and gold is not None and gold["lat"] is not None:
                continue
            ok = gold is not None and label != 0.0 and right(int(read.field.rows[row]), gold)
            cues.append(found)
            labels.append(float(ok))
            masses_.append(mass)
    return cues, labels, masses_


def _named(weights: np.ndarray, names: Sequence[str]) -> dict[str, float]:
    return {n: round(float(w), 4) for n, w in zip(names, weights, strict=True)}
