"""One article with all its mentions of events: what the parts of a draft are settled from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from geo.extract.clause import distance
from geo.extract.when import UNKNOWN, Timing

if TYPE_CHECKING:
    from geo.extract.mention import Mention
    from geo.extract.merge import Cluster
    from geo.extract.reading import Reading
    from geo.extract.where import Option

ANCHOR_SENTENCES = 2
"""How many sentences back a date or place may be taken from."""


@dataclass
class Story:
    """An article read, with its mentions put together."""

    reading: Reading
    sha256: str
    source: str
    dateline: Any
    """The toponym of the dateline, or None."""
    clusters: list[Cluster] = field(default_factory=list)

    @property
    def home(self) -> str | None:
        """Country of the dateline."""
        return self.dateline.iso3 if self.dateline is not None else None

    def together(self, cluster: Cluster) -> list[Cluster]:
        """Other events told in one clause with this one: signed on a visit, closed after a crash."""
        return [
            other for other in self.clusters
            if other is not cluster and other.mode == cluster.mode
            and any(_close(m, n) for m in cluster.mentions for n in other.mentions)
        ]  # fmt: skip

    def dated_beside(self, cluster: Cluster) -> Cluster | None:
        """The event with a date that is told in the same clause."""
        dated = [other for other in self.together(cluster) if other.when.known]
        return max(dated, key=lambda other: other.when.strength, default=None)

    def date_before(self, cluster: Cluster) -> Timing:
        """The date of the event told last before, at most :data:`ANCHOR_SENTENCES` back."""
        first = min(m.sentence for m in cluster.mentions)
        told = [
            m for other in self.clusters for m in other.mentions
            if m.when.known and m.when.strength > 2 and m.mode != "planned"
            and first - ANCHOR_SENTENCES <= m.sentence <= first
        ]  # fmt: skip
        return max(told, key=lambda m: m.sentence).when if told else UNKNOWN

    def place_beside(self, cluster: Cluster) -> Option | None:
        """The place of an event told in the same clause."""
        found = [at for other in self.together(cluster) if (at := other.best_place) is not None]
        return max(found, key=lambda o: o.score, default=None)


def _close(one: Mention, other: Mention) -> bool:
    a, b = one.candidate.trigger, other.candidate.trigger
    return one.sentence == other.sentence and a.i != b.i and min(distance(a, b), distance(b, a)) <= 2
