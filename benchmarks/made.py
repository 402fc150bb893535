"""Made-up events for measuring with: any number, always the same, like real ones in layers, precisions and places."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from geo.event import LAYERS, SUB_TYPES
from geo.gazetteer import DATA as GAZETTEER
from geo.shipped import DATA

SEED = 2025
WEST, SOUTH, EAST, NORTH = -10, 28, 55, 68
"""Degrees: Europe and the Middle East."""
BIG = 50_000
"""People that a town needs to be named here."""
FIRST, DAYS = date(2024, 1, 1), 720
WINDOWS = {1: 0, 2: 3, 3: 6, 4: 20, 5: 60}
"""Days from start to end by date precision."""
KINDS = {1: "city", 2: "city", 3: "region", 4: "region", 5: "area", 6: "country", 7: "sea"}
"""What kind of place stands for each precision of place."""
SHARES = {1: 40, 2: 20, 3: 5, 4: 8, 5: 5, 6: 17, 7: 5}
"""Per cent of events of each precision of place, those of treaty partners apart."""


def made_events(number: int, seed: int = SEED) -> list[dict[str, Any]]:
    """Raw records of made-up events, all of which can be drawn.

    Parameters
    ----------
    number : int
    seed : int

    Returns
    -------
    list of dict
        As in ``data/events.json``. Layers take turns; of treaty partners nine in ten are relations between two
        countries. Dates lie in 2024 and 2025.
    """
    chance = random.Random(seed)
    places = _places()
    # The evidence is a sentence that exists, so that cards show one as they do for real events.
    shipped = json.loads((DATA / "events.json").read_text(encoding="utf-8"))["events"]
    return [_event(n, chance, places, chance.choice(shipped)) for n in range(number)]


def _places() -> Mapping[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {kind: [] for kind in KINDS.values()}
    table = pq.read_table(GAZETTEER / "places.parquet")
    drawable = set(pq.read_table(GAZETTEER / "outlines.parquet", columns=["place_id"])["place_id"].to_pylist())
    for place in table.to_pylist():
        inside = WEST < place["lon"] < EAST and SOUTH < place["lat"] < NORTH
        if place["kind"] not in found or not inside:
            continue
        named = (place["population"] or 0) >= BIG if place["kind"] == "city" else place["place_id"] in drawable
        if named:
            found[place["kind"]].append(place)
    return found


def _event(n: int, chance: random.Random, places: Mapping[str, list[dict[str, Any]]], like: dict[str, Any]) -> Any:
    layer = LAYERS[n % len(LAYERS)]
    sub_type = chance.choice(SUB_TYPES[layer])
    relation = layer == "treaty_partner" and chance.random() < 0.9
    where_prec = 6 if relation else chance.choices(list(SHARES), list(SHARES.values()))[0]
    place = chance.choice(places[KINDS[where_prec]])
    first, other = chance.sample(places["country"], 2)
    first = next((c for c in places["country"] if c["iso3"] == place["iso3"]), first)
    other = other if other is not first else places["country"][0]
    date_prec = chance.choices(list(WINDOWS), [60, 15, 5, 15, 5])[0]
    start = FIRST + timedelta(chance.randrange(DAYS - WINDOWS[date_prec]))
    named = [first, other] if relation else [place]
    roles = {"airspace_incursion": ("target", "intruder"), "treaty_partner": ("signatory", "signatory")}
    return {
        "event_id": f"made-{n}",
        "layer": layer,
        "sub_type": sub_type,
        "title": f"Made-up event {n}: {sub_type.replace('_', ' ')} at {place['name']}",
        "summary": "A made-up event to measure with. " * chance.randrange(1, 5),
        "date_start": start.isoformat(),
        "date_end": (start + timedelta(WINDOWS[date_prec])).isoformat(),
        "date_prec": date_prec,
        "date_basis": chance.choices(["stated", "inferred"], [9, 1])[0],
        "places": [
            {"name": p["name"], "place_id": p["place_id"], "iso3": p["iso3"], "role": "to" if relation else "at"}
            for p in named
        ],
        "where_prec": where_prec,
        "participants": [
            {"iso3": country["iso3"], "role": role}
            for country, role in zip((first, other), roles.get(layer, ("host", "guest")), strict=True)
        ],
        "modality": chance.choices(["occurred", "planned"], [9, 1])[0],
        "evidence": like["evidence"],
        "source_id": like["source_id"],
        "revision": {"who": "made-up", "when": "2026-01-01"},
    }


def write_events(folder: Path, records: list[dict[str, Any]]) -> None:
    """Put records in the place of the events of a copy of the app."""
    target = folder / "data" / "events.json"
    shipped = json.loads(target.read_text(encoding="utf-8"))
    target.write_text(json.dumps(shipped | {"events": records}), encoding="utf-8")
