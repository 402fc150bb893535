"""How much of what news names the gazetteer holds, and what it costs to open.

For each public corpus of news whose place names were located by people: the share of located names that have a
candidate under their own spelling at all, within 161 km and within 25 km of where the people put them, and how many
candidates a known name has. The ladder adds one kind of entry after the other to what a gazetteer of towns over 5,000
people, first-order regions and countries has, which is the reference.

    python -m benchmarks.gazetteer [FOLDER]

FOLDER holds LGL.jsonl and GeoWebNews.jsonl (default: corpora in the folder that BRIEFMAP_SHARED names); without them
only the cost is printed.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from geo.gazetteer import TERMS, Gazetteer
from geo.names import normalise

EARTH_KM = 6371.0088
CORPORA = ("LGL", "GeoWebNews")

Mask = npt.NDArray[np.bool_]


def ladder(gazetteer: Gazetteer) -> dict[str, Mask]:
    """Which entries of the names each rung of the ladder may use."""
    places, names = gazetteer.places, gazetteer.names
    kind, people = places.kind[names.rows], places.population[names.rows]

    def of(*kinds: str) -> Mask:
        return np.isin(kind, [places.kinds.index(k) for k in kinds])

    town, own = of("city"), ~names.abbreviation
    rungs = {"countries, regions, towns over 5,000": own & (of("country", "region") | (town & (people >= 5000)))}
    steps: list[tuple[str, Mask]] = [
        ("+ towns over 1,000", own & town & (people >= 1000)),
        ("+ towns over 500", own & town & (people >= 500)),
        ("+ seats and post offices", own & town),
        ("+ districts", own & of("district")),
        ("+ airports, seas, sites, areas", own & ~of(*TERMS)),
        ("+ abbreviations", ~of(*TERMS)),
        ("+ demonyms, blocs, continents", np.ones_like(own)),
    ]
    so_far = rungs["countries, regions, towns over 5,000"]
    for name, mask in steps:
        so_far = so_far | mask
        rungs[name] = so_far
    return rungs


def located(path: Path) -> list[tuple[str, float, float]]:
    """Key, lon and lat of every located name of a corpus."""
    with path.open(encoding="utf-8") as lines:
        found = [t for line in lines for t in json.loads(line)["toponyms"] if t.get("lat") is not None]
    return [(normalise(t["text"]), float(t["lon"]), float(t["lat"])) for t in found]


def km(lon: float, lat: float, lons: npt.NDArray[np.float64], lats: npt.NDArray[np.float64]) -> float:
    """Great-circle distance to the nearest of some points, in km."""
    a, b = np.radians(lat), np.radians(lats)
    half = np.sin((b - a) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(np.radians(lons - lon) / 2) ** 2
    return float((2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))).min())


def recall(gazetteer: Gazetteer, allowed: Mask, gold: list[tuple[str, float, float]]) -> tuple[float, ...]:
    """Shares known, within 161 km, within 25 km; candidates a known name."""
    names, places = gazetteer.names, gazetteer.places
    far, candidates = [], 0
    for key, lon, lat in gold:
        for spelling in (key, key.removeprefix("the ")):
            entries = names.entries(spelling)
            rows = names.rows[entries][allowed[entries]]
            if len(rows):
                far.append(km(lon, lat, places.lon[rows], places.lat[rows]))
                candidates += len(rows)
                break
    distances = np.array(far)
    return (
        len(far) / len(gold), (distances <= 161).sum() / len(gold), (distances <= 25).sum() / len(gold),
        candidates / max(1, len(far)),
    )  # fmt: skip


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of one run."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    folder = Path(sys.argv[1]) if sys.argv[1:] else Path(os.environ.get("BRIEFMAP_SHARED", "../shared")) / "corpora"
    made: list[Gazetteer] = []
    opened = seconds(lambda: made.append(Gazetteer()))
    gazetteer = made[0]
    print(f"open {opened:.2f} s CPU; first lookup {seconds(lambda: gazetteer.lookup('Rzeszów')):.4f} s; "
          f"all columns {seconds(lambda: (gazetteer.places, gazetteer.names)):.2f} s; "
          f"{len(gazetteer.places.lon):,} places, {len(gazetteer.names.keys):,} names; "
          f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")  # fmt: skip
    for corpus in CORPORA:
        path = folder / f"{corpus}.jsonl"
        if not path.is_file():
            print(f"{corpus}: not at hand, skipped")
            continue
        gold = located(path)
        print(f"\n{corpus}, {len(gold)} located names{'':12}known   161 km   25 km   candidates")
        for name, allowed in ladder(gazetteer).items():
            known, near, close, candidates = recall(gazetteer, allowed, gold)
            print(f"  {name:38} {known:7.3f} {near:8.3f} {close:7.3f} {candidates:12.2f}")


if __name__ == "__main__":
    main()
