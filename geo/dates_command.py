"""The command ``python -m geo dates``: the dates of articles as a table, or of many documents as JSON lines."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from geo.article import read_articles
from geo.dates import DateMention, read_dates
from geo.errors import BriefmapError
from geo.escape import to_xml_text
from geo.jsonl import Tally, run_lines

MAX_TOLD = 20
"""Most problems told of one file."""
STOPPED = 130
"""Exit status after Ctrl-C, as shells have it."""


def add_dates_command(parser: argparse.ArgumentParser, day: Callable[[str], date]) -> None:
    """Give a parser the arguments of the command; ``day`` reads a date from the command line."""
    parser.add_argument("file", nargs="*", type=Path, help="articles, to be shown as a table")
    parser.add_argument("--published", type=day, metavar="D", help="day the articles were published, like 2025-10-06")
    parser.add_argument("--jsonl", type=Path, metavar="IN", help="lines of {doc_id, text, dct}")
    parser.add_argument("-o", "--output", type=Path, metavar="OUT", help="lines of {doc_id, timexes}, for --jsonl")
    parser.add_argument("--workers", type=int, default=1, metavar="N", help="processes that read at once")
    parser.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> None:
    if bool(args.file) == bool(args.jsonl):
        raise BriefmapError("Name either article files or --jsonl IN -o OUT.")
    if not args.jsonl:
        for path in args.file:
            _show(path, args.published)
        return
    if not args.output:
        raise BriefmapError("Say with -o where the lines go.")
    if args.workers < 1:
        raise BriefmapError("--workers is a number from 1.")
    tell_tally(run_lines(args.jsonl, args.output, timexes_of, args.workers), args.output)


def timexes_of(document: dict[str, Any]) -> dict[str, Any]:
    """The dates of one document, ``{doc_id, text, dct}``, as TIMEX3.

    Raises
    ------
    ValueError
        If the text is no text, or the day of its creation (``dct``) is neither empty nor ISO 8601.
    """
    text, created = document.get("text"), document.get("dct")
    if not isinstance(text, str):
        raise ValueError("it has no text")
    try:
        published = date.fromisoformat(str(created)[:10]) if created else None
    except ValueError:
        raise ValueError(f"its dct {created!r:.40} is not a date like 2025-09-10") from None
    timexes = [{"start": m.start, "end": m.end, "type": m.type, "value": m.value} for m in read_dates(text, published)]
    return {"doc_id": document.get("doc_id"), "timexes": timexes}


def tell_tally(tally: Tally, output: Path) -> None:
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


def _show(path: Path, published: date | None) -> None:
    for article in read_articles(path):
        print(to_xml_text(f"{article.title}\n"))
        for mention in read_dates(article.text, published):
            print(to_xml_text(_line(mention)))
        print()


def _line(found: DateMention) -> str:
    words = " ".join(found.text.split())
    days = "-" if found.date_start is None else f"{found.date_start}"
    if found.date_end != found.date_start:
        days += f" to {found.date_end}"
    told = ", ".join(filter(None, (found.basis, "ongoing" if found.ongoing else "", found.note)))
    prec = found.date_prec or "-"
    return f"{found.start:>7}-{found.end:<7} {words:<26} {found.type:<8} {found.value:<22} {days:<24} {prec} {told}"
