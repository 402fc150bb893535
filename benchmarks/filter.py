"""How fast a view is made, from the shipped events to many: filter, marks, table-ready rows, GeoJSON.

The reference is what a plain geopandas program does for the same end: a row-wise ``apply`` for the filter, and
``GeoDataFrame.to_json`` for the file. Both run in this process, one after the other; medians of several runs.

    python -m benchmarks.filter [ROWS ...]
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from datetime import date

import geopandas as gpd
import pandas as pd

import geo
from geo.export import to_geojson
from geo.filter import Filter
from geo.marks import make_marks

RUNS = 5
WANTED = Filter(date_from=date(2025, 9, 1), date_to=date(2025, 9, 30), countries=frozenset({"POL", "DNK"}))


def median_ms(work: Callable[[], object]) -> float:
    """Median wall-clock milliseconds of :data:`RUNS` runs."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def grown(events: gpd.GeoDataFrame, rows: int) -> gpd.GeoDataFrame:
    """The shipped events over and over, with ids of their own and without outlines, up to a number of rows."""
    points = events[events.geometry.geom_type == "Point"]
    copies = -(-rows // len(points))
    many = pd.concat([points] * copies, ignore_index=True).head(rows)
    many["event_id"] = [f"made-{n}" for n in range(rows)]
    return gpd.GeoDataFrame(many, crs=events.crs)


def by_rows(events: gpd.GeoDataFrame) -> pd.Series:
    """The same filter, row by row."""
    low, high = pd.Timestamp(WANTED.date_from), pd.Timestamp(WANTED.date_to)

    def fits(row: pd.Series) -> bool:
        dated = row["date_start"] is pd.NaT or (
            row["date_start"] <= high and (row["date_end"] >= low or row["ongoing"])
        )
        named = {*row["place_countries"], *row["parties"], *row["concerned"]}
        return bool(dated and named & WANTED.countries)

    return events.apply(fits, axis=1)


def main(sizes: list[int]) -> None:
    """Print the table."""
    shipped = geo.load_events()
    print("  events  filter ms  by rows ms  marks ms  geojson ms  to_json ms")
    for rows in [len(shipped), *sizes]:
        events = shipped if rows == len(shipped) else grown(shipped, rows)
        flat = events[["event_id", "title", "geometry"]]
        figures = [
            median_ms(lambda e=events: WANTED.mask(e)),
            median_ms(lambda e=events: by_rows(e)),
            median_ms(lambda e=events: make_marks(e)),
            median_ms(lambda e=events: to_geojson(e)),
            median_ms(lambda e=flat: e.to_json()),
        ]
        assert WANTED.mask(events).tolist() == by_rows(events).tolist()
        figures_in_line = (f"{ms:>{width}.1f}" for ms, width in zip(figures, (10, 11, 9, 11, 11), strict=True))
        print(f"{rows:>8}", *figures_in_line)
    print("by rows: the same filter as DataFrame.apply; to_json: geopandas' own, id, title and geometry only.")


if __name__ == "__main__":
    main([int(a) for a in sys.argv[1:]] or [1_000, 10_000])
