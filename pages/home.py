"""The list of pages and the filter bar they share."""

import streamlit as st

from geo.errors import BriefmapError
from pages.parts import filter_bar, look, view

st.set_page_config(page_title="Briefmap", page_icon=look.ICON, layout="wide", initial_sidebar_state="expanded")
look.dress_page()
pages = [st.Page("briefing.py", title="Briefing map", default=True)]
page = st.navigation(pages, position="hidden")

try:
    known = view.known_events()
except BriefmapError as error:
    look.say_error(str(error))
    st.stop()

view.open_link(known)
with st.sidebar:
    filter_bar.show(known)
page.run()
