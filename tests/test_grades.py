"""Source grades: filterable in link, page and command line, on the card, in every export, and back again."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys

import pytest
from streamlit.testing.v1 import AppTest

from geo.archive import Archive
from geo.event import Source
from geo.export import to_csv, to_geojson
from geo.filter import Filter
from geo.formats import FORMATS
from geo.geoparquet import to_geoparquet
from geo.known import known_store
from geo.load import load_file, told_sources
from geo.shipped import ROOT, default_store
from geo.store import make_store


@pytest.fixture
def graded(tmp_path, monkeypatch):
    """An archive in which seed-2 is B2 and seed-3 is D1."""
    monkeypatch.setenv("BRIEFMAP_ARCHIVE", str(tmp_path / "archive.sqlite"))
    with Archive.open() as archive:
        archive.grade("seed-2", "Anna", 1, "B", 2)
        archive.grade("seed-3", "Anna", 1, "D", 1)
    return known_store()


def of_source(store, *names):
    return {e.event_id for e in store.records if set(e.source_id) & set(names)}


def test_a_least_grade_lets_through_what_has_such_a_source(graded):
    asked = {
        (None, None): {"seed-1", "seed-2", "seed-3", "seed-4"},
        ("B", None): {"seed-2"},
        ("A", None): set(),
        ("E", None): {"seed-2", "seed-3"},
        (None, 1): {"seed-3"},
        (None, 5): {"seed-2", "seed-3"},
        ("C", 1): set(),
        ("E", 2): {"seed-2", "seed-3"},
    }
    for (reliability, credibility), sources in asked.items():
        shown = graded.shown(Filter(reliability=reliability, credibility=credibility))
        assert set(shown["event_id"]) == of_source(graded, *sources), (reliability, credibility)


def test_both_grades_are_asked_of_the_same_source():
    pair = [("A", 5), ("E", 1)]
    sources = {
        f"s{n}": Source(source_id=f"s{n}", title="T", reliability=r, credibility=c) for n, (r, c) in enumerate(pair)
    }
    event = default_store().records[0].model_copy(update={"source_id": ("s0", "s1")})
    store = make_store([event], sources, {})
    for reliability, credibility in itertools.product([None, *"ABCDE"], [None, 1, 2, 3, 4, 5]):
        expected = any(r <= (reliability or "F") and c <= (credibility or 6) for r, c in pair)
        assert len(store.shown(Filter(reliability=reliability, credibility=credibility))) == expected


def test_a_grade_in_a_link_comes_back_and_a_wrong_one_is_told():
    wanted = Filter(reliability="B", credibility=3)
    assert Filter.from_query(wanted.to_query()) == (wanted, [])
    assert "reliability B and credibility 3 or better" in wanted.in_words()
    found, notes = Filter.from_query({"reliability": "F", "credibility": "six"})
    assert found == Filter()
    assert len(notes) == 2


@pytest.mark.parametrize(
    ("name", "write"),
    [("x.geojson", to_geojson), ("x.csv", to_csv), ("x.parquet", to_geoparquet)],
)
def test_a_grade_goes_out_with_the_events_and_comes_back_with_them(graded, monkeypatch, name, write):
    text = write(graded.events)
    loaded = load_file(name, text if isinstance(text, bytes) else text.encode("utf-8"))
    grades = {s.source_id: (s.reliability, s.credibility) for s in loaded.sources}
    assert grades == {"seed-1": ("F", 6), "seed-2": ("B", 2), "seed-3": ("D", 1), "seed-4": ("F", 6)}
    elsewhere, found = make_store([], {}, {}).with_loaded(loaded)
    assert len(found.new) == 35
    assert set(elsewhere.shown(Filter(reliability="B"))["event_id"]) == of_source(graded, "seed-2")
    assert elsewhere.sources["seed-2"].title == graded.sources["seed-2"].title
    here, _ = graded.with_loaded(loaded)
    assert here.sources == graded.sources


def test_every_export_says_how_its_sources_are_graded(graded):
    one = graded.events[graded.events["source_id"].map(lambda ids: ids == ("seed-2",))].head(1)
    for name, form in FORMATS.items():
        if name not in ("png", "parquet"):
            assert b"reliability" in form.write(one, None) if name != "gpkg" else b'"B"' in form.write(one, None)


def test_sources_of_a_hostile_file_are_read_or_left_out():
    fine = {"source_id": "s", "title": "T", "reliability": "A"}
    told = [None, "", "no JSON", "[" * 5000, "{}", '[1, null, {"source_id": 3}]', 5, float("nan"),
            [{"source_id": "x", "title": "T", "reliability": "Z"}], [{"source_id": "y", "title": "T", "url": "ftp:"}],
            json.dumps([fine]), [fine | {"reliability": "B"}]]  # fmt: skip
    assert told_sources(told) == (Source(**fine),)


def test_the_command_line_filters_by_grade(graded):
    command = [sys.executable, "-m", "geo", "export", "--reliability", "C", "--credibility", "3"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    written = json.loads(done.stdout)
    assert {f["id"] for f in written["features"]} == of_source(graded, "seed-2")
    assert "reliability C and credibility 3 or better" in written["briefmap"]["filter"]


def test_the_page_filters_by_grade_and_the_card_says_it(graded):
    app = AppTest.from_file(str(ROOT / "pages" / "home.py"), default_timeout=60)
    event = sorted(of_source(graded, "seed-2"))[0]
    app.query_params["reliability"] = "B"
    app.query_params["event"] = event
    app.run()
    text = " ".join(element.body for element in app.get("html"))
    assert f"{len(of_source(graded, 'seed-2'))} of 35 events" in text
    assert "Source: B usually reliable; what it says: 2 probably true" in text
    app.selectbox(key="reliability").set_value(None).run()
    assert not app.exception
    assert "35 of 35 events" in " ".join(element.body for element in app.get("html"))
