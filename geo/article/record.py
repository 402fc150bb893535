"""An article: title, text and the hash that evidence refers to.

Offsets in evidence count characters of :attr:`Article.text`. That text is normalised as little as can be (line ends,
byte-order mark, blank ends), so a stranger with the same article gets the same hash.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from geo.errors import UnreadableArticle

MAX_ACCENTS = 30
"""Most combining marks on one letter that are put in order; the time for it grows with their square."""

_NOT_LATIN = re.compile(rf"[^\x00-\u02ff]{{{MAX_ACCENTS + 1},}}")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


class Words(NamedTuple):
    """A stretch of an article's text: ``article.text[start:end] == text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Dateline:
    """Where and when an article says it was written: "KYIV, Oct. 6 (Reuters) - "."""

    start: int
    end: int
    """Where the dateline ends, with its dash."""
    place: Words | None = None
    date: Words | None = None
    """The date as written, with or without a year."""
    agency: Words | None = None


@dataclass(frozen=True)
class Article:
    """One article: its title line, and its text (title, caption and body) with the text's hash."""

    title: str
    text: str
    sha256: str
    dateline: Dateline | None = None
    publisher: str | None = None
    """Who published it, where the file says so."""
    published: date | None = None
    """The day it was published, where the file says so."""


class EmptyArticle(UnreadableArticle):
    """A text without a word in it."""


def text_hash(text: str) -> str:
    """SHA-256 of a text's UTF-8 bytes, hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def normalise(text: str) -> str:
    """One kind of line end, composed accents, no byte-order mark, no blank ends: the form that is hashed.

    Half a surrogate pair, which no file could hold, becomes U+FFFD, and a NUL goes. Longer heaps of accents than any
    language writes stay as they are.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    text = _SURROGATE.sub("\ufffd", text)
    pieces = []
    done = 0
    for start, end in _heaps(text):
        pieces += [unicodedata.normalize("NFC", text[done:start]), text[start:end]]
        done = end
    return "".join([*pieces, unicodedata.normalize("NFC", text[done:])]).strip()


def _heaps(text: str) -> list[tuple[int, int]]:
    """Runs of more than MAX_ACCENTS combining marks."""
    found = []
    for run in () if text.isascii() else _NOT_LATIN.finditer(text):
        start = run.start()
        for at in range(run.start(), run.end() + 1):
            if at == run.end() or not unicodedata.combining(text[at]):
                if at - start > MAX_ACCENTS:
                    found.append((start, at))
                start = at + 1
    return found


def make_article(text: str) -> Article:
    """Make one article of a text: its first line is its title (a Markdown ``# `` is left off the title).

    Dateline, publisher and date are read from its first lines.

    Raises
    ------
    UnreadableArticle
        If there is no text in it.
    """
    from geo.article.heading import read_heading

    text = text.strip()
    if not text:
        raise EmptyArticle("The article is empty.")
    title = text.split("\n", 1)[0].lstrip("# ").strip()
    heading = read_heading(text)
    return Article(title, text, text_hash(text), heading.dateline, heading.publisher, heading.published)
