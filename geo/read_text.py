"""Reads a text: the places it names and the days it speaks of, each with its stretch of the text."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date

from geo.article import Article, make_article, normalise, unwrap
from geo.dates import DateMention, read_dates
from geo.geoparse import Toponym, geoparse
from geo.reading import Mark

MAX_CHARACTERS = 100_000
"""Longest text read in the page, in characters: some fifty pages of a book."""


@dataclass(frozen=True)
class ReadText:
    """What was read in a text. Offsets count characters of ``article.text``."""

    article: Article
    names: tuple[Toponym, ...]
    dates: tuple[DateMention, ...]

    def marks(self) -> list[Mark]:
        """The stretches of names and dates, each with its number in :attr:`names` or :attr:`dates`."""
        names = [Mark(name.start, name.end, "name", (str(n),)) for n, name in enumerate(self.names)]
        dates = [Mark(day.start, day.end, "date", (str(n),)) for n, day in enumerate(self.dates)]
        return names + dates


@functools.lru_cache(maxsize=64)
def read_article(article: Article, published: date | None = None) -> ReadText:
    """Read an article's names and dates.

    Parameters
    ----------
    article : Article
    published : date, optional
        The day it was published, where the article does not state it.
    """
    dateline = article.dateline.place.text if article.dateline and article.dateline.place else None
    names = geoparse(article.text, dateline=dateline, publisher=article.publisher)
    return ReadText(article, tuple(names), tuple(read_dates(article.text, article.published or published)))


def read_words(words: str, published: date | None = None) -> ReadText:
    """Read words that somebody typed or pasted.

    Raises
    ------
    UnreadableArticle
        If there are none.
    """
    return read_article(make_article(unwrap(normalise(words))), published)
