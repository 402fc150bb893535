"""A field that opens an event by its name: the way to each event without a mouse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from geo.escape import apart
from pages.parts.components import own, sent

MAX_NAMES = 1_000
"""Most names that the field knows: the filter narrows the rest down."""

_by_name = own("by_name")


def show(key: str, label: str, names: Mapping[str, str], chosen: str | None, on_chosen: Callable[[str], None]) -> None:
    """Draw the field.

    Parameters
    ----------
    key : str
        Unique on its page.
    label : str
    names : mapping of str to str
        Names of events by event id; where two are alike, the id is put behind them.
    chosen : str or None
        Id of the event whose name stands in the field.
    on_chosen : callable
        What to do with the id that was chosen, "" where the field was emptied.
    """
    shown = dict(list(names.items())[:MAX_NAMES])
    often = Counter(shown.values())
    listed = [(id_, apart(name if often[name] == 1 else f"{name} ({id_})")) for id_, name in shown.items()]
    hint = "Type a few letters" if len(names) <= MAX_NAMES else f"Type a few letters: the first {MAX_NAMES:,} are known"
    data = {"label": label, "hint": hint, "names": listed, "chosen": chosen}
    _by_name(key=key, data=data, on_chosen_change=lambda: _send(key, names, on_chosen))


def _send(key: str, names: Mapping[str, str], on_chosen: Callable[[str], None]) -> None:
    chosen = sent(key, "chosen")
    if isinstance(chosen, str) and (chosen in names or not chosen):
        on_chosen(chosen)
