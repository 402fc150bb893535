"""How large a file may be, and how long and with how much memory it is read. One setting each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What reading one article file may take."""

    text_bytes: int = 5_000_000
    """Largest file of text, Markdown or HTML. A long book is 1 MB."""
    document_bytes: int = 30_000_000
    """Largest PDF or Word file; their pictures count."""
    unpacked_bytes: int = 200_000_000
    """Largest Word file once unpacked."""
    pages: int = 500
    """Most pages of a PDF."""
    characters: int = 5_000_000
    """Longest text taken out of a file."""
    articles: int = 1_000
    """Most articles in one file."""
    seconds: float = 30.0
    """Longest time for one Markdown, HTML, PDF or Word file."""
    memory_bytes: int = 1_000_000_000
    """Most memory (address space) for one Markdown, HTML, PDF or Word file, where the system can limit it."""


LIMITS = Limits()
MAX_BYTES = LIMITS.text_bytes
"""Largest article file of text read, in bytes."""
