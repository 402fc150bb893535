"""The review desk in a real browser: from a pasted article to everybody's map, with and without a mouse."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from geo.archive import Archive
from geo.article import make_article
from tests.browser.conftest import serving, watch
from tests.browser.test_briefing import faults, settle
from tests.hostile import HOSTILE
from tests.test_desk import TEXT, reading

pytestmark = pytest.mark.browser
expect.set_options(timeout=30_000)


@pytest.fixture
def kept(tmp_path):
    """An archive that holds the article's drafts, read by hand: what is tested here is the desk, not the reading."""
    path = tmp_path / "archive.sqlite"
    keep(path, TEXT)
    return path


def keep(path, text, drafts=None):
    article = make_article(text)
    with Archive.open(path) as archive:
        archive.ingest(article, drafts or reading(article, None), "reading")


@pytest.fixture
def address(kept, tmp_path):
    with serving(BRIEFMAP_LIBRARY=str(tmp_path), BRIEFMAP_ARTICLES="", BRIEFMAP_ARCHIVE=str(kept)) as found:
        yield found


@pytest.fixture
def desk(browser, address):
    yield from watch(browser, address)


@pytest.fixture
def other(browser, address):
    yield from watch(browser, address)


def named(watched, name="Anna"):
    """A desk whose reviewer has said who they are."""
    page = watched.page
    page.goto(watched.url + "/desk", wait_until="domcontentloaded")
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Your name").press("Enter")
    settle(page)
    return page


def pasted(watched, name="Anna", text=TEXT):
    """A desk with the article on it."""
    page = named(watched, name)
    page.get_by_label("Article", exact=True).fill(text)
    page.get_by_label("Article", exact=True).press("Control+Enter")
    page.locator(".bm-drafts").wait_for()
    return page


def opened(page):
    """Title of the event that is looked at."""
    return page.locator(".bm-card h2")


def entries(kept):
    with Archive.open(kept) as archive:
        return [e for e in archive.entries() if not e.event.event_id.startswith("seed-")]


def clean(*watched):
    return [(one.blocked, one.errors) for one in watched] == [([], [])] * len(watched)


def test_an_article_is_pasted_checked_and_on_another_sessions_map(desk, other, kept):
    other.open("/?layer=airspace_incursion,meeting")
    strip = other.page.locator(".bm-strip")
    page = pasted(desk)
    expect(opened(page)).to_have_text("Drones over Lublin")
    expect(page.locator("mark.bm-chosen").first).to_contain_text("three drones crossed")
    # Accept the first.
    page.get_by_role("button", name="Accept").click()
    expect(opened(page)).to_have_text("Lublin airport closed")
    first, second, third = (e.event.event_id for e in entries(kept))
    other.frame().locator(f"[data-events~='{first}']").first.wait_for(state="attached")
    # Move the second on the map, and accept it.
    page.get_by_role("button", name="Edit").click()
    page.get_by_role("button", name="Pick on the map").click()
    frame = desk.frame()
    frame.locator("body.bm-picking").wait_for()
    frame.locator("#map_div").click(position={"x": 200, "y": 120})
    expect(page.get_by_label("How close")).to_have_value("Near this place")
    page.get_by_role("button", name="Save and accept").click()
    expect(opened(page)).to_have_text("Ministers meet in Vilnius")
    other.frame().locator(f"[data-events~='{second}']").first.wait_for(state="attached")
    moved = entries(kept)[1].event
    assert moved.places[0].place_id.startswith("geo:")
    assert moved.where_prec == 2
    # Reject the third, with a reason.
    page.get_by_role("button", name="Reject").click()
    page.get_by_role("button", name="Told in passing").click()
    expect(page.locator(".bm-note", has_text="Rejected: Ministers meet in Vilnius")).to_be_visible()
    assert [e.status for e in entries(kept)] == ["confirmed", "confirmed", "rejected"]
    expect(strip).to_contain_text("of 37 events")
    # Undo, and again: the last two changes are taken back, for everybody.
    settle(page)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".bm-note", has_text="Undone: Ministers meet in Vilnius is draft again")).to_be_visible()
    settle(page)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".bm-note", has_text="Undone: Lublin airport closed is draft again")).to_be_visible()
    expect(strip).to_contain_text("of 36 events")
    assert [e.status for e in entries(kept)] == ["confirmed", "draft", "draft"]
    assert entries(kept)[1].event.places[0].place_id == "gn:765876"
    assert third
    assert clean(desk, other)


def tab_to(page, selector, most=80):
    """Press Tab until an element has the keyboard."""
    for _ in range(most):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never came to {selector}")


def save(page):
    """Press Ctrl and Enter at once, whether or not the page has followed what was done before."""
    page.keyboard.press("Control+Enter")


def test_the_whole_path_needs_no_mouse(desk, kept):
    page = desk.page
    page.goto(desk.url + "/desk", wait_until="domcontentloaded")
    page.locator(".st-key-desk-text textarea").wait_for()
    settle(page)
    tab_to(page, ".st-key-desk-text textarea")
    page.keyboard.insert_text(TEXT)
    tab_to(page, ".st-key-desk-name input")
    page.keyboard.type("Anna")
    page.keyboard.press("Enter")
    settle(page)
    save(page)
    page.locator(".bm-drafts").wait_for()
    expect(opened(page)).to_have_text("Drones over Lublin")
    # What has the keyboard can be seen.
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("a")
    expect(opened(page)).to_have_text("Lublin airport closed")
    # Edit: the title has the keyboard at once; the place is picked with arrows and Enter.
    page.keyboard.press("e")
    page.wait_for_function("document.activeElement.matches('.st-key-f-title input')")
    page.keyboard.press("End")
    page.keyboard.type(" at noon")
    tab_to(page, ".st-key-f-place-0-pick button")
    page.keyboard.press("Enter")
    frame = desk.frame()
    frame.locator("body.bm-picking").wait_for()
    tab_to(page, "iframe")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(500)
    page.keyboard.press("Enter")
    expect(page.get_by_label("How close")).to_have_value("Near this place")
    save(page)
    expect(opened(page)).to_have_text("Ministers meet in Vilnius")
    # Reject with a typed reason: the field has the keyboard at once.
    page.keyboard.press("x")
    page.wait_for_function("document.activeElement.matches('.st-key-desk-why input')")
    page.keyboard.type("not of our themes")
    save(page)
    expect(page.locator(".bm-note", has_text="Rejected")).to_be_visible()
    found = entries(kept)
    assert [e.status for e in found] == ["confirmed", "confirmed", "rejected"]
    assert found[1].event.title == "Lublin airport closed at noon"
    assert found[1].event.places[0].place_id.startswith("geo:")
    assert found[2].event.revision.what == "not of our themes"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("u")
    expect(page.locator(".bm-note", has_text="Undone")).to_be_visible()
    page.keyboard.press("k")
    expect(opened(page)).to_have_text("Lublin airport closed at noon")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("On the review desk")
    assert clean(desk)


def test_two_editors_of_one_event_are_told_of_one_another_and_nothing_is_overwritten(desk, other, kept):
    anna, bob = pasted(desk, "Anna"), pasted(other, "Bob")
    for page, title in ((anna, "Anna's title"), (bob, "Bob's title")):
        page.get_by_role("button", name="Edit").click()
        page.get_by_label("Title", exact=True).fill(title)
        page.get_by_label("Title", exact=True).press("Tab")
        settle(page)
    bob.get_by_role("button", name="Save as draft").click()
    expect(opened(bob)).to_have_text("Bob's title")
    anna.get_by_role("button", name="Save and accept").or_(anna.get_by_role("button", name="Begin anew")).wait_for()
    if anna.get_by_role("button", name="Save and accept").is_visible():
        anna.get_by_role("button", name="Save and accept").click()
    expect(anna.locator(".bm-error, .bm-note").first).to_contain_text(
        re.compile("Bob was quicker|Somebody has changed")
    )
    expect(anna.get_by_label("Title", exact=True)).to_have_value("Anna's title")
    assert entries(kept)[0].event.title == "Bob's title"
    anna.get_by_role("button", name="Begin anew").click()
    expect(anna.get_by_label("Title", exact=True)).to_have_value("Bob's title")
    assert clean(desk, other)


def test_drafts_are_on_the_map_by_a_switch_only_and_marked_as_such(desk, kept):
    frame = desk.open()
    page = desk.page
    expect(page.locator(".bm-strip")).to_contain_text("35 of 35 events")
    page.get_by_text("Show 3 drafts too").click()
    expect(page.locator(".bm-strip")).to_contain_text("38 of 38 events")
    expect(page.locator(".bm-strip")).to_contain_text("3 drafts among them, not yet checked")
    expect(frame.locator(".bm-draft:visible").first).to_be_visible()
    assert "drafts=true" in page.url
    # A link shows what its sender saw.
    page.goto(f"{desk.url}/?drafts=true&event={entries(kept)[2].event.event_id}", wait_until="domcontentloaded")
    expect(page.locator(".bm-strip")).to_contain_text("38 of 38 events")
    expect(page.locator(".bm-draft-word")).to_be_visible()
    page.get_by_role("button", name="Open it on the review desk").click()
    expect(opened(page)).to_have_text("Ministers meet in Vilnius")
    page.locator(".st-key-desk-accept button").wait_for()
    assert clean(desk)


@pytest.mark.parametrize("path", ["dark", "light"])
def test_axe_finds_no_serious_fault_while_an_article_is_on_the_desk(desk, path):
    desk.page.goto(f"{desk.url}/desk?theme={path}", wait_until="domcontentloaded")
    page = pasted(desk)
    desk.frame()
    settle(page)
    page.wait_for_timeout(1000)
    assert faults(page) == []
    page.get_by_role("button", name="Edit").click()
    page.get_by_label("Title", exact=True).wait_for()
    settle(page)
    assert faults(page) == []


def hostile_drafts(article):
    """Drafts whose every free text is hostile."""
    made = []
    for n, draft in enumerate(reading(article, None)):
        texts = HOSTILE[n:] + HOSTILE[:n]
        event = draft.event
        places = [p.model_copy(update={"name": texts[0]}) for p in event.places]
        parties = [p.model_copy(update={"actor": texts[k]}) for k, p in enumerate(event.participants)]
        event = event.model_copy(
            update={"title": " ".join(texts[:3])[:300], "summary": " ".join(texts), "places": tuple(places),
                    "participants": tuple(parties), "facts": {texts[1]: texts, "count": texts[2]}}
        )  # fmt: skip
        draft.event, draft.unsure = event, tuple(texts)
        made.append(draft)
    return made


@pytest.fixture
def hostile(tmp_path, browser):
    path = tmp_path / "archive.sqlite"
    article = make_article(f"{HOSTILE[0]}\n" + "\n".join(HOSTILE) + "\n" + TEXT)
    with Archive.open(path) as archive:
        archive.ingest(article, hostile_drafts(article), HOSTILE[2])
    with serving(BRIEFMAP_LIBRARY=str(tmp_path), BRIEFMAP_ARTICLES="", BRIEFMAP_ARCHIVE=str(path)) as address:
        for watched in watch(browser, address):
            errors = watched.errors
            watched.page.on("dialog", lambda d, errors=errors: (errors.append("a dialog opened"), d.dismiss()))
            yield watched


def test_hostile_texts_show_verbatim_all_over_the_desk_and_do_nothing(hostile):
    page = named(hostile, HOSTILE[0])
    expect(page.locator(".bm-table tbody")).to_contain_text(HOSTILE[0])
    page.locator(".bm-table tbody tr").first.click()
    page.locator(".bm-drafts").wait_for()
    frame = hostile.frame()
    for text in HOSTILE:
        if text.strip() and "\n" not in text and "\r" not in text and len(text) < 200:
            shown = " ".join(text.split())
            if re.fullmatch(r"[\x20-\x7e]+", shown):
                assert shown in " ".join(page.locator(".bm-unsure").inner_text().split())
    assert HOSTILE[0] in page.locator(".bm-reader").inner_text()
    for key, seen in (("e", ".st-key-f-title input"), ("h", ".bm-history"), ("m", ".st-key-desk-merge-into"),
                      ("s", ".st-key-desk-split-title"), ("x", ".st-key-desk-why")):  # fmt: skip
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press(key)
        page.locator(seen).wait_for()
        settle(page)
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("Escape")
        page.locator(seen).wait_for(state="detached")
    page.keyboard.press("a")
    page.locator(".bm-note", has_text="Accepted").wait_for()
    frame.locator("body[data-events]").wait_for()
    page.wait_for_timeout(500)
    assert clean(hostile)
