"""Full-text search by the database's own engine: FTS5 of SQLite. Another engine needs another of these three functions.

The index follows from the records, so it alone is rewritten.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, text

from geo.event import Event
from geo.names import normalise
from geo.words import humanise

_WORD = re.compile(r"\w+")
MARK = "\u0002", "\u0003"
"""Stand before and after each word found in an excerpt: characters that no text of ours holds."""


@dataclass(frozen=True)
class Hit:
    """An event or article that was found."""

    kind: Literal["event", "article"]
    id: str
    """Event id, or hash of the article."""
    title: str
    excerpt: str
    """Some words around what was found, each found word between the characters of :data:`MARK`."""


def keep_event(connection: Connection, event: Event, place: int) -> None:
    """Put an event into the index, in place of what stood there of it.

    Parameters
    ----------
    connection : Connection
    event : Event
    place : int
        Its place in the order of all events.
    """
    body = [event.event_id, event.summary, humanise(event.layer), humanise(event.sub_type)]
    body += [place.name for place in event.places]
    body += [name for party in event.participants for name in (party.actor, party.iso3) if name]
    body += [value for value in event.facts.values() if isinstance(value, str)]
    _keep(connection, 2 * place, "event", event.event_id, event.title, " · ".join(body))


def keep_article(connection: Connection, sha256: str, title: str, body: str, place: int) -> None:
    """Put an article into the index; ``place`` is its place in the order of all articles."""
    _keep(connection, 2 * place + 1, "article", sha256, title, body)


def find(connection: Connection, words: str, limit: int) -> list[Hit]:
    """What holds all of the words, or words that begin with them, the best first."""
    asked = [f'("{word}"* OR "{normalise(word)}"*)' for word in _WORD.findall(words) if normalise(word)]
    if not asked:
        return []
    rows = connection.execute(
        text(
            "SELECT kind, id, title, snippet(words, 3, :before, :after, '…', 12) AS excerpt FROM words "
            "WHERE words MATCH :asked ORDER BY bm25(words, 0, 0, 4.0, 1.0, 1.0), rowid LIMIT :limit"
        ),
        {"asked": " AND ".join(asked), "limit": limit, "before": MARK[0], "after": MARK[1]},
    )
    return [Hit(row.kind, row.id, row.title, row.excerpt) for row in rows]


def _keep(connection: Connection, row: int, kind: str, key: str, title: str, body: str) -> None:
    # The engine takes accents off, but knows nothing of letters such as ł and ø.
    plain = " ".join(normalise(word) for word in _WORD.findall(f"{title} {body}") if not word.isascii())
    connection.execute(text("DELETE FROM words WHERE rowid = :row"), {"row": row})
    connection.execute(
        text(
            "INSERT INTO words (rowid, kind, id, title, body, plain) VALUES (:row, :kind, :id, :title, :body, :plain)"
        ),
        {"row": row, "kind": kind, "id": key, "title": title, "body": body, "plain": plain},
    )
