"""Build data/gazetteer/places.parquet and names.parquet."""

from __future__ import annotations

from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from common import GAZETTEER, write_bytes
from countries import country_places
from districts import district_places
from name_rules import name_rows
from outposts import airport_towns, outpost_places
from post_offices import post_office_places
from records import Row
from terms import term_places
from towns import airport_places, city_places, region_places, supplement_places

PLACES = pa.schema(
    [
        ("place_id", pa.string()), ("name", pa.string()), ("kind", pa.string()), ("iso3", pa.string()),
        ("countries", pa.string()), ("admin1", pa.string()), ("lon", pa.float64()), ("lat", pa.float64()),
        ("label_lon", pa.float64()), ("label_lat", pa.float64()), ("population", pa.int64()),
        ("radius_km", pa.float32()), ("source", pa.dictionary(pa.int32(), pa.string())),
        ("admin2", pa.string()), ("geonameid", pa.int32()),
    ]
)  # fmt: skip
NAMES = pa.schema(
    [
        ("key", pa.string()),
        ("row", pa.int32()),
        ("rank", pa.int8()),
        ("exact", pa.bool_()),
        ("acronym", pa.bool_()),
        ("abbreviation", pa.bool_()),
    ]
)


def main() -> None:
    """Write both tables; the second points at rows of the first."""
    cities, capitals = city_places()
    rows = [*country_places(), *region_places(), *cities, *district_places(), *post_office_places(),
            *airport_places(cities), *supplement_places(), *outpost_places()]  # fmt: skip
    rows += list(airport_towns(rows))
    rows += term_places({r.place_id: r for r in rows})
    held = {r.place_id for r in rows if r.kind == "district"}
    for row in rows:
        row.admin2 = row.admin2 if row.admin2 in held else None
    rows.sort(key=lambda r: r.place_id)
    check(rows)
    table = pa.Table.from_pylist([columns(r) for r in rows], PLACES)
    save(table, GAZETTEER / "places.parquet")
    save(pa.Table.from_pylist(list(name_rows(rows, capitals)), NAMES), GAZETTEER / "names.parquet")


def columns(row: Row) -> dict[str, Any]:
    """A row's columns; what repeats another column is left empty and filled in on reading."""
    values = {k: v for k, v in asdict(row).items() if k in PLACES.names}
    if (row.label_lon, row.label_lat) == (row.lon, row.lat):
        values["label_lon"] = values["label_lat"] = None
    if row.countries == (row.iso3 or ""):
        values["countries"] = None
    return values


def check(rows: list[Row]) -> None:
    """Stop when two places have one id."""
    ids = [r.place_id for r in rows]
    twice = {a for a, b in pairwise(ids) if a == b}
    if twice:
        raise SystemExit(f"place ids used twice: {sorted(twice)}")


def save(table: Any, path: Path) -> None:
    """Write a table with fixed settings, so that the same rows give the same bytes."""
    part = path.with_suffix(".tmp")
    pq.write_table(table, part, compression="zstd", compression_level=19, row_group_size=1_000_000)
    write_bytes(path, part.read_bytes())
    part.unlink()


if __name__ == "__main__":
    main()
