"""The command ``python -m geo load``: events out of files, told on standard output and written on request."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from geo.column_map import ColumnMap, guess
from geo.errors import BriefmapError
from geo.escape import to_xml_text
from geo.export import View, to_geojson
from geo.known import known_store
from geo.load import Loaded, load_file
from geo.mapping import apply
from geo.marking import read_marking
from geo.store import SortedOut, Store
from geo.table import MAX_BYTES, Table
from geo.words import number

MAX_TOLD = 50
"""Most problems told of one file."""
SAMPLE = 100
"""Rows that a proposed mapping is made from."""


def add_load_command(parser: argparse.ArgumentParser, write: Callable[[bytes, Path | None], None]) -> None:
    """Give a parser the arguments of the command.

    Parameters
    ----------
    parser : ArgumentParser
    write : callable
        Writes a text to a file, all or nothing.
    """
    parser.add_argument("file", nargs="+", type=Path, help="GeoJSON, CSV or Parquet")
    parser.add_argument(
        "--map", type=Path, metavar="MAP.json", help="which columns hold what, for files of other forms"
    )
    parser.add_argument("--suggest", action="store_true", help="print a mapping to start from, and load nothing")
    parser.add_argument("-o", "--output", type=Path, metavar="OUT.geojson", help="write the loaded events")
    parser.set_defaults(run=lambda args: _suggest(args) if args.suggest else _load(args, write))


def _load(args: argparse.Namespace, write: Callable[[bytes, Path | None], None]) -> None:
    columns = ColumnMap.from_json(_text(args.map)) if args.map else None
    store = known_store()
    accepted: set[str] = set()
    for path in args.file:
        try:
            loaded = _read(path, columns, store)
        except (BriefmapError, OSError) as error:
            said = f"{path}: {error.strerror}." if isinstance(error, OSError) else str(error)
            print(f"briefmap: {said}", file=sys.stderr)
            continue
        store, found = store.with_loaded(loaded, path.name)
        accepted.update(found.known, (event.event_id for event in found.new))
        _tell(path, loaded, found)
    if not accepted:
        raise BriefmapError("No event was accepted.")
    if args.output:
        events = store.events[store.events["event_id"].isin(accepted)]
        sources = tuple(store.sources.values())
        about = View(filter="events loaded from files", marking=read_marking().text, sources=sources)
        write(to_geojson(events, about).encode("utf-8"), args.output)
        print(f"{args.output}: {number(len(events), 'event', 'events')} written.")


def _read(path: Path, columns: ColumnMap | None, store: Store) -> Loaded:
    known = {event.event_id for event in store.records}
    found = load_file(path.name, _bytes(path), known)
    if isinstance(found, Loaded):
        return found
    if columns is None:
        raise BriefmapError(
            f"{path.name} is not in Briefmap's own form: say with --map what its columns hold; "
            "--suggest prints a mapping to start from."
        )
    return apply(columns, found, known)


def _suggest(args: argparse.Namespace) -> None:
    for path in args.file:
        found = load_file(path.name, _bytes(path))
        if not isinstance(found, Table):
            raise BriefmapError(f"{path.name} is in Briefmap's own form; it needs no mapping.")
        print(guess(found.columns, found.rows[:SAMPLE]).to_json())


def _tell(path: Path, loaded: Loaded, found: SortedOut) -> None:
    already = f" ({len(found.known):,} of them known already)" if found.known else ""
    accepted, rejected = len(found.new) + len(found.known), loaded.rejected + len(found.problems)
    # A terminal cannot be told what is no text, and on Linux a file's name may be none.
    print(f"{to_xml_text(path.name)}: {accepted:,} accepted{already}, {rejected:,} rejected of {loaded.given:,}.")
    for note in loaded.notes:
        print(f"  {note}")
    problems = [*loaded.problems, *found.problems]
    for problem in problems[:MAX_TOLD]:
        print(f"  {problem}")
    if len(problems) > MAX_TOLD:
        print(f"  and {len(problems) - MAX_TOLD:,} more problems")


def _bytes(path: Path) -> bytes:
    """A file's bytes; one that is too large is not read to its end."""
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise BriefmapError(f"{path} is not UTF-8 text.") from None
