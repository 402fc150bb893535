"""Splits a text that holds several articles one after the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from geo.article.front_matter import Stated, read_front_matter
from geo.article.heading import SHORT_LINE
from geo.article.limits import LIMITS
from geo.article.record import Article, EmptyArticle, make_article, normalise
from geo.article.wrapping import BULLET, unwrap
from geo.errors import UnreadableArticle

_RULE = re.compile(r"-{3,}\s*")
_HEADING = re.compile(r"# +\S")
_WORD = re.compile(r"[^\W_]")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_SENTENCE_END = (".", "!", "?", "…", "”", '"', ")")
_CREDIT = re.compile(
    r"^\(?(?:By|Photo|Image|Picture|Source|Credit|Courtesy|Illustration|Map)\b|^©|\bvia\b|"
    r"/\s?[A-Z][\w.& ]{1,40}\)?\.?$|"
    r"\b(?:Getty|CC BY|CC0|Wikimedia|Public [Dd]omain|Shutterstock|Creative Commons|Flickr|Handout|Sputnik|Unsplash|"
    r"[Pp]hoto(?:graph)?s? (?:by|from|courtesy)|Reuters|AFP|Associated Press|EPA|TASS|Xinhua|Anadolu)\b"
)


class TooManyArticles(UnreadableArticle):
    """A text of more articles than one file may hold."""


def split_articles(
    text: str,
    *,
    plain: Callable[[str], str] | None = None,
    whole_lines: bool = False,
    most: int = LIMITS.articles,
) -> list[Article]:
    """Split a text that may hold several articles one after the other.

    A new article starts behind a line of hyphens or a form feed, and at a line like ``# Title``; front matter between
    hyphens belongs to the article behind it. A text without such marks is split where a short line without closing
    punctuation (a title) is followed by another short line (a caption or credit) and then by a body paragraph. Each
    article's text begins with its own title and ends before the next one's. Lines wrapped by hand are joined.

    Parameters
    ----------
    text : str
    plain : callable, optional
        Makes plain text of each article's text, once it is split.
    whole_lines : bool
        Whether every line is known to be a paragraph, so that none can have been wrapped by hand.
    most : int
        Most articles in one text.

    Raises
    ------
    UnreadableArticle
        If there is no text in it, or more than ``most`` articles.
    """
    pieces = _pieces(normalise(text), markdown=plain is not None)
    if len(pieces) > most:
        raise TooManyArticles(f"The text holds more than {most:,} articles.")
    bodies = [(normalise(plain(piece)) if plain else piece, stated) for stated, piece in pieces]
    bodies = bodies if whole_lines else [(unwrap(body), stated) for body, stated in bodies]
    made = [stated_article(body, stated) for body, stated in bodies if body.strip()]
    if not made:
        raise EmptyArticle("The article is empty.")
    return made


def stated_article(text: str, stated: Stated) -> Article:
    """Make one article of a text and what its file states beside it, which counts for more than its first lines.

    Raises
    ------
    UnreadableArticle
        If there is no text in it.
    """
    text = normalise(text)
    if text and stated.title and not _same(text.split("\n", 1)[0], stated.title):
        text = normalise(f"{stated.title}\n\n{text}")
    article = make_article(text)
    publisher, published = stated.publisher or article.publisher, stated.published or article.published
    return replace(article, publisher=publisher, published=published)


def _same(line: str, title: str) -> bool:
    return " ".join(line.lstrip("# ").split()).casefold() == " ".join(title.split()).casefold()


def _pieces(text: str, markdown: bool) -> list[tuple[Stated, str]]:
    chunks = [chunk for page in _pages(text) for chunk in _between_rules(page, markdown) if chunk.strip()]
    pieces: list[tuple[Stated, str]] = []
    stated = Stated()
    for chunk in chunks:
        if len(chunks) > 1 and (front := read_front_matter(chunk)):
            stated = front
            continue
        for piece in _at_headings(chunk):
            pieces.append((stated, piece))
            stated = Stated()
    if len(pieces) == 1:
        stated, piece = pieces[0]
        pieces = [(stated if n == 0 else Stated(), part) for n, part in enumerate(_at_titles(piece))]
    return pieces


def _pages(text: str) -> list[str]:
    """The texts between form feeds; one that goes on in small letters is the same article's next page."""
    pages: list[str] = []
    for page in text.split("\f"):
        if pages and page.lstrip()[:1].islower():
            pages[-1] += f"\n{page.lstrip()}"
        else:
            pages.append(page)
    return pages


def _between_rules(text: str, markdown: bool) -> Iterator[str]:
    chunk: list[str] = []
    for line in text.split("\n"):
        if _RULE.fullmatch(line) and not _underlined(chunk, markdown):
            yield "\n".join(chunk)
            chunk = []
        else:
            chunk.append(line)
    yield "\n".join(chunk)


def _underlined(chunk: list[str], markdown: bool) -> bool:
    """Whether hyphens behind these lines underline the last of them, a title, instead of ending an article."""
    if not chunk or not chunk[-1].strip() or len(chunk[-1]) > SHORT_LINE or chunk[-1].endswith(_SENTENCE_END):
        return False
    alone = not any(line.strip() for line in chunk[:-1])
    under_heading = markdown and not chunk[-2:-1][0].strip() if len(chunk) > 1 else False
    return (alone or under_heading) and not read_front_matter("\n".join(chunk))


def _at_headings(text: str) -> list[str]:
    lines = text.split("\n")
    starts = [0]
    fenced = False
    for i, line in enumerate(lines):
        fenced ^= bool(_FENCE.match(line))
        if not fenced and _HEADING.match(line) and (len(starts) > 1 or _is_article(lines[:i])):
            starts.append(i)
    return ["\n".join(lines[a:b]) for a, b in pairwise([*starts, len(lines)])]


def _is_article(lines: list[str]) -> bool:
    """Whether lines before a heading are an article, not a few words above the first title."""
    return any(len(line) > SHORT_LINE or _HEADING.match(line) for line in lines) or len(lines) > 12


def _at_titles(text: str) -> list[str]:
    lines = text.split("\n")
    filled = [i for i, line in enumerate(lines) if line.strip()]
    starts = []
    for n, (title, caption, body) in enumerate(zip(filled, filled[1:], filled[2:], strict=False)):
        said = [lines[i].strip() for i in (title, caption, body)]
        if body - title == 2:
            opens = _opens_article(*said)
        else:  # with blank lines between, which subheadings have too
            ended = n == 0 or lines[filled[n - 1]].rstrip().endswith(_SENTENCE_END)
            opens = ended and bool(_CREDIT.search(said[1])) and _opens_article(*said)
        if opens:
            starts.append(title)
    if not starts or starts[0] > filled[0]:
        starts.insert(0, 0)
    return ["\n".join(lines[a:b]) for a, b in pairwise([*starts, len(lines)])]


def _opens_article(title: str, caption: str, body: str) -> bool:
    """Whether three lines are a title, a caption and the beginning of a body."""
    if len(title) > SHORT_LINE or title.endswith((".", ";", ":", ",")) or not _WORD.search(caption):
        return False
    if any(BULLET.match(line) for line in (title, caption)):
        return False
    if _CREDIT.search(caption):
        sentence = len(body) > SHORT_LINE / 2 and body.endswith(_SENTENCE_END)
        return len(caption) <= 2 * SHORT_LINE and (len(body) > SHORT_LINE or sentence)
    if len(caption) > SHORT_LINE or len(body) <= SHORT_LINE:
        return False
    # A subheading may stand over a short paragraph too; that is a sentence, and the subheading shorter than a title.
    return not caption.endswith(_SENTENCE_END) or (len(title.split()) > 4 and not title.endswith(_SENTENCE_END))
