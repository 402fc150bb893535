"""The address of the page follows what is pressed, however fast; Back and Forward lead through it."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def press(watched, *names, pause=0):
    """Press pills with the mouse, one right after the other, before the answer to the first has come."""
    boxes = [watched.page.locator("[data-testid=stSidebar] button", has_text=name).bounding_box() for name in names]
    for box in boxes:
        watched.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        watched.page.wait_for_timeout(pause)


def strip(watched):
    return watched.page.locator(".bm-strip")


def test_what_is_pressed_while_the_page_still_follows_counts_too(watched):
    watched.open()
    for pause in (0, 15, 30, 45, 60, 80, 100, 150) * 3:
        press(watched, "Treaty partners", "Deployments", pause=pause)
        expect(strip(watched)).to_contain_text("Showing: Airspace incursions and Meetings;")
        expect(watched.page).to_have_url(re.compile("layer=airspace_incursion%2Cmeeting"))
        press(watched, "Deployments", "Treaty partners", pause=pause)
        expect(strip(watched)).to_contain_text("Showing: all layers;")
        expect(watched.page).not_to_have_url(re.compile("layer="))
    press(watched, "Meetings", "Meetings")
    watched.page.wait_for_timeout(1500)
    expect(strip(watched)).to_contain_text("Showing: all layers;")
    expect(watched.page).not_to_have_url(re.compile("layer="))
    assert not watched.errors


def test_back_and_forward_lead_through_what_was_shown(watched):
    watched.open()
    press(watched, "Meetings")
    expect(strip(watched)).to_contain_text("Showing: Airspace incursions, Treaty partners and Deployments;")
    press(watched, "Deployments")
    expect(strip(watched)).to_contain_text("Showing: Airspace incursions and Treaty partners;")
    watched.page.go_back()
    expect(strip(watched)).to_contain_text("Showing: Airspace incursions, Treaty partners and Deployments;")
    watched.page.go_back()
    expect(strip(watched)).to_contain_text("Showing: all layers;")
    watched.page.go_forward()
    expect(strip(watched)).to_contain_text("Showing: Airspace incursions, Treaty partners and Deployments;")
    assert not watched.errors
