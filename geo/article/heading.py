"""Reads what an article's first lines state: dateline, publisher, day of publication. What is not stated stays None."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from geo.article.record import Dateline, Words
from geo.article.spans import paragraphs
from geo.article.wrapping import Span

SHORT_LINE = 160
"""Longest title, caption or byline, in characters. Body paragraphs are longer."""
HEAD_LINES = 15
"""Paragraphs that may stand before the body."""
LEAST_REST = 40
"""Characters behind "Town, Country –" that make it a dateline and not a title."""
HEAD = 4_000
"""Characters that are looked at."""

_MONTHS = (
    "Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?\\.?|July?\\.?|Aug(?:ust|\\.)?|"
    "Sep(?:tember|t\\.?|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?"
)
_WEEKDAY = r"(?:(?:Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+\d{4})"
_DATE = rf"{_WEEKDAY}(?:{_DAY}\s+(?:{_MONTHS}){_YEAR}?|(?:{_MONTHS})\s+{_DAY}{_YEAR}?|\d{{4}}-\d\d-\d\d)\b"
_FULL_DATE = re.compile(
    rf"{_WEEKDAY}(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m1>{_MONTHS}),?\s+(?P<y1>\d{{4}})"
    rf"|(?P<m2>{_MONTHS})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})"
    r"|(?P<y3>\d{4})-(?P<m3>\d\d)-(?P<d3>\d\d))(?!\d)",
    re.IGNORECASE,
)
_MONTH_NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

_DATELINE = re.compile(
    r"\(?(?P<place>[^\W\d_][\w.'’ /-]{1,40}?(?:,\s[^\W\d_][\w.'’ -]{1,30}?){0,2}?)"
    rf"(?:[,.]?\s+(?P<date>(?i:{_DATE})))?\)?"
    r"(?:[,.]?\s*(?:\((?P<round>[^()\n]{2,40})\)|\[(?P<square>[^\[\]\n]{2,40})\]|/(?P<slash>[^/\n]{2,40})/\.?))?"
    r"(?:\.?\s*(?P<dash>—|–|--+|-(?=\s))(?:\s+|$)|(?P<alone>$)|(?(slash)\s+|(?!))"
    r"|(?(date)\.\s+(?=[^\W\d_a-z])|(?!))|(?P<colon>:)\s+(?=[^\W\d_a-z]))"
)
_TITLE_END = re.compile(r"(?<=[a-z\d])[.!?][”\"]?\s+(?=[^\W\d_a-z]{2})")
_PLACE = re.compile(
    r"(?:[A-Z]{1,2}t?\. ?)*[^\W\d_a-z][\w'’/-]*(?: (?:(?:of|de|la|al|el|du|upon)|[^\W\d_a-z][\w'’/-]*)){0,3}"
)
_LONE = re.compile(
    r"(?:(?:New|The|San|Santa|St\.|Saint|Los|Las|Tel|Abu|Addis|Kuala|Buenos|Mexico|Hong|Port|Cape|Rio de|Sri|Phnom) )?"
    r"[^\W\d_a-z][\w'’/-]*"
)
"""A city alone with its date on a line, which could also be a person's under a picture."""
_OPENERS = {"However", "Meanwhile", "Yet", "But", "Still", "Today", "Yesterday", "Now", "Then", "Finally", "Instead"}
_NOT_CITIES = {"NATO", "OTAN", "EU", "UN", "US", "USA", "UK", "UPDATE", "BREAKING", "EXCLUSIVE", "ANALYSIS", "OPINION"}

_LABEL = r"(?:(?:first\s+)?(?:published|posted|issued|released)(?:\s+on)?|date|on)\W{0,3}\s*"
_TIME = r"(?:,?\s*(?:at\s+)?\d{1,2}[:.]\d\d.{0,20})?"
_DATED = re.compile(rf"\(?(?:{_LABEL})?(?P<date>{_FULL_DATE.pattern}){_TIME}\W{{0,2}}", re.IGNORECASE)
_BY = re.compile(r"(?:(?:written|reported|published)\s+)?by\s+(?P<who>.+)|source:\s*(?P<source>.+)", re.IGNORECASE)
_BY_DATED = re.compile(
    rf"(?P<by>by\s.{{2,100}}?)[,.]?\s+(?:on\s+)?(?P<date>{_FULL_DATE.pattern}){_TIME}", re.IGNORECASE
)
_CUT = re.compile(r"\s*[|•·]\s*|\s+[—–-]\s+|\t+")
_OUTLETS = re.compile(
    r"\b(?:Reuters|AP|AFP|TASS|RIA|Xinhua|Interfax|Ukrinform|Anadolu|IRNA|KCNA|Yonhap|Kyodo|DPA|PAP|ANSA|BBC|CNN|RFE|"
    r"RFERL|VOA|NPR|News|Times|Post|Herald|Tribune|Agency|Press|Journal|Independent|Guardian|Gazette|Observer|Mail|"
    r"Radio|Television|TV|Monitor|Review|Telegraph|Chronicle|Daily|Weekly|Institute|Ministry|Reporter|Standard|Pravda)\b"
)


@dataclass(frozen=True)
class Heading:
    """What the first lines of an article state."""

    dateline: Dateline | None = None
    publisher: str | None = None
    published: date | None = None


def read_heading(text: str) -> Heading:
    """Read dateline, publisher and day of publication from an article's first lines.

    Parameters
    ----------
    text : str
        Normalised. Its first line is the title, unless it begins with a dateline.

    Returns
    -------
    Heading
        A date needs its year; a publisher is who an agency's mark in the dateline, ``Source:`` or a byline names.
    """
    head = paragraphs(text[:HEAD])[:HEAD_LINES]
    dateline = _first_dateline(text, head)
    short = [text[a:b] for a, b in _before_body(head, dateline)]
    stated = _bylines(short)
    publisher = stated.publisher or (dateline.agency.text if dateline and dateline.agency else None)
    published = stated.published or (full_date(dateline.date.text) if dateline and dateline.date else None)
    return Heading(dateline, publisher, published)


def read_byline(line: str) -> Heading:
    """Publisher and day of publication that one line states, if it is a byline: "By A. Roe | 5 March 2025"."""
    if (dated := _BY_DATED.fullmatch(line)) and not _CUT.search(line):
        parts = [dated["by"], dated["date"]]
    else:
        parts = [part for part in _CUT.split(line) if part]
    days = [full_date(match["date"]) for part in parts if (match := _DATED.fullmatch(part))]
    others = [part for part in parts if not _DATED.fullmatch(part)]
    named = [match for part in others if (match := _BY.fullmatch(part))]
    if not days and not any(match["source"] for match in named):
        # Without a date only an agency's byline is telling: "By Reuters".
        outlets = [m["who"] for m in named if len(others) == 1 and _OUTLETS.search(m["who"])]
        return Heading(publisher=_name(outlets))
    free = [part for part in others if not _BY.fullmatch(part)]
    if len(free) > 2 or any(len(part.split()) > 6 or part.endswith(("?", "!")) for part in free):
        return Heading()
    sources = [match["source"] or match["who"] for match in named if match["source"] or _OUTLETS.search(match["who"])]
    return Heading(publisher=_name([*sources, *filter(_OUTLETS.search, free)]), published=days[0] if days else None)


def full_date(text: str) -> date | None:
    """The day that a text names with its year ("5 March 2025", "Sept. 10, 2025", "2025-09-10"), or None.

    Days in numbers only, like 05/03/2025, mean two things and are not read.
    """
    match = _FULL_DATE.search(text)
    if not match:
        return None
    year, month, day = (match[f"{key}1"] or match[f"{key}2"] or match[f"{key}3"] for key in "ymd")
    number = int(month) if month.isdigit() else _MONTH_NAMES.index(month[:3].lower()) + 1
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def _name(found: Iterable[str]) -> str | None:
    return next((name.strip(" .,;:") for name in found), None)


def _bylines(lines: list[str]) -> Heading:
    read = [read_byline(line) for line in lines]
    return Heading(
        publisher=next((r.publisher for r in read if r.publisher), None),
        published=next((r.published for r in read if r.published), None),
    )


def _before_body(head: list[Span], dateline: Dateline | None) -> list[Span]:
    """The short lines under the title."""
    lines = []
    for start, end in head[1:]:
        if end - start > SHORT_LINE or (dateline and start >= dateline.start):
            break
        lines.append((start, end))
    return lines


def _first_dateline(text: str, head: list[Span]) -> Dateline | None:
    for start, end in head:
        if found := _dateline(text[start:end], start):
            return found
        # A title may stand in the same line: "Storm hits coast. MIAMI (AP) -- ...".
        for cut in _TITLE_END.finditer(text, start, min(end, start + SHORT_LINE)):
            if (found := _dateline(text[cut.end() : end], cut.end())) and found.place and _is_city(found.place.text):
                return found
        if end - start > 2 * SHORT_LINE:
            break
    return None


def _is_city(place: str) -> bool:
    return place.split(",")[0].isupper()


def _is_town_and_country(place: str, rest: str) -> bool:
    """Whether two capitalised names stand before a whole sentence: "Doha, Qatar – Talks ended ..."."""
    names = place.split(", ")
    whole = len(rest) > LEAST_REST and re.match(r"[“\"‘']?[^\W\d_a-z]", rest) is not None
    return len(names) == 2 and whole and names[0] not in _OPENERS and all(_PLACE.fullmatch(name) for name in names)


def _dateline(paragraph: str, at: int) -> Dateline | None:
    match = _DATELINE.match(paragraph)
    if not match:
        return None
    agency = next((key for key in ("round", "square", "slash") if match[key]), None)
    if match["alone"] is not None and not (
        match["date"] and (_is_city(match["place"]) or _LONE.fullmatch(match["place"]))
    ):
        return None
    place = match["place"]
    said = match["date"] or (agency and match[agency][0].isupper())
    if match["colon"] and (at == 0 or not _is_city(place) or len(paragraph) - match.end() < LEAST_REST):
        return None
    paired = at > 0 and match["dash"] is not None and _is_town_and_country(place, paragraph[match.end() :])
    if not _PLACE.fullmatch(place.split(",")[0]) or place in _NOT_CITIES or not (_is_city(place) or said or paired):
        return None

    def words(group: str | None) -> Words | None:
        return Words(at + match.start(group), at + match.end(group), match[group]) if group and match[group] else None

    if paragraph.startswith("(") and place.isalpha() and len(place) < 6:  # "(CNN) -- ..." names no place
        return Dateline(at, at + match.end(), agency=words("place"))
    return Dateline(at, at + match.end(), words("place"), words("date"), words(agency))
