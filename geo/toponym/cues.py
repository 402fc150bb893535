"""What speaks for and against a stretch of words being a place name, as named numbers between 0 and 1 or so.

The numbers are summed by the weights of :mod:`geo.toponym.model`. Every count is bounded, so that a name told a
hundred times is judged as one told three times.
"""

from __future__ import annotations

from geo.toponym.scene import LARGE, THINGS, Scene
from geo.toponym.spans import Span
from geo.toponym.tokens import CAPITALS, LOWER, OTHER, TITLE, Tokens

Cues = dict[str, float]
OFTEN = 3
PROFESSIONS = frozenset({
    "lawmaker", "analyst", "scholar", "researcher", "diplomat", "lecturer", "activist", "historian", "economist",
    "teacher", "farmer", "trader", "fisherman", "shopkeeper", "student", "nurse", "politician", "parliamentarian",
    "columnist",
})  # fmt: skip
NOBLES = frozenset({"prince", "princess", "duke", "duchess", "earl"})
TOWNS = frozenset({"city", "region", "district"})


def cues_of(span: Span, scene: Scene, nested: bool) -> Cues:
    """Return the cues of one stretch of words.

    Parameters
    ----------
    span
        The stretch.
    scene
        What the whole text tells.
    nested
        Whether a longer stretch of the text holds it.
    """
    cues: Cues = {"bias": 1.0}
    if _is_paired(span, scene):
        cues["paired with a known place"] = 1.0
    _cues_of_name(cues, span, scene, nested)
    _cues_before(cues, span, scene)
    _cues_after(cues, span, scene)
    _cues_of_text(cues, span, scene)
    return cues


def _is_paired(span: Span, scene: Scene) -> bool:
    """Whether a known place stands beside it in a list: "Paris and Berlin", "Oslo, Riga"."""
    tokens, i, j = scene.tokens, span.first, span.last
    before = i - 2 if i > 1 and tokens.key[i - 1] in {"and", "or"} else i - 1 if tokens.gap[i] == ", " else -1
    joined = j + 1 < len(tokens) and tokens.key[j] in {"and", "or"}
    after = j + 1 if joined else j if j < len(tokens) and tokens.gap[j] == ", " else -1
    return before in scene.known or after in scene.known


def _cues_of_name(cues: Cues, span: Span, scene: Scene, nested: bool) -> None:
    tokens, name, lexicon = scene.tokens, span.name, scene.index.lexicon
    key, words = name.key, span.last - span.first
    cues[f"kind {name.kind}"] = 1.0
    rank = int(name.rank[0])
    cues[f"rank {min(rank, 60) // 5 * 5}"] = 1.0
    size = float(scene.index.log_population[name.rows[:8]].max())
    cues["size"] = size / 7.0
    cues[f"size {int(size)}"] = 1.0
    cues["many places"] = min(len(name.rows), 20) / 20.0
    cues[f"words {min(words, 3)}"] = 1.0
    flags = {
        "alias": not name.exact[0], "bound acronym": span.bound, "abbreviation": span.abbreviation,
        "curated": name.curated, "curated words": name.curated and words > 1, "nested": nested,
        "acronym": name.acronym,
        "has stated region": span.within is not None, "region of the name before": span.holds,
        "abbreviation of no name before": span.abbreviation and not span.holds,
    }  # fmt: skip
    cues.update((flag, 1.0) for flag, set_ in flags.items() if set_)
    if words == 1:
        _cues_of_word(cues, tokens, span.first, key, scene)
        cues["short"] = max(0, 5 - len(key)) / 4.0
    elif all(part in lexicon.words or part in lexicon.classes for part in key.split()):
        cues["all plain words"] = 1.0


def _cues_of_word(cues: Cues, tokens: Tokens, i: int, key: str, scene: Scene) -> None:
    lexicon = scene.index.lexicon
    if key in lexicon.words:
        cues["plain word"] = 1.0
        if tokens.first[i]:
            cues["plain word opens sentence"] = 1.0
    if key in scene.lower:
        cues["also lower case"] = 1.0
    _cues_of_person(cues, tokens, i, key, scene)
    for group in lexicon.classes.get(key, ()):
        cues[f"is {group}"] = 1.0
    if tokens.shape[i] == CAPITALS and "." not in tokens.text[tokens.start[i] : tokens.end[i]]:
        cues["short capitals" if len(key) < 5 else "capitals"] = 1.0


def _cues_of_person(cues: Cues, tokens: Tokens, i: int, key: str, scene: Scene) -> None:
    """Whether the word is also a given or family name; letters that English lacks speak against the lists."""
    lexicon = scene.index.lexicon
    if tokens.text[tokens.start[i] : tokens.end[i]].isascii():
        known = ", known place" if cues["size"] > LARGE else ""
        if key in lexicon.given:
            cues[f"given name{known}"] = 1.0
        if key in lexicon.surnames:
            cues[f"surname{known}"] = 1.0
    if key in lexicon.given:
        k = i + 1
        if k < len(tokens) and tokens.gap[k] == " " and scene.run[k] == scene.run[i] >= 0:
            cues[f"given name before {_what_follows(k, scene)}"] = 1.0
        elif tokens.key[k : k + 1] and tokens.key[k] in lexicon.particles and tokens.gap[k : k + 2] == [" ", "-"]:
            cues["given name before particle"] = 1.0
    if _is_titled(i, scene):
        cues["in a titled name"] = 1.0


def _is_titled(i: int, scene: Scene) -> bool:
    """Whether a title and one more name stand before, as in "General Mbaye Cissé" or "spokesman Viktor Kalmar"."""
    tokens, lexicon, begin = scene.tokens, scene.index.lexicon, scene.run[i]
    if begin < 0 or begin == i or tokens.key[i - 1] in lexicon.classes or i - 1 in scene.known:
        return False
    lead = begin - 1 if begin and tokens.gap[begin] == " " and not tokens.first[begin] else begin
    return any("title" in lexicon.classes.get(tokens.key[k], ()) for k in range(lead, i - 1))


def _what_follows(k: int, scene: Scene) -> str:
    """Whether a capitalised word behind a given name makes a person of it."""
    lexicon, key = scene.index.lexicon, scene.tokens.key[k]
    if any(group in THINGS for group in lexicon.classes.get(key, ())):
        return "thing"
    if key in lexicon.surnames or key in lexicon.given:
        return "surname"
    if scene.index.name(key) is not None:
        return "name"
    return "last unknown" if scene.run_end[scene.run[k]] == k + 1 and not key.endswith("s") else "unknown"


def _cues_before(cues: Cues, span: Span, scene: Scene) -> None:
    tokens, i = scene.tokens, span.first
    if i == 0 or tokens.first[i]:
        cues["opens sentence"] = 1.0
        if i == 0 or "\n" in tokens.gap[i] or "." in tokens.gap[i]:
            return
    gap, shape = tokens.gap[i], tokens.shape[i - 1]
    if gap in {" ", "-", ". "}:
        extra = min(i - scene.run[i], 2) if scene.run[i] >= 0 else 0
        if extra > 0:
            cues[f"{extra} capitalised before"] = 1.0
        _cues_of_neighbour(cues, "before", i - 1, extra > 0, scene)
        if shape == OTHER:
            cues["number before"] = 1.0
        if gap == "-":
            cues["hyphen before"] = 1.0
        if i > 1 and tokens.key[i - 1] == "of" and tokens.key[i - 2] in NOBLES:
            cues["in a noble title"] = 1.0
        if tokens.key[i - 1] == "the":
            _cues_before_article(cues, span, scene)
    else:
        mark = gap.strip()[:1]
        cues[f"mark before {mark}"] = 1.0
        if mark == "," and shape in (TITLE, CAPITALS):
            cues["capitalised before comma"] = 1.0


def _cues_before_article(cues: Cues, span: Span, scene: Scene) -> None:
    tokens, i, lexicon = scene.tokens, span.first, scene.index.lexicon
    with_article = span.name.curated or {span.name.key, tokens.key[span.last - 1]} & lexicon.with_article
    if span.name.kind in TOWNS and not with_article and _ends_phrase(span.last, scene):
        cues["the town alone"] = 1.0
    if i > 1 and tokens.gap[i - 1] == " ":
        for group in lexicon.classes.get(tokens.key[i - 2], ()):
            cues[f"before the {group}"] = 1.0


def _ends_phrase(j: int, scene: Scene) -> bool:
    """Whether no noun follows that "the" could belong to."""
    tokens = scene.tokens
    if j >= len(tokens) or tokens.possessive[j - 1] or tokens.gap[j] != " ":
        return True
    groups = scene.index.lexicon.classes.get(tokens.key[j], ())
    function_word = "be" in groups or "place_before" in groups or tokens.key[j] in {"and", "of", "or"}
    verb = tokens.key[j].endswith("ed") and not groups and tokens.key[j] not in scene.index.lexicon.words
    return tokens.shape[j] == LOWER and (function_word or verb)


def _cues_after(cues: Cues, span: Span, scene: Scene) -> None:
    tokens, j = scene.tokens, span.last
    if tokens.possessive[j - 1]:
        cues["possessive"] = 1.0
    if j >= len(tokens) or (tokens.first[j] and "\n" in tokens.gap[j]):
        return
    gap, shape = tokens.gap[j], tokens.shape[j]
    if tokens.possessive[j - 1]:
        gap = " " if gap.strip("'’sS") == " " else gap
    if gap in {" ", "-"}:
        capital = shape in (TITLE, CAPITALS) and scene.run[j] >= 0
        extra = min(scene.run_end[scene.run[j]] - j, 2) if capital else 0
        if extra and not tokens.possessive[j - 1]:
            cues[f"{extra} capitalised after"] = 1.0
        _cues_of_neighbour(cues, "after", j, capital, scene)
        if shape == OTHER:
            cues["number after"] = 1.0
        if gap == "-":
            cues["hyphen after"] = 1.0
    else:
        mark = gap.strip()[:1]
        cues[f"mark after {mark}"] = 1.0
        if gap == ", " and _is_office(j, scene) and not _follows_place_word(span.first, scene):
            cues["before a person's office"] = 1.0
        if mark == "," and shape in (TITLE, CAPITALS):
            cues["capitalised after comma"] = 1.0


def _is_office(j: int, scene: Scene) -> bool:
    """Whether words such as "the former defence secretary" begin here, which tell of a person."""
    tokens = scene.tokens
    if j >= len(tokens) or tokens.key[j] not in {"the", "a", "an", "then", "former"}:
        return False
    for k in range(j + 1, min(j + 5, len(tokens))):
        if tokens.gap[k] not in {" ", "-"} or tokens.shape[k] != LOWER:
            return False
        if tokens.key[k] in PROFESSIONS or "title" in scene.index.lexicon.classes.get(tokens.key[k], ()):
            return True
    return False


def _follows_place_word(i: int, scene: Scene) -> bool:
    """Whether a word like "in" stands before."""
    return i > 0 and "place_before" in scene.index.lexicon.classes.get(scene.tokens.key[i - 1], ())


def _cues_of_neighbour(cues: Cues, side: str, k: int, capital: bool, scene: Scene) -> None:
    lexicon, key = scene.index.lexicon, scene.tokens.key[k]
    letter = " C" if capital else ""
    cues[f"{side} word {key}"] = 1.0
    for group in lexicon.classes.get(key, ()):
        cues[f"{side} {group}{letter}"] = 1.0
    if capital:
        if key in lexicon.given:
            cues[f"{side} given name"] = 1.0
        if key in lexicon.surnames:
            cues[f"{side} surname"] = 1.0
        if len(key) == 1:
            cues[f"{side} initial"] = 1.0
        name = scene.index.name(key)
        if name is None:
            if key not in lexicon.classes:
                cues[f"{side} unknown"] = 1.0
        elif name.kind == "demonym":
            cues[f"{side} demonym"] = 1.0
    elif key not in lexicon.classes and key.endswith(("ed", "s")) and side == "after":
        cues["after verb or plural"] = 1.0


def _cues_of_text(cues: Cues, span: Span, scene: Scene) -> None:
    tokens = scene.tokens
    if span.first in scene.ships:
        cues["among ships"] = 1.0
    if scene.headline[span.first]:
        cues["headline"] = 1.0
    last = tokens.key[span.last - 1]
    said = scene.said[last]
    if said > 1:
        cues["told again"] = min(said - 1, OFTEN) / OFTEN
    if said:
        cues["share as person"] = min(1.0, scene.persons[last] / said)
        if scene.persons[last]:
            cues["ever person"] = 1.0
        if span.last - span.first == 1:
            cues["share after in"] = min(1.0, scene.placed[last] / said)
            if scene.placed[last]:
                cues["ever after in"] = 1.0
