"""The articles: each text with the places and the evidence that were read in it, linked to their events."""

import streamlit as st

from geo.read_text import read_article
from geo.reading import marks, segments, text_of
from geo.words import number
from pages.parts import counts, event_card, look, reader, view


def show() -> None:
    """Choose an article at the top, read it below, the opened event at its right."""
    known = view.known_events()
    wanted = view.current_filter()
    events = known.shown(wanted)
    opened = view.opened(events)
    counts.show(known, events, wanted)
    main, side = st.columns([7, 3])
    with main, st.container(key="theme"):
        source = view.chosen_article(known, opened)
        st.selectbox(
            "Article", list(known.sources), key="article", format_func=lambda s: known.sources[s].title,
            on_change=view.write_link,
        )  # fmt: skip
        shown = set(events["event_id"])
        mine = [e for e in known.records if source.source_id in e.source_id]
        drawn = [e for e in mine if e.event_id in shown]
        article, ours = text_of(source, known.texts)
        st.html(reader.about(source, ours, number(len(drawn), "event", "events"), len(mine)))
        if article is None:
            look.say_note("The text of this source is not at hand.")
        else:
            titles = {event.event_id: event.title for event in drawn}
            read = read_article(article, source.published)
            reader.show(segments(article.text, [*marks(article, drawn), *read.marks()]), titles, opened, read=read)
    with side:
        event_card.show(known, events, opened)


show()
