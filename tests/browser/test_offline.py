"""The real thing in a real browser, with everything outside this machine blocked."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

from geo.export import View
from geo.filter import Filter
from geo.formats import FORMATS
from geo.shipped import default_store

pytestmark = pytest.mark.browser


def test_the_whole_briefing_works_with_the_network_blocked(watched):
    frame = watched.open()
    page = watched.page
    # The base map and all layers are drawn.
    assert frame.locator("path.bm-land").count() > 150
    assert int(frame.locator("body").get_attribute("data-events")) == 33
    for layer in ("airspace_incursion", "treaty_partner", "deployment", "meeting"):
        assert frame.locator(f".bm-{layer}:visible, path.bm-group-{layer}").count() > 0, layer
    # A click on a mark opens the card.
    frame.locator("[aria-label^='Estonia']").first.click()
    page.locator(".bm-card h2", has_text="Estoni").wait_for()
    card = page.locator(".bm-card").inner_text()
    assert "19 Sep 2025" in card
    assert "Briefmap's own summary" in card
    assert "place not stated" in card
    # The export is a finished file of exactly the view.
    with page.expect_download() as download:
        page.get_by_role("button", name="Export 35 events as GeoJSON").click()
    written = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert len(written["features"]) == 35
    assert watched.blocked == []
    assert watched.errors == []


def test_in_every_format_the_exported_file_is_the_filtered_view_byte_for_byte(watched):
    watched.open("/?country=POL&layer=airspace_incursion")
    page = watched.page
    store = default_store()
    wanted = Filter(frozenset({"airspace_incursion"}), countries=frozenset({"POL"}))
    events, view = (
        store.events[wanted.mask(store.events)],
        View.of(wanted, store.newest_change, sources=store.sources.values()),
    )
    for form in FORMATS.values():
        box = page.get_by_role("combobox", name="Format")
        if box.input_value() != form.label:
            box.click()
            page.get_by_role("option", name=form.label, exact=True).click()
        with page.expect_download() as download:
            page.get_by_role("button", name=f"Export {len(events)} events as {form.label}", exact=True).click()
        assert download.value.suggested_filename == f"briefmap{form.suffix}"
        assert download.value.path().read_bytes() == form.write(events, view), form.label
    assert watched.errors == []


def test_a_filter_change_keeps_the_zoom_and_stands_in_the_link(watched):
    frame = watched.open()
    page = watched.page
    frame.locator(".leaflet-control-zoom-in").click()
    page.wait_for_timeout(700)
    page.wait_for_function("location.search.includes('at=')")
    before = re.search(r"at=([^&]+)", page.url)[1]
    page.get_by_role("button", name="Meetings").click()
    frame.locator("body[data-events='24']").wait_for()
    assert re.search(r"at=([^&]+)", page.url)[1] == before
    assert "layer=airspace_incursion" in page.url
    assert watched.errors == []


def test_opening_a_card_and_filtering_keep_the_very_same_map(watched):
    frame = watched.open()
    frame.locator("body").evaluate("() => { window.kept = true; }")
    frame.locator("[aria-label^='Estonia']").first.click()
    watched.page.locator(".bm-card h2", has_text="Estoni").wait_for()
    watched.page.get_by_role("button", name="Deployments").click()
    frame.locator("body[data-events='26']").wait_for()
    watched.page.keyboard.press("Escape")
    watched.page.locator(".bm-card").wait_for(state="detached")
    assert frame.locator("body").evaluate("() => window.kept")


def test_layers_of_earlier_filters_are_forgotten(watched):
    frame = watched.open()
    for count in (24, 33, 24):
        watched.page.get_by_role("button", name="Meetings").click()
        frame.locator(f"body[data-events='{count}']").wait_for()
    assert frame.locator("body").evaluate("() => window.feature_group.length") == 6


def test_a_link_restores_filter_opened_event_and_position(watched):
    frame = watched.open("/?layer=meeting&event=seed-A12&at=55.000,12.000,6")
    watched.page.locator(".bm-card h2", has_text="summit").wait_for()
    assert "10 of 35" in watched.page.locator(".bm-strip").inner_text()
    zoom, centre = frame.locator("body").evaluate("() => [briefmap.map.getZoom(), briefmap.map.getCenter()]")
    assert zoom == 6
    assert abs(centre["lat"] - 55) < 0.5
    assert abs(centre["lng"] - 12) < 0.5
    assert "event=seed-A12" in watched.page.url


def test_a_bad_link_is_noted_and_never_an_error(watched):
    watched.open("/?country=Atlantis&from=never&event=%3Cimg%20src=x%3E&at=a,b,c&layer=rumour")
    text = watched.page.locator("[data-testid=stSidebar]").inner_text()
    assert "Atlantis" in text
    assert "never" in text
    assert "<img src=x>" in text
    assert "35 of 35" in watched.page.locator(".bm-strip").inner_text()
    assert watched.blocked == []
    assert watched.errors == []


def test_fitting_works_across_180_degrees(watched):
    frame = watched.open()
    frame.locator("body").evaluate(
        "() => { briefmap.state({fit: [[-19, 176], [-13, 189]], selected: [], drawn: 0}); briefmap.fit(false); }"
    )
    watched.page.wait_for_timeout(600)
    centre = frame.locator("body").evaluate("() => briefmap.map.getCenter().lng")
    assert 180 < centre < 185
    # Land is drawn on both sides: the world stands beside itself.
    assert frame.locator("path.bm-land").count() > 300


def test_russia_and_fiji_are_drawn_without_bars(watched):
    frame = watched.open()
    widest = frame.locator("body").evaluate(
        """() => Math.max(...[...briefmap.countries.values()].flatMap((country) => {
            const rings = country.geometry.type === "Polygon" ? country.geometry.coordinates
                : country.geometry.coordinates.flat();
            return rings.flatMap((ring) => ring.slice(1).map((c, i) => Math.abs(c[0] - ring[i][0])));
        }))"""
    )
    assert widest < 180
    # The tint of Russia goes on beyond 180 degrees, and no line is drawn where the map was cut.
    tint = frame.locator("body").evaluate(
        """() => {
            const lines = Object.values(briefmap.map._layers).filter((layer) =>
                layer.options.className?.includes("bm-tint-partner") && !layer.options.className.includes("bm-fill"));
            const rings = lines.flatMap((layer) => layer.getLatLngs());
            const seam = (p) => Math.abs((Math.abs(p.lng) % 360) - 180) < 1e-3;
            return {
                bars: rings.filter((ring) => ring.some((p, i) => i && seam(p) && seam(ring[i - 1]))).length,
                east: Math.max(...rings.flat().map((p) => p.lng)),
            };
        }"""
    )
    assert tint["bars"] == 0
    assert 185 < tint["east"] < 200


def test_a_briefing_can_be_done_by_keyboard(watched):
    frame = watched.open()
    page = watched.page
    frame.locator("[aria-label^='Poland: 2 events']").first.focus()
    page.keyboard.press("Enter")
    page.get_by_text("events here").wait_for()
    page.keyboard.press("Escape")
    page.get_by_text("events here").wait_for(state="detached")
    assert watched.errors == []


def test_the_table_opens_events_by_keyboard_and_follows_the_map(watched):
    watched.open()
    page = watched.page
    # From the table to card and map: arrows move, Shift+Space chooses a row.
    watched.focus_table()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+Space")
    page.locator(".bm-card h2", has_text="Rzesz").wait_for()
    watched.frame().locator("div.bm-spot.bm-chosen").wait_for()
    page.keyboard.press("Escape")
    page.locator(".bm-card").wait_for(state="detached")
    # By name.
    box = page.get_by_label("Open an event by name")
    box.focus()
    page.keyboard.type("Copenhagen", delay=30)
    page.keyboard.press("Enter")
    page.locator(".bm-card h2", has_text="Copenhagen").wait_for()
    page.wait_for_function("location.search.includes('event=seed-A12')")
    # From the map to the table: the opened event's row is the one chosen.
    watched.frame().locator("[aria-label^='Estonia']").first.focus()
    page.keyboard.press("Enter")
    page.locator(".bm-card h2", has_text="Estonian").wait_for()
    expect(page.get_by_label("Open an event by name")).to_have_value(re.compile("Estonian"))
    assert watched.errors == []


def test_rows_open_one_after_the_other_by_keyboard(watched):
    watched.open()
    page = watched.page
    watched.focus_table()
    for title in ("Warsaw", "Rzesz", "Lublin"):
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Shift+Space")
        page.locator(".bm-card h2", has_text=title).wait_for()
        page.wait_for_timeout(400)


def test_the_link_follows_the_map_also_after_a_filter(watched):
    frame = watched.open("/?at=53.000,16.000,5")
    page = watched.page
    frame.locator("body").evaluate("() => { briefmap.map.panBy([300, 200], {animate: false}); }")
    page.get_by_role("button", name="Meetings").click()
    frame.locator("body[data-events='24']").wait_for()
    page.wait_for_timeout(1500)
    centre = frame.locator("body").evaluate("() => briefmap.map.getCenter()")
    lat, lng, _ = re.search(r"at=([^&]+)", page.url)[1].replace("%2C", ",").split(",")
    assert abs(float(lat) - centre["lat"]) < 0.01
    assert abs(float(lng) - centre["lng"]) < 0.01


def test_a_view_that_went_round_the_world_comes_home_to_its_events(watched):
    frame = watched.open("/?at=50,380,4")
    watched.page.wait_for_timeout(800)
    assert abs(frame.locator("body").evaluate("() => briefmap.map.getCenter().lng") - 20) < 1


def test_the_app_answers_only_under_this_machines_names(watched):
    answer = watched.page.request.get(watched.url, headers={"Host": "evil.example"})
    assert answer.status == 400


def test_the_theme_switch_turns_page_and_map_and_stands_in_the_link(watched):
    frame = watched.open()
    page = watched.page
    colour = "() => getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
    assert page.evaluate(colour) == "rgb(13, 22, 32)"
    frame.get_by_role("button", name="Light / dark").click()
    page.wait_for_url("**theme=light**")
    frame = watched.frame()
    frame.locator("body.bm-light").wait_for()
    assert page.evaluate(colour) == "rgb(246, 248, 250)"
    assert watched.errors == []


def test_every_answer_carries_the_headers_that_keep_things_inside(watched):
    answer = watched.page.goto(watched.url)
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    style = watched.page.request.get(f"{watched.url}/assets/own/map.css")
    assert "default-src 'self'" in style.headers["content-security-policy"]
    for path in ("/assets/own/..%2f..%2fgeo/store.py", "/assets/basemap/..%2f..%2fapp.py"):
        assert watched.page.request.get(watched.url + path).status in (400, 404)
