"""What closes after an incursion, and where: the airport named before, a kingdom's own sky, not the base next door."""

from datetime import date

import pytest

from geo.article import make_article
from geo.extract import extract

PUBLISHED = date(2025, 11, 20)  # a Thursday


def events(body):
    return [d.event for d in extract(make_article(f"Report\n\n{body}"), PUBLISHED)]


def told(body, sub_type):
    """Places of the events of one kind, in the order of the text."""
    return [[ref.name for ref in e.places if ref.role == "at"] for e in events(body) if e.sub_type == sub_type]


@pytest.mark.parametrize(("body", "place"), [
    ("A drone was shot down near Basra International Airport on Monday. Flights were suspended for an hour.", "Basra"),
    ("Two drones circled over Aalborg on Tuesday evening. Departures were halted until midnight.", "Aalborg"),
    ("On 9 November drones flew over the harbour, forcing Kuwait International Airport to halt all traffic.", "Kuwait"),
    ("On the night of 9 November Kraków Airport was closed after balloons drifted in from Belarus.", "Krak"),
])  # fmt: skip
def test_the_airport_of_a_closure_is_found_in_its_subject_or_in_the_sentence_before(body, place):
    (found,) = told(body, "airport_closure")
    assert place in found[0]


@pytest.mark.parametrize(("body", "country"), [
    ("Missile fragments fell in Jordan on 9 November. The kingdom closed its airspace within the hour.", "Jordan"),
    ("Two drones crashed in Bahrain on 9 November. The emirate closed its airspace until dawn.", "Bahrain"),
    ("Pakistan closed its airspace on 9 November after missiles struck an air base in Rawalpindi.", "Pakistan"),
    ("Iraq shut its airspace on 9 November after rockets hit the airport of Erbil.", "Iraq"),
])  # fmt: skip
def test_a_country_closes_its_whole_sky_and_not_the_place_that_was_hit(body, country):
    assert told(body, "airspace_closure") == [[country]]


def test_between_two_islands_is_in_neither_of_them():
    (event,) = events("A Chinese drone flew between Yonaguni and Taiwan on Monday.")
    assert event.where_prec >= 5


def test_a_country_that_leads_a_mission_is_not_where_it_is():
    body = "On 3 November 150 soldiers from Guatemala landed in Port-au-Prince to reinforce the mission led by Kenya."
    assert all(ref.iso3 != "KEN" for e in events(body) for ref in e.places)
