"""What ships and what was added to it: sources, events and briefs out of ``data/``, originals out of the library.

Texts are found by their hash. Our own briefs always are at hand; an original is once its file has been added
(``python -m geo library add FILE``) or is named by ``BRIEFMAP_ARTICLES``, and then stands in for our brief.
"""

from __future__ import annotations

import functools
import json
import os
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from geo.article import Article, make_article, normalise, read_articles
from geo.errors import BriefmapError, InvalidRecords, UnreadableArticle, UnreadableFile
from geo.event import Event, Source
from geo.event_rows import parse_events
from geo.store import Store, make_store

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"


def load_store(articles: Path | None = None) -> Store:
    """Read the sources, texts and reviewed events that ship.

    Parameters
    ----------
    articles : Path, optional
        A file of original articles to have at hand beside those of the library.

    Raises
    ------
    InvalidRecords
        If the shipped records break their own rules.
    UnreadableArticle
        If ``articles`` cannot be read.
    """
    sources, records = shipped_records()
    shown = [event for event in records if event.revision.status == "confirmed"]
    return make_store(shown, sources, {text.sha256: text for text in _read_texts(articles)})


def shipped_records() -> tuple[dict[str, Source], list[Event]]:
    """The sources by id and the events that ship, whatever their state.

    Raises
    ------
    InvalidRecords, UnreadableFile
        If they break their own rules.
    """
    sources = {s.source_id: s for s in _read_sources(DATA / "sources.json")}
    raw = _read_json(DATA / "events.json", "events")
    if not isinstance(raw, dict) or not isinstance(raw.get("events"), list):
        raise UnreadableFile("events.json cannot be read as a list of events.")
    records, problems, _ = parse_events(raw["events"])
    if problems:
        raise InvalidRecords(problems)
    if strangers := sorted({s for event in records for s in event.source_id if s not in sources}):
        raise UnreadableFile(f"events.json names the source {strangers[0]}, which sources.json does not hold.")
    return sources, records


@functools.cache
def default_store() -> Store:
    """The store with the originals that ``BRIEFMAP_ARTICLES`` names, read once in a process."""
    named = os.environ.get("BRIEFMAP_ARTICLES")
    return load_store(Path(named) if named else None)


def library_folder() -> Path:
    """Folder of originals that were added: ``BRIEFMAP_LIBRARY``, else ``library/`` beside the program."""
    return Path(os.environ.get("BRIEFMAP_LIBRARY") or ROOT / "library")


def archive_path() -> Path:
    """Where the archive lives: ``BRIEFMAP_ARCHIVE``, else ``archive/briefmap.sqlite`` beside the program."""
    return Path(os.environ.get("BRIEFMAP_ARCHIVE") or ROOT / "archive" / "briefmap.sqlite")


def add_to_library(path: Path) -> list[tuple[Article, Source | None]]:
    """Keep the articles of a file, so that cards show their sentences.

    Returns
    -------
    list of (article, source)
        The source is None for an article that no event refers to.

    Raises
    ------
    UnreadableArticle
        If the file cannot be read, or the library's folder cannot be written.
    """
    articles = read_articles(path)
    by_hash = {s.original: s for s in _read_sources(DATA / "sources.json")}
    folder = library_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for article in articles:
            target = folder / f"{article.sha256}.txt"
            unfinished = target.with_suffix(".part")
            unfinished.write_text(article.text + "\n", encoding="utf-8", newline="\n")
            os.replace(unfinished, target)
    except OSError as error:
        raise UnreadableArticle(f"The library folder {folder} cannot be written: {error.strerror}.") from None
    return [(article, by_hash.get(article.sha256)) for article in articles]


def _read_sources(path: Path) -> list[Source]:
    try:
        return [Source.model_validate(raw) for raw in _read_json(path, "sources")]
    except ValidationError as error:
        raise UnreadableFile(f"{path.name} holds a source that breaks its rules: {error.errors()[0]['msg']}.") from None


def _read_json(path: Path, what: str) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        raise UnreadableFile(f"{path.name} cannot be read as a list of {what}.") from None


def _read_texts(articles: Path | None) -> list[Article]:
    texts = [
        make_article(normalise(path.read_text(encoding="utf-8"))) for path in sorted((DATA / "articles").glob("*.md"))
    ]
    for path in sorted(library_folder().glob("*.txt")):
        try:
            texts.append(make_article(normalise(path.read_text(encoding="utf-8"))))
        except (OSError, UnicodeDecodeError, BriefmapError):
            continue  # a damaged copy only means that our brief is shown instead
    return texts + (read_articles(articles) if articles else [])
