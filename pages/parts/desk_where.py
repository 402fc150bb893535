"""The places of the event in the form: chosen from what the reading offers, typed, or picked on the map."""

from __future__ import annotations

from typing import Any, get_args

import streamlit as st

from geo.archive import Entry
from geo.desk import places, told
from geo.desk.places import Choice
from geo.event import Basis, Event, PlaceRole
from geo.gazetteer import load_gazetteer
from geo.geoparse import geoparse
from geo.known import known_store
from geo.words import PLACE_PRECISION
from pages.parts import desk_state, look, view

ROLES = {"at": "where it was", "from": "from here", "to": "to here", "via": "by way of here"}
NOWHERE = "The text names no place that could be drawn"


def fill(event: Event) -> None:
    """Put an event's places into the form."""
    state = st.session_state
    state["f-where_prec"], state["f-uncertainty_km"] = event.where_prec, event.uncertainty_km
    state["f-places"], state["f-next"] = [], 0
    for place in event.places:
        n = _add()
        offered = [place.place_id, *place.alternatives]
        state[f"f-place-{n}-offered"] = [i for i in offered if i]
        state[f"f-place-{n}-alternatives"] = place.alternatives
        for name in ("name", "role", "basis", "iso3"):
            state[f"f-place-{n}-{name}"] = getattr(place, name)
        state[f"f-place-{n}-id"] = state[f"f-place-{n}-was"] = place.place_id


def values() -> dict[str, Any]:
    """Places, their precision and radius as the form has them."""
    state = st.session_state
    made = []
    for n in state["f-places"]:
        row = {name: state[f"f-place-{n}-{name}"] for name in ("name", "role", "basis", "iso3")}
        chosen = state[f"f-place-{n}-id"]
        before = [state[f"f-place-{n}-was"], *state[f"f-place-{n}-alternatives"]]
        others = [i for i in dict.fromkeys(before) if i and i != chosen]
        unchanged = chosen == state[f"f-place-{n}-was"]
        row |= {"place_id": chosen, "alternatives": state[f"f-place-{n}-alternatives"] if unchanged else others}
        made.append(row)
    return {"places": made, "where_prec": state["f-where_prec"], "uncertainty_km": state["f-uncertainty_km"]}


def fields(entry: Entry) -> None:
    """Draw the places, and how closely they are known."""
    state = st.session_state
    look.heading("Where")
    named = _named_in_article()
    for number, n in enumerate(state["f-places"], 1):
        _place(number, n, named)
    st.button("Add a place", key="f-place-add", on_click=_new)
    close, radius = st.columns([3, 2])
    close.selectbox(
        "How close", list(PLACE_PRECISION), key="f-where_prec",
        format_func=lambda p: PLACE_PRECISION[p][:1].upper() + PLACE_PRECISION[p][1:],
    )  # fmt: skip
    radius.number_input(
        "Circle of, km", key="f-uncertainty_km", min_value=0.1, max_value=20_040.0, step=5.0, placeholder="as usual",
        help="How far off it may have been. Empty: a town’s own size, or 25 km for “near”.",
    )  # fmt: skip


def picking() -> bool:
    """Whether a click on the map is to be taken as a place."""
    return desk_state.panel() == "edit" and st.session_state.get("desk_pick") is not None


def picked(lon: float, lat: float) -> None:
    """Take a point of the map (degrees) as the place that was asked for, and offer what lies around it."""
    n = st.session_state.get("desk_pick")
    st.session_state["desk_pick"] = None
    if n is not None and n in st.session_state.get("f-places", ()):
        _offer(n, places.around(lon, lat))


def _add() -> int:
    state = st.session_state
    n = int(state["f-next"])
    state["f-next"] = n + 1
    state["f-places"] = [*state["f-places"], n]
    state[f"f-place-{n}-was"] = None
    return n


def _new() -> None:
    state = st.session_state
    n = _add()
    for name, value in (("name", ""), ("role", "at"), ("basis", "stated"), ("iso3", None), ("id", None),
                        ("offered", []), ("alternatives", ())):  # fmt: skip
        state[f"f-place-{n}-{name}"] = value


def _drop(n: int) -> None:
    st.session_state["f-places"] = [m for m in st.session_state["f-places"] if m != n]


def _place(number: int, n: int, named: list[str]) -> None:
    state, key = st.session_state, f"f-place-{n}"
    offered = told.distinct({c.place_id: c.said for c in places.of_ids([*state[f"{key}-offered"], *named])})
    with st.container(border=True, key=f"{key}-box"):
        st.selectbox(
            f"Place {number}", [None, *offered], key=f"{key}-id", on_change=_chosen, args=(n,),
            format_func=lambda place_id: offered.get(place_id, NOWHERE),
        )  # fmt: skip
        find, pick = st.columns([3, 2], vertical_alignment="bottom")
        find.text_input(
            "Look up another", key=f"{key}-find", on_change=_look_up, args=(n,), max_chars=200,
            placeholder="a name, or 52.23, 21.01",
        )  # fmt: skip
        waiting = state.get("desk_pick") == n
        pick.button(
            "Stop picking" if waiting else "Pick on the map", key=f"{key}-pick", on_click=_pick,
            args=(None if waiting else n,), width="stretch",
        )  # fmt: skip
        if missed := state.pop(f"{key}-missed", None):
            look.say_note(f"The gazetteer knows no place called “{missed}”.")
        name, country = st.columns(2)
        name.text_input("As the article says it", key=f"{key}-name", max_chars=300)
        names = view.country_names()
        country.selectbox(
            "Country", sorted(names, key=names.__getitem__), key=f"{key}-iso3", index=None, placeholder="none",
            format_func=lambda code: names.get(code, code),
        )  # fmt: skip
        role, basis, away = st.columns([3, 3, 2], vertical_alignment="bottom")
        role.selectbox("Role", get_args(PlaceRole), key=f"{key}-role", format_func=ROLES.__getitem__)
        basis.selectbox("The place is", get_args(Basis), key=f"{key}-basis")
        away.button("Remove", key=f"{key}-drop", on_click=_drop, args=(n,), width="stretch")


def _pick(n: int | None) -> None:
    st.session_state["desk_pick"] = n


def _look_up(n: int) -> None:
    asked = str(st.session_state[f"f-place-{n}-find"]).strip()
    if not asked:
        return
    found = places.typed(asked)
    if found:
        _offer(n, found)
        st.session_state[f"f-place-{n}-find"] = ""
    else:
        st.session_state[f"f-place-{n}-missed"] = asked


def _offer(n: int, found: list[Choice]) -> None:
    """Offer places, the first of them chosen."""
    key = f"f-place-{n}-offered"
    st.session_state[key] = list(dict.fromkeys([*(c.place_id for c in found), *st.session_state[key]]))
    st.session_state[f"f-place-{n}-id"] = found[0].place_id
    _chosen(n)


def _chosen(n: int) -> None:
    """Let name, country and precision follow the place that was chosen."""
    state = st.session_state
    found = places.of_ids([state[f"f-place-{n}-id"]] if state[f"f-place-{n}-id"] else [])
    if not found:
        return
    state[f"f-place-{n}-name"] = found[0].name
    if found[0].iso3 or state[f"f-place-{n}-iso3"] not in found[0].countries:
        state[f"f-place-{n}-iso3"] = found[0].iso3
    if state[f"f-place-{n}-role"] == "at":
        state["f-where_prec"] = found[0].precision
        state["f-uncertainty_km"] = None


def _named_in_article() -> list[str]:
    """Ids of the places that the article names: what an event's place is most often mistaken for."""
    sha256 = desk_state.article() or ""
    article = known_store(drafts=True).texts.get(sha256)
    return _named(sha256, article.text) if article else []


@st.cache_data(show_spinner=False, max_entries=50)
def _named(sha256: str, _text: str) -> list[str]:
    found = [t.place.place_id for t in geoparse(_text) if t.place and t.kind != "demonym"]
    return [place_id for place_id in dict.fromkeys(found) if place_id in load_gazetteer()]
