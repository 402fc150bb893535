"""The server, found and started by ``streamlit run app.py``."""

from pathlib import Path

import streamlit as st

from geo.routes import middleware, routes

app = st.App(Path(__file__).resolve().parent / "pages" / "home.py", routes=routes(), middleware=middleware())
