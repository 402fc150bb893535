"""Backups: made while others write, kept one a day, and brought back without losing what is there now."""

from __future__ import annotations

import contextlib
import os
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, select, text

from geo.archive.file import back_up, check, connect, form_of, make_current, stamp, telling, writing
from geo.archive.reading import newest
from geo.archive.tables import changes, metadata
from geo.errors import ArchiveDamaged, ArchiveError, ArchiveTooNew

FOLDER = "backups"
DAYS = 7
"""Daily copies that are kept."""


def backup_name(path: Path) -> Path:
    """Where a backup of an archive goes if nobody says where: into ``backups`` beside it."""
    return path.parent / FOLDER / f"{path.stem}-{stamp()}{path.suffix}"


def keep_daily(engine: Engine, path: Path) -> None:
    """Copy the archive once a day, check the copy, and let the oldest go.

    Raises
    ------
    ArchiveDamaged
        If it is not whole; the copies of the days before are left alone then.
    """
    target = path.parent / FOLDER / f"{path.stem}-{datetime.now(UTC):%Y-%m-%d}{path.suffix}"
    if target.exists():
        return
    try:
        back_up(engine, path, target)
    except ArchiveDamaged:
        raise
    except ArchiveError:
        return  # a full disk, or somebody else was faster: the archive itself is no worse for it
    for old in sorted(target.parent.glob(f"{path.stem}-????-??-??{path.suffix}"))[:-DAYS]:
        old.unlink(missing_ok=True)


def restore(backup: Path, path: Path, who: str) -> Path | None:
    """Bring a backup back, in one transaction, while others may have the archive open.

    What is there now is copied or moved aside first.

    Parameters
    ----------
    backup : Path
        A file that :func:`~geo.archive.file.back_up` made, of this form or an older one.
    path : Path
        The archive.
    who : str
        Who brings it back; stands in the journal.

    Returns
    -------
    Path or None
        Where that which was there is now; None if nothing was.

    Raises
    ------
    ArchiveError
        If the backup cannot be used. Nothing has changed then.
    """
    fresh = path.with_name(f".{path.stem}-restoring-{stamp()}{path.suffix}")
    try:
        _prepare(backup, fresh)
        aside = path.with_name(f"{path.stem}-before-{stamp()}{path.suffix}")
        if not path.exists():
            _sign(fresh, who, backup.name, 0)
            os.replace(fresh, path)
            return None
        try:
            _put_into(path, fresh, aside, who, backup.name)
        except (ArchiveDamaged, ArchiveTooNew):
            for log in ("", "-wal", "-shm"):
                with contextlib.suppress(FileNotFoundError):
                    os.replace(f"{path}{log}", f"{aside}{log}")
            _sign(fresh, who, backup.name, 0)
            os.replace(fresh, path)
        return aside
    except OSError as error:
        raise ArchiveError(f"{path} cannot be written: {error.strerror}.") from None
    finally:
        for log in ("", "-wal", "-shm", "-journal"):
            Path(f"{fresh}{log}").unlink(missing_ok=True)


def _prepare(backup: Path, fresh: Path) -> None:
    """A copy of the backup that is whole and of today's form."""
    if not backup.is_file():
        raise ArchiveError(f"There is no backup {backup}.")
    source = connect(backup, read_only=True)
    try:
        check(source, backup)
        if form_of(source, backup) is None:
            raise ArchiveDamaged(f"{backup} is no archive of Briefmap; nothing was changed.")
        fresh.parent.mkdir(parents=True, exist_ok=True)
        back_up(source, backup, fresh)
    finally:
        source.dispose()
    engine = connect(fresh, read_only=False)
    try:
        make_current(engine, fresh, copy_first=False)
    finally:
        engine.dispose()


def _put_into(path: Path, fresh: Path, aside: Path, who: str, name: str) -> None:
    """Put the rows of one archive in the place of another's; its readers see the one or the other."""
    engine = connect(path, read_only=False)
    try:
        check(engine, path)
        make_current(engine, path)
        with telling(path), engine.connect() as connection:
            connection.connection.driver_connection.execute("ATTACH ? AS fresh", (str(fresh),))  # type: ignore[union-attr]
            writer = connection.execution_options(writes=True)
            with writer.begin():
                back_up(engine, path, aside)
                number = max(newest(writer), int(writer.scalar(text("SELECT max(id) FROM fresh.changes")) or 0)) + 1
                _replace_rows(writer)
                _journal(writer, who, name, number)
            connection.connection.driver_connection.execute("DETACH fresh")  # type: ignore[union-attr]
    finally:
        engine.dispose()


def _replace_rows(connection: Connection) -> None:
    for table in reversed(metadata.sorted_tables):
        connection.execute(text(f"DELETE FROM main.{table.name}"))
    for table in metadata.sorted_tables:
        columns = ", ".join(column.name for column in table.columns)
        connection.execute(text(f"INSERT INTO main.{table.name} ({columns}) SELECT {columns} FROM fresh.{table.name}"))
    connection.execute(text("DELETE FROM main.words"))
    columns = "rowid, kind, id, title, body, plain"
    connection.execute(text(f"INSERT INTO main.words ({columns}) SELECT {columns} FROM fresh.words"))


def _sign(path: Path, who: str, name: str, number: int) -> None:
    engine = connect(path, read_only=False)
    try:
        with writing(engine, path) as connection:
            _journal(connection, who, name, max(number, newest(connection) + 1))
    finally:
        engine.dispose()


def _journal(connection: Connection, who: str, name: str, number: int) -> None:
    last = connection.scalar(select(changes.c.at).order_by(changes.c.id.desc()).limit(1))
    now = datetime.now(UTC)
    row = {"id": number, "at": max(now, last) if last else now, "who": who, "kind": "restore"}
    connection.execute(insert(changes).values(note=f"brought back from {name}", **row))
