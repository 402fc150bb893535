"""Who came, whose soldiers left, and what is fixed by nothing: parties that are not simply those told of before."""

from datetime import date

import pytest

from tests import extracting

PUBLISHED = date(2024, 5, 23)  # a Thursday


def events(body):
    return extracting.events(body, published=PUBLISHED)


def parties(event):
    return {p.iso3 for p in event.participants}


@pytest.mark.parametrize(("body", "host"), [
    ("The navies of Peru and Chile began an exercise off Arica on Monday.\n\n"
     "Fisheries ministers of the Pacific Islands Forum will convene in Apia on 8 June.", "WSM"),
    ("Ghana and Togo signed a defence agreement in Accra on Monday.\n\n"
     "Heads of state of the southern African bloc held a summit in Lusaka on Tuesday.", "ZMB"),
])  # fmt: skip
def test_those_told_of_before_are_not_the_guests_of_a_gathering_of_many(body, host):
    meeting = next(e for e in events(body) if e.layer == "meeting")
    assert parties(meeting) == {host}


def test_the_two_who_were_told_of_before_are_the_guests_of_their_summit():
    body = (
        "Ghana and Togo signed a defence agreement in Accra on Monday.\n\n"
        "The two leaders held a summit in Lusaka on Tuesday."
    )
    meeting = next(e for e in events(body) if e.sub_type == "summit")
    assert {"GHA", "TGO"} <= parties(meeting)


def test_the_last_soldiers_who_leave_a_country_are_of_those_told_of_before_and_not_its_own():
    body = (
        "N'DJAMENA, May 23. - French soldiers were expelled from Niger in December. "
        "The last soldiers left N'Djamena on January 30."
    )
    left = [e for e in events(body) if e.sub_type == "withdrawal" and "TCD" in parties(e)]
    assert left
    assert all("FRA" in parties(e) for e in left)


def test_a_summit_that_was_called_off_is_none():
    body = "The president invited his neighbours to a tripartite summit in Niamey on 14 May, which was called off."
    assert not [e for e in events(body) if e.sub_type == "summit"]


def test_what_has_neither_place_nor_a_date_of_its_own_is_no_event():
    body = (
        "Latvia closed its airspace near Daugavpils on Monday after a drone came in.\n\n"
        "They agreed to share radar tracks with Polish and Latvian officers."
    )
    assert {e.layer for e in events(body)} == {"airspace_incursion"}


@pytest.mark.parametrize("body", [
    "A third round of talks between Ghana and Togo in Lomé, set for 14 May, was scrubbed.",
    "Ghana is still haggling with Togo over a defence pact.",
    "A defence agreement between Ghana and Togo is due to be signed in Lomé.",
])  # fmt: skip
def test_what_was_scrubbed_or_is_haggled_over_or_lies_ahead_nobody_knows_when_is_no_event(body):
    assert not events(body)
