"""A text is read into names and dates whose stretches are exact."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.article import make_article
from geo.errors import UnreadableArticle
from geo.read_text import read_article, read_words
from geo.reading import segments

TEXT = "WARSAW, September 12 - Poland shut the airports of Rzeszów and Lublin on Wednesday night, officials said."


def test_names_and_dates_of_a_paragraph_are_read():
    read = read_words(TEXT, date(2025, 9, 12))
    assert [name.text for name in read.names] == ["WARSAW", "Poland", "Rzeszów", "Lublin"]
    assert [name.place.iso3 for name in read.names] == ["POL"] * 4
    assert [day.date_start for day in read.dates] == [date(2025, 9, 12), date(2025, 9, 10)]


def test_the_day_an_article_states_counts_for_more_than_one_given_beside_it():
    article = make_article(f"A title\nBy A. Roe | 5 March 2024\nIt fell on Tuesday. {TEXT}")
    [first, *_] = [day for day in read_article(article, date(2025, 9, 12)).dates if day.text == "Tuesday"]
    assert first.date_start == date(2024, 3, 5)


def test_an_empty_text_is_refused_in_one_sentence():
    with pytest.raises(UnreadableArticle, match="empty"):
        read_words(" \n ")


@given(st.text(max_size=300) | st.lists(st.sampled_from([*TEXT.split(), "\n", "10 September", "“"])).map(" ".join))
def test_the_pieces_of_any_text_are_the_text_and_carry_its_names_and_dates(text):
    try:
        read = read_words(text)
    except UnreadableArticle:
        return
    whole = read.article.text
    pieces = segments(whole, read.marks())
    assert "".join(piece.text for piece in pieces) == whole
    for kind, found in (("names", read.names), ("dates", read.dates)):
        for n, mention in enumerate(found):
            assert "".join(p.text for p in pieces if str(n) in getattr(p, kind)) == mention.text
            assert whole[mention.start : mention.end] == mention.text
