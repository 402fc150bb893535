"""The marking: what a room may do with what it is shown, at the top and bottom of every page and in every export.

"Not set" is said as such: it is not the same as "unclassified", and nobody should have to guess.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

from geo.errors import BriefmapError

NOT_SET = "not set"
MAX_TEXT = 120
"""Longest marking, in characters: it must fit one line of a page."""
DEFAULT_COLOUR = "#5f6b75"


@dataclass(frozen=True)
class Marking:
    """A marking's text and the colour of its banner."""

    text: str = NOT_SET
    colour: str = DEFAULT_COLOUR
    """Background as ``#rrggbb``."""

    @property
    def is_set(self) -> bool:
        """Whether somebody chose a marking."""
        return self.text != NOT_SET

    @property
    def line(self) -> str:
        """The line that banners and pictures show."""
        return self.text if self.is_set else "Marking: not set"

    @property
    def ink(self) -> str:
        """Black or white, whichever stands out more from the colour (WCAG 2 relative luminance)."""
        channels = [int(self.colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        return "#000000" if luminance > 0.179 else "#ffffff"


def read_marking(environment: Mapping[str, str] | None = None) -> Marking:
    """The marking that ``BRIEFMAP_MARKING`` and ``BRIEFMAP_MARKING_COLOUR`` ask for.

    Parameters
    ----------
    environment : mapping of str to str, optional
        The process's own without it.

    Raises
    ------
    BriefmapError
        If the text is too long or breaks the line, or the colour is not ``#rrggbb``.
    """
    found = os.environ if environment is None else environment
    text = found.get("BRIEFMAP_MARKING", "").strip() or NOT_SET
    colour = found.get("BRIEFMAP_MARKING_COLOUR", "").strip() or DEFAULT_COLOUR
    if len(text) > MAX_TEXT or not text.isprintable():
        raise BriefmapError(f"BRIEFMAP_MARKING must be one line of at most {MAX_TEXT} characters.")
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise BriefmapError(f"BRIEFMAP_MARKING_COLOUR must be a colour like #007a33, not {colour[:20]!r}.")
    return Marking(text, colour)
