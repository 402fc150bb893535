"""The briefing map: counts above, the map, the opened event at its right, the timeline and the table below."""

import streamlit as st

from pages.parts import counts, event_card, event_table, hint, map_view, timeline, view


@st.fragment
def briefing() -> None:
    """Everything that follows the filter and the opened event; a click reruns this and nothing else."""
    view.follow_whole_page()
    known = view.known_events()
    wanted = view.current_filter()
    events = known.shown(wanted)
    opened = view.opened(events)
    counts.show(known, events, wanted)
    # Always two columns, and always a place for the hint: where the map becomes another element of its column, the
    # browser builds it anew, and what is clicked meanwhile is lost. The style sheet hides the second while it is empty.
    room, side = st.columns([7, 3])
    with room:
        with st.container():
            if not opened and len(events) and not view.bare():
                hint.show()
        map_view.show(known, wanted, events, opened)
    with side:
        event_card.show(known, events, opened)
    timeline.show(known, wanted)
    with st.container():
        map_view.list_not_drawable(known, wanted, events)
    if not view.bare():
        event_table.show(known, wanted, events, opened)


briefing()
