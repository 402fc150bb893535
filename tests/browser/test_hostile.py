"""Hostile article text in a real browser: it shows, and does nothing else."""

from __future__ import annotations

import json

import pytest

from geo.event import parse_events
from geo.frame import to_frame
from geo.gazetteer import load_gazetteer
from geo.layers import to_map
from tests.browser.conftest import copy_app, serving, watch
from tests.hostile import HOSTILE
from tests.made import made_event

pytestmark = pytest.mark.browser

PLACES = ["gn:756135", "gn:759734", "gn:765876", "gn:658225", "gn:2618425"]


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


def hostile_copy(folder):
    """The app with hostile text in every text field of its events and sources."""
    copy_app(folder)
    events = json.loads((folder / "data" / "events.json").read_text(encoding="utf-8"))
    for n, event in enumerate(events["events"]):
        evil = [HOSTILE[(n + k) % len(HOSTILE)] for k in range(len(HOSTILE))]
        event["title"], event["summary"] = evil[0].strip() or "x", " ".join(evil)
        for k, place in enumerate(event["places"]):
            place["name"] = evil[k + 1]
        for k, party in enumerate(event["participants"]):
            party["actor"] = evil[k + 2]
        event["facts"] = {evil[3]: evil[4], "list": evil, "inner": {evil[5]: [evil[6], {evil[7]: True}]}}
        event["facts"] |= {
            "outcome": evil[5],
            "object": evil[6],
            "subjects": evil,
            "term_years": evil[7],
            "rank": evil[8],
        }
        event["revision"] |= {"who": evil[8], "what": evil[9]}
    (folder / "data" / "events.json").write_text(json.dumps(events), encoding="utf-8")
    sources = json.loads((folder / "data" / "sources.json").read_text(encoding="utf-8"))
    for source in sources:
        source |= {"title": "".join(HOSTILE), "publisher": HOSTILE[0], "url": 'https://x.invalid/"><img src=x>'}
    (folder / "data" / "sources.json").write_text(json.dumps(sources), encoding="utf-8")
    return [event["title"] for event in events["events"]]


def test_the_app_shows_hostile_events_verbatim_and_does_nothing_else(browser, tmp_path):
    titles, dialogs = hostile_copy(tmp_path), []
    with serving(tmp_path, BRIEFMAP_ARTICLES="", BRIEFMAP_LIBRARY=str(tmp_path / "library")) as address:
        for watched in watch(browser, address):
            watched.page.on("dialog", lambda d: (dialogs.append(d.message), d.dismiss()))
            for n, event in [(0, "seed-A1"), (5, "seed-A6"), (18, "seed-B3"), (21, "seed-C1"), (34, "seed-D5")]:
                frame = watched.open(f"/?event={event}")
                assert frame.locator("path.bm-land").count() > 150
                shown = watched.page.locator(".bm-card h2").text_content()
                assert " ".join(shown.split()) == " ".join(titles[n].split())
            watched.open("/?event=seed-C1,seed-C6,seed-D1")
            watched.page.get_by_text("3 events here").wait_for()
            for page in ("airspace", "treaties", "deployments", "meetings"):
                watched.page.goto(f"{watched.url}/{page}", wait_until="domcontentloaded")
                watched.page.locator("table.bm-table").last.wait_for(timeout=60_000)
                watched.page.locator("[data-testid=stVegaLiteChart] svg text").last.wait_for()
                told = {" ".join(name.split()) for name in watched.page.locator(".bm-open").all_text_contents()}
                assert len(told) > 4
                assert told <= {" ".join(title.split()) for title in titles}
            watched.page.wait_for_timeout(1000)
            assert dialogs == []
            assert watched.blocked == []
            assert watched.errors == []
