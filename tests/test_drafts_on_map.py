"""Drafts on the map: marked as such whatever stands for them, in words and dashes."""

from __future__ import annotations

import pytest

from geo.event import Event
from geo.frame import to_frame
from geo.gazetteer import load_gazetteer
from geo.marks import make_marks
from tests.made import made_event

LUBLIN = {"name": "Lublin", "place_id": "gn:765876", "iso3": "POL"}
TREATY = {
    "layer": "treaty_partner", "sub_type": "treaty_signed", "places": [], "where_prec": 6,
    "participants": [{"iso3": "POL", "role": "signatory"}, {"iso3": "LTU", "role": "signatory"}],
}  # fmt: skip
KINDS = {
    "spot": {"places": [LUBLIN], "where_prec": 1},
    "area": {"places": [{"name": "Baltic Sea", "place_id": load_gazetteer().lookup("Baltic Sea")[0].place_id}],
             "where_prec": 7},
    "country": {},
    "line": TREATY,
    "partner": TREATY,
}  # fmt: skip


def marks(*statuses, **fields):
    events = [
        made_event(event_id=f"made-{n}", revision={"who": "t", "when": "2025-10-06", "status": status}, **fields)
        for n, status in enumerate(statuses)
    ]
    return make_marks(to_frame([Event.model_validate(e) for e in events], load_gazetteer()))


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_is_dashed_and_named_as_one_whatever_stands_for_it(kind):
    mark, *_ = [m for m in marks("draft", **KINDS[kind]) if m.kind == kind]
    assert mark.inferred
    assert mark.title.endswith("(draft)")
    assert mark.draft == mark.properties()["draft"] == "draft"
    assert not mark.label or mark.label.endswith(", draft")


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_confirmed_says_nothing_of_drafts(kind):
    mark, *_ = [m for m in marks("confirmed", **KINDS[kind]) if m.kind == kind]
    assert not mark.inferred
    assert "draft" not in mark.title + mark.label
    assert "draft" not in mark.properties()


@pytest.mark.parametrize(("statuses", "word"), [(("draft", "confirmed"), "1 draft"),
                                                (("draft", "draft", "confirmed"), "2 drafts")])  # fmt: skip
def test_a_mark_of_both_counts_its_drafts_and_is_not_dashed_for_them(statuses, word):
    [mark] = marks(*statuses, places=[LUBLIN], where_prec=1)
    assert mark.draft == word
    assert not mark.inferred
