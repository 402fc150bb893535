"""Names that items of a briefing begin with, "HELSINKI: ...", "Poland: ...": where an item is, no word of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geo.extract.lexicon import words
from geo.gazetteer import lookup

LABEL = re.compile(r"^[ \t>*•◆#–-]*(\w[\w'’.-]*(?: \w[\w'’.-]*){0,3}?)\**(?::\**|\.\*\*)(?=\s)", re.M)
MAX_FROM = 12
"""So many characters of a line may stand before its label: bullets, stars."""


@dataclass(frozen=True)
class Label:
    """A name at the head of a paragraph."""

    start: int
    end: int
    """Behind its colon."""
    iso3: str


def find_labels(text: str, offset: int = 0) -> list[Label]:
    """All labels of a text that name a country, or a city of one.

    Parameters
    ----------
    text : str
    offset : int
        Where it begins in the article.

    Returns
    -------
    list of Label
        In order.
    """
    found = [(m, _country(m[1])) for m in LABEL.finditer(text) if m.start(1) - m.start() <= MAX_FROM]
    return [Label(m.start(1) + offset, m.end() + offset, code) for m, code in found if code]


def blanked(text: str, spans: list[tuple[int, int]]) -> str:
    """A text with blanks in place of some of its spans, so that all offsets stay."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _country(name: str) -> str | None:
    if name in words("calendar") or not name[:1].isupper():
        return None
    known = name.title() if name.isupper() else name
    places = lookup(known, kind="country") or lookup(known, kind="city")
    return places[0].iso3 if places else None
