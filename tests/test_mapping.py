"""Events out of other people's files, by a mapping that says what their columns hold."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.article import text_hash
from geo.frame import to_frame
from geo.gazetteer import load_gazetteer
from geo.load import load_file
from geo.mapping import ColumnMap, From, MappingError, apply, guess
from geo.row_dates import read_days
from geo.table import LATITUDE, LONGITUDE, Table

DRONES = {"layer": "airspace_incursion", "sub_type": "drone"}


def table(*rows, name="rows.csv"):
    columns = tuple(dict.fromkeys(column for row in rows for column in row))
    return Table(name, columns, [{c: row.get(c, "") for c in columns} for row in rows], [])


def read(*rows, **constants):
    given_rows = table(*({"title": "A drone", "date": "2025-09-10"} | row for row in rows))
    columns = guess(given_rows.columns, []).with_constants(**DRONES, **constants)
    return apply(columns, given_rows)


def one(**row):
    loaded = read(row)
    assert loaded.problems == []
    [event] = loaded.events
    return event


def reason(**row):
    loaded = read(row)
    assert (loaded.given, loaded.rejected, loaded.events) == (1, 1, [])
    [problem] = loaded.problems
    return problem.column, problem.reason


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (
            ["lat", "lng", "name", "date"],
            {"latitude": "lat", "longitude": "lng", "title": "name", "date_start": "date"},
        ),
        (["Latitude", "LON", "Headline"], {"latitude": "Latitude", "longitude": "LON", "title": "Headline"}),
        (
            ["y", "x", "iso3", "description"],
            {"latitude": "y", "longitude": "x", "country": "iso3", "summary": "description"},
        ),
        (
            [
                "event_id_cnty",
                "event_date",
                "event_type",
                "sub_event_type",
                "actor1",
                "location",
                "latitude",
                "longitude",
                "geo_precision",
                "source",
                "notes",
                "country",
            ],
            {
                "event_id": "event_id_cnty",
                "date_start": "event_date",
                "title": "sub_event_type",
                "actor": "actor1",
                "place": "location",
                "where_prec": "geo_precision",
                "publisher": "source",
                "summary": "notes",
            },
        ),
        (
            ["relid", "source_headline", "where_coordinates", "where_prec", "date_start", "date_end", "date_prec"],
            {
                "event_id": "relid",
                "title": "source_headline",
                "place": "where_coordinates",
                "where_prec": "where_prec",
                "date_end": "date_end",
                "date_prec": "date_prec",
            },
        ),
    ],
)
def test_common_names_of_columns_are_proposed(columns, expected):
    found = guess(columns, [])
    for field, column in expected.items():
        assert getattr(found, field) == From(column=column), field


def test_a_column_called_layer_is_proposed_only_if_it_holds_our_layers():
    assert guess(["layer"], [{"layer": "Airspace incursion"}]).layer == From(column="layer")
    assert guess(["layer"], [{"layer": "roads"}]).layer is None


def test_a_mapping_reads_back_from_the_json_it_is_written_as():
    columns = guess(["lat", "lon", "name"], []).with_constants(**DRONES)
    assert ColumnMap.from_json(columns.to_json()) == columns


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"colour": {"column": "x"}}',
        '{"title": {}}',
        '{"title": {"column": "a", "constant": "b"}}',
        '{"date_order": "any"}',
    ],
)
def test_a_mapping_that_is_none_is_refused_in_one_sentence(text):
    with pytest.raises(MappingError, match="The mapping cannot be used: .+"):
        ColumnMap.from_json(text)


def test_a_mapping_must_fit_the_file_and_name_what_no_event_is_without():
    rows = table({"name": "x"})
    with pytest.raises(MappingError, match="layer"):
        apply(guess(rows.columns, []), rows)
    with pytest.raises(MappingError, match="not in the file"):
        apply(ColumnMap(title=From(column="gone")).with_constants(**DRONES), rows)


def test_coordinates_make_a_pin_that_is_near_the_place_unless_the_file_knows_better():
    event = one(lat="52.2297", lon="21.0122")
    assert event.places[0].place_id == "geo:52.2297,21.0122"
    assert (event.where_prec, event.uncertainty_km) == (2, None)
    exact = one(lat="52.2297", lon="21.0122", where_prec="1", uncertainty_km="0.5", place="Warsaw")
    assert (exact.where_prec, exact.uncertainty_km, exact.places[0].name) == (1, 0.5, "Warsaw")


@pytest.mark.parametrize(
    ("precision", "place_id", "where_prec", "kind"),
    [
        ("3", "gn:858787", 4, "Polygon"),
        ("4", "gn:858787", 4, "Polygon"),
        ("5", "iso:POL", 6, "Polygon"),
        ("6", "iso:POL", 6, "Polygon"),
    ],
)
def test_coordinates_of_a_region_or_country_are_drawn_as_its_outline_never_as_a_pin(
    precision, place_id, where_prec, kind
):
    event = one(lat="52.2297", lon="21.0122", geo_precision=precision)
    assert (event.places[0].place_id, event.where_prec) == (place_id, where_prec)
    [geometry] = to_frame([event], load_gazetteer()).geometry
    assert kind in geometry.geom_type


def test_coordinates_at_sea_with_that_precision_are_the_sea_around_them():
    event = one(lat="43.5", lon="34", where_prec="7")
    assert (event.places[0].place_id, event.where_prec) == ("bm:black-sea", 7)


@pytest.mark.parametrize(
    ("cells", "column", "said"),
    [
        ({"lat": "98", "lon": "21"}, "lat", "between -90 and 90"),
        ({"lat": "52", "lon": "-181"}, "lon", "between -180 and 180"),
        ({"lat": "nan", "lon": "21"}, "lat", "between"),
        ({"lat": "52,2", "lon": "21"}, "lat", "no number"),
        ({"lat": "52", "lon": ""}, "lon", "no number"),
        ({"lat": "52", "lon": "21", "where_prec": "9"}, "where_prec", "1 to 7"),
        ({"lat": "52", "lon": "21", "uncertainty_km": "-1"}, "uncertainty_km", "greater than 0"),
        ({"place": "Moscow"}, "place", "Moscow (city, Russia) or Moscow (city, Idaho, United States)"),
        ({"place": "Springfield", "country": "USA"}, "place", "Massachusetts"),
        ({"country": "Atlantis"}, "country", "no country"),
        ({"date": "03/04/2025"}, "date", "no date like 2025-09-10"),
        ({"date": "2025-02-30"}, "date", "no date"),
        ({"end date": "2025-09-01"}, "end date", "before it starts"),
        ({"title": ""}, "title", "at least 1 character"),
        ({"url": "javascript:alert(1)"}, "url", "https://"),
        ({"id": "a b"}, "id", "pattern"),
    ],
)
def test_a_wrong_cell_is_told_with_its_column_and_reason(cells, column, said):
    found, why = reason(**cells)
    assert found == column
    assert said in why


@pytest.mark.parametrize(
    ("cells", "place_id", "where_prec"),
    [
        ({"place": "Rzeszow"}, "gn:759734", 1),
        ({"place": "Moscow", "country": "Russia"}, "gn:524901", 1),
        ({"place": "Moscow", "country": "RUS"}, "gn:524901", 1),
        ({"place": "Poland"}, "iso:POL", 6),
        ({"country": "Poland"}, "iso:POL", 6),
        ({"country": "Russia (Soviet Union)"}, "iso:RUS", 6),
        ({"place": "Poland", "where_prec": "1"}, "iso:POL", 6),
        ({"place": "Rzeszow", "where_prec": "4"}, "gn:858788", 4),
        ({"place": "Rzeszow", "where_prec": "6"}, "iso:POL", 6),
        ({"place": "Black Sea"}, "bm:black-sea", 7),
        ({"place": "Nowhere at all", "country": "Poland"}, "iso:POL", 6),
    ],
)
def test_a_name_is_looked_up_and_never_placed_closer_than_it_says(cells, place_id, where_prec):
    event = one(**cells)
    assert (event.places[0].place_id, event.where_prec) == (place_id, where_prec)


def test_a_name_nobody_knows_is_kept_without_a_place_and_counted():
    loaded = read({"place": "Nowhere at all"}, {"place": "Nor here, at all"}, {"place": ""})
    assert [event.places[0].place_id for event in loaded.events] == [None, None, None]
    assert any(note.startswith("2 rows: the gazetteer does not know") for note in loaded.notes)
    assert any(note.startswith("1 row: no place is named") for note in loaded.notes)
    assert to_frame(loaded.events, load_gazetteer()).geometry.isna().all()


def test_coordinates_outside_the_named_country_are_noted():
    loaded = read({"lat": "21.0122", "lon": "52.2297", "country": "Poland"})
    assert any("outside the country" in note for note in loaded.notes)


def test_numbers_are_read_in_the_order_that_the_user_says_and_in_no_other():
    day = date(2025, 4, 3)
    assert read_days("03/04/2025", "day_first") == (day, day)
    assert read_days("04.03.2025", "month_first") == (day, day)
    assert read_days("3 April 2025") == read_days("2025-04-03T23:59:00+02:00") == (day, day)
    for order in ("iso", "month_first"):
        with pytest.raises(ValueError, match="no date"):
            read_days("25/12/2025", order)


@pytest.mark.parametrize(
    ("start", "end", "precision"),
    [
        ("2025-09-10", "", 1),
        ("2025-09", "", 4),
        ("2025", "", 5),
        ("2025-09-10", "2025-09-12", 2),
        ("2025-09-01", "2025-09-07", 3),
    ],
)
def test_several_days_mean_that_it_happened_on_one_of_them(start, end, precision):
    assert one(date=start, **{"end date": end}).date_prec == precision


def test_the_evidence_of_an_event_is_its_row():
    rows = table(
        {"title": "One", "notes": "first\n\nline", "lat": "52", "lon": "21"},
        {"title": "e\u0301t\u00e9 \u2028two", "notes": "", "lat": "", "lon": ""},
    )
    loaded = apply(guess(rows.columns, []).with_constants(**DRONES), rows)
    [text] = loaded.texts
    assert text.sha256 == text_hash(text.text)
    spans = [text.text[e.evidence[0].start : e.evidence[0].end] for e in loaded.events]
    assert spans == ["title: One\nnotes: first line\nlat: 52\nlon: 21", "title: été two"]
    [source] = loaded.sources
    assert (source.title, source.original, source.reliability, source.credibility) == ("rows.csv", text.sha256, "F", 6)


def test_publishers_of_rows_are_sources_of_their_own():
    loaded = read({"source": "Reuters"}, {"source": "AP"}, {"source": "Reuters"})
    assert [source.publisher for source in loaded.sources] == ["Reuters", "AP"]
    assert loaded.events[0].source_id == loaded.events[2].source_id != loaded.events[1].source_id


def test_a_geojson_of_points_is_read_with_its_geometry_and_a_shape_is_left_aside():
    features = [
        {
            "type": "Feature",
            "properties": {"name": "a", "tags": ["x"]},
            "geometry": {"type": "Point", "coordinates": [21, 52, 130]},
        },
        {"type": "Feature", "properties": {"name": "b"}, "geometry": None},
        {"type": "Feature", "properties": {"name": "c"}, "geometry": {"type": "Point", "coordinates": ["21", None]}},
        {
            "type": "Feature",
            "properties": {"name": "d"},
            "geometry": {"type": "LineString", "coordinates": [[0, 0], [1, 1]]},
        },
        {"type": "Feature", "properties": {"name": "e"}, "geometry": {"type": "Point", "coordinates": []}},
        7,
    ]
    data = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    found = load_file("points.geojson", data)
    columns = guess(found.columns, found.rows)
    assert (columns.longitude, columns.latitude) == (From(column=LONGITUDE), From(column=LATITUDE))
    loaded = apply(columns.with_constants(**DRONES), found)
    assert [event.title for event in loaded.events] == ["a", "b", "d"]
    assert loaded.events[0].places[0].place_id == "geo:52,21"
    assert (loaded.given, loaded.rejected) == (6, 3)
    assert [problem.row for problem in loaded.problems] == [3, 5, 6]
    assert any("lines or outlines" in note for note in loaded.notes)


cells = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["", "nan", "52.2", "21.0", "2025-09-10", "1", "6", "Moscow", "Poland", "drone", "=1+1"]),
)
names = st.sampled_from(
    ["title", "date", "end date", "lat", "lon", "place", "country", "where_prec", "url", "id", "x y"]
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.dictionaries(names, cells, max_size=8), min_size=1, max_size=8))
def test_whatever_the_rows_hold_accepted_and_rejected_are_all_that_was_given(rows):
    loaded = read(*rows)
    assert len(loaded.events) + loaded.rejected == loaded.given == len(rows)
    assert {problem.row for problem in loaded.problems} | set(loaded.rows) == set(range(1, len(rows) + 1))
    assert len({problem.row for problem in loaded.problems}) == loaded.rejected
    text = loaded.texts[0].text
    assert all(text[event.evidence[0].start : event.evidence[0].end] for event in loaded.events)
    assert len(to_frame(loaded.events, load_gazetteer())) == len(loaded.events)


@pytest.mark.parametrize("name", ["a\x01.csv", "# \n.csv", "a\udcff.csv"])
def test_a_file_may_be_called_what_no_title_could_be(name):
    found = load_file(name, b"title\nA drone\n")
    loaded = apply(guess(found.columns, found.rows).with_constants(**DRONES), found)
    assert loaded.problems == []
    assert loaded.sources[0].title.isprintable()


@pytest.mark.parametrize("character", ["\u0001", "\ud800"])
def test_a_column_may_be_called_what_no_record_could_hold(character):
    features = [{"properties": {f"title{character}": "A drone", f"more{character}": "x"}}]
    found = load_file("rows.geojson", json.dumps({"features": features}).encode("utf-8"))
    assert found.columns == ("title\ufffd", "more\ufffd")
    loaded = apply(guess(found.columns, found.rows).with_constants(**DRONES), found)
    assert [event.title for event in loaded.events] == ["A drone"]
    assert "more\ufffd: x" in loaded.texts[0].text


def test_a_control_character_in_the_header_of_a_csv_stops_nobody():
    found = load_file("rows.csv", b"title\x01,lat\nA drone,52\n")
    assert guess(found.columns, found.rows).title == From(column="title\ufffd")
