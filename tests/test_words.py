"""What is said in words reads the same everywhere."""

from __future__ import annotations

from datetime import date

import pytest

from geo.words import counts, dates, dates_at_length, listed, span


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2025, 9, 10), date(2025, 9, 10), "10 Sep 2025"),
        (date(2025, 9, 21), date(2025, 9, 30), "21-30 Sep 2025"),
        (date(2025, 9, 1), date(2025, 9, 30), "Sep 2025"),
        (date(2024, 2, 1), date(2024, 2, 29), "Feb 2024"),
        (date(2018, 1, 1), date(2018, 12, 31), "2018"),
        (date(2025, 9, 10), date(2025, 10, 6), "10 Sep - 6 Oct 2025"),
        (date(2024, 7, 1), date(2025, 1, 17), "1 Jul 2024 - 17 Jan 2025"),
    ],
)
def test_a_span_of_days_is_said_as_short_as_it_can_be(start, end, said):
    assert span(start, end) == said


def event(start, end, precision=1, ongoing=False, basis="stated"):
    return {"date_start": start, "date_end": end, "date_prec": precision, "ongoing": ongoing, "date_basis": basis}


def test_what_goes_on_is_said_by_its_beginning():
    assert dates(event(date(2018, 1, 1), date(2018, 12, 31), 5, True)) == "since 2018"
    assert dates(event(date(2025, 9, 10), date(2025, 10, 6), 4, True)) == "begun 10 Sep - 6 Oct 2025, ongoing"
    assert dates(event(None, None, None, True)) == "undated, still going on"
    assert dates(event(None, None, None)) == "undated"


def test_the_card_says_how_exact_a_date_is_and_on_what_ground():
    vague = event(date(2025, 9, 20), date(2025, 9, 25), 2, basis="inferred")
    assert dates_at_length(vague) == "20-25 Sep 2025 (on one or more of these days; date inferred)"
    assert "gives no date" in dates_at_length(event(None, None, None))


def test_incursions_and_their_consequences_are_counted_apart():
    said = dict(
        counts(["airspace_incursion"] * 3 + ["meeting"], ["drone", "airport_closure", "airspace_closure", "call"])
    )
    assert said["airspace_incursion"] == "1 incursion, 2 closures"
    assert said["meeting"] == "1 meeting"
    assert said["deployment"] == "0 deployments"


def test_names_are_joined_as_prose():
    assert [listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
