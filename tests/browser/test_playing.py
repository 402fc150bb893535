"""Playing the timeline leaves the filter, the page and the dates as a reader expects them."""

from __future__ import annotations

import pytest

from tests.browser.test_briefing import counts, settle

pytestmark = pytest.mark.browser


def test_playing_leaves_the_dates_as_they_were_an_open_end_included(watched):
    watched.open("/?to=2025-09-14")
    page = watched.page
    first = counts(page)
    page.get_by_label("Step and window").select_option("month")
    page.get_by_label("Speed").select_option("fast")
    page.get_by_role("button", name="Play (K)").click()
    page.wait_for_url("**from=2024-10**")
    page.wait_for_function("!location.search.includes('from=')")
    settle(page)
    assert "to=2025-09-14" in page.url
    assert counts(page) == first
    assert watched.errors == []


def test_a_window_that_is_the_filter_already_is_not_taken_back(watched):
    watched.open("/?from=2025-09-08&to=2025-09-14")
    page = watched.page
    first = counts(page)
    # The week is played for a second; an end that cannot go further stays where it is.
    page.get_by_label("Speed").select_option("slow")
    page.get_by_role("button", name="Play (K)").click()
    page.locator(".bm-timeline[data-playing=true]").wait_for()
    page.wait_for_timeout(1000)
    assert "from=2025-09-08" in page.url
    assert counts(page) == first
    page.locator(".bm-timeline[data-playing=false]").wait_for()
    watched.open("/?from=2024-10-01&to=2025-09-14")
    page.get_by_role("slider", name="First day of the range").focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(1000)
    settle(page)
    assert "from=2024-10-01" in page.url
    assert watched.errors == []


def test_dates_beyond_the_axis_are_not_said_backwards(watched):
    watched.open("/?from=2030-01-01")
    assert watched.page.locator(".bm-tl-words b").inner_text() == "1 Jan 2030"


@pytest.mark.parametrize("delay", [900, 1040, 1110])
def test_a_page_can_be_turned_while_the_timeline_plays(watched, delay):
    watched.open("/?from=2025-09-01&to=2025-09-30")
    page = watched.page
    page.get_by_label("Speed").select_option("fast")
    page.get_by_role("button", name="Play (K)").click()
    page.wait_for_timeout(delay)
    page.get_by_role("link", name="Meetings").click()
    page.locator("h1.bm-title", has_text="Meetings").wait_for()
    settle(page)
    assert page.locator(".bm-strip").count() == 1
    assert page.locator(".bm-timeline").count() == 0
    assert watched.errors == []
