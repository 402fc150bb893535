"""What a set of answers is worth: the shared scorer's figures, what was lost and why, calibration."""

from __future__ import annotations

import importlib.util
from collections import Counter
from collections.abc import Iterable, Sequence
from types import ModuleType
from typing import Any

import numpy as np

from benchmarks.reading.corpora import SHARED, Doc
from benchmarks.reading.train import INDEX, RIGHT_KM, km, right
from geo.names import normalise
from geo.resolve.reader import Read, Reader
from geo.toponym.spans import Span, find_spans
from geo.toponym.tokens import tokenise

Answers = dict[str, dict[str, Any]]
BINS = 10


def scorer() -> ModuleType:
    """The scorer of published comparisons, from the shared folder."""
    spec = importlib.util.spec_from_file_location("score_toponyms", SHARED / "eval" / "score_toponyms.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"There is no scorer under {SHARED}; BRIEFMAP_SHARED names the folder.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scored(docs: Sequence[Doc], answers: Answers) -> dict[str, Any]:
    """Figures of the scorer; stretches that are neither right nor wrong are left out where a corpus lists them."""
    gold = {d.doc_id: {"toponyms": d.gold} for d in docs}
    ignore = {d.doc_id: d.ignore for d in docs} if any(d.ignore for d in docs) else None
    figures: dict[str, Any] = scorer().score(gold, answers, ignore=ignore)
    return figures


def wrong_country(docs: Sequence[Doc], answers: Answers) -> float:
    """Share of pins (not peoples, blocs, continents) on a place whose gold lies elsewhere by more than 161 km and in
    another country. The country of a gold place is taken from the gazetteer's nearest place.
    """
    pins = wrong = 0
    for doc in docs:
        for t in answers[doc.doc_id]["toponyms"]:
            over = [g for g in doc.gold if g["lat"] is not None and _meet(g, t)]
            if not over or not t["iso3"]:
                continue
            pins += 1
            near = [g for g in over if km(t["lat"], t["lon"], g["lat"], g["lon"]) <= RIGHT_KM]
            wrong += not near and all(country_at(g["lat"], g["lon"]) != t["iso3"] for g in over)
    return wrong / max(pins, 1)


def country_at(lat: float, lon: float) -> str:
    """Country of the gazetteer's nearest town, or of its country point where that is nearer."""
    a, b = np.radians([lon, lat])
    spot = np.array([np.cos(b) * np.cos(a), np.cos(b) * np.sin(a), np.sin(b)])
    known = np.flatnonzero((INDEX.country >= 0) & ~INDEX.is_term)
    return str(INDEX.countries[INDEX.country[known[np.argmax(INDEX.xyz[known] @ spot)]]])


def _meet(a: dict[str, Any], b: dict[str, Any]) -> bool:
    return bool(min(a["end"], b["end"]) > max(a["start"], b["start"]))


def on_gold_spans(docs: Sequence[Doc], reader: Reader) -> Answers:
    """Places chosen when the names are given: every gold stretch that the gazetteer spells, and nothing else."""
    found: Answers = {}
    for doc in docs:
        read = reader.find(doc.text)
        tokens, spans = read.scene.tokens, []
        starts, ends = {s: i for i, s in enumerate(tokens.start)}, {e: i + 1 for i, e in enumerate(tokens.end)}
        for g in doc.gold:
            name = INDEX.name(normalise(doc.text[g["start"] : g["end"]]))
            first, last = starts.get(g["start"]), ends.get(g["end"])
            if name is not None and first is not None and last is not None:
                same = [s for s in read.spans if (s.first, s.last) == (first, last)]
                spans.append(same[0] if same else Span(first, last, name))
        given = Read(read.scene, spans, [{} for _ in spans], [1.0] * len(spans))
        reader.place(given)
        found[doc.doc_id] = {
            "toponyms": [
                {"start": tokens.start[spans[n].first], "end": tokens.end[spans[n].last - 1],
                 "lat": float(INDEX.lat[given.field.rows[row]]), "lon": float(INDEX.lon[given.field.rows[row]]),
                 "iso3": INDEX.place(given.field.rows[row]).iso3}
                for n, row, _ in reader.judge(given)
            ]
        }  # fmt: skip
    return found


def losses(docs: Sequence[Doc], answers: Answers) -> Counter[str]:
    """Gold places with coordinates that were not got right, and answers that are no gold place, by cause."""
    cause: Counter[str] = Counter()
    for doc in docs:
        found = answers[doc.doc_id]["toponyms"]
        tokens = tokenise(doc.text)
        spans = find_spans(tokens, INDEX)
        met = set()
        for g in doc.gold:
            over = [n for n, t in enumerate(found) if _meet(g, t)]
            met.update(over)
            if g["lat"] is None:
                cause["extra: gold has no coordinates"] += len(over)
                continue
            if any(km(found[n]["lat"], found[n]["lon"], g["lat"], g["lon"]) <= RIGHT_KM for n in over):
                cause["right"] += 1
                continue
            able = [s for s in spans if _meet(g, {"start": tokens.start[s.first], "end": tokens.end[s.last - 1]})]
            known = any(right(int(row), g) for s in able for row in s.name.rows)
            cause[_why(bool(over), bool(able), known)] += 1
        for n, t in enumerate(found):
            if n not in met and not any(min(e, t["end"]) > max(s, t["start"]) for s, e in doc.ignore):
                cause["extra: no place in gold"] += 1
    return cause


def _why(answered: bool, spelled: bool, known: bool) -> str:
    if answered:
        return "wrong place chosen" if known else "wrong place: the right one is not in the gazetteer"
    if not spelled:
        return "missed: no such name in the gazetteer"
    return "missed: thought no place" if known else "missed: the right place is not in the gazetteer"


def calibration(pairs: Iterable[tuple[float, float]]) -> tuple[list[tuple[float, float, int]], float]:
    """Mean score, share right and number of answers in ten bins, and the expected calibration error."""
    listed = list(pairs)
    rows = []
    for n in range(BINS):
        inside = [(s, r) for s, r in listed if n / BINS <= s < (n + 1) / BINS or (n == BINS - 1 and s == 1)]
        if inside:
            scores, rights = zip(*inside, strict=True)
            rows.append((sum(scores) / len(inside), sum(rights) / len(inside), len(inside)))
    error = sum(n * abs(score - share) for score, share, n in rows) / max(len(listed), 1)
    return rows, error
