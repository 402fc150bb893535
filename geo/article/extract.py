"""What a reader of one format takes out of a file."""

from __future__ import annotations

from dataclasses import dataclass, field

from geo.article.front_matter import Stated


@dataclass(frozen=True)
class Extract:
    """The text of a file, not yet normalised, and what the file states beside it."""

    text: str
    stated: Stated = field(default_factory=Stated)
