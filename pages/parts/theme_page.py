"""The frame of a theme page: the shared counts, the theme's own view of its events, the opened event beside it."""

from __future__ import annotations

from collections.abc import Callable

import geopandas as gpd
import streamlit as st

from geo.escape import to_html
from geo.event import LAYERS
from geo.store import Store
from geo.words import LAYER_NAMES
from pages.parts import counts, event_card, look, view

Draw = Callable[[Store, gpd.GeoDataFrame], None]


def show(layer: str, draw: Draw) -> None:
    """Draw a theme's page.

    Parameters
    ----------
    layer : str
        The theme's layer.
    draw : callable of (known, events)
        Draws the theme's own part of the events that the shared filter shows. It is given all layers, since an
        incursion's answer is a deployment.
    """
    known = view.known_events()
    wanted = view.current_filter()
    events = known.shown(wanted)
    counts.show(known, events, wanted)
    main, side = st.columns([7, 3])
    with main, st.container(key="theme"):
        st.html(f'<h1 class="bm-title bm-count bm-count-{to_html(layer)}">{to_html(LAYER_NAMES[layer])}</h1>')
        if layer not in wanted.layers:
            look.say_note(f"{LAYER_NAMES[layer]} are switched off in the filter.")
            st.button("Switch them on", on_click=_switch_on, args=(layer,))
        elif not (events["layer"] == layer).any():
            look.say_note("No event of this page fits the filter. Widen the dates or press “Reset filter”.")
        else:
            draw(known, events)
    with side:
        event_card.show(known, events, view.opened(events))


def _switch_on(layer: str) -> None:
    chosen = {*st.session_state["layers"], layer}
    st.session_state["layers"] = [name for name in LAYERS if name in chosen]
