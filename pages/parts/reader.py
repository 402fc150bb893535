"""An article's text with its marks: evidence and places open their events, names and dates say how they were read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from geo.escape import apart, to_bdi, to_html
from geo.event import Source
from geo.explain import chance, date_lines, date_meaning, name_lines, name_meaning
from geo.geoparse import Toponym
from geo.name_marks import DOUBTFUL
from geo.read_text import ReadText
from geo.reading import Segment
from geo.words import published
from pages.parts import view
from pages.parts.components import own, sent

_reader = own("panel", "reader")


def about(source: Source, ours: bool, shown: str, of: int) -> str:
    """The head of an article as HTML: title, where it is from, what is highlighted."""
    text = "Briefmap's own summary of the article" if ours else "The original article"
    return (
        f'<h1 class="bm-title">{to_html(source.title)}</h1>'
        f'<p class="bm-about">{to_html(text)}. {to_bdi(source.publisher or "publisher not stated")}; '
        f"{to_html(published(source))}</p>"
        f'<p class="bm-about">{to_html(f"{shown} of {of} in this article shown by the filter.")} '
        '<mark class="bm-evidence bm-key">evidence</mark> <span class="bm-place-name bm-key">place of an event</span> '
        "Choose one to open its event. "
        '<span class="bm-read-name bm-key">name</span> <span class="bm-read-date bm-key">date</span> '
        "Point at one to see how it was read.</p>"
    )


def show(
    segments: Sequence[Segment], titles: Mapping[str, str], opened: Sequence[str], key: str = "reader",
    on_open: Callable[[], None] | None = None, read: ReadText | None = None,
) -> None:  # fmt: skip
    """Draw the text; a mark that is clicked, or entered by keyboard, opens its events.

    Parameters
    ----------
    segments : sequence of Segment
    titles : mapping
        Titles of the events by id.
    opened : sequence of str
        Ids of those that are opened.
    key : str
    on_open : callable, optional
        What to do instead with what the element sends under ``opened``.
    read : ReadText, optional
        The names and dates of the text, if the segments have any; each says how it was read.
    """
    named = {e for s in segments for e in (*s.evidence, *s.places)}
    data = _data(segments, read) | {"titles": {e: apart(titles[e]) for e in sorted(named)}, "opened": list(opened)}
    _reader(key=key, data=data, on_opened_change=on_open or _open)


def show_text(segments: Sequence[Segment], read: ReadText, picked: Sequence[str], on_pick: Callable[[], None]) -> None:
    """Draw a text with its names and dates; a name that is clicked, or entered by keyboard, is picked."""
    data = _data(segments, read) | {"titles": {}, "opened": [], "picks": True, "picked": list(picked)}
    _reader(key="read_reader", data=data, on_picked_change=on_pick)


def _data(segments: Sequence[Segment], read: ReadText | None) -> dict[str, Any]:
    return {
        "segments": [[s.text, *map(list, (s.evidence, s.places, s.names, s.dates))] for s in segments],
        "names": [_name(name) for name in read.names] if read else [],
        "dates": [_told(day.text, date_meaning(day), date_lines(day)) for day in read.dates] if read else [],
    }


def _name(name: Toponym) -> dict[str, Any]:
    said = f"{name_meaning(name)}, {chance(name.score)}"
    return _told(name.text, said, name_lines(name)) | {"doubtful": name.score < DOUBTFUL}


def _told(head: str, said: str, lines: Sequence[tuple[str, str]]) -> dict[str, Any]:
    return {"head": head, "said": apart(said), "lines": [[what, words] for what, words in lines]}


def _open() -> None:
    chosen = sent("reader", "opened")
    if isinstance(chosen, list):
        view.open_sent(chosen)
