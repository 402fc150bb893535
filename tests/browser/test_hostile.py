"""Hostile article text in a real browser: it shows, and does nothing else."""

from __future__ import annotations

import pytest

from geo.event import parse_events
from geo.frame import to_frame
from geo.gazetteer import load_gazetteer
from geo.layers import to_map
from tests.made import made_event
from tests.test_escape import HOSTILE

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
