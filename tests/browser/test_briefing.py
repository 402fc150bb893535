"""A whole briefing in a real browser, with a mouse and without one, and what a screen reader would stumble over."""

from __future__ import annotations

import json
import re
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import serving, watch

pytestmark = pytest.mark.browser

PAGES = ["", "airspace", "treaties", "deployments", "meetings", "articles", "desk", "read", "changes", "load"]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def counts(page):
    return page.locator(".bm-strip b").inner_text()


def open_page(watched, path):
    watched.page.goto(f"{watched.url}/{path}", wait_until="domcontentloaded")
    watched.page.locator(".bm-strip, .bm-title").first.wait_for(timeout=60_000)


def settle(page):
    """Wait until Streamlit has finished what it was doing."""
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()


@pytest.mark.parametrize("path", PAGES)
def test_each_page_opens_from_its_own_link_dark_with_title_and_without_a_fault(watched, path):
    open_page(watched, f"{path}?country=POL")
    page = watched.page
    settle(page)
    if path not in ("desk", "load", "read", "changes"):
        assert counts(page) == "6 of 35 events"
    assert page.title().endswith("Briefmap")
    colour = "() => getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
    assert page.evaluate(colour) == "rgb(13, 22, 32)"
    expect(page.locator(".bm-marking")).to_have_text(["Marking: not set", "Marking: not set"])
    assert watched.blocked == []
    assert watched.errors == []


def test_the_filter_stays_from_page_to_page_and_over_a_reload(watched):
    open_page(watched, "?country=RUS&layer=treaty_partner,meeting")
    page = watched.page
    first = counts(page)
    for name in ("Treaty partners", "Meetings", "Articles", "Deployments", "Airspace incursions", "Briefing map"):
        page.locator(".st-key-pages").get_by_role("link", name=name, exact=True).click()
        expect(page).to_have_title(re.compile(f"^{name}"))
        settle(page)
        assert counts(page) == first
        assert "country=RUS" in page.url
    page.reload(wait_until="domcontentloaded")
    page.locator(".bm-strip").wait_for()
    assert counts(page) == first
    assert watched.errors == []


def test_a_briefing_from_a_link_through_filter_play_event_and_article_to_the_export(watched):
    frame = watched.open("/?layer=airspace_incursion")
    page = watched.page
    assert counts(page) == "10 of 35 events"
    # Filter.
    page.get_by_role("button", name="Deployments").click()
    frame.locator("body[data-events='16']").wait_for()
    # Play: the window moves over the days, the counts follow, pause keeps the days shown.
    page.get_by_role("button", name="Play (K)").click()
    page.wait_for_url("**from=2025-09**")
    before = page.url
    page.wait_for_function("before => location.href !== before", arg=before)
    page.get_by_role("button", name="Pause (K)").click()
    settle(page)
    assert re.search(r"from=\d{4}-\d\d-\d\d.*to=\d{4}-\d\d-\d\d", page.url)
    page.get_by_role("button", name="All dates", exact=True).click()
    page.wait_for_function("!location.search.includes('from=')")
    frame.locator("body[data-events='16']").wait_for()
    # Open an event on the map, go to its cause, read it in the article.
    frame.locator("[aria-label^='Lublin']").first.click()
    page.locator(".bm-card h2", has_text="Lublin").wait_for()
    page.get_by_role("button", name="Drones enter Polish airspace").click()
    page.locator(".bm-card h2", has_text="Drones enter Polish airspace").wait_for()
    page.get_by_role("button", name="Read it in the article").click()
    page.locator("mark.bm-chosen").first.wait_for()
    assert "19 Russian kamikaze drones" in page.locator(".bm-reader").inner_text()
    # And back from the article to the map, by a place named in it.
    page.locator(".bm-place-name", has_text="Rzesz").first.click()
    page.locator(".bm-card h2", has_text="Rzesz").wait_for()
    page.get_by_role("button", name="Show it on the map").click()
    watched.frame().locator("div.bm-spot.bm-chosen").wait_for()
    assert counts(page) == "17 of 35 events"
    with page.expect_download() as download:
        page.get_by_role("button", name="Export 17 events as GeoJSON").click()
    written = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert len(written["features"]) == 17
    assert watched.blocked == []
    assert watched.errors == []


def test_a_range_drawn_on_the_timeline_is_the_date_filter(watched):
    watched.open()
    page = watched.page
    box = page.locator(".bm-tl-drawing").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + 20, steps=5)
    page.mouse.up()
    page.wait_for_url("**from=2025-0**")
    settle(page)
    first = page.get_by_test_id("stSidebar").get_by_label("From").first
    expect(first).to_be_visible()
    days = dict(re.findall(r"(from|to)=(\d{4}-\d\d-\d\d)", page.url))
    assert days["from"] < days["to"]
    # A span opens its event; a range's ends move by keyboard.
    end = page.get_by_role("slider", name="Last day of the range")
    end.focus()
    page.keyboard.press("Shift+ArrowRight")
    page.wait_for_function("to => !location.search.includes(to)", arg=f"to={days['to']}")
    assert watched.errors == []


def test_reduced_motion_makes_playing_slow(browser, address):
    for watched in watch(browser, address, reduced_motion="reduce"):
        watched.open()
        page = watched.page
        page.get_by_label("Speed").select_option("fast")
        page.get_by_role("button", name="Play (K)").click()
        page.wait_for_url("**from=**")
        first = page.url
        page.wait_for_timeout(1500)
        assert page.url.split("from=")[1] == first.split("from=")[1]


def test_filter_play_and_marks_without_a_mouse(watched):
    frame = watched.open()
    page, keys = watched.page, watched.page.keyboard
    page.mouse.move(0, 0)
    # The sheet of keys.
    keys.press("?")
    page.get_by_role("dialog").get_by_text("play and pause").wait_for()
    keys.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")
    # Filter: a layer off, by its pill.
    page.get_by_role("button", name="Meetings").focus()
    keys.press("Enter")
    frame.locator("body[data-events='24']").wait_for()
    # Play and pause, one step back.
    page.locator("body").evaluate("() => document.activeElement.blur()")
    keys.press("k")
    page.wait_for_url("**from=**")
    keys.press("k")
    settle(page)
    page.get_by_role("button", name="All dates", exact=True).focus()
    keys.press("Enter")
    page.wait_for_function("!location.search.includes('from=')")
    # Open a mark on the map, close it.
    frame.locator("[aria-label^='Poland: 2 events']").first.focus()
    keys.press("Enter")
    page.get_by_text("2 events here").wait_for()
    keys.press("Escape")
    page.get_by_text("2 events here").wait_for(state="detached")
    assert watched.errors == []


def test_events_articles_presentation_and_export_without_a_mouse(watched):
    watched.open()
    page, keys = watched.page, watched.page.keyboard
    # A row of a theme page, its article, back to the map.
    page.get_by_role("link", name="Airspace incursions").focus()
    keys.press("Enter")
    row = page.get_by_role("button", name="Rzeszów airport closed").first
    row.wait_for()
    row.focus()
    keys.press("Enter")
    page.locator(".bm-card h2", has_text="Rzesz").wait_for()
    page.get_by_role("button", name="Read it in the article").focus()
    keys.press("Enter")
    page.locator("mark.bm-chosen").first.wait_for()
    page.locator(".bm-reader mark[role=button]").first.focus()
    keys.press("Enter")
    page.get_by_text("events here").wait_for()
    page.get_by_role("button", name="Show them on the map").focus()
    keys.press("Enter")
    page.wait_for_url(lambda url: "/articles" not in url)
    watched.frame()
    # Present and come back, export.
    page.locator("body").evaluate("() => document.activeElement.blur()")
    keys.press("p")
    page.wait_for_url("**kiosk=true**")
    page.get_by_test_id("stSidebar").wait_for(state="hidden")
    keys.press("p")
    page.get_by_test_id("stSidebar").wait_for(state="visible")
    button = page.get_by_role("button", name=re.compile("^Export"))
    button.focus()
    with page.expect_download() as download:
        keys.press("Enter")
    assert download.value.path().stat().st_size > 10_000
    assert watched.errors == []


VIEWS = [*PAGES, "?theme=light", "?event=seed-C1", "airspace?theme=light&event=seed-A1", "articles?theme=light",
         "?kiosk=true&event=seed-A1", "?text=zzzz", "treaties?theme=light", "meetings?theme=light"]  # fmt: skip


@pytest.mark.parametrize("path", VIEWS)
def test_axe_finds_no_serious_fault(watched, path):
    open_page(watched, path)
    page = watched.page
    if not path.partition("?")[0]:
        watched.frame()
    settle(page)
    page.wait_for_timeout(1000)
    found = faults(page)
    assert found == []


def faults(page):
    for frame in page.frames:
        frame.evaluate(AXE)
    violations = page.evaluate("async () => (await axe.run(document)).violations")
    return [
        (v["impact"], v["id"], [node["html"][:200] for node in v["nodes"]])
        for v in violations
        if v["impact"] in ("serious", "critical")
    ]


def test_axe_would_see_a_fault(watched):
    watched.open()
    watched.page.evaluate("() => { document.body.append(document.createElement('img')); }")
    assert [name for _, name, _ in faults(watched.page)] == ["image-alt"]


def test_inside_another_page_there_is_the_map_and_nothing_else(watched):
    watched.open("/?embed=true&country=POL")
    page = watched.page
    assert counts(page) == "6 of 35 events"
    assert not page.get_by_test_id("stSidebar").is_visible()
    assert page.locator(".bm-hint").count() == 0
    assert page.locator("[data-testid=stDataFrame]").count() == 0
    assert page.locator(".bm-tl-play").is_visible()


def test_what_is_shown_to_a_room_is_written_large(watched):
    watched.open("/?kiosk=true&event=seed-A1")
    page = watched.page
    sizes = page.evaluate(
        """() => [...document.querySelectorAll('.bm-strip, .bm-about, .bm-marking, .bm-card p, .bm-card li')]
            .concat([...document.querySelectorAll('.bm-tl-words, .bm-tl-text')])
            .filter((e) => !e.classList.contains('bm-small')).map((e) => parseFloat(getComputedStyle(e).fontSize))"""
    )
    assert min(sizes) >= 24
    scale = page.locator("iframe[title='streamlit_folium.st_folium']").evaluate(
        "e => e.getBoundingClientRect().width / e.offsetWidth"
    )
    in_frame = (
        watched.frame()
        .locator("body")
        .evaluate(
            """() => [...document.querySelectorAll('.bm-pill, .bm-name, .bm-credits, .bm-button, .bm-number')]
            .map((e) => parseFloat(getComputedStyle(e).fontSize))"""
        )
    )
    assert min(in_frame) * scale >= 24


def test_the_first_hint_is_said_once_in_a_browser(watched):
    watched.open()
    page = watched.page
    page.get_by_role("button", name="Got it").click()
    page.reload(wait_until="domcontentloaded")
    page.locator(".bm-strip").wait_for()
    settle(page)
    watched.frame()
    assert page.locator(".bm-hint").count() == 0


def test_keys_work_from_within_the_map_too(watched):
    frame = watched.open()
    page = watched.page
    frame.locator("[aria-label^='Estonia']").first.focus()
    page.keyboard.press("?")
    page.get_by_role("dialog").get_by_text("play and pause").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")


def test_a_letter_typed_into_a_field_is_no_command(watched):
    watched.open()
    page = watched.page
    page.get_by_label("Words").focus()
    page.keyboard.type("pk?jl")
    page.wait_for_timeout(500)
    assert "kiosk" not in page.url
    assert page.get_by_role("dialog").count() == 0
    assert page.locator(".bm-timeline").get_attribute("data-playing") == "false"


def test_the_marking_stands_at_both_ends_of_every_page(browser, tmp_path):
    with serving(BRIEFMAP_MARKING="EXERCISE <b>ONLY</b>", BRIEFMAP_MARKING_COLOUR="#007a33") as address:
        for watched in watch(browser, address):
            for path in ("", "airspace", "load", "?kiosk=true"):
                open_page(watched, path)
                banners = watched.page.locator(".bm-marking")
                expect(banners).to_have_text(["EXERCISE <b>ONLY</b>"] * 2)
                assert banners.first.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(0, 122, 51)"
                assert [b.is_visible() for b in banners.all()] == [True, True]


def test_no_click_is_lost_however_fast_events_are_opened_and_closed(watched):
    frame = watched.open()
    page = watched.page
    marks = frame.locator("[data-events]:not(body):visible")
    for n in range(20):
        mark = marks.nth(n % 5)
        mark.dispatch_event("click")
        page.locator(".bm-card, .bm-head:has-text('events here')").first.wait_for(timeout=5_000)
        page.locator(".st-key-close button").dispatch_event("click")
        page.locator(".st-key-close").wait_for(state="detached", timeout=5_000)
    assert watched.errors == []
