"""Article files are read whole, split where a new article begins, and refused clearly where they cannot be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.article import MAX_BYTES, make_article, normalise, read_articles, split_articles, text_hash
from geo.errors import UnreadableArticle

BODY = "This is a paragraph of the body, and it is long enough that nobody would take it for a title or a caption. " * 2


def test_the_seed_file_holds_four_articles(shared):
    articles = read_articles(shared / "seeds" / "articles.txt")
    assert [a.title.split()[0] for a in articles] == ["Russia’s", "Ukrainian", "Russia", "Putin"]
    for article in articles:
        assert article.text.startswith(article.title)
        assert article.sha256 == text_hash(article.text)


def test_an_article_ends_before_the_next_ones_title(shared):
    articles = read_articles(shared / "seeds" / "articles.txt")
    for one, following in zip(articles, articles[1:], strict=False):
        assert following.title not in one.text
        assert one.text.endswith(".")


def test_a_file_without_titles_is_one_article():
    articles = split_articles(BODY + "\n" + BODY)
    assert len(articles) == 1


def test_titles_with_captions_split_a_file():
    articles = split_articles(f"First title\nBy somebody\n{BODY}\nSecond title\nPhoto: A. Person/Agency\n{BODY}")
    assert [a.title for a in articles] == ["First title", "Second title"]


@pytest.mark.parametrize(
    "text", [f"Title\r\nBy me\r\n{BODY}", f"\ufeffTitle\nBy me\n{BODY}\n\n", f"Title\rBy me\r{BODY}"]
)
def test_line_ends_and_byte_order_mark_do_not_change_the_hash(text):
    assert split_articles(text)[0].sha256 == split_articles(f"Title\nBy me\n{BODY}")[0].sha256


def test_composed_and_decomposed_accents_are_one_text():
    assert make_article(normalise("Rzeszo\u0301w")).sha256 == make_article(normalise("Rzesz\u00f3w")).sha256


@given(st.text())
def test_nothing_of_a_text_is_lost_by_splitting(text):
    if not normalise(text):
        with pytest.raises(UnreadableArticle):
            split_articles(text)
        return
    joined = "".join("".join(a.text.split()) for a in split_articles(text))
    assert joined == "".join(normalise(text).split())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no text"),
        (b"  \n ", "no text"),
        ("Zażółć".encode("utf-16"), "not"),
        (b"caf\xe9 au lait", "not UTF-8"),
        (b"PK\x03\x04\0\0", "not a text file"),
        (b"x" * (MAX_BYTES + 1), "limit"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(tmp_path, content, said):
    path = tmp_path / "article.txt"
    path.write_bytes(content)
    with pytest.raises(UnreadableArticle, match=said) as refused:
        read_articles(path)
    assert str(refused.value).endswith(".")


def test_a_missing_file_is_refused_in_one_sentence(tmp_path):
    with pytest.raises(UnreadableArticle, match="cannot be read"):
        read_articles(tmp_path / "none.txt")
