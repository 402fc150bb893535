"""The events and briefs that ship: whole, in our own words, and each with its proof."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from geo.article import Article, make_article, normalise, split_articles
from geo.event import Event, Source
from geo.event_rows import parse_events
from geo.gazetteer import load_gazetteer

DATA = Path(__file__).resolve().parent.parent / "data"
BRIEFS = ("drones-over-nato", "ukraine-talks", "russia-iran-treaty", "putin-touadera")
LONGEST_SHARED_RUN = 8
"""Words in a row that a brief may have in common with an original."""

KEY_WORDS = {
    "A1": ["19 Russian kamikaze drones", "Polish", "September 10", "300 kilometers", "no injuries"],
    "A2": ["Warsaw", "closed", "September 10"],
    "A3": ["Rzeszów", "closed", "September 10"],
    "A4": ["Lublin", "closed", "September 10"],
    "A5": ["Polish F-16s", "Dutch F-35s", "Italian AWACS", "refueling tankers", "September 10"],
    "A6": ["Estonia", "three Russian MiG-31s", "September 19"],
    "A7": ["Romania", "drone crash", "Danube", "September 19"],
    "A8": ["Germany", "drone swarm", "Schleswig-Holstein", "believed"],
    "A9": ["unidentified flights", "Danish", "late September"],
    "A10": ["unidentified flights", "German regions", "late September"],
    "A11": ["Operation Eastern Sentry", "eastern flank"],
    "A12": ["EU summit in Copenhagen", "defense ministers", "Drone Wall", "Zelenskyy", "Later that week"],
    "A13": ["Poland and the Baltic states", "air surveillance"],
    "A14": ["several other European nations", "shut", "airports", "late September"],
    "A15": ["NATO", "Article 4"],
    "A16": ["Germany and Denmark", "NATO command"],
    "B1": ["United States and Russia", "Saudi Arabia", "not received an invitation"],
    "B2": ["February 28th", "mineral rights", "without signing", "Oval Office"],
    "B3": ["Putin", "March 18th", "30-day partial ceasefire", "energy infrastructure"],
    "B4": ["Macron", "hosted", "past couple of weeks", "excluded the United States"],
    "B5": ["Trump", "Putin", "Helsinki, Finland 2018"],
    "C1": ["January 17th", "Comprehensive Strategic", "signed", "Kremlin", "aggressor", "not included"],
    "C2": ["treaty between Russia and North Korea", "mutual defense"],
    "C3": ["first nuclear power plant", "2013"],
    "C4": ["$1.7 billion", "11,000 Iranian Shahed drones", "February 2022"],
    "C5": ["55 billion cubic meters", "Iran via Azerbaijan"],
    "C6": ["first visit", "Kremlin", "January 17th"],
    "C7": ["months of negotiating", "last July", "January 17th"],
    "C8": ["Iran’s entry into the BRICS", "2023"],
    "C9": ["Syrian Civil War", "support", "Assad", "failed to prevent"],
    "D1": ["January 15, 2025", "Moscow", "three-day official visit"],
    "D2": ["since 2018", "military training", "logistical support"],
    "D3": ["mercenaries", "Wagner Group", "training thousands"],
    "D4": ["bilateral military cooperation", "economic and political agreements", "January 15, 2025"],
    "D5": ["North Korean troops", "Ukraine"],
}
"""Words that the original's evidence must hold for each event, by its id without ``seed-``."""

SENTENCE_END = re.compile(r"(?<!U\.S)[.!?][\"”’)]*(?=\s+[\"“(A-Z]|$)")


def _read(name: str) -> Any:
    def refuse(constant: str) -> None:
        raise AssertionError(f"{name} holds {constant}")

    return json.loads((DATA / name).read_text(encoding="utf-8"), parse_constant=refuse)


@pytest.fixture(scope="module")
def events() -> list[Event]:
    return parse_events(_read("events.json")["events"])[0]


@pytest.fixture(scope="module")
def sources() -> list[Source]:
    return [Source.model_validate(raw) for raw in _read("sources.json")]


@pytest.fixture(scope="module")
def briefs() -> dict[str, Article]:
    texts = [(DATA / "articles" / f"{name}.md").read_text(encoding="utf-8") for name in BRIEFS]
    return {a.sha256: a for a in (make_article(normalise(text)) for text in texts)}


@pytest.fixture(scope="module")
def originals(shared: Path) -> dict[str, Article]:
    text = (shared / "seeds" / "articles.txt").read_text(encoding="utf-8")
    return {a.sha256: a for a in split_articles(text)}


@pytest.fixture(scope="module")
def gold(shared: Path) -> dict[str, dict[str, Any]]:
    reading = json.loads((shared / "gold" / "seed_events.json").read_text(encoding="utf-8"))
    return {f"seed-{event['id']}": event for event in reading["events"]}


def test_every_shipped_record_passes_the_rules() -> None:
    document = _read("events.json")
    accepted, problems, rejected = parse_events(document["events"])
    assert document["format"] == "briefmap-events/1"
    assert (len(accepted), problems, rejected) == (len(KEY_WORDS), [], 0)


def test_every_event_is_confirmed_with_a_short_title_and_a_summary(events: list[Event]) -> None:
    for event in events:
        assert event.revision.status == "confirmed", event.event_id
        assert len(event.title) <= 70, event.event_id
        assert event.summary.endswith("."), event.event_id


def test_every_event_names_a_source_that_ships(events: list[Event], sources: list[Source]) -> None:
    known = {s.source_id for s in sources}
    assert all(known.issuperset(event.source_id) for event in events)


def test_every_place_is_in_the_gazetteer_in_the_country_that_is_said(events: list[Event]) -> None:
    gazetteer = load_gazetteer()
    for event in events:
        for ref in event.places:
            for place_id in (ref.place_id, *ref.alternatives):
                if place_id is None:
                    continue
                place = gazetteer.get(place_id)
                assert place.iso3 in (None, ref.iso3), f"{event.event_id}: {place_id}"


def test_all_events_of_the_expected_reading_are_there(events: list[Event], gold: dict[str, Any]) -> None:
    assert [e.event_id for e in events] == list(gold)


def test_every_event_agrees_with_the_expected_reading(events: list[Event], gold: dict[str, Any]) -> None:
    for event in events:
        want = gold[event.event_id]
        found = json.loads(event.model_dump_json())
        for field in ("layer", "sub_type", "where_prec", "date_start", "date_prec", "ongoing", "modality"):
            assert found[field] == want[field], f"{event.event_id}: {field}"
        if not event.ongoing:
            assert found["date_end"] == want["date_end"], event.event_id
        assert event.source_id == (f"seed-{want['article']}",), event.event_id
        if "caused_by" in want:
            assert event.caused_by == f"seed-{want['caused_by']}", event.event_id
        assert want.get("facts", {}).items() <= event.facts.items(), event.event_id
        countries = {p.iso3 for p in event.participants if p.iso3}
        assert set(want["countries"]) <= countries, event.event_id
        assert countries <= {*want["countries"], *want["countries_ok"]}, event.event_id


def test_every_brief_is_in_normal_form() -> None:
    for name in BRIEFS:
        raw = (DATA / "articles" / f"{name}.md").read_bytes().decode("utf-8")
        assert raw == normalise(raw) + "\n", name
        assert raw.startswith("# "), name


def test_every_source_has_the_hash_of_its_brief(sources: list[Source], briefs: dict[str, Article]) -> None:
    assert [s.brief for s in sources] == list(briefs)


def test_every_source_has_the_hash_and_the_title_of_its_original(
    sources: list[Source], originals: dict[str, Article]
) -> None:
    assert [(s.original, s.title) for s in sources] == [(a.sha256, a.title) for a in originals.values()]


def test_every_event_has_evidence_in_the_brief_and_then_in_the_original(
    events: list[Event], sources: list[Source]
) -> None:
    texts = {s.source_id: (s.brief, s.original) for s in sources}
    for event in events:
        brief, original = texts[event.source_id[0]]
        where = [span.article for span in event.evidence]
        n_brief = where.count(brief)
        assert where == [brief] * n_brief + [original] * (len(where) - n_brief), event.event_id
        assert 0 < n_brief < len(where), event.event_id


def test_every_span_in_a_brief_is_whole_sentences(events: list[Event], briefs: dict[str, Article]) -> None:
    sentences = {sha256: _sentences(article.text) for sha256, article in briefs.items()}
    for event in events:
        for span in event.evidence:
            if span.article in briefs:
                assert span.end <= len(briefs[span.article].text), event.event_id
                starts, ends = zip(*sentences[span.article], strict=True)
                assert span.start in starts, event.event_id
                assert span.end in ends, event.event_id
                assert "\n" not in briefs[span.article].text[span.start : span.end], event.event_id


def test_every_span_in_an_original_is_one_whole_sentence(events: list[Event], originals: dict[str, Article]) -> None:
    sentences = {sha256: _sentences(article.text) for sha256, article in originals.items()}
    for event in events:
        for span in event.evidence:
            if span.article in originals:
                assert (span.start, span.end) in sentences[span.article], event.event_id


def test_the_original_evidence_of_every_event_holds_its_key_words(
    events: list[Event], originals: dict[str, Article]
) -> None:
    for event in events:
        spans = [s for s in event.evidence if s.article in originals]
        proof = " ".join(originals[s.article].text[s.start : s.end] for s in spans)
        missing = [w for w in KEY_WORDS[event.event_id.removeprefix("seed-")] if w not in proof]
        assert not missing, f"{event.event_id}: {missing}"


def test_our_words_share_no_long_run_with_the_originals(originals: dict[str, Article]) -> None:
    n = LONGEST_SHARED_RUN + 1
    theirs = {run for article in originals.values() for run in _runs(article.text, n)}
    for path in [DATA / "events.json", *(DATA / "articles").glob("*.md")]:
        shared_runs = [" ".join(run) for run in _runs(path.read_text(encoding="utf-8"), n) if run in theirs]
        assert not shared_runs, f"{path.name}: {shared_runs}"


def test_nobody_typed_coordinates() -> None:
    keys = set(_keys(_read("events.json")))
    assert not keys & {"lat", "lon", "lng", "latitude", "longitude", "coordinates", "geometry"}


def test_facts_are_plain_values_under_snake_case_names(events: list[Event]) -> None:
    for event in events:
        for name, value in event.facts.items():
            assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name), f"{event.event_id}: {name}"
            for item in value if isinstance(value, list) else [value]:
                assert isinstance(item, str | int | float | bool), f"{event.event_id}: {name}"


def test_what_is_inferred_says_on_what_ground(events: list[Event]) -> None:
    for event in events:
        if event.date_basis == "inferred":
            assert event.facts.get("date_ground"), event.event_id
        if any(p.basis == "inferred" and p.place_id and p.role == "at" for p in event.places):
            assert event.facts.get("place_ground"), event.event_id


def _sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of every sentence; a line ends one, and so do its full stops before a capital."""
    found: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for end in SENTENCE_END.finditer(line.group()):
            found.append((start, line.start() + end.end()))
            start = line.start() + end.end() + 1
    return found


def _runs(text: str, n: int) -> list[tuple[str, ...]]:
    words = re.findall(r"[^\W_]+", text.lower())
    return [tuple(words[i : i + n]) for i in range(len(words) - n + 1)]


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner)
