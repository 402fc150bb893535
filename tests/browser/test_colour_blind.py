"""The drawn map as who sees fewer colours sees it: Chromium simulates it, and the pixels are measured."""

from __future__ import annotations

import io
from itertools import combinations

import pytest
from PIL import Image
from shapely import Polygon

from geo.event import LAYERS
from geo.gazetteer import load_gazetteer
from geo.layers import to_map
from tests.made import made_event
from tests.reopening import frame
from tests.test_colour_blind import APART, difference

pytestmark = pytest.mark.browser

OTHER_SHAPE = 0.1
"""Least part of two shapes laid on one another that only one of them covers. Circle and square have most in common."""
SPOTS = {
    "airspace_incursion": ("drone", "gn:756135"), "treaty_partner": ("infrastructure", "gn:658225"),
    "deployment": ("base", "gn:2618425"), "meeting": ("summit", "gn:683506"),
}  # fmt: skip
OUTLINE = """shape => {
    const picture = decodeURIComponent(getComputedStyle(shape).backgroundImage.match(/^url\\("[^,]*,(.*)"\\)$/)[1]);
    const path = new DOMParser().parseFromString(picture, "image/svg+xml").querySelector("path");
    return [...Array(200).keys()].map(n => path.getPointAtLength(path.getTotalLength() * n / 200))
        .map(({x, y}) => ({x, y}));
}"""
"""Points along the outline of a shape, out of the picture that it wears."""


@pytest.fixture(params=["dark", "light"])
def drawn(browser, tmp_path, request):
    """A page with one spot of each layer, and how its shapes are found."""
    events = [
        made_event(event_id=f"m-{layer}", layer=layer, sub_type=sub_type, where_prec=1,
                   places=[{"name": layer, "place_id": place}], participants=[])
        for layer, (sub_type, place) in SPOTS.items()
    ]  # fmt: skip
    assert all(place in load_gazetteer() for _, place in SPOTS.values())
    to_map(frame(*events), theme=request.param).save(str(tmp_path / "map.html"))
    page = browser.new_page()
    page.goto((tmp_path / "map.html").as_uri())
    page.locator("body[data-basemap=ready]").wait_for()
    yield page, {layer: page.locator(f".bm-spot .bm-shape.bm-{layer}") for layer in LAYERS}
    page.close()


def test_spots_of_two_layers_have_colours_that_differ(drawn):
    page, spots = drawn
    devtools = page.context.new_cdp_session(page)
    normal = None
    for sight in ("none", "protanopia", "deuteranopia", "tritanopia"):
        devtools.send("Emulation.setEmulatedVisionDeficiency", {"type": sight})
        shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        hues = {layer: middle(shot, spot.bounding_box()) for layer, spot in spots.items()}
        normal = normal or hues
        assert sight == "none" or hues != normal
        apart = {pair: difference(hues[pair[0]], hues[pair[1]]) for pair in combinations(LAYERS, 2)}
        assert min(apart.values()) >= APART, (sight, apart)


def middle(shot, box):
    """The colour in the middle of a box of a picture, as sRGB from 0 to 1."""
    at = box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.55
    return [channel / 255 for channel in shot.getpixel((int(at[0]), int(at[1])))]


def test_spots_of_two_layers_have_shapes_that_differ(drawn):
    _, spots = drawn
    shapes = {layer: Polygon([(p["x"], p["y"]) for p in outline(spot)]) for layer, spot in spots.items()}
    for one, other in combinations(shapes.values(), 2):
        assert one.symmetric_difference(other).area / one.union(other).area >= OTHER_SHAPE


def outline(spot):
    return spot.evaluate(OUTLINE)
