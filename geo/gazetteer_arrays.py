"""The gazetteer as columns, for readers that ask for thousands of names at once.

Rows are those of :meth:`geo.gazetteer.Gazetteer.place_at`. Everything is decoded once, in well under a second.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

__all__ = ["Column", "NameArrays", "PlaceArrays"]


class Column(Sequence[str]):
    """A sorted string column that :mod:`bisect` can search without copying it."""

    def __init__(self, column: pa.ChunkedArray):
        self._values = column.combine_chunks()

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, index):  # type: ignore[no-untyped-def]
        return self._values[index].as_py()

    def find(self, value: str) -> int | None:
        """Index of the first equal value, or None."""
        index = bisect_left(self, value)
        return index if index < len(self) and self[index] == value else None


@dataclass(frozen=True, slots=True)
class PlaceArrays:
    """Columns of all places; row ``i`` of each speaks of the same place."""

    lon: npt.NDArray[np.float64]
    """Degrees east."""
    lat: npt.NDArray[np.float64]
    """Degrees north."""
    population: npt.NDArray[np.int64]
    """People, 0 where unknown."""
    kind: npt.NDArray[np.int8]
    """Index into :attr:`kinds`."""
    kinds: tuple[str, ...]
    iso3: npt.NDArray[np.int16]
    """Index into :attr:`countries`; -1 where a place lies in several countries or in none."""
    countries: tuple[str, ...]
    """ISO 3166-1 alpha-3 codes."""
    admin1: npt.NDArray[np.int32]
    """Row of the region a place lies in; -1 where unknown."""
    admin2: npt.NDArray[np.int32]
    """Row of the district a place lies in; -1 where unknown."""

    @classmethod
    def of(cls, places: pa.Table) -> PlaceArrays:
        """Decode the table of places."""
        ids = places["place_id"].combine_chunks()
        kind, kinds = _codes(places["kind"], np.int8)
        iso3, countries = _codes(places["iso3"], np.int16)
        return cls(
            lon=places["lon"].to_numpy(),
            lat=places["lat"].to_numpy(),
            population=pc.fill_null(places["population"], 0).to_numpy(),
            kind=kind,
            kinds=kinds,
            iso3=iso3,
            countries=countries,
            admin1=_rows_of(places["admin1"], ids),
            admin2=_rows_of(places["admin2"], ids),
        )


@dataclass(frozen=True, slots=True)
class NameArrays:
    """All names: the places under key ``i`` are entries ``starts[i]`` to ``starts[i + 1]``, best first."""

    keys: list[str]
    """Normalised names (:func:`geo.names.normalise`), each once, sorted."""
    starts: npt.NDArray[np.int32]
    """Shape (keys + 1,)."""
    rows: npt.NDArray[np.int32]
    """Row of the place of each entry."""
    rank: npt.NDArray[np.int8]
    """0 is best. From 60 on hamlets and districts, from 80 on abbreviations, from 90 on what places nothing."""
    exact: npt.NDArray[np.bool_]
    """Whether the name is the place's own, not an alias."""
    acronym: npt.NDArray[np.bool_]
    """Whether the name counts in capitals only ("CAR")."""
    abbreviation: npt.NDArray[np.bool_]
    """Whether the name counts with its full stop or after a town and a comma only ("La.", "Alexandria, LA")."""

    @classmethod
    def of(cls, names: pa.Table) -> NameArrays:
        """Decode the table of names, which is sorted by key and rank."""
        encoded = names["key"].combine_chunks().dictionary_encode()
        codes = encoded.indices.to_numpy()
        starts = np.flatnonzero(np.diff(codes, prepend=-1, append=len(encoded.dictionary)))
        return cls(
            keys=encoded.dictionary.to_pylist(),
            starts=starts.astype(np.int32),
            rows=names["row"].to_numpy(),
            rank=names["rank"].to_numpy(),
            exact=names["exact"].to_numpy(),
            acronym=names["acronym"].to_numpy(),
            abbreviation=names["abbreviation"].to_numpy(),
        )

    def entries(self, key: str) -> slice:
        """The entries under a key, an empty slice where there are none."""
        at = bisect_left(self.keys, key)
        if at == len(self.keys) or self.keys[at] != key:
            return slice(0, 0)
        return slice(int(self.starts[at]), int(self.starts[at + 1]))


def _codes(column: pa.ChunkedArray, dtype: npt.DTypeLike) -> tuple[npt.NDArray[Any], tuple[str, ...]]:
    """A column of few strings as indices into them; -1 for null."""
    encoded = column.combine_chunks().dictionary_encode()
    indices = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False)
    return indices.astype(dtype), tuple(encoded.dictionary.to_pylist())


def _rows_of(column: pa.ChunkedArray, ids: pa.Array) -> npt.NDArray[np.int32]:
    """Rows of the places that a column of ids names; -1 for null and for an id that is not held."""
    encoded = column.combine_chunks().dictionary_encode()
    at = pc.fill_null(pc.index_in(encoded.dictionary, value_set=ids), -1).to_numpy(zero_copy_only=False)
    indices = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False)
    return np.where(indices < 0, -1, at[indices]).astype(np.int32)
