"""Finds a Chromium for the browser tests, and fetches one where there is none: ``python tests/chromium.py``.

Tried in turn: the system's own, the distribution's package where we are root, Playwright's build. Each try ends after
two minutes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

MINUTES = 2
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip


def find() -> str | None:
    """Path of a Chromium that can be started, or None."""
    named = os.environ.get("BRIEFMAP_CHROMIUM")
    if named:
        return named
    for name in NAMES:
        if path := shutil.which(name):
            return path
    try:
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            path = playwright.chromium.executable_path
    except Exception:  # whatever is wrong with Playwright's build, it is not there to be used
        return None
    return path if Path(path).exists() else None


def fetch() -> None:
    """Try to install one."""
    tries = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        tries[:0] = [["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]]
    for command in tries:
        if find():
            return
        try:
            subprocess.run(command, timeout=60 * MINUTES, check=False, stdout=subprocess.DEVNULL)
        except (subprocess.TimeoutExpired, OSError) as error:
            print(f"{command[0]}: {error}", file=sys.stderr)


if __name__ == "__main__":
    if not find():
        print("No Chromium found for the browser tests; trying to install one.")
        fetch()
    print(f"Chromium for the browser tests: {find() or 'none, they will be skipped'}")
