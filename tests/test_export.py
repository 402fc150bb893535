"""An export is exactly the view: valid, stable, and the same again when it is read back."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys

import geopandas as gpd
import pytest
import shapely
from geojson_pydantic import FeatureCollection
from hypothesis import HealthCheck, given, settings
from pandas.testing import assert_frame_equal

import geo
from geo.errors import UnreadableFile
from geo.export import View, to_csv, to_geojson
from geo.filter import Filter
from geo.frame import to_frame
from geo.gazetteer import load_gazetteer
from geo.load import from_csv, from_geojson
from geo.marks import make_marks, not_drawable
from geo.shipped import ROOT, default_store
from pages.parts.event_table import table_frame
from tests.test_filter import filters


@pytest.fixture(scope="module")
def events():
    return geo.load_events()


@pytest.fixture(scope="module")
def document(events):
    return json.loads(to_geojson(events))


def coordinates_of(geometry):
    if geometry is None:
        return
    stack = [geometry["coordinates"]]
    while stack:
        item = stack.pop()
        if isinstance(item[0], int | float):
            yield item
        else:
            stack.extend(item)


def test_the_geojson_passes_a_strict_validator(document):
    FeatureCollection.model_validate(document, strict=True)


def test_every_ring_winds_by_the_right_hand_rule_and_closes(document):
    for feature in document["features"]:
        if feature["geometry"] and feature["geometry"]["type"].endswith("Polygon"):
            shape = shapely.geometry.shape(feature["geometry"])
            for polygon in shapely.get_parts(shape):
                assert polygon.exterior.is_ccw, feature["id"]
                assert not any(ring.is_ccw for ring in polygon.interiors), feature["id"]


def test_every_exported_geometry_is_valid(document):
    for feature in document["features"]:
        if feature["geometry"]:
            shape = shapely.geometry.shape(feature["geometry"])
            assert shape.is_valid, (feature["id"], shapely.is_valid_reason(shape))


def test_there_is_no_crs_and_no_bare_nan_and_no_more_than_seven_decimals(events, document):
    assert "crs" not in document
    text = to_geojson(events)
    json.loads(text, parse_constant=lambda name: pytest.fail(f"{name} in the file"))
    for feature in document["features"]:
        for lon, lat in coordinates_of(feature["geometry"]):
            assert -180 <= lon <= 180
            assert -90 <= lat <= 90
            assert round(lon, 7) == lon
            assert round(lat, 7) == lat


def test_the_file_says_what_it_shows(events):
    wanted = Filter(countries=frozenset({"POL"}))
    view = View.of(wanted, default_store().newest_change)
    about = json.loads(to_geojson(events[wanted.mask(events)], view))["briefmap"]
    assert about["filter"] == "all layers; all dates; Poland named in any role"
    assert about["query"] == "country=POL"
    assert about["app_version"] == geo.__version__
    assert about["newest_change"] == "2026-11-23"
    assert "UN General Assembly" in about["border_view"]
    assert "GeoNames" in about["credits"]
    assert about["marking"] == "not set"
    assert about["events"] == about["drawable"] + about["not_drawable"]


def test_geopandas_reopens_the_file_with_the_same_events(events, tmp_path):
    path = tmp_path / "view.geojson"
    path.write_text(to_geojson(events), encoding="utf-8")
    again = gpd.read_file(path)
    assert len(again) == len(events) == 35
    assert list(again["event_id"]) == list(events["event_id"])
    assert list(again["title"]) == list(events["title"])
    starts = again["date_start"].astype("datetime64[s]")
    assert list(starts.dt.date.dropna()) == list(events["date_start"].dt.date.dropna())
    assert "Rzeszów" in set(again["place"])
    assert again.crs.to_epsg() == 4326
    assert list(again.geometry.isna()) == list(events.geometry.isna())


def test_two_exports_of_one_view_are_the_same_bytes(events):
    assert to_geojson(events) == to_geojson(geo.load_events())
    assert to_csv(events) == to_csv(geo.load_events())


@pytest.mark.parametrize(("write", "read"), [(to_csv, from_csv), (to_geojson, from_geojson)])
def test_what_is_written_reads_back_equal(events, write, read):
    loaded = read(write(events))
    assert loaded.problems == []
    assert (loaded.given, loaded.rejected) == (35, 0)
    again = to_frame(loaded.events, load_gazetteer())
    assert_frame_equal(
        again.drop(columns=["geometry", "sources"]), events.drop(columns=["geometry", "article", "sources"])
    )
    assert again.geometry.geom_equals(events.geometry).where(events.geometry.notna(), True).all()


def test_no_cell_of_the_csv_is_a_formula(events):
    for row in csv.reader(io.StringIO(to_csv(events), newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


def test_a_bad_row_is_told_with_row_column_value_and_reason_and_the_rest_are_kept(events):
    rows = list(csv.reader(io.StringIO(to_csv(events), newline="")))
    at = rows[0].index("layer")
    rows[3][at] = "rumour"
    rows[5] = [*rows[5], "one cell too many"]
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    loaded = from_csv(out.getvalue())
    assert (loaded.given, loaded.rejected, len(loaded.events)) == (35, 2, 33)
    assert [(p.row, p.column) for p in loaded.problems] == [(3, "layer"), (5, "row")]
    assert "rumour" in str(loaded.problems[0])


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "not a csv"])
def test_a_csv_that_is_not_ours_is_refused_in_one_sentence(text):
    with pytest.raises(UnreadableFile, match="column event_id is missing"):
        from_csv(text)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"features": [1]}', "<VRTDataset/>"])
def test_a_geojson_that_is_none_is_refused_in_one_sentence(text):
    with pytest.raises(UnreadableFile, match="FeatureCollection"):
        from_geojson(text)


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(filters)
def test_export_table_map_and_list_show_the_same_events(wanted):
    every = default_store().events
    events = every[wanted.mask(every)]
    document = json.loads(to_geojson(events, View.of(wanted, None)))
    exported = [f["id"] for f in document["features"]]
    tabled = list(table_frame(events, {}).index)
    marks = make_marks(events)
    drawn = {event_id for mark in marks for event_id in mark.events}
    listed = set(not_drawable(events)["event_id"])
    assert exported == tabled
    assert set(exported) == drawn | listed
    assert not drawn & listed
    about = document["briefmap"]
    assert (about["events"], about["drawable"], about["not_drawable"]) == (len(events), len(drawn), len(listed))


def command(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "geo", *arguments], cwd=ROOT, capture_output=True, check=False, timeout=60
    )


def test_the_command_line_writes_the_same_file_as_python(events, tmp_path):
    done = command("export", "--country", "rus", "--layer", "airspace_incursion", "--sense", "party")
    wanted = Filter(frozenset({"airspace_incursion"}), countries=frozenset({"RUS"}), sense="party")
    expected = to_geojson(
        events[wanted.mask(events)],
        View.of(wanted, default_store().newest_change, sources=default_store().sources.values()),
    )
    assert done.stderr == b""
    assert done.stdout.decode("utf-8") == expected
    target = tmp_path / "out.csv"
    assert command("export", "--format", "csv", "-o", str(target)).returncode == 0
    assert target.read_bytes().decode("utf-8") == to_csv(events)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["export", "--from", "2025-99-01"], "is not a date"),
        (["export", "--country", "Atlantis"], "is not a country code"),
        (["export", "--from", "2025-10-01", "--to", "2025-09-01"], "backwards"),
        (["export", "-o", "/no/such/folder/x.geojson"], "cannot be written"),
        (["library", "add", "no-such-file.txt"], "cannot be read"),
    ],
)
def test_a_wrong_command_gets_one_clear_sentence_and_a_bad_exit(arguments, said):
    done = command(*arguments)
    assert done.returncode != 0
    assert said in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_the_output_is_a_whole_file_or_none(tmp_path):
    real, link = tmp_path / "real.geojson", tmp_path / "link.geojson"
    real.write_text("old", encoding="utf-8")
    link.symlink_to(real)
    assert command("export", "-o", str(link)).returncode == 0
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8").startswith('{"type": "FeatureCollection"')
    refused = command("export", "-o", str(tmp_path))
    assert refused.returncode == 1
    assert b"is a folder" in refused.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == ["link.geojson", "real.geojson"]


def test_a_change_to_the_events_one_was_given_changes_nobody_elses():
    mine = geo.load_events()
    mine.iloc[0]["facts"]["invented"] = True
    assert "invented" not in geo.load_events().iloc[0]["facts"]
