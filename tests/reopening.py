"""Reads exported files back by other means than wrote them, into one form that can be compared."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from datetime import date

import pyarrow.parquet as pq
import shapely

from geo.escape import from_cell
from geo.event_rows import parse_events
from geo.export import View, to_json, to_text
from geo.flat import COLUMNS
from geo.formats import FORMATS
from geo.frame import to_frame
from geo.gazetteer import load_gazetteer
from geo.geopackage import TABLES, WITHOUT_GEOMETRY

KML = "{http://www.opengis.net/kml/2.2}"


@dataclass
class Reopened:
    """What a reader found in a file: events in its order, and what the file says of itself."""

    rows: dict[str, dict[str, str]]
    """Event id -> column -> value as text, as in a CSV."""
    coordinates: dict[str, list] | None
    """Event id -> (lon, lat) of every vertex; empty without geometry."""
    about: dict[str, str]


def cell(column, value):
    """A value of a typed column as the text that a CSV has for it."""
    if isinstance(value, date):
        return value.isoformat()
    if value is not None and column in ("ongoing", "consequence", "inferred"):
        return to_json(bool(value))
    return to_text(value)


def vertices(geometry):
    return [] if geometry is None else shapely.get_coordinates(geometry).tolist()


def read_geojson(data):
    document = json.loads(data.decode("utf-8"))
    rows = {f["id"]: {k: to_text(v) for k, v in f["properties"].items()} for f in document["features"]}
    shapes = {f["id"]: f["geometry"] and shapely.geometry.shape(f["geometry"]) for f in document["features"]}
    return Reopened(rows, {i: vertices(g) for i, g in shapes.items()}, document["briefmap"])


def read_csv(data):
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))
    rows = [{k: from_cell(v) for k, v in row.items()} for row in rows]
    return Reopened({r["event_id"]: r for r in rows}, None, {"marking": rows[0]["marking"]} if rows else {})


def read_gpkg(data):
    base = sqlite3.connect(":memory:")
    base.deserialize(data)
    base.row_factory = sqlite3.Row
    found = [dict(r) for table in (*TABLES, WITHOUT_GEOMETRY) for r in base.execute(f'SELECT * FROM "{table}"')]
    rows, points = {}, {}
    for row in sorted(found, key=lambda r: r["fid"]):
        blob = row.pop("geom", None)
        rows[row["event_id"]] = {c: cell(c, row[c]) for c in COLUMNS}
        points.setdefault(row["event_id"], []).extend(vertices(blob and shapely.from_wkb(gpkg_wkb(blob))))
    return Reopened(rows, points, dict(base.execute("SELECT key, value FROM briefmap").fetchall()))


def gpkg_wkb(blob):
    """The WKB in a GeoPackage's geometry, after its header and envelope."""
    assert blob[:2] == b"GP"
    return blob[8 + (0, 32, 48, 48, 64)[blob[3] >> 1 & 7] :]


def data_of(element):
    return {d.get("name"): d.findtext(f"{KML}value") or "" for d in element.findall(f"{KML}ExtendedData/{KML}Data")}


def read_kml(data):
    document = ET.fromstring(data).find(f"{KML}Document")
    rows, points = {}, {}
    for placemark in document.iter(f"{KML}Placemark"):
        row = data_of(placemark)
        assert placemark.findtext(f"{KML}name") == row["title"]
        rows[row["event_id"]] = row
        told = " ".join(c.text for c in placemark.iter(f"{KML}coordinates"))
        points[row["event_id"]] = [[float(x) for x in pair.split(",")] for pair in told.split()]
    about = {key.removeprefix("briefmap_"): value for key, value in data_of(document).items()}
    return Reopened(rows, points, about)


def read_parquet(data):
    table = pq.read_table(io.BytesIO(data))
    rows, points = {}, {}
    for row in table.to_pylist():
        geometry = row.pop("geometry")
        rows[row["event_id"]] = {c: cell(c, v) for c, v in row.items()}
        points[row["event_id"]] = vertices(geometry and shapely.from_wkb(geometry))
    return Reopened(rows, points, json.loads(table.schema.metadata[b"briefmap"]))


READERS = {"geojson": read_geojson, "csv": read_csv, "gpkg": read_gpkg, "kml": read_kml, "parquet": read_parquet}


def frame(*records):
    accepted, problems, _ = parse_events(records)
    assert not problems
    return to_frame(accepted, load_gazetteer())


def reopened(name, events, view=None):
    return READERS[name](FORMATS[name].write(events, view or View()))


def placemarks(events, view=None):
    root = ET.fromstring(FORMATS["kml"].write(events, view or View()))
    return root, {data_of(p)["event_id"]: p for p in root.iter(f"{KML}Placemark")}
