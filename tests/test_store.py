"""What the store keeps: events with their sources and their sentences, ours or the original's."""

from __future__ import annotations

import pytest

from geo.errors import UnreadableArticle
from geo.filter import Filter
from geo.shipped import add_to_library, load_store


@pytest.fixture
def library(tmp_path, monkeypatch):
    monkeypatch.setenv("BRIEFMAP_LIBRARY", str(tmp_path / "library"))
    return tmp_path / "library"


def test_without_the_original_each_event_is_proved_by_a_sentence_of_our_brief(library):
    store = load_store()
    assert len(store.records) == 35
    for event in store.records:
        quotes = store.quotes(event.evidence)
        assert quotes, event.event_id
        assert all(quote.ours and quote.text for quote in quotes)


def test_with_the_original_at_hand_each_event_is_proved_by_its_sentence(library, shared):
    path = shared / "seeds" / "articles.txt"
    store = load_store(path)
    whole = path.read_text(encoding="utf-8")
    for event in store.records:
        quotes = store.quotes(event.evidence)
        assert quotes, event.event_id
        for quote in quotes:
            assert not quote.ours
            assert quote.text in whole


def test_an_added_article_is_at_hand_from_then_on(library, shared):
    added = add_to_library(shared / "seeds" / "articles.txt")
    assert [source.source_id for _, source in added] == ["seed-1", "seed-2", "seed-3", "seed-4"]
    store = load_store()
    assert not any(quote.ours for event in store.records for quote in store.quotes(event.evidence))
    assert not list(library.glob("*.part"))


def test_adding_twice_changes_nothing(library, shared):
    add_to_library(shared / "seeds" / "articles.txt")
    before = {p.name: p.read_bytes() for p in library.iterdir()}
    add_to_library(shared / "seeds" / "articles.txt")
    assert {p.name: p.read_bytes() for p in library.iterdir()} == before


def test_an_article_nobody_refers_to_is_kept_and_said_so(library, tmp_path):
    path = tmp_path / "other.txt"
    path.write_text("A title\nBy somebody\nSome text.", encoding="utf-8")
    [(article, source)] = add_to_library(path)
    assert source is None
    assert (library / f"{article.sha256}.txt").exists()


def test_a_library_that_cannot_be_written_is_told_in_one_sentence(tmp_path, monkeypatch, shared):
    blocker = tmp_path / "file"
    blocker.write_text("in the way")
    monkeypatch.setenv("BRIEFMAP_LIBRARY", str(blocker / "library"))
    with pytest.raises(UnreadableArticle, match="cannot be written"):
        add_to_library(shared / "seeds" / "articles.txt")


def test_a_damaged_copy_only_means_that_our_brief_is_shown(library):
    library.mkdir()
    (library / "damaged.txt").write_bytes(b"\xff\xfe\x00")
    store = load_store()
    assert all(quote.ours for quote in store.quotes(store.records[0].evidence))


def test_what_follows_from_a_filter_is_made_once_and_shared_by_all_readers(library):
    store = load_store()
    made = []
    for _ in range(3):
        assert store.remember(("what", Filter()), lambda: made.append(1) or "made") == "made"
    assert made == [1]
    assert store.shown(Filter(text="drone")) is store.shown(Filter(text="drone"))
    assert store.shown(Filter(text="drone")) is not store.shown(Filter(text="Iran"))


def test_a_store_remembers_so_much_and_no_more_and_a_large_one_nothing(library, monkeypatch):
    monkeypatch.setattr("geo.store.REMEMBERED", 3)
    store = load_store()
    for n in range(5):
        store.remember(n, lambda n=n: n)
    assert list(store._remembered) == [2, 3, 4]
    monkeypatch.setattr("geo.store.MAX_REMEMBERING", 34)
    assert store.remember(2, lambda: "made anew") == "made anew"
