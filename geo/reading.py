"""An article as it was read: its text cut where a place or the evidence of an event begins or ends."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from geo.article import Article
from geo.event import Event, Source
from geo.gazetteer import load_gazetteer


@dataclass(frozen=True)
class Mark:
    """A stretch ``text[start:end]`` of an article, and the events it belongs to."""

    start: int
    end: int
    kind: str
    """``evidence`` or ``place``."""
    events: tuple[str, ...]


@dataclass(frozen=True)
class Segment:
    """A piece of text that no mark begins or ends within."""

    text: str
    evidence: tuple[str, ...] = ()
    """Events that the piece is evidence of."""
    places: tuple[str, ...] = ()
    """Events whose place the piece names."""


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
        # The longest first, so that "Saudi Arabia" is not read as "Arabia".
        names = "|".join(map(re.escape, sorted(named, key=len, reverse=True)))
        for match in re.finditer(rf"(?<!\w)(?:{names})(?!\w)", article.text):
            found.append(Mark(match.start(), match.end(), "place", tuple(named[match[0]])))
    return found


def segments(text: str, found: Sequence[Mark]) -> list[Segment]:
    """Cut a text at the ends of marks.

    Returns
    -------
    list of Segment
        Their texts together are ``text``. Marks beyond its end are cut off there.
    """
    cuts = sorted({0, len(text), *(min(m.start, len(text)) for m in found), *(min(m.end, len(text)) for m in found)})
    made = []
    for start, end in itertools.pairwise(cuts):
        over = [m for m in found if m.start <= start and end <= m.end]
        evidence = dict.fromkeys(e for m in over if m.kind == "evidence" for e in m.events)
        places = dict.fromkeys(e for m in over if m.kind == "place" for e in m.events)
        made.append(Segment(text[start:end], tuple(evidence), tuple(places)))
    return made


def _names(name: str, place_id: str | None) -> set[str]:
    """Ways in which a text may name a place of an event: "Kremlin, Moscow" by either part, without brackets."""
    if place_id is None:
        return set()
    gazetteer = load_gazetteer()
    known = [gazetteer.get(place_id).name] if place_id in gazetteer else []
    parts = [*re.sub(r"\(.*?\)", "", name).split(","), *known]
    return {part.strip() for part in parts if len(part.strip()) > 1}
