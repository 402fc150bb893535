"""GeoPackage out: tables of points, lines, areas and events without geometry, with styles that QGIS takes up itself."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyogrio
import shapely
from shapely.geometry.base import BaseGeometry

from geo.escape import to_c_text
from geo.export import View, about_view, to_text
from geo.flat import to_flat
from geo.qml import to_qml

TABLES = {
    "points": (0, "MultiPoint", shapely.multipoints),
    "lines": (1, "MultiLineString", shapely.multilinestrings),
    "areas": (2, "MultiPolygon", shapely.multipolygons),
}
"""Tables with geometry: dimension, type of geometry, and what makes it of its parts."""
WITHOUT_GEOMETRY = "without_geometry"
ABOUT = "briefmap"
"""The table that says what the file shows."""
GEOMETRY = "geom"
VERSION = "1.2"
"""Of GeoPackage: the newest that programs of some age read without a warning."""
_NO_CHANGE = "1970-01-01"

_one_at_a_time = threading.Lock()


def to_gpkg(events: gpd.GeoDataFrame, view: View | None = None) -> bytes:
    """Write events as a GeoPackage.

    Parameters
    ----------
    events : GeoDataFrame
        As :func:`geo.load_events` gives it, filtered at will. EPSG:4326, (lon, lat).
    view : View, optional
        What the file says of itself.

    Returns
    -------
    bytes
        The tables of :data:`TABLES` and :data:`WITHOUT_GEOMETRY` with columns as :func:`geo.flat.to_flat` has them
        and three more: ``fid`` is the event's place in the view, from 1; ``time_start`` and ``time_end`` are the
        midnights between which it happened, open (null) for what goes on or is undated. ``briefmap`` (key, value) says
        what the file shows, ``layer_styles`` holds the styles. An event that is both a point and an area stands in
        both tables. Equal views give equal bytes.
    """
    about = about_view(events, view or View())
    day = about["newest_change"] or _NO_CHANGE
    flat = _table(events)
    with tempfile.TemporaryDirectory(prefix="briefmap-") as folder, _dated(day):
        path = Path(folder) / "briefmap.gpkg"
        for table, (dimension, kind, make) in TABLES.items():
            geometry = flat.geometry.map(lambda g, d=dimension, m=make: _of_dimension(g, d, m))
            rows = flat.set_geometry(geometry)[geometry.notna()]
            _write(path, table, rows, about, geometry_type=kind, layer_options={"GEOMETRY_NAME": GEOMETRY})
        _write(path, WITHOUT_GEOMETRY, flat[flat.geometry.isna()].drop(columns="geometry"), about)
        said = {"key": list(about), "value": [to_c_text(to_text(value)) for value in about.values()]}
        _write(path, ABOUT, pd.DataFrame(said), about)
        _write(path, "layer_styles", _styles(day), about, layer_options={"FID": "id"})
        return path.read_bytes()


def _write(path: Path, table: str, rows: pd.DataFrame, about: dict[str, Any], **more: Any) -> None:
    described = to_c_text(f"Marking: {about['marking']}. Shown: {about['filter']}. Credits: {about['credits']}.")
    options = {"DESCRIPTION": described} | more.pop("layer_options", {})
    pyogrio.write_dataframe(
        rows, path, layer=table, driver="GPKG", append=path.exists(), use_arrow=True,
        dataset_options={"VERSION": VERSION}, layer_options=options, **more,
    )  # fmt: skip


def _of_dimension(geometry: BaseGeometry | None, dimension: int, make: Any) -> BaseGeometry | None:
    """The parts of a geometry that are points, lines or areas, as one; None without any."""
    # Twice, for a collection may hold what has parts itself.
    parts: Any = shapely.get_parts(shapely.get_parts(geometry)) if geometry is not None else []
    found = [part for part in parts if shapely.get_dimensions(part) == dimension]
    made: BaseGeometry | None = make(found) if found else None
    return made


def _styles(day: str) -> pd.DataFrame:
    """The table ``layer_styles`` as QGIS keeps it."""
    tables = list(TABLES)
    return pd.DataFrame(
        {
            "f_table_catalog": "",
            "f_table_schema": "",
            "f_table_name": tables,
            "f_geometry_column": GEOMETRY,
            "styleName": "Briefmap",
            "styleQML": [to_qml(table) for table in tables],
            "styleSLD": "",
            "useAsDefault": True,
            "description": "Colour and shape by layer; doubt is dashed",
            "owner": "Briefmap",
            "ui": "",
            "update_time": pd.Timestamp(day, tz="UTC").as_unit("ms"),
        }
    )


def _table(events: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The flat table with ``fid`` and times, and without NUL, at which GDAL would cut texts off."""
    flat = to_flat(events)
    for column in flat.columns.drop("geometry"):
        if flat[column].dtype == "string[pyarrow]":
            flat[column] = flat[column].map(to_c_text, na_action="ignore").astype(flat[column].dtype)
    flat.insert(0, "fid", range(1, len(flat) + 1))
    # First, for QGIS guesses the columns of its temporal controller by name. With a time, for it compares days with
    # times as texts; and without a zone, for days have none and it takes Z for one.
    moment = pd.ArrowDtype(pa.timestamp("ms"))
    # No file can hold the day after the last of the calendar, which many a table has for "no end".
    open_end = flat["ongoing"] | (flat["date_end"] == date.max)
    after = flat["date_end"].mask(open_end.fillna(False)).astype(moment) + pd.Timedelta(days=1)
    flat.insert(1, "time_start", flat["date_start"].astype(moment))
    flat.insert(2, "time_end", after)
    return flat


@contextmanager
def _dated(day: str) -> Iterator[None]:
    """GDAL writes this day, not the moment, as that of the file's last change; its setting is the whole process's."""
    with _one_at_a_time:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{day}T00:00:00.000Z"})
        try:
            yield
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
