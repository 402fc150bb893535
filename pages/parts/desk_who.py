"""Who took part, and the facts, in the form: rows that can be added and taken away."""

from __future__ import annotations

from typing import Any, get_args

import streamlit as st

from geo.desk import form
from geo.event import Attribution, Event, PartyRole
from geo.words import ATTRIBUTION_NAMES, ROLE_NAMES
from pages.parts import look, view


def fill(event: Event) -> None:
    """Put an event's participants and facts into the form."""
    state = st.session_state
    state["f-parties"] = list(range(len(event.participants)))
    state["f-facts"] = list(range(len(event.facts)))
    for n, party in enumerate(event.participants):
        _set_party(n, party.iso3, party.actor or "", party.role, party.attribution)
    for n, (name, value) in enumerate(event.facts.items()):
        state[f"f-fact-{n}-name"], state[f"f-fact-{n}-value"] = name, form.fact_text(value)


def values() -> dict[str, Any]:
    """Participants and facts as the form has them; rows that name nobody and nothing are left out.

    Raises
    ------
    InvalidRecords
        If two facts have one name.
    """
    state = st.session_state
    parties = [
        {name: state[f"f-party-{n}-{name}"] or None for name in ("iso3", "actor", "role", "attribution")}
        for n in state["f-parties"]
        if state[f"f-party-{n}-iso3"] or state[f"f-party-{n}-actor"].strip()
    ]
    rows = [(state[f"f-fact-{n}-name"], state[f"f-fact-{n}-value"]) for n in state["f-facts"]]
    return {"participants": parties, "facts": form.facts(rows)}


def parties() -> None:
    """Draw who took part."""
    look.heading("Who")
    names = view.country_names()
    codes = sorted(names, key=names.__getitem__)
    for number, n in enumerate(st.session_state["f-parties"], 1):
        key = f"f-party-{n}"
        with st.container(border=True, key=f"{key}-box"):
            country, actor = st.columns(2)
            country.selectbox(
                f"Party {number}: country", codes, key=f"{key}-iso3", index=None, placeholder="none",
                format_func=lambda code: names.get(code, code),
            )  # fmt: skip
            actor.text_input("Name, if not the country itself", key=f"{key}-actor", max_chars=300)
            role, ground, away = st.columns([3, 3, 2], vertical_alignment="bottom")
            role.selectbox("Role", get_args(PartyRole), key=f"{key}-role", format_func=ROLE_NAMES.__getitem__)
            ground.selectbox(
                "That is", get_args(Attribution), key=f"{key}-attribution", format_func=ATTRIBUTION_NAMES.__getitem__
            )
            away.button("Remove", key=f"{key}-drop", on_click=_drop, args=("f-parties", n), width="stretch")
    st.button("Add a party", key="f-party-add", on_click=_new_party)


def facts() -> None:
    """Draw the facts."""
    look.heading("Facts")
    for n in st.session_state["f-facts"]:
        key = f"f-fact-{n}"
        name, value, away = st.columns([3, 3, 2], vertical_alignment="bottom")
        name.text_input("Fact", key=f"{key}-name", max_chars=100)
        value.text_input("Value", key=f"{key}-value", max_chars=5000)
        away.button("Remove", key=f"{key}-drop", on_click=_drop, args=("f-facts", n), width="stretch")
    st.button("Add a fact", key="f-fact-add", on_click=_new_fact)


def _set_party(n: int, iso3: str | None, actor: str, role: str, attribution: str) -> None:
    for name, value in (("iso3", iso3), ("actor", actor), ("role", role), ("attribution", attribution)):
        st.session_state[f"f-party-{n}-{name}"] = value


def _new_party() -> None:
    n = _next("f-parties")
    _set_party(n, None, "", "concerned", "stated")


def _new_fact() -> None:
    n = _next("f-facts")
    st.session_state[f"f-fact-{n}-name"] = st.session_state[f"f-fact-{n}-value"] = ""


def _next(rows: str) -> int:
    n: int = max(st.session_state[rows], default=-1) + 1
    st.session_state[rows] = [*st.session_state[rows], n]
    return n


def _drop(rows: str, n: int) -> None:
    st.session_state[rows] = [m for m in st.session_state[rows] if m != n]
