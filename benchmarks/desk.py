"""How soon drafts stand beside a pasted article, and how soon what is accepted is on another session's map.

A Chromium pastes 1,000 words into the review desk and accepts drafts, while a second session has the map open. Times
run from the key or click to the second painted frame after it shows, the whole way through server and browser. The
reference is what the same machine takes without that: reading the same words in this process, and going from one draft
to the next, which changes nothing and only draws the desk anew.

    python -m benchmarks.desk [ROUNDS]
    python -m benchmarks.desk --walk ARTICLE [--published 2025-10-06]

The second form walks an article from paste to the last draft accepted, and says how many seconds that took.
"""

from __future__ import annotations

import argparse
import re
import statistics
import tempfile
import time
from datetime import date
from pathlib import Path

from benchmarks.browser import Loaded, launched
from geo.archive import Archive
from geo.article import make_article, read_articles
from geo.extract import extract
from geo.shipped import ROOT
from tests.browser.conftest import serving

ROUNDS = 5
WORDS = 1_000
GOAL = 2_000
"""Milliseconds within which drafts are to be on the screen, and what is accepted on another session's map."""

DESK = """
    addEventListener("keydown", ({ key, ctrlKey }) => {
        if (key === "Enter" && ctrlKey) bench.asked = performance.now();
    }, true);
    bench.drafts = () => document.querySelectorAll(".bm-drafts li").length;
    bench.title = () => document.querySelector(".bm-card h2")?.textContent ?? "";
    bench.button = (key) => document.querySelector(`.st-key-${key} button`);
    bench.total = () => Number(/of (\\d+) events/.exec(document.querySelector(".bm-strip")?.textContent ?? "")?.[1]);
    bench.drawn = () => bench.maps().some((doc) => Number(doc.body.dataset.events) > 0);
"""
PASTED = """() => bench.until(
    () => bench.drafts() && bench.title() && document.querySelector("mark.bm-chosen"), bench.asked)"""
MAPPED = "() => bench.until(() => bench.drawn(), bench.asked)"
NEXT = """() => {
    const before = bench.title();
    return bench.timed(() => bench.button("desk-next").click(), () => bench.title() !== before);
}"""
ACCEPTED = """() => {
    const before = bench.title();
    bench.pressed = Date.now();
    return bench.timed(() => bench.button("desk-accept").click(), () => bench.title() !== before);
}"""
WATCHES = """() => {
    const before = bench.total();
    bench.seen = bench.until(() => bench.total() > before, performance.now()).then(() => Date.now());
}"""


def long_article(words: int = WORDS) -> str:
    """An article of so many words, out of our own briefs."""
    briefs = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "data" / "articles").glob("*.md"))]
    body = "\n\n".join(re.sub(r"(?m)^#+ .*$", "", brief).strip() for brief in briefs)
    while len(body.split()) < words:
        body += "\n\n" + body
    pieces = re.split(r"(?<=\s)(?=\S)", body)
    return "What happened this year\n\n" + "".join(pieces[:words]).strip()


def open_desk(desk: Loaded, address: str) -> None:
    desk.page.context.add_init_script(f"if (window === window.top) {{ {DESK} }}")
    desk.page.goto(f"{address}/desk", wait_until="domcontentloaded")
    desk.page.get_by_label("Your name").fill("Benchmark")
    desk.page.get_by_label("Your name").press("Enter")
    desk.page.wait_for_timeout(8_000)  # a reviewer is still looking for the text to paste


def paste(desk: Loaded, text: str) -> tuple[float, float]:
    """Milliseconds until the drafts stand beside the text, and until the map shows them."""
    box = desk.page.get_by_label("Article", exact=True)
    box.fill(text)
    box.press("Control+Enter")
    return desk.wait(PASTED), desk.wait(MAPPED)


def measure(rounds: int) -> None:
    text = long_article()
    article = make_article(text)
    extract(article)
    alone = [timed(lambda: extract(article)) for _ in range(rounds)]
    figures: dict[str, list[float]] = {"pasted": [], "mapped": [], "next": [], "accepted": [], "elsewhere": []}
    with launched() as browser:
        for _ in range(rounds):
            with tempfile.TemporaryDirectory() as name:
                environment = {"BRIEFMAP_ARTICLES": "", "BRIEFMAP_LIBRARY": name}
                with serving(BRIEFMAP_ARCHIVE=str(Path(name) / "archive.sqlite"), **environment) as address:
                    one_round(browser, address, text, figures)
    print(f"{WORDS:,} words, {rounds} rounds, each on an archive of its own; milliseconds, median (worst)\n")
    print(f"{'pasted, drafts beside the text':<46}{told(figures['pasted'])}   goal {GOAL:,}")
    print(f"{'pasted, drafts on the small map too':<46}{told(figures['mapped'])}")
    print(f"{'  reference: the reading alone, in this process':<46}{told(alone)}")
    print(f"{'accepted, on another session’s page':<46}{told(figures['elsewhere'])}   goal {GOAL:,}")
    print(f"{'accepted, the next draft on the desk':<46}{told(figures['accepted'])}")
    print(f"{'  reference: on to the next draft, nothing changed':<46}{told(figures['next'])}")


def one_round(browser, address, text, figures):  # type: ignore[no-untyped-def]
    desk, other = Loaded(browser), Loaded(browser)
    other.page.context.add_init_script(f"if (window === window.top) {{ {DESK} }}")
    other.page.goto(address, wait_until="domcontentloaded")
    other.wait("() => bench.until(() => bench.total() && bench.maps().length, 0)")
    open_desk(desk, address)
    pasted, mapped = paste(desk, text)
    figures["pasted"].append(pasted)
    figures["mapped"].append(mapped)
    desk.page.wait_for_timeout(2_000)
    for _ in range(3):
        figures["next"].append(desk.wait(NEXT))
        desk.page.wait_for_timeout(500)
    for _ in range(3):
        other.page.evaluate(WATCHES)
        figures["accepted"].append(desk.wait(ACCEPTED))
        seen = other.page.evaluate("() => bench.seen")
        figures["elsewhere"].append(seen - desk.page.evaluate("() => bench.pressed"))
        desk.page.wait_for_timeout(1_500)
    for page in (desk, other):
        page.close()


def walk(path: Path, published: date | None) -> None:
    """From paste to the last draft accepted, as fast as the desk allows."""
    text = read_articles(path)[0].text
    with tempfile.TemporaryDirectory() as name, launched() as browser:
        kept = Path(name) / "archive.sqlite"
        environment = {"BRIEFMAP_ARTICLES": "", "BRIEFMAP_LIBRARY": name}
        with serving(BRIEFMAP_ARCHIVE=str(kept), **environment) as address:
            desk = Loaded(browser)
            open_desk(desk, address)
            if published:
                day = desk.page.locator(".st-key-desk-published [role=spinbutton]").first
                day.focus()
                desk.page.keyboard.type(published.strftime("%Y%m%d"))
            start = time.monotonic()
            pasted, _ = paste(desk, text)
            accepted = 0
            while desk.page.locator(".st-key-desk-accept button").count():
                before = desk.page.locator(".bm-draft-row.bm-status-draft").count()
                desk.page.evaluate("() => document.activeElement.blur()")
                desk.page.keyboard.press("a")
                desk.wait(
                    "(before) => bench.until(() => document.querySelectorAll('.bm-status-draft').length < before, 0)",
                    before,
                )
                accepted += 1
            took = time.monotonic() - start
            desk.close()
        with Archive.open(kept) as archive:
            waiting = len(archive.entries("draft"))
    print(f"{len(text.split())} words: drafts beside the text after {pasted / 1000:.1f} s, all {accepted} accepted by")
    print(f"keyboard after {took:.1f} s; {waiting} drafts left.")


def timed(act) -> float:  # type: ignore[no-untyped-def]
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def told(values: list[float]) -> str:
    return f"{statistics.median(values):8,.0f} ({max(values):,.0f})"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("rounds", nargs="?", type=int, default=ROUNDS)
    parser.add_argument("--walk", type=Path, metavar="ARTICLE")
    parser.add_argument("--published", type=date.fromisoformat)
    given = parser.parse_args()
    if given.walk:
        walk(given.walk, given.published)
    else:
        measure(given.rounds)
