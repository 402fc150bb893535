"""Loading a file in a real browser, with everything outside this machine blocked."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.test_pages_load import SIGHTINGS

pytestmark = pytest.mark.browser


def choose(page, label, option):
    page.get_by_label(label).click()
    page.get_by_role("option", name=option, exact=True).click()


def test_a_dropped_file_is_mapped_shown_and_gone_with_its_session(watched):
    page = watched.page
    page.goto(watched.url + "/load")
    files = [{"name": "<b>s</b>.csv", "mimeType": "text/csv", "buffer": SIGHTINGS}]
    page.locator("input[type=file]").set_input_files(files)
    page.locator("h2", has_text="<b>s</b>.csv").wait_for(timeout=60_000)
    choose(page, "Layer *", "all: Airspace incursions")
    choose(page, "Type *", "all: drone")
    expect(page.locator(".bm-result")).to_have_text("3 accepted, 2 rejected of 5")
    page.get_by_role("button", name="Show 3 events on the map").click()
    expect(page.locator(".bm-strip")).to_contain_text("38 of 38 events")
    frame = watched.frame()
    expect(frame.locator("body")).to_have_attribute("data-events", "35")
    # Another tab is another session; so is this one once it is loaded anew.
    page.reload()
    expect(page.locator(".bm-strip")).to_contain_text("35 of 35 events", timeout=60_000)
    assert watched.blocked == []
    assert watched.errors == []
