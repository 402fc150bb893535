"""What the server answers beside Streamlit: files, the state of what is known, headers, and the theme first of all.

Plain Starlette and ASGI; nothing here knows of Streamlit.
"""

from __future__ import annotations

import os

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.basemap import BASEMAP
from geo.known import following
from geo.layers import ASSETS, LEAFLET
from geo.visits import Visits

FOLDERS = {"leaflet": LEAFLET, "basemap": BASEMAP, "own": ASSETS}
"""Folders of static files by their name under ``/assets``."""

HEADERS = {
    # Streamlit and folium write scripts into the page, so inline scripts stay allowed; nothing outside is.
    "Content-Security-Policy": "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; "
    "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

_FIRST_SCRIPTS = b"<head>" + b"".join(
    b'<script src="./assets/own/%s.js"></script>' % name for name in (b"theme", b"keys", b"patience")
)


class SecurityHeaders:
    """Puts :data:`HEADERS` on every HTTP answer."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add the headers to its answer."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


class ThemeFirst:
    """Lets ``assets/theme.js`` run before the page does, so that the page opens dark and never flashes white."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; where the answer is an HTML page, put the script at the head of it."""
        start: Message = {}

        async def send_with_script(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                if _is_page(message):
                    return  # held back until its body is known
            elif start and _is_page(start) and message["type"] == "http.response.body":
                if b"<head>" in message.get("body", b""):
                    message["body"] = message["body"].replace(b"<head>", _FIRST_SCRIPTS, 1)
                    headers = MutableHeaders(scope=start)
                    headers["content-length"] = str(int(headers["content-length"]) + len(_FIRST_SCRIPTS) - 6)
                await send(start)
                start = {}
            await send(message)

        if scope["type"] != "http" or scope["path"].startswith("/component"):
            await self.app(scope, receive, send)
            return
        # Compressed it could not be read here; the middleware outside of this one compresses it afterwards.
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await self.app({**scope, "headers": plain}, receive, send_with_script)


def routes() -> list[BaseRoute]:
    """Leaflet out of its package, the base map, our own scripts and styles; and the state of what is known."""
    files = [Mount(f"/assets/{name}", StaticFiles(directory=folder)) for name, folder in FOLDERS.items()]
    return [Route("/known", known), *files]


def known(_: Request) -> PlainTextResponse:
    """In what state the archive is: pages ask each second, and draw themselves anew when it has changed."""
    return PlainTextResponse(following().state(), headers={"Cache-Control": "no-store"})


def hosts() -> list[str]:
    """Names under which the app answers: this machine's own, and those that ``BRIEFMAP_HOSTS`` adds (commas between).

    A page elsewhere could otherwise point its own name at this machine and read what the app shows.
    """
    added = os.environ.get("BRIEFMAP_HOSTS", "")
    return ["127.0.0.1", "localhost", *(name.strip() for name in added.split(",") if name.strip())]


def middleware() -> list[Middleware]:
    """What every answer passes through, the outermost first."""
    return [
        Middleware(SecurityHeaders),
        Middleware(TrustedHostMiddleware, allowed_hosts=hosts()),
        Middleware(Visits),
        Middleware(GZipMiddleware, minimum_size=2000),
        Middleware(ThemeFirst),
    ]


def _is_page(start: Message) -> bool:
    headers = MutableHeaders(scope=start)
    return (
        start["status"] == 200
        and headers.get("content-type", "").startswith("text/html")
        and "content-length" in headers
        and "content-encoding" not in headers
    )
