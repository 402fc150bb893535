"""The review desk: articles come in, their drafts are checked beside the text, and what is accepted is on the map."""

import streamlit as st

from geo.errors import ArchiveError
from pages.parts import desk_article, desk_card, desk_intake, desk_list, desk_map, desk_queue, desk_state, look, view


@st.fragment
def desk() -> None:
    """All of the desk; what is done on it reruns this and nothing else."""
    view.follow_whole_page()
    try:
        shot = desk_state.snapshot()
    except ArchiveError as error:
        look.say_error(str(error))
        return
    if asked := st.session_state.pop("desk_open", None):
        desk_state.open_event(asked)
    if desk_state.article() is None:
        desk_intake.show()
        desk_queue.show(shot)
        return
    with st.container(key="desk"):
        text, event, around = st.columns([10, 10, 9])
        with text:
            desk_article.show(shot)
        with event:
            desk_card.show(shot)
        with around:
            desk_map.show(shot)
            desk_list.show()


look.dress_the_desk()
desk()
