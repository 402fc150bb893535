"""With the original articles at hand, the cards quote them; with a wrong file, one sentence says so."""

from __future__ import annotations

import pytest

from tests.browser.conftest import serving, watch

pytestmark = pytest.mark.browser


def test_the_card_quotes_the_original_when_it_is_at_hand(browser, shared, tmp_path):
    seeds = shared / "seeds" / "articles.txt"
    with serving(BRIEFMAP_ARTICLES=str(seeds), BRIEFMAP_LIBRARY=str(tmp_path)) as address:
        for watched in watch(browser, address):
            watched.open("/?event=seed-A6")
            quote = watched.page.locator(".bm-card blockquote").first
            assert quote.inner_text() in seeds.read_text(encoding="utf-8")
            assert "the original article" in watched.page.locator(".bm-card").inner_text()
            assert watched.errors == []


def test_a_wrong_article_file_is_told_in_one_sentence(browser, tmp_path):
    with serving(BRIEFMAP_ARTICLES=str(tmp_path / "none.txt"), BRIEFMAP_LIBRARY=str(tmp_path)) as address:
        for watched in watch(browser, address):
            watched.page.goto(address)
            told = watched.page.locator(".bm-error")
            told.wait_for()
            assert "none.txt cannot be read" in told.inner_text()
            assert "Traceback" not in watched.page.content()
