"""Records keep their rules, and what breaks them is told with row, column, value and reason."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import InvalidRecords
from geo.event import LAYERS, MAX_DEPTH, SUB_TYPES, Event, Source
from geo.event_rows import parse_event, parse_events
from tests.hostile import HOSTILE, UNWRITABLE
from tests.made import HASH, made_event


def problems_of(**fields):
    with pytest.raises(InvalidRecords) as refused:
        parse_event(made_event(**fields), 7)
    return refused.value.problems


@pytest.mark.parametrize(
    ("fields", "column", "reason"),
    [
        ({"layer": "rumour"}, "layer", "airspace_incursion"),
        ({"sub_type": "summit"}, "sub_type", "airspace_incursion knows only drone"),
        ({"title": ""}, "title", "at least 1 character"),
        ({"event_id": "a b"}, "event_id", "pattern"),
        ({"dates": ("2025-09-10", "2025-09-09", 1)}, "date_end", "ends before it starts"),
        ({"dates": ("2025-02-30", "2025-03-01", 1)}, "date_start", "valid date"),
        ({"date_end": None}, "date_end", "both given or both empty"),
        ({"date_prec": None}, "date_prec", "a dated event has a precision"),
        ({"dates": ("2025-09-01", "2025-09-30", 2)}, "date_prec", "the window is 30 days"),
        ({"dates": ("2025-09-01", "2025-09-06", 3)}, "date_prec", "means 7 to 7"),
        ({"date_basis": None}, "date_basis", "stated or inferred"),
        ({"where_prec": 0}, "where_prec", "greater than or equal to 1"),
        ({"where_prec": 8}, "where_prec", "less than or equal to 7"),
        ({"uncertainty_km": 0}, "uncertainty_km", "greater than 0"),
        ({"uncertainty_km": float("nan")}, "uncertainty_km", "finite"),
        ({"participants": [{"role": "target"}]}, "participants.0", "needs a country"),
        ({"participants": [{"iso3": "Poland", "role": "target"}]}, "participants.0.iso3", "pattern"),
        ({"places": [{"name": "Poland", "role": "near"}]}, "places.0.role", "at"),
        ({"evidence": []}, "evidence", "at least 1"),
        ({"evidence": [{"article": HASH, "start": 5, "end": 5}]}, "evidence.0", "end after it starts"),
        ({"evidence": [{"article": "abc", "start": 0, "end": 5}]}, "evidence.0.article", "pattern"),
        ({"facts": {"n": float("nan")}}, "facts", "JSON"),
        ({"facts": {"n": [float("inf")]}}, "facts", "JSON"),
        ({"facts": {"\udc00": 1}}, "facts", "no file can hold"),
        ({"facts": {"n": 10**5000}}, "facts", "JSON"),
        ({"caused_by": ""}, "caused_by", "pattern"),
        ({"source_id": []}, "source_id", "at least 1"),
        ({"latitude": 52.0}, "latitude", "not permitted"),
    ],
)
def test_each_broken_rule_is_named_with_row_column_value_and_reason(fields, column, reason):
    told = {p.column: p for p in problems_of(**fields)}
    assert column in told
    assert told[column].row == 7
    assert reason in told[column].reason
    assert f"row 7, {column}: " in str(told[column])


def test_every_broken_rule_of_a_record_is_told_at_once():
    assert {p.column for p in problems_of(layer="rumour", where_prec=9, title="")} >= {"layer", "where_prec", "title"}


def test_an_undated_event_is_legal():
    event = parse_event(made_event(dates=None))
    assert event.date_start is event.date_end is event.date_prec is None


def test_a_record_cannot_be_changed_afterwards():
    with pytest.raises(ValueError, match="frozen"):
        parse_event(made_event()).title = "other"


def test_ids_are_unique_and_causes_exist():
    given_records = [
        made_event(event_id="a"),
        made_event(event_id="a"),
        made_event(event_id="b", caused_by="nobody"),
        made_event(event_id="c", caused_by="b"),
        made_event(event_id="d", caused_by="a"),
    ]
    accepted, problems, rejected = parse_events(given_records)
    assert [e.event_id for e in accepted] == ["a", "d"]
    assert [(p.row, p.column) for p in problems] == [(2, "event_id"), (3, "caused_by"), (4, "caused_by")]
    assert len(accepted) + rejected == 5


@given(
    st.lists(
        st.fixed_dictionaries(
            {"event_id": st.sampled_from(["a", "b", "c", "", "d d"])},
            optional={
                "caused_by": st.sampled_from(["a", "b", "z", None]),
                "where_prec": st.integers(-1, 9),
                "title": st.text(max_size=5),
                "nonsense": st.none(),
            },
        ),
        max_size=8,
    )
)
def test_accepted_and_rejected_are_all_that_was_given(changes):
    records = [made_event(**change) for change in changes]
    accepted, problems, rejected = parse_events(records)
    assert len(accepted) + rejected == len(records)
    assert len({p.row for p in problems}) == rejected
    ids = {e.event_id for e in accepted}
    assert all(e.caused_by is None or e.caused_by in ids for e in accepted)


def test_every_sub_type_belongs_to_one_layer_and_is_accepted_there():
    names = [name for layer in LAYERS for name in SUB_TYPES[layer]]
    assert len(names) == len(set(names))
    for layer in LAYERS:
        for name in SUB_TYPES[layer]:
            assert isinstance(parse_event(made_event(layer=layer, sub_type=name)), Event)


def test_a_source_is_not_graded_until_somebody_grades_it():
    source = Source(source_id="s", title="t")
    assert (source.reliability, source.credibility) == ("F", 6)
    with pytest.raises(ValueError, match="https"):
        Source(source_id="s", title="t", url="javascript:alert(1)")


@pytest.mark.parametrize("text", UNWRITABLE)
@pytest.mark.parametrize("field", ["title", "summary", "place", "actor", "fact", "who"])
def test_text_that_some_file_could_not_hold_is_refused_with_a_reason(text, field):
    records = {
        "title": made_event(title=text),
        "summary": made_event(summary=text),
        "place": made_event(places=[{"name": text, "place_id": "iso:POL"}]),
        "actor": made_event(participants=[{"actor": text, "role": "target"}]),
        "fact": made_event(facts={"list": [{"deep": text}]}),
        "who": made_event(revision={"who": text, "when": "2025-10-06"}),
    }
    accepted, problems, rejected = parse_events([records[field]])
    assert accepted == []
    assert rejected == 1
    assert "no file can hold" in problems[0].reason


@pytest.mark.parametrize("text", HOSTILE)
def test_harm_in_a_text_is_no_reason_to_refuse_it(text):
    accepted, problems, _ = parse_events([made_event(title=text, summary=text, facts={text: text})])
    assert problems == []
    assert accepted[0].title == text


def test_facts_deeper_than_anybody_reads_are_refused_with_a_reason():
    deep = json.loads("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    [problem] = parse_events([made_event(facts={"a": deep})])[1]
    assert (problem.column, problem.reason) == ("facts", f"facts are nested at most {MAX_DEPTH} deep")
    assert parse_events([made_event(facts={"a": deep[0]})])[1] == []
