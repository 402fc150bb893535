"""The command ``python -m geo geoparse``: the places of articles as a table, or of many documents as JSON lines."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from geo.article import Article, read_articles
from geo.escape import to_xml_text
from geo.geoparse import Toponym, geoparse
from geo.jsonl_command import add_documents, read_files_or_documents

HEAD = ("at", "name", "kind", "place", "iso3", "lat, lon", "score", "why")
WIDEST = 36
"""Characters of the widest column but the last."""


def add_geoparse_command(parser: argparse.ArgumentParser) -> None:
    """Give a parser the arguments of the command."""
    add_documents(parser, "{doc_id, text}", "{doc_id, toponyms}")
    parser.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> None:
    read_files_or_documents(args, _show, toponyms_of)


def _show(path: Path) -> None:
    for article in read_articles(path):
        print(f"{_cell(article.title)}\n{table(read(article))}\n")


def read(article: Article) -> list[Toponym]:
    """The places of an article, its dateline and publisher taken as hints."""
    place = article.dateline.place if article.dateline else None
    return geoparse(article.text, dateline=place.text if place else None, publisher=article.publisher)


def toponyms_of(document: dict[str, Any]) -> dict[str, Any]:
    """The places of one document, ``{doc_id, text}``; offsets count characters of the text, ends are exclusive.

    Raises
    ------
    ValueError
        If the text is no text.
    """
    text = document.get("text")
    if not isinstance(text, str):
        raise ValueError("it has no text")
    return {"doc_id": document.get("doc_id"), "toponyms": [record(t) for t in geoparse(text)]}


def record(toponym: Toponym) -> dict[str, Any]:
    """A toponym as it stands in JSON lines."""
    place = toponym.place
    return {
        "start": toponym.start, "end": toponym.end, "text": toponym.text,
        "lat": place.lat if place else None, "lon": place.lon if place else None, "iso3": toponym.iso3,
        "geonameid": place.geonameid if place else None, "kind": toponym.kind, "score": toponym.score,
        "reason": toponym.reason,
    }  # fmt: skip


def table(toponyms: list[Toponym]) -> str:
    """Toponyms as aligned text, coordinates (lat, lon)."""
    rows = [HEAD]
    for t in toponyms:
        where = f"{t.place.lat:.3f}, {t.place.lon:.3f}" if t.place else "-"
        name = t.place.name if t.place else "-"
        told = (str(t.start), t.text, t.kind, name, t.iso3 or "-", where, f"{t.score:.2f}", t.reason)
        rows.append(tuple(_cell(cell) for cell in told))  # type: ignore[arg-type]
    widths = [min(WIDEST, max(len(row[n]) for row in rows)) for n in range(len(HEAD) - 1)]
    return "\n".join("  ".join([*(c.ljust(w) for c, w in zip(row, widths, strict=False)), row[-1]]) for row in rows)


def _cell(text: str) -> str:
    """Text on one line, without what a terminal might act on."""
    return " ".join(to_xml_text(text).split())
