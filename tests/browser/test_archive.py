"""What is confirmed elsewhere is on every open map, and the map keeps its place meanwhile."""

from __future__ import annotations

import pytest

from geo.archive import Archive
from tests.browser.conftest import serving, watch
from tests.test_archive import ARTICLE, draft

pytestmark = pytest.mark.browser


@pytest.fixture
def kept(tmp_path):
    return tmp_path / "kept" / "archive.sqlite"


@pytest.fixture
def followed(browser, kept, tmp_path):
    with serving(BRIEFMAP_LIBRARY=str(tmp_path), BRIEFMAP_ARTICLES="", BRIEFMAP_ARCHIVE=str(kept)) as address:
        yield from watch(browser, address)


def test_an_open_map_follows_what_others_confirm_and_retract(followed, kept):
    followed.open()
    assert not kept.parent.exists()
    strip = followed.page.locator(".bm-strip")
    followed.page.evaluate("window.sameWindow = true")
    with Archive.open(kept) as archive:
        archive.add_article(ARTICLE, "Anna")
        places = [{"name": "Lublin", "place_id": "gn:765876", "iso3": "POL"}]
        [entry] = archive.add_drafts([draft(1, title="A balloon", places=places, where_prec=2)], "Anna")
        strip.get_by_text("35 of 35 events").wait_for()
        archive.accept("made-1", "Anna", entry.version)
        strip.get_by_text("36 of 36 events").wait_for()
        followed.frame().locator("[data-events~='made-1']").first.wait_for(state="attached")
        archive.retract("made-1", "Anna", 2, "a hoax")
        strip.get_by_text("35 of 35 events").wait_for()
    assert followed.page.evaluate("window.sameWindow")
    assert followed.errors == []
    assert followed.blocked == []
