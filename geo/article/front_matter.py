"""Front matter: what an article file states about itself in lines of ``key: value`` between ``---``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from geo.article.heading import full_date

MAX_FRONT = 20_000
"""Longest front matter, in characters."""

_FIRST_LINE = re.compile(r"\s*[A-Za-z][\w-]*\s*:(?:\s|$)")
_HEADING = re.compile(r"^# ", re.MULTILINE)
_TITLE = ("title", "headline")
_PUBLISHED = ("published", "date", "datepublished", "date_published", "published_at", "publication_date", "pubdate")
_PUBLISHER = ("publisher", "publication", "source", "site", "sitename", "site_name", "outlet", "newspaper")
_TELLING = {*_TITLE, *_PUBLISHED, *_PUBLISHER, "author", "authors", "url", "layout", "lang", "language", "tags"}


@dataclass(frozen=True)
class Stated:
    """What a file states about its article beside the text."""

    title: str | None = None
    publisher: str | None = None
    published: date | None = None


def read_front_matter(text: str) -> Stated | None:
    """Read front matter, the lines between ``---`` without these; None if the text is none."""
    # To YAML a line like "# Title" is a comment; here it is the title of an article that must not be lost.
    if len(text) > MAX_FRONT or not _FIRST_LINE.match(text) or _HEADING.search(text):
        return None
    import yaml

    try:
        # All values stay strings, and nothing is merged or built: what a file says cannot grow.
        found = yaml.load(text, yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    if not isinstance(found, dict):
        return None
    lines = {key.lower(): value for key, value in found.items() if isinstance(key, str)}
    if len(lines) < len(found) or not _TELLING & lines.keys():
        return None

    def first(keys: tuple[str, ...]) -> str | None:
        values = (lines.get(key) for key in keys)
        return next((" ".join(v.split()) for v in values if isinstance(v, str) and v.strip()), None)

    return Stated(first(_TITLE), first(_PUBLISHER), full_date(first(_PUBLISHED) or ""))
