"""An article is shown whole, with its marks where the records say."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.load import load_file
from geo.mapping import apply, guess
from geo.reading import Mark, _places, marks, segments, text_of
from geo.shipped import default_store

MARKS = st.builds(
    lambda start, length, kind, event: Mark(start, start + length, kind, (event,)),
    st.integers(0, 60), st.integers(1, 40), st.sampled_from(["evidence", "place"]), st.sampled_from("abc"),
)  # fmt: skip


@given(st.text(max_size=80), st.lists(MARKS, max_size=8))
def test_the_pieces_are_the_text_and_each_character_knows_its_events(text, found):
    pieces = segments(text, found)
    assert "".join(piece.text for piece in pieces) == text
    at = 0
    for piece in pieces:
        for kind, events in (("evidence", piece.evidence), ("place", piece.places)):
            over = {m.events[0] for m in found if m.kind == kind and m.start <= at < m.end}
            assert set(events) == over
        at += len(piece.text)


@pytest.mark.parametrize("source_id", ["seed-1", "seed-2", "seed-3", "seed-4"])
def test_every_event_of_a_source_is_marked_in_its_text(source_id):
    store = default_store()
    article, ours = text_of(store.sources[source_id], store.texts)
    mine = [event for event in store.records if source_id in event.source_id]
    found = marks(article, mine)
    assert ours
    assert {e for m in found if m.kind == "evidence" for e in m.events} == {event.event_id for event in mine}


def test_places_are_marked_as_whole_words_with_the_events_there():
    store = default_store()
    article, _ = text_of(store.sources["seed-1"], store.texts)
    found = marks(article, [e for e in store.records if "seed-1" in e.source_id])
    places = {(article.text[m.start : m.end], m.events) for m in found if m.kind == "place"}
    assert ("Rzeszów", ("seed-A3",)) in places
    assert ("Danube", ("seed-A7",)) in places
    assert not [name for name, _ in places if not name[0].isalpha()]


def test_marks_of_events_that_the_filter_hides_are_not_drawn():
    store = default_store()
    article, _ = text_of(store.sources["seed-1"], store.texts)
    assert marks(article, []) == []
    assert [s.text for s in segments(article.text, [])] == [article.text]


@given(
    st.text("ab' -é", max_size=60),
    st.sets(
        st.text("ab' -é", min_size=2, max_size=6).filter(lambda name: name == name.strip()), min_size=1, max_size=5
    ),
)
def test_a_name_is_found_where_it_stands_as_whole_words_the_longest_first(text, names):
    wanted = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    expected = [(m.start(), m[0]) for m in re.finditer(rf"(?<!\w)(?:{wanted})(?!\w)", text)]
    named = {name: ["e"] for name in names}
    assert [(m.start, text[m.start : m.end]) for m in _places(text, named)] == expected


def test_a_file_of_ten_thousand_rows_can_be_read_as_an_article():
    rows = b"".join(b"Sighting %d,52.%05d,21.%05d,Town %d\n" % (n, n, n, n) for n in range(10_000))
    found = load_file("rows.csv", b"title,lat,lon,place\n" + rows)
    loaded = apply(guess(found.columns, []).with_constants(layer="deployment", sub_type="base"), found)
    [text] = loaded.texts
    pieces = segments(text.text, marks(text, loaded.events))
    assert sum(bool(piece.places) for piece in pieces) == 10_000
    assert "".join(piece.text for piece in pieces) == text.text
