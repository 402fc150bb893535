"""Makes draft events of clusters: place, date, parties and facts settled, what stays unsure said."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from geo.event import Event, Evidence, Revision
from geo.extract.confidence import confidence
from geo.extract.draft import Draft
from geo.extract.facts import read_facts
from geo.extract.parties import settle_parties
from geo.extract.settle_place import settle_place
from geo.extract.settle_time import settle_time
from geo.extract.title import make_title

if TYPE_CHECKING:
    from geo.event import Participant
    from geo.extract.merge import Cluster
    from geo.extract.story import Story

RANK = ("shoot_down", "drone_crash", "drone_swarm", "drone", "unidentified_flight", "summit", "visit", "negotiation",
        "consultation", "multilateral", "bilateral", "treaty_signed", "treaty_in_force", "rotation", "contingent",
        "foreign_troops", "operation")  # fmt: skip
"""Of the sub-types that one event is called by, the one that says most."""


def build(story: Story, cluster: Cluster, number: int) -> Draft:
    """Make one draft."""
    unsure: list[str] = []
    sub_type = choose_sub_type(cluster)
    when = settle_time(story, cluster, unsure)
    spot = settle_place(story, cluster, sub_type, unsure)
    parties = settle_parties(story, cluster, sub_type, spot)
    if cluster.mode == "alleged":
        unsure.append("alleged, not established")
    event = Event(
        event_id=f"{story.sha256[:12]}-{number:02d}",
        layer=cluster.layer, sub_type=sub_type, title=make_title(sub_type, parties, spot, cluster.mode),
        date_start=when.start, date_end=when.end, ongoing=when.ongoing, date_prec=when.prec, date_basis=when.basis,
        places=spot.refs, where_prec=spot.prec, participants=parties, modality=cluster.mode,
        facts=read_facts(story, cluster), evidence=evidence(story, cluster, when.mention, parties),
        confidence=confidence(cluster, when, spot), source_id=(story.source,),
        revision=Revision(status="draft", who="extraction", when=date.today(), what="extracted"),
    )  # fmt: skip
    return Draft(event, tuple(unsure))


def choose_sub_type(cluster: Cluster) -> str:
    """The sub-type of a cluster whose mentions may say different ones."""
    known = [m for m in cluster.mentions if m.sub_type != "?"]
    strong = [m.sub_type for m in known if not m.candidate.weak or m.sub_type == "visit"] or [m.sub_type for m in known]
    best = next((rank for rank in RANK if rank in strong), strong[0])
    return "multilateral" if best == "bilateral" and len(cluster.codes) > 2 else best


def evidence(
    story: Story, cluster: Cluster, dated: object, parties: tuple[Participant, ...] = ()
) -> tuple[Evidence, ...]:
    """The sentences of the mentions, and those that the date, the place or a party was taken from."""
    spans = {_span(story, m.sentence) for m in cluster.mentions}
    start = getattr(dated, "start", None)
    if start is not None:
        spans |= {(a, b) for n in range(len(story.reading.sentences)) for a, b in [_span(story, n)] if a <= start < b}
    at = cluster.best_place
    if at is not None:
        spans |= {
            (a, b)
            for n in range(len(story.reading.sentences))
            for a, b in [_span(story, n)]
            if a <= at.mention.start < b
        }
    spans |= {_span(story, n) for p in parties if p.iso3 and (n := _naming(story, cluster, p.iso3)) is not None}
    return tuple(Evidence(article=story.sha256, start=a, end=b) for a, b in sorted(spans))


def _naming(story: Story, cluster: Cluster, code: str) -> int | None:
    """The sentence that names a party whom the event's own sentences only point back at: the last before them."""
    reading, own = story.reading, {m.sentence for m in cluster.mentions}
    naming = {reading.sentence(i) for i, named in reading.place_at.items() if named.iso3 == code}
    return None if naming & own else max((n for n in naming if n < min(own)), default=None)


def _span(story: Story, number: int) -> tuple[int, int]:
    """A sentence's offsets without blanks at its ends."""
    sentence = story.reading.sentences[number]
    start, end, piece = sentence.start_char, sentence.end_char, sentence.text
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
