"""Which names a place is found under, and in which order places of one name come."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from english_words import get_english_words_set
from names import normalise
from records import Row
from supplement import supplement

MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
DATE_LIKE = re.compile(rf"\b({MONTHS})\b.*\d|\d.*\b({MONTHS})\b|^\W*\d[\d\W]*$", re.IGNORECASE)
METROPOLIS, BIG, MIDDLE, SMALL = 1_000_000, 500_000, 100_000, 15_000

# Lower is better; the gaps leave room.
RANK = {"country": 0, "curated": 10, "curated_alias": 12, "airport": 45, "airport_alias": 55, "region_alias": 42}


@functools.cache
def english_words() -> frozenset[str]:
    """Words that a dictionary lists in lower case."""
    return frozenset(w for w in get_english_words_set(["web2"], alpha=False) if w.islower() and len(w) > 1)


def latin(name: str) -> bool:
    """Whether every letter is Latin."""
    return all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha())


def usable(alias: str) -> bool:
    """Whether an alternate name may be kept: Latin, capitalised, no acronym, no date, no plain English."""
    letters = [c for c in alias if c.isalpha()]
    if len(letters) < 3 or not latin(alias) or DATE_LIKE.search(alias):
        return False
    if alias.upper() == alias or not (letters[0].isupper() or alias[0] in "'‘’"):
        return False
    return not all(w in english_words() for w in normalise(alias).split())


def town_aliases(name: str, alternates: Iterable[str], population: int) -> list[str]:
    """Alternate names of a town worth keeping, one a key.

    Towns under 15,000 keep only spellings that begin like their name: their other alternates are mostly
    transliterations through third languages that hide real words.
    """
    key, found = normalise(name), {}
    for alias in sorted(set(alternates)):
        own = normalise(alias)
        if own == key or own in found or not usable(alias):
            continue
        if population < SMALL and own[:2] != key[:2]:
            continue
        found[own] = alias
    return list(found.values())


def name_rows(rows: list[Row], capitals: set[str]) -> Iterator[dict[str, Any]]:
    """Rows of names.parquet: sorted by key, and under a key the best place first."""
    acronyms = {normalise(a) for a in supplement()["acronyms"]}
    named = [(index, row, key, exact) for index, row in enumerate(rows) for key, exact in keys_of(row)]
    regions = {(key, row.iso3) for _, row, key, _ in named if row.kind == "region"}
    found = []
    for index, row, key, exact in named:
        rank = rank_of(row, exact, row.place_id in capitals, (key, row.iso3) in regions)
        found.append((key, rank, -row.weight, row.place_id, index, exact))
    for key, rank, _, _, index, exact in sorted(found):
        yield {"key": key, "row": index, "rank": rank, "exact": exact, "acronym": key in acronyms}


def keys_of(row: Row) -> list[tuple[str, bool]]:
    """Keys of a place, and whether each is its name rather than an alias."""
    keys = {}
    for alias in row.aliases:
        if row.kind == "region" and not usable_region(alias):
            continue
        keys[normalise(alias)] = False
    keys[normalise(row.name)] = True
    return sorted((k, exact) for k, exact in keys.items() if k)


def usable_region(alias: str) -> bool:
    """Regions lose codes ("KY") and names that are not Latin."""
    return len(alias) > 3 and latin(alias) and alias.upper() != alias and alias[0].isupper()


def rank_of(row: Row, exact: bool, capital: bool, namesake: bool) -> int:
    """Place in the order: country, curated entry, big city, region, small city, airport; names before aliases.

    ``namesake`` says that a region of the same country bears the name too; a town then goes before it.
    """
    people = row.population or 0
    if row.kind == "country":
        return RANK["country"]
    if row.kind == "site" and not exact:
        return 36  # a base is often called by its town, which then means the town
    if row.place_id.startswith("bm:"):
        return RANK["curated" if exact else "curated_alias"]
    if row.kind == "airport":
        return RANK["airport" if exact else "airport_alias"]
    if row.kind == "region":
        return 25 if exact else RANK["region_alias"]
    if people >= METROPOLIS:
        return 11
    if namesake and people >= SMALL:
        return 11 if exact and (capital or people >= MIDDLE) else 24
    if exact:
        return 11 if capital or people >= MIDDLE else 30 if people >= SMALL else 35
    return 20 if capital or people >= BIG else 38 if people >= MIDDLE else 50
