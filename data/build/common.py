"""Shared helpers of the build scripts: where packages lie, running mapshaper, writing whole files."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

BUILD = Path(__file__).resolve().parent
ROOT = BUILD.parent.parent
GAZETTEER = ROOT / "data" / "gazetteer"
BASEMAP = ROOT / "data" / "basemap"
WORK = BUILD / "work"
"""Intermediate files, ignored by git."""

# For names.py alone, before the package of that name: geo itself imports what runs, not what builds.
sys.path.insert(0, str(ROOT / "geo"))


def node_modules() -> Path:
    """Folder of the installed npm packages (``npm install`` here, or named by BRIEFMAP_NODE_MODULES)."""
    return Path(os.environ.get("BRIEFMAP_NODE_MODULES", BUILD / "node_modules"))


def package_file(package: str, *parts: str) -> Path:
    """Path of a data file in an installed Python package, found without importing the package."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is missing: pip install -r data/build/requirements.txt")
    return Path(spec.origin).parent.joinpath(*parts)


def npm_file(package: str, *parts: str) -> Path:
    """Path of a data file in an installed npm package."""
    return node_modules().joinpath(package, *parts)


def mapshaper(*arguments: str | Path) -> None:
    """Run mapshaper; it raises with mapshaper's own message when a step fails."""
    program = npm_file("mapshaper", "bin", "mapshaper")
    subprocess.run(["node", str(program), *map(str, arguments), "-quiet"], check=True)


def read_json(path: Path) -> Any:
    """Parsed JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole: a reader sees the old one or the new one, never half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_bytes(content)
    os.replace(part, path)


def write_geojson(path: Path, features: Iterable[dict[str, Any]]) -> None:
    """Write features as a FeatureCollection, one feature a line so that a diff can be read."""
    lines = [json.dumps(f, ensure_ascii=False, separators=(",", ":"), allow_nan=False) for f in features]
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    write_bytes(path, text.encode("utf-8"))
