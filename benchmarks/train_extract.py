"""Fits the confidence of drafts on the sets that were looked at, and says how well it holds on articles left out.

A logistic regression over :func:`geo.extract.confidence.features` of all clusters of mentions, those that make no draft
too; one is right if it answers an event of the reading, core or not. Writes ``data/extract/confidence.json``. Used as a
filter instead of the rules of :mod:`geo.extract.worth` it found no more (F1 by articles left out: 0.78 and 0.76 on the
sets a and b, the rules 0.78 and 0.77), so the rules decide and this only says how sure.

    python -m benchmarks.train_extract
"""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import Any

import numpy as np

from benchmarks.extract import fields, ours, scorer
from geo.extract import confidence

L2 = 3.0
STEPS = 60
FOLDS = 12


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Weights of a logistic regression by Newton's method, the bias last and not held down."""
    weights = np.zeros(x.shape[1])
    ridge = np.full(x.shape[1], L2)
    ridge[-1] = 0.01
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (y - chance) - ridge * weights
        curve = (x * (chance * (1 - chance))[:, None]).T @ x + np.diag(ridge)
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def drafts() -> tuple[list[dict[str, float]], list[int], list[str]]:
    """Features of every draft, whether it is right, and its article."""
    seen: list[dict[str, float]] = []

    def watched(*parts: Any) -> float:
        seen.append(confidence.features(*parts))
        return 0.5

    worth = sys.modules["geo.extract.worth"]
    sys.modules["geo.extract"].is_worth = lambda story, cluster: not worth._never(story, cluster)  # type: ignore[attr-defined]
    sys.modules["geo.extract.build"].confidence = watched  # type: ignore[attr-defined]
    judge, right, of = scorer(), [], []
    for field in fields([]):
        if not field.looked_at:
            continue
        published = {a["article"]: date.fromisoformat(a["published"]) for a in field.gold["articles"]}
        rows = [r for n, article in enumerate(field.articles, 1) for r in ours(article, published.get(n), n)]
        answers = set(judge.pair(field.gold["events"], rows).values())
        right += [int(j in answers) for j in range(len(rows))]
        of += [f"{field.name}{r['article']}" for r in rows]
    return seen, right, of


def main() -> None:
    """Fit, check on articles left out, write."""
    seen, right, of = drafts()
    names = sorted({name for one in seen for name in one})
    x = np.array([[one.get(name, 0.0) for name in names] + [1.0] for one in seen])
    y = np.array(right, dtype=float)
    fold = np.array([sum(map(ord, name)) % FOLDS for name in of])
    chance = np.zeros(len(y))
    for f in range(FOLDS):
        chance[fold == f] = 1 / (1 + np.exp(-x[fold == f] @ fit(x[fold != f], y[fold != f])))
    print(f"{len(y)} drafts, {y.mean():.2f} right; Brier {np.mean((chance - y) ** 2):.3f} (constant {y.var():.3f})")
    for low in np.arange(0, 1, 0.2):
        some = (chance >= low) & (chance < low + 0.2)
        if some.any():
            print(f"  said {low:.1f}-{low + 0.2:.1f}: {int(some.sum()):4d} drafts, right {y[some].mean():.2f}")
    weights = {name: round(float(w), 3) for name, w in zip([*names, "bias"], fit(x, y), strict=True)}
    confidence.WEIGHTS.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
