"""Any file of rows as one table of text cells: CSV, GeoJSON and Parquet, with limits, before anything is made of it.

Files come from strangers: they are read with :mod:`json`, :mod:`csv` and pyarrow alone, never with GDAL.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from geo.errors import Problem, UnreadableFile
from geo.escape import to_xml_text

MAX_BYTES = 50_000_000
"""Largest file read, in bytes; ``server.maxUploadSize`` says the same to the browser."""
MAX_UNPACKED = 500_000_000
"""Most bytes that a Parquet file may unpack to."""
BATCH = 500
"""Rows of a Parquet file that are unpacked at a time."""
MAX_ROWS = 1_000_000
"""Most rows read from one file in Briefmap's own form."""
MAX_MAPPED_ROWS = 100_000
"""Most rows read from any other file."""
MAX_COLUMNS = 500
"""Most columns read from one file."""
MAX_CELL = 10_000_000
"""Longest cell read, in characters."""
LONGITUDE, LATITUDE = "longitude of the point", "latitude of the point"
"""Columns that a GeoJSON point is read into, in degrees."""
KINDS = {".geojson": "GeoJSON", ".json": "GeoJSON", ".csv": "CSV", ".parquet": "Parquet"}
"""File types by the end of the file's name."""


@dataclass(frozen=True)
class Table:
    """A file's rows as text."""

    name: str
    """The file's name."""
    columns: tuple[str, ...]
    rows: list[dict[str, str]]
    """Column to cell, a row of the file each; empty for a row that cannot be read."""
    problems: list[Problem]
    """One for each row that cannot be read."""
    notes: tuple[str, ...] = ()
    """What a reader should know of the file as a whole."""


def file_kind(name: str, data: bytes) -> str:
    """The file's type, from its name, once its content agrees.

    Raises
    ------
    UnreadableFile
        If the type is unknown, or the file is empty, too large or obviously of another type.
    """
    kind = KINDS.get(PurePath(name).suffix.lower())
    if kind is None:
        raise UnreadableFile(f"{name} is of no type that can be read; the types are {', '.join(KINDS)}.")
    if len(data) > MAX_BYTES:
        raise UnreadableFile(f"{name} has {len(data):,} bytes; the limit is {MAX_BYTES:,}.")
    if not data.strip():
        raise UnreadableFile(f"{name} is empty.")
    if (kind == "Parquet") != data.startswith(b"PAR1"):
        wrong = "is no Parquet file" if kind == "Parquet" else f"is a Parquet file, not {kind}"
        raise UnreadableFile(f"{name} {wrong}, whatever its name says.")
    return kind


def decode(name: str, data: bytes) -> str:
    """The text of a UTF-8 file, with or without a byte-order mark.

    Raises
    ------
    UnreadableFile
        If it is in another encoding, or no text at all.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableFile(f"{name} is UTF-16 text; save it as UTF-8.")
    if b"\0" in data:
        raise UnreadableFile(f"{name} is not a text file.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"{name} is not UTF-8 text (byte {error.start:,}); save it as UTF-8.") from None


def read_table(name: str, data: bytes) -> Table:
    """Read a file of any columns as a table of text.

    Raises
    ------
    UnreadableFile
        If it cannot be read, or has more than :data:`MAX_MAPPED_ROWS` rows or :data:`MAX_COLUMNS` columns.
    """
    kind = file_kind(name, data)
    # The name becomes a title, and columns become lines of the evidence: a line each, that can be written.
    name = " ".join(to_xml_text(name).split())
    if kind == "Parquet":
        return _text_table(name, parquet_records(data, MAX_MAPPED_ROWS))
    text = decode(name, data)
    return _csv_table(name, text) if kind == "CSV" else _geojson_table(name, text)


def csv_rows(text: str, limit: int = MAX_ROWS) -> Iterator[list[str]]:
    """The header and rows of a CSV, blank lines left out; the cells are parted by comma, semicolon or tab.

    Raises
    ------
    UnreadableFile
        When it comes to what is no CSV, or to more than ``limit`` rows after the header.
    """
    csv.field_size_limit(MAX_CELL)
    text = text.removeprefix("\ufeff")
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
        for number, row in enumerate(row for row in reader if row):
            if number > limit:
                raise UnreadableFile(f"The file has more than {limit:,} rows, which is the limit.")
            yield row
    except csv.Error as error:
        raise UnreadableFile(f"This is not a CSV of events: {error}.") from None


def geojson_features(text: str, limit: int = MAX_ROWS) -> list[Any]:
    """The features of a GeoJSON FeatureCollection, as they stand.

    Raises
    ------
    UnreadableFile
        If it is none, or has more than ``limit`` features.
    """
    try:
        document = json.loads(text.removeprefix("\ufeff"))
        features = document["features"]
    except (ValueError, KeyError, TypeError, RecursionError):
        features = None
    if not isinstance(features, list):
        raise UnreadableFile("This is not a GeoJSON FeatureCollection of events.")
    if len(features) > limit:
        raise UnreadableFile(f"The file has {len(features):,} rows; the limit is {limit:,}.")
    return features


def parquet_records(data: bytes, limit: int = MAX_ROWS, columns: Sequence[str] | None = None) -> list[dict[str, Any]]:
    """The rows of a Parquet file as Python values, read with pyarrow; binary columns are left out.

    Raises
    ------
    UnreadableFile
        If it is no Parquet file, or has too many rows or columns.
    """
    file = _parquet(data)
    if file.metadata.num_rows > limit:
        raise UnreadableFile(f"The file has {file.metadata.num_rows:,} rows; the limit is {limit:,}.")
    _check_columns(file.schema_arrow.names)
    plain = [field.name for field in file.schema_arrow if not pa.types.is_binary(field.type)]
    wanted = [name for name in plain if columns is None or name in columns]
    try:
        return list(_unpacked(file, wanted))
    except (pa.ArrowException, OSError, ValueError, OverflowError):
        raise UnreadableFile("This is not a Parquet file that can be read.") from None


def parquet_columns(data: bytes) -> list[str]:
    """The columns of a Parquet file; raises UnreadableFile."""
    names: list[str] = _parquet(data).schema_arrow.names
    return names


def _unpacked(file: pq.ParquetFile, columns: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The rows, few at a time: a Parquet file of a kilobyte may hold a long text a hundred thousand times."""
    size = 0
    for batch in file.iter_batches(BATCH, columns=columns):
        # Arrow counts a text of a dictionary once, however often it stands in the rows.
        size += sum((c.dictionary_decode() if pa.types.is_dictionary(c.type) else c).nbytes for c in batch.columns)
        if size > MAX_UNPACKED:
            raise UnreadableFile(f"The file unpacks to more than {MAX_UNPACKED:,} bytes, which is the limit.")
        yield from batch.to_pylist()


def _parquet(data: bytes) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(pa.BufferReader(data))
    except (pa.ArrowException, OSError, ValueError):
        raise UnreadableFile("This is not a Parquet file that can be read.") from None


def _check_columns(names: Iterable[str]) -> None:
    names = list(names)
    if len(names) > MAX_COLUMNS:
        raise UnreadableFile(f"The file has {len(names):,} columns; the limit is {MAX_COLUMNS:,}.")
    if twice := [name for i, name in enumerate(names) if name in names[:i]]:
        raise UnreadableFile(f"The column “{twice[0][:60]}” stands twice in the file; name each column once.")


def _delimiter(text: str) -> str:
    """What parts the header into most cells. Python's own guess takes minutes over a long line full of quotes."""
    header = re.split(r"[\r\n]", text, maxsplit=1)[0]
    return max(",;\t", key=lambda sign: len(next(csv.reader([header], delimiter=sign), [])))


def _csv_table(name: str, text: str) -> Table:
    lines = csv_rows(text, MAX_MAPPED_ROWS)
    header = [to_xml_text(cell.strip()) or f"column {n}" for n, cell in enumerate(next(lines, []), 1)]
    _check_columns(header)
    rows: list[dict[str, str]] = []
    problems: list[Problem] = []
    for number, row in enumerate(lines, 1):
        if len(row) != len(header):
            problems.append(wrong_length(number, row, header))
            rows.append({})
        else:
            rows.append(dict(zip(header, row, strict=True)))
    return Table(name, tuple(header), rows, problems)


def wrong_length(number: int, row: Sequence[str], header: Sequence[str]) -> Problem:
    """What is wrong with a row of more or fewer cells than the header."""
    return Problem(number, "row", list(row[:1]), f"the row has {len(row)} cells, the header {len(header)}")


def _geojson_table(name: str, text: str) -> Table:
    records: list[Any] = []
    shapes = 0
    for feature in geojson_features(text, MAX_MAPPED_ROWS):
        if not isinstance(feature, Mapping) or not isinstance(feature.get("properties") or {}, Mapping):
            records.append(None)
            continue
        lon, lat, is_shape = _point(feature.get("geometry"))
        shapes += is_shape
        records.append({**(feature.get("properties") or {}), LONGITUDE: lon, LATITUDE: lat})
    note = f"{shapes:,} features are lines or outlines, not points; their shapes are left aside."
    return _text_table(name, records, (note,) if shapes else ())


def _point(geometry: Any) -> tuple[Any, Any, bool]:
    """Longitude and latitude of a GeoJSON point, whose height is left aside; whether it is another shape."""
    if geometry is None:
        return "", "", False
    if not isinstance(geometry, Mapping) or geometry.get("type") != "Point":
        return "", "", True
    place = geometry.get("coordinates")
    if isinstance(place, list) and len(place) in (2, 3):
        return place[0], place[1], False
    wrong = json.dumps(place)  # as text it goes on, and reading it as a number says what is wrong with it
    return wrong, wrong, False


def _text_table(name: str, records: Sequence[Mapping[str, Any] | None], notes: tuple[str, ...] = ()) -> Table:
    records = [record and {to_xml_text(column): value for column, value in record.items()} for record in records]
    columns = list(dict.fromkeys(column for record in records if record for column in record))
    _check_columns(columns)
    columns = [c for c in columns if c not in (LONGITUDE, LATITUDE) or any(_text(r[c]) for r in records if r)]
    rows = [{c: _text(record.get(c)) for c in columns} if record else {} for record in records]
    wrong = "this is no feature with properties"
    problems = [Problem(n, "row", record, wrong) for n, record in enumerate(records, 1) if record is None]
    return Table(name, tuple(columns), rows, problems, notes)


def _text(value: Any) -> str:
    """A value as the text of a cell; what is missing is an empty one."""
    if value is None or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")  # JSON may hold half a surrogate pair
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, bool | int | float | list | tuple | Mapping):
        return json.dumps(value, default=str)
    return str(value)  # decimals and times of day, which JSON would put in quotes
