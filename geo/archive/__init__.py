"""The archive: articles, sources, events and every change of them, in one SQLite file.

>>> from geo.archive import Archive                               # doctest: +SKIP
>>> with Archive.open() as archive:                               # doctest: +SKIP
...     draft = archive.entries("draft")[0]
...     archive.accept(draft.event.event_id, "Anna", draft.version)
"""

from geo.archive.archive import Archive
from geo.archive.articles import Added
from geo.archive.diff import FieldChange
from geo.archive.journal import Entry, SourceEntry
from geo.archive.reading import Changed, Changes, Regraded, Step
from geo.archive.search import Hit

__all__ = [
    "Added", "Archive", "Changed", "Changes", "Entry", "FieldChange", "Hit", "Regraded", "SourceEntry", "Step",
]  # fmt: skip
