"""GeoJSON and CSV out, and what all formats share: an export is exactly the view, in its order, byte for byte.

The list of all formats is :mod:`geo.formats`.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from urllib.parse import urlencode

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geo.basemap import BORDER_VIEWS, CREDITS
from geo.digest import event_digest, gazetteer_digest, view_digest
from geo.escape import to_cell
from geo.event import CLOSURES, Source
from geo.filter import Filter
from geo.frame import DERIVED_COLUMNS, RECORD_COLUMNS
from geo.gazetteer import load_gazetteer
from geo.marking import NOT_SET, read_marking
from geo.version import __version__
from geo.words import as_date

DECIMALS = 5
"""Decimal places of exported coordinates: about a metre. RFC 7946 advises no more than 7."""


@dataclass(frozen=True)
class View:
    """What an export says of itself beside the events."""

    filter: str = "not stated"
    """The filter in words."""
    query: str = ""
    """The filter as a URL query, to open the same view again."""
    border_view: str = "un"
    newest_change: date | None = None
    marking: str = NOT_SET
    theme: Literal["dark", "light"] = "dark"
    """How a picture of it looks; nothing else depends on it."""
    sources: tuple[Source, ...] = ()
    """Where its events are from: a proof needs the hashes of the texts and their days of publication."""

    @classmethod
    def of(
        cls, wanted: Filter, newest_change: date | None, border_view: str = "un", sources: Iterable[Source] = ()
    ) -> View:
        """The view that a filter shows."""
        words, query = wanted.in_words(load_gazetteer().country_names), urlencode(wanted.to_query())
        return cls(words, query, border_view, newest_change, read_marking().text, sources=tuple(sources))


def to_geojson(events: gpd.GeoDataFrame, view: View | None = None) -> str:
    """Write events as GeoJSON (RFC 7946).

    Parameters
    ----------
    events : GeoDataFrame
        As :func:`geo.load_events` gives it, filtered at will. EPSG:4326, (lon, lat).
    view : View, optional
        What the file says of itself.

    Returns
    -------
    str
        One FeatureCollection: right-hand rule, no ``crs``, coordinates to 5 decimals, ISO dates, ``id`` the event's
        id, null geometry for what cannot be drawn. Equal views give equal bytes. Beside each event stands its digest,
        and in ``briefmap.proof`` what :func:`geo.proof.verify` needs.
    """
    view = view or View()
    made = [_feature(row) for row in events.to_dict("records")]
    features = ",\n".join(map(to_json, made))
    named = {source_id for ids in events["source_id"] for source_id in ids}
    proof = {
        "events": view_digest(feature["digest"] for feature in made),
        "gazetteer": gazetteer_digest(),
        "sources": [source.model_dump(mode="json") for source in view.sources if source.source_id in named],
    }
    about = to_json(about_view(events, view) | {"proof": proof})
    # An event a line: fast to write, and two files can be compared line by line.
    return f'{{"type": "FeatureCollection",\n"briefmap": {about},\n"features": [\n{features}\n]}}\n'


def to_csv(events: gpd.GeoDataFrame, view: View | None = None) -> str:
    """Write events as CSV (RFC 4180, UTF-8), one row an event, which :func:`geo.load.from_csv` reads back.

    Every row ends with the marking of the view, so that it stays with rows that are copied out of the file. Lists and
    objects are JSON text. A cell that a spreadsheet would take for a formula begins with an apostrophe. Coordinates
    are those of ``latitude`` and ``longitude``; outlines and lines are in the other formats only.
    """
    out = io.StringIO(newline="")
    columns = [*RECORD_COLUMNS, *DERIVED_COLUMNS, "marking"]
    marking = {"marking": (view or View()).marking}
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in events.to_dict("records"):
        values = properties(row) | marking
        writer.writerow([to_cell(to_text(values[c])) for c in columns])
    return out.getvalue()


def record_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """The record's own fields of a row, as plain JSON values (dates as ISO 8601 text, missing values null)."""
    return {column: _plain(row[column]) for column in RECORD_COLUMNS}


def properties(row: Mapping[str, Any]) -> dict[str, Any]:
    """All that is told of an event beside its geometry: :func:`record_of` and what follows from it, as plain values."""
    derived = {column: _plain(row[column]) for column in DERIVED_COLUMNS}
    for column in ("latitude", "longitude"):
        if derived[column] is not None:
            derived[column] = round(derived[column], DECIMALS)
    return record_of(row) | derived | {"consequence": row["sub_type"] in CLOSURES}


def snapped(geometry: BaseGeometry) -> BaseGeometry:
    """A geometry as every format writes it: right-hand rule, coordinates (lon, lat) rounded to :data:`DECIMALS`."""
    found: BaseGeometry = shapely.set_precision(geometry, 10**-DECIMALS)
    wound = shapely.orient_polygons(geometry if found.is_empty else found)
    rounded: BaseGeometry = shapely.transform(wound, lambda coordinates: np.round(coordinates, DECIMALS))
    return rounded


def geometry_json(geometry: BaseGeometry) -> dict[str, Any]:
    """A geometry as a GeoJSON object, :func:`snapped`."""
    plain: dict[str, Any] = json.loads(shapely.to_geojson(snapped(geometry)))
    return plain


def about_view(events: gpd.GeoDataFrame, view: View) -> dict[str, Any]:
    """What a file says of itself: app, filter, counts, newest change, borders, credits, marking; as plain values."""
    drawable = int(events.geometry.notna().sum())
    newest = view.newest_change or max((r["when"] for r in events["revision"]), default=None)
    return {
        "app": "Briefmap",
        "app_version": __version__,
        "filter": view.filter,
        "query": view.query,
        "events": len(events),
        "drawable": drawable,
        "not_drawable": len(events) - drawable,
        "newest_change": newest.isoformat() if newest else None,
        "border_view": BORDER_VIEWS[view.border_view],
        "credits": CREDITS,
        "marking": view.marking,
    }


def to_json(value: Any) -> str:
    """A plain value as JSON text, on one line and readable in any script."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def to_text(value: Any) -> str:
    """A plain value as a cell of text: nothing for null, lists and objects as JSON."""
    if value is None:
        return ""
    return value if isinstance(value, str) else to_json(value)


def _feature(row: Mapping[str, Any]) -> dict[str, Any]:
    geometry = row["geometry"]
    told = properties(row)
    if "article" in row:
        told["article"] = _plain(row["article"])
    drawn = None if geometry is None else geometry_json(geometry)
    digest = event_digest(told, drawn)
    return {"type": "Feature", "id": row["event_id"], "geometry": drawn, "properties": told, "digest": digest}


def _plain(value: Any) -> Any:
    """A value as JSON has it: timestamps as days, missing as null, numpy's numbers as Python's."""
    if isinstance(value, str | bool | int) or value is None:
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date | pd.Timestamp) or value is pd.NaT:
        found = as_date(value)
        return found.isoformat() if found else None
    if value is pd.NA or value != value:
        return None
    return value.item() if hasattr(value, "item") else value
