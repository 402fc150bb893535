"""Cuts a text into paragraphs and sentences, by character offsets.

Sentence ends are those of nupunkt (a Punkt model without dependencies); what news writes and it lacks (ranks, hours,
"the U.S. The ...") stands in the patterns below.
"""

from __future__ import annotations

import re
from itertools import pairwise

Span = tuple[int, int]

NARROW = 50
WIDE = 120
"""A block of lines whose longest is between these many characters may be one wrapped by hand, as in a mail."""

_LINE = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
_END = re.compile(r"[.!?…]\S*\s")
BULLET = re.compile(r"(?:[-*•–—·▪◦]|\(?\d{1,2}[.)]|[a-z]\))\s")
_RANKS = (
    "Lt|Cmdr|Comdr|Cdr|Pfc|Ens|Cmdt|Ldr|Flt|Sqn|VAdm|RAdm|Gens|Gen|Maj|Col|Capt|Sgts?|Adm|Det|Dets|Amb|Gov|Govs|Reps|"
    "Mr|Mrs|Ms|Dr|Msgr|Mme|Mlle|Mx|Cllr|Mts|Ft|Arts|Chas|Jos|Ont|Alta"
)
_RANK = re.compile(rf"(?<!\w)(?:{_RANKS})\.$")
_MONTH = re.compile(r"(?<!\w)(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$")
_OPENERS = (
    "The|It|Its|He|She|His|Her|They|Their|We|Our|You|But|And|This|That|These|Those|There|In|On|At|After|Before|As|"
    "When|While|If|Both|Some|Many|Most|Other|Others|However|Since|No|Nobody|Now|Then|Two|Three|Four|Officials|According"
)
_AFTER_HOUR = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan|Feb|March|Mar\.|Apr|May\b|June|July|Aug|Sep|Oct|Nov|Dec|"
    r"[A-Z]{2,4}T?\b|Eastern|Central|Pacific|Mountain|Greenwich|(?:\w+\s){1,2}[Tt]ime\b"
)
_CUT = re.compile(
    rf"(?:(?<=[ap]\.m\.)|(?<=[AP]\.M\.))[\"”’)]*\s+(?!{_AFTER_HOUR})(?=[“\"‘(]?[A-Z])"
    rf"|(?:(?<=[A-Z]\.[A-Z]\.)|(?<=\b[JS]r\.)|(?<=\bInc\.)|(?<=\bCorp\.)|(?<=\bLtd\.)|(?<=\betc\.))"
    rf"\s+(?=(?:{_OPENERS})\s)"
    rf"|(?<=[a-z]{{3}}\.[”\"])\s+(?=[“\"‘(]?[A-Z])"
    r"|(?<=[a-z]{2}[.!?])(?=[A-Z][a-z])"
)


def paragraphs(text: str) -> list[Span]:
    """Cut a text into paragraphs.

    Every line is a paragraph, except where lines were wrapped by hand: there a line goes on in the next one if that
    one's first word had no room left.

    Returns
    -------
    list of (int, int)
        Offsets into ``text``, end exclusive, in order, without the blank ends of lines. Blank lines are left out.
    """
    lines = [span for line in _LINE.finditer(text) if (span := _trim(text, *line.span()))]
    found: list[Span] = []
    for block in _blocks(text, lines):
        width = max(end - start for start, end in block)
        found.append(block[0])
        for before, (start, end) in pairwise(block):
            if NARROW <= width <= WIDE and _goes_on(text, before, (start, end), width):
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
    return found


def sentences(text: str) -> list[Span]:
    """Cut a text into sentences; none crosses a paragraph.

    Returns
    -------
    list of (int, int)
        Offsets into ``text``, end exclusive, in order, without blank ends.
    """
    return [
        span
        for start, end in paragraphs(text)
        for a, b in _cut(text[start:end])
        if (span := _trim(text, start + a, start + b))
    ]


def _blocks(text: str, lines: list[Span]) -> list[list[Span]]:
    """Lines that follow each other without a blank line between."""
    blocks: list[list[Span]] = []
    for line in lines:
        if blocks and text.count("\n", blocks[-1][-1][1], line[0]) == 1:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _goes_on(text: str, before: Span, line: Span, width: int) -> bool:
    word = text[line[0] : line[1]].split(None, 1)[0]
    return before[1] - before[0] + 1 + len(word) > width and not BULLET.match(text, line[0])


def _cut(paragraph: str) -> list[Span]:
    if not _END.search(paragraph):
        return [(0, len(paragraph))]
    from nupunkt import sent_spans  # 50 ms, only for those who cut sentences

    found: list[Span] = []
    for start, end in sent_spans(paragraph):
        if found and _belong(paragraph[found[-1][0] : found[-1][1]].rstrip(), paragraph[start:end].lstrip()):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return [piece for span in found for piece in _split(paragraph, span)]


def _belong(before: str, after: str) -> bool:
    """Whether the model cut behind an abbreviation."""
    tail = before[-12:]
    return bool(_RANK.search(tail)) or (after[:1].isdigit() and bool(_MONTH.search(tail)))


def _split(paragraph: str, span: Span) -> list[Span]:
    """A sentence cut again where the model took a sentence's last word for an abbreviation within it."""
    cuts = [m.end() for m in _CUT.finditer(paragraph, *span)]
    return list(pairwise([span[0], *cuts, span[1]]))


def _trim(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return (start + left, start + len(piece.rstrip())) if left < len(piece) else None
