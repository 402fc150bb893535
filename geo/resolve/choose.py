"""A transparent ranker: places of a name are weighed by what they are, then by the other names of the text.

Published signals, in the order of their strength: a sibling in the same first-order region, nearness to sure places,
population among places of just that name, the countries a text speaks of. Weights are in ``data/reading``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.resolve.told import KNOWN, MINOR, SMALL, told_outright
from geo.resolve.units import Unit
from geo.toponym.index import Floats, Index, Ints, Name

EARTH_KM = 6371.0088
RINGS_KM = (30.0, 100.0, 300.0, 1000.0)
ROUNDS = 2
BESIDE_WORDS = 15.0
"""In so many words what a name says of the country of another one falls to a third."""
KINDS = ("country", "region", "district", "city", "airport", "site", "area", "demonym", "bloc", "continent", "sea",
         "river", "lake")  # fmt: skip
STATIC = (
    "size", "size below best", "best", "place in order", "exact", "rank", "rank below best", "hand-written",
    "capital", "million", "five million", "known", "minor", "minor beside known", "small beside known",
    "beside country", *KINDS,
)  # fmt: skip
KIND = {kind: STATIC.index(kind) for kind in KINDS}
CONTEXT = (
    "country share", "country voices", "country told",
    "region share", "region voices", "region told", *(f"within {int(km)} km" for km in RINGS_KM),
    "first place near", "country holds names", "region holds names", "district holds names",
    "no country voice", "no region voice", "town by region voice", "small beside known, region not told",
    "small beside known, nothing near", "small beside known, country not told",
    "country beside", "country beside, share",
)  # fmt: skip


@dataclass(slots=True)
class Ties:
    """What binds places of different units, shape (rows, rows): 1 where it does, else 0."""

    country: Floats
    region: Floats
    rings: list[Floats]
    """Whether they lie within each of the distances of RINGS_KM."""


@dataclass(slots=True)
class Field:
    """All places of all units of a text, one row each; units lie one after the other."""

    units: Sequence[Unit]
    rows: Ints
    unit: Ints
    begin: Ints
    """First row of each unit."""
    static: Floats
    weight: Floats
    """Of the row's unit."""
    told: Floats
    """What the text says outright, as a part of each row's score."""
    beside: Floats
    """How close each unit stands to each other one in the text, 1 at the same word; shape (units, units)."""
    ties: Ties


def make_field(units: Sequence[Unit], index: Index) -> Field:
    """Lay the places of all units out."""
    kept = index.static
    sizes = np.array([len(u.name.rows) for u in units], np.int32)
    begin = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int32)
    for unit in units:
        if unit.name not in kept:
            kept[unit.name] = _static(unit.name, index)
    number = np.repeat(np.arange(len(units), dtype=np.int32), sizes)
    rows = np.concatenate([u.name.rows for u in units])
    return Field(
        units, rows, number, begin,
        np.concatenate([kept[u.name] for u in units]), np.array([u.weight for u in units])[number],
        told_outright(units, begin, int(sizes.sum()), index), _beside(units),
        _ties(rows, number, index),
    )  # fmt: skip


def _ties(rows: Ints, unit: Ints, index: Index) -> Ties:
    country, region = index.country[rows], index.region[rows]
    other = unit[:, None] != unit[None, :]
    same_country = (country[:, None] == country[None, :]) & (country >= 0)[:, None] & other
    same_region = (region[:, None] == region[None, :]) & (region >= 0)[:, None] & other
    cosine = index.xyz[rows] @ index.xyz[rows].T
    rings = [((cosine > np.cos(km / EARTH_KM)) & other).astype(float) for km in RINGS_KM]
    return Ties(same_country.astype(float), same_region.astype(float), rings)


def _beside(units: Sequence[Unit]) -> Floats:
    """How close units stand in the text, by the nearest of their mentions; hints stand nowhere."""
    close = np.zeros((len(units), len(units)))
    placed = [n for n, unit in enumerate(units) if unit.spans]
    if not placed:
        return close
    words = np.concatenate([[span.first for span in units[n].spans] for n in placed])
    starts = np.concatenate([[0], np.cumsum([len(units[n].spans) for n in placed])[:-1]])
    gap = np.minimum.reduceat(np.abs(words[:, None] - words[None, :]), starts, axis=0)
    gap = np.minimum.reduceat(gap, starts, axis=1)
    close[np.ix_(placed, placed)] = np.exp(-gap / BESIDE_WORDS)
    np.fill_diagonal(close, 0.0)
    return close


def _static(name: Name, index: Index) -> Floats:
    rows = name.rows
    size = index.log_population[rows] / 7.0
    kinds = [index.kinds[k] for k in index.kind[rows]]
    order, known = np.arange(len(rows)), name.rank[0] <= KNOWN
    columns = [
        size, size - size.max(), order == 0, np.log1p(order) / 4.0, name.exact, name.rank / 60.0,
        (name.rank - name.rank[0]) / 60.0, [row in index.hand_written for row in rows.tolist()],
        [row in index.capitals for row in rows.tolist()], size * 7 >= 6, size * 7 >= 6.7, name.rank <= KNOWN,
        name.rank >= MINOR, (name.rank >= MINOR) & known, (name.rank >= SMALL) & known,
        (name.rank > 0) & (name.rank[0] == 0), *([k == kind for k in kinds] for kind in KINDS),
    ]  # fmt: skip
    return np.stack([np.asarray(c, float) for c in columns], axis=1)


def share_out(field: Field, scores: Floats) -> Floats:
    """Probabilities of the places of each unit out of their scores."""
    top = np.maximum.reduceat(scores, field.begin)
    raised = np.exp(scores - top[field.unit])
    return raised / np.add.reduceat(raised, field.begin)[field.unit]


def context(field: Field, chances: Floats, index: Index) -> Floats:
    """Features of every place that depend on the other names.

    Parameters
    ----------
    field
        Places of the text.
    chances
        Probability of each place within its unit.
    index
        Columns of the gazetteer.
    """
    rows, told = field.rows, field.weight * chances
    country, region = index.country[rows], index.region[rows]
    ties = field.ties
    total = told.sum() - np.bincount(field.unit, told)[field.unit]
    is_term = field.static[:, KIND["demonym"]] > 0
    is_country = (field.static[:, KIND["country"]] > 0) | (is_term & (region < 0))
    is_region = (field.static[:, KIND["region"]] > 0) | (is_term & (region >= 0))
    is_district = field.static[:, KIND["district"]] > 0
    in_country, in_region = ties.country @ told, ties.region @ told
    country_told = np.minimum(1.0, ties.country @ (told * is_country))
    region_told = np.minimum(1.0, ties.region @ (told * is_region))
    fine = told * ~is_country
    rings = [np.minimum(3.0, ring @ fine) / 3.0 for ring in ties.rings]
    leading = field.unit == 0
    first = np.minimum(1.0, ties.rings[1][:, leading] @ fine[leading])
    small = field.static[:, STATIC.index("small beside known")]
    town = field.static[:, KIND["city"]] > 0
    columns = [
        in_country / (total + 1.0), np.minimum(in_country, 4.0) / 4.0, country_told,
        in_region / (total + 1.0), np.minimum(in_region, 3.0) / 3.0, region_told, *rings, first,
        (field.static[:, KIND["country"]] > 0) * np.minimum(in_country, 2.0) / 2.0,
        is_region * np.minimum(in_region, 2.0) / 2.0, is_district * rings[1],
        (in_country < 0.05) & (country >= 0), (in_region < 0.05) & (region >= 0),
        town * np.minimum(in_region, 2.0) / 2.0,
        small * (region_told < 0.5), small * (rings[1] < 0.05), small * (country_told < 0.5),
        *_country_beside(field, told, country),
    ]  # fmt: skip
    return np.stack([np.asarray(c, float) for c in columns], axis=1)


def _country_beside(field: Field, told: Floats, country: npt.NDArray[np.int16]) -> tuple[Floats, Floats]:
    """How loudly the names that stand beside each place in the text speak of its country, and their share in it."""
    codes, at = np.unique(country, return_inverse=True)
    voices = np.zeros((len(field.units), len(codes)))
    np.add.at(voices, (field.unit, at), told)
    voices[:, codes < 0] = 0.0
    heard = field.beside @ voices
    own, everything = heard[field.unit, at], heard.sum(axis=1)[field.unit]
    return np.minimum(own, 2.0) / 2.0, own / (everything + 0.3)


def choose(field: Field, index: Index, first_weights: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Probability of every place within its unit, and the context features it rests on."""
    chances = share_out(field, field.static @ first_weights + field.told)
    features = np.zeros((len(field.rows), len(CONTEXT)))
    for _ in range(ROUNDS):
        features = context(field, chances, index)
        chances = share_out(field, np.concatenate([field.static, features], axis=1) @ weights + field.told)
    return chances, features
