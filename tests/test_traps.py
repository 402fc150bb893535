"""Words that are places and words that only look like them, each in a sentence of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.geoparse import geoparse

TABLE = Path(__file__).parent / "data" / "traps.tsv"
ROWS = [
    line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
]


def test_the_table_is_long_and_holds_yes_and_no():
    assert len(ROWS) >= 150
    assert sum(want == "no" for _, want, _ in ROWS) >= 50


@pytest.mark.parametrize(("want", "marked"), [row[1:] for row in ROWS], ids=[f"{n}-{r[0]}" for n, r in enumerate(ROWS)])
def test_each_trap_is_read_as_people_read_it(want, marked):
    start = marked.index("[[")
    end = marked.index("]]") - 2
    text = marked.replace("[[", "").replace("]]", "")
    found = [t for t in geoparse(text) if t.start < end and t.end > start]
    if want == "no":
        assert found == []
        return
    [toponym] = found
    if ":" in want:
        assert toponym.place.place_id == want
    elif want.islower():
        assert toponym.kind == want
    else:
        iso3, _, kind = want.partition(" ")
        assert toponym.iso3 == iso3
        assert not kind or toponym.kind == kind
