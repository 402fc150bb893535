"""What changed, in a real browser: marked on the map, told in the list, since the last visit; and a day long past."""

from __future__ import annotations

import time

import pytest

from geo.archive import Archive
from geo.visits import COOKIE
from tests.browser.conftest import serving, watch
from tests.browser.test_briefing import AXE
from tests.test_archive import ARTICLE, draft

pytestmark = pytest.mark.browser

LUBLIN = [{"name": "Lublin", "place_id": "gn:765876", "iso3": "POL"}]


@pytest.fixture
def kept(tmp_path):
    path = tmp_path / "archive.sqlite"
    with Archive.open(path) as archive:
        archive.add_article(ARTICLE, "Anna")
        [entry] = archive.add_drafts([draft(1, title="A <b>balloon</b>", places=LUBLIN, where_prec=2)], "Anna")
        archive.accept("made-1", "Anna", entry.version)
        archive.revise("seed-A2", "Bob", 1, {"title": "Warsaw's airport closed"})
        archive.retract("seed-A3", "Carol", 1, "a hoax")
    return path


@pytest.fixture
def page(browser, kept, tmp_path):
    with serving(BRIEFMAP_LIBRARY=str(tmp_path), BRIEFMAP_ARTICLES="", BRIEFMAP_ARCHIVE=str(kept)) as address:
        yield from watch(browser, address)


def test_what_changed_is_marked_listed_opened_by_map_and_keyboard_and_followed(page, kept):
    frame = page.open("/changes")
    strip = page.page.locator(".bm-strip")
    strip.get_by_text("1 new, 1 changed, 1 retracted").wait_for()
    for event, word in (("made-1", "new"), ("seed-A2", "changed"), ("seed-A3", "retracted")):
        mark = frame.locator(f"[data-events~='{event}']")
        assert mark.locator(".bm-news").inner_text() == word
        assert mark.get_attribute("aria-label").endswith(f"({word})")
    listed = page.page.locator(".bm-changes")
    assert "A <b>balloon</b>" in listed.first.inner_text()
    frame.locator("[data-events~='seed-A2']").click()
    card = page.page.locator(".st-key-changes article.bm-change")
    card.get_by_text("Warsaw airport closed").wait_for()
    page.page.keyboard.press("Escape")
    page.page.get_by_label("Open a change by name").fill("Rzesz")
    page.page.keyboard.press("Enter")
    card.get_by_text("a hoax").wait_for()
    page.page.get_by_role("button", name="Back to the list").click()
    with Archive.open(kept) as archive:
        archive.retract("seed-B1", "Anna", 1, "another")
    strip.get_by_text("1 new, 1 changed, 2 retracted").wait_for()
    page.page.evaluate(AXE)
    violations = page.page.evaluate("async () => (await axe.run(document)).violations")
    assert [v["id"] for v in violations if v["impact"] in ("serious", "critical")] == []
    assert page.errors == []
    assert page.blocked == []


def test_the_browser_remembers_the_last_visit_and_only_what_came_after_it_is_told(page, kept):
    now = int(time.time())
    remembered = {"name": COOKIE, "value": f"0.{now - 7200}", "url": page.url}
    page.page.context.add_cookies([remembered])
    page.open("/changes")
    page.page.locator(".bm-strip").get_by_text("1 new, 1 changed, 1 retracted").wait_for()
    page.page.get_by_role("button", name="Since my last visit").wait_for()
    page.page.context.add_cookies([remembered | {"value": f"{now + 60}.{now}"}])
    page.page.goto(page.url + "/changes")
    page.page.locator(".bm-strip").get_by_text("0 new, 0 changed, 0 retracted").wait_for()


def test_the_whole_app_shows_a_day_long_past_until_one_goes_back(page):
    page.open("/changes")
    field = page.page.locator(".st-key-as-known-chosen [role='group']")
    field.get_by_role("spinbutton").first.click()
    page.page.keyboard.type("20261124")
    page.page.keyboard.press("Escape")  # the calendar goes, the day stays
    page.page.get_by_text("As known on 24 Nov 2026").wait_for()
    page.page.get_by_role("link", name="Briefing map").click()
    page.page.locator(".bm-strip").get_by_text("35 of 35 events").wait_for()
    page.frame().locator("[data-events~='seed-A3']").first.wait_for(state="attached")
    page.page.get_by_role("button", name="Back to now").click()
    page.frame().locator("[data-events~='seed-A3']").first.wait_for(state="detached")
    page.frame().locator("[data-events~='made-1']").first.wait_for(state="attached")
