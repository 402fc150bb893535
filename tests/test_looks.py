"""What is on the map can be read from the back row, in both themes."""

from __future__ import annotations

import re
import tomllib

import pytest

from geo.event import LAYERS
from geo.shipped import ROOT
from pages.parts import charts

CSS = (ROOT / "assets" / "map.css").read_text(encoding="utf-8")
NAME_OPACITY = 0.85


def theme(selector):
    body = re.search(re.escape(selector) + r"\s*\{(.*?)\}", CSS, re.DOTALL)[1]
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", body))


def rgb(colour):
    return [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]


def luminance(channels):
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a, b):
    """Contrast ratio of two colours by WCAG 2.2."""
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def blend(colour, ground, opacity):
    return [c * opacity + g * (1 - opacity) for c, g in zip(colour, ground, strict=True)]


@pytest.fixture(params=[":root", ".bm-light"])
def colours(request):
    return {name: rgb(value) for name, value in theme(request.param).items()}


def test_text_on_panels_stands_out_by_more_than_four_and_a_half_to_one(colours):
    assert contrast(colours["ink"], colours["panel"]) >= 4.5


@pytest.mark.parametrize("ground", ["land", "sea"])
def test_place_names_stand_out_by_more_than_four_and_a_half_to_one(colours, ground):
    seen = blend(colours["name"], colours["land"], NAME_OPACITY)
    assert contrast(seen, colours[ground]) >= 4.5
    assert f"color-mix(in srgb, var(--name) {NAME_OPACITY:.0%}, var(--land))" in CSS


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("ground", ["land", "sea", "panel"])
def test_each_layers_colour_stands_out_by_three_to_one(colours, layer, ground):
    assert contrast(colours[layer], colours[ground]) >= 3


def test_land_and_sea_differ(colours):
    assert contrast(colours["land"], colours["sea"]) > 1.15


def test_no_text_on_the_map_is_set_smaller_than_sixteen_pixels():
    sizes = [float(size) for size in re.findall(r"(?:font|font-size):[^;{]*?(\d+(?:\.\d+)?)px", CSS)]
    assert len(sizes) >= 8
    assert min(sizes) >= 16


@pytest.mark.parametrize("theme_name", ["dark", "light"])
def test_charts_stand_out_from_the_page_and_their_letters_can_be_read(theme_name):
    hues = {name: rgb(value) for name, value in charts.HUES[theme_name].items()}
    assert contrast(hues["ink"], hues["page"]) >= 4.5
    assert all(contrast(hues[layer], hues["page"]) >= 3 for layer in LAYERS)
    # The number in a treaty's disc is written in the page's colour.
    assert contrast(hues["page"], hues["treaty_partner"]) >= 4.5
    assert charts.LETTERS >= 18


@pytest.mark.parametrize("theme_name", ["dark", "light"])
def test_charts_are_drawn_on_the_pages_own_colour(theme_name):
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["theme"][theme_name]["backgroundColor"] == charts.HUES[theme_name]["page"]
    assert config["theme"][theme_name]["textColor"] == charts.HUES[theme_name]["ink"]
