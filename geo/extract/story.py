"""One article with all its mentions of events: what the parts of a draft are settled from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from geo.extract.clause import distance
from geo.extract.when import UNKNOWN, Timing, overlap

if TYPE_CHECKING:
    from geo.extract.mention import Mention
    from geo.extract.merge import Cluster
    from geo.extract.reading import Reading
    from geo.extract.where import Option

TOUR_DAYS = 4
"""Days that a visit may go on for."""
SURE_PLACE = 3.0
"""From this score on a place is that of an event told beside too."""
FRESH_DAYS = 200
"""Days before the article within which something told of is news, and dates what is told after it first."""
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
    publisher: str | None = None
    """Country named in the line below the title: "New Zealand Government, release, 14 June 2023"."""

    @property
    def home(self) -> str | None:
        """Country of the dateline, else of who published it."""
        return self.dateline.iso3 if self.dateline is not None else self.publisher

    def label(self, sentence: int) -> str | None:
        """Country of the name that a paragraph begins with, as items of a briefing do: "HELSINKI: ..."."""
        text, end = self.reading.text, self.reading.sentences[sentence].end_char
        begin = text.rfind("\n", 0, len(text[:end].rstrip())) + 1
        return next((str(b.iso3) for b in self.reading.labels if begin <= b.start < end), None)

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
        first = min((m.sentence for m in cluster.mentions if not m.title), default=0)
        told = [
            m for other in self.clusters for m in other.mentions
            if m.when.known and m.when.strength > 2 and m.mode != "planned"
            and first - ANCHOR_SENTENCES <= m.sentence <= first
        ]  # fmt: skip
        published = self.reading.published
        fresh = [m for m in told if published and m.when.end and (published - m.when.end).days <= FRESH_DAYS]
        if not told:
            return self._day_before(first)
        return max(fresh or told, key=lambda m: m.sentence).when

    def _day_before(self, sentence: int) -> Timing:
        """The day that this sentence or the one before names: "by 30 August there was a text"."""
        reading, published = self.reading, self.reading.published
        days = [
            d for i, d in reading.date_at.items()
            if sentence - 1 <= reading.sentence(i) <= sentence and reading.sentence(i) >= reading.first_body
            and d.date_prec == 1 and d.date_start and not d.ongoing
            and not (published and not 0 <= (published - d.date_start).days <= FRESH_DAYS)
        ]  # fmt: skip
        last = days[-1] if days else None
        return Timing(last.date_start, last.date_end, 1, "inferred", mention=last) if last else UNKNOWN

    def place_beside(self, cluster: Cluster) -> Option | None:
        """The place of an event told in the same clause."""
        found = [at for other in self.together(cluster) if (at := other.best_place) is not None]
        if not found and cluster.mode == "occurred":
            found = [at for other in self._same_table(cluster) if (at := other.best_place) is not None]
        return max(found, key=lambda o: o.score, default=None)

    def _same_table(self, cluster: Cluster) -> list[Cluster]:
        """Events of the same parties told in the sentences beside, on no other day: signed where they met."""
        mine = {m.sentence for m in cluster.mentions}
        return [
            other for other in self.clusters
            if other is not cluster and other.mode == cluster.mode and _may_sit_together(other, cluster)
            and any(abs(m.sentence - n) <= 1 for m in other.mentions for n in mine)
        ]  # fmt: skip


def _close(one: Mention, other: Mention) -> bool:
    a, b = one.candidate.trigger, other.candidate.trigger
    return one.sentence == other.sentence and a.i != b.i and min(distance(a, b), distance(b, a)) <= 2


def _may_sit_together(told: Cluster, cluster: Cluster) -> bool:
    """Whether something may have happened where another event did: the same parties, days apart at most."""
    shared = {c for m in told.mentions for c in m.party_group} & set(cluster.codes)
    kind, at = cluster.mentions[0].sub_type, told.best_place
    if kind in ("visit", "ceremony"):
        guests = cluster.codes if kind == "visit" else [c for m in told.mentions for c in m.agents]
        abroad = at is not None and at.score >= SURE_PLACE and at.place.iso3 not in guests
        then = _near if kind == "visit" else overlap
        return bool(shared) and abroad and then(told.when, cluster.when)
    signed = kind == "treaty_signed"
    toured = (signed or any(m.sub_type == "visit" for m in told.mentions)) and _near(told.when, cluster.when)
    return told.layer == "meeting" and len(shared) > 1 and (toured or overlap(told.when, cluster.when))


def _near(a: Timing, b: Timing) -> bool:
    return a.start is None or b.start is None or abs((a.start - b.start).days) <= TOUR_DAYS
