"""Events told by pointing at the one before: "Kuwait and Bahrain followed suit", "India replied in kind"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.extract.act import Act, has
from geo.extract.hits import kind_of
from geo.extract.modality import modality

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.extract.candidate import Candidate

WITHIN = 3
"""Sentences after an event in which others may be said to have followed."""
SENT = ("contingent", "rotation", "naval", "air_defence_response", "foreign_troops", "withdrawal", "military_training")
CLOSED = ("airport_closure", "airspace_closure")


def echoes(act: Act, before: list[Candidate]) -> list[Candidate]:
    """The event last told by a verb, once more for each of those who did the same, or to whom the same was done."""
    if act.token.pos_ not in ("VERB", "AUX") or modality(act.token) != "occurred":
        return []
    if _came_after(act):
        told = [c for c in before if c.sub_type in (*CLOSED, *SENT) and _recent(act, c)][-1:]
    else:
        told = [c for c in before if c.agents or c.others or c.themes][-1:] if _is_echo(act) else []
        if not act.codes(act.agents):  # a body's council does no treaty of its own
            told = [c for c in told if c.layer != "treaty_partner"]
    found = [_again(act, last, agent) for last in told for agent in act.agents]
    return found[:1] if found and found[0].rule == "echo place" else found


def _again(act: Act, last: Candidate, agent: Token) -> Candidate:
    if last.sub_type not in CLOSED:
        kind = kind_of(act, [agent]) if last.layer == "airspace_incursion" else None
        return act.made(last.layer, kind or last.sub_type, "echo", agents=[agent])
    if last.sub_type == "airport_closure" and (act.of([agent], "airport") or act.is_place(agent)):
        return act.made(last.layer, last.sub_type, "echo place", themes=[agent])
    return act.made(last.layer, last.sub_type, "echo", others=[agent])


def _is_echo(act: Act) -> bool:
    """“Followed suit”, “replied in kind”, “did the same”, “suffered the same fate”."""
    said = act.token.doc.text[act.token.idx : act.token.idx + 40].lower()
    suit = has(act.token, "follow") and any(has(p, "suit", "example") for p in act.patients)
    kind = has(act.token, "reply", "respond", "answer", "retaliate", "reciprocate") and " in kind" in said
    same = has(act.token, "do") and any(c.lower_ in ("same", "likewise", "so") for c in act.token.children)
    fate = has(act.token, "suffer", "meet", "share") and any(has(p, "fate") for p in act.patients)
    back = has(act.token, "return", "repay") and any(
        has(p, "compliment", "favour", "favor", "gesture") for p in act.patients
    )
    return suit or kind or same or fate or back


def _came_after(act: Act) -> bool:
    """“Another 200 police officers followed on 18 January”, “Latvia followed a day later”."""
    return (
        has(act.token, "follow") and act.token.tag_ == "VBD" and not act.frame.passive and not act.patients
        and bool(act.of(act.agents, "troops", "ship", "aircraft", "airdefence") or act.codes(act.agents))
    )  # fmt: skip


def _recent(act: Act, told: Candidate) -> bool:
    return 0 <= act.reading.sentence(act.token.i) - act.reading.sentence(told.trigger.i) <= WITHIN
