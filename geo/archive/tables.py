"""The tables of the archive. Rows are added and never changed; what was before can always be read again.

Written for SQLite, in types that PostgreSQL has too. Full-text search is the engine's own: :mod:`geo.archive.search`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

metadata = MetaData()


class Utc(TypeDecorator[datetime]):
    """A moment in UTC. SQLite keeps no time zone, so it is taken off on the way in and put on again on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Refuse moments without a time zone, turn others into UTC."""
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Say that it is UTC."""
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _change() -> Column[int]:
    return Column("change_id", ForeignKey("changes.id"), nullable=False, index=True)


changes = Table(
    "changes", metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Utc, nullable=False, index=True),
    Column("who", String(300), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("note", Text, nullable=False, default=""),
    Column("undoes", ForeignKey("changes.id"), index=True),
    Index("ix_changes_who", "who", "id"),
)  # fmt: skip
"""The journal: one row a change, whatever it touches. The newest id is the archive's version counter."""

articles = Table(
    "articles", metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("source_id", String(300), nullable=False),
    _change(),
)  # fmt: skip
"""Article texts in the form that is hashed."""

shingles = Table(
    "shingles", metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    Column("sha256", ForeignKey("articles.sha256"), primary_key=True),
)  # fmt: skip
"""The sketch of each article (:mod:`geo.archive.sketch`), by which near duplicates are found."""

source_revisions = Table(
    "source_revisions", metadata,
    Column("id", Integer, primary_key=True),
    Column("source_id", String(300), nullable=False),
    Column("version", Integer, nullable=False),
    Column("status", String(20), nullable=False),
    Column("record", Text, nullable=False),
    _change(),
    UniqueConstraint("source_id", "version"),
)  # fmt: skip
"""Every state of every source: status ``cited``, ``held`` (with its article) or ``withdrawn``, and
:class:`geo.event.Source` as JSON."""

event_revisions = Table(
    "event_revisions", metadata,
    Column("id", Integer, primary_key=True),
    Column("event_id", String(64), nullable=False),
    Column("version", Integer, nullable=False),
    Column("status", String(20), nullable=False, index=True),
    Column("record", Text, nullable=False),
    Column("unsure", Text, nullable=False, default="[]"),
    Column("merged_into", String(64), index=True),
    _change(),
    UniqueConstraint("event_id", "version"),
)  # fmt: skip
"""Every state of every event, :class:`geo.event.Event` as JSON. That a version is there once is the optimistic lock."""

shipped = Table(
    "shipped", metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False),
    _change(),
)  # fmt: skip
"""Which sets of shipped events were loaded, by their hash."""
