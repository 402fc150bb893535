"""The command ``python -m geo ingest``: articles and their drafts into the archive, for a reviewer to look at."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from geo.archive import Archive
from geo.article import Article, read_each
from geo.desk.intake import Stated, Taken, take
from geo.errors import ArchiveFull, ArchiveReadOnly, BriefmapError
from geo.escape import to_xml_text
from geo.extract import extract
from geo.extract_command import Published, read_published
from geo.match import proposals
from geo.who import whoever
from geo.words import number


def add_ingest_command(parser: argparse.ArgumentParser) -> None:
    """Give a parser the arguments of the command."""
    parser.add_argument("file", nargs="+", type=Path, metavar="FILE|DIR", help="articles, or folders of them")
    parser.add_argument(
        "--published", type=read_published, default=Published(), metavar="D|1=D,2=D",
        help="day the articles were published, or a day each by number, counted over all files",
    )  # fmt: skip
    parser.add_argument("--publisher", default="", help="who published them")
    parser.add_argument("--who", default=whoever(), help="who brings them in (without it: %(default)s)")
    parser.set_defaults(run=_run)


def files_of(paths: Iterable[Path]) -> Iterator[Path]:
    """Files as they are named; of a folder all files in it and below, in the order of their names, hidden ones not."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        below = sorted(file for file in path.rglob("*") if file.is_file())
        yield from (file for file in below if not any(part.startswith(".") for part in file.relative_to(path).parts))


def _run(args: argparse.Namespace) -> None:
    files = list(files_of(args.file))
    if not files:
        raise BriefmapError("There is no file in what was named.")
    told: Counter[str] = Counter()
    articles = 0
    with Archive.open() as archive:
        for file in read_each(files):
            if file.refused:
                told["refused"] += 1
                print(f"Refused: {file.refused}")
            for article in file.articles:
                articles += 1
                stated = Stated(published=args.published.of(articles), publisher=args.publisher)
                taken = _take(archive, article, args.who, stated)
                told[taken.state] += 1
                told["drafts"] += taken.drafts
                print(f"{articles}. {to_xml_text(taken.said)}")
                _propose(archive, taken)
    known, new = told["known"] + told["copy"], f"{told['new']} new with {number(told['drafts'], 'draft', 'drafts')}"
    refused = number(told["refused"], "file or article", "files or articles")
    print(f"{number(articles, 'article', 'articles')}: {new}, {known} known already; {refused} refused.")
    if not articles:
        raise BriefmapError("No article could be read.")


def _take(archive: Archive, article: Article, who: str, stated: Stated) -> Taken:
    try:
        return take(archive, article, who, stated, extract)
    except (ArchiveFull, ArchiveReadOnly):
        raise  # the next one would fare no better
    except BriefmapError as error:
        return Taken("refused", f"Refused: {article.title}: {error}")


def _propose(archive: Archive, taken: Taken) -> None:
    """Say which drafts may be other reports of events that are known."""
    if not taken.drafts:
        return
    known = archive.events("confirmed")
    for entry in archive.entries("draft"):
        if any(span.article == taken.sha256 for span in entry.event.evidence):
            for proposal in proposals(entry.event, known, most=1):
                why = "; ".join(proposal.reasons[:4])
                print(
                    f"   {entry.event.event_id} may be another report of {proposal.event_id} "
                    f"({proposal.score:.0%}: {to_xml_text(why)})"
                )
