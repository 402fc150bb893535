"""Marks of what changed carry a word for it, for eyes and for screen readers."""

from __future__ import annotations

from geo.marks import make_marks
from geo.shipped import default_store


def test_a_mark_says_what_became_of_its_events():
    shipped = default_store().events
    assert all(not mark.news and "news" not in mark.properties() for mark in make_marks(shipped))
    words = {"seed-A2": "changed", "seed-A3": "retracted"}
    told = shipped.assign(news=[words.get(e, "new") for e in shipped["event_id"]])
    by_event = {mark.events: mark for mark in make_marks(told)}
    assert by_event[("seed-A2",)].news == "changed"
    assert by_event[("seed-A2",)].title.endswith("(changed)")
    assert by_event[("seed-A3",)].properties()["news"] == "retracted"
    several = [mark for mark in by_event.values() if len(mark.events) > 1]
    assert several
    for mark in several:
        assert sum(int(part.split()[0]) for part in mark.news.split(", ")) == len(mark.events)
