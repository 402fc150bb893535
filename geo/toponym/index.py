"""The gazetteer as the reader asks it: a name gives its places as rows of plain columns.

Places are numbered by their row in ``places.parquet``. Coordinates also stand as points on the unit sphere, so that
the nearness of many places at once is one matrix product.
"""

from __future__ import annotations

import functools
import gc
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from geo.gazetteer import TERMS, Gazetteer, Place, load_gazetteer
from geo.toponym.lexicon import Lexicon, load_lexicon

MOST_PLACES = 40
"""Most places considered for one name, best first."""
MOST_WORDS = 8
"""Longest name, in words."""
TERM_RANK = 9
"""Where terms stand among the places of a name: behind countries, before all else."""
Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Name:
    """A name of the gazetteer with its places, best first."""

    key: str
    rows: Ints
    rank: Ints
    exact: npt.NDArray[np.bool_]
    kind: str
    """Kind of the best place; ``demonym`` for peoples and adjectives."""
    acronym: bool
    """Whether it counts in capitals only."""
    curated: bool
    """Whether its best place is hand-written."""


class Index:
    """Names and columns of one gazetteer. Reading is safe from several threads."""

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon):
        self.gazetteer, self.lexicon = gazetteer, lexicon
        self._columns()
        self.names = gazetteer.names
        keys = self.names.keys
        self._number = dict(zip(keys, range(len(keys)), strict=True))
        self.longest: dict[str, int] = {}
        """Most words of the names that begin with a word."""
        longest = self.longest
        for key in [*keys, *lexicon.lower_case_names]:
            if " " in key:
                first, spaces = key[: key.index(" ")], key.count(" ") + 1
                if spaces > longest.get(first, 1) and spaces <= MOST_WORDS:
                    longest[first] = spaces
        self.lower_case_starts = frozenset(name.split()[0] for name in lexicon.lower_case_names)
        marked = np.add.reduceat(self.names.abbreviation, self.names.starts[:-1])
        self.abbreviations = frozenset(keys[n] for n in np.flatnonzero(marked))
        """Keys that abbreviate regions."""
        self._names: dict[str, Name | None] = {}
        self.static: dict[Name, Floats] = {}
        """What the ranker keeps of each name it has met."""

    def _columns(self) -> None:
        places = self.gazetteer.places
        self.lon, self.lat = places.lon, places.lat
        self.log_population = np.log10(places.population + 1.0)
        self.kinds, self.kind = places.kinds, places.kind
        self.countries, self.country = places.countries, places.iso3
        self.hand_written = self.gazetteer.rows_of("bm:")
        """Rows of the places that were written down by hand for being known."""
        self.capitals = frozenset(row for i in self.lexicon.capitals for row in self.gazetteer.rows_of(i)[:1])
        """Rows of the capitals."""
        own = places.kind == self.kind_code("region")
        self.region = np.where(own, np.arange(len(own)), places.admin1).astype(np.int32)
        """Row of the region a place lies in; a region's is its own."""
        self.is_term = np.isin(places.kind, [self.kind_code(kind) for kind in TERMS])
        lon, lat = np.radians(self.lon), np.radians(self.lat)
        self.xyz = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)

    def kind_code(self, kind: str) -> int:
        """Number of a kind in :attr:`kind`, -2 when no place has it."""
        return self.kinds.index(kind) if kind in self.kinds else -2

    def place(self, row: int) -> Place:
        """The place of a row."""
        return self.gazetteer.place_at(row)

    def area_name(self, row: int) -> str:
        """Name of the area that a demonym speaks of."""
        return self.gazetteer.get(self.place(row).place_id.removeprefix("dem:")).name

    def name(self, key: str) -> Name | None:
        """The name with a normalised key, None when the gazetteer holds none."""
        if key not in self._number:
            return None
        if key not in self._names:
            self._names[key] = self._make(key)
        return self._names[key]

    def abbreviation(self, key: str) -> Name | None:
        """The regions a key abbreviates, such as "ky"; they count after a town and a comma."""
        if key not in self.abbreviations:
            return None
        marked = f"{key}@"
        if marked not in self._names:
            rows = self._rows(key)
            self._names[marked] = self._from(marked, rows[self.names.abbreviation[rows]])
        return self._names[marked]

    def only(self, name: Name, row: int) -> Name:
        """The name with one of its places alone."""
        marked = f"{name.key}#{row}"
        if (made := self._names.get(marked)) is None:
            at = name.rows == row
            made = replace(name, key=marked, rows=name.rows[at], rank=name.rank[at], exact=name.exact[at])
            self._names[marked] = made
        return made

    def _make(self, key: str) -> Name | None:
        rows = self._rows(key)
        if key in self.lexicon.also:
            rows = np.concatenate([rows, self._rows(self.lexicon.also[key])])
        return self._from(key, rows[~self.names.abbreviation[rows]])

    def _rows(self, key: str) -> Ints:
        """Numbers of the rows of the names table under a key."""
        number = self._number.get(key)
        if number is None:
            return np.zeros(0, np.int32)
        return np.arange(self.names.starts[number], self.names.starts[number + 1], dtype=np.int32)

    def _from(self, key: str, numbers: Ints) -> Name | None:
        """A name of some rows of the names table; what speaks of an area goes before towns that bear its name."""
        if not len(numbers):
            return None
        places = self.names.rows[numbers]
        term, acronym = self.is_term[places], bool(self.names.acronym[numbers[0]])
        if acronym and term.any():
            numbers, places, term = numbers[term], places[term], term[term]  # "EU" is no town
        rank = np.where(term, TERM_RANK, self.names.rank[numbers]).astype(np.int32)
        order = np.argsort(rank, kind="stable")[:MOST_PLACES]
        best = int(places[order[0]])
        return Name(
            key, places[order].astype(np.int32), rank[order], self.names.exact[numbers[order]],
            self.kinds[self.kind[best]], acronym, best in self.hand_written,
        )  # fmt: skip


@functools.cache
def load_index() -> Index:
    """Return the index of the shipped gazetteer, made once a process."""
    made = Index(load_gazetteer(), load_lexicon())
    # What is loaded now stays as long as the process: a collection of garbage need not go through it again and again,
    # which is up to a seventh of the time that a long text takes.
    gc.freeze()
    return made
