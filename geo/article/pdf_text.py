"""Takes the text out of a PDF. Runs in the reading process, see :mod:`geo.article.worker`."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.article.extract import Extract
from geo.article.limits import Limits
from geo.errors import UnreadableArticle

if TYPE_CHECKING:
    from pdfminer.layout import LTPage, LTTextBox, LTTextLine

MARGIN = 0.08
"""Share of a page's height at its top and bottom where headers and footers stand."""
LARGER = 1.15
"""Letters are of two sizes when one is so many times as high as the other."""
LIST_WIDTH = 30
"""A box narrower than this, in letters, is a list or menu; no column of an article is."""
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\xad": None, "\xa0": " "})

_FURNITURE = re.compile(
    r"(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?|(?:https?|file)://\S+(?:\s+\d+/\d+)?|"
    r"\d{1,2}/\d{1,2}/\d{2,4},\s+\d{1,2}:\d\d(?:\s*[AP]M)?", re.IGNORECASE
)  # fmt: skip
_HYPHENATED = re.compile(r"[^\W\d_]-$")


@dataclass(frozen=True)
class _Block:
    """A paragraph of a page."""

    text: str
    size: float
    """Height of its letters."""
    at_edge: bool


def read_pdf(name: str, raw: bytes, limits: Limits) -> Extract:
    """Read a PDF: a line for each paragraph, its title first, without page numbers and running headers.

    Raises
    ------
    UnreadableArticle
        If it is protected by a password, damaged, has more than :attr:`Limits.pages`, or holds no text.
    """
    from pdfminer.high_level import extract_pages
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    pages: list[list[_Block]] = []
    length = 0
    try:
        for page in extract_pages(io.BytesIO(raw)):
            pages.append(_blocks(page))
            length += sum(len(block.text) for block in pages[-1])
            if len(pages) > limits.pages:
                raise UnreadableArticle(f"{name} has more than {limits.pages} pages.")
            if length > limits.characters:
                raise UnreadableArticle(f"{name} holds more than {limits.characters:,} characters of text.")
    except PDFPasswordIncorrect:
        raise UnreadableArticle(f"{name} is protected by a password.") from None
    if not pages:
        raise UnreadableArticle(f"{name} is a damaged PDF: it has no pages.")
    blocks = _without_furniture(pages)
    if not blocks:
        raise UnreadableArticle(f"{name} has no text in it; if it is a scan, its letters must be recognised first.")
    return Extract("\n".join(block.text for block in _over_breaks(_title_first(blocks))))


def _blocks(page: LTPage) -> list[_Block]:
    from pdfminer.layout import LTTextBox

    low, high = page.y0 + MARGIN * page.height, page.y1 - MARGIN * page.height
    return [
        _Block(text, size, box.y1 < low or box.y0 > high)
        for box in page
        if isinstance(box, LTTextBox)
        for text, size in _paragraphs(box)
    ]


def _lines_of(box: LTTextBox) -> list[LTTextLine]:
    from pdfminer.layout import LTTextLine

    return [line for line in box if isinstance(line, LTTextLine) and line.get_text().strip()]


def _paragraphs(box: LTTextBox) -> list[tuple[str, float]]:
    """A box's lines, joined where one goes on in the next, with the height of their letters."""
    lines = _lines_of(box)
    texts = [" ".join(line.get_text().translate(LIGATURES).split()) for line in lines]
    widest = max(map(len, texts), default=0)
    found = [(text, line.height) for text, line in zip(texts[:1], lines[:1], strict=True)]
    for before, line, text in zip(lines, lines[1:], texts[1:], strict=False):
        if widest >= LIST_WIDTH and _goes_on(box, before, line, text):
            found[-1] = (_joined(found[-1][0], text), line.height)
        else:
            found.append((text, line.height))
    return [(text, height) for text, height in found if text]


def _goes_on(box: LTTextBox, before: LTTextLine, line: LTTextLine, text: str) -> bool:
    """Whether a line's first word had no room on the line before, whose letters are as large."""
    letter = line.width / max(len(text), 1)
    room = box.x1 - before.x1
    needed = (len(text.split(" ", 1)[0]) + 1) * letter
    return room <= needed and _as_large(before.height, line.height)


def _as_large(one: float, other: float) -> bool:
    return max(one, other) <= LARGER * min(one, other)


def _joined(said: str, text: str) -> str:
    return said[:-1] + text if _HYPHENATED.search(said) and text[:1].islower() else f"{said} {text}"


def _without_furniture(pages: list[list[_Block]]) -> list[_Block]:
    """All but page numbers, and what stands at the edge of most pages."""
    repeated = Counter(text for page in pages for text in {block.text for block in page if block.at_edge})
    often = {text for text, count in repeated.items() if len(pages) > 2 and count > len(pages) / 2}
    return [
        block
        for page in pages
        for block in page
        if not (block.at_edge and (block.text in often or _FURNITURE.fullmatch(block.text)))
    ]


def _over_breaks(blocks: list[_Block]) -> list[_Block]:
    """Paragraphs put together again that go on in the next column or on the next page."""
    found = blocks[:1]
    for block in blocks[1:]:
        before = found[-1]
        open_end = before.text[-1].isalnum() or before.text[-1] in ",-–;"
        if open_end and block.text[0].islower() and _as_large(before.size, block.size):
            found[-1] = replace(before, text=_joined(before.text, block.text))
        else:
            found.append(block)
    return found


def _title_first(blocks: list[_Block]) -> list[_Block]:
    """The largest letters near the beginning are the title; nothing is left out."""
    largest = max(range(min(len(blocks), 20)), key=lambda n: (blocks[n].size, -n))
    rest = blocks[largest + 1 :]
    return (
        [blocks[largest], *blocks[:largest], *rest] if not _as_large(blocks[largest].size, blocks[0].size) else blocks
    )
