"""Small places that newsrooms name and no package has: crossings, garrisons, islets, camps, front-line villages."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator

from common import BUILD, package_file
from names import normalise
from post_offices import km
from records import Row
from regions import iso3_of
from towns import AIRPORTS, NOT_AN_AIRPORT, airport_point

SAME_KM = 60.0
_SETTLEMENT = re.compile(r"[^\W\d_]{3,}(?:[ '’-][^\W\d_]{2,}){0,2}")
_BASE = re.compile(r"(?i) (?:airport|air ?base|airfield|air force base|international airport)$")


def outpost_places() -> list[Row]:
    """The rows of outposts.csv, written by hand; each ranks behind towns of 15,000 people that bear its name."""
    with (BUILD / "outposts.csv").open(encoding="utf-8", newline="") as lines:
        return [
            Row(f"bm:{outpost_slug(entry)}", entry["name"], entry["kind"], entry["iso3"], float(entry["lon"]),
                float(entry["lat"]), "hand-written (outposts.csv)", radius_km=float(entry["radius_km"]),
                aliases=[a for a in entry["aliases"].split("; ") if a], outpost=True)
            for entry in csv.DictReader(lines)
        ]  # fmt: skip


def outpost_slug(entry: dict[str, str]) -> str:
    """What the place id says of an outpost: its country and its name."""
    return f"{entry['iso3'].lower()}-{normalise(entry['name']).replace(' ', '-')}"


def airport_towns(rows: Iterable[Row]) -> Iterator[Row]:
    """What airports tell of settlements: the town of each, and the bare name of its field, where no row has them.

    A name is added where no place of its country within 60 km bears it. Its point is the airport's.
    """
    held: dict[tuple[str, str | None], list[tuple[float, float]]] = {}
    for row in rows:
        for name in (row.name, *row.aliases):
            held.setdefault((normalise(name), row.iso3), []).append((row.lon, row.lat))
    with package_file("airportsdata", "airports.csv").open(encoding="utf-8", newline="") as lines:
        listed = [a for a in csv.DictReader(lines) if a["iata"] and len(a["icao"]) == 4 and a["country"] in iso3_of()]
    for airport in listed:
        iso3, (lon, lat) = iso3_of()[airport["country"]], airport_point(airport)
        for name in settlement_names(airport):
            spots = held.setdefault((normalise(name), iso3), [])
            if not any(km(lon, lat, *spot) < SAME_KM for spot in spots):
                spots.append((lon, lat))
                slug = normalise(name).replace(" ", "-")
                yield Row(f"air:{airport['icao'].lower()}-{slug}", name, "city", iso3, lon, lat,
                          f"town of an airport, {AIRPORTS}", minor=True)  # fmt: skip


def settlement_names(airport: dict[str, str]) -> list[str]:
    """The town of an airport as listed, and its own name where that is one word, as a village's: "Batajnica"."""
    if NOT_AN_AIRPORT.search(airport["name"]):
        return []
    city = airport["city"].split("/")[0].split("(")[0].strip()
    stem = _BASE.sub("", airport["name"].replace(" International", ""))
    found = [city, *([stem] if " " not in stem and not airport["city"] else [])]
    return [name for name in dict.fromkeys(found) if _SETTLEMENT.fullmatch(name) and name[0].isupper()]
