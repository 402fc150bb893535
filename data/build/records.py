"""The row of the gazetteer while it is built."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

PEOPLE_PER_KM2 = 3000.0


@dataclass
class Row:
    """One place with its names; coordinates are (lon, lat) in degrees, EPSG:4326."""

    place_id: str
    name: str
    kind: str
    iso3: str | None
    lon: float
    lat: float
    source: str
    admin1: str | None = None
    countries: str = ""
    """Space-separated ISO codes of all countries it touches."""
    label_lon: float | None = None
    label_lat: float | None = None
    population: int | None = None
    radius_km: float | None = None
    aliases: list[str] = field(default_factory=list)
    weight: int = 0
    """People, for ranking only."""
    admin2: str | None = None
    """Place id of the second-order district a town lies in."""
    geonameid: int | None = None
    """GeoNames id where the place id does not hold it."""
    minor: bool = False
    """A hamlet or district: found when nothing better known bears the name."""
    outpost: bool = False
    """Written by hand, but as little known as a small town."""
    abbreviations: list[str] = field(default_factory=list)
    """Short forms such as "La." that count after a town and a comma only."""

    def __post_init__(self) -> None:
        self.lon, self.lat = round(self.lon, 5), round(self.lat, 5)
        self.label_lon = self.lon if self.label_lon is None else round(self.label_lon, 5)
        self.label_lat = self.lat if self.label_lat is None else round(self.label_lat, 5)
        self.countries = self.countries or self.iso3 or ""
        self.weight = self.weight or self.population or 0


def town_radius_km(population: int | None) -> float | None:
    """Radius of a disc that holds a town's people at 3,000 a square kilometre, 1 km at least.

    Warsaw comes out at 13 km (its area is that of a disc of 13), Rzeszów at 4.6 (6.4).
    """
    if not population:
        return None
    return round(max(1.0, math.sqrt(population / PEOPLE_PER_KM2 / math.pi)), 1)
