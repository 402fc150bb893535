"""The proof of an exported map: what ships is proved, and every alteration and lie is named with its reason."""

import copy
import dataclasses
import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.__main__ import main
from geo.article import Article, make_article, normalise, read_articles
from geo.digest import event_digest, view_digest
from geo.errors import BriefmapError
from geo.event import Event
from geo.event_rows import parse_event
from geo.export import View, to_geojson
from geo.extract import extract
from geo.extract_command import drafts_geojson, source_of
from geo.frame import to_frame
from geo.gazetteer import load_gazetteer
from geo.proof import Report, verify
from geo.proof.texts import Text
from geo.shipped import DATA, load_store

SEEDS = Path(os.environ.get("BRIEFMAP_SHARED", "../shared")) / "seeds/articles.txt"
STORE = load_store()
EVENTS = {event.event_id: event for event in STORE.records}
BRIEFS = [make_article(normalise(p.read_text(encoding="utf-8"))) for p in sorted((DATA / "articles").glob("*.md"))]
VIEW = View(sources=tuple(STORE.sources.values()))
WHOLE = to_geojson(STORE.events, VIEW)
needs_originals = pytest.mark.skipif(not SEEDS.exists(), reason="the seed articles are not at hand")


def failures(report: Report) -> dict[str, list[str]]:
    """Event id -> what its failed findings are about."""
    return {
        v.event_id: [f.about for f in v.findings if f.state == "failed"] for v in report.verdicts if v.state == "failed"
    }


def export(event: Event, view: View = VIEW) -> str:
    """One event exported as the program would, so that nothing in the file contradicts it."""
    return to_geojson(to_frame([event], load_gazetteer()), view)


# What ships.


def test_the_export_of_what_ships_is_proved_by_the_briefs():
    report = verify(WHOLE, BRIEFS)
    assert failures(report) == {}
    assert report.holds
    assert len(report.verdicts) == len(EVENTS)


@needs_originals
def test_the_export_of_what_ships_is_proved_by_the_originals_and_by_both():
    originals = read_articles(SEEDS)
    assert failures(verify(WHOLE, originals)) == {}
    assert verify(WHOLE, [*originals, *BRIEFS]).holds


def test_few_events_rest_on_a_judgement_and_each_says_on_which():
    judged = {v.event_id: v for v in verify(WHOLE, BRIEFS).verdicts if v.state == "judged"}
    assert set(judged) <= {"seed-B1", "seed-B4", "seed-C4"}
    for verdict in judged.values():
        assert any("is a judgement" in f.why for f in verdict.findings)


def test_a_proof_names_the_words_of_the_place_and_of_the_date():
    verdict = next(v for v in verify(WHOLE, BRIEFS).verdicts if v.event_id == "seed-A6")
    told = "\n".join(f.why for f in verdict.findings)
    assert "“Estonian”" in told
    assert "“19 September”" in told
    assert "“Russian”" in told


# Lies: the record is changed and exported anew, with new digests, columns and geometry. Nothing contradicts it but the
# texts, the gazetteer and the calendar.

Change = Callable[[dict[str, Any]], None]


def dated(
    start: str | None, end: str | None = None, prec: int | None = 1, basis: str | None = None, **more: Any
) -> Change:
    def change(raw: dict[str, Any]) -> None:
        raw |= {"date_start": start, "date_end": end or start, "date_prec": prec, **more}
        raw["date_basis"] = basis or raw["date_basis"] if start else None

    return change


def placed(place_id: str, name: str | None = None, iso3: str | None = None, at: int = 0) -> Change:
    def change(raw: dict[str, Any]) -> None:
        place = load_gazetteer().get(place_id)
        raw["places"][at] |= {"place_id": place_id, "name": name or place.name, "iso3": iso3 or place.iso3}

    return change


def party(old: str, new: str) -> Change:
    def change(raw: dict[str, Any]) -> None:
        found = [p for p in raw["participants"] if p["iso3"] == old]
        assert found
        for p in found:
            p["iso3"] = new

    return change


def put(**values: Any) -> Change:
    return lambda raw: raw.update(values)


def fact(**values: Any) -> Change:
    return lambda raw: raw["facts"].update(values)


def spans(shift_start: int = 0, shift_end: int = 0) -> Change:
    def change(raw: dict[str, Any]) -> None:
        for span in raw["evidence"]:
            span["start"] += shift_start
            span["end"] += shift_end

    return change


def evidence_of(other: str) -> Change:
    return lambda raw: raw.update(evidence=EVENTS[other].model_dump(mode="json")["evidence"])


def target(iso3: str) -> Change:
    def change(raw: dict[str, Any]) -> None:
        placed(f"iso:{iso3}")(raw)
        next(p for p in raw["participants"] if p["role"] in ("target", "host", "hosting"))["iso3"] = iso3

    return change


LIES: list[tuple[str, str, Change, str]] = [
    # a shifted date
    ("a day later", "seed-A1", dated("2025-09-11"), "date"),
    ("a day earlier", "seed-A1", dated("2025-09-09"), "date"),
    ("a year earlier", "seed-A1", dated("2024-09-10"), "date"),
    ("a day later, said to be inferred", "seed-A6", dated("2025-09-20", basis="inferred"), "date"),
    ("a window a day later", "seed-A7", dated("2025-09-21", "2025-09-26", 2), "date"),
    ("a window cut short", "seed-A7", dated("2025-09-20", "2025-09-24", 2), "date"),
    ("early for late September", "seed-A9", dated("2025-09-01", "2025-09-10", 4), "date"),
    ("three days later", "seed-A9", dated("2025-09-24", "2025-10-03", 4), "date"),
    ("a day where none is told", "seed-A10", dated("2025-09-25"), "date"),
    ("a month where a third is told", "seed-A14", dated("2025-09-01", "2025-09-30", 4), "date"),
    ("the day before a meeting", "seed-B2", dated("2025-02-27"), "date"),
    ("the year before a meeting", "seed-B2", dated("2024-02-28"), "date"),
    ("the day after a call", "seed-B3", dated("2025-03-19"), "date"),
    ("another year of a summit", "seed-B5", dated("2019-01-01", "2019-12-31", 5), "date"),
    ("the day after a treaty", "seed-C1", dated("2025-01-18"), "date"),
    ("another year of a plant", "seed-C3", dated("2014-01-01", "2014-12-31", 5), "date"),
    ("another year of an accession", "seed-C8", dated("2022-01-01", "2022-12-31", 5), "date"),
    ("a visit a day longer", "seed-D1", dated("2025-01-15", "2025-01-18"), "date"),
    ("a visit a day shorter", "seed-D1", dated("2025-01-16", "2025-01-17"), "date"),
    ("since a year before", "seed-D2", dated("2017-01-01", "2017-12-31", 5), "date"),
    ("a longer year", "seed-C3", dated("2012-12-31", "2013-12-31", 5), "date"),
    ("a judgement a day off the words", "seed-C7", dated("2024-07-01", "2025-01-18", 5), "date"),
    ("no longer going on", "seed-D2", put(ongoing=False), "date"),
    ("undated though the day is told", "seed-C6", dated(None, None, None), "date"),
    ("after it was published", "seed-A6", dated("2025-12-19"), "date"),
    # a moved pin
    ("another town", "seed-A2", placed("gn:3094802", "Kraków"), "place"),
    ("another town under the same name", "seed-A2", placed("gn:3094802", "Warsaw"), "place"),
    ("a namesake elsewhere", "seed-D1", placed("gn:5601538", "Moscow"), "party"),
    ("another country", "seed-A6", target("LVA"), "place"),
    ("another region", "seed-A8", placed("gn:2951839"), "place"),
    ("another host", "seed-B1", target("QAT"), "place"),
    ("another palace", "seed-C1", placed("gn:112931", iso3="IRN"), "place"),
    ("the guest's capital", "seed-D1", placed("gn:2389853"), "place"),
    ("another capital", "seed-A12", placed("gn:2800866"), "place"),
    ("another summit's town", "seed-B5", placed("gn:2660646"), "place"),
    ("a neighbour", "seed-C3", placed("iso:IRQ"), "place"),
    ("another neighbour", "seed-D2", target("TCD"), "place"),
    ("another stretch of a river", "seed-A7", placed("bm:danube", "Danube", "HUN"), "party"),
    ("an inferred place that nothing hints at", "seed-B4", placed("iso:ESP"), "place"),
    ("a country that a river does not touch", "seed-A7", placed("bm:danube", "Danube", "POL"), "place"),
    ("an inferred place told of another meeting", "seed-B2", placed("gn:658225"), "place"),
    ("one place twice", "seed-A16", placed("iso:DNK"), "place"),
    # a changed precision
    ("a spot for its surroundings", "seed-A2", put(where_prec=1), "place"),
    ("a point for a country", "seed-A1", put(where_prec=1), "place"),
    ("a country for a region", "seed-A8", put(where_prec=6), "place"),
    ("a region for a town", "seed-A12", put(where_prec=4), "place"),
    ("a country for a town", "seed-D1", put(where_prec=6), "place"),
    ("a point for a river", "seed-A7", put(where_prec=1), "place"),
    # a swapped country
    ("another intruder", "seed-A6", party("RUS", "BLR"), "party"),
    ("another target", "seed-A1", party("POL", "LTU"), "party"),
    ("another caller", "seed-B3", party("USA", "CHN"), "party"),
    ("another signatory", "seed-C1", party("IRN", "IRQ"), "party"),
    ("another sender of troops", "seed-D5", party("PRK", "VNM"), "party"),
    ("another trainer", "seed-D2", party("RUS", "USA"), "party"),
    ("another home of mercenaries", "seed-D3", party("RUS", "FRA"), "party"),
    ("another negotiator", "seed-B1", party("USA", "GBR"), "party"),
    ("another air force", "seed-A5", party("NLD", "BEL"), "party"),
    ("another buyer", "seed-C4", party("RUS", "SYR"), "party"),
    ("one country on both sides", "seed-A1", party("RUS", "POL"), "party"),
    ("a president of another country", "seed-A12", party("UKR", "EST"), "party"),
    ("a member of a bloc that is named", "seed-A8", party("RUS", "TUR"), "party"),
    # a swapped sub-type, number or title
    ("helicopters for drones", "seed-A1", put(sub_type="helicopter"), "kind"),
    ("balloons for aircraft", "seed-A6", put(sub_type="balloon"), "kind"),
    ("ratified for signed", "seed-C1", put(sub_type="treaty_ratified"), "kind"),
    ("a call for a visit", "seed-D1", put(sub_type="call"), "kind"),
    ("ships for mercenaries", "seed-D3", put(sub_type="naval"), "kind"),
    ("jamming for a swarm", "seed-A8", put(sub_type="jamming"), "kind"),
    ("more drones", "seed-A1", fact(count_min=90), "words"),
    ("deeper", "seed-A1", fact(depth_km_max=500), "words"),
    ("more drones sold", "seed-C4", fact(drones=21_000), "words"),
    ("a longer treaty", "seed-C1", fact(term_years=25), "words"),
    ("more jets in the title", "seed-A6", put(title="Five Russian MiG-31s in Estonian airspace"), "words"),
    ("another country in the title", "seed-A6", put(title="Three Chinese jets in Estonian airspace"), "words"),
    ("more money in the summary", "seed-C4", put(summary="Moscow paid 4.7 billion dollars."), "words"),
    # altered evidence
    ("evidence that begins in a word", "seed-A1", spans(shift_start=8), "evidence"),
    ("evidence that ends in a word", "seed-D1", spans(shift_end=-3), "evidence"),
    ("evidence beyond the end", "seed-A14", spans(shift_end=100_000), "evidence"),
    ("evidence of another event", "seed-A6", evidence_of("seed-A15"), "place"),
    ("evidence out of another text", "seed-A6", evidence_of("seed-D1"), "evidence"),
    ("evidence without the date", "seed-A9", evidence_of("seed-A16"), "date"),
]  # fmt: skip


@pytest.mark.parametrize(("event_id", "change", "about"), [lie[1:] for lie in LIES], ids=[lie[0] for lie in LIES])
def test_a_lie_that_is_exported_anew_is_named(event_id: str, change: Change, about: str):
    raw = EVENTS[event_id].model_dump(mode="json")
    raw["caused_by"] = None
    assert failures(verify(export(parse_event(copy.deepcopy(raw))), BRIEFS)) == {}
    change(raw)
    report = verify(export(parse_event(raw)), BRIEFS)
    assert about in failures(report)[event_id]
    assert not report.holds


def test_evidence_that_is_a_part_of_a_sentence_is_named_as_a_judgement():
    raw = EVENTS["seed-B3"].model_dump(mode="json")
    for span in raw["evidence"]:
        if span["article"] == STORE.sources["seed-2"].brief:
            span["start"] += len("On ")
    verdict = verify(export(parse_event(raw)), BRIEFS).verdicts[0]
    assert verdict.state == "judged"
    assert any("a part of a sentence" in f.why for f in verdict.findings)


def test_there_are_more_than_fifty_lies():
    assert len({lie[0] for lie in LIES}) == len(LIES) > 50


# Alterations of the file itself.

Edit = Callable[[dict[str, Any]], None]


def nudged(geometry: dict[str, Any]) -> None:
    """A point or outline moved by about two hundred metres."""
    geometry["coordinates"] = json.loads(json.dumps(geometry["coordinates"]), parse_float=lambda x: float(x) + 0.002)


POINT = {"type": "Point", "coordinates": [20.0, 50.0]}
EDITS: list[tuple[str, str, Edit, str]] = [
    ("moved pin", "seed-A2", lambda f: nudged(f["geometry"]), "pin"),
    ("moved outline", "seed-A8", lambda f: nudged(f["geometry"]), "pin"),
    ("no pin", "seed-A2", lambda f: f.update(geometry=None), "pin"),
    ("pin where none was", "seed-A14", lambda f: f.update(geometry=POINT), "pin"),
    ("moved latitude", "seed-A2", lambda f: f["properties"].update(latitude=51.0), "pin"),
    ("another place said", "seed-A2", lambda f: f["properties"].update(place="Kraków"), "pin"),
    ("another country said", "seed-A2", lambda f: f["properties"].update(iso3="UKR"), "pin"),
    ("a smaller circle", "seed-A2", lambda f: f["properties"].update(uncertainty_km=1.0), "record"),
    ("countries left out", "seed-A1", lambda f: f["properties"].update(countries=["POL"]), "pin"),
    ("shifted date", "seed-A6", lambda f: f["properties"].update(date_start="2025-09-18", date_prec=2), "date"),
    ("another title", "seed-A6", lambda f: f["properties"].update(title="An incident"), "record"),
    ("another summary", "seed-A6", lambda f: f["properties"].update(summary="Nothing happened."), "record"),
    ("another status", "seed-A6", lambda f: f["properties"]["revision"].update(who="Somebody"), "record"),
    ("a better grade", "seed-A6", lambda f: f["properties"]["sources"][0].update(reliability="A"), "record"),
    ("another id", "seed-A6", lambda f: f.update(id="seed-A5"), "record"),
    ("no digest", "seed-A6", lambda f: f.pop("digest"), "record"),
    ("no number at all", "seed-A6", lambda f: f["properties"].update(latitude=float("nan")), "record"),
    ("an unknown place", "seed-A2", lambda f: f["properties"]["places"][0].update(place_id="gn:1"), "place"),
    ("a window too wide", "seed-A7", lambda f: f["properties"].update(date_end="2025-12-01"), "record"),
]  # fmt: skip


@pytest.mark.parametrize(("event_id", "edit", "about"), [e[1:] for e in EDITS], ids=[e[0] for e in EDITS])
def test_an_alteration_of_the_file_is_named_and_no_other_event_suffers(event_id: str, edit: Edit, about: str):
    altered = json.loads(WHOLE)
    edit(next(f for f in altered["features"] if f["id"] == event_id))
    report = verify(json.dumps(altered), BRIEFS)
    assert set(failures(report)) == {event_id}
    assert about in failures(report)[event_id]


@pytest.mark.parametrize("event_id", ["seed-A2", "seed-A8", "seed-C5"])
def test_a_moved_pin_with_a_new_digest_is_named(event_id: str):
    altered = json.loads(WHOLE)
    feature = next(f for f in altered["features"] if f["id"] == event_id)
    nudged(feature["geometry"])
    feature["digest"] = event_digest(feature["properties"], feature["geometry"])
    altered["briefmap"]["proof"]["events"] = view_digest(f["digest"] for f in altered["features"])
    assert failures(verify(json.dumps(altered), BRIEFS)) == {event_id: ["pin"]}


def test_events_taken_out_exchanged_or_doubled_are_told():
    for change in (
        lambda features: features.pop(3),
        lambda features: features.append(features[0]),
        lambda features: features.reverse(),
    ):
        altered = json.loads(WHOLE)
        change(altered["features"])
        report = verify(json.dumps(altered), BRIEFS)
        assert not report.holds
        assert any("events were added, taken out" in f.why for f in report.about)


def test_another_gazetteer_and_a_file_without_a_proof_are_told():
    altered = json.loads(WHOLE)
    altered["briefmap"]["proof"]["gazetteer"] = "0" * 64
    assert any("another gazetteer" in f.why for f in verify(json.dumps(altered), BRIEFS).about)
    del altered["briefmap"]
    assert any("carries no proof" in f.why for f in verify(json.dumps(altered), BRIEFS).about)


# The articles.


def test_a_changed_article_is_named_with_every_event_that_rests_on_it():
    changed = [make_article(BRIEFS[0].text.replace("19 Russian", "29 Russian")), *BRIEFS[1:]]
    assert changed[0].sha256 != BRIEFS[0].sha256
    report = verify(WHOLE, changed)
    resting = {e.event_id for e in STORE.records if any(s.article == BRIEFS[0].sha256 for s in e.evidence)}
    assert set(failures(report)) == resting
    assert any(BRIEFS[0].title in f.why and "changed" in f.why for f in report.about)


def test_an_article_that_is_not_given_proves_nothing():
    report = verify(WHOLE, BRIEFS[:1])
    assert {v.event_id for v in report.verdicts if v.state != "failed"} == {
        e.event_id for e in STORE.records if any(s.article == BRIEFS[0].sha256 for s in e.evidence)
    }


def with_published(source_id: str, day: date) -> View:
    changed = [
        s.model_copy(update={"published": day}) if s.source_id == source_id else s for s in STORE.sources.values()
    ]
    return dataclasses.replace(VIEW, sources=tuple(changed))


def test_a_day_of_publication_before_the_events_is_named():
    report = verify(export(EVENTS["seed-A6"], with_published("seed-1", date(2024, 10, 6))), BRIEFS)
    assert "date" in failures(report)["seed-A6"]


@needs_originals
def test_a_day_of_publication_before_the_day_that_the_text_is_of_is_named():
    view = with_published("seed-1", date(2025, 10, 1))
    report = verify(export(EVENTS["seed-A6"], view), read_articles(SEEDS))
    assert any("its text is of 2025-10-06 or later" in f.why for f in report.about)


def test_a_day_of_publication_that_is_known_from_elsewhere_is_held_against_the_file():
    # The text gives no year: with a false day of publication the false year follows from it.
    raw = EVENTS["seed-B3"].model_dump(mode="json")
    dated("2024-03-18")(raw)
    lie = export(parse_event(raw), with_published("seed-2", date(2024, 3, 25)))
    brief = next(b for b in BRIEFS if b.sha256 == STORE.sources["seed-2"].brief)
    assert verify(lie, [brief]).holds, "it is said in the README that this alone cannot be caught"
    report = verify(lie, [brief], {brief.sha256: date(2025, 3, 25)})
    assert not report.holds
    assert any("it is of 2025-03-25" in f.why for f in report.about)


# People, and drafts.

TOLD = """Leaders talk

Polish President Karol Nawrocki and Gitanas Nauseda, the president of Lithuania, met in Vilnius on 3 March 2025.
Ukrainian officials watched. Nawrocki spoke with Nauseda again on 7 March 2025.
"""


def test_a_person_stands_for_the_country_that_the_text_ties_the_name_to():
    text = Text(make_article(normalise(TOLD)), None)
    assert {name: iso3 for name, (iso3, _) in text.ties.items()} == {
        "Nawrocki": "POL",
        "Nauseda": "LTU",
    }


def test_the_drafts_of_an_article_are_proved_and_a_lie_in_them_is_named():
    article = make_article(normalise(TOLD))
    drafts = [(1, draft) for draft in extract(article)]
    source = source_of(article, date(2025, 3, 8))
    assert drafts
    assert failures(verify(drafts_geojson(drafts, [source]), [article])) == {}
    event = next(d.event for _, d in drafts if d.event.date_start == date(2025, 3, 3))
    raw = event.model_dump(mode="json")
    dated("2025-03-04")(raw)
    lie = drafts_geojson([(1, dataclasses.replace(drafts[0][1], event=parse_event(raw)))], [source])
    assert failures(verify(lie, [article])) == {event.event_id: ["date"]}


# Whatever is given.

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
ONE = json.loads(export(EVENTS["seed-A2"].model_copy(update={"caused_by": None})))
PLACES = [("features", 0, "properties", key) for key in ONE["features"][0]["properties"]]
PLACES += [("features", 0, key) for key in ONE["features"][0]] + [("briefmap", key) for key in ONE["briefmap"]]
PLACES += [("briefmap", "proof", key) for key in ONE["briefmap"]["proof"]] + [("briefmap",), ("features", 0)]


@settings(max_examples=150)
@given(st.sampled_from(PLACES), JSON)
def test_a_file_with_anything_anywhere_gets_a_verdict_or_a_sentence(where: tuple[Any, ...], value: Any):
    altered = copy.deepcopy(ONE)
    inner = altered
    for key in where[:-1]:
        inner = inner[key]
    same = inner[where[-1]] == value
    inner[where[-1]] = value
    try:
        report = verify(json.dumps(altered), BRIEFS)
    except BriefmapError:
        return
    assert not report.holds or same or where[0] == "briefmap"


@pytest.mark.parametrize("text", ["", "[]", "{}", "no json", '{"type": "FeatureCollection"}', "[" * 100_000])
def test_what_is_no_map_gets_a_sentence(text: str):
    with pytest.raises(BriefmapError):
        verify(text, BRIEFS)


# The command.


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    path = tmp_path / "map.geojson"
    path.write_text(WHOLE, encoding="utf-8")
    return path


def test_the_command_proves_and_its_status_tells(exported: Path, capsys):
    briefs = [str(p) for p in sorted((DATA / "articles").glob("*.md"))]
    assert main(["verify", str(exported), *briefs]) == 0
    assert "0 failed" in capsys.readouterr().out
    with pytest.raises(SystemExit) as strict:
        main(["verify", str(exported), *briefs, "--strict"])
    assert strict.value.code == 1
    exported.write_text(WHOLE.replace('"date_start": "2025-09-19"', '"date_start": "2025-09-18"'), encoding="utf-8")
    with pytest.raises(SystemExit) as status:
        main(["verify", str(exported), *briefs])
    assert status.value.code == 1
    told = capsys.readouterr().out
    assert "FAILED  seed-A6" in told
    assert "proved  seed-A1" in told


def test_the_command_says_what_it_cannot_read(exported: Path, tmp_path: Path, capsys):
    brief = str(next((DATA / "articles").glob("*.md")))
    assert main(["verify", str(tmp_path / "none.geojson"), brief]) == 1
    assert main(["verify", str(exported), brief, "--published", "7=2025-10-06"]) == 1
    assert capsys.readouterr().err.count("briefmap: ") == 2


def test_articles_are_told_apart_by_what_they_hold():
    assert len({article.sha256 for article in BRIEFS}) == len(BRIEFS) == 4
    assert all(isinstance(article, Article) for article in BRIEFS)
