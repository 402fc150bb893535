"""Reading a text in a real browser: names and dates marked, explained, on a map and in a table; hostile text inert."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from geo.article import normalise
from pages.parts.text_read import EXAMPLE
from tests.hostile import HOSTILE

pytestmark = pytest.mark.browser


def read(watched, text, path="read"):
    page = watched.page
    page.goto(f"{watched.url}/{path}", wait_until="domcontentloaded")
    page.get_by_label("Text", exact=True).fill(text)
    page.get_by_role("button", name="Read it").click()
    page.locator(".bm-reader").wait_for(timeout=60_000)
    return page


def test_a_pasted_paragraph_is_marked_drawn_and_listed(watched):
    page = read(watched, EXAMPLE)
    expect(page.locator(".bm-reader")).to_have_text(EXAMPLE)
    names = page.locator(".bm-reader .bm-read-name").all_text_contents()
    assert {"Rzeszów", "Lublin", "Belarus", "Vilnius", "Baltic Sea", "Copenhagen"} <= set(names)
    assert page.locator(".bm-reader .bm-read-date").count() >= 3
    frame = watched.frame()
    # Countries are tags on their outline; only towns and sites are pins.
    for country in ("Poland", "Belarus", "Lithuania", "Latvia"):
        expect(frame.locator(".bm-pill-country", has_text=country)).to_have_count(1)
        expect(frame.locator(f".leaflet-marker-icon[title^='{country}'] .bm-spot")).to_have_count(0)
    expect(frame.locator(".leaflet-marker-icon[title^='Rzeszów'] .bm-spot")).to_have_count(1)
    expect(page.get_by_role("row", name=re.compile("^Rzeszów"))).to_contain_text("Poland")
    assert watched.blocked == []
    assert watched.errors == []


def test_a_name_says_how_it_was_read_by_mouse(watched):
    page = read(watched, EXAMPLE)
    word = page.locator(".bm-reader .bm-read-name", has_text="Rzeszów")
    panel = page.locator(".bm-panel")
    word.hover()
    expect(panel).to_be_visible()
    for words in ("Read as", "Poland", "How sure", "in 100", "Why", "Could also be"):
        expect(panel).to_contain_text(words)
    panel.hover()
    page.wait_for_timeout(500)
    expect(panel).to_be_visible()
    page.mouse.move(5, 5)
    expect(panel).to_be_hidden()
    assert watched.errors == []


def test_a_name_says_how_it_was_read_and_is_found_on_the_map_without_a_mouse(watched):
    page = read(watched, EXAMPLE)
    panel = page.locator(".bm-panel")
    frame = watched.frame()
    page.get_by_role("button", name="Show an example").focus()
    word = page.locator(".bm-reader .bm-read-name", has_text="Rzeszów")
    for _ in range(12):
        page.keyboard.press("Tab")
        if word.evaluate("node => node === document.activeElement"):
            break
    expect(panel).to_contain_text("Read as")
    described = word.get_attribute("aria-describedby")
    assert page.locator(f"#{described}").inner_text() == panel.inner_text()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    page.keyboard.press("Enter")
    expect(frame.locator(".bm-spot.bm-chosen")).to_have_count(1)
    expect(page.locator(".bm-reader .bm-chosen")).to_have_text("Rzeszów")
    assert watched.errors == []


def test_a_pin_shows_where_the_text_names_its_place(watched):
    page = read(watched, EXAMPLE)
    watched.frame().locator(".leaflet-marker-icon[title^='Copenhagen']").press("Enter")
    expect(page.locator(".bm-reader .bm-chosen")).to_have_text("Copenhagen")


def test_another_text_brings_its_own_frame_and_leaves_the_maps_position_in_the_link_alone(watched):
    page = read(watched, "Ships met near Taiwan and Okinawa.", "read?at=52.000,19.000,6")
    frame = watched.frame()
    expect(frame.locator(".leaflet-marker-icon").first).to_be_visible()
    east = frame.locator("body").evaluate("() => briefmap.map.getCenter().lng")
    assert 115 < east < 135
    page.get_by_label("Text", exact=True).fill("Talks began in Vilnius and Riga.")
    page.get_by_role("button", name="Read it").click()
    expect(page.locator(".bm-reader")).to_have_text("Talks began in Vilnius and Riga.")
    expect(frame.locator(".leaflet-marker-icon[title^='Vilnius']")).to_be_visible()
    assert 20 < frame.locator("body").evaluate("() => briefmap.map.getCenter().lng") < 30
    assert "at=52.000" in page.url


def test_names_that_place_nothing_are_listed_below_the_map(watched):
    page = read(watched, "Polish and Russian envoys met.")
    expect(page.locator(".bm-about", has_text="Not on the map")).to_contain_text("Polish")
    watched.frame()


def test_a_text_without_names_says_so_and_shows_an_empty_map(watched):
    page = read(watched, "nothing is said here of any town.")
    expect(page.locator(".bm-result")).to_contain_text("0 place names and 0 dates")
    watched.frame()
    assert page.locator(".bm-error").count() == 0


def test_without_words_or_with_blanks_alone_one_sentence_says_so(watched):
    page = watched.page
    page.goto(f"{watched.url}/read", wait_until="domcontentloaded")
    page.get_by_label("Text", exact=True).fill("   ")
    page.get_by_role("button", name="Read it").click()
    expect(page.locator(".bm-error, .bm-note").last).to_contain_text("empty")


def test_hostile_text_shows_as_it_is_and_does_nothing(watched):
    text = normalise("\n\n".join(f"{words} Kyiv on 10 September" for words in HOSTILE).replace("\0", ""))
    page = read(watched, text)
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    shown = page.locator(".bm-reader p").all_text_contents()
    lines = [line for line in text.split("\n") if line]
    assert [line.strip() for line in shown] == [line.strip() for line in lines]
    page.locator(".bm-reader .bm-read-name").first.hover()
    expect(page.locator(".bm-panel")).to_be_visible()
    watched.frame()
    page.wait_for_timeout(1000)
    assert watched.blocked == []
    assert watched.errors == []


def test_an_articles_names_say_how_they_were_read_and_its_places_still_open_events(watched):
    page = watched.page
    page.goto(f"{watched.url}/articles?article=seed-1", wait_until="domcontentloaded")
    place = page.locator(".bm-reader .bm-place-name", has_text="Rzeszów").first
    place.hover()
    panel = page.locator(".bm-panel")
    for words in ("Place of", "Read as", "Poland", "How sure", "Why"):
        expect(panel).to_contain_text(words)
    place.click()
    expect(page.get_by_role("button", name=re.compile("^Close"))).to_be_visible()
    page.locator(".bm-reader .bm-read-date").first.focus()
    expect(panel).to_contain_text("TIMEX3")
    assert watched.errors == []
