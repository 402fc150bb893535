"""Who took part: each country named by the evidence itself, or by what it plainly refers back to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geo.event import Event, Participant
from geo.gazetteer import TERMS
from geo.names import normalise
from geo.proof.claim import Claim, Witness
from geo.proof.finding import Finding, failed, proved
from geo.proof.texts import Named

_REFERS_BACK = re.compile(
    r"\b(?:both|(?:the )?two (?:states|countries|nations|sides|leaders|presidents|ministers|allies|neighbou?rs)"
    r"|the (?:pair|parties)|each other)\b",
    re.IGNORECASE,
)
"""Words by which a sentence speaks of who was named before it."""
SHORTEST = 4
"""Letters of a town's name that may stand for its country: "On" is a village, too."""
_OVER = ("target", "hosting", "host")
"""Roles of those in whose country it was, where a place is stated at all."""


def check_parties(claim: Claim) -> Iterator[Finding]:
    """Find each participant in each text at hand, and hold roles against places."""
    for party in claim.event.participants:
        for witness in claim.witnesses:
            yield _by(claim.event, party, witness)
    yield from _roles(claim.event)


def _by(event: Event, party: Participant, witness: Witness) -> Finding:
    who = party.iso3 or party.actor or ""
    if party.iso3 is None:
        return _actor(party, witness)
    stated = party.attribution == "stated"
    for name, (iso3, words) in witness.text.ties.items():
        if party.actor and name in party.actor and iso3 != party.iso3:
            return failed("party", f"{party.actor} is said to be of {party.iso3}; the text says “{words}”")
    if found := _first(party.iso3, witness.names, stated):
        return proved("party", f"{who}: “{found.words}” in the evidence")
    if party.iso3 in (envoys := witness.envoys):
        name, words = envoys[party.iso3]
        return proved("party", f"{who}: “{name}” in the evidence, “{words}” in the text")
    elsewhere = _first(party.iso3, witness.text.names, stated)
    if elsewhere and party.actor and _says(party.actor, witness.words):
        return proved("party", f"{who}: {party.actor} in the evidence, “{elsewhere.words}” in the text")
    if elsewhere and not stated:
        return proved("party", f"{who}, {party.attribution}: “{elsewhere.words}” in the text")
    back = _REFERS_BACK.search(witness.words)
    if back and (near := _first(party.iso3, witness.nearby, stated)):
        return proved("party", f"{who}: “{back[0]}” in the evidence, “{near.words}” in its paragraph")
    where = "only elsewhere in the text" if elsewhere else "nowhere in the text"
    return failed("party", f"{who} ({party.role}) is named {where}, not in the evidence")


def _actor(party: Participant, witness: Witness) -> Finding:
    """An actor without a country: a bloc, or in our own words somebody whom the article leaves unnamed."""
    actor = party.actor or ""
    if party.attribution == "unidentified" or _says(actor, witness.text.text):
        return proved("party", f"{actor}: {party.attribution}")
    return failed("party", f"{actor} is not named in the text")


def _says(actor: str, text: str) -> bool:
    """Whether a text has a capitalised word of an actor's name, or a word that begins so ("Europeans")."""
    said = f" {normalise(text)} "
    words = [word for word in actor.replace(",", " ").split() if word[:1].isupper()] or actor.split()
    return any(f" {normalise(word)}" in said for word in words)


def _roles(event: Event) -> Iterator[Finding]:
    """Nobody takes part twice, and whoever it was in is the country of its stated place."""
    who = [(party.iso3, party.actor) for party in event.participants]
    for iso3, actor in sorted({one for one in who if who.count(one) > 1}, key=str):
        yield failed("party", f"{iso3 or actor} takes part twice")
    stated = {ref.iso3 for ref in event.places if ref.role == "at" and ref.basis == "stated" and ref.iso3}
    over = {party.iso3 for party in event.participants if party.role in _OVER and party.iso3}
    if stated and over and not stated & over:
        yield failed(
            "party", f"it was in {', '.join(sorted(stated))}, but {', '.join(sorted(over))} is said to be there"
        )


def _first(iso3: str, names: list[Named], alone: bool) -> Named | None:
    """The plainest name of a country in some names: its own or its people's, else that of a place in it.

    A town counts for the country in which the gazetteer puts it first; an area of several countries counts where the
    country need not be named alone.
    """
    order = {f"iso:{iso3}": 0, f"dem:iso:{iso3}": 1}
    found = [
        name
        for name in names
        if name.whole
        and (name.place.place_id in order or _speaks_for(name, iso3) or (not alone and _is_of(name, iso3)))
    ]
    return min(found, key=lambda name: (order.get(name.place.place_id, 2), -len(name.words)), default=None)


def _is_of(name: Named, iso3: str) -> bool:
    """Whether a country is one of those that an area is made of; a bloc speaks for no member."""
    return iso3 in name.countries and name.place.kind not in TERMS


def _speaks_for(name: Named, iso3: str) -> bool:
    """Whether a town or site stands for the country in which the gazetteer puts it first."""
    place = name.place
    return name.first and len(name.words) >= SHORTEST and place.iso3 == iso3 and place.kind not in TERMS
