"""What is written by hand into the gazetteer: each name once, in its country, found by what newsrooms call it."""

from __future__ import annotations

import csv
import json
from collections import Counter
from typing import Any

import pytest
import shapely

from geo.errors import UnknownPlace
from geo.event_rows import parse_event
from geo.gazetteer import DATA, load_gazetteer, lookup
from geo.names import normalise
from geo.placing import place_event
from tests.made import made_event

SUPPLEMENT: dict[str, Any] = json.loads((DATA / "supplement.json").read_text(encoding="utf-8"))
OUTPOSTS = list(csv.DictReader((DATA.parent / "build" / "outposts.csv").open(encoding="utf-8", newline="")))
WORDS: dict[str, Any] = json.loads((DATA / "terms.json").read_text(encoding="utf-8"))


def test_every_hand_written_name_is_listed_once() -> None:
    keys = Counter(key for e in SUPPLEMENT["places"] for key in {normalise(n) for n in [e["name"], *e["aliases"]]})
    keys.update(key for b in WORDS["blocs"] for key in {normalise(n) for n in [b["name"], *b["aliases"]]})
    assert [key for key, times in keys.items() if times > 1] == []
    slugs = Counter(e["slug"] for e in [*SUPPLEMENT["places"], *WORDS["blocs"]])
    assert [slug for slug, times in slugs.items() if times > 1] == []


def test_every_outpost_is_listed_once_and_lies_at_or_near_its_country() -> None:
    gazetteer = load_gazetteer()
    keys = Counter(key for e in OUTPOSTS for key in {normalise(n) for n in [e["name"], *e["aliases"].split("; ")] if n})
    assert [key for key, times in keys.items() if times > 1] == []
    far = []
    for entry in OUTPOSTS:
        [place] = [
            p for p in lookup(entry["name"], country=entry["iso3"], every=True) if p.source.endswith("outposts.csv)")
        ]
        assert (place.lon, place.lat, place.kind) == (float(entry["lon"]), float(entry["lat"]), entry["kind"])
        state = gazetteer.outline(f"iso:{entry['iso3']}")
        if entry["kind"] == "city" and state is not None and shapely.distance(state, place.point) > 0.2:  # degree
            far.append(entry["name"])
    assert len(OUTPOSTS) > 800
    assert far == []


def test_no_alias_of_a_country_is_an_acronym_of_a_bloc() -> None:
    blocs = {normalise(n) for b in WORDS["blocs"] for n in [b["name"], *b["aliases"]]}
    aliases = {normalise(n) for names in SUPPLEMENT["country_aliases"].values() for n in names}
    assert aliases & blocs == set()
    assert max(map(len, SUPPLEMENT["country_aliases"].values())) <= 12


def test_every_place_id_that_is_written_by_hand_is_held_and_lies_where_it_should() -> None:
    gazetteer = load_gazetteer()
    for place_id, name in SUPPLEMENT["city_names"].items():
        assert gazetteer.get(place_id).name == name
    for place_id in [*SUPPLEMENT["city_aliases"], *SUPPLEMENT["airports"], *WORDS["demonyms"]]:
        assert place_id in gazetteer
    for place_id, names in SUPPLEMENT["airports"].items():
        assert gazetteer.get(place_id).name == names[0]


def test_every_area_lake_and_site_lies_at_or_near_the_countries_it_names() -> None:
    gazetteer = load_gazetteer()
    far = []
    for entry in SUPPLEMENT["places"]:
        place = gazetteer.get(f"bm:{entry['slug']}")
        shape = gazetteer.outline(place.place_id) or place.point.buffer((place.radius_km or 1) / 111.2)
        inland = entry["kind"] in {"area", "site", "lake", "district"} and not entry.get("offshore")
        for iso3 in entry["countries"] if inland else []:
            state = gazetteer.outline(f"iso:{iso3}")
            if state is not None and shapely.distance(shape, state) > 1:  # degree
                far.append((entry["slug"], iso3))
    assert far == []


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("Ramstein", "DEU"), ("Mihail Kogalniceanu", "ROU"), ("Incirlik", "TUR"), ("Camp Lemonnier", "DJI"),
        ("Diego Garcia", "IOT"), ("Tartus", "SYR"), ("Hmeimim", "SYR"), ("Al Udeid", "QAT"), ("Cam Ranh", "VNM"),
        ("Ream", "KHM"), ("Gwadar", "PAK"), ("Hambantota", "LKA"), ("Bagram", "AFG"), ("Shayrat", "SYR"),
        ("Hatzerim", "ISR"), ("Menwith Hill", "GBR"), ("Akhtubinsk", "RUS"), ("Kakhovka Dam", "UKR"),
        ("Svalbard", "SJM"), ("Gotland", "SWE"), ("Snake Island", "UKR"), ("Bornholm", "DNK"), ("Warsaw FIR", "POL"),
        ("Kyiv FIR", "UKR"), ("Darfur", "SDN"), ("Tigray", "ETH"), ("Cabo Delgado", "MOZ"), ("North Kivu", "COD"),
        ("Golan", "SYR"), ("Gaza Strip", "PSE"), ("Transnistria", "MDA"), ("Nagorno-Karabakh", "AZE"),
        ("Yorkshire", "GBR"), ("Rojava", "SYR"), ("Beqaa Valley", "LBN"), ("Wakhan", "AFG"), ("Cauvery", "IND"),
        ("Laurel County", "USA"), ("Qamishli", "SYR"), ("Raqqa", "SYR"), ("Bethlehem", "PSE"), ("Sloviansk", "UKR"),
        ("Burma", "MMR"), ("Bombay", "IND"), ("Panjshir", "AFG"),
        ("Republika Srpska", "BIH"), ("Swaziland", "SWZ"), ("Turkiye", "TUR"), ("Zaire", "COD"),
        ("Czech Republic", "CZE"), ("Macedonia", "MKD"), ("Ivory Coast", "CIV"), ("Mt. Pleasant", "USA"),
        ("St. Paris", "USA"), ("Islamic Republic", "IRN"), ("Blue House", "KOR"), ("NATO headquarters", "BEL"),
        ("Capitol Hill", "USA"), ("Downing Street", "GBR"), ("Dulles International Airport", "USA"),
    ],
)  # fmt: skip
def test_what_newsrooms_call_a_place_finds_it_first(name: str, iso3: str) -> None:
    assert lookup(name)[0].iso3 == iso3


@pytest.mark.parametrize(
    "name",
    ["Alps", "Sahara", "Himalayas", "Caucasus Mountains", "Line of Control", "Great Lakes region", "Spratly Islands",
     "South Kuril Islands", "Suwalki gap", "eastern flank", "Sahel", "Horn of Africa", "Maghreb", "Levant",
     "Indo-Pacific", "Scandinavia", "Balkans", "Wadden Sea", "Celtic Sea", "Strait of Tiran", "Gulf of Sidra",
     "New England", "Midwest", "Kurdistan", "Kashmir", "Baltic Sea", "Lake Superior", "Ohio River", "Oskil"],
)  # fmt: skip
def test_seas_ranges_and_loose_regions_have_an_outline(name: str) -> None:
    found = [p for p in lookup(name, every=True) if load_gazetteer().outline(p.place_id) is not None]
    assert found, name


@pytest.mark.parametrize(
    ("name", "iso3"),
    [("Polish", {"POL"}), ("Danes", {"DNK"}),
     ("Emirati", {"ARE"}), ("Congolese", {"COD", "COG"}), ("Russians", {"RUS"}),
     ("Sri Lankan", {"LKA"}), ("Georgian", {"GEO"}), ("Dominican", {"DMA", "DOM"}), ("South Ossetian", {"GEO"}),
     ("Scots", {"GBR"}), ("Ohioans", {"USA"}), ("European", {None}), ("Koreans", {"KOR", "PRK"})],
)  # fmt: skip
def test_a_demonym_speaks_of_its_country_or_of_all_that_share_it(name: str, iso3: set[str | None]) -> None:
    found = lookup(name, kind="demonym")
    assert {p.iso3 for p in found} == iso3
    areas = {p.place_id: load_gazetteer().get(p.place_id.removeprefix("dem:")) for p in found}
    assert all((p.lon, p.lat) == (areas[p.place_id].lon, areas[p.place_id].lat) for p in found)


@pytest.mark.parametrize("place_id", ["dem:iso:POL", "bm:nato", "bm:europe", "gn:6255146", "bm:european-union"])
def test_nothing_is_put_on_the_map_by_a_demonym_a_bloc_or_a_continent(place_id: str) -> None:
    gazetteer = load_gazetteer()
    name = gazetteer.get(place_id).name
    for precision in (1, 2, 4, 5):
        event = parse_event(made_event(places=[{"name": name, "place_id": place_id}], where_prec=precision))
        placed = place_event(event, gazetteer)
        assert placed.geometry is None
        assert placed.latitude is None
        assert placed.place_countries == ()


def test_a_district_without_an_outline_is_drawn_as_far_as_its_towns_reach() -> None:
    gazetteer = load_gazetteer()
    district = next(p for p in lookup("Zolochiv Raion") if p.kind == "district")
    assert gazetteer.outline(district.place_id) is None
    ref = {"name": district.name, "place_id": district.place_id, "iso3": "UKR"}
    drawn = place_event(parse_event(made_event(places=[ref], where_prec=3)), gazetteer).geometry
    assert drawn is not None
    assert drawn.geom_type == "Polygon"
    west, south, east, north = drawn.bounds
    assert south < district.lat < north
    assert west < district.lon < east
    assert (north - south) * 111.2 == pytest.approx(2 * (district.radius_km or 0), rel=0.02)


def test_an_unknown_demonym_is_not_made_up() -> None:
    assert lookup("Xyzzian", every=True) == []
    with pytest.raises(UnknownPlace):
        load_gazetteer().get("dem:iso:XXX")
