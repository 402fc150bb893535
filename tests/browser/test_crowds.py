"""Spots that would cover one another are one mark with a number, until a closer look tells them apart."""

from __future__ import annotations

import pytest

from geo.layers import to_map
from tests.browser.conftest import watch
from tests.made import made_event
from tests.reopening import frame

pytestmark = pytest.mark.browser

TOWNS = {"Warsaw": "gn:756135", "Pruszkow": "gn:761228", "Lodz": "gn:3093133", "Lisbon": "gn:2267057"}
ZOOM = "zoom => { briefmap.map.setView([52.2, 20.9], zoom, { animate: false }); }"
VISIBLE = "() => [...document.querySelectorAll('.bm-spot')].filter(s => s.getClientRects().length).length"
"""How many spots are seen, crowds among them."""

COVERED = """() => {
    const seen = [...document.querySelectorAll(".bm-pill, .bm-spot")]
        .filter((mark) => mark.getClientRects().length && getComputedStyle(mark).visibility !== "hidden")
        .map((mark) => [mark.textContent, mark.getBoundingClientRect()]);
    return seen.flatMap(([name, a], i) => seen.slice(i + 1).filter(([, b]) =>
        Math.min(a.right, b.right) - Math.max(a.left, b.left) > 4
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4).map(([other]) => `${name} and ${other}`));
}"""
"""Pairs of marks that cover one another by more than their borders."""


@pytest.fixture
def page(browser, tmp_path):
    events = [
        made_event(event_id=f"m-{name}", where_prec=1, places=[{"name": name, "place_id": place}], participants=[])
        for name, place in TOWNS.items()
    ]
    to_map(frame(*events)).save(str(tmp_path / "map.html"))
    page = browser.new_page()
    page.goto((tmp_path / "map.html").as_uri())
    page.locator("body[data-basemap=ready]").wait_for()
    yield page
    page.close()


def test_spots_that_cover_one_another_are_one_mark_with_their_number_and_all_their_events(page):
    page.evaluate(ZOOM, 4)
    crowd = page.locator(".leaflet-marker-icon:has(.bm-number)")
    assert crowd.inner_text() == "3"
    assert set(crowd.get_attribute("data-events").split()) == {"m-Warsaw", "m-Pruszkow", "m-Lodz"}
    assert crowd.get_attribute("aria-label") == "3 events near one another: list them"
    assert page.evaluate(VISIBLE) == 2


def test_a_closer_look_tells_a_crowd_apart_and_a_wider_one_gathers_it_again(page):
    page.evaluate(ZOOM, 10)
    assert page.evaluate(VISIBLE) == 4
    page.evaluate(ZOOM, 4)
    assert page.evaluate(VISIBLE) == 2


def test_a_crowd_too_large_to_list_leads_closer_until_nothing_is_closer_and_is_listed_then(browser, tmp_path):
    events = [
        made_event(
            event_id=f"m-{n}", where_prec=1, participants=[],
            places=[{"name": f"Gate {n}", "place_id": f"geo:52.2,{20.9 + n / 20:.3f}"}],
        )
        for n in range(16)
    ]  # fmt: skip
    to_map(frame(*events)).save(str(tmp_path / "map.html"))
    page = browser.new_page()
    page.goto((tmp_path / "map.html").as_uri())
    page.locator("body[data-basemap=ready]").wait_for()
    page.evaluate(ZOOM, 5)
    crowd = page.locator(".leaflet-marker-icon:has(.bm-number)")
    assert crowd.get_attribute("aria-label") == "16 events near one another: look closer"
    page.evaluate("() => { briefmap.map.setMaxZoom(5); briefmap.layout(); }")
    assert crowd.get_attribute("aria-label").endswith(": list them")
    page.close()


@pytest.mark.parametrize(("size", "query"), [((1024, 768), ""), ((1366, 768), ""), ((1920, 1080), "/?kiosk=true")])
def test_no_mark_covers_another_on_a_small_screen_or_in_large_letters(browser, address, size, query):
    for watched in watch(browser, address, size):
        watched.open(query)
        watched.page.wait_for_timeout(500)
        frame = next(f for f in watched.page.frames if "streamlit_folium" in f.url)
        assert frame.evaluate(COVERED) == []
