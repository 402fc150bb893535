"""Which country a place lies in under the United Nations view, where GeoNames names the state that governs it."""

from __future__ import annotations

import functools

from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry
from supplement_shapes import all_outlines

# Territories that a state governs in fact but not in the United Nations view: (GeoNames says, the view says).
GOVERNED_BY_ANOTHER = [("ISR", "PSE"), ("ISR", "SYR"), ("MAR", "ESH"), ("RUS", "UKR"), ("SRB", "XKX"), ("SSD", "SDN")]
RIM_DEGREES = 0.01


def country_in_view(listed: str, lon: float, lat: float) -> str:
    """The country a town lies in under the United Nations view, where GeoNames names the governing state."""
    spot = Point(lon, lat)
    for governs, owns in GOVERNED_BY_ANOTHER:
        if governs == listed and grown(governs).disjoint(spot) and all_outlines()[f"iso:{owns}"].covers(spot):
            return owns
    return listed


@functools.cache
def grown(iso3: str) -> BaseGeometry:
    """A country with a rim of a kilometre, so that a town on the line stays where GeoNames puts it."""
    return all_outlines()[f"iso:{iso3}"].buffer(RIM_DEGREES)
