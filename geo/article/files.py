"""Reads article files, one or many: what can be read becomes articles, and every other file says why not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from geo.article.decode import decode
from geo.article.kinds import HEAD_BYTES, HTML, MARKDOWN, PACKED, TEXT, kind_of
from geo.article.limits import LIMITS, Limits
from geo.article.reader import Reader
from geo.article.record import Article, EmptyArticle
from geo.article.split import TooManyArticles, split_articles, stated_article
from geo.errors import UnreadableArticle

GivenFile = str | Path | tuple[str, bytes]
"""A path, or a name with the bytes of an upload."""

MAX_NAME = 200
"""Longest name of a file that is shown."""


@dataclass(frozen=True)
class FileRead:
    """One file that was given: its articles, or why there are none."""

    name: str
    articles: tuple[Article, ...] = ()
    refused: str | None = None
    """One sentence, naming the file."""


def read_articles(path: str | Path) -> list[Article]:
    """Read a file of one or more articles: text, Markdown, HTML, PDF or DOCX, told apart by content.

    Raises
    ------
    UnreadableArticle
        If the file is missing, too large, of another kind, damaged, protected or empty, or its encoding is unclear.
    """
    path = Path(path)
    with Reader(LIMITS) as reader:
        return _read(_shown(path.name), path, reader)


def read_many(
    files: Iterable[GivenFile], *, limits: Limits = LIMITS, progress: Callable[[FileRead], None] | None = None
) -> list[FileRead]:
    """Read many files, each for itself.

    Parameters
    ----------
    files : iterable of path or (name, bytes)
    limits : Limits
    progress : callable, optional
        Called with each file once it is read or refused.

    Returns
    -------
    list of FileRead
        One for each file given, in order.
    """
    done = []
    for read in read_each(files, limits=limits):
        done.append(read)
        if progress:
            progress(read)
    return done


def read_each(files: Iterable[GivenFile], *, limits: Limits = LIMITS) -> Iterator[FileRead]:
    """Read files one after the other, as :func:`read_many` does, and give each as soon as it is read."""
    with Reader(limits) as reader:
        for file in files:
            name = _shown(file[0] if isinstance(file, tuple) else Path(file).name)
            try:
                yield FileRead(name, tuple(_read(name, file, reader)))
            except UnreadableArticle as refused:
                yield FileRead(name, refused=str(refused))


def _read(name: str, file: GivenFile, reader: Reader) -> list[Article]:
    raw = _checked(name, file[1], reader.limits) if isinstance(file, tuple) else _load(name, Path(file), reader.limits)
    kind = kind_of(name, raw[:HEAD_BYTES])
    most = reader.limits.articles
    try:
        if kind == TEXT:
            return split_articles(decode(name, raw), most=most)
        if kind == MARKDOWN:
            text = decode(name, raw)
            return split_articles(text, plain=lambda piece: reader.read(name, kind, piece.encode()).text, most=most)
        found = reader.read(name, kind, raw)
        if kind == HTML:
            return [stated_article(found.text, found.stated)]
        return split_articles(found.text, whole_lines=True, most=most)
    except EmptyArticle:
        raise UnreadableArticle(f"{name} has no text in it.") from None
    except TooManyArticles:
        raise UnreadableArticle(f"{name} holds more than {most:,} articles; cut it into several files.") from None


def _load(name: str, path: Path, limits: Limits) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise UnreadableArticle(f"{name} is not a file.")
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
            _check_size(name, head, path.stat().st_size, limits)
            return head + file.read(limits.document_bytes)
    except OSError as error:
        raise UnreadableArticle(f"{name} cannot be read: {error.strerror}.") from None
    except ValueError:
        raise UnreadableArticle(f"{name} cannot be read: its path has a NUL in it.") from None


def _checked(name: str, raw: bytes, limits: Limits) -> bytes:
    _check_size(name, raw[:HEAD_BYTES], len(raw), limits)
    return raw


def _check_size(name: str, head: bytes, size: int, limits: Limits) -> None:
    most = limits.document_bytes if kind_of(name, head) in PACKED else limits.text_bytes
    if size > most:
        raise UnreadableArticle(f"{name} has {size:,} bytes; the limit for an article is {most:,}.")


def _shown(name: str) -> str:
    """A file's name on one line, fit to be printed."""
    return " ".join("".join(c if c.isprintable() else " " for c in name).split())[:MAX_NAME] or "The file"
