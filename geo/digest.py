"""Digests that go with an export: of each event, of all of them, and of the gazetteer they were placed with."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from geo.gazetteer import DATA


def event_digest(properties: Mapping[str, Any], geometry: Any) -> str:
    """SHA-256 of what a feature tells: its properties and geometry as JSON with sorted keys and no blanks."""
    told = {"properties": properties, "geometry": geometry}
    return _sha256(
        json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    )


def view_digest(digests: Iterable[str]) -> str:
    """SHA-256 of the events' digests in their order: an event that is taken out or put in changes it."""
    return _sha256("\n".join(digests).encode())


@functools.cache
def gazetteer_digest(folder: Path = DATA) -> str:
    """SHA-256 of the gazetteer's tables, their names included."""
    total = hashlib.sha256()
    for path in sorted(folder.glob("*.parquet")):
        total.update(f"{path.name}\n{_sha256(path.read_bytes())}\n".encode())
    return total.hexdigest()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
