"""The server of the references that ``benchmarks.map`` measures beside Briefmap: plain folium in plain Streamlit.

Leaflet and its friends come from this server, packed as Briefmap's own files are, so that nobody waits for an outside
network. Copied beside an app's ``geo`` and ``data`` as ``app.py``, with ``reference_page.py`` as ``page.py``.
"""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from xstatic.pkg import jquery, leaflet, leaflet_markercluster

FOLDERS = {"leaflet": leaflet, "jquery": jquery, "cluster": leaflet_markercluster}

app = st.App(
    Path(__file__).resolve().parent / "page.py",
    routes=[Mount(f"/assets/{name}", StaticFiles(directory=package.BASE_DIR)) for name, package in FOLDERS.items()],
    middleware=[Middleware(GZipMiddleware, minimum_size=2000)],
)
