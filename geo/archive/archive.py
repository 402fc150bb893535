"""The archive: the truth about articles, sources and events, in one file that can be copied."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from geo.archive import articles as _articles
from geo.archive import backups, merging, reading, review, search, shipping, undoing
from geo.archive.articles import Added, Drafted, free_id
from geo.archive.file import back_up, check, connect, make_current, writing
from geo.archive.file import reading as reading_from
from geo.archive.journal import Entry, Journal, SourceEntry
from geo.archive.reading import Changes, Moment, Step
from geo.archive.search import Hit
from geo.archive.tables import articles as article_table
from geo.article import Article
from geo.errors import ArchiveError, ArchiveReadOnly
from geo.event import Event, Source, Status
from geo.shipped import archive_path


class Archive:
    """Articles, sources, events and all their versions. Nothing is ever overwritten.

    Every method that changes something is one transaction: all of it is kept, or nothing. It takes ``who`` makes the
    change, and of an existing record the ``version`` that was read: if somebody else has changed it since, it raises
    :class:`~geo.errors.Conflict`. Opened with :meth:`open`; several threads and processes may use one file at once.
    """

    def __init__(self, path: Path, engine: Engine, read_only: bool):
        self.path = path
        self.read_only = read_only
        self._engine = engine

    @classmethod
    def open(cls, path: str | Path | None = None, *, with_shipped: bool = True, create: bool = True) -> Archive:
        """Open the archive, and make it where there is none.

        Parameters
        ----------
        path : path, optional
            Its file; :func:`archive_path` without it.
        with_shipped : bool
            Load the events that ship with Briefmap, if these are not in it yet.
        create : bool
            Make a new file where there is none.

        Raises
        ------
        ArchiveDamaged, ArchiveTooNew, ArchiveFull, ArchiveError
            If it cannot be used; it is left as it is.
        """
        file = Path(path) if path is not None else archive_path()
        new = not file.exists() or file.stat().st_size == 0
        if new:
            _make_room(file, create)
        read_only = not (os.access(file.parent, os.W_OK) and (new or os.access(file, os.W_OK)))
        archive = cls(file, connect(file, read_only), read_only)
        try:
            make_current(archive._engine, file, new, read_only)
            if not (read_only or new):
                backups.keep_daily(archive._engine, file)
            if with_shipped and not read_only:
                shipping.load(archive._engine, file)
        except BaseException:
            archive.close()
            raise
        return archive

    def close(self) -> None:
        """Give the file back."""
        self._engine.dispose()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *problem: object) -> None:
        self.close()

    # What is there

    def version(self) -> int:
        """A number that rises with every change anybody makes; asking costs a fraction of a millisecond."""
        with self._reading() as connection:
            return reading.newest(connection)

    def rewritten_since(self, version: int) -> bool:
        """Whether the archive was brought back from a backup since a version of it: all of it may be different then."""
        with self._reading() as connection:
            return reading.rewritten_since(connection, version)

    def events(
        self, status: Status | Collection[Status] = "confirmed", as_known_on: Moment | None = None
    ) -> list[Event]:
        """Events in some states, as they stand or as they were known; in the order in which they came."""
        return [entry.event for entry in self.entries(status, as_known_on)]

    def entries(
        self, status: Status | Collection[Status] | None = None, as_known_on: Moment | None = None, after: int = 0
    ) -> list[Entry]:
        """Events with what the archive knows of them; of every state without ``status``.

        Parameters
        ----------
        status : str or collection of str, optional
        as_known_on : int, date or datetime, optional
            A version of the archive, a moment, or a day, which stands for its end (UTC).
        after : int
            Only what a later version of the archive than this has touched.
        """
        wanted = (status,) if isinstance(status, str) else status
        with self._reading() as connection:
            at = None if as_known_on is None else reading.change_of(connection, as_known_on)
            return reading.entries(connection, wanted, at, after)

    def entry(self, event_id: str) -> Entry:
        """An event as it stands; :class:`~geo.errors.UnknownRecord` where there is none."""
        with self._reading() as connection:
            return Journal(connection, "reader", "read").event(event_id)

    def history(self, event_id: str) -> list[Step]:
        """Every version of an event: who made it, when, how, and what changed field by field."""
        with self._reading() as connection:
            return reading.history(connection, event_id)

    def changes(self, since: Moment, until: Moment | None = None) -> Changes:
        """What was added, changed and retracted of what is confirmed; a day counts whole at both ends (UTC)."""
        with self._reading() as connection:
            return reading.changes_between(connection, since, until)

    def sources(self, as_known_on: Moment | None = None) -> dict[str, SourceEntry]:
        """Sources by id, those included that were taken back (status ``withdrawn``)."""
        with self._reading() as connection:
            at = None if as_known_on is None else reading.change_of(connection, as_known_on)
            return reading.sources(connection, at)

    def article(self, sha256: str) -> Article | None:
        """An article by its hash, None where the archive does not hold it."""
        with self._reading() as connection:
            return _articles.held_article(connection, sha256)

    def article_hashes(self) -> list[str]:
        """Hashes of all articles, in the order in which they came."""
        with self._reading() as connection:
            return list(connection.scalars(select(article_table.c.sha256).order_by(article_table.c.id)))

    def recognise(self, article: Article) -> Added | None:
        """What adding an article would find there already; None if it would be new. Changes nothing."""
        with self._reading() as connection:
            return _articles.recognise(connection, article)

    def search(self, words: str, limit: int = 50) -> list[Hit]:
        """Events (of every state) and articles that hold all words or their beginnings, the best first."""
        with self._reading() as connection:
            return search.find(connection, words, limit)

    # What a person does

    def add_article(self, article: Article, who: str, source: Source | None = None, anyway: bool = False) -> Added:
        """Keep an article. The same again, or a copy with small edits, adds nothing and says so."""
        with self._change(who, "add_article") as journal:
            return _articles.add_article(journal, article, source, anyway)

    def add_drafts(self, drafts: Iterable[Drafted | Event], who: str) -> list[Entry]:
        """Keep what was read out of an article, for review; gives those that were not there already."""
        with self._change(who, "add_drafts") as journal:
            return _articles.add_drafts(journal, drafts)

    def ingest(
        self, article: Article, drafts: Iterable[Drafted | Event], who: str, source: Source | None = None,
        anyway: bool = False,
    ) -> tuple[Added, list[Entry]]:  # fmt: skip
        """Keep an article and its drafts in one change; nothing of either if the article adds nothing."""
        with self._change(who, "ingest") as journal:
            added = _articles.add_article(journal, article, source, anyway)
            return added, _articles.add_drafts(journal, drafts) if added.state == "new" else []

    def accept(
        self, event_id: str, who: str, version: int, fields: Mapping[str, Any] | None = None, note: str = ""
    ) -> Entry:
        """Confirm a draft, with ``fields`` put in their place."""
        with self._change(who, "accept", note) as journal:
            return review.accept(journal, event_id, version, fields or {})

    def revise(self, event_id: str, who: str, version: int, fields: Mapping[str, Any], note: str = "") -> Entry:
        """Change fields of a draft or confirmed event: any but its id and its revision."""
        with self._change(who, "revise", note) as journal:
            return review.revise(journal, event_id, version, fields)

    def reject(self, event_id: str, who: str, version: int, reason: str) -> Entry:
        """Put a draft aside, with the reason."""
        with self._change(who, "reject", _reason(reason)) as journal:
            return review.reject(journal, event_id, version)

    def retract(self, event_id: str, who: str, version: int, reason: str) -> Entry:
        """Take a confirmed event back, with the reason."""
        with self._change(who, "retract", _reason(reason)) as journal:
            return review.retract(journal, event_id, version)

    def merge(self, event_id: str, into: str, who: str, version: int, into_version: int, note: str = "") -> Entry:
        """Make an event another report of a known one; gives the known one. Disagreeing values stand side by side."""
        with self._change(who, "merge", note or f"{event_id} is another report of {into}") as journal:
            return merging.merge(journal, event_id, into, version, into_version)

    def split(
        self, event_id: str, who: str, version: int, parts: Sequence[Mapping[str, Any]], note: str = ""
    ) -> list[Entry]:
        """Make several events of one: for each part the fields in which it differs from it."""
        with self._change(who, "split", note or f"{event_id} was more than one event") as journal:
            ids: list[str] = []
            for number in range(2, len(parts) + 1):
                ids.append(free_id(journal, f"{event_id[:58]}-{number}", ids))
            return review.split(journal, event_id, version, parts, ids)

    def grade(
        self, source_id: str, who: str, version: int, reliability: str, credibility: int, note: str = ""
    ) -> SourceEntry:
        """Grade a source: reliability A-F, credibility 1-6."""
        with self._change(who, "grade", note) as journal:
            return review.grade(journal, source_id, version, reliability, credibility)

    def undo(self, who: str, change: int | None = None) -> list[Entry]:
        """Put back what a change did; without its number, the newest of ``who`` that stands. Undo an undo to redo."""
        with self._writing() as connection:
            number = undoing.newest_undoable(connection, who) if change is None else change
            return undoing.undo(Journal(connection, who, "undo", f"undo of change {number}", number), number)

    # The file

    def backup(self, target: str | Path | None = None) -> Path:
        """Copy the archive as it stands into a new file and check the copy, while others go on writing."""
        return back_up(self._engine, self.path, Path(target) if target else backups.backup_name(self.path))

    @staticmethod
    def restore(backup: str | Path, who: str, path: str | Path | None = None) -> Path | None:
        """Bring a backup back; gives where that which was there before is now (:func:`geo.archive.backups.restore`)."""
        return backups.restore(Path(backup), Path(path) if path is not None else archive_path(), who)

    def check(self) -> None:
        """Read the whole file and raise :class:`~geo.errors.ArchiveDamaged` if anything in it is broken."""
        check(self._engine, self.path)

    def _reading(self) -> Any:
        return reading_from(self._engine, self.path)

    @contextmanager
    def _writing(self) -> Iterator[Any]:
        if self.read_only:
            raise ArchiveReadOnly(
                f"{self.path} can be read but not written: this change was not kept. Copy it to a folder of your own "
                "and let BRIEFMAP_ARCHIVE name that."
            )
        with writing(self._engine, self.path) as connection:
            yield connection

    @contextmanager
    def _change(self, who: str, kind: str, note: str = "") -> Iterator[Journal]:
        with self._writing() as connection:
            yield Journal(connection, who, kind, note)


def _make_room(file: Path, create: bool) -> None:
    if not create:
        raise ArchiveError(f"There is no archive at {file}.")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ArchiveError(f"The archive's folder {file.parent} cannot be made: {error.strerror}.") from None


def _reason(text: str) -> str:
    if not text.strip():
        raise ArchiveError("Say why: a reason belongs to it.")
    return text.strip()
