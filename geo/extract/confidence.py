"""How likely a draft is right as it stands."""

from __future__ import annotations

import functools
import json
import math
from typing import TYPE_CHECKING

from geo.extract.lexicon import DATA

if TYPE_CHECKING:
    from geo.extract.merge import Cluster
    from geo.extract.settle_place import Spot
    from geo.extract.when import Timing


WEIGHTS = DATA / "confidence.json"
UNSEEN = (1.27, -1.11)
"""Slope and shift of the log-odds on articles that nobody who wrote rules had read: on set d, first scored unseen,
what was said to be right in 81 of 100 cases was so in 69; Platt's scaling on its 101 drafts."""


def features(cluster: Cluster, when: Timing, spot: Spot) -> dict[str, float]:
    """What speaks for and against a draft."""
    mentions = cluster.mentions
    at = cluster.best_place
    return {
        "mentions": min(len(mentions), 4) / 4,
        "strong": float(any(not m.candidate.weak for m in mentions)),
        "title": float(any(m.title for m in mentions)),
        "dated": float(cluster.when.known and cluster.when.strength >= 3),
        "exact": float(when.prec == 1),
        "undated": float(when.prec is None),
        "old": float(when.prec == 5),
        "placed": float(at is not None and at.score >= 3.5),
        "place": float(at is not None),
        "stated": float(any(ref.basis == "stated" for ref in spot.refs)),
        "pair": float(len(cluster.codes) == 2),
        "nobody": float(not cluster.codes),
        "planned": float(cluster.mode == "planned"),
        "alleged": float(cluster.mode == "alleged"),
        "generic": float(any(m.generic or m.state for m in mentions)),
        "new": float(any(m.new for m in mentions)),
        "early": float(min(m.sentence for m in mentions) <= 3),
        cluster.layer: 1.0,
    }


def confidence(cluster: Cluster, when: Timing, spot: Spot) -> float:
    """Chance that the draft of an article never seen is right, between 0 and 1.

    Weights are fitted by ``benchmarks/train_extract.py`` on articles that the rules were written with, and then held
    down as :data:`UNSEEN` says.
    """
    weights = _weights()
    total = weights["bias"] + sum(
        weights.get(name, 0.0) * value for name, value in features(cluster, when, spot).items()
    )
    slope, shift = UNSEEN
    return round(1 / (1 + math.exp(-(slope * total + shift))), 3)


@functools.cache
def _weights() -> dict[str, float]:
    found: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return found
