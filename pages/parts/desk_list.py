"""The list of all that was read out of the article on the desk, in the order of the text."""

from __future__ import annotations

from geo.archive import Entry
from geo.desk.queue import by_state
from geo.escape import apart
from geo.words import dates, humanise
from pages.parts import desk_state, look
from pages.parts.components import own, sent
from pages.parts.desk_queue import STATE_NAMES, place_name, state_of

_list = own("desk_list")


def show() -> None:
    """Draw the list; the event that is looked at is pointed out."""
    entries = desk_state.entries()
    if not entries:
        return
    counted = [f"{n} {STATE_NAMES[state]}" for state, n in by_state(entries).items() if n]
    look.heading(f"In this article: {', '.join(counted)}")
    data = {"rows": [_row(n, e) for n, e in enumerate(entries, 1)], "panel": desk_state.panel()}
    _list(key="desk-list", data=data, on_opened_change=_open)


def _row(number: int, entry: Entry) -> dict[str, object]:
    event = entry.event
    when = dates(event.model_dump(include={"date_start", "date_end", "ongoing"}))
    sure = f"{event.confidence:.0%} sure" if event.confidence is not None and entry.status == "draft" else ""
    return {
        "id": event.event_id, "number": number, "title": apart(event.title), "layer": event.layer,
        "about": f"{humanise(event.sub_type)} · {when} · {apart(place_name(entry))}",
        "state": state_of(entry) if entry.status != "draft" else "", "sure": sure, "status": entry.status,
        "unsure": len(entry.unsure) if entry.status == "draft" else 0,
        "chosen": event.event_id == desk_state.event_id(),
    }  # fmt: skip


def _open() -> None:
    chosen = sent("desk-list", "opened")
    if isinstance(chosen, str) and chosen in desk_state.snapshot().entries:
        desk_state.choose(chosen)
