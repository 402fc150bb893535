"""What the text says outright of its names, before anything is weighed: which of their places lose, and how much.

Set by hand. What a place loses is a part of its score in :mod:`geo.resolve.choose`, in the same unit as the weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from geo.resolve.units import Unit
from geo.toponym.index import Floats, Index, Ints, Name
from geo.toponym.spans import inside, inside_area

OUTSIDE, HOLDS_NONE = -8.0, -4.0
"""Lost by a place outside the region told after it, and by a region that does not hold the name told before it."""
PART, BESIDE_COUNTRY, REGION_ABROAD, AMONG_COUNTRIES = -8.0, -6.0, -3.0, -8.0
"""Lost by what bears a country's name: a part of that country ("Mexico"), a town or district ("Jamaica"), a region of a
country that the text does not name ("Niger"), and anything else in a list of countries ("Georgia and Kazakhstan")."""
BESIDE_AREA, BESIDE_SITE = -12.0, -4.0
"""Lost by what bears the name of a hand-written sea, river or area ("Sahel"), and by a hamlet that bears a base's."""
BESIDE_CAPITAL, BESIDE_TOLD_CAPITAL = -4.0, -2.0
"""Lost abroad by a region or a mere alias that bears a capital's name ("La Paz"), and by small towns in world news; by
anything abroad where the text names the capital's country."""
SPELLED_OTHERWISE = -3.0
"""Lost by a place without the accents that the text writes ("San José")."""
HALF, MANY_COUNTRIES, MANY_CAPITALS = 0.5, 3, 3
"""Least weight of a name that counts, and how many countries or capitals make a text one on the affairs of states."""
WIDE = ("area", "sea", "river", "lake")
KNOWN, SMALL, MINOR = 25, 30, 60
"""Ranks of what the world knows, of small towns, of hamlets and districts."""


@dataclass(frozen=True, slots=True)
class World:
    """What part of the world a text speaks of."""

    heard: frozenset[int]
    """The countries it names outright, by name or people, as codes of the index."""
    capitals: bool
    """Whether it names many capitals."""

    @property
    def worldly(self) -> bool:
        """Whether it is on the affairs of states."""
        return self.capitals or len(self.heard) >= MANY_COUNTRIES


def told_outright(units: Sequence[Unit], begin: Ints, rows: int, index: Index) -> Floats:
    """What every place of every unit loses because the text says outright that it is not meant.

    Parameters
    ----------
    units
        The names of the text.
    begin, rows
        First row of each unit, and number of rows of all.
    index
        Columns of the gazetteer.
    """
    lost = np.zeros(rows)
    world = _world(units, index)
    for number, unit in enumerate(units):
        at = slice(int(begin[number]), int(begin[number]) + len(unit.name.rows))
        if any(span.accented for span in unit.spans):
            lost[at] += _spelled(unit, index)
        if unit.spans and all(span.article for span in unit.spans):
            lost[at] += _no_waters(unit.name, index)
        if len(unit.name.rows) > 1 and unit.within is None:
            lost[at] += _beside_best(unit, int(np.argmax(lost[at])), index, world)
    _within(lost, units, begin, index)
    return lost


def _within(lost: Floats, units: Sequence[Unit], begin: Ints, index: Index) -> None:
    """Take from what lies outside the region told after it, and from a region that does not hold the name before it."""
    holders: dict[Name, list[int]] = {}
    for number, unit in enumerate(units):
        if unit.holds:
            holders.setdefault(unit.name, []).append(number)
    for number, unit in enumerate(units):
        if unit.within is None:
            continue
        held = inside(unit.name.rows, unit.within, index)
        lost[begin[number] : begin[number] + len(held)] += OUTSIDE * ~held
        for other in holders.get(unit.within, ()):
            areas = units[other].name.rows
            holds = np.array([inside_area(unit.name.rows, int(row), index).any() for row in areas])
            lost[begin[other] : begin[other] + len(areas)] += HOLDS_NONE * ~holds


def _world(units: Sequence[Unit], index: Index) -> World:
    best = [int(unit.name.rows[0]) for unit in units if unit.weight > HALF]
    kinds = {index.kind_code("country"), index.kind_code("demonym")}
    heard = frozenset(int(index.country[row]) for row in best if int(index.kind[row]) in kinds)
    return World(heard, sum(row in index.capitals for row in best) >= MANY_CAPITALS)


def _beside_best(unit: Unit, first: int, index: Index, world: World) -> Floats:
    """What the places of a name lose beside its best one."""
    name, best = unit.name, int(unit.name.rows[0])
    if index.kind[best] == index.kind_code("country"):
        return _beside_country(unit, index, world)
    if name.curated and name.exact[0] and index.kinds[index.kind[best]] in WIDE:
        return np.where(np.arange(len(name.rows)) > 0, BESIDE_AREA, 0.0)
    return _beside_known(name, int(name.rows[first]), index, world)


def _beside_country(unit: Unit, index: Index, world: World) -> Floats:
    rows, best = unit.name.rows, int(unit.name.rows[0])
    kind = index.kind[rows]
    small = (kind == index.kind_code("city")) | (kind == index.kind_code("district"))
    country = index.country[rows]
    lost: Floats = PART * (country == index.country[best]) + BESIDE_COUNTRY * small
    region = kind == index.kind_code("region")
    lost += REGION_ABROAD * (region & (country != index.country[best]) & ~np.isin(country, list(world.heard)))
    if any(span.listed for span in unit.spans):
        lost += AMONG_COUNTRIES * (kind != index.kind_code("country"))
    lost[0] = 0.0
    return lost


def _beside_known(name: Name, best: int, index: Index, world: World) -> Floats:
    """What the others lose beside a capital, a well-known or a hand-written place.

    In countries that the text names they keep their chances, unless it names many capitals. In a text on the affairs of
    states small towns abroad lose too.
    """
    lost = np.zeros(len(name.rows))
    country, capital = index.country[name.rows], best in index.capitals
    if capital or (world.worldly and name.rank[0] <= KNOWN):
        abroad = country != index.country[best]
        if world.heard and not (world.capitals and capital):
            abroad &= ~np.isin(country, list(world.heard))
        kind = index.kind[name.rows]
        region = (kind == index.kind_code("region")) | (kind == index.kind_code("district"))
        lesser = region | ~name.exact | world.worldly if capital else name.rank >= SMALL
        lost += BESIDE_CAPITAL * (abroad & lesser)
        if capital and int(index.country[best]) in world.heard:
            lost += BESIDE_TOLD_CAPITAL * (country != index.country[best])
    if ((name.rows >= index.hand_written.start) & (name.rows < index.hand_written.stop)).any():
        lost += BESIDE_SITE * (name.rank >= MINOR)
    return lost


def _spelled(unit: Unit, index: Index) -> Floats:
    """What places lose that are written otherwise than in the text, if one of them is written as there."""
    written = {_modern(span.accented) for span in unit.spans}
    same = np.array([_modern(index.place(int(row)).name.lower()) in written for row in unit.name.rows])
    return SPELLED_OTHERWISE * ~same if same.any() else np.zeros(len(same))


def _modern(name: str) -> str:
    """The name with the commas that Romanian writes below letters, where older lists have cedillas."""
    return name.replace("ş", "ș").replace("ţ", "ț")


def _no_waters(name: Name, index: Index) -> Floats:
    """What places of a name lose that is always told with "the", if a hand-written water or area bears it too."""
    wide = np.array([int(row) in index.hand_written and index.kinds[index.kind[row]] in WIDE for row in name.rows])
    return BESIDE_AREA * ~wide if wide.any() else np.zeros(len(wide))
