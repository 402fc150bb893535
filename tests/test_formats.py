"""Every format holds the same events: reopened by programs that did not write it, equal to each other."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import sqlite3
import subprocess
import sys
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import duckdb
import geopandas as gpd
import numpy as np
import pyarrow.parquet as pq
import pyogrio
import pytest

import geo
from geo.event import LAYERS
from geo.export import View, to_csv, to_text
from geo.filter import Filter
from geo.flat import COLUMNS, LISTS, flat_row
from geo.formats import FORMATS
from geo.geopackage import TABLES, WITHOUT_GEOMETRY
from geo.load import from_csv
from geo.palette import PALETTES
from geo.qml import to_qml
from geo.shipped import ROOT, default_store
from tests.made import made_event
from tests.reopening import KML, READERS, frame, placemarks, reopened
from tests.test_looks import theme

WARSAW, HELSINKI = "gn:756135", "gn:658225"
every_format = pytest.mark.parametrize("name", READERS)

COLOURS = PALETTES["light"]


@pytest.fixture(scope="module")
def events():
    """The shipped events, and one of each odd kind: over 180 degrees, point and area at once, nowhere, far back."""
    odd = [
        made_event(event_id="odd-1", sub_type="drone_crash", where_prec=2, places=[
            {"name": "Helsinki", "place_id": HELSINKI}, {"name": "Poland", "place_id": "iso:POL"}]),
        made_event(event_id="odd-2", layer="treaty_partner", sub_type="treaty_signed", places=[], participants=[
            {"iso3": iso3, "role": "signatory"} for iso3 in ("RUS", "USA", "FJI")]),
        made_event(None, event_id="odd-3", places=[{"name": "nowhere"}], ongoing=True),
        made_event(("0900-01-01", "1582-10-10", 5), event_id="odd-4", where_prec=2, uncertainty_km=0.1,
                   places=[{"name": "Warsaw", "place_id": WARSAW}, {"name": "Helsinki", "place_id": HELSINKI}]),
    ]  # fmt: skip
    shipped = [json.loads(event.model_dump_json()) for event in default_store().records]
    return frame(*shipped, *odd)


@every_format
def test_a_file_reopens_with_the_same_events_and_columns_in_every_value(events, name):
    found = reopened(name, events).rows
    expected = {row["event_id"]: flat_row(row) for row in events.to_dict("records")}
    assert set(found) == set(expected)
    for event_id, row in expected.items():
        columns = [c for c in COLUMNS if c in found[event_id]]
        assert len(columns) >= len(COLUMNS) - 3
        assert {c: found[event_id][c] for c in columns} == {c: to_text(row[c]) for c in columns}


@every_format
def test_a_file_keeps_the_order_of_the_view(events, name):
    backwards = events.iloc[::-1]
    found = list(reopened(name, backwards).rows)
    expected = list(backwards["event_id"])
    if name == "kml":
        # A folder a layer.
        layer = dict(zip(events["event_id"], events["layer"], strict=True))
        expected.sort(key=lambda e: LAYERS.index(layer[e]))
    assert found == expected


@pytest.mark.parametrize("name", [n for n in READERS if n not in ("geojson", "csv")])
def test_coordinates_equal_those_of_the_geojson(events, name):
    expected = reopened("geojson", events).coordinates
    found = reopened(name, events).coordinates
    assert found.keys() == expected.keys()
    for event_id, points in expected.items():
        if event_id == "odd-1" and name == "gpkg":
            points, found[event_id] = sorted(points), sorted(found[event_id])
        assert len(found[event_id]) == len(points), event_id
        if points:
            np.testing.assert_allclose(found[event_id], points, rtol=0, atol=1e-7)


def test_an_event_that_is_a_point_and_an_area_stands_in_both_tables_of_the_geopackage(events, tmp_path):
    path = tmp_path / "view.gpkg"
    path.write_bytes(FORMATS["gpkg"].write(events, View()))
    tables = dict(pyogrio.list_layers(path))
    assert tables == {
        "points": "MultiPoint", "lines": "MultiLineString", "areas": "MultiPolygon",
        "without_geometry": None, "briefmap": None, "layer_styles": None,
    }  # fmt: skip
    ids = {t: set(pyogrio.read_dataframe(path, layer=t)["event_id"]) for t in (*TABLES, WITHOUT_GEOMETRY)}
    assert set.union(*ids.values()) == set(events["event_id"])
    assert ids["points"] & ids["areas"] == {"odd-1"}
    assert ids[WITHOUT_GEOMETRY] == set(events["event_id"][events.geometry.isna()])
    areas = pyogrio.read_info(path, layer="areas")
    assert areas["crs"] == "EPSG:4326"
    types = dict(zip(areas["fields"], areas["ogr_types"], strict=True))
    assert types["date_start"] == types["date_end"] == "OFTDate"


def test_a_kml_reader_finds_the_folders_and_all_events(events):
    data = FORMATS["kml"].write(events, View())
    layers = [name for name, _ in pyogrio.list_layers(data)]
    found = [pyogrio.read_dataframe(data, layer=name) for name in layers]
    assert len(layers) == len(set(events["layer"]))
    assert sorted(e for table in found for e in table["event_id"]) == sorted(events["event_id"])
    drawn = [e for table in found for e, g in zip(table["event_id"], table.geometry, strict=True) if g is not None]
    assert sorted(drawn) == sorted(events["event_id"][events.geometry.notna()])


def test_a_database_and_geopandas_read_the_geoparquet(events, tmp_path):
    path = tmp_path / "view.parquet"
    path.write_bytes(FORMATS["parquet"].write(events, View()))
    question = "SELECT event_id, date_start, date_end, title FROM read_parquet(?)"
    rows = duckdb.connect().execute(question, [str(path)]).fetchall()
    days = [[None if d is None else date.fromisoformat(d) for d in map(flat_row(r).get, ("date_start", "date_end"))]
            for r in events.to_dict("records")]  # fmt: skip
    assert rows == [(i, *d, t) for i, d, t in zip(events["event_id"], days, events["title"], strict=True)]
    again = gpd.read_parquet(path)
    assert again.crs.to_epsg() == 4326
    assert list(again.geometry.isna()) == list(events.geometry.isna())
    described = json.loads(pq.read_schema(path).metadata[b"geo"])
    assert described["version"] == "1.1.0"
    assert described["columns"]["geometry"]["encoding"] == "WKB"


@every_format
def test_two_writes_of_one_view_are_the_same_bytes_also_at_once(events, name):
    with ThreadPoolExecutor(3) as pool:
        written = list(pool.map(lambda _: FORMATS[name].write(events, View()), range(3)))
    assert written[0] == written[1] == written[2]


def test_other_processes_time_zones_and_hash_seeds_write_the_same_bytes():
    script = (
        "import hashlib, geo; from geo.formats import FORMATS; from geo.export import View;"
        "e = geo.load_events(); print({n: hashlib.sha256(f.write(e, View())).hexdigest() for n, f in FORMATS.items()})"
    )
    here = {n: hashlib.sha256(f.write(geo.load_events(), View())).hexdigest() for n, f in FORMATS.items()}
    for zone, seed in (("Asia/Tokyo", "1"), ("America/New_York", "2")):
        changed = os.environ | {"TZ": zone, "PYTHONHASHSEED": seed}
        done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=changed, capture_output=True, check=True)
        assert done.stdout.decode().strip() == str(here), zone


@every_format
def test_every_file_carries_the_marking_and_what_it_shows(events, name, monkeypatch):
    monkeypatch.setenv("BRIEFMAP_MARKING", "=RESTRICTED <b> & é")
    view = View.of(Filter(countries=frozenset({"POL"}), text='<img src="x">'), date(2026, 1, 2))
    found = reopened(name, events, view)
    assert found.about["marking"] == "=RESTRICTED <b> & é"
    if name == "csv":
        assert {row["marking"] for row in found.rows.values()} == {"=RESTRICTED <b> & é"}
        return
    assert "Poland" in found.about["filter"]
    assert '<img src="x">' in found.about["filter"]
    assert found.about["query"] == view.query
    assert "GeoNames" in found.about["credits"]
    assert "UN General Assembly" in found.about["border_view"]
    assert found.about["newest_change"] == "2026-01-02"
    assert int(found.about["events"]) == len(events)
    assert int(found.about["drawable"]) == int(events.geometry.notna().sum())


@every_format
def test_an_empty_view_is_a_whole_file_without_events(events, name):
    found = reopened(name, events.iloc[:0])
    assert found.rows == {}
    assert not found.coordinates


def test_a_csv_from_before_the_marking_reads_as_well_as_one_with_it(events):
    rows = list(csv.reader(io.StringIO(to_csv(events, View(marking="SECRET")), newline="")))
    assert rows[0][-1] == "marking"
    out = io.StringIO(newline="")
    csv.writer(out).writerows([row[:-1] for row in rows])
    old, new = from_csv(out.getvalue()), from_csv(to_csv(events))
    assert old.problems == new.problems == []
    assert old.events == new.events
    assert len(new.events) == len(events)


# ---- style and time ------------------------------------------------------------------------------------------------


def styles_of(data):
    base = sqlite3.connect(":memory:")
    base.deserialize(data)
    question = "SELECT f_table_name, styleQML FROM layer_styles WHERE useAsDefault AND f_geometry_column = 'geom'"
    return base, {table: ET.fromstring(qml) for table, qml in base.execute(question)}


def test_each_event_of_the_geopackage_falls_under_exactly_one_rule_of_its_default_style(events):
    base, styles = styles_of(FORMATS["gpkg"].write(events, View()))
    assert set(styles) == set(TABLES)
    for table, qml in styles.items():
        # The rules keep to what QGIS and SQLite both understand.
        rules = [rule.get("filter") for rule in qml.iter("rule")]
        for (event_id,) in base.execute(f'SELECT event_id FROM "{table}"').fetchall():
            hits = [
                base.execute(f'SELECT 1 FROM "{table}" WHERE event_id = ? AND {r}', [event_id]).fetchall()
                for r in rules
            ]
            assert sum(map(len, hits)) == 1, (table, event_id)


def looks(table):
    """Rule label -> options of its symbol."""
    qml = ET.fromstring(to_qml(table))
    symbols = {s.get("name"): {o.get("name"): o.get("value") for o in s.iter("Option")} for s in qml.iter("symbol")}
    return {rule.get("label"): symbols[rule.get("symbol")] for rule in qml.iter("rule")}


def test_layers_have_the_maps_colours_and_shapes_and_doubt_is_dashed():
    light = theme(".bm-light")
    assert {layer: light[layer] for layer in LAYERS} == {layer: COLOURS[layer] for layer in LAYERS}
    points = looks("points")
    assert points["Airspace incursions"]["name"] == "triangle"
    assert points["Airspace incursions"]["color"] == "194,65,0,255"
    assert points["Treaty partners"]["name"] == "diamond"
    assert points["Deployments"]["name"] == "square"
    assert points["Meetings"]["name"] == "circle"
    for label, look in points.items():
        assert look["outline_style"] == ("dash" if "inferred" in label else "solid")
    for label, look in looks("lines").items():
        assert look["line_style"] == ("dash" if "inferred" in label else "solid")
    for look in looks("areas").values():
        assert look["outline_style"] == "dash"
        assert int(look["color"].split(",")[3]) < 60


def test_a_treatys_line_is_whole_and_a_relations_is_dashed(events):
    base, styles = styles_of(FORMATS["gpkg"].write(events, View()))
    rules = {rule.get("label"): rule.get("filter") for rule in styles["lines"].iter("rule")}
    drawn = {
        label: {row[0] for row in base.execute(f"SELECT drawn_as FROM lines WHERE {rule}")}
        for label, rule in rules.items()
    }
    assert drawn["Treaty partners"] == {"treaty"}
    assert "relation" in drawn["Treaty partners, no place or inferred"]


def test_qgis_finds_the_time_of_events_in_the_geopackage(events):
    base, styles = styles_of(FORMATS["gpkg"].write(events, View()))
    for table, qml in styles.items():
        temporal = qml.find("temporal").attrib
        start, end = temporal["startField"], temporal["endField"]
        assert (temporal["enabled"], temporal["mode"]) == ("1", "2")
        rows = base.execute(f'SELECT {start}, {end}, date_start, date_end, ongoing FROM "{table}"').fetchall()
        assert rows
        for begun, ended, first, last, ongoing in rows:
            assert begun == (first and f"{first}T00:00:00.000")
            after = last and not ongoing and date.fromisoformat(last) + timedelta(days=1)
            assert ended == (f"{after.isoformat()}T00:00:00.000" if after else None)


def test_the_kml_says_when_events_were_as_far_as_that_is_known(events):
    _, found = placemarks(events)
    for row in events.to_dict("records"):
        span = found[row["event_id"]].find(f"{KML}TimeSpan")
        told = flat_row(row)
        if told["date_start"] is None:
            assert span is None
            assert found[row["event_id"]].findtext(f"{KML}Snippet").startswith("Undated")
        else:
            assert span.findtext(f"{KML}begin") == told["date_start"]
            assert span.findtext(f"{KML}end") == (None if row["ongoing"] else told["date_end"])


def test_each_placemark_has_the_style_of_its_layer(events):
    root, found = placemarks(events)
    styles = {style.get("id"): style for style in root.iter(f"{KML}Style")}
    for row in events.to_dict("records"):
        style = styles[found[row["event_id"]].findtext(f"{KML}styleUrl")[1:]]
        for part in ("IconStyle", "LineStyle", "PolyStyle"):
            colour = style.findtext(f"{KML}{part}/{KML}color")
            assert "#" + colour[6:8] + colour[4:6] + colour[2:4] == COLOURS[row["layer"]]
    # A viewer would fetch an icon by its address.
    assert root.find(f".//{KML}href") is None


# ---- page and command line -----------------------------------------------------------------------------------------


def test_the_command_line_writes_every_format_and_filters_by_type(tmp_path):
    wanted = Filter(sub_types=frozenset({"airport_closure", "summit"}))
    store = default_store()
    shown = store.events[wanted.mask(store.events)]
    assert 0 < len(shown) < len(store.events)
    for name, form in FORMATS.items():
        target = tmp_path / f"view{form.suffix}"
        arguments = ["--type", "airport_closure", "--type", "summit", "--format", name, "-o", str(target)]
        command = [sys.executable, "-m", "geo", "export", *arguments]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")
        assert target.read_bytes() == form.write(
            shown, View.of(wanted, store.newest_change, sources=store.sources.values())
        )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--type", "rumour"], b"invalid choice"),
        (["--format", "shapefile"], b"invalid choice"),
        (["--text", "x" * 1000], b"the limit is"),
        (["--text", b"\xff"], b"not text in UTF-8"),
    ],
)
def test_a_wrong_word_on_the_command_line_is_one_sentence(arguments, said):
    done = subprocess.run(
        [sys.executable, "-m", "geo", "export", *arguments], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 2
    assert said in done.stderr
    assert b"Traceback" not in done.stderr


def test_every_format_of_the_list_is_reopened_here():
    assert set(READERS) <= set(FORMATS)
    assert [form.name for form in FORMATS.values()] == list(FORMATS)
    assert len({form.suffix for form in FORMATS.values()}) == len(FORMATS)
    assert set(COLUMNS) >= LISTS


def test_an_event_without_end_has_no_end_in_the_geopackage(tmp_path):
    path = tmp_path / "a.gpkg"
    path.write_bytes(FORMATS["gpkg"].write(frame(made_event(("2025-09-10", "9999-12-31", 5))), View()))
    with sqlite3.connect(path) as found:
        [row] = found.execute("SELECT date_end, time_start, time_end FROM areas").fetchall()
    assert row[0] == "9999-12-31"
    assert row[1].startswith("2025-09-10")
    assert row[2] is None
