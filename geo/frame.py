"""Events as a GeoDataFrame: one row an event, the record's fields and the columns that follow from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.event import Event, Source
from geo.gazetteer import Gazetteer
from geo.names import normalise
from geo.placing import partners, place_event
from geo.words import humanise

RECORD_COLUMNS = tuple(Event.model_fields)
"""Fields of the record itself, in its order: all that a loader needs to make the event again."""
DERIVED_COLUMNS = (
    "place", "iso3", "admin1", "place_countries", "countries", "parties", "concerned", "latitude", "longitude",
    "sources",
)  # fmt: skip
"""Columns that follow from the record, the gazetteer and the sources."""
SOURCE_FIELDS = ("source_id", "title", "publisher", "url", "published", "reliability", "credibility")
"""What an event's row tells of each of its sources."""


def to_frame(events: Iterable[Event], gazetteer: Gazetteer) -> gpd.GeoDataFrame:
    """Make the GeoDataFrame of events.

    Parameters
    ----------
    events : iterable of Event
    gazetteer : Gazetteer
        Where places get their coordinates from.

    Returns
    -------
    GeoDataFrame
        EPSG:4326, (lon, lat), a row an event in the order given. ``date_start`` and ``date_end`` are
        ``datetime64[s]`` (NaT for undated), lists are tuples of plain values, ``geometry`` is None for what cannot
        be drawn. ``search`` holds what free text is matched against. ``sources`` is empty: :func:`with_sources`.
    """
    rows = [_row(event, gazetteer) for event in events]
    columns = [*RECORD_COLUMNS, *DERIVED_COLUMNS, "search", "geometry"]
    frame = pd.DataFrame({c: pd.Series([row[c] for row in rows], dtype=object) for c in columns if c != "geometry"})
    for column in ("date_start", "date_end"):
        frame[column] = pd.to_datetime(frame[column]).astype("datetime64[s]")
    frame["ongoing"] = frame["ongoing"].astype(bool)
    frame["where_prec"] = frame["where_prec"].astype("int8")
    frame["date_prec"] = frame["date_prec"].astype("Int8")
    for column in ("uncertainty_km", "confidence", "latitude", "longitude"):
        frame[column] = frame[column].astype("float64")
    geometry = np.array([row["geometry"] for row in rows], dtype=object)
    return gpd.GeoDataFrame(frame, geometry=gpd.GeoSeries(geometry, crs="EPSG:4326"))


def with_sources(events: gpd.GeoDataFrame, sources: Mapping[str, Source]) -> gpd.GeoDataFrame:
    """The events with what their sources say of themselves, :data:`SOURCE_FIELDS` of each; changes them in place."""
    told = {key: source.model_dump(include=set(SOURCE_FIELDS)) for key, source in sources.items()}
    # One tuple for all events of the same sources: there are far fewer of those.
    rows = {ids: tuple(told[key] for key in ids if key in told) for ids in set(events["source_id"])}
    events["sources"] = pd.Series([rows[ids] for ids in events["source_id"]], index=events.index, dtype=object)
    return events


def records(events: pd.DataFrame, columns: Sequence[str]) -> list[dict[str, Any]]:
    """Some columns as a dict a row; ``DataFrame.to_dict`` looks at every value and takes many times as long."""
    values = [events[column].tolist() for column in columns]
    return [dict(zip(columns, row, strict=True)) for row in zip(*values, strict=True)]


def _row(event: Event, gazetteer: Gazetteer) -> dict[str, Any]:
    placed = place_event(event, gazetteer)
    row: dict[str, Any] = event.model_dump()
    row["places"] = tuple(row["places"])
    row["uncertainty_km"] = placed.uncertainty_km
    for column in ("place", "iso3", "admin1", "place_countries", "latitude", "longitude", "geometry"):
        row[column] = getattr(placed, column)
    row["parties"] = partners(event)
    row["concerned"] = tuple(dict.fromkeys(p.iso3 for p in event.participants if p.iso3 and p.role == "concerned"))
    row["countries"] = tuple(dict.fromkeys(row["parties"] + row["concerned"]))
    row["sources"] = ()
    row["search"] = _searchable(event, placed.place, (*row["countries"], *placed.place_countries), gazetteer)
    return row


def _searchable(event: Event, place: str, iso3s: tuple[str, ...], gazetteer: Gazetteer) -> str:
    parts = [event.event_id, event.title, event.summary, place, humanise(event.layer), humanise(event.sub_type)]
    parts += [p.name for p in event.places]
    parts += [p.actor for p in event.participants if p.actor]
    parts += [gazetteer.country_name(iso3) for iso3 in dict.fromkeys(iso3s)]
    parts += iso3s
    for key, value in event.facts.items():
        parts += [humanise(key), *map(str, value if isinstance(value, list) else [value])]
    return "\n".join(map(normalise, parts))
