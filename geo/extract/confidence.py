"""How likely a draft is right as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.extract.merge import Cluster
    from geo.extract.settle_place import Spot
    from geo.extract.when import Timing


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
    """Chance that the draft is right, between 0 and 1."""
    return 0.5
