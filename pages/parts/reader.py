"""An article's text with its marks: a stretch of evidence or a place opens the events it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from geo.escape import apart, to_bdi, to_html
from geo.event import Source
from geo.reading import Segment
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


def show(
    segments: Sequence[Segment], titles: Mapping[str, str], opened: Sequence[str], key: str = "reader",
    on_open: Callable[[], None] | None = None,
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
    """
    named = {e for s in segments for e in (*s.evidence, *s.places)}
    data = {
        "segments": [[s.text, list(s.evidence), list(s.places)] for s in segments],
        "titles": {e: apart(titles[e]) for e in sorted(named)},
        "opened": list(opened),
    }
    _reader(key=key, data=data, on_opened_change=on_open or _open)


def _open() -> None:
    chosen = sent("reader", "opened")
    if isinstance(chosen, list):
        view.open_sent(chosen)
