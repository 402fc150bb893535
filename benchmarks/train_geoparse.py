"""Make the weights the reader ships with, ``data/reading/weights.json``, out of every labelled text there is.

Takes LGL and GeoWebNews from the shared folder and those sets of our own news whose places were looked at; half a
minute on one core. What these weights are worth is measured by ``python -m benchmarks.geoparse``, which never scores
them on what they saw.

    python -m benchmarks.train_geoparse
"""

from __future__ import annotations

import json
from dataclasses import asdict

from benchmarks.reading.corpora import load_corpus, load_news, news_sets
from benchmarks.reading.train import make_case, train_calibrated
from geo.toponym.lexicon import DATA
from geo.toponym.model import Model

LEAST = 0.02
"""Weights smaller than this are left out."""


def main() -> None:
    """Train and write."""
    news = [doc for part in news_sets(seen=True) for doc in load_news(part)]
    docs = [*load_corpus("LGL"), *load_corpus("GeoWebNews"), *news]
    model = train_calibrated([make_case(doc) for doc in docs])
    (DATA / "weights.json").write_text(to_json(model), encoding="utf-8")
    print(f"{len(docs)} texts; weights: {len(model.recognise)} for names, {len(model.choice)} for places, "
          f"{len(model.judge)} for answers.")  # fmt: skip


def to_json(model: Model) -> str:
    """The model as JSON, a weight a line, the heaviest first."""
    listed = asdict(model)
    for part in ("recognise", "judge", "first_choice", "choice"):
        kept = {name: round(w, 3) for name, w in listed[part].items() if abs(w) >= LEAST}
        listed[part] = dict(sorted(kept.items(), key=lambda item: (-abs(item[1]), item[0])))
    about = "Weights of cues and places; made by benchmarks/train_geoparse.py, read by geo/toponym/model.py."
    return json.dumps({"about": about, **listed}, indent=1) + "\n"


if __name__ == "__main__":
    main()
