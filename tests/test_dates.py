"""Date expressions: what they say, from when they count, and what only looks like one."""

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.article import read_articles
from geo.dates import DateMention, read_dates
from geo.event import DAYS_OF_PRECISION

SEEDS = Path(os.environ.get("BRIEFMAP_SHARED", "../shared")) / "seeds/articles.txt"
MONDAY = date(2025, 10, 6)

READ = [
    # the calendar
    ("on September 10, 2025, drones", "September 10, 2025", "2025-09-10"),
    ("on 10 September 2025 drones", "10 September 2025", "2025-09-10"),
    ("on the 10th of September, 2025", "the 10th of September, 2025", "2025-09-10"),
    ("on Wednesday, September 10, drones", "Wednesday, September 10", "2025-09-10"),
    ("dated 2025-09-10 and", "2025-09-10", "2025-09-10"),
    ("dated 9/10/2025 and", "9/10/2025", "2025-09-10"),
    ("in Sept. 2024 they", "Sept. 2024", "2024-09"),
    ("in July they met", "July", "2025-07"),
    ("in November they met", "November", "2024-11"),
    ("in late September they", "late September", "2025-09"),
    ("last July they", "last July", "2025-07"),
    ("in February this year", "February this year", "2025-02"),
    ("in February last year", "February last year", "2024-02"),
    ("since 2018 it has", "2018", "2018"),
    ("in early 1997, Yeltsin", "early 1997", "1997"),
    ("in the 1990s", "the 1990s", "199X"),
    ("in the late '80s", "the late '80s", "198X"),
    ("in the 19th century", "the 19th century", "18XX"),
    ("in 490 BC the", "490 BC", "BC0490"),
    ("in the third quarter of 1998", "the third quarter of 1998", "1998-Q3"),
    ("in the second quarter profits", "the second quarter", "2025-Q2"),
    ("in the first half of 2024", "the first half of 2024", "2024-H1"),
    ("last fall the", "last fall", "2024-FA"),
    ("in the summer of 2023", "the summer of 2023", "2023-SU"),
    ("before Christmas they", "Christmas", "2024-12-25"),
    ("on Easter Sunday the", "Easter Sunday", "2025-04-20"),
    ("the September 11 attacks", "September 11", "2001-09-11"),
    ("dated 10.09.2025 and", "10.09.2025", "2025-09-10"),
    ("on 30 and 31 January 2025", "30 and 31 January 2025", "2025-01-30/2025-01-31"),
    ("on Sunday, October 5, they", "Sunday, October 5", "2025-10-05"),
    ("on Tuesday, October 5, they", "Tuesday, October 5", "2025-10-05"),
    ("on Friday, November 14, they will", "Friday, November 14", "2025-11-14"),
    ("in the winter of 2022-23", "the winter of 2022-23", "2022-WI"),
    ("put off to the autumn", "the autumn", "2024-FA"),
    ("the week of September 8 saw", "the week of September 8", "2025-W37"),
    ("In May they met", "May", "2025-05"),
    ("on May 9 they", "May 9", "2025-05-09"),
    ("until March they", "March", "2025-03"),
    ("In May 20 people died", "May", "2025-05"),
    ("On March 20 people died", "March 20", "2025-03-20"),
    ("on Sept. 3 they", "Sept. 3", "2025-09-03"),
    ("on Victory Day they", "Victory Day", "2025-05-09"),
    ("in winter they", "winter", "2024-WI"),
    ("the spring of 1968", "the spring of 1968", "1968-SP"),
    # the day of writing, a Monday
    ("on Sunday they", "Sunday", "2025-10-05"),
    ("On Tuesday drones flew", "Tuesday", "2025-09-30"),
    ("Ministers will meet on Tuesday", "Tuesday", "2025-10-07"),
    ("Ministers said on Monday", "Monday", "2025-10-06"),
    ("next Friday they", "next Friday", "2025-10-10"),
    ("last Friday they", "last Friday", "2025-10-03"),
    ("today they", "today", "2025-10-06"),
    ("yesterday they", "yesterday", "2025-10-05"),
    ("tomorrow they", "tomorrow", "2025-10-07"),
    ("last week they", "last week", "2025-W40"),
    ("this month they", "this month", "2025-10"),
    ("last year they", "last year", "2024"),
    ("next month they will", "next month", "2025-11"),
    ("late last year they", "late last year", "2024"),
    ("over the weekend they met", "over the weekend", "2025-W40-WE"),
    ("Friday night they", "Friday night", "2025-10-03TNI"),
    ("this morning they", "this morning", "2025-10-06TMO"),
    ("last night they", "last night", "2025-10-05TNI"),
    ("two weeks ago they", "two weeks ago", "2025-W39"),
    ("three years ago they", "three years ago", "2022"),
    ("11 days ago they", "11 days ago", "2025-09-25"),
    ("a decade ago they", "a decade ago", "2015"),
    ("it will end by January 14", "January 14", "2026-01-14"),
    ("the summit set for Nov. 3", "Nov. 3", "2025-11-03"),
    # lengths and repetitions
    ("for three days they", "three days", "P3D"),
    ("a 30-day ceasefire", "30-day", "P30D"),
    ("for years they", "years", "PXY"),
    ("several weeks of talks", "several weeks", "PXW"),
    ("for half an hour they", "half an hour", "PT30M"),
    ("for four decades they", "four decades", "P40Y"),
    ("in recent days they", "recent days", "PXD"),
    ("over the past couple of weeks", "the past couple of weeks", "P2W"),
    ("the past two months", "the past two months", "P2M"),
    ("they meet every Tuesday", "every Tuesday", "XXXX-WXX-2"),
    ("they meet on Mondays", "Mondays", "XXXX-WXX-1"),
    ("they meet daily", "daily", "P1D"),
    ("they meet every spring", "every spring", "XXXX-SP"),
    ("less than 24 hours before the vote", "24 hours", "PT24H"),
    ("they meet every year", "every year", "P1Y"),
    ("they meet every two weeks", "every two weeks", "P2W"),
    # references and clocks
    ("they are now there", "now", "PRESENT_REF"),
    ("in the future they", "the future", "FUTURE_REF"),
    ("they recently met", "recently", "PAST_REF"),
    ("at 9 a.m. Tuesday they met", "9 a.m. Tuesday", "2025-09-30T09:00"),
    ("on Friday at noon they met", "Friday at noon", "2025-10-03T12:00"),
    ("at 4 p.m. they met", "4 p.m.", "2025-10-06T16:00"),
]  # fmt: skip

NO_DATE = [
    "Theresa May met ministers", "It may rain and they may march", "They march on", "Prime Minister May resigned",
    "the March on Rome began", "a march of thousands", "April Jones and June Carter met", "the Sunday Times wrote",
    "Bloody Sunday was remembered", "the fall of the Soviet Union", "prices fall", "they spring a trap",
    "the sun rose", "they sat down", "we wed", "he won 2,018 votes", "some 1,998 troops", "it cost $2019",
    "1950 people fled", "a second attempt", "a 44-year-old man", "he is 44 years old", "the Daily Mail wrote",
    "the Prague Spring was crushed", "the Winter Olympics open", "the Arab Spring spread", "in Winter Park they",
    "the Good Friday Agreement", "on Easter Island", "a Christmas tree", "USA Today wrote", "the Tonight Show",
    "the Six-Day War", "the Thirty Years War", "two second-hand tanks", "Elaine May wrote", "they may", "a long march",
    "Augusta", "Junior", "Decent", "Marching", "Mayor", "Mondale", "Sundance", "Fridayism",
    "31 September does not exist", "room 1415 was", "the jan of", "Resolution 1701", "12345", "in the dec",
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "value"), READ)
def test_an_expression_is_read_with_its_words_and_value(text: str, words: str, value: str) -> None:
    assert [(m.text, m.value) for m in read_dates(text, MONDAY)] == [(words, value)]


@pytest.mark.parametrize("text", NO_DATE)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert read_dates(text, MONDAY) == []


WINDOWS = [
    ("on September 10 they", ("2025-09-10", "2025-09-10", 1, "inferred")),
    ("on September 10, 2025 they", ("2025-09-10", "2025-09-10", 1, "stated")),
    ("on September 18-20, 2025 they", ("2025-09-18", "2025-09-20", 1, "stated")),
    ("in late September they", ("2025-09-21", "2025-09-30", 4, "inferred")),
    ("in mid-September 2025 they", ("2025-09-11", "2025-09-20", 4, "stated")),
    ("last July they", ("2025-07-01", "2025-07-31", 4, "stated")),
    ("late last year they", ("2024-09-01", "2024-12-31", 5, "stated")),
    ("last week they", ("2025-09-29", "2025-10-05", 3, "stated")),
    ("a few days ago they", ("2025-09-30", "2025-10-05", 2, "inferred")),
    ("over the past couple of weeks they", ("2025-09-22", "2025-10-06", 4, "stated")),
    ("overnight they", ("2025-10-05", "2025-10-06", 2, "inferred")),
    ("earlier this month they", ("2025-10-01", "2025-10-06", 2, "stated")),
    ("in 2018 they", ("2018-01-01", "2018-12-31", 5, "stated")),
]


@pytest.mark.parametrize(("text", "expected"), WINDOWS)
def test_a_window_has_the_precision_and_ground_that_its_words_allow(
    text: str, expected: tuple[str, str, int, str]
) -> None:
    (found,) = read_dates(text, MONDAY)
    assert (str(found.date_start), str(found.date_end), found.date_prec, found.basis) == expected


TOLD = [
    ("On September 19 jets flew. Two days later they came again.", "Two days later", ("2025-09-21", "2025-09-21")),
    ("On September 19 jets flew. Just days later they came again.", "Just days later", ("2025-09-20", "2025-09-25")),
    ("On September 19 jets flew. 24 hours later they came again.", "24 hours later", ("2025-09-20", "2025-09-20")),
    ("On September 19 jets flew. Only days after that they came.", "Only days after that",
     ("2025-09-20", "2025-09-25")),
    ("On January 17 it was signed; it began in July of the year before.", "July of the year before",
     ("2024-07-01", "2024-07-31")),
    ("On September 19 jets flew. The following day they left.", "The following day", ("2025-09-20", "2025-09-20")),
    ("On September 19 jets flew. The day before, they left.", "The day before", ("2025-09-18", "2025-09-18")),
    ("On September 17 jets flew. Later that week they left.", "Later that week", ("2025-09-17", "2025-09-21")),
    ("On September 17 jets flew. Since then, they stay.", "Since then", ("2025-09-17", "2025-10-06")),
    # From something vague the window reaches to the day of writing.
    ("The September attack came. Later that week they left.", "Later that week", ("2025-09-01", "2025-10-06")),
    ("On September 10 it began.\nThe September attack came. Later that week they left.", "Later that week",
     ("2025-09-10", "2025-10-06")),
    # A year told in passing is nothing to count from.
    ("On September 10 it began, the first since 2022. Two days later it ended.", "Two days later",
     ("2025-09-12", "2025-09-12")),
    ("They met on July 3 and August 5, 2019.", "July 3", ("2019-07-03", "2019-07-03")),
    ("In 2014, Russia took Crimea. On March 18 a treaty was signed.", "March 18", ("2014-03-18", "2014-03-18")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "window"), TOLD)
def test_a_phrase_counts_from_what_was_told_before_it(text: str, words: str, window: tuple[str, str]) -> None:
    found = next(m for m in read_dates(text, MONDAY) if m.text == words)
    assert (str(found.date_start), str(found.date_end)) == window


HISTORY = (
    "The war began on 30 November 1939 and ended on 13 March 1940. In December 1939 the front stood. On 1 February "
    "they attacked. Two days later they broke through. In 1941 it began anew. In January nothing moved; on 22 June "
    "they came. On 7 December others joined. In January they met. The following month they signed. That same year it "
    "was over."
)


@pytest.mark.parametrize("published", [None, date(2010, 1, 5)])
def test_in_a_history_yearless_dates_follow_the_year_told_before_them(published: date | None) -> None:
    assert [m.value for m in read_dates(HISTORY, published)] == [
        "1939-11-30", "1940-03-13", "1939-12", "1940-02-01", "1940-02-03", "1941", "1941-01", "1941-06-22",
        "1941-12-07", "1942-01", "1942-02", "1942",
    ]  # fmt: skip


def test_since_is_ongoing_and_a_plain_year_is_not() -> None:
    assert [m.ongoing for m in read_dates("since 2018 and in 2019", MONDAY)] == [True, False]


@pytest.mark.parametrize(
    "text", ["On September 10 they met", "In September they met", "On Tuesday they met", "Last July"]
)
def test_without_a_day_of_publication_a_yearless_date_stays_yearless_and_says_so(text: str) -> None:
    (found,) = read_dates(text)
    assert found.value.startswith("XXXX")
    assert (found.date_start, found.date_prec, found.basis) == (None, None, None)
    assert "the article has no date" in found.note


@pytest.mark.parametrize("published", [date(2026, 10, 6), date(2026, 1, 2), None])
def test_the_day_that_a_text_says_it_is_of_outweighs_the_day_of_publication(published: date | None) -> None:
    text = "As of October 6, 2025, much has happened. What began on September 10 goes on."
    assert [m.value for m in read_dates(text, published)] == ["2025-10-06", "2025-09-10"]


@pytest.mark.skipif(not SEEDS.exists(), reason="the seed articles are not at hand")
@pytest.mark.parametrize("published", [date(2025, 10, 6), date(2026, 10, 6)])
def test_the_tenth_of_september_of_the_seed_article_survives_a_later_publication(published: date) -> None:
    found = {m.text: m for m in read_dates(read_articles(SEEDS)[0].text, published)}
    assert found["September 10"].date_start == found["September 10"].date_end == date(2025, 9, 10)
    assert (found["just days later"].date_start, found["just days later"].date_end) == (
        date(2025, 9, 20),
        date(2025, 9, 25),
    )


def _check(text: str, mentions: list[DateMention]) -> None:
    end = 0
    for found in mentions:
        assert end <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        end = found.end
        assert (found.date_start is None) == (found.date_end is None) == (found.date_prec is None)
        if found.date_start and found.date_end:
            assert found.date_start <= found.date_end
            low, high = DAYS_OF_PRECISION.get(found.date_prec or 0, (1, None))
            days = (found.date_end - found.date_start).days + 1
            assert days >= low
            assert high is None or days <= high


DATEISH = st.sampled_from(
    [text for text, _, _ in READ] + NO_DATE
    + ["\n\n", "0", "9999", "-", ",", "’", "Feb 29", "Jan 1, 1000", "centuries later", "999 years ago", "24:00"]
    + ["3000 decades later", "the following", "since then", "that week", "Q4 ’99", "half a"]
)  # fmt: skip


@settings(max_examples=300)
@given(
    st.lists(st.one_of(DATEISH, st.text(max_size=12)), max_size=12).map(" ".join),
    st.one_of(st.none(), st.dates()),
)
def test_any_text_gives_spans_that_stand_in_it(text: str, published: date | None) -> None:
    _check(text, read_dates(text, published))


@settings(max_examples=300)
@given(st.text(), st.one_of(st.none(), st.dates()))
def test_any_string_at_all_is_read_without_error(text: str, published: date | None) -> None:
    _check(text, read_dates(text, published))


@pytest.mark.parametrize(("text", "value"), [
    ("It fell on 3 May, the worst since the spring. Two days later", "2025-05-05"),
    ("It fell on 3 May. Three days on, they met", "2025-05-06"),
    ("It flew on 7 August. They sat on the 18th and 19th, and", "2025-08-18/2025-08-19"),
])  # fmt: skip
def test_days_are_counted_from_the_day_told_before_them(text: str, value: str) -> None:
    assert read_dates(text, MONDAY)[-1].value == value
