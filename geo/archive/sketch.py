"""Recognises copies of a text with small edits: by the share of word triples that two texts have in common.

Of each text the smallest hashes of its word triples are kept (a bottom-k sketch, Broder 1997), so that one query finds
the few texts worth comparing in full.
"""

from __future__ import annotations

import difflib
import hashlib
import re

from geo.names import normalise

WORDS = 3
"""Words in a shingle."""
SKETCH = 64
"""Hashes kept of a text."""
WORTH_COMPARING = 0.4
"""Share of its hashes that a text must have in common with another to be compared with it in full."""
COPY = 0.7
"""Share of shingles in common from which on a text counts as a copy with small edits: about one word changed in 15."""


def words_of(text: str) -> list[str]:
    """The words of a text without regard to case, accents and punctuation."""
    return re.findall(r"\w+", normalise(text))


def shingles(text: str) -> frozenset[int]:
    """Hashes (64 bits, signed) of all runs of three words; of a shorter text, of what there is."""
    words = words_of(text)
    runs = [" ".join(words[i : i + WORDS]) for i in range(max(1, len(words) - WORDS + 1))]
    return frozenset(int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest(), signed=True) for run in runs)


def sketch(text: str) -> list[int]:
    """The smallest hashes of a text's shingles, at most :data:`SKETCH` of them."""
    return sorted(shingles(text))[:SKETCH]


def alikeness(a: str, b: str) -> float:
    """Share of shingles that two texts have in common, from 0 to 1 (Jaccard)."""
    first, second = shingles(a), shingles(b)
    return len(first & second) / len(first | second)


def differing_words(known: str, given: str, most: int = 6) -> list[str]:
    """Where a copy differs from the text known, in words: ``“19” became “21”``; at most ``most`` of them."""
    a, b = known.split(), given.split()
    told = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag != "equal":
            old, new = _short(a[i:j]), _short(b[k:m])
            told.append(f"{old} became {new}" if old and new else f"{old} left out" if old else f"{new} added")
    return told[:most] + ([f"{len(told) - most} more places"] if len(told) > most else [])


def _short(words: list[str]) -> str:
    text = " ".join(words)
    return f"“{text if len(text) <= 60 else text[:57] + '...'}”" if words else ""
