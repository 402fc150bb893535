"""The command ``python -m geo review``: what a reviewer does, from a terminal."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from typing import Any, get_args

from geo.archive import Archive, Entry, FieldChange
from geo.archive.diff import event_fields
from geo.errors import BriefmapError
from geo.event import Status
from geo.shipped import archive_path
from geo.who import whoever
from geo.words import dates, humanise, number

MAX_VALUE = 200
"""Characters of a value that are shown."""


def add_review_command(parser: argparse.ArgumentParser) -> None:
    """Give a parser the actions of the command."""
    actions = parser.add_subparsers(required=True, metavar="ACTION")

    def action(name: str, run: Callable[[Archive, argparse.Namespace], None], what: str, ids: str = "*") -> Any:
        made = actions.add_parser(name, help=what)
        if ids == "*":
            made.add_argument("event", nargs="+", metavar="EVENT")
        elif ids:
            made.add_argument("event", metavar=ids)
        made.add_argument("--who", default=whoever(), help="whose change it is (without it: %(default)s)")
        made.set_defaults(run=lambda args: _run(run, args))
        return made

    lister = action("list", _list, "the queue: what waits for a reviewer", ids="")
    lister.add_argument("--status", choices=[*get_args(Status), "all"], default="draft")
    lister.add_argument("--text", default="", help="words that must all occur, found by full-text search")
    action("show", _show, "all that is known of events, with their history")
    for name, run, what in (
        ("accept", _accept, "confirm drafts, with --set changed first"),
        ("revise", _revise, "change fields"),
    ):
        made = action(name, run, what)
        made.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE", dest="fields",
                          help=f"a value as JSON, or as plain text; fields: {', '.join(event_fields())}")  # fmt: skip
        made.add_argument("--note", default="")
    for name, run, what in (
        ("reject", _reject, "put drafts aside"),
        ("retract", _retract, "take confirmed events back"),
    ):
        action(name, run, what).add_argument("--reason", required=True)
    action("merge", _merge, "make a draft another report of a known event", "EVENT").add_argument(
        "--into", required=True, metavar="EVENT"
    )
    action("grade", _grade, "grade a source, like B2: reliability A-F, credibility 1-6", "SOURCE").add_argument("grade")
    action("undo", _undo, "put back the newest change, or the one named", "").add_argument(
        "change", nargs="?", type=int, metavar="CHANGE"
    )


def _run(run: Callable[[Archive, argparse.Namespace], None], args: argparse.Namespace) -> None:
    if not archive_path().exists():
        raise BriefmapError(f"There is no archive at {archive_path()} yet; `python -m geo ingest` begins one.")
    with Archive.open() as archive:
        run(archive, args)


def _list(archive: Archive, args: argparse.Namespace) -> None:
    entries = archive.entries(None if args.status == "all" else args.status)
    if args.text:
        found = {hit.id for hit in archive.search(args.text, limit=100_000) if hit.kind == "event"}
        entries = [entry for entry in entries if entry.event.event_id in found]
    for entry in entries:
        print(_line(entry))
    print(f"{number(len(entries), 'event', 'events')}.")


def _show(archive: Archive, args: argparse.Namespace) -> None:
    for event_id in args.event:
        entry = archive.entry(event_id)
        print(_line(entry))
        for name, value in entry.event.model_dump(mode="json").items():
            if name not in ("event_id", "revision") and value not in (None, "", [], {}):
                print(f"  {name}: {_value(value)}")
        for span in entry.event.evidence:
            if article := archive.article(span.article):
                print(f"  “{article.text[span.start : span.end]}”")
        for said in entry.unsure:
            print(f"  unsure: {said}")
        for step in archive.history(event_id):
            note = f": {step.note}" if step.note else ""
            print(f"  version {step.version}, {step.status}, {step.at:%Y-%m-%d %H:%M} UTC, {step.who}, "
                  f"{step.kind.replace('_', ' ')}{note} (change {step.change})")  # fmt: skip
            for change in step.changed:
                print(f"    {told(change)}")


def _accept(archive: Archive, args: argparse.Namespace) -> None:
    fields = _fields(args.fields)
    for event_id in args.event:
        _done(archive.accept(event_id, args.who, archive.entry(event_id).version, fields, args.note))


def _revise(archive: Archive, args: argparse.Namespace) -> None:
    fields = _fields(args.fields)
    if not fields:
        raise BriefmapError("Say with --set FIELD=VALUE what to change.")
    for event_id in args.event:
        _done(archive.revise(event_id, args.who, archive.entry(event_id).version, fields, args.note))


def _reject(archive: Archive, args: argparse.Namespace) -> None:
    for event_id in args.event:
        _done(archive.reject(event_id, args.who, archive.entry(event_id).version, args.reason))


def _retract(archive: Archive, args: argparse.Namespace) -> None:
    for event_id in args.event:
        _done(archive.retract(event_id, args.who, archive.entry(event_id).version, args.reason))


def _merge(archive: Archive, args: argparse.Namespace) -> None:
    report, known = archive.entry(args.event), archive.entry(args.into)
    _done(archive.merge(args.event, args.into, args.who, report.version, known.version))


def _grade(archive: Archive, args: argparse.Namespace) -> None:
    grade = args.grade.upper()
    if len(grade) != 2 or not grade[1].isdecimal():
        raise BriefmapError(f"{args.grade} is no grade like B2.")
    known = archive.sources()
    if args.event not in known:
        raise BriefmapError(f"There is no source {args.event}; there are: {', '.join(known)}.")
    entry = archive.grade(args.event, args.who, known[args.event].version, grade[0], int(grade[1]))
    print(f"{entry.source.source_id} “{entry.source.title}”: {entry.source.reliability}{entry.source.credibility}.")


def _undo(archive: Archive, args: argparse.Namespace) -> None:
    entries = archive.undo(args.who, args.change)
    for entry in entries:
        _done(entry)
    if not entries:
        print("Undone.")


def told(change: FieldChange) -> str:
    """A field before and after, on one line."""
    return f"{change.field}: {_value(change.before)} -> {_value(change.after)}"


def _done(entry: Entry) -> None:
    print(f"{entry.event.event_id} is {entry.status}, version {entry.version}.")


def _line(entry: Entry) -> str:
    event = entry.event
    sure = "" if event.confidence is None else f"{event.confidence:.2f} "
    where = " and ".join(place.name for place in event.places) or "no place"
    return (
        f"{event.event_id}  {entry.status} {sure}(version {entry.version})  {dates(event.model_dump())}  {where}  "
        f"{humanise(event.sub_type)}: {event.title}"
    )


def _value(value: Any) -> str:
    if value is None:
        return "nothing"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= MAX_VALUE else f"{text[: MAX_VALUE - 3]}..."


def _fields(given: list[str]) -> dict[str, Any]:
    """What ``--set`` asks for."""
    fields = {}
    for item in given:
        name, equals, text = item.partition("=")
        if not equals or name not in event_fields():
            raise BriefmapError(f"--set {item} does not read FIELD=VALUE; fields are {', '.join(event_fields())}.")
        try:
            fields[name] = json.loads(text)
        except ValueError:
            fields[name] = text
    return fields
