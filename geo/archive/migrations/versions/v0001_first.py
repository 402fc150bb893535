"""The first form of the archive."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    change = ("change_id", sa.Integer)
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, index=True),
        sa.Column("who", sa.String(300), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("undoes", sa.Integer, sa.ForeignKey("changes.id")),
    )
    op.create_table(
        "articles",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sha256", sa.String(64), nullable=False, unique=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("source_id", sa.String(300), nullable=False),
        sa.Column(*change, sa.ForeignKey("changes.id"), nullable=False, index=True),
    )
    op.create_table(
        "shingles",
        sa.Column("hash", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("sha256", sa.String(64), sa.ForeignKey("articles.sha256"), primary_key=True),
    )
    op.create_table(
        "source_revisions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("source_id", sa.String(300), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column(*change, sa.ForeignKey("changes.id"), nullable=False, index=True),
        sa.UniqueConstraint("source_id", "version"),
    )
    op.create_table(
        "event_revisions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("event_id", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("status", sa.String(20), nullable=False, index=True),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("unsure", sa.Text, nullable=False),
        sa.Column("merged_into", sa.String(64)),
        sa.Column(*change, sa.ForeignKey("changes.id"), nullable=False, index=True),
        sa.UniqueConstraint("event_id", "version"),
    )
    op.create_table(
        "shipped",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column(*change, sa.ForeignKey("changes.id"), nullable=False, index=True),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE words USING fts5("
            "kind UNINDEXED, id UNINDEXED, title, body, plain, tokenize = 'unicode61 remove_diacritics 2')"
        )
