"""What commands share that read either articles, to be shown, or many documents as JSON lines, to be written."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from geo.errors import BriefmapError
from geo.escape import to_xml_text
from geo.jsonl import Tally, run_lines

MAX_TOLD = 20
"""Most problems told of one file."""
STOPPED = 130
"""Exit status after Ctrl-C, as shells have it."""


def add_documents(parser: argparse.ArgumentParser, given: str, written: str) -> None:
    """Give a parser the arguments that such commands share, with the form of a line that is read and written."""
    parser.add_argument("file", nargs="*", type=Path, help="articles, to be shown as a table")
    parser.add_argument("--jsonl", type=Path, metavar="IN", help=f"lines of {given}")
    parser.add_argument("-o", "--output", type=Path, metavar="OUT", help=f"lines of {written}, for --jsonl")
    parser.add_argument("--workers", type=int, default=1, metavar="N", help="processes that read at once")


def read_files_or_documents(
    args: argparse.Namespace, show: Callable[[Path], None], read: Callable[[dict[str, Any]], dict[str, Any]]
) -> None:
    """Show each file, or read the documents of ``--jsonl``, write the answers and say what became of them.

    Raises
    ------
    BriefmapError
        If the arguments ask for both or neither, do not say where to, or no document could be read.
    """
    if bool(args.file) == bool(args.jsonl):
        raise BriefmapError("Name either article files or --jsonl IN -o OUT.")
    for path in args.file:
        show(path)
    if not args.jsonl:
        return
    if not args.output:
        raise BriefmapError("Say with -o where the lines go.")
    if args.workers < 1:
        raise BriefmapError("--workers is a number from 1.")
    _tell(run_lines(args.jsonl, args.output, read, args.workers), args.output)


def _tell(tally: Tally, output: Path) -> None:
    """Say what became of the documents; end with status 130 after Ctrl-C.

    Raises
    ------
    BriefmapError
        If documents were given and none could be read.
    """
    for problem in tally.problems[:MAX_TOLD]:
        print(f"  {to_xml_text(str(problem))}")
    if len(tally.problems) > MAX_TOLD:
        print(f"  and {len(tally.problems) - MAX_TOLD:,} more problems")
    print(f"{output}: {tally.written:,} written, {len(tally.problems):,} rejected of {tally.given:,}.")
    if tally.stopped:
        print("Stopped before the end; what is written is whole.")
        raise SystemExit(STOPPED)
    if tally.given and not tally.written:
        raise BriefmapError("No document could be read.")
