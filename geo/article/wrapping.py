"""Lines wrapped by hand, as in a mail: which of them go on in the next, and the text with such lines joined."""

from __future__ import annotations

import re
from itertools import pairwise

Span = tuple[int, int]

NARROW, WIDE = 50, 120
"""A block of lines whose longest is between these many characters may be one wrapped by hand."""
MOSTLY = 0.5
"""Least share of a wrapped block's lines that end for want of room."""
LONG_WORD = 30
"""What is longer is no word of prose, but an address or the row of a table."""
BULLET = re.compile(r"(?:[-*•–—·▪◦]|\(?\d{1,2}[.)]|[a-z]\))\s")

_LINE = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
_SENTENCE_END = re.compile(r"[.!?…][\"”’)]*$")


def unwrap(text: str) -> str:
    """A text whose paragraphs are a line each, where they were wrapped by hand; all else stays as it is.

    Paragraphs of a block that was wrapped are apart by a blank line, so that unwrapping again changes nothing.
    """
    made = []
    done = 0
    for block in blocks(text):
        groups = joined(text, block)
        if len(groups) < len(block):
            said = [_together([text[a:b] for a, b in group]) for group in groups]
            made += [text[done : block[0][0]], "\n\n".join(said)]
            done = block[-1][1]
    return "".join([*made, text[done:]])


def blocks(text: str) -> list[list[Span]]:
    """Offsets of lines without their blank ends, in blocks that no blank line divides."""
    found: list[list[Span]] = []
    for match in _LINE.finditer(text):
        if line := trim(text, *match.span()):
            if found and text.count("\n", found[-1][-1][1], line[0]) == 1:
                found[-1].append(line)
            else:
                found.append([line])
    return found


def joined(text: str, block: list[Span]) -> list[list[Span]]:
    """The lines of a block in groups of those that go on in the next: its paragraphs."""
    going = _going_on(text, block)
    groups = [[block[0]]]
    for line, on in zip(block[1:], going, strict=True):
        if on:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def trim(text: str, start: int, end: int) -> Span | None:
    """A stretch without its blank ends; None if it is nothing else."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return (start + left, start + len(piece.rstrip())) if left < len(piece) else None


def _going_on(text: str, block: list[Span]) -> list[bool]:
    """Of each line but the last, whether it ended because the next one's first word had no room on it."""
    width = max(end - start for start, end in block)
    if not NARROW <= width <= WIDE:
        return [False] * (len(block) - 1)
    found = []
    for (a, b), (c, d) in pairwise(block):
        word = text[c:d].split(None, 1)[0]
        prose = len(word) <= LONG_WORD and word.count(",") < 2 and not BULLET.match(text, c)
        found.append(prose and b - a + 1 + len(word) > width)
    if len(block) == 2 and _SENTENCE_END.search(text[slice(*block[0])]):
        return [False]
    return found if sum(found) >= MOSTLY * len(found) else [False] * len(found)


def _together(lines: list[str]) -> str:
    said = lines[0]
    for line in lines[1:]:
        # A word that has a hyphen at the end of its line may have it by itself: it is kept.
        said += line if said[-1:] == "-" and said[-2:-1].isalpha() and line[:1].islower() else f" {line}"
    return said
