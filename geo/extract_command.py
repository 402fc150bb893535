"""The command ``python -m geo extract``: draft events out of article files, as GeoJSON; nothing is kept."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from geo.article import Article, read_each
from geo.errors import BriefmapError
from geo.escape import to_xml_text
from geo.event import Source
from geo.export import View, to_geojson
from geo.extract import Draft, extract
from geo.frame import to_frame, with_sources
from geo.gazetteer import load_gazetteer
from geo.marking import read_marking
from geo.words import number


@dataclass(frozen=True)
class Published:
    """When the articles were published: one day for all, or a day each by their number."""

    for_all: date | None = None
    by_number: dict[int, date] = field(default_factory=dict)

    def of(self, number: int) -> date | None:
        """The day of the article with this number, counted from 1 over all files."""
        return self.by_number.get(number, self.for_all)


def add_extract_command(parser: argparse.ArgumentParser, write: Callable[[bytes, Path | None], None]) -> None:
    """Give a parser the arguments of the command; ``write`` writes a file, all or nothing."""
    parser.add_argument("file", nargs="+", type=Path, help="articles: text, Markdown, HTML, PDF or DOCX")
    parser.add_argument(
        "--published", type=read_published, default=Published(), metavar="D|1=D,2=D",
        help="day the articles were published, like 2025-10-06, or a day each by number: 1=2025-10-06,2=2025-03-25",
    )  # fmt: skip
    parser.add_argument("-o", "--output", type=Path, metavar="OUT.geojson", help="standard output without it")
    parser.set_defaults(run=lambda args: _run(args, write))


def read_published(text: str) -> Published:
    """Read ``2025-10-06`` or ``1=2025-10-06,2=2025-03-25``.

    Raises
    ------
    argparse.ArgumentTypeError
        If it is neither.
    """
    try:
        if "=" not in text:
            return Published(for_all=date.fromisoformat(text.strip()))
        pairs = [pair.split("=") for pair in text.split(",") if pair.strip()]
        return Published(by_number={int(n): date.fromisoformat(day.strip()) for n, day in pairs})
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is neither a date like 2025-10-06 nor 1=2025-10-06,2=...") from None


def _run(args: argparse.Namespace, write: Callable[[bytes, Path | None], None]) -> None:
    articles: list[Article] = []
    refused = []
    for file in read_each(args.file):
        articles += file.articles
        refused += [file.refused] if file.refused else []
    if not articles:
        raise BriefmapError(" ".join(refused))
    drafts = [(n, draft) for n, article in enumerate(articles, 1) for draft in extract(article, args.published.of(n))]
    sources = [source_of(article, args.published.of(n)) for n, article in enumerate(articles, 1)]
    write(drafts_geojson(drafts, sources).encode("utf-8"), args.output)
    if args.output:
        for line in refused:
            print(line)
        for n, article in enumerate(articles, 1):
            made = sum(m == n for m, _ in drafts)
            print(f"{n}. {to_xml_text(article.title)}: {number(made, 'draft', 'drafts')}.")


def source_of(article: Article, published: date | None) -> Source:
    """The article as the source of its drafts, so that the file can be proved; published as given, else as it says."""
    day = published or article.published
    return Source(
        source_id=article.sha256[:12],
        title=article.title[:300],
        publisher=article.publisher,
        published=day,
        published_prec=1 if day else None,
        published_basis="stated" if day else None,
        original=article.sha256,
    )


def drafts_geojson(drafts: list[tuple[int, Draft]], sources: Iterable[Source] = ()) -> str:
    """Drafts with the numbers of their articles as GeoJSON; ``unsure`` says what a reviewer should look at."""
    unique = {draft.event.event_id: (n, draft) for n, draft in drafts}
    known = {source.source_id: source for source in sources}
    events = with_sources(to_frame([draft.event for _, draft in unique.values()], load_gazetteer()), known)
    events["article"] = [n for n, _ in unique.values()]
    about = "drafts extracted from articles, not reviewed"
    return to_geojson(events, View(filter=about, marking=read_marking().text, sources=tuple(known.values())))
