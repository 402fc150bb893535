"""The page “What changed”: added, changed field by field, retracted; as known on a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from geo.archive import Archive
from geo.shipped import ROOT
from pages.parts import changes_bar
from tests.test_archive import ARTICLE, draft

TODAY = datetime.now(UTC).date()
LUBLIN = [{"name": "Lublin", "place_id": "gn:765876", "iso3": "POL"}]


@pytest.fixture
def path(tmp_path, monkeypatch):
    found = tmp_path / "archive.sqlite"
    monkeypatch.setenv("BRIEFMAP_ARCHIVE", str(found))
    return found


@pytest.fixture
def changed(path):
    """An archive in which one event is new, one changed and one retracted."""
    with Archive.open() as archive:
        archive.add_article(ARTICLE, "Anna")
        [entry] = archive.add_drafts([draft(1, title="A <b>balloon</b>", places=LUBLIN, where_prec=2)], "Anna")
        archive.accept("made-1", "Anna", entry.version)
        archive.revise("seed-A2", "Bob", 1, {"title": "Warsaw's airport closed", "facts": {"object": "airport"}})
        archive.retract("seed-B1", "Carol", 1, "a <i>hoax</i>")
        archive.grade("seed-4", "Bob", 1, "C", 3)
        archive.add_drafts([draft(2, title="Only a draft")], "Anna")
    return path


@pytest.fixture
def app(path):
    made = AppTest.from_file(str(ROOT / "pages" / "home.py"), default_timeout=60)
    made.run()
    made.switch_page("changes.py")
    return made


def html(app):
    assert not app.exception
    return " ".join(element.body for element in app.get("html"))


def test_without_an_archive_nothing_has_changed(app):
    app.run()
    assert "There is no archive yet" in html(app)


def test_what_is_new_changed_and_retracted_is_told_field_by_field(app, changed):
    app.run()
    text = html(app)
    assert "1 new, 1 changed, 1 retracted" in text
    assert "since the archive was begun" in text
    assert "A &lt;b&gt;balloon&lt;/b&gt;" in text
    assert "<b>balloon" not in text
    for said in ("Warsaw airport closed", "Warsaw&#x27;s airport closed", "Bob", "a &lt;i&gt;hoax&lt;/i&gt;", "Carol"):
        assert said in text
    assert "Sources graded or described anew: 1" in text
    assert "Only a draft" not in text


def test_a_day_is_chosen_and_stands_in_the_link(app, changed):
    app.run()
    app.date_input(key="changes-since").set_value(TODAY + timedelta(days=1)).run()
    assert "0 new, 0 changed, 0 retracted" in html(app)
    assert "Nothing that is confirmed has changed" in html(app)
    assert app.query_params["since"] == str(TODAY + timedelta(days=1))
    app.date_input(key="changes-since").set_value(TODAY).run()
    assert "1 new, 1 changed, 1 retracted" in html(app)
    app.date_input(key="changes-until").set_value(date(2020, 1, 1)).run()
    assert "“Since” is after “Until”" in html(app)


def test_a_link_with_a_day_opens_at_that_day(path, changed):
    app = AppTest.from_file(str(ROOT / "pages" / "home.py"), default_timeout=60)
    app.query_params["since"] = str(TODAY + timedelta(days=1))
    app.run()
    app.switch_page("changes.py").run()
    assert app.date_input(key="changes-since").value == TODAY + timedelta(days=1)
    assert "0 new" in html(app)


def test_the_filter_applies_and_what_it_hides_is_counted(app, changed):
    app.run()
    app.text_input(key="text").input("balloon").run()
    assert "1 new, 0 changed, 0 retracted" in html(app)
    assert "2 more are outside the filter" in html(app)


def test_a_change_is_opened_beside_the_map_with_its_card_also_a_retracted_one(app, changed):
    app.run()
    app.session_state["changed-opened"] = "seed-B1"
    app.run()
    text = html(app)
    assert 'class="bm-card"' in text
    assert "retracted" in text
    next(b for b in app.button if b.key == "close-change").click().run()
    assert 'class="bm-card"' not in html(app)
    assert "1 new, 1 changed, 1 retracted" in html(app)


def test_since_the_last_visit_tells_only_what_came_after_it(app, changed, monkeypatch):
    seen = datetime.now(UTC)
    monkeypatch.setattr(changes_bar, "last_visit", lambda: seen)
    app.run()
    assert "since your last visit" in html(app)
    assert "0 new, 0 changed, 0 retracted" in html(app)
    with Archive.open() as archive:
        archive.accept("made-2", "Anna", 1)
    app.run()
    assert "1 new, 0 changed, 0 retracted" in html(app)
    assert "Only a draft" in html(app)


def test_all_pages_show_what_was_known_on_a_day_and_say_so_until_one_goes_back(app, changed):
    app.run()
    app.date_input(key="as-known-chosen").set_value(date(2026, 11, 24)).run()
    assert "As known on 24 Nov 2026" in html(app)
    app.switch_page("briefing.py").run()
    text = html(app)
    assert "35 of 35 events" in text
    assert "As known on 24 Nov 2026" in text
    app.date_input(key="date_from").set_value(date(2025, 1, 1)).run()
    assert "As known on 24 Nov 2026" in html(app)
    assert app.query_params["known"] in ("2026-11-24", ["2026-11-24"])
    next(b for b in app.button if b.key == "back-to-now").click().run()
    assert "As known on" not in html(app)
    assert "known" not in app.query_params
    with Archive.open() as archive:
        assert len(archive.events()) == 35
        archive.accept("made-2", "Anna", 1)
    app.date_input(key="date_from").set_value(None).run()
    assert "36 of 36 events" in html(app)


def test_a_link_to_a_day_long_past_opens_it_and_one_to_a_day_to_come_is_told(path, changed):
    for known, said in (
        ("2026-11-24", "As known on 24 Nov 2026"),
        (str(TODAY + timedelta(days=3)), "is no day that is over"),
        ("yesterday", "is no day that is over"),
    ):
        app = AppTest.from_file(str(ROOT / "pages" / "home.py"), default_timeout=60)
        app.query_params["known"] = known
        app.run()
        text = html(app)
        assert said in text
        assert ("As known on" in text) == (known == "2026-11-24")
