"""Offline dictionary of places: countries, regions, districts, towns, airports, seas, rivers, areas, institutions.

The tables under ``data/gazetteer`` are made by ``data/build`` (sources in ``data/PROVENANCE.md``). They stay
in Arrow columns sorted by key, so opening them builds no dictionary. All coordinates are (lon, lat) in
degrees, EPSG:4326; all outlines follow the United Nations border view and are cut at 180 degrees.
Reading is safe from several threads.
"""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geo.errors import UnknownPlace
from geo.gazetteer_arrays import Column, NameArrays, PlaceArrays
from geo.geodesy import KM_PER_DEGREE, grown
from geo.names import normalise
from geo.point_id import PointId, point_name, read_point_id

__all__ = ["Gazetteer", "Place", "load_gazetteer", "lookup", "normalise"]

DATA = Path(__file__).resolve().parent.parent / "data" / "gazetteer"
TERMS = frozenset({"continent", "bloc", "demonym"})
"""Kinds that speak of an area and place nothing: no event is ever put on the map by them."""
MINOR, ABBREVIATION = 60, 80
"""Ranks from which on a name belongs to a hamlet or district, and from which on it is an abbreviation."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the gazetteer."""

    place_id: str
    """``iso:POL`` country, ``gn:763166`` GeoNames id, ``icao:EPWA`` airport, ``bm:kremlin`` hand-written,
    ``geo:52.2297,21.0122`` a point out of a file (RFC 5870, latitude first)."""
    name: str
    kind: str
    """country, region, district, city, airport, sea, river, lake, area or site; point for a point out of a file;
    continent, bloc or demonym for what places nothing (:data:`TERMS`)."""
    iso3: str | None
    """ISO 3166-1 alpha-3 code (XKX for Kosovo); None for what lies in several countries or in none."""
    countries: tuple[str, ...]
    """Codes of all countries it touches or is made of."""
    admin1: str | None
    """Place id of the region it lies in."""
    lon: float
    lat: float
    label_lon: float
    """Where to write the name; differs from ``lon`` for countries only."""
    label_lat: float
    population: int | None
    radius_km: float | None
    """Size of a town, an estimate from its population, or how far off a point may be; None where unknown."""
    source: str
    admin2: str | None = None
    """Place id of the district it lies in."""
    geonameid: int | None = None
    """GeoNames id; of a demonym, that of its country or region."""

    @property
    def point(self) -> Point:
        """The place as a shapely point (lon, lat)."""
        return Point(self.lon, self.lat)


class Gazetteer:
    """The tables, and how to ask them. Make one with :func:`load_gazetteer`."""

    def __init__(self, folder: Path = DATA):
        self._folder = folder
        self._places = pq.read_table(folder / "places.parquet", use_threads=False).combine_chunks()
        self._names = pq.read_table(folder / "names.parquet", use_threads=False).combine_chunks()
        self._ids = Column(self._places["place_id"])
        self._keys = Column(self._names["key"])
        # The same few countries and regions are asked for with every row of a file.
        self._kept = functools.lru_cache(maxsize=20_000)(self._get)
        self._kept_rows = functools.lru_cache(maxsize=20_000)(self._place)
        self._made_trees: dict[str, tuple[list[str], np.ndarray, shapely.STRtree]] = {}

    def lookup(
        self, name: str, *, kind: str | None = None, country: str | None = None, every: bool = False
    ) -> list[Place]:
        """Return the places of a name, best first.

        Hamlets (under 5,000 people) and districts are returned only where nothing better known bears the name.

        A country comes before a hand-written entry, a big city or capital, a region, a small city and an
        airport; a name before an alias; a city before the region it is the namesake of; then by population.

        Parameters
        ----------
        name
            As written; case, accents, apostrophes and hyphens do not matter.
        kind
            Only places of this kind.
        country
            Only places that lie in, touch or contain this country (ISO alpha-3 code).
        every
            Also all hamlets and districts, places that the name only abbreviates ("La." for Louisiana), and what
            places nothing (:data:`TERMS`), which a ``kind`` alone brings too.

        Returns
        -------
        list of Place
            Empty when the name is not known.
        """
        ranked = [(self._place(row), rank) for row, _, rank in self._rows(normalise(name))]
        found = [
            (place, rank)
            for place, rank in ranked
            if (kind is None or place.kind == kind)
            and (country is None or country in place.countries)
            and (every or place.kind == kind or rank < ABBREVIATION)
        ]
        known = [place for place, rank in found if rank < MINOR]
        return known if known and not every else [place for place, _ in found]

    def get(self, place_id: str) -> Place:
        """Return the place with this id; a ``geo:`` id (:mod:`geo.point_id`) is a point in the country around it.

        Raises
        ------
        UnknownPlace
            When the gazetteer holds no such id.
        """
        return self._kept(place_id)

    def __contains__(self, place_id: str) -> bool:
        """Whether the id is known."""
        return read_point_id(place_id) is not None or self._ids.find(place_id) is not None

    def around(self, lon: float, lat: float, kind: str) -> Place | None:
        """Return the smallest place of a kind whose outline contains a point, None where there is none.

        Parameters
        ----------
        lon, lat
            Degrees, WGS 84.
        kind
            ``country``, ``region``, ``district``, ``sea`` or ``area``.
        """
        ids, outlines, tree = self._trees(kind)
        found = tree.query(Point(lon, lat), predicate="intersects")
        return self.get(ids[min(found, key=lambda i: float(shapely.area(outlines[i])))]) if len(found) else None

    def keys(self) -> Iterator[tuple[str, bool]]:
        """Every normalised name once, sorted, and whether it is an acronym that counts only in capitals."""
        last = None
        for key, acronym in zip(self._names["key"].to_pylist(), self._names["acronym"].to_pylist(), strict=True):
            if key != last:
                yield key, acronym
            last = key

    def is_name(self, name: str, place_id: str) -> bool:
        """Whether a name is the place's main name, not an alias."""
        row = self._ids.find(place_id)
        return any(r == row and exact for r, exact, _ in self._rows(normalise(name)))

    def rows_of(self, prefix: str) -> range:
        """Return the rows of the places whose id begins with a prefix, such as ``bm:`` for what is hand-written."""
        return range(bisect_left(self._ids, prefix), bisect_left(self._ids, prefix + "\U0010ffff"))

    def place_at(self, row: int) -> Place:
        """Return the place of a row of :attr:`places` and :attr:`names`."""
        return self._kept_rows(int(row))

    @functools.cached_property
    def places(self) -> PlaceArrays:
        """All places as arrays."""
        return PlaceArrays.of(self._places)

    @functools.cached_property
    def names(self) -> NameArrays:
        """All names as arrays."""
        return NameArrays.of(self._names)

    def outline(self, place_id: str) -> BaseGeometry | None:
        """Return the outline of a country, region, sea, area (polygons) or river (a line), None without one."""
        ids, shapes = self._outlines
        row = ids.find(place_id)
        return None if row is None else shapely.from_wkb(shapes[row].as_py())

    def outline_within(self, place_id: str, iso3: str, buffer_km: float = 15.0) -> BaseGeometry:
        """Return the part of an outline that lies in or along a country, such as the Romanian Danube.

        Parameters
        ----------
        place_id
            A place with an outline; of one without, its point is taken.
        iso3
            ISO alpha-3 code of a country.
        buffer_km
            How far outside the country still counts, so that a border river does.

        Returns
        -------
        shapely geometry
            Empty when the place does not touch the country.

        Raises
        ------
        UnknownPlace
            When the place or the country is not in the gazetteer, or the country has no outline.
        """
        shape = self.outline(place_id)
        if shape is None:
            shape = self.get(place_id).point
        state = self.outline(f"iso:{iso3}")
        if state is None:
            raise UnknownPlace(f"The gazetteer has no outline for the country {iso3!r}.")
        near = state.intersection(shapely.box(*shape.bounds).buffer(3 * buffer_km / KM_PER_DEGREE + 1))
        return shape.intersection(grown(near, buffer_km))

    def country_name(self, iso3: str) -> str:
        """Return the English short name of a country; raises UnknownPlace."""
        return self.get(f"iso:{iso3}").name

    def countries(self) -> list[Place]:
        """Return all countries and territories, sorted by code."""
        first = bisect_left(self._ids, "iso:")
        last = bisect_left(self._ids, "iso;")
        return [self._place(row) for row in range(first, last)]

    @functools.cached_property
    def country_names(self) -> dict[str, str]:
        """English short names of all countries and territories by ISO 3166-1 alpha-3 code."""
        return {place.iso3: place.name for place in self.countries() if place.iso3}

    @functools.cached_property
    def _outlines(self) -> tuple[Column, pa.Array]:
        table = pq.read_table(self._folder / "outlines.parquet", columns=["place_id", "geometry"], use_threads=False)
        return Column(table["place_id"]), table["geometry"].combine_chunks()

    def _get(self, place_id: str) -> Place:
        if point := read_point_id(place_id):
            return self._point(place_id, point)
        row = self._ids.find(place_id)
        if row is None:
            raise UnknownPlace(f"The gazetteer has no place with the id {place_id!r}.")
        return self._place(row)

    def _trees(self, kind: str) -> tuple[list[str], np.ndarray, shapely.STRtree]:
        """Ids, outlines and search tree of a kind of places, made once."""
        if kind not in self._made_trees:
            kinds = zip(self._places["place_id"].to_pylist(), self._places["kind"].to_pylist(), strict=True)
            wanted = {place_id for place_id, found in kinds if found == kind}
            ids, shapes = self._outlines
            rows = [row for row, place_id in enumerate(ids) if place_id in wanted]
            outlines = shapely.from_wkb(shapes.take(rows).to_numpy(zero_copy_only=False))
            shapely.prepare(outlines)
            self._made_trees[kind] = [ids[row] for row in rows], outlines, shapely.STRtree(outlines)
        return self._made_trees[kind]

    def _point(self, place_id: str, point: PointId) -> Place:
        country, region = (self.around(point.lon, point.lat, kind) for kind in ("country", "region"))
        return Place(
            place_id=place_id, name=point_name(point.lon, point.lat), kind="point",
            iso3=country.iso3 if country else None, countries=country.countries if country else (),
            admin1=region.place_id if region else None, lon=point.lon, lat=point.lat,
            label_lon=point.lon, label_lat=point.lat, population=None, radius_km=point.radius_km, source="file",
        )  # fmt: skip

    def _rows(self, key: str) -> Iterator[tuple[int, bool, int]]:
        """Rows of the places under a key, best first, whether the key is the place's own name, and its rank."""
        index = bisect_left(self._keys, key) if key else len(self._keys)
        while index < len(self._keys) and self._keys[index] == key:
            yield tuple(self._names[column][index].as_py() for column in ("row", "exact", "rank"))
            index += 1

    def _place(self, row: int) -> Place:
        values = {name: self._places[name][row].as_py() for name in self._places.column_names}
        codes = values["countries"] if values["countries"] is not None else values["iso3"] or ""
        values["countries"] = tuple(codes.split())
        if values["label_lon"] is None:
            values["label_lon"], values["label_lat"] = values["lon"], values["lat"]
        if values["geonameid"] is None and values["place_id"].startswith("gn:"):
            values["geonameid"] = int(values["place_id"][3:])
        return Place(**values)


@functools.cache
def load_gazetteer() -> Gazetteer:
    """Return the shipped gazetteer, opened once a process."""
    return Gazetteer()


def lookup(name: str, *, kind: str | None = None, country: str | None = None, every: bool = False) -> list[Place]:
    """Look a name up in the shipped gazetteer; see :meth:`Gazetteer.lookup`."""
    return load_gazetteer().lookup(name, kind=kind, country=country, every=every)
