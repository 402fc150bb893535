"""An article as it was read: its text cut where a place or the evidence of an event begins or ends."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from geo.article import Article
from geo.event import Event, Source
from geo.gazetteer import load_gazetteer

KINDS = ("evidence", "place", "name", "date")
"""Kinds of marks, in the order of a segment's fields."""

_WORD = re.compile(r"\w+|\W")
_LETTER = re.compile(r"\w")


@dataclass(frozen=True)
class Mark:
    """A stretch ``text[start:end]`` of an article, and what it belongs to."""

    start: int
    end: int
    kind: str
    """``evidence`` or ``place`` of events, or a ``name`` or ``date`` as it was read."""
    events: tuple[str, ...]
    """Ids of the events; of a name or date, its number among those read."""


@dataclass(frozen=True)
class Segment:
    """A piece of text that no mark begins or ends within."""

    text: str
    evidence: tuple[str, ...] = ()
    """Events that the piece is evidence of."""
    places: tuple[str, ...] = ()
    """Events whose place the piece names."""
    names: tuple[str, ...] = ()
    """Numbers of the names that the piece is of."""
    dates: tuple[str, ...] = ()
    """Numbers of the dates that the piece is of."""


def text_of(source: Source, texts: Mapping[str, Article]) -> tuple[Article | None, bool]:
    """The text of a source that is at hand, the original before our brief; and whether it is our brief."""
    original = texts.get(source.original or "")
    return (original, False) if original else (texts.get(source.brief or ""), True)


def marks(article: Article, events: Iterable[Event]) -> list[Mark]:
    """The marks of events in an article.

    Parameters
    ----------
    article : Article
    events : iterable of Event
        Those to be shown. Evidence that refers to another text is left aside.

    Returns
    -------
    list of Mark
        Evidence as the records have it; places wherever the text names a place of these events.
    """
    found = []
    named: dict[str, list[str]] = {}
    for event in events:
        spans = [e for e in event.evidence if e.article == article.sha256]
        found += [Mark(e.start, e.end, "evidence", (event.event_id,)) for e in spans]
        for name in {n for place in event.places for n in _names(place.name, place.place_id)} if spans else ():
            named.setdefault(name, []).append(event.event_id)
    if named:
        found += _places(article.text, named)
    return found


def _places(text: str, named: Mapping[str, Sequence[str]]) -> Iterator[Mark]:
    """Where a text has one of many names as whole words; they are looked up, for a file may name thousands."""
    lengths: dict[str, dict[int, None]] = {}
    # The longest first, so that "Saudi Arabia" is not read as "Arabia".
    for name in sorted(named, key=len, reverse=True):
        lengths.setdefault(_WORD.match(name)[0], {})[len(name)] = None  # type: ignore[index]
    end = 0
    for word in _WORD.finditer(text):
        start = word.start()
        if start < end or (start and _LETTER.match(text, start - 1)):
            continue
        for length in lengths.get(word[0], ()):
            name = text[start : start + length]
            if name in named and not _LETTER.match(text, start + length):
                end = start + length
                yield Mark(start, end, "place", tuple(named[name]))
                break


def segments(text: str, found: Sequence[Mark]) -> list[Segment]:
    """Cut a text at the ends of marks.

    Returns
    -------
    list of Segment
        Their texts together are ``text``. Marks beyond its end are cut off there.
    """
    cuts = sorted({0, len(text), *(min(m.start, len(text)) for m in found), *(min(m.end, len(text)) for m in found)})
    made = []
    # A file of many rows is a text of many marks: those that begin come in, those that end go out.
    waiting = sorted(range(len(found)), key=lambda n: found[n].start, reverse=True)
    open_marks: dict[int, Mark] = {}
    for start, end in itertools.pairwise(cuts):
        open_marks = {n: m for n, m in open_marks.items() if end <= m.end}
        while waiting and found[waiting[-1]].start <= start:
            n = waiting.pop()
            if end <= found[n].end:
                open_marks[n] = found[n]
        over = [open_marks[n] for n in sorted(open_marks)]
        made.append(Segment(text[start:end], *(_of(kind, over) for kind in KINDS)))
    return made


def _of(kind: str, over: Iterable[Mark]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(e for m in over if m.kind == kind for e in m.events))


def _names(name: str, place_id: str | None) -> set[str]:
    """Ways in which a text may name a place of an event: "Kremlin, Moscow" by either part, without brackets."""
    if place_id is None:
        return set()
    gazetteer = load_gazetteer()
    known = [gazetteer.get(place_id).name] if place_id in gazetteer else []
    parts = [*re.sub(r"\(.*?\)", "", name).split(","), *known]
    return {part.strip() for part in parts if len(part.strip()) > 1}
