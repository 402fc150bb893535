"""Hostile article text in a real browser: it shows, and does nothing else."""

from __future__ import annotations

import csv
import io
import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from geo.article import normalise
from geo.escape import to_cell
from geo.event_rows import parse_events
from geo.frame import to_frame
from geo.gazetteer import load_gazetteer
from geo.layers import to_map
from geo.marks import not_drawable
from geo.words import fact_name, fact_value, humanise
from pages.parts.event_card import GROUNDS
from tests.browser.conftest import copy_app, serving, watch
from tests.browser.test_load import choose
from tests.browser.test_theme_pages import go
from tests.hostile import HOSTILE
from tests.hostile_app import make_hostile, read_hostile, texts_from
from tests.made import made_event

pytestmark = pytest.mark.browser

PLACES = ["gn:756135", "gn:759734", "gn:765876", "gn:658225", "gn:2618425"]


THEMES = {
    "airspace": ("airspace_incursion", ("count", "object", "duration", "intercepted", "investigated_by")),
    "treaties": ("treaty_partner", ("treaty", "clauses", "subjects", "purpose", "status", "outcome", "agreement")),
    "deployments": ("deployment", ("force", "operation", "tasks", "purpose", "assets", "size", "trained")),
    "meetings": ("meeting", ("rank", "subject", "subjects", "purpose", "outcome", "agreement", "afterwards")),
}
"""Page -> its layer, and facts that its tables tell."""
OURS = (
    r"/implied, not stated|not identified|place inferred|host: |mediator: |for: |in answer to: |left out: |trained: /g"
)
"""Words of ours that tables have beside those of records."""


def test_no_title_executes_blanks_the_map_or_fetches_anything(browser, tmp_path):
    records = [
        made_event(
            event_id=f"h{n}", title=text.strip() or "blank", where_prec=2 if n % 2 else 6,
            places=[{"name": text, "place_id": PLACES[n % 5] if n % 2 else "iso:POL"}],
        )
        for n, text in enumerate(HOSTILE)
    ]  # fmt: skip
    accepted, problems, _ = parse_events(records)
    assert not problems
    path = tmp_path / "map.html"
    to_map(to_frame(accepted, load_gazetteer())).save(str(path))
    page = browser.new_page()
    fetched, errors = [], []
    page.on("request", lambda r: fetched.append(r.url))
    page.on("pageerror", lambda e: errors.append(str(e)))
    page.on("dialog", lambda d: (errors.append("a dialog opened"), d.dismiss()))
    page.goto(path.as_uri())
    page.locator("body[data-basemap=ready]").wait_for()
    assert page.locator("body").get_attribute("data-events") == str(len(HOSTILE))
    assert page.locator("path.bm-land").count() > 150
    assert errors == []
    assert [url for url in fetched if not url.startswith(("file:", "data:"))] == []
    page.close()


@pytest.fixture(scope="module")
def hostile(browser, tmp_path_factory):
    """A page on an app whose records are hostile throughout, and the store it shows."""
    folder = tmp_path_factory.mktemp("hostile")
    copy_app(folder)
    make_hostile(folder / "data")
    with serving(folder, BRIEFMAP_ARTICLES="", BRIEFMAP_LIBRARY=str(folder / "library")) as address:
        for watched in watch(browser, address):
            errors = watched.errors
            watched.page.on("dialog", lambda d, errors=errors: (errors.append("a dialog opened"), d.dismiss()))
            yield watched, read_hostile(folder / "data")


@pytest.fixture(autouse=True)
def nothing_happened(request):
    """After each test: nothing was executed, fetched or broken."""
    yield
    if "hostile" in request.fixturenames:
        watched, _ = request.getfixturevalue("hostile")
        watched.page.wait_for_timeout(300)
        assert (watched.blocked, watched.errors) == ([], [])


OURS_IN_ORDER = """root => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), wrong = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest("bdi")) continue;
    const places = [...node.data.matchAll(OURS)].flatMap((match) => [...match[0]].map((_, n) => {
      const range = document.createRange();
      range.setStart(node, match.index + n); range.setEnd(node, match.index + n + 1);
      return range.getClientRects()[0];
    }).filter((box) => box?.width));
    places.forEach((box, n) => {
      const before = places[n - 1];
      if (before && Math.abs(before.top - box.top) < 4 && before.left >= box.left) wrong.push(node.data);
    });
  }
  return wrong;
}"""
"""Texts of ours, those within no ``bdi`` that match OURS, whose letters do not run from left to right."""


def in_order(locator, ours=r"/[A-Za-z0-9]+/g"):
    script = OURS_IN_ORDER.replace("OURS", ours)
    return locator.evaluate_all(f"roots => roots.flatMap({script})") == []


def collapsed(text):
    """A text as a browser shows it: white space of ASCII, and no other, is one space."""
    return re.sub(r"[ \t\r\n\f]+", " ", text).strip(" ")


def bare(text):
    """A text without the invisible characters that set pieces of it apart."""
    return re.sub("[\u2066-\u2069]", "", text)


def texts(locator):
    return [collapsed(text) for text in locator.all_text_contents()]


def check_map(watched, events):
    frame = watched.frame()
    assert frame.locator("path.bm-land").count() > 150
    assert frame.locator("body").get_attribute("data-events") == str(events)
    assert frame.locator(".bm-spot").count() > 5


def check_card(page, store, event):
    """The card says every text of an event, each as it is."""
    source = store.sources[event.source_id[0]]
    card = page.locator(".bm-card")
    expect(card.locator(".bm-small")).to_contain_text(f"Event {event.event_id}, version")
    assert texts(card.locator("h2")) == [collapsed(event.title)]
    assert texts(card.locator("h2 + p")) == [collapsed(event.summary)]
    lines = texts(card.locator("li"))
    for key, value in event.facts.items():
        if isinstance(value, str) and key not in (*GROUNDS, "attribution"):
            assert collapsed(f"{fact_name(key)}: {value}") in lines
    grounds = [collapsed(f"Ground: {event.facts[key]}") for key in GROUNDS]
    assert [ground for ground in grounds if ground not in lines] == []
    listed = bare(next(line for line in lines if line.startswith("clauses: ")))
    assert [text for text in HOSTILE if bare(collapsed(text)) not in listed] == []
    for text in [place.name for place in event.places] + [party.actor for party in event.participants]:
        assert any(collapsed(text) in line for line in lines), text
    told = [f"“{source.title}”", source.url]
    assert [text for text in told if collapsed(text) not in lines] == []
    assert any(line.startswith(collapsed(source.publisher)) for line in lines)
    assert in_order(card.locator("li, .bm-small"))
    assert texts(card.locator("blockquote")) == [collapsed(quote.text) for quote in store.quotes(event.evidence)]


@pytest.mark.parametrize("page", THEMES)
def test_tables_and_cards_show_every_text_of_a_theme_verbatim(hostile, page):
    watched, store = hostile
    go(watched, page)
    watched.page.locator("[data-testid=stVegaLiteChart] svg text").last.wait_for()
    mine = {event.event_id: event for event in store.records if event.layer == THEMES[page][0]}
    cells = {row.get_attribute("data-id"): texts(row.locator("th, td")) for row in rows(watched.page)}
    assert set(cells) == set(mine)
    assert {event_id: row[0] for event_id, row in cells.items()} == {i: collapsed(e.title) for i, e in mine.items()}
    for fact in THEMES[page][1]:
        said = bare("\n".join(cell for row in cells.values() for cell in row))
        assert any(bare(collapsed(fact_value(event.facts[fact]))) in said for event in mine.values()), fact
    assert in_order(watched.page.locator(".st-key-theme"), OURS)
    for event in mine.values():
        watched.page.locator(f"tr[data-id='{event.event_id}']").click()
        check_card(watched.page, store, event)


def rows(page):
    page.locator("table.bm-table").last.wait_for()
    return page.locator("table.bm-table tbody tr").all()


@pytest.mark.parametrize(
    "link", ["/?event=seed-A1", "/?event=seed-C1", "/?event=seed-C1,seed-C6,seed-D1", "/?kiosk=true"]
)
def test_the_map_keeps_its_marks_and_tells_the_same(hostile, link):
    watched, store = hostile
    watched.open(link)
    check_map(watched, drawn(store))
    if "," in link:
        watched.page.get_by_text("3 events here").wait_for()
        by_id = {event.event_id: event for event in store.records}
        found = " ".join(texts(watched.page.locator("[class*=st-key-open-]")))
        for event_id in ("seed-C1", "seed-C6", "seed-D1"):
            assert humanise(by_id[event_id].sub_type) in found
    elif "event" in link:
        check_card(watched.page, store, next(e for e in store.records if link.endswith(e.event_id)))
    if "kiosk" not in link:
        assert in_order(watched.page.locator(".bm-hidden ul"))
    titles = texts(watched.page.locator(".bm-hidden b bdi"))
    assert titles == [collapsed(title) for title in not_drawable(store.events)["title"]]


def drawn(store):
    return len(store.events) - len(not_drawable(store.events))


@pytest.mark.parametrize("at", range(4))
def test_articles_are_read_as_they_are_written(hostile, at):
    watched, store = hostile
    source = list(store.sources.values())[at]
    watched.page.goto(f"{watched.url}/articles?article={quote(source.source_id)}", wait_until="domcontentloaded")
    watched.page.locator(".bm-reader p").last.wait_for()
    expect(watched.page.locator("h1.bm-title")).to_have_text(source.title)
    shown = watched.page.locator(".bm-reader p").all_text_contents()
    written = [line for line in store.texts[source.brief].text.removeprefix("# ").split("\n") if line]
    assert shown == written
    assert {line.strip() for text in HOSTILE for line in normalise(text).split("\n")} <= {
        line.strip() for line in shown
    }


def test_a_hostile_file_is_mapped_listed_and_shown(hostile):
    watched, store = hostile
    page = watched.page
    page.goto(watched.url + "/load", wait_until="domcontentloaded")
    name = "<img src=x onerror=alert(1)>![](https:x.invalid)\u2069\u202e:red[x].csv"
    out = io.StringIO(newline="")
    columns = [text for text in dict.fromkeys(map(str.strip, HOSTILE)) if text]
    csv.writer(out).writerows([
        ["title", "date", "lat", "lon", *columns],
        *(["x" + to_cell(text), "2025-09-10", 50 + n / 10, 20 + n / 10, *texts_from(n)[: len(columns)]]
          for n, text in enumerate(HOSTILE)),
        ["bad", HOSTILE[0], 50, 20, *columns],
    ])  # fmt: skip
    page.locator("input[type=file]").set_input_files(
        [{"name": name, "mimeType": "text/csv", "buffer": out.getvalue().encode()}]
    )
    expect(page.locator("h2.bm-head").first).to_have_text(name, timeout=60_000)
    choose(page, "Layer *", "all: Airspace incursions")
    choose(page, "Type *", "all: drone")
    expect(page.locator(".bm-result")).to_have_text(f"{len(HOSTILE)} accepted, 1 rejected of {len(HOSTILE) + 1}")
    page.get_by_role("button", name=f"Show {len(HOSTILE)} events on the map").click()
    expect(page.locator(".bm-strip")).to_contain_text(f"{len(HOSTILE) + 35} of {len(HOSTILE) + 35} events")
    watched.frame()
    expect(watched.frame().locator("body")).to_have_attribute("data-events", str(drawn(store) + len(HOSTILE)))
    page.get_by_role("link", name="Load events").click()
    expect(page.locator("bdi", has_text="onerror").first).to_have_text(name)
    assert in_order(page.locator("p", has=page.locator("bdi", has_text="onerror")).first)
    page.get_by_role("link", name="Airspace incursions").click()
    page.locator("h1.bm-title", has_text="Airspace incursions").wait_for()
    page.locator("table.bm-table").last.wait_for()
    found = set(texts(page.locator(".bm-open")))
    assert {collapsed("x" + to_cell(text)) for text in HOSTILE} <= found
