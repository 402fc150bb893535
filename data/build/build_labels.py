"""Build data/basemap/labels.geojson: names of countries and cities with the zoom from which they show."""

from __future__ import annotations

import math
from typing import Any

import pyarrow.parquet as pq
from common import BASEMAP, GAZETTEER, write_geojson
from towns import capitals
from units import natural_earth

# People a city needs, zoom from which it shows, and km it keeps from larger names shown at that zoom.
STEPS = [(1_000_000, 5, 110), (300_000, 6, 65), (100_000, 7, 38), (50_000, 8, 26)]
CAPITAL_ZOOM, SMALL_CAPITAL_ZOOM, SMALL_STATE = 4, 6, 300_000
# The smallest towns are labelled only where the maps of this tool are mostly read, to keep the file small.
DETAILED = (-11.0, 28.0, 60.0, 71.0)
PLENTY = 300_000
# Spellings that newsrooms use today, where GeoNames keeps an older one, by GeoNames' name and country.
TODAY = {
    ("Kryvyy Rih", "UKR"): "Kryvyi Rih", ("Mykolayiv", "UKR"): "Mykolaiv", ("Zaporizhzhya", "UKR"): "Zaporizhzhia",
    ("Vinnytsya", "UKR"): "Vinnytsia", ("Khmelnytskyy", "UKR"): "Khmelnytskyi",
    ("Al Mawşil al Jadīdah", "IRQ"): "Mosul", ("Al Başrah al Qadīmah", "IRQ"): "Basra",
}  # fmt: skip
NOT_TOWNS = {"gn:13580034"}
"""Parts of a town that GeoNames lists with the town's own population (Mariupol's right bank)."""


def main() -> None:
    """Write the file."""
    places = pq.read_table(GAZETTEER / "places.parquet").to_pylist()
    labels = country_labels(places) + city_labels(places)
    write_geojson(BASEMAP / "labels.geojson", labels)


def label(lon: float, lat: float, **properties: Any) -> dict[str, Any]:
    """A label as GeoJSON."""
    geometry = {"type": "Point", "coordinates": [round(lon, 2), round(lat, 2)]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def country_labels(places: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A label a country, at Natural Earth's label point and zoom."""
    zooms = {r.iso3: (r.MIN_LABEL, r.LABELRANK) for r in natural_earth().sort_values("LABELRANK")[::-1].itertuples()}
    found = []
    for p in places:
        if p["kind"] == "country":
            zoom, rank = zooms.get(p["iso3"], (6.0, 7))
            lon, lat = (p["lon"], p["lat"]) if p["label_lon"] is None else (p["label_lon"], p["label_lat"])
            found.append(label(lon, lat, name=p["name"], kind="country", min_zoom=max(2, round(zoom)),
                               rank=int(rank), iso3=p["iso3"]))  # fmt: skip
    return sorted(found, key=lambda f: (f["properties"]["rank"], f["properties"]["iso3"]))


def city_labels(places: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Capitals, then cities from the largest down wherever no larger name is in the way."""
    heads = capitals()
    states = {p["iso3"]: p["population"] or 0 for p in places if p["kind"] == "country"}
    cities = [p for p in places if p["kind"] == "city" and p["population"] and p["place_id"] not in NOT_TOWNS]
    cities.sort(key=lambda p: (p["place_id"] not in heads, -p["population"], p["place_id"]))
    shown: list[tuple[int, dict[str, Any]]] = []
    for p in cities:
        if p["place_id"] in heads:
            shown.append((CAPITAL_ZOOM if states.get(p["iso3"], 0) >= SMALL_STATE else SMALL_CAPITAL_ZOOM, p))
            continue
        step = next(((zoom, km) for people, zoom, km in STEPS if p["population"] >= people), None)
        if step and worth(p) and not any(near(p, q, step[1]) for zoom, q in shown if zoom <= step[0]):
            shown.append((step[0], p))
    return [city_label(p, zoom, p["place_id"] in heads) for zoom, p in shown]


def city_label(p: dict[str, Any], zoom: int, capital: bool) -> dict[str, Any]:
    """A label of a city, by the name that newsrooms use."""
    name = TODAY.get((p["name"], p["iso3"]), p["name"])
    kind = "capital" if capital else "city"
    return label(p["lon"], p["lat"], name=name, kind=kind, min_zoom=zoom, rank=zoom - 3, iso3=p["iso3"])


def worth(p: dict[str, Any]) -> bool:
    """Whether a city is large enough for where it lies."""
    west, south, east, north = DETAILED
    return p["population"] >= PLENTY or (west < p["lon"] < east and south < p["lat"] < north)


def near(p: dict[str, Any], q: dict[str, Any], km: float) -> bool:
    """Whether two places are less than so many km apart."""
    dy = 111.2 * (p["lat"] - q["lat"])
    if abs(dy) >= km:
        return False
    return math.hypot(dy, 111.2 * math.cos(math.radians(p["lat"])) * (p["lon"] - q["lon"])) < km


if __name__ == "__main__":
    main()
