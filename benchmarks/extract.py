"""How well articles become events: recall, precision, sub-types, countries, beside a naive reference of the same run.

The invented articles of ``benchmarks/field`` and, where at hand, the seed articles. The reference takes of each
sentence with a word of a layer the first place and the first date, as a quick script would. The scorer is that of the
shared material (``BRIEFMAP_SHARED``, by default ``../shared``). "all" is every invented article of a half, those that
whoever wrote the rules has looked at and those never seen, as one set.

    python -m benchmarks.extract [SET ...]
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from geo.article import Article, make_article, read_articles, sentences
from geo.dates import read_dates
from geo.event import LAYERS
from geo.extract import extract
from geo.frame import to_frame
from geo.gazetteer import load_gazetteer
from geo.geoparse import geoparse

FIELD = Path(__file__).parent / "field"
SHARED = Path(os.environ.get("BRIEFMAP_SHARED", "../shared"))
KEYWORDS = {
    "airspace_incursion": {"drone": "drone", "balloon": "balloon", "airspace": "aircraft", "helicopter": "helicopter"},
    "treaty_partner": {"treaty": "treaty_signed", "agreement": "treaty_signed", "pact": "treaty_signed"},
    "deployment": {"troops": "contingent", "soldiers": "contingent", "exercise": "exercise", "base": "base"},
    "meeting": {"summit": "summit", "talks": "negotiation", "visit": "visit", "met ": "bilateral"},
}
"""Words of the naive reference."""
Reader = Callable[[Article, "date | None", int], list[dict[str, Any]]]


@dataclass
class Field:
    """One set of articles with its reading."""

    name: str
    articles: list[Article]
    gold: dict[str, Any]
    looked_at: bool


def fields(wanted: list[str]) -> Iterator[Field]:
    """The sets, those that were looked at first."""
    known = json.loads((FIELD / "sets.json").read_text(encoding="utf-8"))
    if (SHARED / "seeds").is_dir() and (not wanted or "seeds" in wanted):
        gold = json.loads((SHARED / "gold" / "seed_events.json").read_text(encoding="utf-8"))
        yield Field("seeds", read_articles(SHARED / "seeds" / "articles.txt"), gold, True)
    for name, about in sorted(known.items(), key=lambda item: not item[1]["looked_at"]):
        if not wanted or name in wanted:
            text = (FIELD / f"{name}.txt").read_text(encoding="utf-8")
            gold = json.loads((FIELD / f"{name}.json").read_text(encoding="utf-8"))
            yield Field(name, [make_article(piece) for piece in text.split("\n---\n")], gold, about["looked_at"])


def ours(article: Article, published: date | None, number: int) -> list[dict[str, Any]]:
    """What :func:`geo.extract.extract` reads, as the scorer takes it."""
    frame = to_frame([draft.event for draft in extract(article, published)], load_gazetteer())
    rows = frame.drop(columns=["geometry", "search"]).to_dict("records")
    for row in rows:
        for end in ("date_start", "date_end"):
            row[end] = row[end].date().isoformat() if row[end] == row[end] else None
        row |= {"article": number, "countries": list(row["countries"])}
        row |= {c: None for c in ("latitude", "longitude") if row[c] != row[c]}
    return rows


def naive(article: Article, published: date | None, number: int) -> list[dict[str, Any]]:
    """The reference: keyword, first place, first date of the sentence."""
    places, dates = geoparse(article.text), read_dates(article.text, published)
    found = []
    for start, end in sentences(article.text):
        said = article.text[start:end].lower()
        near = [t for t in places if start <= t.start < end and t.place is not None]
        day = next((d for d in dates if start <= d.start < end and d.date_start), None)
        for layer, words in KEYWORDS.items():
            sub_type = next((kind for word, kind in words.items() if word in said), None)
            if sub_type and near and day and day.date_start and day.date_end:
                place = near[0].place
                found.append({
                    "article": number, "event_id": f"{number}-{start}", "layer": layer, "sub_type": sub_type,
                    "date_start": day.date_start.isoformat(), "date_end": day.date_end.isoformat(),
                    "latitude": place.lat if place else None, "longitude": place.lon if place else None,
                    "place": place.name if place else "", "where_prec": near[0].where_prec, "modality": "occurred",
                    "countries": [t.iso3 for t in near if t.iso3], "evidence": [{}], "ongoing": False,
                })  # fmt: skip
    return found


def scorer() -> ModuleType:
    """The shared scorer."""
    spec = importlib.util.spec_from_file_location("score_events", SHARED / "eval" / "score_events.py")
    if spec is None or spec.loader is None or not (SHARED / "eval").is_dir():
        sys.exit(f"The scorer is not at {SHARED / 'eval'}; say with BRIEFMAP_SHARED where the shared material is.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(field: Field, reader: Reader) -> tuple[list[dict[str, Any]], float]:
    """What a reader makes of one set, and its CPU seconds."""
    published = {a["article"]: date.fromisoformat(a["published"]) for a in field.gold["articles"]}
    began = time.process_time()
    rows = [r for n, article in enumerate(field.articles, 1) for r in reader(article, published.get(n), n)]
    return rows, time.process_time() - began


def scored(field: Field, rows: list[dict[str, Any]], seconds: float, judge: ModuleType) -> dict[str, Any]:
    """The scores of what was read of one set."""
    result: dict[str, Any] = judge.score(field.gold | {"traps": []}, rows)
    events = field.gold["events"]
    answers = set(judge.pair(events, rows).values())
    kinds = {layer: [j for j, r in enumerate(rows) if r["layer"] == layer] for layer in LAYERS}
    result["right_by_layer"] = {k: (sum(j in answers for j in js), len(js)) for k, js in kinds.items()}
    here = [(t, [r for r in rows if r["article"] == t.get("article", r["article"])]) for t in field.gold["traps"]]
    result["sprung"] = sum(len(judge.sprung([trap], some)) for trap, some in here)
    result["per_1000_words"] = seconds / sum(len(a.text.split()) for a in field.articles) * 1000
    return result


@dataclass
class Half:
    """Several sets as one: all that were looked at, or all that never were."""

    field: Field
    rows: list[dict[str, Any]]
    seconds: float = 0.0
    sets: int = 0
    sprung: int = 0

    @classmethod
    def empty(cls, looked_at: bool) -> Half:
        """One without any set yet."""
        return cls(Field("all", [], {"events": [], "traps": []}, looked_at), [])

    def add(self, field: Field, rows: list[dict[str, Any]], seconds: float, sprung: int) -> None:
        """Put one more set to it; its articles are numbered on."""
        begin = len(self.field.articles)

        def shifted(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
            return [r | {"article": r["article"] + begin} for r in records]

        self.field.articles += field.articles
        self.field.gold["events"] += shifted(field.gold["events"])
        self.rows += shifted(rows)
        self.seconds += seconds
        self.sets += 1
        # A trap that names no article is one for its own set only.
        self.sprung += sprung

    def scored(self, judge: ModuleType) -> dict[str, Any]:
        """The scores of all its sets together."""
        return scored(self.field, self.rows, self.seconds, judge) | {"sprung": self.sprung}


def tell(field: Field, name: str, result: dict[str, Any]) -> None:
    """One line of the table, and one a layer."""
    print(
        f"{field.name:>6}  {'looked at' if field.looked_at else 'never seen':10}  {name:6}"
        f"{result['recall']:8.3f}{result['precision']:8.3f}{result['f1']:8.3f}{result['sub_type']:9.3f}"
        f"{result['countries_agreement']:10.3f}{result['false_exactness']:8.3f}{result['sprung']:6d}"
        f"{result['per_1000_words']:10.2f}"
    )
    for layer in LAYERS:
        found, core = result["by_layer"][layer]
        right, made = result["right_by_layer"][layer]
        print(f"{'':28}{layer:20} core found {found:3d} of {core:3d}, drafts right {right:3d} of {made:3d}")


def main() -> None:
    """Print the table."""
    judge = scorer()
    extract(make_article("A drone\n\nA drone crashed near Warsaw."), None)  # the parser loads once
    print("   set                      reader recall  precis.     F1  subtype  countries  false^ traps  s/1000 words")
    readers = {"ours": ours, "naive": naive}
    halves = {(name, looked): Half.empty(looked) for looked in (True, False) for name in readers}
    for field in fields(sys.argv[1:]):
        for name, reader in readers.items():
            rows, seconds = read(field, reader)
            result = scored(field, rows, seconds, judge)
            tell(field, name, result)
            if field.name != "seeds":
                halves[name, field.looked_at].add(field, rows, seconds, result["sprung"])
    for (name, _), half in halves.items():
        if half.sets > 1:
            tell(half.field, name, half.scored(judge))
    print("^ a point claimed where the reading knows only a region or country (share of the events found)")


if __name__ == "__main__":
    main()
