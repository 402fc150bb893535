"""Formats in: events back from the files that :mod:`geo.export` writes. Bad rows are told, good rows are kept."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from typing import Any

from geo.errors import Problem, UnreadableFile
from geo.escape import from_cell
from geo.event import Event, parse_events
from geo.frame import RECORD_COLUMNS

MAX_ROWS = 1_000_000
"""Most rows read from one file."""
MAX_CELL = 10_000_000
"""Longest cell read, in characters."""

_TEXT = frozenset({"event_id", "layer", "sub_type", "title", "summary", "caused_by", "modality"})
_TEXT_OR_NULL = frozenset({"date_start", "date_end", "date_basis", "caused_by"})


@dataclass(frozen=True)
class Loaded:
    """What came of a file: accepted + rejected = given."""

    events: list[Event]
    problems: list[Problem]
    given: int
    rejected: int


def from_geojson(text: str) -> Loaded:
    """Read events from GeoJSON that Briefmap wrote. Geometry is left aside: places have it.

    Raises
    ------
    UnreadableFile
        If the text is not a GeoJSON FeatureCollection.
    """
    try:
        document = json.loads(text)
        features = document["features"]
        if not isinstance(features, list):
            raise TypeError
        records = [dict(feature["properties"]) for feature in features]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise UnreadableFile("This is not a GeoJSON FeatureCollection of events.") from None
    return _loaded([{c: record[c] for c in RECORD_COLUMNS if c in record} for record in records], [])


def from_csv(text: str) -> Loaded:
    """Read events from CSV that Briefmap wrote; columns that follow from others are made anew.

    Raises
    ------
    UnreadableFile
        If it is no CSV, the header lacks a column of the record, or there are more than :data:`MAX_ROWS` rows.
    """
    csv.field_size_limit(MAX_CELL)
    try:
        rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    except csv.Error as error:
        raise UnreadableFile(f"This is not a CSV of events: {error}.") from None
    header = rows[0] if rows else []
    missing = [c for c in RECORD_COLUMNS if c not in header]
    if missing:
        raise UnreadableFile(f"This is not a CSV of events: the column {missing[0]} is missing.")
    if len(rows) - 1 > MAX_ROWS:
        raise UnreadableFile(f"The file has {len(rows) - 1:,} rows; the limit is {MAX_ROWS:,}.")
    problems: list[Problem] = []
    records: list[dict[str, Any]] = []
    for number, row in enumerate(rows[1:], 1):
        if len(row) != len(header):
            reason = f"the row has {len(row)} cells, the header {len(header)}"
            problems.append(Problem(number, "row", row[:1], reason))
            records.append({})
            continue
        cells = dict(zip(header, row, strict=True))
        records.append({c: _value(c, from_cell(cells[c])) for c in RECORD_COLUMNS})
    return _loaded(records, problems)


def _loaded(records: list[dict[str, Any]], problems: list[Problem]) -> Loaded:
    """Check the records, with rows that could not even be read already told about."""
    told = {problem.row for problem in problems}
    events, found, rejected = parse_events(records)
    found = [p for p in found if p.row not in told] + problems
    return Loaded(events, sorted(found, key=lambda p: p.row), len(records), rejected)


def _value(column: str, cell: str) -> Any:
    if column in _TEXT_OR_NULL and not cell:
        return None
    if column in _TEXT or column in _TEXT_OR_NULL:
        return cell
    if not cell:
        return None
    try:
        return json.loads(cell)
    except ValueError:
        return cell  # left as it is: the record's own check says what is wrong with it
