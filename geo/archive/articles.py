"""Articles and the drafts read out of them: what is there already adds nothing, and that is said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol

from sqlalchemy import Connection, func, insert, select

from geo.archive import search
from geo.archive.journal import Entry, Journal, newest_source
from geo.archive.review import checked
from geo.archive.sketch import COPY, WORTH_COMPARING, alikeness, differing_words, sketch
from geo.archive.tables import articles, shingles, source_revisions
from geo.article import Article, make_article
from geo.errors import NotPossible
from geo.event import Event, Source

MANY_WORDS = 5_000
"""Words of a text up to which it is said where a copy differs."""


class Drafted(Protocol):
    """An event as it was read out of an article: :class:`geo.extract.Draft`."""

    @property
    def event(self) -> Event:
        """The event."""

    @property
    def unsure(self) -> tuple[str, ...]:
        """What the reading is unsure of."""


@dataclass(frozen=True)
class Added:
    """What became of an article that was given to the archive."""

    state: Literal["new", "known", "copy"]
    sha256: str
    """Hash of the article that the archive holds: this one, or the one that it is a copy of."""
    source_id: str
    title: str
    alike: float = 1.0
    """Share of word triples in common with that article."""
    differs: tuple[str, ...] = ()
    """Where a copy differs from it."""

    def __str__(self) -> str:
        if self.state == "new":
            return f"“{self.title}” was added as {self.source_id}."
        if self.state == "known":
            return f"“{self.title}” is known already as {self.source_id}; nothing was added."
        where = f" ({'; '.join(self.differs)})" if self.differs else ""
        return (
            f"A copy with small edits of “{self.title}”, {self.source_id}, {self.alike:.0%} of it the same{where}; "
            "nothing was added."
        )


def recognise(connection: Connection, article: Article) -> Added | None:
    """The article that the archive holds of this text or of one nearly the same; None where there is none."""
    for row in _alike(connection, article):
        source = newest_source(connection, row.source_id)
        if source is None or source.status != "held":
            continue  # it was added and taken back
        if row.sha256 == article.sha256:
            return Added("known", row.sha256, row.source_id, row.title)
        share = alikeness(row.text, article.text)
        if share >= COPY:
            few = max(len(row.text), len(article.text)) < MANY_WORDS * 6
            differs = differing_words(row.text, article.text) if few else []
            return Added("copy", row.sha256, row.source_id, row.title, share, tuple(differs))
    return None


def add_article(journal: Journal, article: Article, source: Source | None = None, anyway: bool = False) -> Added:
    """Keep an article and its source, unless it or a copy of it is there.

    Parameters
    ----------
    journal : Journal
    article : Article
    source : Source, optional
        What is known of it; without it a source is made from the article, not graded.
    anyway : bool
        Keep a copy with edits as an article of its own.
    """
    found = recognise(journal.connection, article)
    if found and not (anyway and found.state == "copy"):
        return found
    own = _known_source(journal, article) or source or source_of(article)
    journal.write_source(own, "held")
    held = journal.connection.scalar(select(articles.c.id).where(articles.c.sha256 == article.sha256))
    if held is None:
        place = journal.add_row(
            articles, sha256=article.sha256, title=article.title, text=article.text, source_id=own.source_id
        )
        search.keep_article(journal.connection, article.sha256, article.title, article.text, place)
        rows = [{"hash": value, "sha256": article.sha256} for value in sketch(article.text)]
        journal.connection.execute(insert(shingles), rows)
    return Added("new", article.sha256, own.source_id, article.title)


def add_drafts(journal: Journal, drafts: Iterable[Drafted | Event]) -> list[Entry]:
    """Keep drafts, for a reviewer to look at; one that is there already, word for word, is left out.

    An id that another event has is given a number behind it. The source of a draft is that of the articles its
    evidence stands in.

    Raises
    ------
    InvalidRecords
        If a draft breaks the rules, or names a place that the gazetteer does not know.
    NotPossible
        If its article is not in the archive.
    """
    given = [(draft, ()) if isinstance(draft, Event) else (draft.event, tuple(draft.unsure)) for draft in drafts]
    named: dict[str, str] = {}
    fresh: list[tuple[Event, tuple[str, ...]]] = []
    for event, unsure in given:
        own = event.model_copy(update={"source_id": _sources_of(journal, event)})
        before = journal.find_event(own.event_id)
        if before and _same(before.event, own):
            continue
        named[own.event_id] = free_id(journal, own.event_id, named.values())
        fresh.append((own, unsure))
    kept = []
    for event, unsure in fresh:
        update = {"event_id": named[event.event_id]}
        if event.caused_by in named:
            update["caused_by"] = named[event.caused_by]
        kept.append(journal.write_event(checked(event.model_dump() | update), "draft", unsure))
    return kept


def held_article(connection: Connection, sha256: str) -> Article | None:
    """An article as it was added, with what its source says of publisher and date."""
    row = connection.execute(select(articles).where(articles.c.sha256 == sha256)).first()
    if row is None:
        return None
    entry = newest_source(connection, row.source_id)
    stated = entry.source if entry and entry.source.published_basis != "inferred" else None
    made = replace(make_article(row.text), title=row.title)
    if stated is None:
        return made
    return replace(made, publisher=stated.publisher or made.publisher, published=stated.published or made.published)


def free_id(journal: Journal, wanted: str, taken: Iterable[str] = ()) -> str:
    """An id that no event has: the one wanted, or with a number behind it."""
    used, number, found = set(taken), 1, wanted
    while found in used or journal.find_event(found):
        number += 1
        found = f"{wanted[:58]}-{number}"
    return found


def source_of(article: Article) -> Source:
    """A source made from what an article says of itself: not graded, its id the beginning of its hash."""
    published = article.published
    return Source(
        source_id=f"a-{article.sha256[:12]}",
        title=article.title[:300],
        publisher=article.publisher,
        published=published,
        published_prec=1 if published else None,
        published_basis="stated" if published else None,
        original=article.sha256,
    )


def _alike(connection: Connection, article: Article) -> Sequence[Any]:
    """Rows of articles that have much of the sketch in common, the nearest first."""
    own = sketch(article.text)
    same = func.count().label("same")
    near = select(shingles.c.sha256, same).where(shingles.c.hash.in_(own)).group_by(shingles.c.sha256)
    near = near.having(same >= WORTH_COMPARING * len(own))
    found = near.subquery()
    asked = select(articles, found.c.same).join(found, found.c.sha256 == articles.c.sha256)
    rows = connection.execute(asked.order_by((articles.c.sha256 == article.sha256).desc(), found.c.same.desc()))
    return rows.all()


def _known_source(journal: Journal, article: Article) -> Source | None:
    """A source that came without its article, and is this one."""
    asked = select(source_revisions.c.source_id).where(source_revisions.c.record.contains(article.sha256)).distinct()
    for source_id in journal.connection.scalars(asked):
        entry = journal.source(source_id)
        if entry.source.original == article.sha256:
            return entry.source
    return None


def _sources_of(journal: Journal, event: Event) -> tuple[str, ...]:
    hashes = list(dict.fromkeys(evidence.article for evidence in event.evidence))
    asked = select(articles.c.sha256, articles.c.source_id).where(articles.c.sha256.in_(hashes))
    held = {row.sha256: row.source_id for row in journal.connection.execute(asked)}
    found = tuple(dict.fromkeys(held[sha256] for sha256 in hashes if sha256 in held))
    known = tuple(source_id for source_id in event.source_id if journal.find_source(source_id))
    if not (found or known):
        raise NotPossible(f"The archive does not hold the article that {event.event_id} was read from; add it first.")
    return tuple(dict.fromkeys((*known, *found)))


def _same(a: Event, b: Event) -> bool:
    return a.model_copy(update={"revision": b.revision}) == b
