"""Wire prose and digests: days that head paragraphs, times of day, last days, what is counted or called off."""

from datetime import date

import pytest

from geo.article import make_article
from geo.extract import extract

PUBLISHED = date(2024, 5, 23)  # a Thursday


def events(body):
    return [d.event for d in extract(make_article(f"Report\n\n{body}"), PUBLISHED)]


DIGEST = """Monday, 20 May. The premiers of Peru and Chile sign a treaty on extradition in Arica.

Tuesday, 21 May. Senegal pulls its last soldiers out of Guinea-Bissau. Ghana keeps troops in the country.

The presidents of Kenya and Uganda meet in Entebbe."""


def test_in_a_digest_things_happen_on_the_day_that_heads_their_paragraph_and_in_the_present_tense():
    days = {(e.layer, e.date_start.day) for e in events(DIGEST) if e.date_start}
    assert {("treaty_partner", 20), ("deployment", 21), ("meeting", 21)} <= days


def test_a_time_of_day_is_of_the_day_told_before_and_not_of_the_day_of_writing():
    body = (
        "A Belarusian helicopter flew over the Lithuanian border on Tuesday, the army said on Wednesday.\n\n"
        "The machine crossed the line near Medininkai shortly after 3 p.m. and turned back."
    )
    assert {e.date_start.day for e in events(body)} == {21}


@pytest.mark.parametrize("body", [
    "Germany and Poland began an exercise near Drawsko on Monday. The drill runs until 29 May.",
    "Germany and Poland began an exercise near Drawsko on Monday. The manoeuvres last into 29 May.",
])  # fmt: skip
def test_until_names_the_last_day(body):
    (found,) = events(body)
    assert (found.date_start, found.date_end) == (date(2024, 5, 20), date(2024, 5, 29))


@pytest.mark.parametrize("body", [
    "A meeting of the Thai and Lao premiers in Vientiane on Monday was put off.",
    "Talks between Thai and Lao ministers in Vientiane on Monday have been called off, an official said.",
    "A visit by the king of Jordan to Oman this week has been put on hold.",
])  # fmt: skip
def test_what_is_put_off_did_not_happen(body):
    assert events(body) == []


def test_what_is_only_counted_is_no_event_of_its_own():
    body = (
        "A missile flew over northern Moldova on Tuesday.\n\n"
        "It was the third time since October that a missile aimed at Ukraine had passed over Moldova."
    )
    assert [e.date_start.day for e in events(body) if e.date_prec == 1] == [21]


def test_the_years_in_which_a_post_was_held_do_not_date_its_end():
    body = "Kenyan soldiers left a base near Kismayo on Monday, which they had held since the autumn of 2020."
    assert [e.date_start for e in events(body)] == [date(2024, 5, 20)]
