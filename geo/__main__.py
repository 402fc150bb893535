"""The command line: ``python -m geo export``, ``python -m geo lookup``, ``python -m geo library add``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from geo import store
from geo.basemap import BORDER_VIEWS
from geo.errors import BriefmapError
from geo.event import LAYERS
from geo.export import View, to_csv, to_geojson
from geo.filter import SENSES, Filter
from geo.gazetteer import load_gazetteer, lookup
from geo.version import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; an error is one sentence on standard error and exit code 1."""
    args = _parser().parse_args(arguments)
    try:
        args.run(args)
    except BriefmapError as error:
        print(f"briefmap: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"briefmap: {error.filename or 'the output'} cannot be written: {error.strerror}.", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m geo", description="Briefmap on the command line.")
    parser.add_argument("--version", action="version", version=f"Briefmap {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _export_parser(commands.add_parser("export", help="write the filtered events as GeoJSON or CSV"))
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
    parser.add_argument("--sense", choices=SENSES, default="any", help="in what sense the country counts")
    parser.add_argument("--layer", action="append", choices=LAYERS, default=[])
    parser.add_argument("--text", default="", metavar="T", help="words that must all occur")
    parser.add_argument("--format", choices=("geojson", "csv"), default="geojson")
    parser.add_argument("--borders", choices=tuple(BORDER_VIEWS), default="un", help="border view to name in the file")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="standard output without it")
    parser.set_defaults(run=_export)


def _export(args: argparse.Namespace) -> None:
    if args.date_from and args.date_to and args.date_from > args.date_to:
        raise BriefmapError(f"The dates run backwards: --from {args.date_from} is after --to {args.date_to}.")
    wanted = Filter(
        layers=frozenset(args.layer or LAYERS), date_from=args.date_from, date_to=args.date_to,
        certain=args.certain, countries=frozenset(args.country), sense=args.sense, text=args.text,
    )  # fmt: skip
    known = store.default_store()
    events = known.events[wanted.mask(known.events)]
    if args.format == "csv":
        text = to_csv(events)
    else:
        text = to_geojson(events, View.of(wanted, known.newest_change, args.borders))
    _write(text, args.output)


def _write(text: str, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.write(text.encode("utf-8"))
        return
    unfinished = output.with_name(output.name + ".part")
    unfinished.write_bytes(text.encode("utf-8"))
    os.replace(unfinished, output)


def _lookup(args: argparse.Namespace) -> None:
    name = " ".join(args.name)
    places = lookup(name)
    if not places:
        raise BriefmapError(f"The gazetteer holds no place named {name}.")
    for place in places[:10]:
        where = f"{place.lon:>10.4f} {place.lat:>9.4f}"
        print(f"{place.place_id:<16} {place.kind:<8} {place.iso3 or '-':<4} {where}  {place.name}")


def _library_add(args: argparse.Namespace) -> None:
    for article, source in store.add_to_library(args.file):
        use = "its sentences are shown on the cards" if source else "kept; no event refers to it yet"
        print(f"{article.title}: {use}.")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date like 2025-09-10") from None


def _country(text: str) -> str:
    code = text.upper()
    if code not in {place.iso3 for place in load_gazetteer().countries()}:
        raise argparse.ArgumentTypeError(f"{text!r} is not a country code like POL")
    return code


if __name__ == "__main__":
    sys.exit(main())
