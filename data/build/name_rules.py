"""Which names a place is found under, and in which order places of one name come."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from english_words import get_english_words_set
from names import normalise
from records import Row
from supplement import supplement

MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
DATE_LIKE = re.compile(rf"\b({MONTHS})\b.*\d|\d.*\b({MONTHS})\b|^\W*\d[\d\W]*$", re.IGNORECASE)
METROPOLIS, BIG, MIDDLE, SMALL = 1_000_000, 500_000, 100_000, 15_000

# Lower is better; the gaps leave room.
RANK = {"country": 0, "newsroom": 9, "curated": 10, "curated_alias": 12, "region_alias": 42, "airport": 45,
        "airport_alias": 55, "outpost": 33, "outpost_alias": 37, "minor": 60, "minor_alias": 70, "abbreviation": 80,
        "term": 90}  # fmt: skip
TERMS = {"continent", "bloc", "demonym"}
SHORT = (("saint", "st"), ("mount", "mt"), ("fort", "ft"), ("sainte", "ste"),
         ("north", "n"), ("south", "s"), ("east", "e"), ("west", "w"))  # fmt: skip
ARABIC = {"SYR", "IRQ", "LBN", "JOR", "PSE", "SAU", "YEM", "OMN", "ARE", "QAT", "BHR", "KWT", "EGY", "LBY", "SDN",
          "TUN", "DZA", "MAR", "MRT"}  # fmt: skip
ARTICLE = re.compile(r"^(al|ar|as|ash|ad|adh|an|at|ath|az|el|es|en|er|ed) (?=\w{4})")
ENGLISH = {"USA", "CAN", "GBR", "IRL", "AUS", "NZL"}


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


@dataclass(frozen=True)
class Spelling:
    """A key of a place: whether it is its own name, counts in capitals only, or only after a town and a comma."""

    key: str
    exact: bool
    acronym: bool = False
    abbreviation: bool = False


def name_rows(rows: list[Row], capitals: set[str]) -> Iterator[dict[str, Any]]:
    """Rows of names.parquet: sorted by key, and under a key the best place first."""
    named = [(index, row, spelling) for index, row in enumerate(rows) for spelling in spellings(row)]
    wide = {(s.key, row.iso3) for _, row, s in named if row.kind in {"region", "district"} and not row.minor}
    found = []
    for index, row, s in named:
        rank = rank_of(row, s, row.place_id in capitals, (s.key, row.iso3) in wide)
        found.append((s.key, rank, -row.weight, row.place_id, index, s))
    for key, rank, _, _, index, s in sorted(found, key=lambda f: f[:4]):
        yield {"key": key, "row": index, "rank": rank, "exact": s.exact, "acronym": s.acronym,
               "abbreviation": s.abbreviation}  # fmt: skip


def spellings(row: Row) -> list[Spelling]:
    """Keys of a place, each once: its name, its aliases, then its abbreviations."""
    acronyms = capital_keys()
    wrong = {normalise(n) for n in supplement()["wrong_names"].get(row.place_id, [])}
    found: dict[str, Spelling] = {}
    for name, exact in [(row.name, True), *((a, False) for a in row.aliases)]:
        if row.kind in {"region", "district"} and not exact and not usable_region(name):
            continue
        for key in variants(normalise(name), row.iso3):
            if key and key not in wrong:
                found.setdefault(key, Spelling(key, exact, key in acronyms))
    for name in row.abbreviations:
        key = normalise(name)
        found.setdefault(key, Spelling(key, exact=False, acronym=False, abbreviation=True))
    return sorted(found.values(), key=lambda s: s.key)


@functools.cache
def capital_keys() -> frozenset[str]:
    """Keys of the acronyms, which count in capitals only."""
    return frozenset(normalise(a) for a in supplement()["acronyms"])


def variants(key: str, iso3: str | None) -> list[str]:
    """The key, and as a newsroom shortens it: "st cloud" for "saint cloud", "raqqah" for "ar raqqah"."""
    if iso3 in ARABIC:
        return [key, ARTICLE.sub("", key)]
    if iso3 not in ENGLISH:
        return [key]
    first, _, rest = key.partition(" ")
    found = [key, *(f"{other} {rest}" for a, b in SHORT for own, other in ((a, b), (b, a)) if rest and own == first)]
    return [*found, f"{key[: -len(' county')]} co"] if key.endswith(" county") else found


def usable_region(alias: str) -> bool:
    """Regions lose codes ("KY") and names that are not Latin."""
    return len(alias) > 3 and latin(alias) and alias.upper() != alias and alias[0].isupper()


def rank_of(row: Row, spelling: Spelling, capital: bool, namesake: bool) -> int:
    """Place in the order: country, curated entry, big city, region, small city, airport; names before aliases.

    From MINOR on come what contests no name of the former: hamlets and districts, then abbreviations, then what
    places nothing. ``namesake`` says that a region of the same country bears the name too; a town then goes
    before it.
    """
    exact, people = spelling.exact, row.population or 0
    if row.kind in TERMS:
        return RANK["term"]
    if spelling.abbreviation:
        return RANK["abbreviation"]
    if row.minor:
        return RANK["minor" if exact else "minor_alias"] + (row.kind == "district")
    if row.kind == "country":
        return RANK["country"]
    if row.place_id.startswith("bm:"):
        return hand_written_rank(row, exact)
    if row.kind == "airport":
        return RANK["airport" if exact else "airport_alias"]
    if row.kind in {"region", "district"}:
        return 25 if exact else RANK["region_alias"]
    if exact and row.place_id in supplement()["city_names"]:
        return RANK["newsroom"]
    return town_rank(exact, people, capital, namesake)


def hand_written_rank(row: Row, exact: bool) -> int:
    """Place of a hand-written entry in the order."""
    if row.outpost:
        return RANK["outpost" if exact else "outpost_alias"]
    if row.kind == "site" and not exact:
        return 36  # a base is often called by its town, which then means the town
    return RANK["curated" if exact else "curated_alias"]


def town_rank(exact: bool, people: int, capital: bool, namesake: bool) -> int:
    """Place of a town of some size in the order."""
    if people >= METROPOLIS:
        return 11
    if namesake and people >= SMALL:
        return 11 if exact and (capital or people >= MIDDLE) else 24
    if exact:
        return 11 if capital or people >= MIDDLE else 30 if people >= SMALL else 35
    return 20 if capital or people >= BIG else 38 if people >= MIDDLE else 50
