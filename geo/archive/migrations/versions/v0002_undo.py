"""Indexes by which a person's newest change, and what was undone, are found at once."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the indexes."""
    op.create_index("ix_changes_who", "changes", ["who", "id"])
    op.create_index("ix_changes_undoes", "changes", ["undoes"])
    op.create_index("ix_event_revisions_merged_into", "event_revisions", ["merged_into"])
