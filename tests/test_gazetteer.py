"""The gazetteer answers with the right place first, and its parts agree with each other."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections import defaultdict

import numpy as np
import pyarrow.parquet as pq
import pytest
import shapely
from pyproj import Geod

from geo.errors import UnknownPlace
from geo.gazetteer import DATA, TERMS, Place, load_gazetteer, lookup
from geo.names import normalise

WGS84 = Geod(ellps="WGS84")


def km_to(shape: shapely.Geometry, lon: float, lat: float) -> float:
    """Geodesic distance in km of a point from a shape, 0 inside."""
    line = shapely.shortest_line(shape, shapely.Point(lon, lat))
    (x0, y0), (x1, y1) = line.coords
    return float(WGS84.inv(x0, y0, x1, y1)[2]) / 1000


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Rzeszow", "gn:759734"), ("Rzeszów", "gn:759734"), ("RZESZÓW", "gn:759734"), ("CAR", "iso:CAF"),
        ("Central African Republic", "iso:CAF"), ("Danube", "bm:danube"), ("Schleswig-Holstein", "gn:2838632"),
        ("Schleswig Holstein", "gn:2838632"), ("Kremlin", "bm:kremlin"), ("the Kremlin", "bm:kremlin"),
        ("Oval Office", "bm:oval-office"), ("White House", "bm:white-house"), ("Baltic states", "bm:baltic-states"),
        ("eastern flank", "bm:nato-eastern-flank"), ("Warsaw", "gn:756135"), ("Georgia", "iso:GEO"),
        ("Kiev", "gn:703448"), ("Kyiv", "gn:703448"), ("Crimea", "gn:703883"), ("Copenhagen", "gn:2618425"),
        ("Copenhagen Airport", "icao:EKCH"), ("Rzeszow Airport", "icao:EPRZ"), ("Lublin", "gn:765876"),
        ("Luxembourg", "iso:LUX"), ("Turkey", "iso:TUR"), ("Türkiye", "iso:TUR"), ("Czech Republic", "iso:CZE"),
        ("Ivory Coast", "iso:CIV"), ("Côte d’Ivoire", "iso:CIV"), ("Burma", "iso:MMR"), ("Holland", "iso:NLD"),
        ("Russian Federation", "iso:RUS"), ("U.S.", "iso:USA"), ("America", "iso:USA"), ("UK", "iso:GBR"),
        ("Great Britain", "iso:GBR"), ("South Korea", "iso:KOR"), ("DPRK", "iso:PRK"), ("DRC", "iso:COD"),
        ("Palestine", "iso:PSE"), ("Kosovo", "iso:XKX"), ("Gulf of Finland", "bm:gulf-of-finland"),
        ("Donbas", "bm:donbas"), ("Suwalki gap", "bm:suwalki-gap"), ("Strait of Hormuz", "bm:strait-of-hormuz"),
        ("Bab el-Mandeb", "bm:bab-el-mandeb"), ("Pentagon", "bm:pentagon"), ("Elysee", "bm:elysee"),
        ("Bangui", "gn:2389853"), ("Aviano Air Base", "bm:aviano"), ("Cologne", "gn:2886242"),
    ],
)  # fmt: skip
def test_a_name_finds_the_place_that_is_meant_first(name: str, place_id: str) -> None:
    assert lookup(name)[0].place_id == place_id


def test_a_city_comes_before_the_region_it_gives_its_name_to() -> None:
    assert [p.kind for p in lookup("Lublin")][:2] == ["city", "region"]


def test_kind_and_country_narrow_a_lookup() -> None:
    assert lookup("Georgia", country="USA")[0].kind == "region"
    assert {p.kind for p in lookup("Luxembourg", kind="city")} == {"city"}
    assert lookup("Danube", country="ROU")[0].place_id == "bm:danube"
    assert lookup("Danube", country="PRT") == []


def test_an_unknown_name_finds_nothing_and_an_unknown_id_raises() -> None:
    assert lookup("Xyzzyville") == []
    assert lookup("") == []
    assert lookup("—") == []
    with pytest.raises(UnknownPlace):
        load_gazetteer().get("gn:0")


def test_dirty_alternate_names_are_gone() -> None:
    assert "gn:2553604" not in {p.place_id for p in lookup("White House")}  # Casablanca
    assert not lookup("BBC")
    assert not lookup("Since")
    assert not lookup("October 6")


def test_normalising_twice_changes_nothing() -> None:
    for name in ["Rzeszów", "İstanbul", "Øresund", "Straße", "Łódź", "Sana‘a", "Bab el-Mandeb", "U.S.", "A & B"]:
        assert normalise(normalise(name)) == normalise(name)
    assert normalise("Łódź") == "lodz"
    assert normalise("Øresund") == "oresund"


def test_every_key_is_normalised_sorted_and_points_at_a_place() -> None:
    names = pq.read_table(DATA / "names.parquet").to_pydict()
    assert names["key"] == sorted(names["key"])
    assert all(k == normalise(k) for k in names["key"][::97])
    assert max(names["row"]) < pq.read_metadata(DATA / "places.parquet").num_rows


def test_place_ids_are_sorted_and_unique() -> None:
    for table in ("places", "outlines"):
        ids = pq.read_table(DATA / f"{table}.parquet", columns=["place_id"])["place_id"].to_pylist()
        assert ids == sorted(set(ids))


@pytest.mark.parametrize(
    ("name", "lon", "lat", "iso3"),
    [
        ("Simferopol", 34.1083, 44.9572, "UKR"), ("Sevastopol", 33.5224, 44.5888, "UKR"),
        ("Majdal Shams in the Golan", 35.769, 33.267, "SYR"), ("Laayoune", -13.2, 27.14, "ESH"),
        ("Ramallah", 35.2063, 31.9038, "PSE"), ("Gaza", 34.46, 31.5, "PSE"), ("Pristina", 21.1655, 42.6629, "XKX"),
        ("Taipei", 121.53, 25.05, "TWN"), ("Hargeisa", 44.06, 9.56, "SOM"), ("Kyrenia", 33.32, 35.33, "CYP"),
    ],
)  # fmt: skip
def test_disputed_places_lie_where_the_united_nations_view_says(name: str, lon: float, lat: float, iso3: str) -> None:
    gazetteer = load_gazetteer()
    holders = [c.iso3 for c in gazetteer.countries() if covers(c, lon, lat)]
    assert holders == [iso3], name


def covers(country: Place, lon: float, lat: float) -> bool:
    """Whether the country's outline holds the point."""
    shape = load_gazetteer().outline(country.place_id)
    return shape is not None and bool(shapely.intersects_xy(shape, lon, lat))


def test_simferopol_and_sevastopol_are_ukrainian() -> None:
    assert lookup("Simferopol")[0].iso3 == "UKR"
    assert lookup("Sevastopol")[0].iso3 == "UKR"


def test_every_city_over_15000_lies_in_or_within_10_km_of_its_country() -> None:
    places = pq.read_table(DATA / "places.parquet", columns=["name", "kind", "iso3", "lon", "lat", "population"])
    cities = defaultdict(list)
    for p in places.to_pylist():
        if p["kind"] == "city" and (p["population"] or 0) >= 15_000:
            cities[p["iso3"]].append(p)
    assert sum(map(len, cities.values())) > 30_000
    offenders = []
    for iso3, own in cities.items():
        shape = load_gazetteer().outline(f"iso:{iso3}")
        assert shape is not None, iso3
        shapely.prepare(shape)
        outside = ~shapely.intersects_xy(shape, [p["lon"] for p in own], [p["lat"] for p in own])
        far = [(p["name"], iso3, km_to(shape, p["lon"], p["lat"])) for p, out in zip(own, outside, strict=True) if out]
        offenders += [f for f in far if f[2] > 10]
    assert offenders == []


def test_no_district_lies_in_another_country() -> None:
    gazetteer = load_gazetteer()
    places = gazetteer.places
    districts = np.flatnonzero(places.kind == places.kinds.index("district"))
    far = []
    for code in set(places.iso3[districts]):
        shape = gazetteer.outline(f"iso:{places.countries[code]}")
        own = districts[places.iso3[districts] == code]
        shapely.prepare(shape)
        outside = own[~shapely.intersects_xy(shape, places.lon[own], places.lat[own])]
        far += [r for r in outside if km_to(shape, places.lon[r], places.lat[r]) > 25]
    assert len(districts) > 15_000
    lost = [gazetteer.place_at(r) for r in far]  # on small islands that the simplified coast has dropped
    around = [gazetteer.around(p.lon, p.lat, "country") for p in lost]
    wrong = [p for p, other in zip(lost, around, strict=True) if other and other.iso3 != p.iso3]
    assert wrong == []


def test_every_site_lies_in_its_country() -> None:
    gazetteer = load_gazetteer()
    entries = json.loads((DATA / "supplement.json").read_text(encoding="utf-8"))["places"]
    far = []
    for entry in entries:
        if entry["kind"] in {"site", "city"} and not entry.get("offshore"):
            shapes = [gazetteer.outline(f"iso:{c}") for c in entry["countries"]]
            distance = min(km_to(s, entry["lon"], entry["lat"]) for s in shapes if s is not None)
            if distance > 5:  # naval bases lie on bays that the simplified coast cuts off
                far.append((entry["slug"], round(distance, 1)))
    assert far == []


def test_every_site_with_a_city_lies_near_it() -> None:
    entries = json.loads((DATA / "supplement.json").read_text(encoding="utf-8"))["places"]
    far = []
    for entry in entries:
        if entry.get("city"):
            towns = lookup(entry["city"])
            assert towns, entry["slug"]
            near = min(WGS84.inv(t.lon, t.lat, entry["lon"], entry["lat"])[2] / 1000 for t in towns)
            if near > 25:
                far.append((entry["slug"], round(near)))
    assert far == []


def test_every_sea_river_and_area_has_an_outline_that_touches_its_countries() -> None:
    gazetteer = load_gazetteer()
    for entry in json.loads((DATA / "supplement.json").read_text(encoding="utf-8"))["places"]:
        if entry["kind"] in {"sea", "river", "lake", "area"}:
            shape = gazetteer.outline(f"bm:{entry['slug']}")
            assert shape is not None, entry["slug"]
            assert not shape.is_empty, entry["slug"]
            if entry["kind"] == "river":
                for iso3 in entry["countries"]:
                    assert not gazetteer.outline_within(f"bm:{entry['slug']}", iso3, 30).is_empty, (entry["slug"], iso3)


def test_the_romanian_danube_is_a_part_of_the_danube_along_romania() -> None:
    gazetteer = load_gazetteer()
    part = gazetteer.outline_within("bm:danube", "ROU")
    whole = gazetteer.outline("bm:danube")
    assert whole is not None
    assert 0.25 < part.length / whole.length < 0.6
    assert part.bounds[0] > 20.5
    assert gazetteer.outline_within("bm:danube", "PRT").is_empty


def test_no_outline_has_a_segment_longer_than_180_degrees() -> None:
    table = pq.read_table(DATA / "outlines.parquet", columns=["place_id", "geometry"])
    shapes = shapely.from_wkb(table["geometry"].to_numpy(zero_copy_only=False))
    rings = shapely.get_rings(shapes[shapely.get_dimensions(shapes) == 2])
    coords, ring = shapely.get_coordinates(rings, return_index=True)
    jumps = abs(coords[1:, 0] - coords[:-1, 0])[ring[1:] == ring[:-1]]
    whole = shapely.get_coordinates(shapes)
    assert whole[:, 0].min() >= -180
    assert whole[:, 0].max() <= 180
    inside_world_bands = {"bm:arctic", "bm:arctic-ocean", "iso:ATA", "bm:antarctic"}  # along a parallel, on purpose
    named = table["place_id"].to_pylist()
    for place_id, shape in zip(named, shapes, strict=True):
        if place_id not in inside_world_bands and shapely.get_dimensions(shape) == 2:
            xy, index = shapely.get_coordinates(shapely.get_rings(shape), return_index=True)
            assert not (abs(xy[1:, 0] - xy[:-1, 0])[index[1:] == index[:-1]] > 180).any(), place_id
    assert len(jumps)


def test_countries_take_their_point_from_one_source_or_say_otherwise() -> None:
    countries = load_gazetteer().countries()
    assert len(countries) >= 245
    states = [c for c in countries if c.source == "GeoNames country point"]
    assert len(states) >= 193
    others = [c.iso3 for c in countries if c not in states and "Factbook" not in c.source]
    assert len(others) <= 5
    assert all("Natural Earth" in load_gazetteer().get(f"iso:{c}").source for c in others)
    assert (lookup("United States")[0].lon, lookup("United States")[0].lat) == (-98.5, 39.76)
    assert load_gazetteer().country_name("POL") == "Poland"


def test_the_gazetteer_opens_without_streamlit_and_decodes_no_column_for_one_name() -> None:
    code = (
        "import sys; from geo.gazetteer import load_gazetteer, lookup; assert lookup('Rzeszow'); "
        "print('streamlit' in sys.modules, sorted(set(vars(load_gazetteer())) & {'names', 'places', '_outlines'}))"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "False []"


def test_hamlets_and_districts_are_found_only_where_nothing_better_known_bears_the_name() -> None:
    assert all(p.population is None or p.population >= 5000 for p in lookup("Paris"))
    assert len(lookup("Paris", every=True)) > len(lookup("Paris"))
    assert [(p.name, p.kind, p.iso3) for p in lookup("Rapides Parish")] == [("Rapides Parish", "district", "USA")]
    assert lookup("Rapides Parish")[0].geonameid == 4338356
    assert "Tennessee Colony" in {p.name for p in lookup("Tennessee Colony", country="USA")}


def test_a_district_lies_in_its_region_and_towns_in_their_district() -> None:
    gazetteer = load_gazetteer()
    rzeszow = lookup("Rzeszów")[0]
    assert rzeszow.admin2 is None or gazetteer.get(rzeszow.admin2).kind == "district"
    alexandria = next(p for p in lookup("Alexandria", country="USA") if p.admin1 == lookup("Louisiana")[0].place_id)
    assert alexandria.admin2 == lookup("Rapides Parish")[0].place_id
    assert gazetteer.around(alexandria.lon, alexandria.lat, "district") == lookup("Rapides Parish")[0]


def test_abbreviations_and_what_places_nothing_are_returned_only_when_asked_for() -> None:
    for name in ("Polish", "Danes", "Africa", "Europe", "EU", "NATO", "Ga.", "N.C."):
        assert not [p for p in lookup(name) if p.kind in TERMS or p.kind == "region"], name
    assert [p.iso3 for p in lookup("Polish", kind="demonym")] == ["POL"]
    assert {p.iso3 for p in lookup("Congolese", every=True)} == {"COD", "COG"}
    assert lookup("Europe", kind="continent")[0].geonameid == 6255148
    assert "POL" in lookup("NATO", kind="bloc")[0].countries
    assert lookup("Ga.", every=True)[-1].name == "Georgia"
    assert "North Carolina" in {p.name for p in lookup("N.C.", every=True)}


def test_the_arrays_say_what_the_places_say() -> None:
    gazetteer = load_gazetteer()
    names, places = gazetteer.names, gazetteer.places
    assert names.keys == sorted(set(names.keys))
    assert names.keys == [key for key, _ in list(gazetteer.keys())]
    for name in ("Rzeszów", "Springfield", "Georgia", "La.", "Polish", "Rapides Parish"):
        entries = names.entries(normalise(name))
        found = [gazetteer.place_at(row) for row in names.rows[entries]]
        assert found == lookup(name, every=True)
        for place, row in zip(found, names.rows[entries], strict=True):
            assert (places.lon[row], places.lat[row]) == (place.lon, place.lat)
            assert places.population[row] == (place.population or 0)
            assert places.kinds[places.kind[row]] == place.kind
            assert (places.countries[places.iso3[row]] if places.iso3[row] >= 0 else None) == place.iso3
            for column, stated in ((places.admin1, place.admin1), (places.admin2, place.admin2)):
                assert (gazetteer.place_at(column[row]).place_id if column[row] >= 0 else None) == stated
    assert names.entries("xyzzyville") == slice(0, 0)


def test_many_threads_may_read_at_once() -> None:
    answers: list[str] = []
    jobs = [threading.Thread(target=lambda: answers.extend(lookup("Danube")[0].place_id for _ in range(50)))
            for _ in range(8)]  # fmt: skip
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
    assert answers == ["bm:danube"] * 400


@pytest.mark.parametrize(
    ("name", "place_id"),
    [("St. Petersburg", "gn:498817"), ("Odessa", "gn:698740"), ("New York", "gn:5128581"), ("Grodno", "gn:627904"),
     ("Mykolaiv", "gn:700569"), ("Šiauliai", "gn:594739"), ("Kaliningrad Oblast", "gn:554230")],
)  # fmt: skip
def test_a_metropolis_comes_first_and_a_town_before_its_region(name: str, place_id: str) -> None:
    assert lookup(name)[0].place_id == place_id
