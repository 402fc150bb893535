"""Everything an archive holds as it stands, in one snapshot that follows its changes and is shared by all sessions."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field

from geo.archive import Archive, Entry, SourceEntry


@dataclass(frozen=True)
class Snapshot:
    """An archive at one version. Nobody may change it."""

    version: int = 0
    entries: Mapping[str, Entry] = field(default_factory=dict)
    """Events of every state by id, in the order in which they came."""
    sources: Mapping[str, SourceEntry] = field(default_factory=dict)

    def of_article(self, sha256: str) -> list[Entry]:
        """The events whose evidence stands in an article, in the order of the text."""
        found = [
            (min(e.start for e in entry.event.evidence if e.article == sha256), entry)
            for entry in self.entries.values()
            if any(e.article == sha256 for e in entry.event.evidence)
        ]
        return [entry for _, entry in sorted(found, key=lambda item: (item[0], item[1].place))]

    def source_of_article(self, sha256: str) -> SourceEntry | None:
        """The source whose text an article is."""
        return next((s for s in self.sources.values() if sha256 in (s.source.original, s.source.brief)), None)


class Board:
    """Follows one archive; what was not touched since the last look is not read again."""

    def __init__(self, archive: Archive):
        self.archive = archive
        self._lock = threading.Lock()
        self._now = Snapshot()

    def look(self) -> Snapshot:
        """The archive as it stands; the same object until something changes."""
        with self._lock:
            version = self.archive.version()
            if version != self._now.version:
                whole = self.archive.rewritten_since(self._now.version)
                touched = self.archive.entries(after=0 if whole else self._now.version)
                entries = {} if whole else dict(self._now.entries)
                entries.update((entry.event.event_id, entry) for entry in touched)
                in_order = dict(sorted(entries.items(), key=lambda item: item[1].place))
                self._now = Snapshot(version, in_order, self.archive.sources())
            return self._now
