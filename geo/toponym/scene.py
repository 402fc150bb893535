"""What a whole text tells of its words, gathered once before its names are judged: persons, ships, headlines."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from geo.toponym.index import Index
from geo.toponym.tokens import ABBREVIATIONS, CAPITALS, LOWER, TITLE, Tokens

KNOWN = 11
LARGE = 5.5 / 7.0
"""Size (log people / 7) from which on a place is known by its bare name: 300,000 people."""
THINGS = frozenset({"organisation", "road", "feature", "direction", "month_day", "title"})
"""Groups of capitalised words that make no person of the name before them."""


@dataclass(slots=True)
class Scene:
    """What the whole text tells, gathered once before its names are judged."""

    tokens: Tokens
    index: Index
    run: list[int]
    """First word of the stretch of capitalised words a word belongs to, -1 for others."""
    run_end: dict[int, int]
    headline: list[bool]
    """Whether a word stands in a line of capitalised words."""
    lower: set[str]
    """Words that also occur in lower case."""
    persons: Counter[str] = field(default_factory=Counter)
    """How often a word is the family name behind a given name or title."""
    said: Counter[str] = field(default_factory=Counter)
    """How often a capitalised word occurs."""
    known: set[int] = field(default_factory=set)
    """Words that alone spell a place the world knows."""
    placed: Counter[str] = field(default_factory=Counter)
    """How often it follows a word like "in"."""
    ships: set[int] = field(default_factory=set)
    """First words of the further names in a list of ships: "the frigates Oruçreis and Gediz"."""


def survey(tokens: Tokens, index: Index) -> Scene:
    """Gather what the whole text tells about its words."""
    lower = {k for k, s in zip(tokens.key, tokens.shape, strict=True) if s == LOWER}
    run, run_end = _runs(tokens, lower, index)
    scene = Scene(tokens, index, run, run_end, _headlines(tokens), lower)
    classes, given = index.lexicon.classes, index.lexicon.given
    for i, key in enumerate(tokens.key):
        if run[i] < 0:
            if key.endswith("s") and "vessel" in classes.get(key, ()):
                scene.ships.update(_listed_after(i, scene))
            continue
        if _is_known(key, index):
            scene.known.add(i)
        scene.said[key] += 1
        if i == 0:
            continue
        before = tokens.key[i - 1]
        groups = classes.get(before, ())
        if run[i] == i:
            scene.placed[key] += "place_before" in groups
            titled = "title" in groups and tokens.gap[i] in {" ", ". "}
            if titled and "title_loose" not in groups:
                scene.persons[tokens.key[run_end[i] - 1]] += 1
        elif tokens.gap[i] in {" ", ". "} and (before in given or len(before) == 1 or "title" in groups):
            loose = "title_loose" in groups or any(group in THINGS - {"title"} for group in classes.get(key, ()))
            if not loose and (before not in index.longest or len(before) == 1 or "title" in groups or before in given):
                scene.persons[key] += 1
    return scene


def _listed_after(i: int, scene: Scene) -> list[int]:
    """First words of the capitalised names after the first one in a list that word ``i`` opens and "and" closes."""
    tokens, j, found = scene.tokens, i + 1, []
    while j < len(tokens) and scene.run[j] == j and tokens.gap[j] in {" ", ", "}:
        found.append(j)
        j = scene.run_end[j]
        if j + 1 < len(tokens) and tokens.key[j] == "and" and scene.run[j + 1] == j + 1:
            return [*found[1:], j + 1]
    return []


def _is_known(key: str, index: Index) -> bool:
    """Whether a word is the name of a country or a large town, or a demonym."""
    name = index.name(key)
    if name is None:
        return False
    return name.rank[0] <= KNOWN and (name.kind != "city" or float(index.log_population[name.rows[0]]) / 7 > LARGE)


def _runs(tokens: Tokens, lower: set[str], index: Index) -> tuple[list[int], dict[int, int]]:
    """Stretches of capitalised words; a plain word that opens a sentence is no part of one."""
    run, ends, begun = [-1] * len(tokens), {}, -1
    for i, shape in enumerate(tokens.shape):
        if shape not in (TITLE, CAPITALS) or (tokens.first[i] and _is_plain(tokens.key[i], lower, index)):
            begun = -1
            continue
        gap = tokens.gap[i]
        short = begun >= 0 and (tokens.key[i - 1] in ABBREVIATIONS or len(tokens.key[i - 1]) == 1)
        joined = begun >= 0 and (gap in {" ", "-"} or (short and gap == ". ")) and not tokens.possessive[i - 1]
        if not joined:
            begun = i
        run[i] = begun
        ends[begun] = i + 1
    return run, ends


def _is_plain(key: str, lower: set[str], index: Index) -> bool:
    """Whether a word is capitalised for opening a sentence only."""
    lexicon = index.lexicon
    groups = lexicon.classes.get(key, ())
    if key in lower:
        return "title" not in groups
    return not groups and key not in lexicon.given and key not in lexicon.surnames and index.name(key) is None


def _headlines(tokens: Tokens) -> list[bool]:
    """Mark the words of sentences in which most words of four letters and more are capitalised."""
    marks = [False] * len(tokens)
    begin, total = 0, len(tokens)
    for i in range(1, total + 1):
        if i < total and not tokens.first[i]:
            continue
        long = [tokens.shape[k] in (TITLE, CAPITALS) for k in range(begin, i) if len(tokens.key[k]) > 3]
        if len(long) >= 4 and sum(long) > 0.65 * len(long):
            marks[begin:i] = [True] * (i - begin)
        begin = i
    return marks
