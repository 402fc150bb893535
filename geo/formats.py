"""All formats that a view can be exported in: the page and the command line offer this one list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import geopandas as gpd

from geo.export import View, to_csv, to_geojson
from geo.geopackage import to_gpkg
from geo.geoparquet import to_geoparquet
from geo.kml import to_kml


@dataclass(frozen=True)
class Format:
    """A file format, and what writes it."""

    name: str
    """On the command line."""
    label: str
    """In words."""
    suffix: str
    """Of file names, with its dot."""
    mime: str
    write: Callable[[gpd.GeoDataFrame, View], bytes]
    """Makes the whole file of events (as :func:`geo.load_events` gives them, filtered at will) and their view."""


def _geojson(events: gpd.GeoDataFrame, view: View) -> bytes:
    return to_geojson(events, view).encode("utf-8")


def _csv(events: gpd.GeoDataFrame, view: View) -> bytes:
    return to_csv(events, view).encode("utf-8")


def _png(events: gpd.GeoDataFrame, view: View) -> bytes:
    from geo.picture import to_png  # matplotlib takes its time: only who wants a picture waits for it

    return to_png(events, view, view.theme)


_LIST = (
    Format("geojson", "GeoJSON", ".geojson", "application/geo+json", _geojson),
    Format("csv", "CSV", ".csv", "text/csv", _csv),
    Format("gpkg", "GeoPackage", ".gpkg", "application/geopackage+sqlite3", to_gpkg),
    Format("kml", "KML", ".kml", "application/vnd.google-earth.kml+xml", to_kml),
    Format("parquet", "GeoParquet", ".parquet", "application/vnd.apache.parquet", to_geoparquet),
    Format("png", "PNG picture", ".png", "image/png", _png),
)

FORMATS: dict[str, Format] = {found.name: found for found in _LIST}
"""By name, in the order they are offered."""
