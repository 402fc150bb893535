"""What changed: since a day or the last visit, on the map with marks and in a list; and what was known on a day."""

import geopandas as gpd
import streamlit as st

from geo.news import News
from pages.parts import changes_bar, changes_list, changes_map, event_card, look, view


@st.fragment
def changes() -> None:
    """Everything that follows the time asked for and the filter; a click reruns this and nothing else."""
    view.follow_whole_page()
    st.html('<h1 class="bm-title">What changed</h1>')
    with st.container():  # however many elements it has, the map below stays the same one
        found = changes_bar.show()
    if found is None:
        look.say_note("There is no archive yet, so nothing has changed: the map shows what ships with Briefmap.")
        return
    events = found.store.shown(view.current_filter())
    with st.container():
        changes_bar.say(found, events)
    if events.empty:
        return
    opened = changes_map.opened(events)
    room, side = st.columns([6, 4])
    with room:
        changes_map.show(found, events, opened)
    with side, st.container(height=changes_map.HEIGHT, key="changes"):
        if opened:
            _one(found, events, opened)
        else:
            changes_list.show(found, events)


def _one(found: News, events: gpd.GeoDataFrame, opened: str) -> None:
    """The opened change and the event as it stands, or stood before it was retracted."""
    st.button("Back to the list", key="close-change", on_click=changes_map.open_change, args=(None,),
              shortcut="Escape", width="stretch")  # fmt: skip
    row = events[events["event_id"] == opened].to_dict("records")[0]
    st.html(changes_list.one(found, opened) + event_card.card_html(found.store, row))


changes()
