"""Known incidents are proposed for a report, with reasons; nothing is decided by the machine."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.match_pairs import pairs
from geo.event import Event
from geo.match import LEAST, MOST, compare, proposals
from geo.shipped import default_store
from tests.made import made_event

PAIRS = pairs()
EVENTS = [*default_store().records, *(e for pair in PAIRS for e in (pair.one, pair.other))]


def made(**fields):
    return Event.model_validate(made_event(**fields))


def test_reports_of_one_incident_are_proposed_with_what_speaks_for_it():
    for pair in PAIRS:
        if pair.same:
            found = compare(pair.one, pair.other)
            assert found.score >= LEAST, (pair.one.title, pair.other.title, found)
            assert len(found.reasons) >= 2


def test_of_two_known_incidents_the_same_one_is_proposed_first():
    known = [pair.other for pair in PAIRS]
    for pair in PAIRS:
        if pair.same:
            assert proposals(pair.one, known)[0].event_id == pair.other.event_id


def test_the_shipped_events_are_not_taken_for_one_another_and_never_for_themselves():
    shipped = default_store().records
    for event in shipped:
        ids = [p.event_id for p in proposals(event, shipped)]
        assert event.event_id not in ids
        assert len(ids) <= MOST


@given(st.sampled_from(EVENTS), st.sampled_from(EVENTS))
def test_a_score_is_a_probability_and_the_same_both_ways(one, other):
    there, back = compare(one, other), compare(other, one)
    assert 0 < there.score < 1
    assert there.score == pytest.approx(back.score)


@given(st.integers(0, 40), st.integers(0, 40))
def test_the_further_apart_in_time_the_less_likely(first, second):
    days = sorted((first, second))
    known = made()
    scores = []
    for gap in days:
        day = str(date(2025, 9, 10) + timedelta(days=gap))
        scores.append(compare(made(event_id="other", dates=(day, day, 1)), known).score)
    assert scores[0] >= scores[1]


def test_distance_counts_less_what_is_uncertain():
    def at(name, place_id, **more):
        return made(event_id=name, places=[{"name": name, "place_id": place_id, "iso3": "POL"}], where_prec=1, **more)

    lublin, rzeszow = at("Lublin", "gn:765876"), at("Rzeszow", "gn:759734")
    sure, unsure = compare(lublin, rzeszow), compare(at("Lublin", "gn:765876", uncertainty_km=200), rzeszow)
    assert any("km apart" in why for why in sure.reasons)
    assert sure.score < unsure.score
    assert any("within what is uncertain" in why for why in unsure.reasons)


def test_numbers_that_agree_speak_for_it_and_others_a_little_against():
    scores = [
        compare(made(facts={"count_min": 19}), made(event_id="b", facts=facts)).score
        for facts in ({"count_min": 19}, {}, {"count_min": 21})
    ]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 3


def test_an_event_that_says_next_to_nothing_is_compared_all_the_same():
    bare = made(dates=None, places=[], participants=[])
    for one, other in itertools.product([bare, made(event_id="x")], repeat=2):
        assert 0 < compare(one, other).score < 1
