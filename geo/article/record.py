"""Reads an article file into articles: title, text and the hash that evidence refers to.

Offsets in evidence count characters of :attr:`Article.text`. That text is normalised as little as can be (line ends,
byte-order mark, blank ends), so a stranger with the same article gets the same hash.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from geo.errors import UnreadableArticle

MAX_BYTES = 5_000_000
"""Largest article file read, in bytes. A long book is 1 MB."""
SHORT_LINE = 160
"""Longest title or caption line, in characters. Body paragraphs are longer."""


@dataclass(frozen=True)
class Article:
    """One article: its title line, and its text (title, caption and body) with the text's hash."""

    title: str
    text: str
    sha256: str


def text_hash(text: str) -> str:
    """SHA-256 of a text's UTF-8 bytes, hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def make_article(text: str) -> Article:
    """Make one article of a text: its first line is its title (a Markdown ``# `` is left off the title).

    Raises
    ------
    UnreadableArticle
        If there is no text in it.
    """
    text = text.strip()
    if not text:
        raise UnreadableArticle("The article is empty.")
    title = text.split("\n", 1)[0].lstrip("# ").strip()
    return Article(title, text, text_hash(text))


def split_articles(text: str) -> list[Article]:
    """Split a text that may hold several articles one after the other.

    A new article starts where a short line without closing punctuation (its title) is followed by another short line
    (a caption or credit) and then by a body paragraph. A text without such a place is one article. Each article's
    text begins with its own title and ends before the next one's.

    Raises
    ------
    UnreadableArticle
        If there is no text in it.
    """
    lines = normalise(text).split("\n")
    starts = [i for i in range(len(lines) - 2) if _opens_article(lines, i)]
    if not starts or any(line.strip() for line in lines[: starts[0]]):
        starts.insert(0, 0)
    ends = [*starts[1:], len(lines)]
    return [make_article("\n".join(lines[a:b])) for a, b in zip(starts, ends, strict=True)]


def normalise(text: str) -> str:
    """One kind of line end, composed accents, no byte-order mark, no blank ends: the form that is hashed."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text).strip()


def read_articles(path: str | Path) -> list[Article]:
    """Read a UTF-8 text file of one or more articles.

    Raises
    ------
    UnreadableArticle
        If the file is missing, larger than :data:`MAX_BYTES`, not UTF-8, binary, or empty.
    """
    path = Path(path)
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise UnreadableArticle(f"{path.name} has {size:,} bytes; the limit for an article is {MAX_BYTES:,}.")
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableArticle(f"{path} cannot be read: {error.strerror}.") from None
    if b"\0" in raw:
        raise UnreadableArticle(f"{path.name} is not a text file.")
    try:
        return split_articles(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise UnreadableArticle(f"{path.name} is not UTF-8 text (byte {error.start:,}).") from None
    except UnreadableArticle:
        raise UnreadableArticle(f"{path.name} has no text in it.") from None


def _opens_article(lines: list[str], i: int) -> bool:
    title, caption, body = (line.strip() for line in lines[i : i + 3])
    return (
        0 < len(title) <= SHORT_LINE
        and title[-1] not in '.!?;:,”"'
        and 0 < len(caption) <= SHORT_LINE
        and len(body) > SHORT_LINE
    )
