"""Finds every stretch of words that could be a place name: all names of the gazetteer that a text holds.

Overlapping stretches are all kept; :mod:`geo.toponym.cues` and the weights decide between them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.gazetteer import TERMS
from geo.toponym.index import MOST_WORDS, Index, Ints, Name
from geo.toponym.tokens import ABBREVIATIONS, CAPITALS, LOWER, TITLE, Tokens

JOINTS = frozenset({" ", "-", "‑", "\u00a0", "  ", "'", "’"})
NOWHERE_INSIDE = TERMS | {"area", "sea", "river", "lake"}
"""Kinds that lie in no region or country that is told right after them: "the Sahel, Burkina Faso"."""
MOST_AREAS = 12
NEAR_DISTRICT = math.cos(60 / 6371)
"""Cosine of how far a town of a district lies from the district's middle, at most."""


@dataclass(slots=True, eq=False)
class Span:
    """Words ``first`` to ``last`` (exclusive) that spell a name."""

    first: int
    last: int
    name: Name
    bound: bool = False
    """An acronym in brackets after its long form, or a later use of it."""
    abbreviation: bool = False
    within: Name | None = None
    """The region or country told right after it: "Paris, Texas"."""
    article: bool = False
    """Whether "the" stands right before it."""
    holds: bool = False
    """Whether it is the region of the name told right before it."""
    listed: bool = False
    """Whether it stands in a list beside another country's name: "Georgia, Kazakhstan and Azerbaijan"."""
    accented: str = ""
    """The name as written, where it is written with letters that English lacks: "San José"."""


def find_spans(tokens: Tokens, index: Index) -> list[Span]:
    """Return all stretches that spell a name of the index, by their first word and then longest first."""
    found: list[Span] = []
    longest, opening = index.longest, index.lower_case_starts
    for i, (shape, key) in enumerate(zip(tokens.shape, tokens.key, strict=True)):
        if shape == LOWER:
            if (key not in opening and key not in index.lexicon.particles) or not _may_open(tokens, i, index):
                continue
        elif shape > CAPITALS and key not in longest:
            continue
        most = longest.get(key, 1)
        for j in range(_reach(tokens, i, min(most, MOST_WORDS)) if most > 1 else i + 1, i, -1):
            name = _name_of(tokens, i, j, index)
            if name is not None and _written_as_name(tokens, i, j, name, index):
                found.append(Span(i, j, name))
        if len(key) == 1 or key in index.abbreviations:
            found.extend(_abbreviated(tokens, i, index))
    bound = _bound_acronyms(tokens, found)
    taken = {span.first for span in bound}
    found = [s for s in found if s.first not in taken or s.last > s.first + 1] + bound
    for span in found:
        written = tokens.text[tokens.start[span.first] : tokens.end[span.last - 1]]
        span.accented = "" if written.isascii() else written.lower()
        span.article = span.first > 0 and tokens.key[span.first - 1] == "the" and tokens.gap[span.first] == " "
    _state_regions(tokens, found, index)
    _mark_listed(tokens, found)
    return [s for s in found if s.within is not None or not (_is_date(tokens, s, index) or _is_stray(tokens, s, index))]


def _is_date(tokens: Tokens, span: Span, index: Index) -> bool:
    """Months and days are towns only where their region is told: "March, Cambridgeshire"."""
    return span.last == span.first + 1 and "month_day" in index.lexicon.classes.get(tokens.key[span.first], ())


def _is_stray(tokens: Tokens, span: Span, index: Index) -> bool:
    """An abbreviated region behind a word that lies in no such region, as in "Kaplan & Rothstein, P.A.", or "US$"."""
    if span.last < len(tokens) and tokens.gap[span.last].startswith("$"):
        return True
    key = span.name.key.removesuffix("@")
    return span.abbreviation and not span.holds and key not in index.lexicon.abbreviations_alone


def _state_regions(tokens: Tokens, spans: list[Span], index: Index) -> None:
    """Find the names whose region or country follows them: "Paris, Texas", "Tula (Russia)"."""
    starting: dict[int, list[Span]] = {}
    for span in spans:
        starting.setdefault(span.first, []).append(span)
    for span in spans:
        j = span.last
        if j >= len(tokens) or span.name.kind in NOWHERE_INSIDE or tokens.gap[j].strip(" .") not in {",", "("}:
            continue
        for region in starting.get(j, ()):
            if span.name.kind == region.name.kind == "country" and span.name.key != region.name.key:
                continue  # two of a list of countries: "Benin, Nigeria" is no town of Nigeria
            if region.name.kind not in TERMS and inside(span.name.rows, region.name, index).any():
                span.within, region.holds = region.name, True
                break


def _mark_listed(tokens: Tokens, spans: list[Span]) -> None:
    """Mark the names of countries that stand in a list beside another one."""
    countries: dict[int, Span] = {}
    for span in spans:  # longest first, so that "Burkina Faso" goes before "Burkina"
        if span.name.kind == "country" and not span.holds:
            countries.setdefault(span.first, span)
    for span in countries.values():
        j = span.last
        if j < len(tokens) and tokens.key[j] in {"and", "or"} and tokens.gap[j] in {" ", ", "}:
            j += 1
        elif j >= len(tokens) or tokens.gap[j] != ", ":
            continue
        if j in countries and span.within is None:
            span.listed = countries[j].listed = True


def inside(rows: Ints, within: Name, index: Index) -> npt.NDArray[np.bool_]:
    """Which places lie in a region, district or country of a name (and are not it)."""
    held = np.zeros(len(rows), bool)
    for area in within.rows[:MOST_AREAS]:
        held |= inside_area(rows, int(area), index)
    return held


def inside_area(rows: Ints, area: int, index: Index) -> npt.NDArray[np.bool_]:
    """Which places lie in one region, district or country (and are not it)."""
    kind = index.kinds[index.kind[area]]
    held: npt.NDArray[np.bool_] = np.zeros(len(rows), bool)
    if kind == "country":
        held = index.country[rows] == index.country[area]
    elif kind == "region":
        held = index.region[rows] == area
    elif kind == "district" and index.region[area] >= 0:
        held = (index.xyz[rows] @ index.xyz[area] > NEAR_DISTRICT) & (index.region[rows] == index.region[area])
    held &= rows != area
    return held


def _name_of(tokens: Tokens, i: int, j: int, index: Index) -> Name | None:
    """The name that words spell; a people of several words has its plural too ("Papua New Guineans")."""
    if j == i + 1:
        return index.name(tokens.key[i])
    key = _spelled(tokens, i, j)
    name = index.name(key)
    if name is None and key.endswith("ns"):
        name = index.name(key[:-1])
        return name if name is not None and name.kind == "demonym" else None
    return name


def _may_open(tokens: Tokens, i: int, index: Index) -> bool:
    """Whether a plain word may begin a name: "al-Tanf", "eastern flank"."""
    key, following = tokens.key[i], i + 1
    if following >= len(tokens):
        return False
    if key in index.lexicon.particles:
        return tokens.shape[following] == TITLE and tokens.gap[following] == "-"
    reach = _reach(tokens, i, min(index.longest.get(key, 1), MOST_WORDS))
    return any(_spelled(tokens, i, j) in index.lexicon.lower_case_names for j in range(i + 2, reach + 1))


def _reach(tokens: Tokens, i: int, most: int) -> int:
    """Where the words that can belong to one name with word ``i`` end."""
    j, stop = i + 1, min(i + most, len(tokens))
    while j < stop:
        gap = tokens.gap[j]
        if gap not in JOINTS:
            before = tokens.key[j - 1]
            short = before in ABBREVIATIONS or len(before) == 1
            ended = tokens.text[tokens.end[j - 1] : tokens.start[j]]
            if not (short and gap in {". ", "."}) and not (tokens.possessive[j - 1] and ended[2:] in JOINTS):
                break
        j += 1
    return j


def _spelled(tokens: Tokens, i: int, j: int) -> str:
    """The key of words ``i`` to ``j``; a possessive within the name belongs to it ("NATO's eastern flank")."""
    if True not in tokens.possessive[i : j - 1]:
        return " ".join(tokens.key[i:j])
    words = [k + "s" if p else k for k, p in zip(tokens.key[i : j - 1], tokens.possessive[i : j - 1], strict=True)]
    return " ".join([*words, tokens.key[j - 1]])


def _written_as_name(tokens: Tokens, i: int, j: int, name: Name, index: Index) -> bool:
    """Whether the letters' case allows for the name."""
    if tokens.shape[i] == LOWER and tokens.key[i] not in index.lexicon.particles:
        return name.key in index.lexicon.lower_case_names
    if name.acronym:
        return j > i + 1 or tokens.shape[i] == CAPITALS or _mixed(tokens, i)
    if j == i + 1:
        return len(name.key) > 1 and tokens.shape[i] != LOWER
    if tokens.shape[j - 1] != LOWER:
        return True
    last = tokens.key[j - 1]
    return name.key in index.lexicon.lower_case_names or last in index.lexicon.lower_case_ends


def _mixed(tokens: Tokens, i: int) -> bool:
    """Two capitals or more: "BiH"."""
    word = tokens.text[tokens.start[i] : tokens.end[i]]
    return sum(c.isupper() for c in word) > 1


def _abbreviated(tokens: Tokens, i: int, index: Index) -> list[Span]:
    """Abbreviated regions: after a town and a comma ("Paris, Ky."), or where they are unmistakable ("W.Va.")."""
    key, last = tokens.key[i], i + 1
    if len(key) == 1 and last < len(tokens) and tokens.gap[last] in {". ", "."}:
        key, last = f"{key} {tokens.key[last]}", last + 1
    name = index.abbreviation(key)
    if name is None:
        return []
    word = tokens.text[tokens.start[i] : tokens.end[last - 1]]
    after_town = i > 0 and tokens.gap[i] in {", ", ","} and tokens.shape[i - 1] in (TITLE, CAPITALS)
    dotted = "." in word or tokens.text[tokens.end[last - 1] : tokens.end[last - 1] + 1] == "."
    if len(key) == 2 and not word.isupper() and not dotted:
        return []
    alone = key in index.lexicon.abbreviations_alone and (word.isupper() or dotted or len(key) > 3)
    return [Span(i, last, name, abbreviation=True)] if after_town or alone else []


def _bound_acronyms(tokens: Tokens, found: list[Span]) -> list[Span]:
    """Acronyms in brackets right after their long form, and every later use of them in the text."""
    by_end: dict[int, Span] = {}
    for span in found:
        if span.last - span.first > 1 and (span.last not in by_end or span.first < by_end[span.last].first):
            by_end[span.last] = span
    meant: dict[str, Name] = {}
    for end, span in by_end.items():
        if end < len(tokens) and tokens.shape[end] == CAPITALS and tokens.gap[end].strip() in {"(", "(the", "[", "(“"}:
            initials = "".join(word[0] for word in span.name.key.split())
            short = tokens.key[end]
            if short in (initials, initials.replace("o", "").replace("t", "")) or short[0] == initials[0]:
                meant[short] = span.name
    if not meant:
        return []
    return [
        Span(i, i + 1, meant[key], bound=True)
        for i, key in enumerate(tokens.key)
        if key in meant and tokens.shape[i] == CAPITALS
    ]
