"""One filter, one meaning."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import geo
from geo.event import LAYERS
from geo.event_rows import parse_events
from geo.filter import ALL_SUB_TYPES, MAX_TEXT, QUERY_KEYS, SENSES, Filter
from geo.frame import to_frame
from geo.gazetteer import load_gazetteer
from tests.made import made_event

COUNTRIES = ("POL", "RUS", "USA", "UKR", "DNK", "IRN", "CAF", "FRA", "LVA")

days = st.none() | st.dates(date(2012, 1, 1), date(2026, 12, 31))
filters = st.builds(
    Filter,
    layers=st.frozensets(st.sampled_from(LAYERS)),
    date_from=st.dates(date(2012, 1, 1), date(2025, 9, 15)) | st.none(),
    date_to=st.dates(date(2025, 9, 15), date(2026, 12, 31)) | st.none(),
    certain=st.booleans(),
    countries=st.frozensets(st.sampled_from(COUNTRIES), max_size=3),
    every=st.booleans(),
    sense=st.sampled_from(SENSES),
    sub_types=st.frozensets(st.sampled_from(sorted(ALL_SUB_TYPES)), max_size=3),
    text=st.sampled_from(["", "", "", "drone", "moscow", "Rzeszow", "no such words"]) | st.text(max_size=MAX_TEXT),
) | st.builds(
    Filter,
    date_from=days,
    certain=st.booleans(),
    countries=st.frozensets(st.sampled_from(COUNTRIES), max_size=2),
    every=st.booleans(),
)


def one(**fields):
    """A frame of one event."""
    accepted, problems, _ = parse_events([made_event(**fields)])
    assert not problems
    return to_frame(accepted, load_gazetteer())


SEPTEMBER = {"date_from": date(2025, 9, 1), "date_to": date(2025, 9, 30)}
DATE_ANSWERS = [
    # an event's dates, the filter's dates, possibly inside, certainly inside
    ("exact day inside", ("2025-09-10", "2025-09-10", 1), SEPTEMBER, True, True),
    ("exact day on the first day", ("2025-09-01", "2025-09-01", 1), SEPTEMBER, True, True),
    ("exact day on the last day", ("2025-09-30", "2025-09-30", 1), SEPTEMBER, True, True),
    ("exact day the day before", ("2025-08-31", "2025-08-31", 1), SEPTEMBER, False, False),
    ("exact day the day after", ("2025-10-01", "2025-10-01", 1), SEPTEMBER, False, False),
    ("exact duration across the first day", ("2025-08-30", "2025-09-01", 1), SEPTEMBER, True, True),
    ("exact duration across it all", ("2025-08-01", "2025-10-31", 1), SEPTEMBER, True, True),
    ("vague days wholly inside", ("2025-09-20", "2025-09-25", 2), SEPTEMBER, True, True),
    ("vague window that fills it", ("2025-09-01", "2025-09-30", 4), SEPTEMBER, True, True),
    ("vague window that sticks out", ("2025-09-10", "2025-10-06", 4), SEPTEMBER, True, False),
    ("vague window around it", ("2025-01-01", "2025-12-31", 5), SEPTEMBER, True, False),
    ("vague week that ends the day before", ("2025-08-25", "2025-08-31", 3), SEPTEMBER, False, False),
    ("vague window, no filter", ("2025-09-10", "2025-10-06", 4), {}, True, True),
    ("vague window, open end", ("2025-09-10", "2025-10-06", 4), {"date_from": date(2025, 9, 10)}, True, True),
    ("vague window, late start", ("2025-09-10", "2025-10-06", 4), {"date_from": date(2025, 9, 11)}, True, False),
]
ONGOING_ANSWERS = [
    ("surely begun long before", ("2018-01-01", "2018-12-31", 5), SEPTEMBER, True, True),
    ("may have begun inside", ("2025-09-10", "2025-10-06", 4), SEPTEMBER, True, False),
    ("begun by the last day", ("2025-09-10", "2025-09-30", 4), SEPTEMBER, True, True),
    ("begun after it", ("2025-10-01", "2025-10-01", 1), SEPTEMBER, False, False),
    ("begun on the last day", ("2025-09-30", "2025-09-30", 1), SEPTEMBER, True, True),
    ("begun before, open start", ("2018-01-01", "2018-12-31", 5), {"date_to": date(2018, 6, 1)}, True, False),
]


@pytest.mark.parametrize(("why", "dates", "asked", "possibly", "certainly"), DATE_ANSWERS)
def test_dates_answer_as_designed(why, dates, asked, possibly, certainly):
    frame = one(dates=dates)
    assert Filter(**asked).mask(frame).tolist() == [possibly], why
    assert Filter(**asked, certain=True).mask(frame).tolist() == [certainly], why


@pytest.mark.parametrize(("why", "dates", "asked", "possibly", "certainly"), ONGOING_ANSWERS)
def test_what_goes_on_answers_by_its_beginning(why, dates, asked, possibly, certainly):
    frame = one(dates=dates, ongoing=True)
    assert Filter(**asked).mask(frame).tolist() == [possibly], why
    assert Filter(**asked, certain=True).mask(frame).tolist() == [certainly], why


@pytest.mark.parametrize("ongoing", [False, True])
def test_an_undated_event_is_possibly_inside_any_dates_and_certainly_in_none(ongoing):
    frame = one(dates=None, ongoing=ongoing)
    assert Filter(**SEPTEMBER).mask(frame).tolist() == [True]
    assert Filter(**SEPTEMBER, certain=True).mask(frame).tolist() == [False]
    assert Filter(certain=True).mask(frame).tolist() == [False]


@pytest.mark.parametrize(
    ("sense", "code", "answer"),
    [
        ("place", "POL", True), ("party", "POL", True), ("concerned", "POL", False), ("any", "POL", True),
        ("place", "RUS", False), ("party", "RUS", True), ("concerned", "RUS", False), ("any", "RUS", True),
        ("place", "UKR", False), ("party", "UKR", False), ("concerned", "UKR", True), ("any", "UKR", True),
        ("any", "FRA", False),
    ],
)  # fmt: skip
def test_a_country_counts_as_place_as_party_as_concerned_or_in_any_sense(sense, code, answer):
    frame = one(
        participants=[
            {"iso3": "RUS", "role": "intruder", "attribution": "implied"},
            {"iso3": "POL", "role": "target"},
            {"iso3": "UKR", "role": "concerned"},
        ]
    )
    assert Filter(countries=frozenset({code}), sense=sense).mask(frame).tolist() == [answer]


def test_any_one_of_several_countries_will_do():
    assert Filter(countries=frozenset({"POL", "FRA"})).mask(one()).tolist() == [True]


def test_every_one_of_several_countries_may_be_asked_for_whatever_its_role():
    frame = one(participants=[{"iso3": "RUS", "role": "intruder"}, {"iso3": "UKR", "role": "concerned"}])
    for codes, answer in ({"POL", "RUS"}, True), ({"POL", "RUS", "UKR"}, True), ({"POL", "FRA"}, False):
        assert Filter(countries=frozenset(codes), every=True).mask(frame).tolist() == [answer], codes
    both = Filter(countries=frozenset({"RUS", "UKR"}), every=True, sense="party")
    assert both.mask(frame).tolist() == [False]


@settings(max_examples=60)
@given(filters)
def test_events_that_name_every_country_are_those_that_name_each(wanted):
    events = geo.load_events()
    each = [replace(wanted, countries=frozenset({code}), every=False).mask(events) for code in wanted.countries]
    named_by_each = replace(wanted, countries=frozenset()).mask(events)
    for mask in each:
        named_by_each &= mask
    assert replace(wanted, every=True).mask(events).tolist() == named_by_each.tolist()


def test_words_are_found_without_regard_to_case_accents_and_order():
    frame = one(title="Debris near Rzeszów, three MiG-31s")
    assert Filter(text="RZESZOW mig-31").mask(frame).tolist() == [True]
    assert Filter(text="rzeszow balloon").mask(frame).tolist() == [False]


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_first_and_the_last_day_there_are_can_be_asked_for(day):
    frame = one()
    assert Filter(date_from=day).mask(frame).tolist() == [day == date.min]
    assert Filter(date_to=day, certain=True).mask(frame).tolist() == [day == date.max]


def test_no_layer_switched_on_shows_nothing():
    assert not Filter(layers=frozenset()).mask(geo.load_events()).any()


def test_the_default_filter_shows_everything():
    events = geo.load_events()
    assert Filter().mask(events).all()


def test_russia_and_airspace_finds_what_is_attributed_to_russia_by_statement_or_implication(shared):
    events = geo.load_events()
    wanted = Filter(layers=frozenset({"airspace_incursion"}), countries=frozenset({"RUS"}), sense="party")
    found = events[wanted.mask(events)]
    assert {"seed-A1", "seed-A6", "seed-A7", "seed-A8"} <= set(found["event_id"])
    assert not {"seed-A9", "seed-A10", "seed-A14"} & set(found["event_id"])
    grounds = {
        row["event_id"]: p["attribution"]
        for row in found.to_dict("records")
        for p in row["participants"]
        if p["iso3"] == "RUS"
    }
    assert grounds["seed-A1"] == "stated"
    assert grounds["seed-A7"] == grounds["seed-A8"] == "implied"


@settings(max_examples=200)
@given(filters)
def test_a_filter_survives_its_own_link(wanted):
    assert Filter.from_query(wanted.to_query()) == (wanted, [])


@settings(max_examples=200)
@given(st.dictionaries(st.sampled_from(QUERY_KEYS), st.text()))
def test_no_link_whatever_is_an_error_and_what_is_dropped_is_noted(query):
    found, notes = Filter.from_query(query, COUNTRIES)
    again, none = Filter.from_query(found.to_query(), COUNTRIES)
    assert again == found
    assert none == []
    assert all(note.endswith(".") and len(note) < 200 for note in notes)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"from": "2025-13-01"}, "2025-13-01"),
        ({"to": "yesterday"}, "yesterday"),
        ({"from": "0001-01-01"}, "0001-01-01"),
        ({"to": "9999-12-31"}, "9999-12-31"),
        ({"country": "POL,Atlantis"}, "Atlantis"),
        ({"layer": "meeting,<script>"}, "<script>"),
        ({"sense": "sixth"}, "sixth"),
        ({"dates": "maybe"}, "maybe"),
        ({"match": "most"}, "most"),
        ({"type": "ufo"}, "ufo"),
        ({"text": "x" * (MAX_TEXT + 1)}, "longer"),
        ({"from": "2025-10-01", "to": "2025-09-01"}, "backwards"),
    ],
)
def test_each_bad_value_is_dropped_with_one_note(query, said):
    found, notes = Filter.from_query(query, COUNTRIES)
    assert len(notes) == 1
    assert said in notes[0]
    assert found.date_from is None


def test_the_filter_in_words_says_all_of_it():
    wanted = Filter(
        layers=frozenset({"airspace_incursion"}), **SEPTEMBER, certain=True, countries=frozenset({"RUS"}),
        sense="party", sub_types=frozenset({"drone"}), text="danube",
    )  # fmt: skip
    assert wanted.in_words({"RUS": "Russia"}) == (
        "Airspace incursions; only drone; 1 Sep 2025 to 30 Sep 2025, certainly inside; Russia as a party; "
        "with the words “danube”"
    )


def test_the_filter_in_words_says_whether_any_country_will_do_or_each_must_be_named():
    names = {"RUS": "Russia", "IRN": "Iran"}
    either = Filter(countries=frozenset(names))
    assert "Iran or Russia named in any role" in either.in_words(names)
    assert "Iran and Russia named in any role" in replace(either, every=True).in_words(names)
