"""How fast the map is in a real browser: first useful map, filter to painted, click to card, bytes.

The references draw the very same events in a minimal Streamlit app: as one ``folium.Marker`` each, and as
``FastMarkerCluster``, both through ``st_folium``, without base map, table or card. All run one after the other in one
Chromium; every load begins with an empty cache, after one load that is thrown away. Medians of several.

    python -m benchmarks.map [EVENTS ...]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import geopandas as gpd
from playwright.sync_api import Browser

from benchmarks.browser import Loaded, launched, make_reference
from benchmarks.made import made_events, write_events
from geo.event import LAYERS
from geo.event_rows import parse_events
from geo.frame import to_frame
from geo.gazetteer import load_gazetteer
from geo.known import load_events
from geo.words import LAYER_NAMES
from tests.browser.conftest import copy_app, serving

LOADS, FILTERS, CARDS = 5, 16, 10
SOON, FIRST = 300, 4000
"""Milliseconds within which a filter should be painted, and the first useful map be there."""

PILL = """([name, n]) => bench.timed(
    () => [...document.querySelectorAll("[data-testid=stSidebar] button")]
        .find((button) => button.textContent.trim() === name).click(), () => bench.drawn(n))"""
CLICK = "(n) => bench.timed(() => bench.marks()[n % bench.marks().length].click(), bench.told)"
LOAD = "(n) => bench.until(() => bench.drawn(n), 0)"
LOOK_CLOSER = """async () => {
    while (bench.marks().length < 3) {
        bench.crowds()[0]?.click();
        await new Promise((done) => setTimeout(done, 600));
    }
}"""


@dataclass(frozen=True)
class Contender:
    """One way to show the events: how to tell in the page what it has drawn."""

    name: str
    reference: str | None
    """``BRIEFMAP_REFERENCE`` of the minimal app; None for Briefmap itself."""
    drawable: Callable[[gpd.GeoDataFrame], Any]
    """Which events it can draw, as a mask."""
    script: str
    """Defines ``bench.drawn(n)``, ``.marks()``, ``.crowds()``, ``.told()`` and ``.hide()``."""


BRIEFMAP = """
    bench.drawn = (n) => bench.maps().some(({ body }) =>
        body.dataset.basemap === "ready" && body.dataset.events === String(n));
    const inSight = (mark) => mark.getClientRects().length > 0;
    const of = (mark) => mark.dataset.events.split(" ").length;
    const all = () => [...bench.maps()[0].querySelectorAll("[data-events]:not(body)")].filter(inSight);
    bench.marks = () => all().filter((mark) => of(mark) === 1);
    bench.crowds = () => all().sort((a, b) => of(b) - of(a));
    bench.told = () => document.querySelector(".bm-card h2")?.getClientRects().length > 0;
    bench.hide = () => document.querySelector(".st-key-close button").click();
"""
FOLIUM = """
    const icons = (doc) => [...doc.querySelectorAll(".leaflet-marker-icon")];
    const many = (icon) => icon.classList.contains("marker-cluster") ? Number(icon.textContent) : 1;
    bench.drawn = (n) => bench.maps().some((doc) => icons(doc).reduce((sum, icon) => sum + many(icon), 0) === n);
    bench.crowds = () => [...bench.maps()[0].querySelectorAll(".marker-cluster")];
    bench.marks = () => icons(bench.maps()[0]).filter((icon) => !icon.classList.contains("marker-cluster"));
    bench.told = () => bench.maps()[0].querySelector(".leaflet-popup-content")?.textContent.trim() > "";
    bench.hide = () => bench.maps()[0].querySelector(".leaflet-popup-close-button").click();
"""


def _has_geometry(events: gpd.GeoDataFrame) -> Any:
    return events.geometry.notna()


def _has_coordinates(events: gpd.GeoDataFrame) -> Any:
    return events["latitude"].notna()


CONTENDERS = (
    Contender("Briefmap", None, _has_geometry, BRIEFMAP),
    Contender("folium.Marker", "marker", _has_coordinates, FOLIUM),
    Contender("FastMarkerCluster", "cluster", _has_coordinates, FOLIUM),
)


def steps(events: gpd.GeoDataFrame) -> Iterator[tuple[str, int]]:
    """Layers switched off and on again by turns: the name of the pill, and how many events must then be drawn."""
    for layer in cycle(LAYERS):
        yield LAYER_NAMES[layer], int((events["layer"] != layer).sum())
        yield LAYER_NAMES[layer], len(events)


def load(browser: Browser, address: str, contender: Contender, expected: int) -> tuple[Loaded, float]:
    """A fresh page on which all events are drawn, and the milliseconds that took."""
    loaded = Loaded(browser)
    loaded.page.context.add_init_script(f"if (window === window.top) {{ {contender.script} }}")
    loaded.page.goto(address, wait_until="commit")
    return loaded, loaded.wait(LOAD, expected)


def measure(browser: Browser, address: str, contender: Contender, events: gpd.GeoDataFrame) -> dict[str, list[float]]:
    """All figures of one contender: milliseconds and bytes by measure, several each."""
    shown = events[contender.drawable(events)]
    load(browser, address, contender, len(shown))[0].close()
    figures: dict[str, list[float]] = {"first": [], "bytes": [], "filter": [], "sent": [], "card": []}
    for last in [False] * (LOADS - 1) + [True]:
        loaded, took = load(browser, address, contender, len(shown))
        loaded.page.wait_for_timeout(1000)
        figures["first"].append(took)
        figures["bytes"].append(loaded.bytes)
        if not last:
            loaded.close()
    for name, expected in islice(steps(shown), FILTERS):
        before = loaded.bytes
        figures["filter"].append(loaded.wait(PILL, [name, expected]))
        loaded.page.wait_for_timeout(800)
        figures["sent"].append(loaded.bytes - before)
    for n in range(CARDS):
        loaded.page.evaluate(LOOK_CLOSER)
        figures["card"].append(loaded.wait(CLICK, n))
        loaded.page.evaluate("() => { bench.hide(); }")
        loaded.page.wait_for_function("() => !bench.told()")
        loaded.page.wait_for_timeout(500)
    if loaded.failed:
        print(f"{contender.name} could not fetch {', '.join(sorted(set(loaded.failed)))}")
    loaded.close()
    return figures


ROWS = (
    ("first useful map, s", "first", 1000, 2),
    ("filter to painted, ms", "filter", 1, 0),
    ("click to card, ms", "card", 1, 0),
    ("bytes to first map, kB", "bytes", 1000, 0),
    ("bytes a filter change, kB", "sent", 1000, 0),
)
"""Rows of the table: what they say, which figure, its unit, its decimals."""


def print_table(number: int, figures: list[dict[str, list[float]]]) -> None:
    """One table for one number of events; in brackets how many times Briefmap's own figure."""
    heads = "".join(f"{c.name:>26}" for c in CONTENDERS)
    print(f"\n{f'{number:,} events':<28}{heads}")
    for said, key, unit, decimals in ROWS:
        medians = [statistics.median(f[key]) / unit for f in figures]
        ratios = ["", *(f" (x{m / medians[0]:.2f})" for m in medians[1:])]
        cells = "".join(f"{f'{m:,.{decimals}f}{r}':>26}" for m, r in zip(medians, ratios, strict=True))
        print(f"{said:<28}{cells}")


def print_goals(number: int, figures: dict[str, list[float]]) -> None:
    """Whether the two limits hold: by the median, with the slowest beside it."""
    for said, key, limit in (("filter to painted", "filter", SOON), ("first useful map", "first", FIRST)):
        middle, worst = statistics.median(figures[key]), max(figures[key])
        holds = "holds" if middle < limit else "DOES NOT HOLD"
        print(f"{number:,} events: {said} < {limit} ms {holds}: median {middle:.0f}, slowest {worst:.0f}")


def main(sizes: list[int]) -> None:
    """Measure and print, first the shipped events and then each number of made-up ones."""
    results = []
    with launched() as browser:
        for size in [0, *sizes]:
            events = to_frame(parse_events(made_events(size))[0], load_gazetteer()) if size else load_events()
            figures = []
            for contender in CONTENDERS:
                with tempfile.TemporaryDirectory() as name:
                    folder = Path(name)
                    copy_app(folder)
                    if size:
                        write_events(folder, made_events(size))
                    if contender.reference:
                        make_reference(folder)
                    environment = {"BRIEFMAP_ARTICLES": "", "BRIEFMAP_LIBRARY": name}
                    with serving(folder, **environment, BRIEFMAP_REFERENCE=contender.reference or "") as address:
                        figures.append(measure(browser, address, contender, events))
            print_table(len(events), figures)
            results.append((len(events), figures[0]))
    print()
    for number, found in results:
        print_goals(number, found)
    print(f"Medians of {LOADS} loads with an empty cache, {FILTERS} clicks on a layer, {CARDS} clicks on a mark;")
    print("in brackets times Briefmap's figure. The references draw no base map, table or card: a click opens a popup.")


if __name__ == "__main__":
    main([int(a) for a in sys.argv[1:]] or [1_000])
