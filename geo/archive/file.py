"""The archive's file: opened, brought to today's form, backed up, and every failure told in one sentence."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError

from geo.errors import ArchiveDamaged, ArchiveError, ArchiveFull, ArchiveReadOnly, ArchiveTooNew

FORM = "0002"
"""The newest form: the last file of ``migrations/versions``."""
PATIENCE = 60.0
"""Seconds that a writer waits for another."""
WAY_ON = "`python -m geo restore BACKUP` brings a backup back; BRIEFMAP_ARCHIVE names another file."


def connect(path: Path, read_only: bool) -> Engine:
    """An engine for the archive's file.

    Write-ahead logging lets readers read while one writes; ``synchronous=FULL`` means that what was acknowledged is
    on the disk. Where the folder cannot be written, SQLite cannot keep its own files beside the archive; it is then
    opened as unchanging, or, with a log still to be read, from a copy.
    """
    address = f"file:{quote(str(path))}?mode={'ro' if read_only else 'rwc'}"
    if read_only and not os.access(path.parent, os.W_OK):
        log = path.with_name(path.name + "-wal")
        if log.exists() and log.stat().st_size:
            copy = Path(tempfile.mkdtemp(prefix="briefmap-")) / path.name
            for part in (path, log):
                shutil.copyfile(part, copy.with_name(part.name))
            address = f"file:{quote(str(copy))}?mode=rw"
        else:
            address += "&immutable=1"

    def opened() -> sqlite3.Connection:
        found = sqlite3.connect(address, PATIENCE, uri=True, isolation_level=None, check_same_thread=False)
        found.execute("PRAGMA foreign_keys = ON")
        found.execute("PRAGMA synchronous = FULL")
        return found

    engine = create_engine("sqlite+pysqlite://", creator=opened, poolclass=QueuePool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer takes its turn at once: one that read first and wrote later would fail, not wait.
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


@contextmanager
def reading(engine: Engine, path: Path) -> Iterator[Connection]:
    """A connection that sees one state of the archive, whatever others write meanwhile."""
    with telling(path), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine, path: Path) -> Iterator[Connection]:
    """A connection within one transaction: all of it is kept, or nothing."""
    with telling(path), engine.connect() as connection:
        writer = connection.execution_options(writes=True)
        with writer.begin():
            yield writer


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turn what the database complains of into one sentence that says what to do."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        origin = error.orig if isinstance(error, DBAPIError) else error
        raise _sentence(path, origin) from error


def make_current(
    engine: Engine, path: Path, new: bool = False, read_only: bool = False, copy_first: bool = True
) -> None:
    """Make the tables, or bring an older archive to today's form after a backup copy of it.

    Raises
    ------
    ArchiveTooNew, ArchiveDamaged, ArchiveReadOnly
        If a newer Briefmap wrote it, it is something else, or it is older and cannot be written.
    """
    form = form_of(engine, path)
    if form == FORM:
        return
    if form is None and not new and not _is_empty(engine, path):
        raise ArchiveDamaged(f"{path} is a database, but not an archive of Briefmap; it was left as it is. {WAY_ON}")
    from alembic import command  # only a file of another form needs it
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    settings.set_main_option("path_separator", "os")
    known = [script.revision for script in ScriptDirectory.from_config(settings).walk_revisions()]
    if form is not None and form not in known:
        raise ArchiveTooNew(
            f"{path} was written by a newer Briefmap (form {form[:20]}; this one knows up to {FORM}); it was left as "
            "it is. Update Briefmap, or let BRIEFMAP_ARCHIVE name another file."
        )
    if read_only:
        raise ArchiveReadOnly(
            f"{path} is of an older form ({form or 'none'}) and cannot be written, so it cannot be brought to today's. "
            "Copy it to a folder of your own and let BRIEFMAP_ARCHIVE name that."
        )
    if form is not None and copy_first:
        back_up(engine, path, path.with_name(f"{path.stem}-form-{form}-{stamp()}{path.suffix}"))
    with writing(engine, path) as connection:
        if _form(connection) != FORM:  # nobody else was faster
            settings.attributes["connection"] = connection
            command.upgrade(settings, "head")
    if new:
        _log_ahead(engine, path)


def form_of(engine: Engine, path: Path) -> str | None:
    """The form of an archive, None where there is none."""
    with reading(engine, path) as connection:
        return _form(connection)


def check(engine: Engine, path: Path) -> None:
    """Read the whole file.

    Raises
    ------
    ArchiveDamaged
        If anything in it is broken.
    """
    with telling(path), engine.connect() as connection:
        found = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    if list(found) != ["ok"]:
        raise ArchiveDamaged(f"The archive {path} is damaged ({_first_line(found)}); it was left as it is. {WAY_ON}")


def back_up(engine: Engine, path: Path, target: Path) -> Path:
    """Copy the archive as it stands to a new file, while others go on writing.

    Raises
    ------
    ArchiveError
        If the target is there already, or cannot be written.
    """
    if target.exists():
        raise ArchiveError(f"{target} is there already; a backup never overwrites a file.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".briefmap-")
        os.close(handle)
    except OSError as error:
        raise ArchiveError(f"The backup {target} cannot be written: {error.strerror}.") from None
    unfinished = Path(name)
    try:
        with telling(target), engine.connect() as source:
            copy = sqlite3.connect(unfinished, isolation_level=None)
            try:
                source.connection.driver_connection.backup(copy)  # type: ignore[union-attr]
                copy.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
                if (found := copy.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
                    raise ArchiveDamaged(
                        f"The archive {path} is damaged ({_first_line([found])}); it was left as it is. {WAY_ON}"
                    )
            finally:
                copy.close()
        os.replace(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def _first_line(found: Sequence[str]) -> str:
    return next((line.strip() for text in found for line in text.splitlines() if not line.startswith("***")), "empty")


def stamp() -> str:
    """Now, as it may stand in a file's name."""
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")


def _form(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def _is_empty(engine: Engine, path: Path) -> bool:
    with reading(engine, path) as connection:
        return not inspect(connection).get_table_names()


def _log_ahead(engine: Engine, path: Path) -> None:
    """Switch to write-ahead logging; SQLite does not wait for others in this, so we do."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with engine.connect() as connection:
                connection.connection.driver_connection.execute("PRAGMA journal_mode = WAL")  # type: ignore[union-attr]
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise _sentence(path, error) from error
            time.sleep(0.02)


def _sentence(path: Path, error: BaseException | None) -> ArchiveError:
    code = getattr(error, "sqlite_errorname", "") or ""
    if code.startswith("SQLITE_FULL") or (code.startswith("SQLITE_IOERR") and _no_room(path)):
        return ArchiveFull(
            f"The disk that holds {path} is full: this change was not kept, everything before it is. "
            "Make room, then repeat it."
        )
    if code.startswith("SQLITE_READONLY"):
        return ArchiveReadOnly(f"{path} can be read but not written: this change was not kept. {WAY_ON}")
    if code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT")):
        return ArchiveDamaged(f"The archive {path} is damaged; it was left as it is. {WAY_ON}")
    if code.startswith("SQLITE_CANTOPEN"):
        return ArchiveError(f"The archive {path} cannot be opened: check that its folder is there and may be read.")
    if code.startswith("SQLITE_BUSY"):
        return ArchiveError(f"Others kept {path} busy for {PATIENCE:.0f} seconds: this change was not kept. Repeat it.")
    return ArchiveError(f"The archive {path} could not do this, and kept nothing of it: {error}.")


def _no_room(path: Path) -> bool:
    return shutil.disk_usage(path.parent).free < 1_000_000
