"""How a name or a date was read is said in words a reviewer can check."""

from __future__ import annotations

from datetime import date

import pytest

from geo.dates import read_dates
from geo.explain import chance, date_lines, date_meaning, name_lines, name_meaning, where
from geo.gazetteer import load_gazetteer, lookup
from tests.made_names import made_name


@pytest.mark.parametrize(
    ("score", "said"),
    [
        (1.0, "almost certain (99 in 100)"),
        (0.95, "almost certain (95 in 100)"),
        (0.8, "very likely (80 in 100)"),
        (0.6, "likely (60 in 100)"),
        (0.5, "an even chance (50 in 100)"),
        (0.3, "unlikely (30 in 100)"),
        (0.0, "very unlikely (1 in 100)"),
    ],
)
def test_a_score_is_said_in_the_words_of_analysts_and_never_as_certain(score, said):
    assert chance(score) == said


def test_a_place_is_said_with_its_kind_and_what_it_lies_in():
    gazetteer = load_gazetteer()
    lublin = gazetteer.get("gn:765876")
    assert where(lublin) == f"{lublin.name}, city in {gazetteer.get(lublin.admin1).name}, Poland"
    assert where(gazetteer.get("iso:POL")) == "Poland, country"
    assert where(lookup("Baltic Sea", kind="sea")[0]) == "Baltic Sea, sea"


def test_a_names_panel_has_place_sureness_reason_and_runners_up():
    here, there = lookup("Lublin")[0], lookup("Warsaw")[0]
    lines = dict(name_lines(made_name("Lublin", here, reason="same region as Chełm", alternatives=(there,))))
    assert lines["Read as"] == where(here)
    assert lines["How sure"] == "very likely (90 in 100)"
    assert lines["Why"] == "same region as Chełm"
    assert lines["Could also be"] == where(there)
    assert dict(name_lines(made_name("Lublin", here)))["Could also be"] == "no other place of this name is known"


def test_a_people_is_no_place_and_its_panel_says_so():
    name = made_name("Polish", lookup("Poland")[0], kind="demonym")
    assert name_meaning(name) == "people or adjective of Poland"
    assert dict(name_lines(name))["On the map"] == "not drawn: nothing is placed by such a name"
    assert name_meaning(made_name("Nowhere", None)) == "no place"


@pytest.mark.parametrize(
    ("words", "published", "meaning"),
    [
        ("It fell on 10 September 2025.", None, "10 Sep 2025"),
        ("It fell on September 10.", date(2025, 10, 6), "10 Sep 2025"),
        ("It fell on September 10.", None, "no day known"),
        ("It was there since 2018.", date(2025, 1, 20), "since 2018"),
    ],
)
def test_a_date_is_said_as_briefings_write_days(words, published, meaning):
    [day] = read_dates(words, published)
    assert date_meaning(day) == meaning
    lines = dict(date_lines(day))
    assert lines["Read as"].startswith(meaning)
    assert day.value in lines["Written as"]
    assert lines.get("Ground") in ({"stated": "stated in the text", "inferred": "inferred, not stated"}.get(day.basis),)
