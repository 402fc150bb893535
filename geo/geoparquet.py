"""GeoParquet out: the flat table with typed columns, and what the file shows under ``briefmap`` in its metadata."""

from __future__ import annotations

import io

import geopandas as gpd
import pyarrow.parquet as pq

from geo.export import View, about_view, to_json
from geo.flat import to_flat

SCHEMA_VERSION = "1.1.0"


def to_geoparquet(events: gpd.GeoDataFrame, view: View | None = None) -> bytes:
    """Write events as GeoParquet 1.1.0.

    Parameters
    ----------
    events : GeoDataFrame
        As :func:`geo.load_events` gives it, filtered at will. EPSG:4326, (lon, lat).
    view : View, optional
        What the file says of itself.

    Returns
    -------
    bytes
        Columns as :func:`geo.flat.to_flat` has them, geometry as WKB. Equal views give equal bytes.
    """
    plain = io.BytesIO()
    to_flat(events).to_parquet(plain, index=False, geometry_encoding="WKB", schema_version=SCHEMA_VERSION)
    table = pq.read_table(plain)
    about = {b"briefmap": to_json(about_view(events, view or View())).encode("utf-8")}
    out = io.BytesIO()
    # geopandas takes no metadata of ours, so the table is written once more with it.
    pq.write_table(table.replace_schema_metadata({**(table.schema.metadata or {}), **about}), out)
    return out.getvalue()
