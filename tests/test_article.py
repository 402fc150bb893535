"""Article files are read whole, split where a new article begins, and refused clearly where they cannot be."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.article import MAX_BYTES, make_article, normalise, read_articles, split_articles, text_hash
from geo.errors import UnreadableArticle
from tests.conftest import ROOT

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


def test_the_hashes_of_the_seed_articles_stay_what_evidence_refers_to(shared):
    stated = {source["original"] for source in json.loads((ROOT / "data" / "sources.json").read_text("utf-8"))}
    assert {a.sha256 for a in read_articles(shared / "seeds" / "articles.txt")} == stated


def test_composed_and_decomposed_accents_are_one_text():
    assert make_article(normalise("Rzeszo\u0301w")).sha256 == make_article(normalise("Rzesz\u00f3w")).sha256


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (f"One\n{BODY}\n---\nTwo\n{BODY}", ["One", "Two"]),
        (f"One\n\n{BODY}\n\n-----\n\nTwo\n\n{BODY}", ["One", "Two"]),
        (f"One\n{BODY}\fTwo\n{BODY}", ["One", "Two"]),
        (f"One\n{BODY} It went on\fas before. {BODY}", ["One"]),
        (f"# One\n\n{BODY}\n\n# Two\n\n{BODY}", ["One", "Two"]),
        (f"Collected by me\n\n# One\n\n{BODY}\n\n# Two\n\n{BODY}", ["Collected by me", "Two"]),
        (f"# One\n\n{BODY}\n```\n# no title\n```\n{BODY}", ["One"]),
        (f"One\n---\n{BODY}", ["One"]),
        (f"---\n\n---\nOne\n{BODY}\n---\n---\n", ["One"]),
        (f"One\nBy me\n{BODY}\nWhat next\nThe war goes on.\n{BODY}", ["One"]),
        (f"One\nBy me\n{BODY}\nWhat next\n{BODY}", ["One"]),
        (f"One\nBy me\n{BODY}\n\nA Second Article\n\nPhoto: A. Person/Agency\n\n{BODY}", ["One", "A Second Article"]),
        (f"One\nBy me\n{BODY}\nWill it last?\nSoldiers in Kyiv. A. Person/AP\n{BODY}", ["One", "Will it last?"]),
        (f"One\n{BODY}\nWill It Last?\nSoldiers in Kyiv in 2024\n{BODY}", ["One", "Will It Last?"]),
        (f"One\nBy me\n{BODY}\nTwo and Three\n{'A long caption of a picture, ' * 7}via Getty Images\n{BODY}",
         ["One", "Two and Three"]),
        (f"One\nBy me\n{BODY}\nTwo and Three\nA. Person/AFP\nThe ministers met in Vilnius on Monday, and in Riga on "
         f"Tuesday, their offices said.\n{BODY}", ["One", "Two and Three"]),
        (f"One\nBy me\n{BODY}\nRead more at our site\nTwo and Three\nA. Person/AFP\n{BODY}", ["One", "Two and Three"]),
        (f"One\nBy me\n{BODY}\n- a first item\n- a second item\n{BODY}", ["One"]),
        (f"One\n{BODY}\nPoland and the Baltic States Agree\nMinisters met in Riga on Monday.\n{BODY}",
         ["One", "Poland and the Baltic States Agree"]),
    ],
)  # fmt: skip
def test_a_file_is_split_where_a_reader_would_split_it(text, titles):
    assert [article.title for article in split_articles(text)] == titles


PIECES = st.sampled_from(["---", "# Title", "Title", "By me", BODY, "", "title: x", "\f", "- item", "----", "```", "x"])


@given(st.lists(PIECES, max_size=12).map("\n".join))
def test_nothing_but_separators_and_front_matter_is_lost_by_splitting(text):
    try:
        articles = split_articles(text)
    except UnreadableArticle:
        assert not {line for line in normalise(text).split("\n") if line.strip()} - {"---", "----", "title: x"}
        return
    kept = [line.strip() for article in articles for line in article.text.split("\n") if line.strip()]
    given_lines = [line.strip() for line in normalise(text).replace("\f", "\n").split("\n") if line.strip()]
    for line in ("---", "----", "title: x", "x"):
        kept, given_lines = ([k for k in kind if k != line] for kind in (kept, given_lines))
    assert kept == given_lines


@given(st.text())
def test_nothing_of_a_text_is_lost_by_splitting(text):
    if not normalise(text):
        with pytest.raises(UnreadableArticle):
            split_articles(text)
        return
    joined = "".join("".join(a.text.split()) for a in split_articles(text))
    assert joined == "".join(normalise(text).split())


@pytest.mark.parametrize(
    ("text", "place", "day", "agency"),
    [
        ("WARSAW, Poland (AP) — Two drones fell.", "WARSAW, Poland", None, "AP"),
        ("KYIV, Oct. 6 (Reuters) - Two drones fell.", "KYIV", "Oct. 6", "Reuters"),
        ("BEIJING, Jan. 5 (Xinhua) -- Two ships met.", "BEIJING", "Jan. 5", "Xinhua"),
        ("MOSCOW, January 17. /TASS/. The president said so.", "MOSCOW", "January 17", "TASS"),
        ("Paris (AFP) - The minister said so.", "Paris", None, "AFP"),
        ("ST. LOUIS – The police said so.", "ST. LOUIS", None, None),
        ("Geneva, 5 March 2025 – The office said so.", "Geneva", "5 March 2025", None),
        ("Brussels, 10 September 2025", "Brussels", "10 September 2025", None),
        ("RZESZÓW — Samoloty.", "RZESZÓW", None, None),
        ("Storm hits coast. MIAMI (AP) -- Two ships sank.", "MIAMI", None, "AP"),
        ("TBILISI, Georgia -- Police said so.", "TBILISI, Georgia", None, None),
        ("Doha, Qatar – A round of talks between both sides ended here.", "Doha, Qatar", None, None),
        ("KUALA LUMPUR: Both neighbours came to the table after five days.", "KUALA LUMPUR", None, None),
        ("Vilnius, 10 September 2025. The Minister said so.", "Vilnius", "10 September 2025", None),
    ],
)
def test_a_dateline_names_its_place_day_and_agency_with_offsets(text, place, day, agency):
    whole = f"A title\nBy A. Roe\n{text}{' ' if text.endswith('.') else chr(10)}{BODY}"
    article = make_article(whole)
    found = article.dateline
    assert [words and words.text for words in (found.place, found.date, found.agency)] == [place, day, agency]
    assert all(whole[w.start : w.end] == w.text for w in (found.place, found.date, found.agency) if w)
    assert found.start <= found.place.start < found.end


@pytest.mark.parametrize(
    "text",
    ["NATO — the alliance — met.", "Poland — which borders it — shut its sky.", "The U.S. (and others) - said so.",
     "UPDATE - It rained.", "Warsaw fell silent.", "He came - he saw.", "A (B) — c", "KYIV and Moscow met.",
     "However, Poland – The country that borders it – shut its sky."],
)  # fmt: skip
def test_what_is_no_dateline_is_not_taken_for_one(text):
    found = make_article(f"A title\n{text} {BODY}").dateline
    assert found is None or found.place is None or text.startswith("A (B)")


@pytest.mark.parametrize(
    ("line", "publisher", "published"),
    [
        ("By Jane Roe | 5 March 2025", None, date(2025, 3, 5)),
        ("By Jane Roe, March 5, 2025", None, date(2025, 3, 5)),
        ("By Jane Roe | The Kyiv Independent | Sept. 10, 2025 9:15 am", "The Kyiv Independent", date(2025, 9, 10)),
        ("Published: Wednesday, 5 March 2025, 14:30 GMT", None, date(2025, 3, 5)),
        ("5 March 2025 • Reuters", "Reuters", date(2025, 3, 5)),
        ("2025-03-05", None, date(2025, 3, 5)),
        ("By Reuters", "Reuters", None),
        ("Source: TASS", "TASS", None),
        ("By Dpsu.gov.ua, CC BY 4.0", None, None),
        ("President Roe and President Poe meeting in Helsinki, Finland 2018. A. Person/AP", None, None),
        ("Soldiers in Kyiv, March 5, 2025.", None, None),
        ("Vladimir Roe, Moscow, January 17, 2025", None, None),
        ("30 February 2025", None, None),
        ("05/03/2025", None, None),
    ],
)
def test_publisher_and_day_are_read_where_a_line_under_the_title_states_them(line, publisher, published):
    article = make_article(f"A title\n{line}\n{BODY}")
    assert (article.publisher, article.published) == (publisher, published)


def test_days_named_in_the_body_are_not_the_day_it_was_published():
    article = make_article(f"A title\nBy A. Roe\n{BODY}\n5 March 2025\nAs of October 6, 2025, it rained.")
    assert article.published is None


def test_a_dateline_with_a_year_states_the_day_it_was_published():
    article = make_article(f"A title\nGENEVA, 5 March 2025 (Reuters) - {BODY}")
    assert (article.publisher, article.published) == ("Reuters", date(2025, 3, 5))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no text"),
        (b"  \n ", "no text"),
        ("Zażółć i inne".encode("utf-16-le"), "byte-order mark"),
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
