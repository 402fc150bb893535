"""What the theme pages say of their events, as plain values."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import geo
from geo.event import LAYERS, SUB_TYPES
from geo.event_rows import parse_events
from geo.frame import to_frame
from geo.gazetteer import load_gazetteer
from geo.themes import airspace, deployments, meetings, treaties
from geo.themes.spans import spans
from tests.hostile import WRITABLE
from tests.made import made_event

NAMES = load_gazetteer().country_names
ANY_FACT = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(WRITABLE, max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(WRITABLE, max_size=5), inner, max_size=3),
    max_leaves=5,
)
FACT_KEYS = (
    "treaty", "term_years", "mutual_defence", "mutual_defence_ground", "clauses", "subjects", "agreement", "outcome",
    "ceasefire_days", "full_ceasefire", "rank", "subject", "purpose", "cause", "follows", "count", "count_min",
    "object", "depth_km_max", "duration", "intercepted", "investigated_by", "assets", "force", "trained",
    "size", "tasks", "usd",
)  # fmt: skip


def frame(*records):
    accepted, problems, _ = parse_events(records)
    assert not problems
    return to_frame(accepted, load_gazetteer())


def treaty(**fields):
    return made_event(
        **{"layer": "treaty_partner", "sub_type": "treaty_signed", "title": "A treaty"}
        | {"participants": [{"iso3": "POL", "role": "signatory"}, {"iso3": "FRA", "role": "signatory"}]}
        | fields
    )


def deployment(**fields):
    return made_event(**{"layer": "deployment", "sub_type": "base", "title": "A base"} | fields)


def meeting(**fields):
    return made_event(**{"layer": "meeting", "sub_type": "visit", "title": "A visit"} | fields)


def by_id(told):
    return {item.event_id: item for item in told}


@pytest.fixture(scope="module")
def events():
    return geo.load_events()


def all_told(events):
    """Everything the four pages say, event by event."""
    flown, closed = airspace.incursions(events), airspace.consequences(events)
    sent, gone = deployments.deployments(events), deployments.withdrawals(events)
    return [
        *airspace.incidents(flown, events, NAMES),
        *airspace.incidents(closed, events, NAMES),
        *treaties.bonds(events, NAMES),
        *deployments.in_words(sent, events, NAMES),
        *deployments.in_words(gone, events, NAMES),
        *meetings.in_words(meetings.at_a_place(events), NAMES),
        *meetings.in_words(meetings.between_ends(events), NAMES),
    ]


def test_every_event_is_told_on_exactly_one_page_in_one_table(events):
    assert sorted(item.event_id for item in all_told(events)) == sorted(events["event_id"])


def test_an_empty_view_is_told_as_nothing(events):
    nothing = events.iloc[:0]
    assert all_told(nothing) == []
    assert treaties.pairs(nothing) == []
    assert not any(
        [treaties.by_kind(nothing), deployments.by_sender(nothing), deployments.by_kind(nothing)]
        + [meetings.by_kind(nothing), meetings.by_party(nothing)]
    )
    assert spans(nothing) == ([], 0)


@settings(max_examples=150)
@given(
    st.sampled_from([(layer, sub_type) for layer in LAYERS for sub_type in SUB_TYPES[layer]]),
    st.dictionaries(st.sampled_from(FACT_KEYS), ANY_FACT),
    st.sampled_from(["occurred", "planned", "alleged"]),
    st.sampled_from([None, ("2024-02-29", "2024-02-29", 1), ("1999-01-01", "2001-12-31", 5)]),
    st.booleans(),
)
def test_facts_of_any_shape_are_told_as_text(kind, facts, modality, dates, has_country):
    somebody = {"iso3": "POL"} if has_country else {"actor": "A band without a country"}
    roles = ("signatory", "host", "guest", "deploying", "hosting", "intruder", "mediator")
    made = frame(
        made_event(
            dates, layer=kind[0], sub_type=kind[1], facts=facts, modality=modality,
            participants=[somebody | {"role": role} for role in roles],
        )
    )  # fmt: skip
    (told,) = all_told(made)
    assert all(isinstance(value, str) for value in dataclasses.asdict(told).values())


# Treaties


def test_treaties_relations_and_plans_stand_apart(events):
    kinds = {bond.event_id: bond.kind for bond in treaties.bonds(events, NAMES)}
    assert {e for e, k in kinds.items() if k == "treaty"} == {"seed-C1", "seed-C2"}
    assert {e for e, k in kinds.items() if k == "planned"} == {"seed-C5"}
    assert {e for e, k in kinds.items() if k == "relation"} == {"seed-C3", "seed-C4", "seed-C8", "seed-C9", "seed-D4"}


def test_the_russian_iranian_treaty_is_told_with_term_clauses_and_what_it_lacks(events):
    bond = by_id(treaties.bonds(events, NAMES))["seed-C1"]
    assert bond.partners == "Vladimir Putin (Russia) and Masoud Pezeshkian (Iran)"
    assert bond.term == "20 years, until 17 Jan 2045"
    assert bond.mutual_defence == "no"
    assert "no aid to an aggressor" in bond.clauses
    assert "agriculture" in bond.subjects


def test_what_a_treaty_does_not_state_is_said_to_be_not_stated(events):
    bond = by_id(treaties.bonds(events, NAMES))["seed-C2"]
    assert bond.term == "term not stated"
    assert bond.mutual_defence.startswith("yes, implied")
    assert bond.clauses == "none stated"


def test_a_relation_says_how_much(events):
    told = by_id(treaties.bonds(events, NAMES))
    assert told["seed-C4"].amount == "US dollars: 1,700,000,000; drones: 11,000"
    assert told["seed-C5"].amount == "gas, billion cubic metres a year: 55"


@pytest.mark.parametrize(
    ("dates", "years", "said"),
    [
        (("2024-02-29", "2024-02-29", 1), 1, "1 year, until 28 Feb 2025"),
        (("2024-02-29", "2024-02-29", 1), 4, "4 years, until 29 Feb 2028"),
        (("2020-01-01", "2020-12-31", 5), 5, "5 years, until 2025, day not known"),
        (("2020-06-01", "2021-05-31", 5), 5, "5 years, until 2025 or 2026, day not known"),
        (None, 10, "10 years, beginning not stated"),
        (("2020-01-01", "2020-01-01", 1), 2.5, "2.5 years"),
        (("2020-01-01", "2020-01-01", 1), 10**30, f"{10**30:,} years"),
        (("2020-01-01", "2020-01-01", 1), -3, "-3 years"),
        (("2020-01-01", "2020-01-01", 1), True, "yes"),
        (("2020-01-01", "2020-01-01", 1), "without end", "without end"),
        (("2020-01-01", "2020-01-01", 1), None, "term not stated"),
    ],
)
def test_a_term_says_until_when_as_far_as_that_is_known(dates, years, said):
    (bond,) = treaties.bonds(frame(treaty(dates=dates, facts={"term_years": years})), NAMES)
    assert bond.term == said


def test_an_alleged_treaty_binds_nobody_and_says_so():
    (bond,) = treaties.bonds(frame(treaty(modality="alleged")), NAMES)
    assert bond.kind == "relation"
    assert bond.what == "alleged: treaty signed"


def test_an_ended_treaty_stands_apart_and_ties_nobody():
    made = frame(treaty(sub_type="treaty_ended"))
    assert [bond.kind for bond in treaties.bonds(made, NAMES)] == ["ended"]
    assert treaties.pairs(made) == []


def test_pairs_count_treaties_relations_and_plans_apart(events):
    found = {(p.first, p.second): dict(p.counts) for p in treaties.pairs(events)}
    assert found[("IRN", "RUS")] == {"treaty": 1, "relation": 3, "planned": 1}
    assert found[("PRK", "RUS")] == {"treaty": 1}
    assert found[("AZE", "IRN")] == {"planned": 1}
    # A bloc appears by name, and who is merely concerned is no partner of it.
    assert found[("BRICS", "IRN")] == {"relation": 1}
    assert ("BRICS", "RUS") not in found
    assert treaties.partners_in_order(treaties.pairs(events))[:2] == ["RUS", "IRN"]


# Deployments


def test_who_deploys_is_counted_by_name_alliances_too(events):
    counted = deployments.by_sender(deployments.deployments(events))
    assert counted["NATO"] == 3
    assert counted["RUS"] == 2
    assert counted["PRK"] == 1


def test_a_deployment_says_from_whom_to_whom_and_on_what_ground(events):
    told = by_id(deployments.in_words(deployments.deployments(events), events, NAMES))
    wagner = told["seed-D3"]
    assert (wagner.sender, wagner.receiver) == ("Wagner Group (Russia)", "Central African Republic")
    assert "trained: thousands" in wagner.amount
    assert told["seed-D5"].ground == "place inferred, the rest stated"
    assert told["seed-D2"].when == "since 2018"
    assert told["seed-A5"].what == "air defence response; in answer to: Drones enter Polish airspace"


@pytest.mark.parametrize(
    ("modality", "said"), [("planned", "Planned, not happened: base"), ("alleged", "Alleged: base")]
)
def test_a_planned_and_an_alleged_deployment_say_so(modality, said):
    made = frame(deployment(modality=modality))
    (told,) = deployments.in_words(deployments.deployments(made), made, NAMES)
    assert told.what == said
    assert (told.sender, told.amount) == ("not named", "not stated")


def test_withdrawals_stand_apart():
    made = frame(deployment(event_id="a"), deployment(event_id="b", sub_type="withdrawal"))
    assert list(deployments.deployments(made)["event_id"]) == ["a"]
    assert list(deployments.withdrawals(made)["event_id"]) == ["b"]


# Meetings


def test_calls_and_talks_without_a_place_stand_apart(events):
    assert set(meetings.between_ends(events)["event_id"]) == {"seed-B3", "seed-C7", "seed-A15"}
    assert len(meetings.at_a_place(events)) == 7


def test_a_meeting_says_who_met_whom_by_name_and_what_came_of_it(events):
    told = by_id(meetings.in_words(meetings.at_a_place(events), NAMES))
    assert told["seed-B2"].who == (
        "Volodymyr Zelensky (Ukraine); host: Donald Trump (United States), implied, not stated"
    )
    assert told["seed-B2"].outcome.startswith("no agreement; Zelensky walked out")
    assert told["seed-B2"].where.endswith("place inferred")
    assert told["seed-D1"].kind == "visit; official visit, three days"
    call = by_id(meetings.in_words(meetings.between_ends(events), NAMES))["seed-B3"]
    assert call.who == "Donald Trump (United States) and Vladimir Putin (Russia)"
    assert "ceasefire of 30 days" in call.outcome


def test_who_takes_part_is_counted_once_a_meeting_and_the_concerned_are_not(events):
    counted = meetings.by_party(events)
    assert counted["USA"] == 4
    assert counted["UKR"] == 1
    made = frame(meeting(participants=[{"iso3": "POL", "role": "host"}, {"iso3": "POL", "role": "guest"}]))
    assert meetings.by_party(made) == {"POL": 1}


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, ""),
        ({"agreement": True}, "agreement reached"),
        ({"agreement": False}, "no agreement"),
        ({"agreement": "a draft"}, "agreement: a draft"),
        ({"ceasefire_days": 1}, "ceasefire of 1 day"),
        ({"ceasefire_days": "some days"}, "ceasefire of some days"),
        ({"outcome": ["one", 2]}, "one; 2"),
    ],
)
def test_the_outcome_of_a_meeting_is_told_from_what_facts_there_are(facts, said):
    assert meetings.outcome(facts) == said


# Airspace


def test_an_event_that_answers_an_incursion_stands_under_its_answer(events):
    told = by_id(airspace.incidents(airspace.incursions(events), events, NAMES))["seed-A1"]
    assert "answered by: NATO aircraft answer the drones over Poland" in told.answer
    assert told.answer.index("answered by") < told.answer.index("Warsaw airport closed")
    assert told.extent == "at least 19, kamikaze drones, up to 300 km deep"


# The time axis


def test_what_goes_on_runs_past_the_newest_day_also_on_an_axis_of_years(events):
    found, undated = spans(deployments.deployments(events))
    assert undated == 2
    training = next(s for s in found if s.event_id == "seed-D2")
    assert (training.first, training.begun_by, training.ends) == (date(2018, 1, 1), date(2018, 12, 31), "ongoing")
    assert training.last > date(2025, 10, 6) + timedelta(days=60)


def test_an_exact_day_stays_a_day_and_the_end_of_time_is_no_error():
    found, _ = spans(frame(made_event(("9999-12-31", "9999-12-31", 1), ongoing=True)))
    assert found[0].last == date.max
    found, _ = spans(frame(made_event()))
    assert (found[0].first, found[0].last, found[0].ends) == (date(2025, 9, 10), date(2025, 9, 10), "exact")
