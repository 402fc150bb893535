"""The command ``python -m geo dates``: the dates of articles as a table, or of many documents as JSON lines."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from geo.article import read_articles
from geo.dates import DateMention, read_dates
from geo.escape import to_xml_text
from geo.jsonl_command import add_documents, read_files_or_documents


def add_dates_command(parser: argparse.ArgumentParser, day: Callable[[str], date]) -> None:
    """Give a parser the arguments of the command; ``day`` reads a date from the command line."""
    add_documents(parser, "{doc_id, text, dct}", "{doc_id, timexes}")
    parser.add_argument("--published", type=day, metavar="D", help="day the articles were published, like 2025-10-06")
    parser.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> None:
    read_files_or_documents(args, lambda path: _show(path, args.published), timexes_of)


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
