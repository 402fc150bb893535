"""From events to marks: the few things that are drawn, each standing for one or more events, doubt included.

A mark knows what it is (a spot, an area, a country's tag, a line), which events it stands for and what must be said
of it; :mod:`geo.layers` and ``assets/marks.js`` know how that looks.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import geopandas as gpd
import shapely
from shapely import Point
from shapely.geometry.base import BaseGeometry

from geo.escape import apart
from geo.event import CLOSURES, LAYERS
from geo.frame import records
from geo.gazetteer import Place, load_gazetteer
from geo.grouping import by_country, by_key, by_nearness
from geo.lines import BOW, arc, is_treaty, line_label, line_style, vertices
from geo.words import number

COLUMNS = (
    "event_id", "layer", "sub_type", "title", "date_basis", "place", "places", "where_prec", "uncertainty_km",
    "modality", "parties", "revision", "geometry",
)  # fmt: skip
"""What marks are made from."""
SHARED = "shared"
"""The group of marks that stand for events of several layers."""


@dataclass(frozen=True)
class Mark:
    """One thing on the map."""

    group: str
    """The layer it is switched with, or :data:`SHARED`."""
    kind: str
    """``spot``, ``area``, ``country``, ``partner`` or ``line``."""
    geometry: BaseGeometry
    """(lon, lat), EPSG:4326. Lines may run past 180 degrees rather than break there."""
    events: tuple[str, ...]
    counts: Mapping[str, int]
    """Events a layer."""
    title: str
    """What the mark says when it is pointed at or read aloud."""
    label: str = ""
    """What stands written beside it."""
    style: str = ""
    """For lines: ``treaty``, ``relation``, ``planned``, ``call``, ``talks`` or ``troops``."""
    iso3: str | None = None
    radius_km: float | None = None
    inferred: bool = False
    """The place or the date of all its events is inferred, not stated, or all are drafts: drawn dashed."""
    drafts: int = 0
    """How many of its events are drafts, which nobody has checked yet."""
    news: str = ""
    """What became of its events where the map shows what changed: ``new``, ``1 changed, 1 retracted``."""
    consequence: bool = False
    """All its events are consequences of incursions: drawn hollow."""
    tint: bool = False
    """Whether the country is tinted, for ``country`` marks."""
    reach: BaseGeometry | None = None
    """What a view of the mark must frame where that is more than the mark: the country around its tag."""

    @property
    def anchor(self) -> tuple[float, float]:
        """(lon, lat) where its label hangs: halfway along a line, on the surface of an area."""
        return _anchor(self.geometry)

    @property
    def draft(self) -> str:
        """The word that marks it where nobody has checked its events yet: ``draft``, ``1 draft`` of several."""
        whole = self.drafts == len(self.events)
        return "draft" if whole and self.drafts else number(self.drafts, "draft", "drafts") if self.drafts else ""

    def properties(self) -> dict[str, Any]:
        """All but the geometry, as JSON values; what is empty or not so is left out."""
        values = {
            "group": self.group, "kind": self.kind, "events": list(self.events), "counts": dict(self.counts),
            "title": self.title, "label": self.label, "style": self.style, "iso3": self.iso3,
            "radius_km": self.radius_km, "inferred": self.inferred, "consequence": self.consequence,
            "tint": self.tint, "draft": self.draft, "drafts": self.drafts, "news": self.news,
            "anchor": self.anchor if self.kind in ("area", "line") else None,
        }  # fmt: skip
        return {key: value for key, value in values.items() if value not in ("", None, False)}


def make_marks(events: gpd.GeoDataFrame) -> list[Mark]:
    """Make the marks of events.

    Parameters
    ----------
    events : GeoDataFrame of shape (n, ...)
        As :func:`geo.load_events` gives it, filtered at will.

    Returns
    -------
    list of Mark
        The events of all marks together are exactly those with a geometry.
    """
    columns = (*COLUMNS, "news") if "news" in events else COLUMNS
    rows = records(events[events.geometry.notna()], columns)
    lines = [r for r in rows if r["geometry"].geom_type in ("LineString", "MultiLineString") and not _river(r)]
    points = [
        {**r, "geometry": part}
        for r in rows
        if r["geometry"].geom_type in ("Point", "MultiPoint")
        for part in shapely.get_parts(r["geometry"])
    ]
    countries = [r for r in rows if r["where_prec"] == 6 and _countries_at(r)]
    shown = {r["event_id"] for r in [*lines, *points, *countries]}
    areas = [r for r in rows if r["event_id"] not in shown]
    marks = [*_partners(rows), *_areas(areas), *_lines(lines), *_countries(countries), *_spots(points)]
    return [_saying_so(mark) if mark.drafts else mark for mark in marks]


def not_drawable(events: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The events that no mark stands for: their sources name no place that could be drawn."""
    return events[events.geometry.isna()]


def is_inferred(row: Mapping[str, Any]) -> bool:
    """Whether an event's date or one of its places is inferred, not stated."""
    return row["date_basis"] == "inferred" or any(p["basis"] == "inferred" for p in row["places"])


def drawn_as(row: Mapping[str, Any]) -> str | None:
    """What stands for an event: ``spot``, ``area``, ``country``, ``stretch``, a line's style, or None for nothing."""
    if row["geometry"] is None:
        return None
    kind = row["geometry"].geom_type
    if kind in ("Point", "MultiPoint"):
        return "spot"
    if kind in ("LineString", "MultiLineString"):
        return "stretch" if _river(row) else line_style(row)
    return "country" if row["where_prec"] == 6 and _countries_at(row) else "area"


def is_draft(row: Mapping[str, Any]) -> bool:
    """Whether nobody has checked an event yet."""
    return bool(row["revision"]["status"] == "draft")


def _saying_so(mark: Mark) -> Mark:
    """A mark of drafts, dashed where all are, with the word for them in its title and label."""
    label = f"{mark.label}, {mark.draft}" if mark.label else ""
    dashed = mark.inferred or mark.drafts == len(mark.events)
    return replace(mark, title=f"{mark.title} ({mark.draft})", label=label, inferred=dashed)


@functools.lru_cache(maxsize=4096)
def _anchor(geometry: BaseGeometry) -> tuple[float, float]:
    line = geometry.geom_type == "LineString"
    point = geometry.interpolate(0.5, normalized=True) if line else shapely.point_on_surface(geometry)
    return round(point.x, 4), round(point.y, 4)


def _river(row: Mapping[str, Any]) -> bool:
    return row["where_prec"] == 5 and any(p["role"] == "at" for p in row["places"])


def _countries_at(row: Mapping[str, Any]) -> list[str]:
    return [p["place_id"][4:] for p in row["places"] if p["role"] == "at" and (p["place_id"] or "").startswith("iso:")]


def _spots(rows: Sequence[Mapping[str, Any]]) -> Iterable[Mark]:
    for spot in by_nearness(rows):
        point = spot[0]["geometry"]
        radii = [r["uncertainty_km"] for r in spot if r["uncertainty_km"] == r["uncertainty_km"]]
        yield Mark(
            **_standing_for(spot),
            kind="spot",
            geometry=point,
            title=_title(spot, spot[0]["place"]),
            radius_km=float(max(radii)) if radii else None,
            inferred=all(is_inferred(r) for r in spot),
            consequence=all(r["sub_type"] in CLOSURES for r in spot),
        )


def _areas(rows: Sequence[Mapping[str, Any]]) -> Iterable[Mark]:
    for same in by_key(rows, lambda r: (r["layer"], shapely.to_wkb(r["geometry"]))):
        yield Mark(
            **_standing_for(same),
            kind="area",
            geometry=same[0]["geometry"],
            title=_title(same, same[0]["place"]),
            label=same[0]["place"],
            inferred=all(is_inferred(r) for r in same),
        )


def _countries(rows: Sequence[Mapping[str, Any]]) -> Iterable[Mark]:
    """One tag a country, whatever the layers, for events of which only the country is known."""
    for country, here in by_country(rows, _countries_at):
        yield Mark(
            **(_standing_for(here) | {"group": SHARED}),
            kind="country",
            geometry=Point(country.label_lon, country.label_lat),
            title=f"{country.name}: {_events(here)}, place not stated",
            label=country.name,
            iso3=country.iso3,
            inferred=all(is_inferred(r) for r in here),
            # A relation short of a treaty tints nobody.
            tint=any(r["layer"] != "treaty_partner" for r in here),
            reach=mainland(country),
        )


def mainland(country: Place) -> BaseGeometry | None:
    """The part of a country that its name is written on."""
    point = Point(country.label_lon, country.label_lat)
    outline = load_gazetteer().outline(country.place_id)
    return next((part for part in shapely.get_parts(outline) if part.contains(point)), None) if outline else None


def _partners(rows: Sequence[Mapping[str, Any]]) -> Iterable[Mark]:
    """A tint for each country bound by a treaty among the events."""
    bound = [row for row in rows if is_treaty(row)]
    for country, treaties in by_country(bound, lambda row: row["parties"]):
        yield Mark(
            **_standing_for(treaties),
            kind="partner",
            geometry=Point(country.label_lon, country.label_lat),
            title=f"{country.name}: bound by {number(len(treaties), 'treaty', 'treaties')}",
            iso3=country.iso3,
        )
    for same in by_key([r for r in bound if "Line" not in r["geometry"].geom_type], _ends):
        ends = [load_gazetteer().get(f"iso:{iso3}") for iso3 in same[0]["parties"]]
        if len(ends) > 1:
            yield _line(same, "treaty", [(p.label_lon, p.label_lat) for p in ends])


def _lines(rows: Sequence[Mapping[str, Any]]) -> Iterable[Mark]:
    for same in by_key(rows, lambda r: (line_style(r), shapely.to_wkb(r["geometry"]))):
        yield _line(same, line_style(same[0]), vertices(same[0]["geometry"]))


def _line(rows: Sequence[Mapping[str, Any]], style: str, points: Sequence[tuple[float, float]]) -> Mark:
    label = line_label(rows, style)
    return Mark(
        **_standing_for(rows),
        kind="line",
        geometry=arc(points, BOW[style]),
        title=f"{apart(rows[0]['place'])}: {label}" if len(rows) == 1 else label,
        label=label,
        style=style,
        inferred=style in ("call", "talks") or all(is_inferred(r) for r in rows),
    )


def _ends(row: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(sorted(row["parties"]))


def _standing_for(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The fields that every mark has of its events: ids, counts a layer, its group, how many are drafts."""
    found = Counter(r["layer"] for r in rows)
    counts = {layer: found[layer] for layer in LAYERS if found[layer]}
    group = next(iter(counts)) if len(counts) == 1 else SHARED
    events, drafts = tuple(r["event_id"] for r in rows), sum(map(is_draft, rows))
    return {"group": group, "events": events, "counts": counts, "drafts": drafts, "news": _news(rows)}


def _news(rows: Sequence[Mapping[str, Any]]) -> str:
    found = Counter(r["news"] for r in rows if r.get("news"))
    alone = len(found) == 1 and len(rows) == 1
    return next(iter(found)) if alone else ", ".join(f"{n} {word}" for word, n in found.items())


def _title(rows: Sequence[Mapping[str, Any]], place: str) -> str:
    news = _news(rows)
    return (
        f"{apart(place)}: {apart(rows[0]['title']) if len(rows) == 1 else _events(rows)}{f' ({news})' if news else ''}"
    )


def _events(rows: Sequence[Any]) -> str:
    return number(len(rows), "event", "events")
