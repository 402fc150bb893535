"""Articles come in: pasted or as files, each is read, kept with its drafts, and told what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from geo.archive import Archive
from geo.archive.articles import Drafted, source_of
from geo.article import Article, normalise, split_articles
from geo.article.files import GivenFile, read_each
from geo.errors import BriefmapError, UnreadableArticle
from geo.event import Source
from geo.words import number

Read = Callable[[Article, date | None], Sequence[Drafted]]
"""What reads drafts out of an article: :func:`geo.extract.extract`."""


@dataclass(frozen=True)
class Stated:
    """What a person says of an article; what is empty is taken from the article itself, or stays unknown."""

    published: date | None = None
    title: str = ""
    publisher: str = ""
    url: str = ""


@dataclass(frozen=True)
class Taken:
    """What became of one article."""

    state: Literal["new", "known", "copy", "refused"]
    said: str
    """One sentence."""
    sha256: str | None = None
    """Hash of the article in the archive; None where it was refused."""
    drafts: int = 0
    name: str = ""
    """The file it came in."""


def take_text(archive: Archive, text: str, who: str, stated: Stated, read: Read) -> list[Taken]:
    """Take in a pasted text, which may hold several articles.

    Raises
    ------
    BriefmapError
        If there is no text in it, or the archive cannot be written.
    """
    found = split_articles(normalise(text))
    return [take(archive, article, who, stated, read, alone=len(found) == 1) for article in found]


def take_files(archive: Archive, files: Iterable[GivenFile], who: str, stated: Stated, read: Read) -> Iterator[Taken]:
    """Take in files, one after the other; one answer each, as soon as it is there: accepted + refused = given."""
    for file in read_each(files):
        if file.refused:
            yield Taken("refused", file.refused, name=file.name)
            continue
        try:
            alone = len(file.articles) == 1
            taken = [take(archive, article, who, stated, read, alone) for article in file.articles]
        except BriefmapError as error:
            yield Taken("refused", str(error), name=file.name)
            continue
        yield replace(_together(taken), name=file.name)


def take(archive: Archive, article: Article, who: str, stated: Stated, read: Read, alone: bool = True) -> Taken:
    """Take in one article: keep it with the drafts that are read out of it, or say that it is known already.

    Parameters
    ----------
    archive : Archive
    article : Article
    who : str
    stated : Stated
        Its title counts only where one article was given alone.
    read : callable
    alone : bool

    Raises
    ------
    BriefmapError
    """
    if found := archive.recognise(article):
        return Taken(found.state, str(found), found.sha256)
    source = source_as_stated(article, stated, alone)
    drafts = read(replace(article, published=source.published), source.published)
    added, kept = archive.ingest(article, drafts, who, source)
    if added.state != "new":  # somebody else was quicker
        return Taken(added.state, str(added), added.sha256)
    said = f"“{source.title}”: {number(len(kept), 'draft', 'drafts')} to check."
    if not kept:
        said = f"“{source.title}” was kept, but no event was found in it."
    return Taken("new", said, added.sha256, len(kept))


def source_as_stated(article: Article, stated: Stated, alone: bool = True) -> Source:
    """The source of an article: what a person says of it before what it says of itself.

    Raises
    ------
    UnreadableArticle
        If what is said cannot be kept, such as an address that is none.
    """
    own = source_of(article).model_dump()
    if stated.published:
        own |= {"published": stated.published, "published_prec": 1, "published_basis": "stated"}
    own |= {"publisher": stated.publisher.strip() or own["publisher"], "url": stated.url.strip() or None}
    if alone and stated.title.strip():
        own["title"] = stated.title.strip()[:300]
    try:
        return Source.model_validate(own)
    except ValueError:
        raise UnreadableArticle("The address of the source must start with https:// or http://.") from None


def _together(taken: Sequence[Taken]) -> Taken:
    """What became of a file of several articles, as one answer."""
    if len(taken) == 1:
        return taken[0]
    new = [one for one in taken if one.state == "new"]
    known = len(taken) - len(new)
    drafts = sum(one.drafts for one in new)
    said = f"{number(len(new), 'article', 'articles')}, {number(drafts, 'draft', 'drafts')} to check"
    said += f"; {known} known already." if known else "."
    first = (new or list(taken))[0]
    return Taken("new" if new else "known", said, first.sha256, drafts)
