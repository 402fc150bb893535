"""Events back from files: Briefmap's own forms, wrong files, the store they come into, and the command."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import tomllib
from datetime import time
from decimal import Decimal

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pandas.testing import assert_frame_equal

import geo.table
from geo.errors import UnreadableFile
from geo.event_rows import parse_event
from geo.export import record_of, to_csv, to_geojson
from geo.frame import RECORD_COLUMNS, to_frame
from geo.gazetteer import load_gazetteer
from geo.load import Loaded, from_csv, from_geojson, from_geoparquet, load_file, problems_csv
from geo.mapping import apply, guess
from geo.shipped import ROOT, default_store
from geo.table import LATITUDE, MAX_BYTES, Table, read_table
from tests.made import HASH, made_event


@pytest.fixture(scope="module")
def store():
    return default_store()


def parquet(records, **columns):
    table = pa.Table.from_pylist(records)
    for name, kind in columns.items():
        table = table.set_column(table.schema.get_field_index(name), name, table[name].cast(kind))
    out = io.BytesIO()
    pq.write_table(table, out)
    return out.getvalue()


def as_text(record):
    """A record with its lists and objects as JSON text, as a GeoParquet of ours has them."""
    return {k: json.dumps(v) if isinstance(v, list | dict) else v for k, v in record.items()}


def loaded_of(*records):
    features = [{"type": "Feature", "properties": record, "geometry": None} for record in records]
    return from_geojson(json.dumps({"type": "FeatureCollection", "features": features}))


def test_geoparquet_with_json_text_and_days_reads_back_equal(store):
    records = [as_text(record_of(row)) | {"geometry": b"\x01"} for row in store.events.to_dict("records")]
    data = parquet(records, date_start=pa.date32(), date_end=pa.date32())
    loaded = load_file("events.parquet", data)
    assert (loaded.problems, loaded.given, loaded.rejected) == ([], 35, 0)
    again = to_frame(loaded.events, load_gazetteer())
    assert_frame_equal(
        again.drop(columns=["geometry", "sources"]), store.events.drop(columns=["geometry", "article", "sources"])
    )


def test_geoparquet_with_lists_and_structs_of_its_own_reads_too():
    record = dict.fromkeys(RECORD_COLUMNS) | made_event(ongoing=False, modality="occurred")
    record |= {"facts": {"count": 3}, "revision": {"who": "a", "when": "2025-10-06"}}
    loaded = from_geoparquet(parquet([record], date_start=pa.timestamp("us"), date_end=pa.timestamp("us")))
    assert loaded.problems == []
    assert loaded.events[0].facts == {"count": 3}
    assert str(loaded.events[0].date_start) == "2025-09-10"


def test_a_geoparquet_that_lacks_a_column_is_refused_in_one_sentence():
    with pytest.raises(UnreadableFile, match="column sub_type is missing"):
        from_geoparquet(parquet([{"event_id": "a", "layer": "meeting"}]))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b" \n\n", "empty"),
        ("a.xlsx", b"x", "no type that can be read"),
        ("a.csv", "title\nx".encode("utf-16"), "UTF-16"),
        ("a.csv", b"title\ncaf\xe9", "not UTF-8 text (byte 9)"),
        ("a.csv", b"\x89PNG\0\0", "not a text file"),
        ("a.csv", b"PAR1....PAR1", "is a Parquet file, not CSV"),
        ("a.parquet", b"title\nx", "is no Parquet file"),
        ("a.parquet", b"PAR1....PAR1", "not a Parquet file that can be read"),
        ("a.geojson", b"title,lat\nx,1", "not a GeoJSON"),
        ("a.json", b"[1, 2]", "not a GeoJSON"),
        ("a.geojson", b'{"features": ' + b"[" * 100_000, "not a GeoJSON"),
        ("a.geojson", b'{"features": [{"properties": {"a": ' + b"9" * 5000 + b"}}]}", "not a GeoJSON"),
        ("a.csv", b"title,lat,title\nx,1,y", "stands twice"),
        ("a.csv", b'title\n"never closed', "not a CSV"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(name, data, said):
    with pytest.raises(UnreadableFile) as refused:
        load_file(name, data)
    assert said in str(refused.value)
    assert str(refused.value).count("\n") == 0


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_a_csv_may_have_a_byte_order_mark_and_other_separators(mark, between):
    data = mark + f"title{between}lat\r\nÉté{between}1\r\n\r\n".encode()
    found = load_file("a.csv", data)
    assert found.columns == ("title", "lat")
    assert found.rows == [{"title": "Été", "lat": "1"}]


def test_a_row_with_a_cell_too_many_is_told_and_the_rest_go_through():
    found = load_file("a.csv", b"title,\n a,1\nb,2,3\nc\nd,4\n")
    assert found.columns == ("title", "column 2")
    assert [row.get("title", "") for row in found.rows] == [" a", "", "", "d"]
    assert [problem.row for problem in found.problems] == [2, 3]


def test_odd_values_of_a_parquet_and_a_geojson_become_text_or_nothing():
    data = parquet([{"n": float("nan"), "d": None, "b": True, "list": [1, 2], "raw": b"\x01"}])
    assert load_file("a.parquet", data).rows == [{"n": "", "d": "", "b": "true", "list": "[1, 2]"}]
    text = '{"features": [{"properties": {"a": NaN, "b": "\\ud800", "c": null}, "geometry": {"type": "Point"}}]}'
    [row] = load_file("a.geojson", text.encode()).rows
    assert (row["a"], row["b"], row["c"], row[LATITUDE]) == ("", "?", "", "null")


def test_limits_are_kept_while_reading(monkeypatch, store):
    for name in ("geo.table.MAX_MAPPED_ROWS", "geo.table.MAX_COLUMNS"):
        monkeypatch.setattr(name, 2)
    rows = b"title\n" + b"x\n" * 3
    features = {"features": [{"properties": {}}] * 3}
    for name, data in (
        ("a.csv", rows), ("a.geojson", json.dumps(features).encode()), ("a.parquet", parquet([{"title": "x"}] * 3)),
        ("b.csv", b"a,b,c\n1,2,3\n"),
    ):  # fmt: skip
        with pytest.raises(UnreadableFile, match=r"limit"):
            read_table(name, data)
    endless = iter(["title\n", *["x\n"] * 3])
    with pytest.raises(UnreadableFile, match="more than 2"):
        list(geo.table.csv_rows("".join(endless), 2))
    with pytest.raises(UnreadableFile, match=f"limit is {MAX_BYTES:,}"):
        load_file("a.csv", b"x" * (MAX_BYTES + 1))


@pytest.mark.parametrize(("read", "write"), [(from_geojson, to_geojson), (from_csv, to_csv)])
def test_our_own_forms_have_a_limit_of_rows_too(monkeypatch, store, read, write):
    text = write(store.events)
    for reader in (geo.table.csv_rows, geo.table.geojson_features):
        monkeypatch.setattr(reader, "__defaults__", (34,))
    with pytest.raises(UnreadableFile, match="34"):
        read(text)


def test_the_limits_are_what_the_documentation_says():
    assert (geo.table.MAX_ROWS, geo.table.MAX_MAPPED_ROWS, MAX_BYTES) == (1_000_000, 100_000, 50_000_000)
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["server"]["maxUploadSize"] == MAX_BYTES // 1_000_000


def test_a_feature_that_is_none_is_told_and_the_rest_go_through():
    text = json.dumps({"features": [7, {"properties": made_event()}, {"properties": None}]})
    loaded = from_geojson(text)
    assert [event.event_id for event in loaded.events] == ["made-1"]
    assert [problem.row for problem in loaded.problems] == [1, 3]


@pytest.mark.parametrize(
    ("fields", "column"),
    [
        ({"places": [{"name": "x", "place_id": "gn:0"}]}, "places.0.place_id"),
        ({"places": [{"name": "x", "place_id": "geo:91,0"}]}, "places.0.place_id"),
        ({"participants": [{"iso3": "ZZZ", "role": "target"}]}, "participants.0.iso3"),
    ],
)
def test_a_place_or_country_that_nobody_knows_is_told(fields, column):
    loaded = loaded_of(made_event(**fields), made_event(event_id="made-2"))
    assert [(p.row, p.column) for p in loaded.problems] == [(1, column)]
    assert [event.event_id for event in loaded.events] == ["made-2"]


def test_problems_are_written_without_a_formula():
    loaded = loaded_of(made_event(layer="=HYPERLINK(1)"))
    rows = list(csv.reader(io.StringIO(problems_csv(loaded.problems), newline="")))
    assert rows[0] == ["row", "column", "value", "reason"]
    assert rows[1][:3] == ["1", "layer", "'=HYPERLINK(1)"]


# The store.


def test_loaded_events_stand_beside_those_that_ship_and_change_nothing_of_them(store):
    before = store.events.copy()
    loaded = loaded_of(made_event(source_id=["somebody"]))
    more, found = store.with_loaded(loaded, "mine.geojson")
    assert [event.event_id for event in found.new] == ["made-1"]
    assert len(more.events) == len(more.records) == 36
    assert (len(store.events), "somebody" in store.sources) == (35, False)
    assert_frame_equal(store.events, before)
    assert dict(more.events.dtypes) == dict(store.events.dtypes)
    assert isinstance(more.events, gpd.GeoDataFrame)
    assert more.events.crs == store.events.crs
    assert list(more.events["article"]) == [*store.events["article"], len(store.sources) + 1]
    assert "mine.geojson" in more.sources["somebody"].title


@pytest.mark.parametrize(("read", "write"), [(from_geojson, to_geojson), (from_csv, to_csv)])
def test_what_was_exported_and_comes_back_is_known_and_not_there_twice(store, read, write):
    more, found = store.with_loaded(read(write(store.events)))
    assert (len(found.known), found.new, found.problems) == (35, [], [])
    assert more is store


def test_another_event_under_a_known_id_is_refused(store):
    loaded = loaded_of(made_event(event_id="seed-A1"), made_event())
    more, found = store.with_loaded(loaded)
    assert [(p.row, p.column, p.value) for p in found.problems] == [(1, "event_id", "seed-A1")]
    assert len(found.new) + len(found.known) + len(found.problems) == len(loaded.events)
    assert len(more.records) == 36


def test_what_was_rejected_or_retracted_is_not_shown(store):
    revision = {"who": "a", "when": "2025-10-06", "status": "retracted"}
    _, found = store.with_loaded(loaded_of(made_event(revision=revision)))
    assert [p.column for p in found.problems] == ["revision.status"]


def test_a_consequence_finds_its_cause_on_the_map_but_not_nowhere(store):
    closures = to_geojson(store.events[store.events["sub_type"] == "airport_closure"])
    known = {event.event_id for event in store.records}
    assert from_geojson(closures).rejected > 0
    loaded = from_geojson(closures, known)
    assert loaded.rejected == 0
    assert store.with_loaded(loaded)[1].problems == []
    strange = Loaded([parse_event(made_event(caused_by="gone"))], [], 1, 0)
    assert [p.column for p in store.with_loaded(strange)[1].problems] == ["caused_by"]


def test_the_row_of_a_loaded_file_is_the_evidence_that_the_store_quotes(store):
    rows = Table("rows.csv", ("title", "lat", "lon"), [{"title": "Here", "lat": "52", "lon": "21"}], [])
    columns = guess(rows.columns, rows.rows).with_constants(layer="deployment", sub_type="base")
    more, _ = store.with_loaded(apply(columns, rows))
    [quote] = more.quotes(more.records[-1].evidence)
    assert (quote.text, quote.title, quote.row) == ("title: Here\nlat: 52\nlon: 21", "rows.csv", True)
    assert not any(quote.row for event in store.records for quote in more.quotes(event.evidence))
    assert HASH not in more.texts


# The command.


def command(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "geo", "load", *map(str, arguments)],
        cwd=ROOT, capture_output=True, check=False, timeout=60, encoding="utf-8",
    )  # fmt: skip


def test_the_command_maps_a_file_tells_what_was_wrong_and_writes_the_rest(tmp_path):
    path, mapping, out = tmp_path / "s.csv", tmp_path / "map.json", tmp_path / "out.geojson"
    path.write_text("name,date,lat,lon\nA,2025-09-01,52,21\nB,1/2/3,52,21\n", encoding="utf-8")
    mapping.write_text(command("--suggest", path).stdout, encoding="utf-8")
    refused = command(path, "--map", mapping)
    assert (refused.returncode, "layer" in refused.stderr) == (1, True)
    chosen = json.loads(mapping.read_text(encoding="utf-8"))
    chosen |= {"layer": {"constant": "deployment"}, "sub_type": {"constant": "base"}}
    mapping.write_text(json.dumps(chosen), encoding="utf-8")
    done = command(path, tmp_path / "missing.csv", "--map", mapping, "-o", out)
    assert done.returncode == 0
    assert "s.csv: 1 accepted, 1 rejected of 2." in done.stdout
    assert "row 2, date: '1/2/3'" in done.stdout
    assert "missing.csv" in done.stderr
    assert [event.title for event in from_geojson(out.read_text(encoding="utf-8")).events] == ["A"]


def test_the_command_fails_when_nothing_was_accepted(tmp_path):
    path = tmp_path / "s.csv"
    path.write_text("name,date\nA,2025-09-01\n", encoding="utf-8")
    done = command(path)
    assert done.returncode == 1
    assert "--map" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_command_writes_also_what_was_known_already(tmp_path, store):
    path, out = tmp_path / "own.csv", tmp_path / "out.geojson"
    path.write_bytes(to_csv(store.events).encode("utf-8"))
    done = command(path, "-o", out)
    assert "35 accepted (35 of them known already), 0 rejected of 35." in done.stdout
    assert len(json.loads(out.read_text(encoding="utf-8"))["features"]) == 35


def test_a_source_is_named_after_a_file_whatever_the_file_is_called(store):
    event = made_event(event_id="odd-name", source_id=["nowhere"])
    loaded = from_geojson(json.dumps({"features": [{"properties": event}]}))
    more, found = store.with_loaded(loaded, "a\x01\udcff.geojson")
    assert len(found.new) == 1
    assert more.sources["nowhere"].title == "nowhere, as a\ufffd\ufffd.geojson names it"


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        (b"date;headline, long;place", ["date", "headline, long", "place"]),
        (b'"date, day"\theadline', ["date, day", "headline"]),
        (b"headline", ["headline"]),
        (b'"a;b;c",place', ["a;b;c", "place"]),
    ],
)
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_the_cells_of_a_csv_are_parted_by_what_parts_its_header(header, cells, end):
    found = read_table("a.csv", header + end)
    assert list(found.columns) == cells


def test_a_csv_of_one_long_line_full_of_quotes_is_read_at_once():
    rows = b"\r".join(b'"x%d",1,2' % n for n in range(20_000))
    assert len(read_table("a.csv", b"title,lat,lon\r" + rows).rows) == 20_000
    with pytest.raises(UnreadableFile, match="columns"):
        read_table("a.csv", b'"",' * 200_000 + b"\n")


def test_a_parquet_file_that_unpacks_to_far_more_than_it_is_large_is_refused(monkeypatch):
    monkeypatch.setattr(geo.table, "MAX_UNPACKED", 1_000_000)
    texts = pa.DictionaryArray.from_arrays(pa.array([0] * 10_000, pa.int32()), pa.array(["x" * 1_000]))
    out = io.BytesIO()
    pq.write_table(pa.table({"title": texts}), out, compression="zstd")
    assert len(out.getvalue()) < 5_000
    with pytest.raises(UnreadableFile, match="unpacks to more than 1,000,000 bytes"):
        read_table("a.parquet", out.getvalue())


def test_decimals_and_times_of_a_parquet_file_are_read_without_quotes():
    out = io.BytesIO()
    pq.write_table(pa.table({"lat": [Decimal("52.50")], "at": [time(10, 30)]}), out)
    assert read_table("a.parquet", out.getvalue()).rows == [{"lat": "52.50", "at": "10:30:00"}]
