"""Who sees fewer colours tells the layers apart all the same: by colour, and by shape.

Colours are seen as Machado, Oliveira and Fernandes (2009), "A physiologically-based model for simulation of color
vision deficiency", have it at full severity, and set apart in CAM02-UCS (Luo, Cui and Li 2006), both out of
colorspacious. There a difference of 1 can just be seen side by side; a mark on a map stands alone.
"""

from __future__ import annotations

import re
from itertools import combinations

import numpy as np
import pytest
from colorspacious import cspace_convert, deltaE

from geo.event import LAYERS
from geo.palette import PALETTES
from geo.shipped import ROOT
from tests.test_looks import rgb

APART = 15.0
"""Least difference of two layers in CAM02-UCS. With the usual colours of a map, blue and purple fall below 5."""
FROM_THE_GROUND = 40.0
"""Least difference of a layer from land, sea and panels."""
SIGHT = [None, "protanomaly", "deuteranomaly", "tritanomaly"]


def seen(colour, sight):
    """A colour ``#rrggbb`` as sRGB from 0 to 1, as it is seen with full protanopia, deuteranopia or tritanopia."""
    if sight is None:
        return rgb(colour)
    space = {"name": "sRGB1+CVD", "cvd_type": sight, "severity": 100}
    return np.clip(cspace_convert(rgb(colour), space, "sRGB1"), 0, 1)


def difference(a, b):
    return float(deltaE(a, b, input_space="sRGB1", uniform_space="CAM02-UCS"))


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("theme", PALETTES)
def test_every_two_layers_differ_in_colour(theme, sight):
    hues = {layer: seen(PALETTES[theme][layer], sight) for layer in LAYERS}
    apart = {pair: difference(hues[pair[0]], hues[pair[1]]) for pair in combinations(LAYERS, 2)}
    assert min(apart.values()) >= APART, apart


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("ground", ["land", "sea", "panel"])
@pytest.mark.parametrize("theme", PALETTES)
def test_every_layer_stands_out_from_what_it_is_drawn_on(theme, ground, sight):
    under = seen(PALETTES[theme][ground], sight)
    apart = {layer: difference(seen(PALETTES[theme][layer], sight), under) for layer in LAYERS}
    assert min(apart.values()) >= FROM_THE_GROUND, apart


def test_a_threshold_that_a_pair_of_lookalikes_would_miss():
    red, green = seen("#b06a3a", "deuteranomaly"), seen("#7f8040", "deuteranomaly")
    assert difference(red, green) < APART < difference(rgb("#b06a3a"), rgb("#7f8040"))


def test_the_page_wears_the_colours_of_the_map():
    style = (ROOT / "assets" / "page.css").read_text(encoding="utf-8")
    found = re.findall(r"--bm-(inc|tre|dep|mee): light-dark\((#\w{6}), (#\w{6})\)", style)
    both = [(PALETTES["light"][layer], PALETTES["dark"][layer]) for layer in LAYERS]
    assert [colours for _, *colours in found] == [list(pair) for pair in both]
