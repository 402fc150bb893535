"""Word lists of the recogniser: cues around names, given names, surnames, plain words, abbreviations."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent.parent / "data" / "reading"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What words tell of a name beside them; every key is normalised."""

    classes: dict[str, tuple[str, ...]]
    """Groups a word belongs to, such as ``title`` or ``road``."""
    given: frozenset[str]
    surnames: frozenset[str]
    words: frozenset[str]
    """Plain English words that are also names of places."""
    capitals: frozenset[str]
    """Place ids of the capitals of countries and territories."""
    also: dict[str, str]
    """Names that mean what another name means too: "Congo" alone is either of two countries."""
    near: frozenset[str]
    partial: frozenset[str]
    lower_case_names: frozenset[str]
    lower_case_ends: frozenset[str]
    particles: frozenset[str]
    with_article: frozenset[str]
    """Regions and towns that go with an article: "the Crimea"."""
    abbreviations_alone: frozenset[str]
    """Abbreviations that need no town before them."""


@functools.cache
def load_lexicon() -> Lexicon:
    """Return the shipped word lists, read once a process."""
    listed = json.loads((DATA / "lexicon.json").read_text(encoding="utf-8"))
    words = json.loads((DATA / "words.json").read_text(encoding="utf-8"))
    classes: dict[str, tuple[str, ...]] = {}
    for name, members in listed["classes"].items():
        for word in members.split():
            classes[word] = (*classes.get(word, ()), name)
    groups = {name: frozenset(words[name].split()) for name in ("given", "surnames", "words", "capitals")}
    for name in ("near", "partial", "lower_case_ends", "particles", "plain", "with_article"):
        groups[name] = frozenset(listed[name].split())
    return Lexicon(
        classes, groups["given"], groups["surnames"], groups["words"] | groups["plain"], groups["capitals"],
        listed["also"],
        groups["near"], groups["partial"], frozenset(listed["lower_case_names"]), groups["lower_case_ends"],
        groups["particles"], groups["with_article"], frozenset(listed["region_abbreviations_alone"].split()),
    )  # fmt: skip
