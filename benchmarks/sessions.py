"""Ten people at once, and one for long: latency, errors, strangers' events, memory.

Each of ten browser sessions has a country of its own. All load and come to rest; then each changes the filter again
and again, all at once against one server: layers by their pills, words by typing, the country through the link. What
its counts strip and its map show is compared with what :class:`geo.filter.Filter` lets through. Then one session
changes the filter many times while the server's memory and the page's are read. There is nothing of the kind to
compare with: the reference is a single session doing the same on the same server.

    python -m benchmarks.sessions [SESSIONS]
"""

from __future__ import annotations

import asyncio
import gc
import random
import statistics
import sys
import tempfile
from dataclasses import dataclass, field, replace
from typing import Any

import geopandas as gpd
import psutil
from playwright.async_api import Browser, Page, async_playwright

from benchmarks.browser import FLAGS, PATIENCE, STOPWATCH, VIEWPORT
from geo.event import LAYERS
from geo.filter import Filter
from geo.gazetteer import load_gazetteer
from geo.known import load_events
from geo.words import LAYER_NAMES
from tests import chromium
from tests.browser.conftest import serving

SESSIONS, CHANGES, ROUNDS = 10, 24, 2
PAUSE = 500
"""Milliseconds after an answer before the map is looked at, and before the next change."""
LONG, EVERY = 200, 50
"""Filter changes of the one long session, and after how many of them memory is read."""
WORDS = ("drone", "meeting", "Russia", "airport", "summit", "no such word")

SHOWS = """
    bench.strip = () => document.querySelector(".bm-strip")?.textContent ?? "";
    bench.shows = ([count, words]) => bench.strip().startsWith(count) && bench.strip().includes(words);
    bench.pill = (name) => [...document.querySelectorAll("[data-testid=stSidebar] button")]
        .find((button) => button.textContent.trim() === name);
    document.addEventListener("keydown", (e) => { if (e.key === "Enter") bench.entered = performance.now(); }, true);
"""
OPENED = "(wanted) => bench.until(() => bench.shows(wanted), 0)"
PRESSED = """async ([name, wanted]) => {
    await bench.until(() => bench.pill(name), performance.now());
    return bench.timed(() => bench.pill(name).click(), () => bench.shows(wanted));
}"""
TYPED = "(wanted) => bench.until(() => bench.shows(wanted), bench.entered)"
DRAWN = "() => bench.maps().flatMap((doc) => [...doc.querySelectorAll('[data-events]:not(body)')])" + (
    ".flatMap((mark) => mark.dataset.events.split(' '))"
)


@dataclass
class Session:
    """One reader: what is asked for, how long the answers took, what went wrong."""

    page: Page
    address: str
    events: gpd.GeoDataFrame
    wanted: Filter
    took: dict[str, list[float]] = field(default_factory=lambda: {"load": [], "layer": [], "words": []})
    errors: list[str] = field(default_factory=list)

    @property
    def expected(self) -> list[str]:
        """How the strip must begin, and the words that it must hold."""
        words = self.wanted.in_words(load_gazetteer().country_names)
        return [f"{int(self.wanted.mask(self.events).sum())} of {len(self.events)} events", f"Showing: {words}."]

    async def open(self) -> None:
        """Load the app with the filter in the link."""
        query = "&".join(f"{key}={value}" for key, value in self.wanted.to_query().items())
        await self.page.goto(f"{self.address}/?{query}", wait_until="commit")
        await self._answered("load", OPENED, self.expected)
        await self.page.wait_for_function("() => bench.maps().some((doc) => doc.body.dataset.events)")

    async def press(self, layer: str) -> None:
        """Switch a layer off or on."""
        self.wanted = replace(self.wanted, layers=self.wanted.layers ^ {layer})
        await self._answered("layer", PRESSED, [LAYER_NAMES[layer], self.expected])

    async def type(self, words: str) -> None:
        """Ask for words."""
        self.wanted = replace(self.wanted, text=words)
        await self.page.get_by_label("Words").fill(words)
        await self.page.get_by_label("Words").press("Enter")
        await self._answered("words", TYPED, self.expected)

    async def _answered(self, kind: str, script: str, argument: Any) -> None:
        took = await self.page.evaluate(script, argument)
        if took is None:
            shown = await self.page.evaluate("() => bench.strip()")
            self.errors.append(f"wrong count: {self.expected} expected, {shown[:80]} shown")
        else:
            self.took[kind].append(took)
        await self.page.wait_for_timeout(PAUSE)
        for _ in range(20):
            # The strip is above the map, which may follow later; events of another session it must never draw.
            drawn = set(await self.page.evaluate(DRAWN))
            if strangers := drawn - self._ids(Filter(countries=self.wanted.countries)):
                self.errors.append(f"events of another session: {', '.join(sorted(strangers))}")
            if drawn <= self._ids(self.wanted):
                return
            await self.page.wait_for_timeout(PAUSE)
        self.errors.append(f"events of another filter: {', '.join(sorted(drawn - self._ids(self.wanted)))}")

    def _ids(self, wanted: Filter) -> set[str]:
        return set(self.events["event_id"][wanted.mask(self.events)])


async def opened(browser: Browser, address: str, events: gpd.GeoDataFrame, wanted: Filter) -> Session:
    """A session in a context of its own; console errors and exceptions are kept."""
    context = await browser.new_context(viewport=VIEWPORT)
    context.set_default_timeout(PATIENCE)
    await context.add_init_script(STOPWATCH)
    await context.add_init_script(f"if (window === window.top) {{ {SHOWS} }}")
    session = Session(await context.new_page(), address, events, wanted)
    session.page.on("console", lambda m: session.errors.append(m.text) if m.type == "error" else None)
    session.page.on("pageerror", lambda e: session.errors.append(str(e)))
    return session


async def work(sessions: list[Session]) -> None:
    """All load and come to rest, then all filter, and both once more: who filters is measured beside who filters."""
    for n in range(ROUNDS):
        for session in sessions:
            session.wanted = replace(session.wanted, layers=frozenset(LAYERS), text="")
        await asyncio.gather(*(session.open() for session in sessions))
        await rest()
        await asyncio.gather(*(change(session, CHANGES // ROUNDS, 100 * n + i) for i, session in enumerate(sessions)))


async def rest() -> None:
    """Wait until the pages have drawn what they drew after their maps: the timeline, the table, the map's own tiles."""
    psutil.cpu_percent()
    for _ in range(60):
        await asyncio.sleep(1)
        if psutil.cpu_percent() < 40:
            return


async def change(session: Session, times: int, seed: int) -> None:
    """Change the filter again and again."""
    chance = random.Random(seed)
    for _ in range(times):
        if chance.random() < 0.3:
            await session.type(chance.choice([w for w in WORDS if w != session.wanted.text]))
        else:
            # The last layer stays on: no pill pressed is no country either.
            free = [x for x in LAYERS if session.wanted.layers != {x}]
            await session.press(chance.choice(free))


def print_latency(title: str, sessions: list[Session]) -> None:
    """One line a kind of change: how many, median, 95th percentile, slowest."""
    for kind in ("load", "layer", "words"):
        took = sorted(ms for session in sessions for ms in session.took[kind])
        if len(took) > 1:
            p95 = statistics.quantiles(took, n=20, method="inclusive")[-1]
            print(f"{title:<14}{kind:<8}{len(took):>6}{statistics.median(took):>10.0f}{p95:>10.0f}{took[-1]:>10.0f}")


def server_of(address: str) -> psutil.Process:
    """The process that listens at an address."""
    port = address.rsplit(":", 1)[1]
    return next(child for child in psutil.Process().children() if port in child.cmdline())


async def remember(session: Session, server: psutil.Process) -> None:
    """One long session: print the memory of server and page as the changes add up."""
    devtools = await session.page.context.new_cdp_session(session.page)
    await devtools.send("Performance.enable")
    await session.open()
    rows: list[tuple[int, float, float]] = []
    print("\n changes   server MB   page's heap MB")
    for n in range(LONG + 1):
        if n % EVERY == 0:
            gc.collect()
            await devtools.send("HeapProfiler.collectGarbage")
            metrics = {m["name"]: m["value"] for m in (await devtools.send("Performance.getMetrics"))["metrics"]}
            rows.append((n, server.memory_info().rss / 1e6, metrics["JSHeapUsedSize"] / 1e6))
            print("{:>8}{:>12.1f}{:>17.1f}".format(*rows[-1]), flush=True)
        await session.press(LAYERS[n // 2 % len(LAYERS)])
    counted = [row[0] for row in rows]
    for name, column in (("server", 1), ("page's heap", 2)):
        # The first stretch fills caches; what matters is whether it goes on.
        slope = statistics.linear_regression(counted[1:], [row[column] for row in rows[1:]]).slope * 100
        print(f"{name}: {slope:+.2f} MB for each 100 changes after the first {EVERY}")


async def main(number: int) -> None:
    """Measure and print."""
    events = load_events()
    codes = sorted({code for codes in events["countries"] for code in codes})
    countries = sorted(codes, key=lambda c: -int(Filter(countries=frozenset({c})).mask(events).sum()))[:number]
    with tempfile.TemporaryDirectory() as library, serving(BRIEFMAP_ARTICLES="", BRIEFMAP_LIBRARY=library) as address:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=chromium.find(), args=FLAGS)
            alone = await opened(browser, address, events, Filter(countries=frozenset(countries[:1])))
            await work([alone])
            await alone.page.context.close()
            many = [await opened(browser, address, events, Filter(countries=frozenset({c}))) for c in countries]
            await work(many)
            print("sessions      change   count  median ms    p95 ms    max ms")
            print_latency("one alone", [alone])
            print_latency(f"{len(many)} at once", many)
            told = [f"  {'+'.join(s.wanted.countries)}: {e}" for s in (alone, *many) for e in s.errors]
            print(f"errors, wrong counts, events of another session: {len(told)}", *told[:10], sep="\n")
            for session in many:
                await session.page.context.close()
            await remember(await opened(browser, address, events, Filter()), server_of(address))
            await browser.close()
    print("Latency is from the click to the strip painted; browser and server share this machine's processors.")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else SESSIONS))
