"""Three small learners in plain numpy: logistic regression, a ranker within groups, a rising step function."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

MANY = 12
"""Newton steps at most."""


def logistic(
    cues: Sequence[dict[str, float]], labels: Sequence[float], l2: float = 3.0, least: int = 12,
    weights: Sequence[float] | None = None, prior: dict[str, float] | None = None,
) -> dict[str, float]:  # fmt: skip
    """Ridge logistic regression over named cues by Newton's method.

    Cues seen fewer than ``least`` times are left out, unless ``prior`` names them; weights are drawn to their
    ``prior`` (0 without one), and the cue ``bias`` to nothing.
    """
    seen = Counter(name for c in cues for name in c)
    names = sorted(name for name, n in seen.items() if n >= least or name in (prior or {}))
    at = {name: n for n, name in enumerate(names)}
    x = np.zeros((len(cues), len(names)), np.float32)
    for row, c in enumerate(cues):
        for name, value in c.items():
            if name in at:
                x[row, at[name]] = value
    y = np.asarray(labels, np.float32)
    mass = np.ones(len(y), np.float32) if weights is None else np.asarray(weights, np.float32)
    shrink = np.array([0.01 if n == "bias" else l2 for n in names], np.float32)
    mean = np.array([(prior or {}).get(n, 0.0) for n in names], np.float32)
    w = mean.copy()
    for _ in range(MANY):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (mass * (p - y)) + shrink * (w - mean)
        hessian = (x * (mass * p * (1 - p))[:, None]).T @ x
        hessian[np.diag_indices_from(hessian)] += shrink + 1e-4
        step = np.linalg.solve(hessian.astype(np.float64), gradient.astype(np.float64))
        w = (w - step).astype(np.float32)
        if np.abs(step).max() < 0.02:
            break
    return dict(zip(names, w.tolist(), strict=True))


def ranker(groups: Sequence[tuple[np.ndarray, np.ndarray, float, np.ndarray]], l2: float = 2.0) -> np.ndarray:
    """Weights that make the right rows of each group likely among its rows (conditional logit).

    Parameters
    ----------
    groups
        Features of the rows (n, d), which rows are right (n,), several may be, how much the group counts, and a
        part of each row's score that is fixed (n,).
    """
    x = np.concatenate([g[0] for g in groups])
    right = np.concatenate([g[1] for g in groups]).astype(float)
    sizes = np.array([len(g[1]) for g in groups])
    begin = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    number = np.repeat(np.arange(len(groups)), sizes)
    mass = np.array([g[2] for g in groups])[number]
    fixed = np.concatenate([g[3] for g in groups])
    w = np.zeros(x.shape[1])
    for _ in range(MANY):
        scores = x @ w + fixed
        raised = np.exp(scores - np.maximum.reduceat(scores, begin)[number])
        p = raised / np.add.reduceat(raised, begin)[number]
        among = p * right
        q = among / np.maximum(np.add.reduceat(among, begin), 1e-12)[number]
        gradient = x.T @ (mass * (p - q)) + l2 * w
        mean = np.add.reduceat(x * p[:, None], begin, axis=0)
        hessian = (x * (mass * p)[:, None]).T @ x - mean.T @ (mean * mass[begin][:, None]) + l2 * np.eye(len(w))
        step = np.linalg.solve(hessian, gradient)
        step *= min(1.0, 2.0 / max(np.abs(step).max(), 1e-9))
        w = w - step
        if np.abs(step).max() < 1e-4:
            break
    return w


def rising(scores: Sequence[float], right: Sequence[float], steps: int = 12) -> list[tuple[float, float]]:
    """A rising curve of the share right by score (isotonic regression), smoothed to a few points."""
    order = np.argsort(scores, kind="stable")
    xs, ys = np.asarray(scores, float)[order], np.asarray(right, float)[order]
    parts = [(float(x.mean()), float(y.mean()), len(y)) for x, y in
             zip(np.array_split(xs, steps), np.array_split(ys, steps), strict=True) if len(y)]  # fmt: skip
    pooled: list[list[float]] = []
    for x, y, n in parts:
        pooled.append([x, y, n])
        while len(pooled) > 1 and pooled[-2][1] >= pooled[-1][1]:
            x2, y2, n2 = pooled.pop()
            x1, y1, n1 = pooled.pop()
            pooled.append([(x1 * n1 + x2 * n2) / (n1 + n2), (y1 * n1 + y2 * n2) / (n1 + n2), n1 + n2])
    curve = [(0.0, 0.0), *((round(x, 4), round(y, 4)) for x, y, _ in pooled)]
    return [*curve, (1.0, max(curve[-1][1], 0.99))] if curve[-1][0] < 1 else curve
