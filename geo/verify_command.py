"""The command ``python -m geo verify``: proves an exported map anew, offline, and names each pin that does not hold."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from geo.article import Article, read_articles
from geo.errors import BriefmapError, UnreadableFile
from geo.escape import to_xml_text
from geo.proof import Finding, Report, Verdict, verify
from geo.table import decode
from geo.words import number

NOT_PROVED = 1
"""Exit status where an event failed."""
_MARKS = {"proved": "proved", "judged": "judged", "failed": "FAILED"}


def add_verify_command(parser: argparse.ArgumentParser, day: Callable[[str], date]) -> None:
    """Give a parser the arguments of the command; ``day`` reads a date from the command line."""
    parser.description = (
        "Proves every event of an exported GeoJSON file anew: the texts by their hashes, the evidence in them, the "
        "places by the gazetteer, the dates by reckoning from the words. Exit status 0: nothing failed."
    )
    parser.add_argument("map", type=Path, metavar="MAP.geojson")
    parser.add_argument("articles", type=Path, nargs="+", help="originals or briefs that the events rest on")
    parser.add_argument(
        "--published", action="append", default=[], metavar="N=D", type=lambda text: _published(text, day),
        help="day of publication of the Nth text, known from elsewhere; held against what the file says",
    )  # fmt: skip
    parser.add_argument("--strict", action="store_true", help="fail what rests on a judgement, too")
    parser.add_argument("--explain", action="store_true", help="say of every claim what proves it")
    parser.set_defaults(run=_run)


def _published(text: str, day: Callable[[str], date]) -> tuple[int, date]:
    count, _, said = text.partition("=")
    if not count.isdecimal() or not said:
        raise argparse.ArgumentTypeError(f"{text!r} is not like 1=2025-10-06")
    return int(count), day(said)


def _run(args: argparse.Namespace) -> None:
    articles = [article for path in args.articles for article in read_articles(path)]
    published = {}
    for count, day in args.published:
        if not 1 <= count <= len(articles):
            raise BriefmapError(
                f"--published names text {count}; {number(len(articles), 'text is', 'texts are')} given."
            )
        published[articles[count - 1].sha256] = day
    report = verify(_text(args.map), articles, published)
    _tell(report, articles, args.explain)
    judged = any(v.state == "judged" for v in report.verdicts)
    if not report.holds or not report.verdicts or (args.strict and judged):
        raise SystemExit(NOT_PROVED)


def _text(path: Path) -> str:
    try:
        return decode(path.name, path.read_bytes())
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be read: {error.strerror}.") from None


def _tell(report: Report, articles: list[Article], explain: bool) -> None:
    for finding in report.about:
        print(_line(finding.about, finding))
    for verdict in report.verdicts:
        print(to_xml_text(f"{_MARKS[verdict.state]}  {verdict.event_id:<24} {verdict.title}"))
        for finding in verdict.findings:
            if explain or finding.state == verdict.state != "proved":
                print(_line(f"  {finding.about}", finding))
    print(_sum(report.verdicts, len(articles)))


def _line(about: str, finding: Finding) -> str:
    return to_xml_text(f"{_MARKS[finding.state]}  {about:<10} {finding.why}")


def _sum(verdicts: tuple[Verdict, ...], articles: int) -> str:
    counts = {state: sum(v.state == state for v in verdicts) for state in _MARKS}
    return (
        f"{number(len(verdicts), 'event', 'events')}, {number(articles, 'text', 'texts')} given: "
        f"{counts['proved']} proved, {counts['judged']} resting on a judgement, {counts['failed']} failed."
    )
