"""What the tests share."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
# What ships is tested, whatever archive the person at this machine keeps, or an earlier run of the tests has left.
os.environ["BRIEFMAP_ARCHIVE"] = str(Path(tempfile.mkdtemp(prefix="briefmap-tests-")) / "there-is-none.sqlite")
# How long an example takes says more of what else the machine does than of the program: speed is measured elsewhere.
settings.register_profile("briefmap", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("briefmap")


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of the original articles and expected readings, which are not part of the repository."""
    folder = Path(os.environ.get("BRIEFMAP_SHARED") or ROOT.parent / "shared")
    if not (folder / "seeds" / "articles.txt").is_file():
        pytest.skip(f"the original articles are not at {folder}; BRIEFMAP_SHARED names another folder")
    return folder


def pytest_collection_modifyitems(items):
    """Put browser tests last: the loop that drives one goes on in this process, and others want one of their own."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
