"""The commands ``python -m geo backup``, ``restore`` and ``changes``."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from geo.archive import Archive, Changed
from geo.errors import BriefmapError
from geo.review_command import told
from geo.shipped import archive_path
from geo.who import whoever
from geo.words import number


def add_backup_command(parser: argparse.ArgumentParser) -> None:
    """Give a parser the arguments of ``backup``."""
    parser.add_argument("file", nargs="?", type=Path, help="a new file; without it one in `backups` beside the archive")
    parser.set_defaults(run=_backup)


def add_restore_command(parser: argparse.ArgumentParser) -> None:
    """Give a parser the arguments of ``restore``."""
    parser.add_argument("file", type=Path, help="a backup")
    parser.add_argument("--who", default=whoever(), help="who brings it back (without it: %(default)s)")
    parser.set_defaults(run=_restore)


def add_changes_command(parser: argparse.ArgumentParser, day: Callable[[str], date]) -> None:
    """Give a parser the arguments of ``changes``.

    Parameters
    ----------
    parser : ArgumentParser
    day : callable
        Reads a date out of an argument.
    """
    parser.add_argument("--since", type=day, required=True, metavar="D", help="first day, like 2026-11-01 (UTC)")
    parser.add_argument("--until", type=day, metavar="D", help="last day; without it, up to now")
    parser.set_defaults(run=_changes)


def _backup(args: argparse.Namespace) -> None:
    with _opened() as archive:
        copy = archive.backup(args.file)
        print(f"{copy} holds the archive as it stands, {number(archive.version(), 'change', 'changes')}.")


def _restore(args: argparse.Namespace) -> None:
    aside = Archive.restore(args.file, args.who)
    print(f"{archive_path()} is as {args.file.name} had it.")
    if aside:
        print(f"What was there before is kept as {aside}.")


def _changes(args: argparse.Namespace) -> None:
    if args.until and args.until < args.since:
        raise BriefmapError(f"The dates run backwards: --since {args.since} is after --until {args.until}.")
    with _opened() as archive:
        found = archive.changes(args.since, args.until)
    _tell("Added", found.added)
    _tell("Changed", found.changed)
    _tell("Retracted", found.retracted)
    for source in found.regraded:
        print(f"Source {source.after.source_id} “{source.after.title}” ({source.who}, {source.at:%Y-%m-%d %H:%M} UTC)")
        for change in source.fields:
            print(f"    {told(change)}")
    print(f"{len(found.added)} added, {len(found.changed)} changed, {len(found.retracted)} retracted.")


def _tell(what: str, events: Sequence[Changed]) -> None:
    for found in events:
        note = f": {found.note}" if found.note else ""
        print(
            f"{what}: {found.event.event_id} “{found.event.title}” ({found.who}, {found.at:%Y-%m-%d %H:%M} UTC{note})"
        )
        for change in found.fields:
            print(f"    {told(change)}")


def _opened() -> Archive:
    if not archive_path().exists():
        raise BriefmapError(f"There is no archive at {archive_path()} yet; the map shows what ships with Briefmap.")
    return Archive.open()
