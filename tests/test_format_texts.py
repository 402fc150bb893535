"""Hostile text comes back from every format as the text it was, and stays text."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.export import View
from geo.shipped import DATA
from tests.hostile import HOSTILE, WRITABLE
from tests.hostile_app import make_hostile, read_hostile, texts_in
from tests.made import made_event
from tests.reopening import KML, READERS, frame, placemarks, reopened

WARSAW = "gn:756135"
EVIL = [*HOSTILE, "$[name] $[title]", "Rzeszów, Łódź, Київ, 北京, 😀", "  kept  ", '"}', "\u200fאבג\u200e"]


def hostile_frame(texts):
    return frame(*(
        made_event(
            event_id=f"h{n}", title=text if text.strip() else f"t{text}", summary=text, facts={"said": [text], "n": n},
            places=[{"name": text if text.strip() else "x", "place_id": WARSAW}], where_prec=2,
            participants=[{"actor": text if text.strip() else "x", "role": "guest"}],
        )
        for n, text in enumerate(texts)
    ))  # fmt: skip


def check_texts(texts):
    events = hostile_frame(texts)
    assert len(events) == len(texts)
    for name in READERS:
        rows = reopened(name, events).rows
        for n, text in enumerate(texts):
            row = rows[f"h{n}"]
            assert row["summary"] == text, name
            assert json.loads(row["facts"]) == {"said": [text], "n": n}, name
            assert row["title"] == (text if text.strip() else f"t{text}"), name


def test_hostile_text_comes_back_verbatim_from_every_file():
    check_texts(EVIL)


LISTS = ("places", "participants", "facts", "revision", "source_id")


def test_every_text_of_every_event_comes_back_verbatim_from_every_file(tmp_path):
    shutil.copytree(DATA / "articles", tmp_path / "articles")
    for name in ("events.json", "sources.json"):
        shutil.copy(DATA / name, tmp_path)
    make_hostile(tmp_path)
    store = read_hostile(tmp_path)
    records = [record.model_dump(mode="json") for record in store.records]
    for column in ("title", "summary", "places", "participants", "facts", "revision"):
        said = "".join(text for record in records for _, text in texts_in(record[column]))
        few = 35 if column in ("revision", "participants") else len(HOSTILE)
        assert sum(text in said for text in HOSTILE) >= few, column
    for name in READERS:
        rows = reopened(name, store.events).rows
        assert len(rows) == len(records)
        for record in records:
            row = rows[record["event_id"]]
            assert (row["title"], row["summary"]) == (record["title"], record["summary"]), name
            assert [json.loads(row[column]) for column in LISTS] == [record[column] for column in LISTS], name


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(WRITABLE, max_size=40), min_size=1, max_size=12))
def test_any_text_comes_back_from_every_file(texts):
    check_texts(texts)


class Tags(HTMLParser):
    """Notes the tags and the text of HTML."""

    def __init__(self, source):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, attrs))

    def handle_data(self, data):
        self.text += data


def test_balloons_of_the_kml_show_hostile_text_and_bring_none_alive():
    view = replace(View(), filter="<img src=x onerror=alert(1)> $[name]", marking="<script>")
    root, found = placemarks(hostile_frame(EVIL), view)
    for style in root.iter(f"{KML}BalloonStyle"):
        assert style.findtext(f"{KML}text") == "$[description]"
    for n, text in enumerate(EVIL):
        shown = Tags(found[f"h{n}"].findtext(f"{KML}description"))
        assert {tag for tag, _ in shown.tags} == {"p"}
        assert text in shown.text
        assert "$[" not in found[f"h{n}"].findtext(f"{KML}description")
    said = Tags(root.find(f"{KML}Document").findtext(f"{KML}description"))
    assert {tag for tag, _ in said.tags} == {"p"}
    assert view.filter in said.text
    assert "marking: <script>" in said.text


def test_text_that_no_file_could_hold_does_not_stop_the_kml():
    events = frame(made_event())
    events.loc[0, "title"] = "broken \ud800 \0"
    _, found = placemarks(events)
    assert found["made-1"].findtext(f"{KML}name") == "broken \ufffd \ufffd"
