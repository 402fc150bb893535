"""Events as one flat table: the columns of every format that has types or knows no lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import geopandas as gpd
import pandas as pd
import pyarrow as pa

from geo.export import properties, snapped, to_json
from geo.frame import DERIVED_COLUMNS, RECORD_COLUMNS
from geo.marks import drawn_as, is_inferred

COLUMNS = (*RECORD_COLUMNS, *DERIVED_COLUMNS, "consequence", "inferred", "drawn_as")
"""Record and derived columns, and what a style needs: :func:`~geo.marks.is_inferred`, :func:`~geo.marks.drawn_as`."""
LISTS = frozenset({
    "places", "participants", "facts", "evidence", "source_id", "revision",
    "place_countries", "countries", "parties", "concerned", "sources",
})  # fmt: skip
"""Columns of lists and objects, which become JSON text."""
_TYPES = {
    "date_start": pa.date32(), "date_end": pa.date32(),
    "ongoing": pa.bool_(), "consequence": pa.bool_(), "inferred": pa.bool_(),
    "date_prec": pa.int32(), "where_prec": pa.int32(),
    "uncertainty_km": pa.float64(), "confidence": pa.float64(), "latitude": pa.float64(), "longitude": pa.float64(),
}  # fmt: skip
"""Types of the columns that are not text."""


def flat_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of events by :data:`COLUMNS`, as plain values (dates as ISO 8601 text, missing values null)."""
    return properties(row) | {"inferred": is_inferred(row), "drawn_as": drawn_as(row)}


def to_flat(events: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Make the flat table of events.

    Parameters
    ----------
    events : GeoDataFrame of shape (n, ...)
        As :func:`geo.load_events` gives it, filtered at will. EPSG:4326, (lon, lat).

    Returns
    -------
    GeoDataFrame of shape (n, len(COLUMNS) + 1)
        In the order given, index 0 to n - 1, with Arrow types: dates as days, lists and objects as JSON text. The
        geometry is :func:`~geo.export.snapped`, None for what cannot be drawn.
    """
    rows = events.to_dict("records")
    flat = [flat_row(row) for row in rows]
    columns = {name: _column(name, [row[name] for row in flat]) for name in COLUMNS}
    drawn = [None if row["geometry"] is None else snapped(row["geometry"]) for row in rows]
    geometry = gpd.GeoSeries(drawn, index=pd.RangeIndex(len(rows)), crs="EPSG:4326")
    return gpd.GeoDataFrame(pd.DataFrame(columns), geometry=geometry)


def _column(name: str, values: Sequence[Any]) -> pd.Series:
    if name in LISTS:
        values = [to_json(value) for value in values]
    kind = _TYPES.get(name, pa.string())
    # Days stand as ISO 8601 text in plain rows; Arrow reads them so.
    first = pa.string() if pa.types.is_date(kind) else kind
    return pd.Series(pd.arrays.ArrowExtensionArray(pa.array(values, first).cast(kind)))  # type: ignore[attr-defined]
