"""The list of pages, and what they share: marking, filter bar, the sheet of keys."""

import streamlit as st

from geo.errors import BriefmapError
from geo.marking import read_marking
from pages.parts import desk_side, filter_bar, keys, knowledge, look, view

PAGES = [
    st.Page("briefing.py", title="Briefing map", default=True),
    st.Page("airspace.py", title="Airspace incursions", url_path="airspace"),
    st.Page("treaties.py", title="Treaty partners", url_path="treaties"),
    st.Page("deployments.py", title="Deployments", url_path="deployments"),
    st.Page("meetings.py", title="Meetings", url_path="meetings"),
    st.Page("articles.py", title="Articles", url_path="articles"),
    st.Page("read.py", title="Read a text", url_path="read"),
    st.Page("desk.py", title="Review desk", url_path="desk"),
    st.Page("changes.py", title="What changed", url_path="changes"),
    st.Page("load.py", title="Load events", url_path="load"),
]

page = st.navigation(PAGES, position="hidden")
st.set_page_config(
    page_title=f"{page.title} - Briefmap",
    page_icon=look.ICON,
    layout="wide",
    initial_sidebar_state="expanded",
)
look.dress_page()

try:
    look.show_marking(read_marking())
    known = view.known_events()
except BriefmapError as error:
    look.say_error(str(error))
    st.stop()

with st.container():
    if note := st.session_state["archive_note"]:
        look.say_note(note)
    knowledge.say_as_known()
view.open_link(known, page.url_path)
if view.bare():
    view.keep_filter()
    look.bare()
    if view.presenting():
        look.dress_for_a_room()
        keys.leave_button()
elif page.url_path == "desk":
    view.keep_filter()
    with st.sidebar:
        desk_side.show(PAGES)
else:
    with st.sidebar:
        filter_bar.show(known, PAGES)
page.run()
knowledge.follow()
