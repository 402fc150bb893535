"""Where the event of a row in somebody's file was: from its coordinates, its place name and its country.

Nothing is placed more closely than the file says, and no name is guessed at: one that several countries have is
refused, one that nobody has is kept without a place on the map.
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

from geo.event import PlaceRef
from geo.gazetteer import Gazetteer, Place
from geo.point_id import point_name, write_point_id
from geo.words import listed

PRECISION_OF = {"country": 6, "region": 4, "district": 3, "sea": 7, "river": 5, "area": 5}
"""The closest precision a kind of place can have; any other is a named place, 1."""
NEAR = 2
"""Precision of coordinates where the file does not say how good they are."""

UNKNOWN = "the gazetteer does not know the place; kept, but not on the map"
COUNTRY_ONLY = "the gazetteer does not know the place; the country is shown instead"
NO_PLACE = "no place is named; kept, but not on the map"
COARSER = "only a district or a vague area is known; the region or country around it is shown instead"
OUTSIDE = "the coordinates lie outside the country that the row names; both are kept as they are"
NO_OUTLINE = "no outline for this precision contains the coordinates; kept, but not on the map"


class WrongCell(ValueError):
    """A cell that cannot be used: the field it was meant for, and why."""

    def __init__(self, field: str, reason: str):
        super().__init__(reason)
        self.field = field


@dataclass(frozen=True)
class Where:
    """What a row says of its place."""

    ref: PlaceRef | None
    where_prec: int
    note: str = ""
    """One of this module's notes, empty where there is nothing to say."""


class Placer:
    """Places rows by one gazetteer, and remembers the names it was asked."""

    def __init__(self, gazetteer: Gazetteer):
        self._gazetteer = gazetteer
        self.country = functools.lru_cache(maxsize=10_000)(self._country)
        self._named = functools.lru_cache(maxsize=100_000)(self._find_name)

    def place(self, name: str, country: str | None, point: tuple[float, float] | None, precision: int | None) -> Where:
        """Place a row.

        Parameters
        ----------
        name : str
            Empty where the row has none.
        country : str, optional
            ISO 3166-1 alpha-3 code.
        point : (lon, lat), optional
            Degrees, as :func:`read_point` gives them.
        precision : int, optional
            1 to 7, as :class:`geo.event.Event` counts it.

        Raises
        ------
        WrongCell
            If the name may mean places in several countries, or several towns.
        """
        if point:
            return self._by_point(name, country, point, precision or NEAR)
        if name:
            return self._named(name, country, precision)
        return self._outline(country and f"iso:{country}", "", country, 6) or Where(
            PlaceRef(name="place not stated"), 6, NO_PLACE
        )

    def _by_point(self, name: str, country: str | None, point: tuple[float, float], precision: int) -> Where:
        around = self._gazetteer.around(*point, "country")
        outside = OUTSIDE if country and around and country not in around.countries else ""
        if precision <= 2:
            ref = PlaceRef(name=name or point_name(*point), place_id=write_point_id(*point), iso3=country)
            return Where(ref, precision, outside)
        kinds = {3: "region", 4: "region", 5: "country", 6: "country", 7: "sea"}
        stated = self._gazetteer.get(f"iso:{country}") if country and precision in (5, 6) else None
        area = stated or self._gazetteer.around(*point, kinds[precision])
        if area is None:
            return Where(PlaceRef(name=name or point_name(*point), iso3=country), precision, NO_OUTLINE)
        found = self._outline(area.place_id, name, country, {3: 4, 5: 6}.get(precision, precision))
        note = COARSER if precision in (3, 5) else outside
        return Where(found.ref, found.where_prec, note) if found else Where(None, precision, NO_OUTLINE)

    def _find_name(self, name: str, country: str | None, precision: int | None) -> Where:
        places = self._candidates(name, country)
        if not places:
            if country:
                found = self._outline(f"iso:{country}", name, country, 6)
                return Where(found.ref if found else None, 6, COUNTRY_ONLY)
            return Where(PlaceRef(name=name), precision or 1, UNKNOWN)
        best = _only(places, self._gazetteer)
        closest = PRECISION_OF.get(best.kind, 1)
        others = tuple(place.place_id for place in places if place != best)
        if precision is None or precision <= closest or closest in (5, 7):
            iso3 = country if best.kind in ("river", "sea", "area") else None
            ref = PlaceRef(name=name, place_id=best.place_id, iso3=iso3, alternatives=others)
            return Where(ref, 2 if precision == 2 and closest == 1 else closest)
        # The file knows less than the name says: the region or country that the town lies in.
        wider = best.admin1 if precision in (3, 4) and best.admin1 else best.iso3 and f"iso:{best.iso3}"
        found = self._outline(wider, name, country, 4 if wider == best.admin1 else 6)
        return (
            Where(found.ref, found.where_prec, COARSER if precision in (3, 5) else "")
            if found
            else Where(PlaceRef(name=name), precision, NO_OUTLINE)
        )

    def _candidates(self, name: str, country: str | None) -> list[Place]:
        """Places of the name, those whose own name it is before those of which it is only an alias."""
        places = self._gazetteer.lookup(name, country=country)
        return [p for p in places if self._gazetteer.is_name(name, p.place_id)] or places

    def _outline(self, place_id: str | None, name: str, country: str | None, precision: int) -> Where | None:
        if not place_id:
            return None
        place = self._gazetteer.get(place_id)
        iso3 = country if place.kind == "country" else place.iso3
        said = name if name in ("", place.name) else f"{name} ({place.name})"
        return Where(PlaceRef(name=(said or place.name)[:300], place_id=place_id, iso3=iso3), precision)

    def _country(self, text: str) -> str:
        """The ISO 3166-1 alpha-3 code of a country's code or name; raises WrongCell."""
        if text.upper() in self._gazetteer.country_names:
            return text.upper()
        # UCDP writes "Russia (Soviet Union)".
        names = dict.fromkeys((text, text.split("(")[0]))
        places = next(filter(None, (self._gazetteer.lookup(name, kind="country") for name in names)), [])
        found = [place.iso3 for place in places]
        if len(found) != 1 or not found[0]:
            raise WrongCell("country", "the gazetteer knows no country of this name or three-letter code")
        return found[0]


def read_point(longitude: str, latitude: str) -> tuple[float, float] | None:
    """A point (lon, lat) in degrees from two cells, None where both are empty.

    Raises
    ------
    WrongCell
        If one is missing, is no number, or is outside the globe.
    """
    if not longitude.strip() and not latitude.strip():
        return None
    lon, lat = _degrees("longitude", longitude, 180), _degrees("latitude", latitude, 90)
    return lon, lat


def _degrees(field: str, text: str, most: int) -> float:
    try:
        degrees = float(text)
    except ValueError:
        raise WrongCell(field, "this is no number of degrees like 52.2297") from None
    if not math.isfinite(degrees) or abs(degrees) > most:
        raise WrongCell(field, f"a {field} lies between -{most} and {most}")
    return degrees


def _only(places: list[Place], gazetteer: Gazetteer) -> Place:
    """The one place that a name means, or no place at all: the most populous is not taken for being so."""
    best = places[0]
    rivals = [p for p in places if p.iso3 != best.iso3 or (p.kind == "city" == best.kind and p != best)]
    if best.kind == "country":
        rivals = [p for p in rivals if p.kind in ("country", "region", "district")]
    if rivals:
        names = [_said(place, gazetteer) for place in [best, *rivals][:4]]
        more = ["others"] if len(rivals) > 3 else []
        raise WrongCell("place", f"this may be {listed([*names, *more], 'or')}; a country or coordinates would tell")
    return best


def _said(place: Place, gazetteer: Gazetteer) -> str:
    region = gazetteer.get(place.admin1).name if place.admin1 and place.admin1 in gazetteer else ""
    country = gazetteer.country_name(place.iso3) if place.iso3 else ""
    around = ", ".join(part for part in (region, country) if part and part != place.name)
    return f"{place.name} ({place.kind}, {around})" if around else f"{place.name} ({place.kind})"
