"""Alembic's way in: brings the archive behind an open connection to another form, within that connection's transaction.

It is called by :mod:`geo.archive.file` only, never by alembic's own command line.
"""

from alembic import context

from geo.archive.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
context.run_migrations()
