"""How many lies `verify` names: records of the shipped events changed field by field and exported anew.

Nothing in such a file contradicts itself: digests, columns and geometry are made anew from the lie. Only the texts,
the gazetteer and the calendar can tell. What is not named is what the same words would bear out, or a judgement.

    python -m benchmarks.proof
"""

from __future__ import annotations

import copy
import dataclasses
import random
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from geo.article import make_article, normalise
from geo.errors import InvalidRecords
from geo.event import SUB_TYPES, Event
from geo.event_rows import parse_event
from geo.export import View, to_geojson
from geo.frame import to_frame
from geo.gazetteer import load_gazetteer
from geo.proof import verify
from geo.shipped import DATA, load_store
from geo.store import Store

SHIFTS = ((1, 1), (-1, -1), (7, 7), (-7, -7), (365, 365), (-365, -365), (0, 1), (-1, 0), (0, -1))
"""Days by which the first and the last day are moved."""
EACH = 6
"""Other places and countries that are put in for each one."""
Lie = tuple[str, dict[str, Any]]


def lies(event: Event, store: Store, dice: random.Random) -> Iterator[Lie]:
    """Each lie about one event: its kind and the raw record."""
    honest = event.model_dump(mode="json") | {"caused_by": None}
    for raw in moved(event, honest):
        yield "date moved or stretched", raw
    places = {(p.place_id, p.name, p.iso3) for e in store.records for p in e.places if p.place_id}
    others = [{"place_id": i, "name": name, "iso3": iso3} for i, name, iso3 in sorted(places, key=str)]
    for raw in exchanged(honest, "places", "place_id", others, dice):
        yield "another place of the map", raw
    codes = sorted({p.iso3 for e in store.records for p in e.participants if p.iso3})
    for raw in exchanged(honest, "participants", "iso3", [{"iso3": code} for code in codes], dice):
        yield "another country taking part", raw
    for sub_type in set(SUB_TYPES[event.layer]) - {event.sub_type}:
        yield "another sub-type of the layer", honest | {"sub_type": sub_type}
    for prec in set(range(1, 8)) - {event.where_prec}:
        yield "another precision of the place", honest | {"where_prec": prec}


def moved(event: Event, honest: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The event at other dates."""
    if event.date_start and event.date_end:
        for first, last in SHIFTS:
            days = {"date_start": event.date_start + timedelta(first), "date_end": event.date_end + timedelta(last)}
            yield honest | {key: day.isoformat() for key, day in days.items()}


def exchanged(
    honest: dict[str, Any], field: str, key: str, others: list[dict[str, Any]], dice: random.Random
) -> Iterator[dict[str, Any]]:
    """The event with one item of a list exchanged for another."""
    for number, item in enumerate(honest[field]):
        for other in dice.sample(others, EACH):
            if item[key] and other[key] != item[key]:
                lie = copy.deepcopy(honest)
                lie[field][number] |= other
                yield lie


def main() -> None:
    store, dice, start = load_store(), random.Random(0), time.process_time()
    texts = [make_article(normalise(p.read_text(encoding="utf-8"))) for p in sorted((DATA / "articles").glob("*.md"))]
    view = dataclasses.replace(View(), sources=tuple(store.sources.values()))
    told: dict[str, int] = {}
    named: dict[str, int] = {}
    for event in store.records:
        for kind, raw in lies(event, store, dice):
            try:
                lie = parse_event(raw)
            except InvalidRecords:
                continue  # the record's own rules forbid it already
            report = verify(to_geojson(to_frame([lie], load_gazetteer()), view), texts)
            told[kind] = told.get(kind, 0) + 1
            named[kind] = named.get(kind, 0) + (not report.holds)
    print(f"{'lie, exported anew':<32}{'told':>8}{'named':>8}{'share':>8}")
    for kind, count in told.items():
        print(f"{kind:<32}{count:>8}{named[kind]:>8}{named[kind] / count:>8.2f}")
    honest = verify(to_geojson(store.events, view), texts)
    judged = sum(v.state == "judged" for v in honest.verdicts)
    failed = sum(v.state == "failed" for v in honest.verdicts)
    print(f"{len(honest.verdicts)} honest events: {failed} named in error, {judged} resting on a judgement")
    print(f"{(time.process_time() - start) / sum(told.values()) * 1000:.0f} ms of CPU for a lie")


if __name__ == "__main__":
    main()
