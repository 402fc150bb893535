"""The theme pages in a real browser, with everything outside this machine blocked."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PAGES = ("airspace", "treaties", "deployments", "meetings")


def go(watched, page, query=""):
    watched.page.goto(f"{watched.url}/{page}{query}", wait_until="domcontentloaded")
    watched.page.locator("h1.bm-title").wait_for(timeout=60_000)
    watched.page.locator("table.bm-table").first.wait_for()


def charts(watched, at):
    return watched.page.locator("[data-testid=stVegaLiteChart]").nth(at)


def click_first(watched, at):
    """Click the first mark of a chart that can be clicked, and wait until the chart is drawn anew."""
    chart = charts(watched, at)
    said = chart.get_attribute("aria-label")
    chart.locator(".mark-rect.role-mark").last.locator("path").first.click()
    expect(chart).not_to_have_attribute("aria-label", said)


def all_is_well(watched):
    return watched.blocked == [] and watched.errors == []


def test_one_filter_gives_the_same_counts_on_every_page(watched):
    told = set()
    for page in PAGES:
        go(watched, page, "?from=2025-01-01&country=RUS")
        told.add(watched.page.locator(".bm-strip").inner_text())
    assert len(told) == 1
    assert all_is_well(watched)


@pytest.mark.parametrize(
    ("page", "row", "event"),
    [
        ("airspace", "Three Russian MiG-31s", "seed-A6"),
        ("treaties", "Russia buys Iranian Shahed drones", "seed-C4"),
        ("deployments", "North Korean troops used by Russia", "seed-D5"),
        ("meetings", "Trump and Putin speak", "seed-B3"),
    ],
)
def test_a_row_opens_its_card_in_sight(watched, page, row, event):
    go(watched, page)
    watched.page.get_by_role("button", name=row).click()
    card = watched.page.locator(".bm-card h2", has_text=row)
    card.wait_for()
    expect(card).to_be_in_viewport()
    watched.page.wait_for_function(f"location.search.includes('event={event}')")
    watched.page.keyboard.press("Escape")
    watched.page.locator(".bm-card").wait_for(state="detached")
    assert all_is_well(watched)


def test_a_bar_filters_and_a_second_click_takes_that_back(watched):
    go(watched, "deployments")
    strip = watched.page.locator(".bm-strip")
    by_kind = charts(watched, 1).get_attribute("aria-label")
    click_first(watched, 0)
    expect(strip).to_contain_text("with the words “NATO”")
    expect(strip).to_contain_text("4 of 35 events")
    click_first(watched, 0)
    expect(strip).to_contain_text("35 of 35 events")
    click_first(watched, 1)
    expect(strip).to_contain_text("only operation")
    # What was changed in the filter bar meanwhile is not in the way of the same click.
    watched.page.get_by_role("button", name="Reset filter").click()
    expect(strip).to_contain_text("35 of 35 events")
    expect(charts(watched, 1)).to_have_attribute("aria-label", by_kind)
    click_first(watched, 1)
    expect(strip).to_contain_text("only operation")
    assert all_is_well(watched)


def test_a_pair_of_the_matrix_filters_by_both_countries(watched):
    go(watched, "treaties")
    strip = watched.page.locator(".bm-strip")
    click_first(watched, 0)
    expect(strip).to_contain_text("Iran and Russia named in any role")
    assert "match=all" in watched.page.url
    click_first(watched, 0)
    expect(strip).to_contain_text("35 of 35 events")
    assert all_is_well(watched)


def test_an_event_on_the_time_axis_sets_the_dates(watched):
    go(watched, "meetings")
    click_first(watched, 2)
    expect(watched.page.locator(".bm-strip")).to_contain_text("1 Jan 2018 to 31 Dec 2018")
    assert all_is_well(watched)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("query", ["", "?theme=light&event=seed-C1"])
def test_no_letter_of_a_chart_is_cut_off_or_small_on_a_small_screen(watched, page, query):
    watched.page.set_viewport_size({"width": 1024, "height": 768})
    go(watched, page, query)
    watched.page.locator("[data-testid=stVegaLiteChart] svg text").last.wait_for()
    watched.page.wait_for_timeout(500)
    cut = watched.page.evaluate(
        """() => [...document.querySelectorAll("[data-testid=stVegaLiteChart] svg")].flatMap((svg) => {
            const frame = svg.getBoundingClientRect();
            return [...svg.querySelectorAll("text")].filter((text) => {
                const box = text.getBoundingClientRect();
                const inside = box.left >= frame.left - 1 && box.right <= frame.right + 1
                    && box.top >= frame.top - 3 && box.bottom <= frame.bottom + 3;
                return text.textContent && !(inside && parseFloat(getComputedStyle(text).fontSize) >= 18);
            }).map((text) => text.textContent);
        })"""
    )
    assert cut == []
    main = watched.page.locator("[data-testid=stMain]")
    assert main.evaluate("(e) => e.scrollWidth <= e.clientWidth")
    assert all_is_well(watched)
