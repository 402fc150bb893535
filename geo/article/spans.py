"""Cuts a text into paragraphs and sentences, by character offsets.

Sentence ends are those of nupunkt (a Punkt model without dependencies); what news writes and it lacks (ranks, hours,
"the U.S. The ...") stands in the patterns below.
"""

from __future__ import annotations

import re
from itertools import pairwise

from geo.article.wrapping import Span, blocks, joined, trim

_END = re.compile(r"[.!?…]")
_BLANK = re.compile(r"\s")
_RANKS = (
    "Lt|Cmdr|Comdr|Cdr|Pfc|Ens|Cmdt|Ldr|Flt|Sqn|VAdm|RAdm|Gens|Gen|Maj|Col|Capt|Sgts?|Adm|Det|Dets|Amb|Gov|Govs|Reps|"
    "Mr|Mrs|Ms|Dr|Msgr|Mme|Mlle|Mx|Cllr|Mts|Ft|Arts|Chas|Ont|Alta"
)
_RANK = re.compile(rf"(?<!\w)(?:{_RANKS})\.$")
_SHORT = re.compile(r"(?<!\w)(?:(?:[A-Z]\.){2,}|[A-Z][a-z]{0,3}\.)$")
"""What no sentence ends with when small letters follow."""
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
    return [(group[0][0], group[-1][1]) for block in blocks(text) for group in joined(text, block)]


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
        if (span := trim(text, start + a, start + b))
    ]


def _cut(paragraph: str) -> list[Span]:
    first = _END.search(paragraph)
    if not first or not _BLANK.search(paragraph, first.end()):
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
    if after[:1].islower():
        return bool(_SHORT.search(tail))
    return bool(_RANK.search(tail)) or (after[:1].isdigit() and bool(_MONTH.search(tail)))


def _split(paragraph: str, span: Span) -> list[Span]:
    """A sentence cut again where the model took a sentence's last word for an abbreviation within it."""
    cuts = [m.end() for m in _CUT.finditer(paragraph, *span)]
    return list(pairwise([span[0], *cuts, span[1]]))
