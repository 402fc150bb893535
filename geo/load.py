"""Formats in: events back from the files that :mod:`geo.export` writes. Bad rows are told, good rows are kept."""

from __future__ import annotations

import contextlib
import csv
import io
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from geo.article import Article
from geo.errors import Problem, UnreadableFile
from geo.escape import from_cell, to_cell
from geo.event import Event, Source
from geo.event_rows import parse_events
from geo.frame import RECORD_COLUMNS
from geo.gazetteer import load_gazetteer
from geo.table import (
    Table,
    csv_rows,
    decode,
    file_kind,
    geojson_features,
    parquet_columns,
    parquet_records,
    read_table,
    wrong_length,
)

SURE_SIGNS = frozenset({"event_id", "layer", "evidence", "source_id", "revision"})
"""Columns by which Briefmap's own form is recognised."""

_TEXT = frozenset({"event_id", "layer", "sub_type", "title", "summary", "caused_by", "modality"})
_TEXT_OR_NULL = frozenset({"date_start", "date_end", "date_basis", "caused_by"})
_LISTS = frozenset({"places", "participants", "facts", "evidence", "source_id", "revision"})


@dataclass(frozen=True)
class Loaded:
    """What came of a file: accepted + rejected = given."""

    events: list[Event]
    problems: list[Problem]
    given: int
    rejected: int
    sources: tuple[Source, ...] = ()
    """Sources that the events name and only the file knows."""
    texts: tuple[Article, ...] = ()
    """Texts that the events' evidence stands in."""
    notes: tuple[str, ...] = ()
    """What a reader should know of the file as a whole, a sentence each."""

    @property
    def rows(self) -> list[int]:
        """The row in the file, from 1, of each accepted event."""
        bad = {problem.row for problem in self.problems}
        return [row for row in range(1, self.given + 1) if row not in bad]


def load_file(name: str, data: bytes, known: Collection[str] = ()) -> Loaded | Table:
    """Read a file: events where it is in Briefmap's own form, else a table for :mod:`geo.mapping`.

    Parameters
    ----------
    name : str
        The file's name, by whose end its type is known.
    data : bytes
    known : collection of str
        Ids of events elsewhere that ``caused_by`` may name.

    Raises
    ------
    UnreadableFile
        If it cannot be read, or is beyond a limit of :mod:`geo.table`.
    """
    kind = file_kind(name, data)
    if kind == "Parquet":
        own = is_own(parquet_columns(data))
        return from_geoparquet(data, known) if own else read_table(name, data)
    text = decode(name, data)
    if kind == "CSV":
        return from_csv(text, known) if is_own(next(csv_rows(text), [])) else read_table(name, data)
    own = any(is_own(_properties(feature) or {}) for feature in geojson_features(text)[:10])
    return from_geojson(text, known) if own else read_table(name, data)


def is_own(columns: Iterable[str]) -> bool:
    """Whether columns are those of Briefmap's own form."""
    return set(columns) >= SURE_SIGNS


def from_geojson(text: str, known: Collection[str] = ()) -> Loaded:
    """Read events from GeoJSON that Briefmap wrote. Geometry is left aside: places have it.

    Raises
    ------
    UnreadableFile
        If the text is not a GeoJSON FeatureCollection, or has more than :data:`~geo.table.MAX_ROWS` features.
    """
    features = geojson_features(text)
    records = [_properties(feature) for feature in features]
    if features and not any(record is not None for record in records):
        raise UnreadableFile("This is not a GeoJSON FeatureCollection of events.")
    problems = [
        Problem(row, "row", feature, "this is no feature with properties")
        for row, (feature, record) in enumerate(zip(features, records, strict=True), 1)
        if record is None
    ]
    own = [{c: record[c] for c in RECORD_COLUMNS if c in record} if record else {} for record in records]
    return loaded(own, problems, known, sources=told_sources(r.get("sources") for r in records if r))


def from_csv(text: str, known: Collection[str] = ()) -> Loaded:
    """Read events from CSV that Briefmap wrote; columns that follow from others are made anew.

    Raises
    ------
    UnreadableFile
        If it is no CSV, the header lacks a column of the record or has one twice, or there are more than
        :data:`~geo.table.MAX_ROWS` rows.
    """
    rows = csv_rows(text)
    header = next(rows, [])
    _must_be_own(header, "CSV")
    problems: list[Problem] = []
    records: list[dict[str, Any]] = []
    sources: list[Any] = []
    for number, row in enumerate(rows, 1):
        if len(row) != len(header):
            problems.append(wrong_length(number, row, header))
            records.append({})
            continue
        cells = dict(zip(header, row, strict=True))
        records.append({c: _value(c, from_cell(cells[c])) for c in RECORD_COLUMNS})
        sources.append(from_cell(cells.get("sources", "")))
    return loaded(records, problems, known, sources=told_sources(sources))


def from_geoparquet(data: bytes, known: Collection[str] = ()) -> Loaded:
    """Read events from GeoParquet that Briefmap wrote. Geometry is left aside: places have it.

    Lists and objects may be JSON text or Parquet's own lists and structs.

    Raises
    ------
    UnreadableFile
        If it is no Parquet file, lacks a column of the record, or has more than :data:`~geo.table.MAX_ROWS` rows.
    """
    _must_be_own(parquet_columns(data), "GeoParquet file")
    more = ("sources",) if "sources" in parquet_columns(data) else ()
    records = parquet_records(data, columns=(*RECORD_COLUMNS, *more))
    own = [{c: _parquet_value(c, record.get(c)) for c in RECORD_COLUMNS} for record in records]
    return loaded(own, [], known, sources=told_sources(record.get("sources") for record in records))


def loaded(records: list[dict[str, Any]], problems: list[Problem], known: Collection[str] = (), **about: Any) -> Loaded:
    """Check raw records.

    Parameters
    ----------
    records : list of dict
        One for each row of the file, empty for a row told about already.
    problems : list of Problem
        What is already known to be wrong.
    known : collection of str
        Ids of events elsewhere that ``caused_by`` may name.
    **about
        Sources, texts and notes of what is loaded.
    """
    told = {problem.row for problem in problems}
    events, found, rejected = parse_events(records, strangers, known)
    found = [p for p in found if p.row not in told] + problems
    return Loaded(events, sorted(found, key=lambda p: p.row), len(records), rejected, **about)


def told_sources(told: Iterable[Any]) -> tuple[Source, ...]:
    """Sources as the rows of a file tell of them, lists or JSON text, each once; what breaks the rules is left out."""
    found: dict[str, Source] = {}
    read: set[str] = set()
    for value in told:
        # Rows of the same sources say the same: each is read once.
        text = value if isinstance(value, str) else json.dumps(value, default=str)
        if not text or text in read:
            continue
        read.add(text)
        try:
            items = json.loads(text)
        except (ValueError, RecursionError):
            continue
        for item in items if isinstance(items, list) else []:
            with contextlib.suppress(ValidationError):
                source = Source.model_validate(item)
                found.setdefault(source.source_id, source)
    return tuple(found.values())


def strangers(event: Event, row: int) -> list[Problem]:
    """The places and countries of an event that the gazetteer does not know, without which it cannot be drawn."""
    gazetteer = load_gazetteer()
    asked = [
        (f"places.{n}.place_id", place.place_id, not place.place_id or place.place_id in gazetteer)
        for n, place in enumerate(event.places)
    ]
    for field in ("places", "participants"):
        asked += [
            (f"{field}.{n}.iso3", item.iso3, not item.iso3 or item.iso3 in gazetteer.country_names)
            for n, item in enumerate(getattr(event, field))
        ]
    return [Problem(row, column, value, "the gazetteer does not know it") for column, value, fine in asked if not fine]


def problems_csv(problems: Iterable[Problem]) -> str:
    """Problems as CSV, one a row: row, column, value, reason; no cell is a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["row", "column", "value", "reason"])
    for problem in problems:
        writer.writerow([problem.row, *map(to_cell, (problem.column, problem.shown, problem.reason))])
    return out.getvalue()


def _properties(feature: Any) -> Mapping[str, Any] | None:
    found = feature.get("properties") if isinstance(feature, Mapping) else None
    return found if isinstance(found, Mapping) else None


def _must_be_own(columns: list[str], form: str) -> None:
    for column in RECORD_COLUMNS:
        if columns.count(column) != 1:
            said = "stands twice" if column in columns else "is missing"
            raise UnreadableFile(f"This is not a {form} of events: the column {column} {said}.")


def _value(column: str, cell: str) -> Any:
    if column in _TEXT_OR_NULL and not cell:
        return None
    if column in _TEXT or column in _TEXT_OR_NULL:
        return cell
    if not cell:
        return None
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        return cell  # left as it is: the record's own check says what is wrong with it


def _parquet_value(column: str, value: Any) -> Any:
    if column in _LISTS:
        value = _value(column, value) if isinstance(value, str) else value
        return [] if value is None and column == "places" else value
    if isinstance(value, date):
        # A timestamp at midnight is a day; any other keeps its hour, which the record's own check refuses.
        return value.isoformat().removesuffix("T00:00:00")
    return None if value != value else value
