"""A picture shows the view, all of it and nothing else, whatever the texts are, and the same view the same way."""

from __future__ import annotations

import io
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

import geo
from geo.errors import BriefmapError
from geo.event_rows import parse_events
from geo.export import View
from geo.frame import to_frame
from geo.gazetteer import load_gazetteer
from geo.marks import make_marks
from geo.palette import PALETTES
from geo.picture import to_png
from geo.picture.draw import gather, lay_out
from geo.picture.projection import Chart, circle, project
from geo.picture.room import Room
from geo.shipped import ROOT
from tests.made import made_event
from tests.test_escape import HOSTILE

VIEW = View(filter="all layers; all dates", newest_change=date(2025, 10, 6))
NASTY = [*HOSTILE, "a\nb\r\nc", "nul \x00 byte", "\ud800 lone", "שלום \u202e العربية", "z" + "\u0301" * 200, "W" * 300]
MAP = (slice(188, 1006), slice(30, 1490))
"""Rows and columns inside the map's edge, at 1920 x 1080."""


@pytest.fixture(scope="module")
def events():
    return geo.load_events()


@pytest.fixture(scope="module")
def picture(events):
    return to_png(events, VIEW)


def pixels(png):
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)


def rgb(colour):
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def share(part, colour):
    return float((part == rgb(colour)).all(axis=-1).mean())


def frame(*records):
    accepted, problems, _ = parse_events(records)
    assert not problems
    return to_frame(accepted, load_gazetteer())


def town(name, event_id, **fields):
    place = geo.lookup(name)[0]
    return made_event(event_id=event_id, where_prec=1, places=[{"name": name, "place_id": place.place_id}], **fields)


def test_equal_views_give_equal_bytes(events, picture):
    assert to_png(events, VIEW) == picture


def test_several_threads_draw_what_one_draws(events, picture):
    few = events[events["layer"] == "meeting"]
    alone = to_png(few, VIEW, "light")
    with ThreadPoolExecutor(3) as pool:
        drawn = list(pool.map(lambda _: to_png(few, VIEW, "light"), range(3)))
    assert drawn == [alone] * 3


def test_a_picture_names_neither_software_nor_time(picture):
    image = Image.open(io.BytesIO(picture))
    assert image.format == "PNG"
    assert set(image.info) <= {"dpi"}


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720), (1001, 1003), (3000, 900)])
def test_a_picture_has_the_size_asked_for(events, size):
    assert Image.open(io.BytesIO(to_png(events[:3], VIEW, size=size))).size == size


@pytest.mark.parametrize("size", [(0, 0), (100, 1080), (1920, 10**6)])
def test_a_size_that_is_none_is_one_sentence(events, size):
    with pytest.raises(BriefmapError, match=r"^A picture's sides .*\.$"):
        to_png(events, VIEW, size=size)


def test_dark_and_light_differ_and_each_has_its_sea(events, picture):
    light = pixels(to_png(events, VIEW, "light"))
    assert share(pixels(picture)[MAP], PALETTES["dark"]["sea"]) > 0.1
    assert share(light[MAP], PALETTES["light"]["sea"]) > 0.1
    assert share(light[MAP], PALETTES["dark"]["sea"]) == 0


def test_the_colours_are_those_of_the_map():
    css = (ROOT / "assets" / "map.css").read_text(encoding="utf-8")
    for theme, selector in (("dark", ":root"), ("light", r"\.bm-light")):
        rules = re.search(selector + r" \{(.*?)\}", css, re.DOTALL)[1]
        said = dict(re.findall(r"--(\w+): (#\w{6})", rules))
        # Pictures point nothing out, and show events, not the places that a text names.
        assert PALETTES[theme] == {name: colour for name, colour in said.items() if name not in ("chosen", "place")}


@pytest.mark.parametrize("text", ["NATO RESTRICTED", "W" * 120])
def test_the_marking_stands_at_top_and_bottom_in_its_colour_and_uncut(events, monkeypatch, text):
    monkeypatch.setenv("BRIEFMAP_MARKING", text)
    monkeypatch.setenv("BRIEFMAP_MARKING_COLOUR", "#c8102e")
    drawn = pixels(to_png(events[:1], View(marking=text)))
    for rows in (drawn[:44], drawn[-44:]):
        assert share(rows[[0, -1]], "#c8102e") == 1
        assert share(rows, "#c8102e") > 0.5
        assert share(rows[:, :28], "#c8102e") == share(rows[:, -28:], "#c8102e") == 1
        assert share(rows, "#ffffff") > 0.002


@pytest.mark.parametrize("text", ["W" * 119, "WORD " * 23 + "WOR"])
def test_the_longest_marking_is_shown_to_its_last_letter(events, text):
    a, b = (pixels(to_png(events[:1], View(marking=text + last))) for last in "AB")
    assert (a[:44] != b[:44]).any()
    assert (a[-44:] != b[-44:]).any()


def test_a_long_filter_is_shown_to_its_last_word(events):
    a, b = (to_png(events[:1], View(filter="Poland, Germany and Romania; " * 9 + last)) for last in "AB")
    assert a != b


def test_the_marking_is_that_of_the_view_whatever_is_set_now(events, monkeypatch):
    then = to_png(events[:1], View(marking="NATO RESTRICTED"))
    monkeypatch.setenv("BRIEFMAP_MARKING", "SOMETHING ELSE")
    assert to_png(events[:1], View(marking="NATO RESTRICTED")) == then
    assert to_png(events[:1], View()) != then


def test_a_view_without_events_says_so_on_a_map_of_the_world(events):
    drawn = pixels(to_png(events[:0], VIEW))
    assert share(drawn[MAP], PALETTES["dark"]["land"]) > 0.2
    notice = drawn[540:650, 500:1010]
    assert share(notice, PALETTES["dark"]["panel"]) > 0.5
    assert share(notice, PALETTES["dark"]["ink"]) > 0.02


def test_what_cannot_be_drawn_is_told(events):
    with_them, without = (pixels(to_png(e, VIEW)) for e in (events, events[events.geometry.notna()]))
    beside = (slice(810, 900), slice(1520, 1900))
    assert (with_them[beside] != without[beside]).any()
    assert (with_them[MAP] == without[MAP]).all()


CORNERS = [town("Lisbon", "corner-1"), town("Astana", "corner-2")]
AT = {"role": "at", "iso3": "POL"}
KINDS = {
    "spot": (town("Warsaw", "x", layer="meeting", sub_type="summit"), "meeting"),
    "several": (town("Lisbon", "x", layer="meeting", sub_type="summit"), "meeting"),
    "area": (
        made_event(event_id="x", where_prec=4, places=[{"name": "x", "place_id": "gn:2838632"}]),
        "airspace_incursion",
    ),
    "stretch": (
        made_event(event_id="x", where_prec=5, places=[{"name": "x", "place_id": "bm:danube", "iso3": "ROU"}]),
        "airspace_incursion",
    ),
    "country": (made_event(event_id="x"), "tint"),
    "call": (
        made_event(
            event_id="x", layer="meeting", sub_type="call",
            places=[
                {"name": "France", "place_id": "iso:FRA", "role": "from"},
                {"name": "Poland", "place_id": "iso:POL", "role": "to"},
            ],
        ),
        "meeting",
    ),
    "treaty": (
        made_event(
            event_id="x", layer="treaty_partner", sub_type="treaty_signed",
            places=[{"name": "France", "place_id": "iso:FRA"}, {"name": "Poland", "place_id": "iso:POL"}],
            participants=[{"iso3": "FRA", "role": "signatory"}, {"iso3": "POL", "role": "signatory"}],
        ),
        "treaty_partner",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("theme", PALETTES)
def test_every_kind_of_mark_is_drawn_in_its_colour(kind, theme):
    record, colour = KINDS[kind]
    without, drawn = (pixels(to_png(frame(*e), VIEW, theme))[MAP] for e in (CORNERS, [*CORNERS, record]))
    changed = (without != drawn).any(axis=-1)
    assert changed.sum() > 200
    assert (drawn[changed] == rgb(PALETTES[theme][colour])).all(axis=-1).sum() > 20


def test_a_circle_of_doubt_grows_with_the_doubt():
    drawn = [
        pixels(to_png(frame(*CORNERS, town("Budapest", "x") | {"where_prec": 2, "uncertainty_km": km}), VIEW))[MAP]
        for km in (0.1, 150.0, 300.0)
    ]
    small, large = ((circled != drawn[0]).any(axis=-1).sum() for circled in drawn[1:])
    assert large > 2 * small > 0


def test_inferred_and_consequences_look_different():
    looks = [{}, {"sub_type": "airport_closure"}, {"date_basis": "inferred"}]
    drawn = [to_png(frame(town("Warsaw", "x", **look)), VIEW) for look in looks]
    maps = [pixels(d)[MAP] for d in drawn]
    assert all((a != b).any() for a, b in [(maps[0], maps[1]), (maps[0], maps[2]), (maps[1], maps[2])])


@pytest.mark.parametrize("text", NASTY)
def test_hostile_text_breaks_no_picture_and_leaves_no_frame(text):
    shown = frame(KINDS["call"][0], *(KINDS[kind][0] | {"event_id": kind} for kind in ("country", "area", "stretch")))
    assert {mark.kind for mark in make_marks(shown)} == {"line", "country", "area"}
    for column in ("title", "place"):
        shown[column] = pd.Series([text] * len(shown), index=shown.index, dtype=object)
    stays_in_frame(to_png(shown, View(filter=text, marking=text)))


def test_nothing_leaves_its_place_on_the_page(picture):
    stays_in_frame(picture)


def stays_in_frame(png):
    drawn, panel = pixels(png), PALETTES["dark"]["panel"]
    page = drawn[44:-44]
    assert share(page[:, :24], panel) == share(page[:, -24:], panel) == 1
    assert share(drawn[1014:1032, :1500], panel) == 1
    assert share(drawn[250:1030, 1496:1516], panel) == 1


def test_a_view_across_180_degrees_is_framed_there():
    shown = make_marks(frame(town("Suva", "a"), town("Apia", "b")))
    places, more = lay_out(shown)
    chart = Chart.around(places + more, (0, 0, 1000, 600), 50)
    xs = [chart.at(place.x, place.y)[0] for place in places]
    assert all(50 - 1 <= x <= 950 + 1 for x in xs)
    assert chart.zoom > 5
    assert share(pixels(to_png(frame(town("Suva", "a"), town("Apia", "b")), VIEW))[MAP], PALETTES["dark"]["land"]) > 0


def test_the_projection_is_web_mercator():
    pyproj = pytest.importorskip("pyproj")
    lonlat = np.array([[0.0, 0.0], [21.0, 52.2], [-100.0, -60.5], [179.0, 84.0]])
    there = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:3857", always_xy=True).transform(*lonlat.T)
    assert np.allclose(project(lonlat) * 6378137, np.column_stack(there), atol=0.01)


@pytest.mark.parametrize(
    ("centre", "km", "inside", "outside"),
    [
        ((21, 52), 100, (21, 52.8), (21, 53)),
        ((179.5, 0), 200, (181, 0), (182, 0)),
        ((0, 85), 1000, (180, 87), (180, 85)),
        ((0, 10), 19_000, (180, 60), (180, -10)),
    ],
)
def test_a_circle_holds_what_lies_within_its_radius(centre, km, inside, outside):
    drawn = circle(*centre, km)
    assert drawn.is_valid
    assert drawn.covers(shapely.Point(inside))
    assert not drawn.covers(shapely.Point(outside))


@settings(max_examples=40)
@given(st.lists(st.tuples(st.floats(0, 800), st.floats(0, 500), st.floats(20, 300)), max_size=25))
def test_no_label_covers_another(wanted):
    room = Room((0, 0, 800, 500))
    placed = []
    for x, y, wide in wanted:
        box = room.near(x, y, (wide, 30), 300)
        if box:
            room.take(box)
            placed.append(shapely.box(*box))
    assert all(a.intersection(b).area < 1e-6 for n, a in enumerate(placed) for b in placed[:n])
    assert all(shapely.box(0, 0, 800, 500).buffer(1e-6).covers(box) for box in placed)


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from(["Warsaw", "Lublin", "Berlin", "Kyiv", "Riga"]), st.booleans()), min_size=1))
def test_spots_cover_no_spot_and_lose_no_event(wanted):
    layers = {True: ("meeting", "summit"), False: ("airspace_incursion", "drone")}
    shown = frame(
        *(town(name, f"e-{n}", layer=layers[of][0], sub_type=layers[of][1]) for n, (name, of) in enumerate(wanted))
    )
    marks = make_marks(shown)
    places, _ = lay_out(marks)
    chart = Chart.around([shapely.box(-20, 30, 60, 70)], (0, 0, 600, 400), 0)
    spots = gather(chart, marks, places, dict(zip(shown["event_id"], shown["layer"], strict=True)))
    boxes = [shapely.box(*spot.box) for spot in spots]
    assert all(a.intersection(b).area == 0 for n, a in enumerate(boxes) for b in boxes[:n])
    assert sum(sum(spot.counts.values()) for spot in spots) == len(wanted)
