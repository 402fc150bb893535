"""Days at the heads of paragraphs, as chronicles and digests have them: "Monday, 1 October. The ministers sign ..."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.dates import DateMention

LINE_START = re.compile(r"(?:^|\n)[ \t]*(?:[-*•–]\s*)?(?:On )?$")
HEAD_END = re.compile(r"[ \t]*(?:[.:–—]|-\s|\n|$)")
FEWEST = 2
"""Fewest such heads that make an article a chronicle."""


def day_heads(text: str, dates: list[DateMention]) -> list[DateMention]:
    """The days that head paragraphs or stand alone in a line, in the order of the text; none where only one does.

    What is told below such a head happened on its day where no other is named, in the present tense too.
    """
    found = [
        d for d in dates
        if d.date_prec == 1 and d.date_start is not None and not d.ongoing
        and LINE_START.search(text[max(0, d.start - 12) : d.start]) and HEAD_END.match(text, d.end)
    ]  # fmt: skip
    return found if len({d.date_start for d in found}) >= FEWEST else []


def day_head(heads: list[DateMention], offset: int) -> DateMention | None:
    """The head above a place in the text."""
    return next((d for d in reversed(heads) if d.end <= offset), None)
