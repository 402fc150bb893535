"""What is known just now: the archive where there is one, else what ships; as the store that pages and exports show.

A store never changes. When somebody, here or in another process, has changed the archive, the next call gives a new
store, made from the old one and the few events that were touched.
"""

from __future__ import annotations

import copy
import functools
import os
import threading
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd

from geo.article import Article
from geo.errors import ArchiveError
from geo.event import Event, Status
from geo.shipped import archive_path, default_store
from geo.store import Store

if TYPE_CHECKING:
    from geo.archive import Archive

Moment = int | date | datetime
SHOWN: tuple[Status, ...] = ("confirmed", "draft")
"""States of an event that a store may hold, drafts only if they are asked for."""


class Known:
    """Follows one archive, which need not be there yet."""

    def __init__(self, path: Path):
        self.path = path
        self._lock = threading.Lock()
        self._forget()

    def store(self, drafts: bool = False) -> Store:
        """What is known just now: the same object until something changes.

        Parameters
        ----------
        drafts : bool
            With the drafts, beside what is confirmed.

        Raises
        ------
        geo.errors.ArchiveError
            If there is an archive, and it cannot be used.
        """
        with self._lock:
            archive = self._open()
            if archive is None:
                return default_store()
            if (version := archive.version()) != self._version:
                self._follow(archive, version)
            if drafts not in self._stores:
                self._stores[drafts] = self._make(archive, drafts)
            return self._stores[drafts]

    def state(self) -> str:
        """What anybody shows just now, in a word that changes whenever :meth:`store` would give something else."""
        with self._lock:
            try:
                archive = self._open()
                return "" if archive is None else "-".join(map(str, (*(self._file or ()), archive.version())))
            except ArchiveError as error:
                return str(error)

    def archive(self) -> Archive | None:
        """The archive, None where there is none yet.

        Raises
        ------
        geo.errors.ArchiveError
            If there is one, and it cannot be used.
        """
        with self._lock:
            return self._open()

    def as_known_on(self, moment: Moment, drafts: bool = False) -> Store:
        """What was known then: a version of the archive, a moment, or a day, which stands for its end (UTC).

        Of what only ships, it counts when a record was last revised.
        """
        with self._lock:
            archive = self._open()
            if archive is None:
                shipped = default_store()
                day = moment.date() if isinstance(moment, datetime) else moment
                then = [e for e in shipped.records if not isinstance(day, date) or e.revision.when <= day]
                return shipped.renewed(then, shipped.sources, shipped.texts)
            events = archive.events(SHOWN if drafts else SHOWN[:1], moment)
            sources = {key: entry.source for key, entry in archive.sources(moment).items()}
        return self.store(drafts).renewed(events, sources, Texts(archive, default_store().texts))

    def drafts(self) -> int:
        """How many drafts wait, at the last look."""
        return sum(event.revision.status == "draft" for _, event in self._events.values())

    def _forget(self) -> None:
        self._archive: Archive | None = None
        self._file: tuple[int, int] | None = None
        self._version = 0
        self._events: dict[str, tuple[int, Event]] = {}
        self._stores: dict[bool, Store] = {}
        self._stale: dict[bool, Store] = {}

    def _open(self) -> Archive | None:
        try:
            found = os.stat(self.path)  # noqa: PTH116  asked with every look at a page
            file = (found.st_dev, found.st_ino) if found.st_size else None
        except OSError:
            file = None
        if file != self._file or file is None:
            if self._archive:
                self._archive.close()
            self._forget()
            if file is not None:
                from geo.archive import Archive  # only who keeps an archive waits for the database

                self._archive = Archive.open(self.path)
                self._file = file
        return self._archive

    def _follow(self, archive: Archive, version: int) -> None:
        """Read what was touched since the version held."""
        whole = archive.rewritten_since(self._version)
        if whole:
            self._events = {}
        for entry in archive.entries(after=0 if whole else self._version):
            if entry.status in SHOWN:
                before = self._events.get(entry.event.event_id)
                if before is None or before[1] != entry.event:
                    self._events[entry.event.event_id] = (entry.place, entry.event)
            else:
                self._events.pop(entry.event.event_id, None)
        self._version = version
        self._stale |= self._stores
        self._stores = {}

    def _make(self, archive: Archive, drafts: bool) -> Store:
        states = SHOWN if drafts else SHOWN[:1]
        in_order = [event for _, event in sorted(self._events.values(), key=lambda item: item[0])]
        records = [event for event in in_order if event.revision.status in states]
        sources = {key: entry.source for key, entry in archive.sources().items() if entry.status != "withdrawn"}
        before = self._stale.pop(drafts, None) or default_store()
        return before.renewed(records, sources, Texts(archive, default_store().texts))


class Texts(Mapping[str, Article]):
    """Texts by hash: those that ship or are in the library, and those of the archive, read when they are asked for."""

    def __init__(self, archive: Archive, others: Mapping[str, Article]):
        self._archive, self._others = archive, others
        self._read = functools.lru_cache(maxsize=64)(archive.article)

    def __getitem__(self, sha256: str) -> Article:
        found = self._others.get(sha256) or self._read(sha256)
        if found is None:
            raise KeyError(sha256)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*self._others, *self._archive.article_hashes())))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def known_store(drafts: bool = False) -> Store:
    """What is known just now, of the archive that ``BRIEFMAP_ARCHIVE`` names, or of what ships; see :class:`Known`."""
    return following().store(drafts)


def following() -> Known:
    """What follows the archive that ``BRIEFMAP_ARCHIVE`` names, one in a process."""
    return _known(archive_path())


def store_as_known_on(moment: Moment, drafts: bool = False) -> Store:
    """What was known at a moment; see :meth:`Known.as_known_on`."""
    return following().as_known_on(moment, drafts)


def drafts_waiting() -> int:
    """How many drafts the archive held when :func:`known_store` last looked."""
    return _known(archive_path()).drafts()


def load_events(drafts: bool = False) -> gpd.GeoDataFrame:
    """The reviewed events as a GeoDataFrame (EPSG:4326, lon/lat), a copy that the caller may change."""
    events = known_store(drafts).events.copy()
    for column in ("places", "participants", "facts", "evidence", "revision", "sources"):
        events[column] = events[column].map(copy.deepcopy)
    return events


@functools.cache
def _known(path: Path) -> Known:
    return Known(path)
