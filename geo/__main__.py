"""The command line: ``python -m geo COMMAND``; longer commands are in modules of their own."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from geo import shipped
from geo.archive_command import add_backup_command, add_changes_command, add_restore_command
from geo.basemap import BORDER_VIEWS
from geo.dates_command import add_dates_command
from geo.errors import BriefmapError
from geo.event import LAYERS, SUB_TYPES
from geo.export import View
from geo.extract_command import add_extract_command
from geo.filter import CREDIBILITIES, MAX_TEXT, RELIABILITIES, SENSES, Filter
from geo.formats import FORMATS
from geo.gazetteer import load_gazetteer, lookup
from geo.geoparse_command import add_geoparse_command
from geo.ingest_command import add_ingest_command
from geo.known import known_store, store_as_known_on
from geo.load_command import add_load_command
from geo.review_command import add_review_command
from geo.verify_command import add_verify_command
from geo.version import __version__
from geo.words import day


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; an error is one sentence on standard error and exit code 1."""
    args = _parser().parse_args(arguments)
    try:
        args.run(args)
    except BriefmapError as error:
        print(f"briefmap: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever read us has had enough; without this Python would complain once more while it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        print(f"briefmap: {error.filename or 'a file'}: {error.strerror}.", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m geo", description="Briefmap on the command line.")
    parser.add_argument("--version", action="version", version=f"Briefmap {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _export_parser(commands.add_parser("export", help="write the filtered events to a file"))
    add_load_command(commands.add_parser("load", help="read events from files, and tell what was wrong"), _write)
    add_extract_command(commands.add_parser("extract", help="read articles into draft events; nothing is kept"), _write)
    add_dates_command(commands.add_parser("dates", help="read the dates of articles, or of lines of JSON"), _day)
    add_geoparse_command(commands.add_parser("geoparse", help="read the places that texts name"))
    add_ingest_command(commands.add_parser("ingest", help="articles and their drafts into the archive, for review"))
    add_review_command(commands.add_parser("review", help="list, show, accept, revise, reject, merge, grade, undo"))
    add_changes_command(commands.add_parser("changes", help="what was added, changed and retracted"), _day)
    add_backup_command(commands.add_parser("backup", help="copy the archive into a new file"))
    add_restore_command(commands.add_parser("restore", help="bring a backup back; what is there now is kept aside"))
    add_verify_command(commands.add_parser("verify", help="prove an exported map anew from its articles"), _day)
    finder = commands.add_parser("lookup", help="look a place up in the gazetteer")
    finder.add_argument("name", nargs="+")
    finder.set_defaults(run=_lookup)
    library = commands.add_parser("library", help="original articles at hand")
    actions = library.add_subparsers(required=True, metavar="ACTION")
    adder = actions.add_parser("add", help="keep an article file, so that cards show its sentences")
    adder.add_argument("file", type=Path)
    adder.set_defaults(run=_library_add)
    return parser


def _export_parser(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="date_from", type=_day, metavar="D", help="first day, like 2025-09-01")
    parser.add_argument("--to", dest="date_to", type=_day, metavar="D", help="last day")
    parser.add_argument("--certain", action="store_true", help="only events certainly inside the dates")
    parser.add_argument("--country", action="append", type=_country, default=[], metavar="ISO3")
    parser.add_argument("--every", action="store_true", help="only events that name every --country given")
    parser.add_argument("--sense", choices=SENSES, default="any", help="in what sense the country counts")
    parser.add_argument("--layer", action="append", choices=LAYERS, default=[])
    sub_types = [name for layer in LAYERS for name in SUB_TYPES[layer]]
    parser.add_argument("--type", dest="sub_types", action="append", choices=sub_types, default=[], metavar="TYPE",
                        help="sub-type, like drone_swarm")  # fmt: skip
    parser.add_argument("--text", type=_words, default="", metavar="T", help="words that must all occur")
    parser.add_argument("--reliability", choices=RELIABILITIES, help="a source at least so reliable, A the best")
    parser.add_argument("--credibility", choices=CREDIBILITIES, help="and at least so credible, 1 the best")
    parser.add_argument("--format", choices=tuple(FORMATS), default="geojson")
    parser.add_argument("--borders", choices=tuple(BORDER_VIEWS), default="un", help="border view to name in the file")
    parser.add_argument("--drafts", action="store_true", help="what no reviewer has confirmed yet, too")
    parser.add_argument("--as-known-on", type=_day, metavar="D", help="what was confirmed by the end of that day (UTC)")
    parser.add_argument("--theme", choices=("dark", "light"), default="dark", help="how a picture looks")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="standard output without it")
    parser.set_defaults(run=_export)


def _export(args: argparse.Namespace) -> None:
    if args.date_from and args.date_to and args.date_from > args.date_to:
        raise BriefmapError(f"The dates run backwards: --from {args.date_from} is after --to {args.date_to}.")
    wanted = Filter(
        layers=frozenset(args.layer or LAYERS), date_from=args.date_from, date_to=args.date_to,
        certain=args.certain, countries=frozenset(args.country), every=args.every, sense=args.sense,
        sub_types=frozenset(args.sub_types), text=args.text,
        reliability=args.reliability, credibility=int(args.credibility) if args.credibility else None,
    )  # fmt: skip
    known = store_as_known_on(args.as_known_on, args.drafts) if args.as_known_on else known_store(args.drafts)
    events = known.shown(wanted)
    view = replace(View.of(wanted, known.newest_change, args.borders, known.sources.values()), theme=args.theme)
    if args.drafts:
        view = replace(view, filter=f"{view.filter}; with drafts that no reviewer has confirmed")
    if args.as_known_on:
        view = replace(view, filter=f"{view.filter}; as known on {day(args.as_known_on)}")
    _write(FORMATS[args.format].write(events, view), args.output)


def _write(data: bytes, output: Path | None) -> None:
    """Write all or nothing: a file is replaced once the new one is whole, a device or pipe is written to as it is."""
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    target = output.resolve()
    if target.is_dir():
        raise BriefmapError(f"{output} is a folder; name a file in it.")
    if target.exists() and not target.is_file():
        target.write_bytes(data)
        return
    unfinished = None
    try:
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".briefmap-", delete=False) as file:
            unfinished = Path(file.name)
            file.write(data)
        unfinished.chmod(0o644)
        os.replace(unfinished, target)
    except OSError as error:
        if unfinished:
            unfinished.unlink(missing_ok=True)
        raise BriefmapError(f"{output} cannot be written: {error.strerror}.") from None


def _lookup(args: argparse.Namespace) -> None:
    name = " ".join(args.name)
    places = lookup(name)
    if not places:
        raise BriefmapError(f"The gazetteer holds no place named {name}.")
    for place in places[:10]:
        where = f"{place.lon:>10.4f} {place.lat:>9.4f}"
        print(f"{place.place_id:<16} {place.kind:<8} {place.iso3 or '-':<4} {where}  {place.name}")


def _library_add(args: argparse.Namespace) -> None:
    for article, source in shipped.add_to_library(args.file):
        use = "its sentences are shown on the cards" if source else "kept; no event refers to it yet"
        print(f"{article.title}: {use}.")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date like 2025-09-10") from None


def _words(text: str) -> str:
    if len(text) > MAX_TEXT:
        raise argparse.ArgumentTypeError(f"they have {len(text)} characters; the limit is {MAX_TEXT}")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise argparse.ArgumentTypeError("they are not text in UTF-8") from None
    return text


def _country(text: str) -> str:
    code = text.upper()
    if code not in load_gazetteer().country_names:
        raise argparse.ArgumentTypeError(f"{text!r} is not a country code like POL")
    return code


if __name__ == "__main__":
    sys.exit(main())
