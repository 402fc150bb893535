"""When somebody was here last: kept in a cookie of their own browser, and nowhere else.

A visit ends half an hour after its last page. Nothing but two moments is kept, and only this server is told them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "briefmap_visit"
PAUSE = timedelta(minutes=30)
"""How long nobody asks for a page before the visit has ended."""
YEAR = 365 * 24 * 3600


@dataclass(frozen=True)
class Visit:
    """What a browser remembers."""

    last: datetime | None
    """The last page of the visit before this one; None on a first visit."""
    newest: datetime
    """The last page of this visit."""

    def to_cookie(self) -> str:
        """The cookie's value."""
        return f"{int(self.last.timestamp()) if self.last else 0}.{int(self.newest.timestamp())}"


def read_visit(value: str | None) -> Visit | None:
    """Read the cookie's value; None for what is none."""
    try:
        last, newest = (int(part) for part in (value or "").split("."))
        moments = [datetime.fromtimestamp(seconds, UTC) for seconds in (last, newest)]
    except (ValueError, OverflowError, OSError):
        return None
    return Visit(moments[0] if last > 0 else None, moments[1])


def next_visit(before: Visit | None, now: datetime) -> Visit:
    """The visit as it stands once a page was asked for."""
    if before is None or before.newest > now + PAUSE:  # a first visit, or a clock that was put back
        return Visit(None, now)
    return Visit(before.newest if now - before.newest > PAUSE else before.last, now)


class Visits:
    """Lets each browser remember when it was here last."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; a page that is answered carries the cookie."""

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    visit = next_visit(read_visit(_cookie(scope)), datetime.now(UTC))
                    kept = f"{COOKIE}={visit.to_cookie()}; Max-Age={YEAR}; Path=/; SameSite=Strict; HttpOnly"
                    headers.append("set-cookie", kept)
            await send(message)

        await self.app(scope, receive, send_with_cookie if scope["type"] == "http" else send)


def _cookie(scope: Scope) -> str | None:
    try:
        found = SimpleCookie(Headers(scope=scope).get("cookie", "")).get(COOKIE)
    except CookieError:
        return None
    return found.value if found else None
