"""Hostile and wrong article files: each gets its own clear line, the rest go through."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from dataclasses import asdict, replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption

from geo.article import LIMITS, make_article, normalise, read_articles, read_each, read_many, sentences, split_articles
from geo.article.kinds import DOCX, HTML, MARKDOWN, PDF, TEXT, kind_of
from geo.article.reader import Reader
from geo.article.worker import answer
from geo.errors import UnreadableArticle
from tests.article_files import BODY, PAGE, TITLE, docx, docx_with, pdf, raw_pdf, zipped

ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%s">' % (n, b"&%c;" % (n - 1) * 10) for n in range(ord("b"), ord("k"))
)
USE = b"<w:p><w:r><w:t>&j;</w:t></w:r></w:p>"

REFUSED = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\n ", "no text"),
    "separators.md": (b"---\n---\n", "no text"),
    "binary.txt": (bytes(range(256)) * 20, "not a text file"),
    "control.txt": (b"\x01\x02 words " * 50, "not a text file"),
    "latin1.txt": ("café au lait".encode("latin-1"), "not UTF-8"),
    "cut.txt": ("Zażółć".encode("utf-16")[:-1], "not UTF-16"),
    "unmarked.txt": ("The army said so.".encode("utf-16-le"), "without its byte-order mark"),
    "picture.pdf": (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG picture"),
    "old.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Office file"),
    "rich.docx": (b"{\\rtf1 words}", "RTF"),
    "program.html": (b"\x7fELF" + bytes(100), "program"),
    "feed.html": (b"<?xml version='1.0'?><rss><channel/></rss>", "XML"),
    "saved.html": (b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\nx", "MHTML"),
    "archive.docx": (zipped(**{"a.txt": b"words"}), "ZIP archive"),
    "sheet.docx": (zipped(**{"xl/workbook.xml": b"<x/>"}), "Excel"),
    "damaged.docx": (docx("words")[:2000], "damaged"),
    "not.docx": (zipped(**{"word/document.xml": b"<x/>"}), "cannot be read as Word"),
    "entities.docx": (docx_with(USE, ENTITIES + b"]>"), "entities"),
    "later.docx": (docx_with(USE, b" " * 5000 + ENTITIES + b"]>"), "cannot be read as Word"),
    "deep.docx": (docx_with(b"<w:tbl><w:tr><w:tc>" * 20_000), "cannot be read as Word"),
    "damaged.pdf": (b"%PDF-1.7\n" + bytes(range(256)) * 100, "PDF"),
    "scan.pdf": (raw_pdf(b""), "no text in it"),
    "secret.pdf": (pdf(TITLE, *BODY, encryption=StandardEncryption("secret")), "password"),
    "frames.html": (b"<html><frameset><frame src='a'></frameset></html>", "no article"),
    "unknown.html": (b"<html><meta charset='klingon'><p>words</p></html>", "encoding"),
    "lying.html": (b"<html><meta charset='ascii'><p>caf\xc3\xa9</p></html>", "not ASCII"),
}  # fmt: skip


def test_every_file_given_is_accepted_or_refused_for_its_own_reason():
    good = {
        "a.txt": BODY[0].encode(),
        "b.html": PAGE.encode(),
        "c.docx": docx(TITLE, *BODY),
        "d.pdf": pdf(TITLE, *BODY),
    }
    bad = {name: raw for name, (raw, _) in REFUSED.items()}
    several = [*good.items(), *bad.items(), *good.items()] * 4
    files = (several * 2)[:200]
    told = []
    read = read_many(files, progress=told.append)
    assert told == read
    assert [file.name for file in read] == [name for name, _ in files]
    assert all(bool(file.articles) != bool(file.refused) for file in read)
    assert {file.name for file in read if file.articles} == set(good)
    for file in read:
        if file.refused:
            assert REFUSED[file.name][1] in file.refused
            assert file.refused.startswith(file.name)
            assert file.refused.endswith(".")
            assert "\n" not in file.refused


def test_a_file_of_100_mb_is_refused_unread(tmp_path):
    for name in ("big.txt", "big.pdf"):
        with (tmp_path / name).open("wb") as file:
            file.write(b"%PDF-1.7\n" if name.endswith("pdf") else b"words\n")
            file.truncate(100_000_000)
        with pytest.raises(UnreadableArticle, match=f"{name} has 100,000,000 bytes; the limit"):
            read_articles(tmp_path / name)


def test_what_is_no_file_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    for path in (tmp_path, tmp_path / "none.txt", tmp_path / "pipe.txt", "a\0b"):
        [read] = read_many([path])
        assert read.refused
    assert "not a file" in read_many([tmp_path / "pipe.txt"])[0].refused


def test_a_name_made_to_confuse_is_told_on_one_line():
    [read] = read_many([("a\nb\x1b[31m\u202etxt.exe\ud800", b"")])
    assert read.refused.startswith("a b [31m txt.exe is empty")


SLOW = raw_pdf(b"BT /F1 12 Tf 50 700 Td (Hello) Tj ET " * 500_000)
ZIP_BOMB = docx_with(b"<w:p><w:r><w:t>" + b"a" * 3_000_000 + b"</w:t></w:r></w:p>")


@pytest.mark.parametrize(
    ("setting", "name", "raw", "said"),
    [
        ({"text_bytes": 10}, "a.txt", b"eleven byte", "11 bytes; the limit for an article is 10"),
        ({"text_bytes": 10}, "a.html", PAGE.encode(), "the limit for an article is 10"),
        ({"document_bytes": 1000}, "a.pdf", pdf(TITLE, *BODY), "the limit for an article is 1,000"),
        ({"unpacked_bytes": 2_000_000}, "a.docx", ZIP_BOMB, "unpacks to more than 2,000,000 bytes"),
        ({"pages": 3}, "a.pdf", pdf(TITLE, *BODY * 90), "more than 3 pages"),
        ({"characters": 100}, "a.html", PAGE.encode(), "more than 100 characters"),
        ({"characters": 100}, "a.docx", docx(TITLE, *BODY), "more than 100 characters"),
        ({"characters": 100}, "a.pdf", pdf(TITLE, *BODY), "more than 100 characters"),
        ({"articles": 2}, "a.md", b"# A\n\nwords\n\n# B\n\nwords\n\n# C\n\nwords", "more than 2 articles"),
        ({"memory_bytes": 200_000_000}, "a.pdf", raw_pdf(b" " * 300_000_000), "memory"),
        ({"seconds": 0.5}, "a.pdf", SLOW, "longer than 0.5 seconds"),
    ],
    ids=lambda value: str(value)[:30],
)  # fmt: skip
def test_each_limit_is_a_setting_and_says_what_it_is(setting, name, raw, said):
    read = read_many([(name, raw), ("next.txt", BODY[0].encode()[:9])], limits=replace(LIMITS, **setting))
    assert said in read[0].refused
    assert read[1].articles


def test_after_a_file_that_took_too_long_the_next_is_read():
    read = read_many([("slow.pdf", SLOW), ("good.pdf", pdf(TITLE, *BODY))], limits=replace(LIMITS, seconds=4))
    assert "longer than 4 seconds" in read[0].refused
    assert read[1].articles[0].title == TITLE


def test_the_reading_process_ends_with_the_reading():
    with Reader(LIMITS) as reader:
        reader.read("page.html", HTML, PAGE.encode())
        process = reader._process
        assert process.poll() is None
    assert process.poll() is not None
    each = read_each([("a.html", PAGE.encode()), ("b.html", PAGE.encode())])
    assert next(each).articles
    each.close()


def test_a_page_nested_deeper_than_parsers_go_is_no_error():
    for raw in (b"<html>" + b"<div>" * 100_000 + BODY[0].encode(), b"<html><p>" + b"<b>" * 20_000 + BODY[0].encode()):
        [read] = read_many([("deep.html", raw)])
        assert read.articles or "no article text" in read.refused


def test_what_scripts_and_comments_of_a_page_say_is_no_text_of_the_article():
    page = PAGE.replace("</article>", "<script>alert('Moscow')</script><!-- Kyiv --><style>a{}</style></article>")
    [read] = read_many([("page.html", page.encode())])
    assert not {"Moscow", "Kyiv", "alert", "a{}"} & set(read.articles[0].text.replace("'", " ").split())


def test_half_characters_and_nuls_of_a_page_do_not_reach_the_text():
    headline = '<script type="application/ld+json">{"@type": "Article", "headline": "a\\ud800b\\u0000c"}</script>'
    page = PAGE.replace(f"<h1>{TITLE}", f"{headline}<h1>x &#xd800; &#0;")
    [read] = read_many([("page.html", page.encode())])
    assert read.articles[0].title == "a\ufffdbc"
    assert read.articles[0].text.encode("utf-8")


def test_a_word_file_cannot_read_other_files():
    outside = b' <!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/hostname">]>'
    [read] = read_many([("a.docx", docx_with(USE, b" " * 5000 + outside))])
    assert (
        read.refused
        or "Some words" in read.articles[0].text.split()[0:2]
        or read.articles[0].text == "\nSome words".strip()
    )


def test_a_heap_of_accents_is_read_as_it_stands_in_linear_time():
    heap = "a" + "\u0301\u0327" * 500_000
    assert normalise(heap) == heap
    assert normalise("Rzeszo\u0301w " + heap).startswith("Rzesz\u00f3w a")


@given(st.text(alphabet=st.characters(categories=("Mn", "Ll", "Zs")), max_size=200))
def test_normalising_twice_is_normalising_once(text):
    assert normalise(normalise(text)) == normalise(text)


STARTS = st.sampled_from(
    [b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"<!doctype html><p>", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf",
     b"---\ntitle: ", b"KYIV, Oct. 6 (", PAGE.encode()[:400], docx("words")[:3000], pdf(TITLE)[:900]]
)  # fmt: skip
ANY_BYTES = st.builds(bytes.__add__, STARTS, st.binary(max_size=300) | st.text(max_size=200).map(str.encode))


@given(ANY_BYTES, st.sampled_from([HTML, PDF, DOCX]))
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=300)
def test_whatever_the_bytes_each_reader_finds_text_or_says_why_not(raw, kind):
    # What the other process does, in this one, so that hundreds of files can be tried.
    said = answer({"name": "x", "kind": kind, "limits": asdict(LIMITS)}, raw)
    assert said["refused"].endswith(".") if "refused" in said else said["text"].strip()


@given(ANY_BYTES, st.sampled_from(["a.txt", "a.md", ""]))
def test_whatever_the_bytes_offsets_are_exact_and_no_other_error_is_raised(raw, name):
    try:
        assume(kind_of(name, raw) in (TEXT, MARKDOWN))
    except UnreadableArticle:
        return
    [read] = read_many([(name, raw)])
    assert bool(read.articles) != bool(read.refused)
    for article in read.articles:
        found = article.dateline
        stretches = [words for words in (found.place, found.date, found.agency) if words] if found else []
        assert all(article.text[words.start : words.end] == words.text for words in stretches)
        assert (article.text, article.sha256) == (normalise(article.text), make_article(article.text).sha256)


@pytest.mark.parametrize(("kind", "raw"), [(HTML, PAGE.encode()), (PDF, pdf(TITLE, *BODY)), (DOCX, docx(*BODY))])
def test_a_file_cut_short_anywhere_is_read_or_refused(kind, raw):
    for cut in range(0, len(raw), max(1, len(raw) // 40)):
        said = answer({"name": "cut", "kind": kind, "limits": asdict(LIMITS)}, raw[:cut])
        assert said.get("refused") or said["text"].strip()


def test_the_reading_process_opens_no_connection():
    asked = (
        "import socket, sys; from geo.article.worker import _confine; _confine(1_000_000_000)\n"
        "try: socket.create_connection(('127.0.0.1', 9))\n"
        "except PermissionError: sys.exit(7)"
    )
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 7


PROLOGS = [b"A: b\r\n", b"a", b"A:" + b" " * 100, b"<!-- ", b"<!---->", b"<?xml ", b" ", b"<", b"-\n"]


@pytest.mark.parametrize("unit", PROLOGS)
def test_no_bytes_keep_the_telling_of_a_kind_busy(unit):
    # A pattern that tries again and again would need longer than any test may take.
    for head in (unit * (4096 // len(unit)), b"<html" + unit * (4096 // len(unit))):
        with contextlib.suppress(UnreadableArticle):
            assert kind_of("a.txt", head[:4096])


@pytest.mark.parametrize(
    "unit", [".", ". ", "A. ", "“", '."', "a.m. ", " ", "\n", "# a\n", "---\n", "a: b\n", "KYIV, ", "By ", "x/X ", "\f"]
)
def test_no_text_keeps_its_reader_busy(unit):
    text = unit * (300_000 // len(unit))
    for whole in (text, f"A title\nBy me\n{text}", f"{'word ' * 40}\n{text}"):
        sentences(whole)
        with contextlib.suppress(UnreadableArticle):
            assert split_articles(whole)
