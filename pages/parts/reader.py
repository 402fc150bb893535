"""An article's text with its marks: a stretch of evidence or a place opens the events it belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from geo.escape import apart, to_bdi, to_html
from geo.event import Source
from geo.reading import Segment
from geo.store import Store
from geo.words import published
from pages.parts import view
from pages.parts.components import own, sent

_reader = own("reader")


def about(source: Source, ours: bool, shown: str, of: int) -> str:
    """The head of an article as HTML: title, where it is from, what is highlighted."""
    text = "Briefmap's own summary of the article" if ours else "The original article"
    return (
        f'<h1 class="bm-title">{to_html(source.title)}</h1>'
        f'<p class="bm-about">{to_html(text)}. {to_bdi(source.publisher or "publisher not stated")}; '
        f"{to_html(published(source))}</p>"
        f'<p class="bm-about">{to_html(f"{shown} of {of} in this article shown by the filter.")} '
        '<mark class="bm-evidence bm-key">evidence</mark> <span class="bm-place-name bm-key">place of an event</span> '
        "Choose one to open its event.</p>"
    )


def show(segments: Sequence[Segment], known: Store, opened: Sequence[str]) -> None:
    """Draw the text; a mark that is clicked, or entered by keyboard, opens its events."""
    titles = {event.event_id: event.title for event in known.records}
    named = {e for s in segments for e in (*s.evidence, *s.places)}
    data = {
        "segments": [[s.text, list(s.evidence), list(s.places)] for s in segments],
        "titles": {e: apart(titles[e]) for e in sorted(named)},
        "opened": list(opened),
    }
    _reader(key="reader", data=data, on_opened_change=_open)


def _open() -> None:
    chosen = sent("reader", "opened")
    if isinstance(chosen, list):
        view.open_sent(chosen)
