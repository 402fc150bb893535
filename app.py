"""The server, found and started by ``streamlit run app.py``."""

from pathlib import Path

import streamlit as st

from geo.routes import middleware, routes
from pages.parts import look


def say_sorry(error: Exception) -> bool:
    """Say in one sentence that something went wrong; the details are in the terminal, never in the page."""
    look.say_error("Something went wrong inside Briefmap; the terminal it runs in says what. Reload to go on.")
    return True


app = st.App(
    Path(__file__).resolve().parent / "pages" / "home.py",
    routes=routes(),
    middleware=middleware(),
    on_script_error=say_sorry,
)
