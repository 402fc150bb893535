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
    spans = [match.span() for match in _WORD.finditer(text)]
    if not spans:
        return Tokens(text, [], [], [], [], [], [], [])
    start, stop = map(list, zip(*spans, strict=True))
    key, shape, extra = map(list, zip(*[_read(text[begin:end]) for begin, end in spans], strict=True))
    gap = [text[last:begin] for last, begin in zip([0, *stop[:-1]], start, strict=True)]
    previous = ["", *key[:-1]]
    first = [between != " " and _opens(between, word) for between, word in zip(gap, previous, strict=True)]
    first[0] = True
    end = [last - ending for last, ending in zip(stop, extra, strict=True)]
    return Tokens(text, start, end, key, shape, [ending > 0 for ending in extra], gap, first)


@functools.lru_cache(maxsize=20_000)
def _opens(gap: str, previous: str) -> bool:
    """Whether a sentence, a line or a quotation begins after this gap."""
    if "\n" in gap or "!" in gap or "?" in gap or "“" in gap or '"' in gap or "•" in gap:
        return True
    return "." in gap and len(previous) > 1 and previous not in ABBREVIATIONS
