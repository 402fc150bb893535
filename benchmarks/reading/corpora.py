"""Texts with the places people found in them."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FIELD = Path(__file__).resolve().parent.parent / "field"
SEEN = frozenset("abcd")
"""Sets of our own news whose places were looked at while rules were written, and which the weights are trained on."""
OPENED = frozenset("fhij")
"""Further sets whose wrong pins were looked at; the weights are not trained on them."""
SHARED = Path(os.environ.get("BRIEFMAP_SHARED", "../shared"))


@dataclass
class Doc:
    """One text with its gold."""

    doc_id: str
    text: str
    gold: list[dict[str, Any]]
    """``start``, ``end``, ``lat``, ``lon`` (None: a name without a known place), ``geonameid``, ``iso3``."""
    ignore: list[tuple[int, int]] = field(default_factory=list)
    """Stretches that are neither right nor wrong."""
    corpus: str = ""
    group: str = ""
    """Documents of a group are never split between training and test."""


def lines(path: Path) -> list[dict[str, Any]]:
    """Objects of a JSON lines file."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def load_corpus(name: str) -> list[Doc]:
    """LGL, grouped by newspaper, or GeoWebNews with its do-not-care stretches."""
    everything = SHARED / "corpora" / f"{name}-all.jsonl"
    ignored = {d["doc_id"]: d["toponyms"] for d in lines(everything)} if everything.exists() else {}
    docs = []
    for d in lines(SHARED / "corpora" / f"{name}.jsonl"):
        spans = [(t["start"], t["end"]) for t in ignored.get(d["doc_id"], [])]
        docs.append(Doc(d["doc_id"], d["text"], d["toponyms"], spans, name, d["meta"].get("domain") or d["doc_id"]))
    return docs


def folds(docs: list[Doc], count: int = 5) -> list[list[Doc]]:
    """Parts of like size; a group lies in one part."""
    groups: dict[str, list[Doc]] = {}
    for doc in docs:
        groups.setdefault(doc.group, []).append(doc)
    parts: list[list[Doc]] = [[] for _ in range(count)]
    for name in sorted(groups, key=lambda g: (-len(groups[g]), g)):
        min(parts, key=len).extend(groups[name])
    return parts


def news_sets(seen: bool) -> list[str]:
    """Letters of the sets of our own articles that the reader of places has learnt from, or of all others."""
    listed = json.loads((FIELD / "sets.json").read_text(encoding="utf-8"))
    return sorted(part for part in listed if (part in SEEN) is seen)


def load_news(part: str) -> list[Doc]:
    """One set of our own invented articles of the field."""
    texts = re.split(r"(?m)^---\s*$", (FIELD / f"{part}.txt").read_text(encoding="utf-8"))
    places = json.loads((FIELD / f"{part}_places.json").read_text(encoding="utf-8"))["articles"]
    docs = []
    for number, (text, rows) in enumerate(zip(texts, places, strict=True), 1):
        gold = [dict(zip(("start", "end", "lat", "lon", "iso3"), row, strict=True)) for row in rows]
        docs.append(Doc(f"{part}-{number}", text.strip(), gold, [], "news", f"{part}-{number}"))
    return docs
