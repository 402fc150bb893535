"""Every format gives one normalised text with its title, and what the file states of itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from geo.article import make_article, normalise, read_articles, read_many, text_hash
from tests.article_files import BODY, PAGE, TITLE, docx, docx_with, pdf
from tests.conftest import ROOT


def read(name: str, raw: bytes | str):
    [found] = read_many([(name, raw.encode() if isinstance(raw, str) else raw)])
    assert found.refused is None
    return list(found.articles)


def test_a_web_page_gives_its_article_without_menus_and_notices():
    [article] = read("page.html", PAGE)
    assert article.title == TITLE
    assert article.text == "\n\n".join([TITLE, f"WARSAW, Poland (AP) — {BODY[0]}", BODY[1]])
    assert article.publisher == "The Daily Example"
    assert article.published == date(2025, 3, 5)
    assert article.dateline.place.text == "WARSAW, Poland"


@pytest.mark.parametrize(
    "said",
    [
        '<meta name="date" content="2025-03-05">',
        '<meta itemprop="datePublished" content="5 March 2025">',
        '<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"@type": ["NewsArticle"], '
        '"headline": "Drones cross the border", "datePublished": "2025-03-05T08:00"}]}</script>',
        '<script type="application/ld+json">not json</script><meta name="DC.date" content="Wed, 5 Mar 2025 10:00">',
    ],
)
def test_the_day_a_page_was_published_is_read_where_pages_state_it(said):
    page = PAGE.replace('<meta property="article:published_time" content="2025-03-05T23:30:00-05:00">', said)
    [article] = read("page.html", page)
    assert (article.title, article.published) == (TITLE, date(2025, 3, 5))


@pytest.mark.parametrize(
    "said", ['<p class="byline">By A. Roe | 5 March 2025</p>', '<time datetime="2025-03-05T10:00">yesterday</time>']
)
def test_the_day_a_page_was_published_is_read_from_its_byline(said):
    page = PAGE.replace('<meta property="article:published_time" content="2025-03-05T23:30:00-05:00">', "")
    [article] = read("page.html", page.replace("<figure>", f"{said}<figure>"))
    assert article.published == date(2025, 3, 5)


def test_a_page_that_states_no_date_has_none_though_its_text_names_days():
    page = PAGE.replace('<meta property="article:published_time" content="2025-03-05T23:30:00-05:00">', "")
    [article] = read("page.html", page.replace("Nobody was hurt.", "It was 3 March 2025. © 2024"))
    assert article.published is None


def test_emphasis_and_links_do_not_cut_a_sentence_of_a_short_page():
    first = "<p>Near <b>Kyiv</b>, <i>Lviv</i> and <a href='x'>Nowa&nbsp;Sól</a>.</p>"
    page = f"<html><body><h1>T</h1>{first}<p>All.</p></body></html>"
    assert read("page.html", page)[0].text == "T\n\nNear Kyiv, Lviv and Nowa Sól.\n\nAll."


def test_a_page_drawn_by_scripts_alone_is_read_from_what_it_states():
    linked = (
        '{"@type": "NewsArticle", "headline": "A title", "articleBody": "One fell near Lublin.\\n\\nNobody was hurt."}'
    )
    page = f'<html><script type="application/ld+json">{linked}</script><body><div id="app"></div></body></html>'
    assert read("page.html", page)[0].text == "A title\n\nOne fell near Lublin.\n\nNobody was hurt."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1251", "iso-8859-5"])
def test_a_page_is_read_in_the_encoding_it_declares(encoding):
    page = PAGE.replace("—", "-").replace("©", "").replace("Lublin", "Люблин").replace("utf-8", encoding)
    [article] = read("page.html", page.encode(encoding))
    assert "airport at Люблин stayed open" in article.text


@pytest.mark.parametrize("columns", [1, 2])
def test_a_pdf_gives_its_paragraphs_whole_and_in_order(columns):
    [article] = read("report.pdf", pdf(TITLE, *BODY, columns=columns))
    assert article.text == "\n".join([TITLE, *BODY])


def test_a_paragraph_of_a_pdf_goes_on_over_columns_and_pages():
    long = "The army said, after two days of silence in which nothing was known, " * 300
    [article] = read("report.pdf", pdf(TITLE, f"{long}that nobody was hurt.", columns=2, pages=9))
    assert article.text == f"{TITLE}\n{long}that nobody was hurt."


def test_a_pdf_that_only_its_owner_may_change_is_read():
    encryption = StandardEncryption("", ownerPassword="owner", strength=128)
    [article] = read("report.pdf", pdf(TITLE, *BODY, encryption=encryption))
    assert article.text == "\n".join([TITLE, *BODY])


def test_running_headers_and_page_numbers_of_a_pdf_are_left_out():
    [article] = read("report.pdf", pdf(TITLE, *BODY * 30, header="The Daily Example, Reykjavik", pages=4))
    assert "Reykjavik" not in article.text
    assert article.text.count("Nobody was hurt.") == 30
    assert not any(line.strip().replace("/", "").replace(" ", "").isdigit() for line in article.text.split("\n"))


def test_a_word_file_gives_a_line_for_each_paragraph_and_row():
    cells = b"".join(b"<w:tc><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:tc>" % word for word in (b"Lublin", b"closed"))
    table = b"<w:tbl><w:tr>" + cells + b"</w:tr></w:tbl>"
    [article] = read("report.docx", docx_with(table))
    assert article.text == "Lublin | closed\nSome words"
    [article] = read("report.docx", docx(TITLE, *BODY, style="Heading 1"))
    assert article.text == "\n".join([TITLE, *BODY])


def test_words_inserted_by_tracked_changes_are_read_and_deleted_ones_are_not():
    changed = (
        b"<w:p><w:r><w:t>Three </w:t></w:r><w:ins><w:r><w:t>Russian </w:t></w:r></w:ins>"
        b"<w:del><w:r><w:delText>Belarusian </w:delText></w:r></w:del><w:r><w:t>drones</w:t></w:r></w:p>"
    )
    [article] = read("report.docx", docx_with(changed))
    assert article.title == "Three Russian drones"


def test_two_titles_in_a_word_file_are_two_articles():
    titled = b'<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>%s</w:t></w:r></w:p>'
    said = b"<w:p><w:r><w:t>" + BODY[0].encode() + b"</w:t></w:r></w:p>"
    articles = read("report.docx", docx_with(titled % b"One" + said + titled % b"Two" + said))
    assert [article.title for article in articles] == ["One", "Two"]


def test_marks_of_markdown_go_and_words_stay():
    text = (
        "# Drones *cross* the border\n\nTwo **drones** fell near [Lublin](https://example.org/Moscow), see `log`.\n\n"
        "## What they say\n\n- one in Chełm\n- one in Łask\n\n| town | state |\n|---|---|\n| Lublin | shut |\n\n"
        "![Paris](a.png) <b>Nobody</b> was hurt.\n\n1. first\n2. second\n"
    )
    [article] = read("a.md", text)
    assert article.title == "Drones cross the border"
    assert article.text == (
        "# Drones cross the border\n\nTwo drones fell near Lublin, see log.\n\nWhat they say\n\n- one in Chełm\n\n"
        "- one in Łask\n\ntown | state\n\nLublin | shut\n\nNobody was hurt.\n\n1. first\n\n2. second"
    )


def test_the_shipped_briefs_keep_their_text_and_hash_when_read_as_markdown():
    for path in sorted((ROOT / "data" / "articles").glob("*.md")):
        brief = make_article(normalise(path.read_text(encoding="utf-8")))
        [article] = read_articles(path)
        assert (article.title, article.text, article.sha256) == (brief.title, brief.text, text_hash(brief.text))


def test_front_matter_states_title_publisher_and_date_and_is_no_article():
    text = f"---\ntitle: {TITLE}\ndate: 2025-03-05\nsource: The Daily Example\n---\n\n{BODY[0]}\n"
    for name in ("a.md", "a.txt"):
        [article] = read(name, text)
        assert article.text == f"{TITLE}\n\n{BODY[0]}"
        assert (article.publisher, article.published) == ("The Daily Example", date(2025, 3, 5))


def test_each_article_of_a_file_has_its_own_front_matter():
    text = "".join(f"---\ntitle: Title {n}\npublished: {n} March 2025\n---\n{BODY[n - 1]}\n" for n in (1, 2))
    articles = read("a.md", text)
    assert [(a.title, a.published) for a in articles] == [("Title 1", date(2025, 3, 1)), ("Title 2", date(2025, 3, 2))]


def test_utf_16_with_its_mark_is_read():
    assert read("a.txt", "Zażółć\nThe army said.".encode("utf-16"))[0].text == "Zażółć\nThe army said."


def test_the_kind_of_a_file_is_told_by_content_not_by_name(tmp_path: Path):
    for name, raw in {"a.txt": PAGE.encode(), "b.html": pdf(TITLE, *BODY), "c.pdf": docx(TITLE, *BODY)}.items():
        (tmp_path / name).write_bytes(raw)
        assert read_articles(tmp_path / name)[0].title == TITLE
