"""The committed basemap files are whole, small, cut at 180 degrees and drawn in the views they name."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
import shapely
from shapely.geometry import Point, shape

DATA = Path(__file__).resolve().parent.parent / "data"
BASEMAP = DATA / "basemap"
FILES = sorted(p.relative_to(BASEMAP).as_posix() for p in BASEMAP.rglob("*.geojson"))


def features(name: str) -> list[dict[str, Any]]:
    """Features of one file."""
    loaded: dict[str, Any] = json.loads((BASEMAP / name).read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = loaded["features"]
    return found


def holder(view: str, lon: float, lat: float) -> list[str]:
    """Codes of the units that hold a point."""
    spot = Point(lon, lat)
    return [f["properties"]["iso3"] for f in features(f"{view}/countries.geojson") if shape(f["geometry"]).covers(spot)]


def disputed_near(view: str, lon: float, lat: float, degrees: float = 0.15) -> bool:
    """Whether a dashed line runs close by."""
    lines = [shape(f["geometry"]) for f in features(f"{view}/borders.geojson") if f["properties"]["disputed"]]
    return min(line.distance(Point(lon, lat)) for line in lines) < degrees


@pytest.mark.parametrize("name", FILES)
def test_no_geometry_leaves_the_world_or_jumps_across_180_degrees(name: str) -> None:
    for feature in features(name):
        geometry = shape(feature["geometry"])
        assert geometry.is_valid or geometry.geom_type.endswith("LineString"), feature["properties"]
        west, south, east, north = geometry.bounds
        assert -180 <= west <= east <= 180
        assert -90 <= south <= north <= 90
        if geometry.geom_type == "Point" or feature["properties"].get("iso3") == "ATA":
            continue  # Antarctica runs along the lower edge of the map
        parts = shapely.get_parts(geometry)
        for part in parts:
            lines = [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part]
            for line in lines:
                xs = [c[0] for c in line.coords]
                assert max(abs(a - b) for a, b in zip(xs, xs[1:], strict=False)) <= 60, feature["properties"]


@pytest.mark.parametrize("name", FILES)
def test_coordinates_have_four_decimals_at_most(name: str) -> None:
    text = (BASEMAP / name).read_text(encoding="utf-8")
    assert not re.search(r"\d\.\d{5,}", text)


def test_the_united_nations_view_keeps_crimea_golan_and_western_sahara() -> None:
    spots = {"UKR": (34.1, 44.95), "SYR": (35.8, 33.0), "ESH": (-13.2, 27.0), "PSE": (35.2, 31.9), "XKX": (21.1, 42.6),
             "TWN": (121.0, 23.8), "CYP": (33.4, 35.25), "SOM": (44.06, 9.56)}  # fmt: skip
    assert {code: holder("un", *spot) for code, spot in spots.items()} == {code: [code] for code in spots}


def test_the_de_facto_view_differs_where_it_says_so() -> None:
    assert holder("de_facto", 34.1, 44.95) == ["RUS"]
    assert holder("de_facto", 33.4, 35.25) == ["XNC"]
    assert holder("de_facto", 44.06, 9.56) == ["XSL"]


@pytest.mark.parametrize(
    ("line", "lon", "lat"),
    [("Crimea", 33.75, 46.13), ("Golan", 35.65, 32.9), ("Western Sahara", -10.5, 27.667), ("Kosovo", 20.8, 43.2),
     ("West Bank", 35.0, 32.2), ("Northern Cyprus", 33.4, 35.18), ("Somaliland", 48.98, 9.5), ("Kashmir", 74.0, 34.3)],
)  # fmt: skip
def test_lines_in_dispute_are_dashed_in_the_united_nations_view(line: str, lon: float, lat: float) -> None:
    assert disputed_near("un", lon, lat), line


def test_an_undisputed_border_is_not_dashed() -> None:
    assert not disputed_near("un", 23.6, 51.5)
    assert not disputed_near("un", 35.0, 50.6)


def test_labels_are_in_english_and_each_has_a_zoom() -> None:
    labels = {f["properties"]["name"]: f["properties"] for f in features("labels.geojson")}
    for name in ("Warsaw", "Kyiv", "Prague", "Vienna", "Copenhagen", "Bucharest"):
        assert labels[name]["kind"] == "capital"
        assert labels[name]["min_zoom"] == 4
    assert labels["Poland"]["kind"] == "country"
    assert {p["kind"] for p in labels.values()} == {"country", "city", "capital"}
    assert all(2 <= p["min_zoom"] <= 8 for p in labels.values())


def test_the_files_stay_small() -> None:
    size = {p: p.stat().st_size for p in BASEMAP.rglob("*.geojson")}
    assert sum(size.values()) < 4_600_000
    assert size[BASEMAP / "labels.geojson"] < 500_000
    assert sum(p.stat().st_size for p in (DATA / "gazetteer").iterdir()) < 20_000_000


def test_every_shipped_file_has_the_checksum_that_its_provenance_states() -> None:
    text = (DATA / "PROVENANCE.md").read_text(encoding="utf-8")
    stated = dict(re.findall(r"## `([^`]+)`.*?sha256: `([0-9a-f]{64})`", text, re.DOTALL))
    shipped = [p for folder in ("gazetteer", "basemap") for p in (DATA / folder).rglob("*") if p.is_file()]
    shipped.append(DATA / "reading" / "words.json")
    found = {p.relative_to(DATA).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in shipped}
    assert stated == found
