"""Takes a text apart into words with character offsets, as the recogniser needs them."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from geo.names import normalise

# "U.S.", "W.Va." and "D.C." are one word; an apostrophe within a word stays in it.
_WORD = re.compile(r"(?:[^\W\d_]{1,2}\.){2,}|[^\W\d_]{1,2}\.[^\W\d_]{1,2}(?![^\W_])\.?|[^\W_]+(?:['’ʼ‘`][^\W_]+)*|&")
_POSSESSIVE = re.compile(r"['’ʼ`][sS]$")
_SHORT = """st ste ft mt mr mrs ms dr gen lt col sgt capt cmdr adm maj cpl pvt rev sen rep gov pres prof hon jr sr
jan feb mar apr jun jul aug sep sept oct nov dec vs inc co corp ltd no dept mgr bros"""
ABBREVIATIONS = frozenset(_SHORT.split())
LOWER, TITLE, CAPITALS, OTHER = range(4)
"""Shapes of a word: plain, capitalised, all capitals (two letters at least), no letter first."""


@dataclass(slots=True)
class Tokens:
    """The words of a text as columns of equal length."""

    text: str
    start: list[int]
    end: list[int]
    key: list[str]
    """Normalised word without a possessive ending."""
    shape: list[int]
    possessive: list[bool]
    gap: list[str]
    """What stands between the word before and this one."""
    first: list[bool]
    """Whether the word opens a sentence, a line or a quotation."""

    def __len__(self) -> int:
        return len(self.start)


@functools.lru_cache(maxsize=50_000)
def _read(word: str) -> tuple[str, int, int]:
    """Key of a word, its shape, and how many characters of a possessive ending it has."""
    ending = _POSSESSIVE.search(word)
    extra = len(word) - ending.start() if ending else 0
    bare = word[: len(word) - extra] if extra else word
    head = bare[0]
    if not head.isalpha():
        shape = OTHER
    elif not head.isupper():
        shape = LOWER
    else:
        shape = CAPITALS if bare.isupper() and len(bare) > 1 else TITLE
    return normalise(bare), shape, extra


def tokenise(text: str) -> Tokens:
    """Return the words of a text.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    Tokens
        Offsets count characters of ``text``, ends exclusive; a possessive ``'s`` lies outside its word.
    """
    found = Tokens(text, [], [], [], [], [], [], [])
    last, previous = 0, ""
    for match in _WORD.finditer(text):
        begin, stop = match.span()
        key, shape, extra = _read(match[0])
        gap = text[last:begin]
        found.start.append(begin)
        found.end.append(stop - extra)
        found.key.append(key)
        found.shape.append(shape)
        found.possessive.append(extra > 0)
        found.gap.append(gap)
        found.first.append(not last or _opens(gap, previous))
        last, previous = stop, key
    return found


@functools.lru_cache(maxsize=20_000)
def _opens(gap: str, previous: str) -> bool:
    """Whether a sentence, a line or a quotation begins after this gap."""
    if gap == " ":
        return False
    if "\n" in gap or "!" in gap or "?" in gap or "“" in gap or '"' in gap or "•" in gap:
        return True
    return "." in gap and len(previous) > 1 and previous not in ABBREVIATIONS
