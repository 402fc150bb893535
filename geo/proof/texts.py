"""A text at hand: where evidence stands in it, which places and dates it names, all read anew."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from geo.article import Article, paragraphs, sentences
from geo.dates import DateMention, read_dates
from geo.gazetteer import Place, load_gazetteer
from geo.proof.people import people

Span = tuple[int, int]

LONGEST = 5
"""Words of the longest name looked for."""
_WORD = re.compile(r"[^\W\d_](?:[\w.’']*[^\W_])?")
_STOP = re.compile(r"[.!?][”’\"')]*(\s+)(?=[“‘\"']?[A-Z])")
_OWNER = re.compile(r"[’']s?$")


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a text, and a place that the gazetteer gives for it."""

    start: int
    end: int
    words: str
    place: Place
    first: bool
    """Whether it is the first place that the gazetteer gives for the words."""
    whole: bool
    """Whether it stands in no longer name: "Korean" in "North Korean" does."""

    @property
    def countries(self) -> frozenset[str]:
        """Codes of the countries that the place is, lies in or is made of."""
        return frozenset((*self.place.countries, *([self.place.iso3] if self.place.iso3 else [])))


class Text:
    """One article or brief, with what is read of it. Everything is read once."""

    def __init__(self, article: Article, published: date | None):
        self.article = article
        self.published = published

    @property
    def text(self) -> str:
        """The characters that evidence counts."""
        return self.article.text

    @functools.cached_property
    def dates(self) -> list[DateMention]:
        """Its date expressions, read with the day of publication."""
        return read_dates(self.text, self.published)

    @functools.cached_property
    def names(self) -> list[Named]:
        """Every name that the gazetteer knows, and every place that it gives for it."""
        return list(_names(self.text))

    @functools.cached_property
    def ties(self) -> dict[str, tuple[str, str]]:
        """Everybody whom it ties to a country (:func:`geo.proof.people.people`)."""
        return people(self.text, self.names)

    @functools.cached_property
    def cuts(self) -> tuple[frozenset[int], frozenset[int]]:
        """Where evidence may begin and where it may end: at the edges of sentences and of paragraphs.

        A full stop before a capital letter counts as an edge too, whatever the splitter makes of it, and so does the
        end of the dateline.
        """
        spans = [*sentences(self.text), *paragraphs(self.text)]
        stops = [(match.end(), match.start(1)) for match in _STOP.finditer(self.text)]
        begins = frozenset([start for start, _ in spans] + [start for start, _ in stops] + self._after_dateline)
        return begins, frozenset([end for _, end in spans] + [end for _, end in stops])

    @property
    def _after_dateline(self) -> list[int]:
        line = self.article.dateline
        word = _WORD.search(self.text, line.end) if line else None
        return [line.end, word.start()] if line and word else []

    def around(self, spans: Sequence[Span]) -> list[Span]:
        """The paragraphs that spans stand in."""
        return [p for p in paragraphs(self.text) if any(p[0] < end and start < p[1] for start, end in spans)]


def within(spans: Iterable[Span], start: int, end: int) -> bool:
    """Whether one of some spans holds a piece of the text."""
    return any(first <= start and end <= last for first, last in spans)


def _names(text: str) -> Iterator[Named]:
    words = [match.span() for match in _WORD.finditer(text)]
    done = 0
    for first, (start, _) in enumerate(words):
        for _, end in reversed(words[first : first + LONGEST]):
            name = _OWNER.sub("", text[start:end])
            # "eastern flank" is a name in small letters too; a single word is one in capitals only.
            if "\n" in name or not (name[0].isupper() or " " in name or "-" in name):
                continue
            if places := _places(name):
                end, whole = start + len(name), start + len(name) > done
                done = max(done, end)
                yield from (Named(start, end, name, place, n == 0, whole) for n, place in enumerate(places))


@functools.lru_cache(maxsize=100_000)
def _places(name: str) -> tuple[Place, ...]:
    """Places of a name, those first that a reader would think of; then hamlets, peoples and blocs."""
    gazetteer = load_gazetteer()
    return tuple(dict.fromkeys([*gazetteer.lookup(name), *gazetteer.lookup(name, every=True)]))
