"""Places read out of text: offsets, names, the place each means, and why."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.__main__ import main
from geo.gazetteer import TERMS
from geo.geoparse import CHUNK, geoparse
from geo.toponym.index import load_index
from geo.toponym.spans import find_spans
from geo.toponym.tokens import tokenise

NAMES = ["Paris", "Texas", "U.S.", "the", "NATO’s", "eastern flank", "(CAR)", "Central African Republic", "St.",
         "al-", "'s", "W.", "Va.", "Kyiv", "\n\n", ", ", "Ky.", "d’Ivoire", "İstanbul", "ß", "\u0000", "\ud800", "🙂",
         "10,000"]  # fmt: skip


def read(text):
    return {t.text: t for t in geoparse(text)}


@settings(max_examples=150)
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(NAMES), max_size=25).map(" ".join)))
def test_any_text_gives_offsets_of_the_text_itself_in_order(text):
    last = 0
    for toponym in geoparse(text):
        assert toponym.start >= last
        assert text[toponym.start : toponym.end] == toponym.text != ""
        assert 0 <= toponym.score <= 1
        assert toponym.reason
        assert toponym.place not in toponym.alternatives
        last = toponym.end


@pytest.mark.parametrize("text", ["", " ", "\n", "…", "&&&", "a" * 5000, "A." * 3000, "Paris " * 3000, "(" * 2000])
def test_texts_without_form_are_read_without_complaint(text):
    assert isinstance(geoparse(text), list)


def test_a_name_told_a_thousand_times_is_found_every_time():
    text = "Ships left Odesa, Ukraine. " + "The port of Odesa was hit again. " * 1000
    found = [t for t in geoparse(text) if t.text == "Odesa"]
    assert len(found) == 1001
    assert {t.place.iso3 for t in found} == {"UKR"}


def test_a_long_text_is_read_piece_by_piece_with_offsets_of_the_whole():
    text = "Nothing happened here at all today.\n" * (3 * CHUNK // 36) + "Drones were seen over Copenhagen, Denmark."
    [city, country] = geoparse(text)
    assert text[city.start :] == "Copenhagen, Denmark."
    assert country.place.place_id == "iso:DNK"


def test_a_long_text_remembers_where_it_began():
    filler = "Nothing else happened there for a long while, people said.\n" * (CHUNK // 40)
    text = f"Police in Birmingham, Alabama, and in Tuscaloosa closed roads.\n{filler}Birmingham was calm again."
    [*_, last] = geoparse(text)
    assert (last.text, last.iso3) == ("Birmingham", "USA")


def test_a_toponym_knows_the_outline_of_what_has_one():
    region, city = geoparse("Drones over Schleswig-Holstein, and later over Hamburg.")
    assert region.outline.geom_type in {"Polygon", "MultiPolygon"}
    assert city.outline is None


def test_a_name_means_one_place_in_a_text_unless_the_text_says_otherwise():
    text = "The plane left Paris, Texas, at noon. Paris is small. It landed in Paris, France, at night."
    found = [t for t in geoparse(text) if t.text == "Paris"]
    assert [t.iso3 for t in found] == ["USA", "USA", "FRA"]


def test_neighbours_decide_between_places_of_one_name_and_are_told_as_the_reason():
    found = read("Drones fell in Rzeszów and Lublin, and one near Zamość in Poland.")
    assert {t.iso3 for t in found.values()} == {"POL"}
    assert found["Zamość"].reason.startswith(("same region as", "same country as", "close to"))
    assert found["Zamość"].where_prec == 2


def test_runners_up_are_kept_likelier_ones_first():
    [paris] = geoparse("Leaders met in Paris.")
    assert paris.iso3 == "FRA"
    assert {p.iso3 for p in paris.alternatives} - {"FRA"}


def test_an_acronym_in_brackets_means_its_long_form_from_then_on():
    text = "Troops of the Central African Republic (CAR) left. CAR thanked them."
    found = [t for t in geoparse(text) if t.text == "CAR"]
    assert [t.place.place_id for t in found] == ["iso:CAF", "iso:CAF"]


@pytest.mark.parametrize(
    ("text", "prec"),
    [("Drones over Warsaw.", 1), ("A crash near Warsaw.", 2), ("Drones over Schleswig-Holstein.", 4),
     ("A wreck on the bank of the Danube.", 5), ("A drone over Poland.", 6), ("Fighting in eastern Ukraine.", 5),
     ("A tanker in the Red Sea.", 7)],
)  # fmt: skip
def test_the_precision_of_a_place_is_that_of_its_kind_and_of_the_words_before_it(text, prec):
    [toponym] = geoparse(text)
    assert toponym.where_prec == prec


def test_a_dateline_that_stands_apart_helps_to_choose():
    text = "The mayor of Athens said the drone fell near Watkinsville, and the sheriff of Oconee County agreed."
    assert read(text)["Athens"].iso3 == "USA"
    assert read("The mayor of Tripoli resigned.")["Tripoli"].iso3 == "LBY"
    assert {t.iso3 for t in geoparse("The mayor of Tripoli resigned.", dateline="Beirut, Lebanon")} <= {"LBN", "LBY"}


def test_peoples_blocs_and_continents_have_a_kind_that_places_nothing():
    found = read("Danish ministers told NATO that Europe must act.")
    assert found["Danish"].kind == "demonym"
    assert found["NATO"].kind == "bloc"
    assert found["Europe"].kind == "continent"
    assert {t.kind for t in found.values()} <= TERMS


def test_names_are_found_with_their_possessive_outside():
    [toponym] = geoparse("Poland’s airspace was closed.")
    assert toponym.text == "Poland"


def test_a_possessive_within_a_name_belongs_to_it():
    assert "NATO’s eastern flank" in read("Jets protect NATO’s eastern flank now.")


def test_stretches_of_a_text_are_all_kept_until_they_are_weighed():
    index = load_index()
    spans = find_spans(tokenise("New York City"), index)
    assert {"new york city", "new york"} <= {s.name.key for s in spans}


def test_every_place_of_the_seed_articles_is_found_and_right(shared):
    text = (shared / "seeds" / "articles.txt").read_text(encoding="utf-8")
    found = {t.text: t.place.place_id for t in geoparse(text)}
    wanted = {
        "Poland": "iso:POL", "Warsaw": "gn:756135", "Rzeszów": "gn:759734", "Lublin": "gn:765876", "Estonia": "iso:EST",
        "Romania": "iso:ROU", "Danube": "bm:danube", "Schleswig-Holstein": "gn:2838632", "Copenhagen": "gn:2618425",
        "Kremlin": "bm:kremlin", "Oval Office": "bm:oval-office", "Helsinki": "gn:658225", "Finland": "iso:FIN",
        "Crimea": "gn:703883", "Saudi Arabia": "iso:SAU", "Kyiv": "gn:703448", "Moscow": "gn:524901", "CAR": "iso:CAF",
        "Central African Republic": "iso:CAF", "Azerbaijan": "iso:AZE", "Iran": "iso:IRN", "US": "iso:USA",
        "U.S.": "iso:USA", "North Korea": "iso:PRK", "Baltic states": "bm:baltic-states",
        "NATO’s eastern flank": "bm:nato-eastern-flank", "eastern flank": "bm:nato-eastern-flank",
        "Denmark": "iso:DNK", "Germany": "iso:DEU", "Ukraine": "iso:UKR", "Russia": "iso:RUS",
    }  # fmt: skip
    assert {name: found.get(name) for name in wanted} == wanted
    assert not {"Trump", "Tusk", "Wagner", "Assad", "Reuters", "Getty", "AFP", "Shahed"} & found.keys()


def test_the_command_writes_a_line_for_each_text_and_tells_bad_lines(tmp_path, capsys):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"doc_id": "a", "text": "Drones over Lublin, Poland."}\nnonsense\n{"doc_id": 7, "text": ""}\n')
    assert main(["geoparse", "--jsonl", str(source), "-o", str(target)]) == 0
    first, second = [json.loads(line) for line in target.read_text().splitlines()]
    assert [t["text"] for t in first["toponyms"]] == ["Lublin", "Poland"]
    assert first["toponyms"][0]["geonameid"] == 765876
    assert set(first["toponyms"][0]) == {
        "start", "end", "text", "lat", "lon", "iso3", "geonameid", "kind", "score", "reason",
    }  # fmt: skip
    assert second == {"doc_id": 7, "toponyms": []}
    assert "it is no JSON" in capsys.readouterr().out


def test_the_command_reads_alike_with_several_workers(tmp_path):
    source = tmp_path / "in.jsonl"
    texts = [f"Drone {n} fell near Vilnius in Lithuania." for n in range(40)]
    source.write_text("\n".join(json.dumps({"doc_id": n, "text": t}) for n, t in enumerate(texts)))
    for workers in ("1", "2"):
        assert main(["geoparse", "--jsonl", str(source), "-o", str(tmp_path / workers), "--workers", workers]) == 0
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()


def test_the_command_prints_a_table_of_an_article(tmp_path, capsys):
    path = tmp_path / "a.txt"
    path.write_text("Drones seen\n\nDrones were seen over Tallinn on Monday.\n")
    assert main(["geoparse", str(path)]) == 0
    assert "Tallinn" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments", [[], ["x.txt", "--jsonl", "y"], ["--jsonl", "missing.jsonl", "-o", "b"], ["--jsonl", "a"]]
)
def test_the_command_refuses_what_it_cannot_do_in_one_sentence(arguments, capsys):
    assert main(["geoparse", *arguments]) == 1
    assert capsys.readouterr().err.count("\n") <= 2
