"""When a browser was here last: two moments in its own cookie, whatever it sends back."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import Headers

from geo.visits import COOKIE, PAUSE, Visit, Visits, next_visit, read_visit

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_a_first_visit_has_none_before_it_and_pages_soon_after_are_the_same_visit():
    first = next_visit(None, NOON)
    assert first == Visit(None, NOON)
    again = next_visit(first, NOON + PAUSE)
    assert again == Visit(None, NOON + PAUSE)


def test_after_a_pause_the_last_page_before_it_is_the_last_visit():
    later = NOON + PAUSE + timedelta(seconds=1)
    visit = next_visit(Visit(None, NOON), later)
    assert visit == Visit(NOON, later)
    assert next_visit(visit, later + timedelta(minutes=5)).last == NOON


def test_a_clock_that_was_put_back_begins_anew():
    assert next_visit(Visit(NOON, NOON + timedelta(days=1)), NOON) == Visit(None, NOON)


@given(st.one_of(st.none(), st.text(max_size=60), st.from_regex(r"-?\d{1,30}\.-?\d{1,30}", fullmatch=True)))
def test_whatever_a_browser_sends_is_read_or_nothing(value):
    found = read_visit(value)
    assert found is None or found.newest.tzinfo is UTC


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)), st.booleans())
def test_a_visit_comes_back_from_its_cookie(moment, first):
    newest = moment.replace(microsecond=0, tzinfo=UTC)
    visit = Visit(None if first else newest - timedelta(hours=3), newest)
    assert read_visit(visit.to_cookie()) == visit


def answered(kind, cookie=""):
    """The headers of an answer of some kind."""

    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", kind)]})
        await send({"type": "http.response.body", "body": b""})

    sent = []

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "headers": [(b"cookie", cookie.encode("latin-1"))]}
    asyncio.run(Visits(app)(scope, None, send))
    return Headers(raw=sent[0]["headers"])


def test_pages_carry_the_cookie_and_files_do_not():
    kept = answered(b"text/html; charset=utf-8")["set-cookie"]
    assert kept.startswith(f"{COOKIE}=0.")
    for said in ("HttpOnly", "SameSite=Strict", "Path=/"):
        assert said in kept
    assert "set-cookie" not in answered(b"text/css")
    assert f"{COOKIE}=100." in answered(b"text/html", f"{COOKIE}=5.100; other=x")["set-cookie"]
    for hostile in (f'{COOKIE}="\\', "=;=;", "\x01", f"{COOKIE}=a.b", f"{COOKIE}=1.9999999999999999999"):
        assert f"{COOKIE}=0." in answered(b"text/html", hostile)["set-cookie"]
