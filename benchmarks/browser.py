"""What the benchmarks in a browser share: a Chromium that reaches this machine only, a stopwatch in the page, a meter.

Times are taken by the page's own clock, so that driving the browser costs nothing: a stopwatch starts with the click
and stops two animation frames after its condition holds, when that is on the screen.
"""

from __future__ import annotations

import base64
import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests import chromium

FLAGS = [*chromium.FLAGS, "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
VIEWPORT = {"width": 1920, "height": 1080}
PATIENCE = 120_000
"""Milliseconds after which a wait is given up."""

STOPWATCH = """
    if (window === window.top) window.bench = {
        /** The documents of the frames that hold a map. */
        maps: () => [...document.querySelectorAll("iframe[title='streamlit_folium.st_folium']")]
            .map((frame) => frame.contentDocument).filter((doc) => doc?.body),
        /** Milliseconds from `start` until a condition holds and two frames were painted; null if it never does. */
        until: (holds, start) => new Promise((done) => {
            const look = () => {
                if (performance.now() - start > PATIENCE) return done(null);
                if (!holds()) return requestAnimationFrame(look);
                requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
            };
            look();
        }),
        /** Do something and wait. */
        timed: (act, holds) => { const start = performance.now(); act(); return bench.until(holds, start); },
    };
""".replace("PATIENCE", str(PATIENCE))


@contextlib.contextmanager
def launched() -> Iterator[Browser]:
    """A Chromium, ended afterwards."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=FLAGS)
        yield browser
        browser.close()


class Loaded:
    """A fresh page with an empty cache that counts its bytes and what it could not fetch."""

    def __init__(self, browser: Browser):
        context = browser.new_context(viewport=VIEWPORT)
        context.set_default_timeout(PATIENCE)
        context.add_init_script(STOPWATCH)
        self.page: Page = context.new_page()
        self.bytes = 0
        self.failed: list[str] = []
        self.page.on("requestfailed", lambda r: self.failed.append(r.url))
        self.devtools = context.new_cdp_session(self.page)
        self.devtools.send("Network.enable")
        self.devtools.on("Network.loadingFinished", lambda e: self._count(e["encodedDataLength"]))
        for way in ("Received", "Sent"):
            self.devtools.on(f"Network.webSocketFrame{way}", lambda e: self._count(_size(e["response"])))

    def _count(self, size: float) -> None:
        self.bytes += int(size)

    def wait(self, script: str, argument: Any = None) -> float:
        """Run a script that gives milliseconds.

        Raises
        ------
        TimeoutError
            If what it waits for never came.
        """
        took = self.page.evaluate(script, argument)
        if took is None:
            raise TimeoutError(f"it never came: {script.strip()} {argument}")
        return float(took)

    def close(self) -> None:
        """End the page and forget its cache."""
        self.page.context.close()


def _size(frame: dict[str, Any]) -> int:
    payload = frame["payloadData"]
    return len(base64.b64decode(payload)) if frame["opcode"] == 2 else len(payload.encode())


def make_reference(folder: Path) -> None:
    """Turn a copy of the app into the references' app."""
    here = Path(__file__).resolve().parent
    shutil.copy(here / "reference_app.py", folder / "app.py")
    shutil.copy(here / "reference_page.py", folder / "page.py")
