"""A running app and a real browser that reaches nothing but it."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from geo.shipped import ROOT
from tests import chromium

LOOPBACK = re.compile(r"^(https?|wss?)://(127\.0\.0\.1|localhost|\[::1\])[:/]|^(data|blob|about):")


@dataclass
class Watched:
    """A page, and what it did that it should not have."""

    page: object
    url: str
    blocked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def frame(self):
        """The map's frame, once its base map and marks are drawn."""
        holder = self.page.frame_locator("iframe[title='streamlit_folium.st_folium']")
        holder.locator("body[data-basemap=ready]").wait_for(timeout=60_000)
        holder.locator("body[data-events]").wait_for(timeout=30_000)
        return holder

    def focus_table(self):
        """Give the keyboard to the table, as Tab does from the field above it."""
        self.page.get_by_label("Open an event by name").focus()
        self.page.keyboard.press("Tab")

    def open(self, query=""):
        self.page.goto(self.url + query, wait_until="domcontentloaded")
        self.page.locator(".bm-strip").wait_for(timeout=60_000)
        return self.frame()


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def copy_app(folder):
    """The app and its data once more, in a folder where they may be changed."""
    for name in ("geo", "pages", "assets", "data", ".streamlit"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "work", "build"))
    shutil.copy(ROOT / "app.py", folder)


@contextlib.contextmanager
def serving(folder=ROOT, **environment):
    """The app of a folder on a free port, with an archive of its own; yields its address."""
    port = free_port()
    kept = tempfile.mkdtemp(prefix="briefmap-served-")
    environment = {"BRIEFMAP_ARCHIVE": str(Path(kept) / "archive.sqlite"), **environment}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    process = subprocess.Popen(
        command, cwd=folder, env=os.environ | environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        address = f"http://127.0.0.1:{port}"
        for _ in range(240):
            assert process.poll() is None, process.stdout.read().decode()
            with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
                if answer.read() == b"ok":
                    break
            time.sleep(0.25)
        else:
            pytest.fail("the app did not answer within a minute")
        yield address
    finally:
        process.terminate()
        process.wait(15)
        shutil.rmtree(kept, ignore_errors=True)


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    with serving(BRIEFMAP_LIBRARY=str(tmp_path_factory.mktemp("library")), BRIEFMAP_ARTICLES="") as found:
        yield found


@pytest.fixture(scope="session")
def browser():
    path = chromium.find()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("CI has no Chromium for the browser tests")
        pytest.skip("no Chromium here; python tests/chromium.py tries to install one")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=path, args=chromium.FLAGS)
        yield made
        made.close()


@pytest.fixture
def watched(browser, address):
    """A fresh page on the app; everything outside loopback is blocked and counted."""
    yield from watch(browser, address)


def watch(browser, address, size=(1920, 1080), **options):
    viewport = {"width": size[0], "height": size[1]}
    context = browser.new_context(viewport=viewport, accept_downloads=True, **options)
    context.set_default_timeout(30_000)
    seen = Watched(context.new_page(), address)

    def gate(route):
        if LOOPBACK.match(route.request.url):
            route.continue_()
        else:
            seen.blocked.append(route.request.url)
            route.abort()

    context.route("**/*", gate)
    seen.page.on("console", lambda m: seen.errors.append(m.text) if m.type == "error" else None)
    seen.page.on("pageerror", lambda e: seen.errors.append(str(e)))
    yield seen
    context.close()


SHOTS = Path(os.environ["BRIEFMAP_SHOTS"]) if os.environ.get("BRIEFMAP_SHOTS") else None
