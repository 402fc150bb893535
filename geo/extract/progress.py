"""How what was told goes on, "the departure was completed on Saturday", and missions taken over from a state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo.extract.act import Act, has

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.extract.candidate import Candidate

LAYER: Final = "deployment"
REFERS = "refer"
"""Rule of a mention that only tells more of an event told before: it makes none by itself."""
POINTING = ("the", "this", "that", "its", "their", "both")
STEPS = ("begin", "start", "complete", "finish", "end", "conclude", "happen", "follow", "take", "come", "go", "be",
         "occur", "carry", "wrap", "proceed", "last")  # fmt: skip


def came_about(act: Act) -> Candidate | None:
    """“The departure was completed on Saturday”, “the handover on Tuesday is the first of several”."""
    pointing = any(c.lower_ in POINTING for c in act.token.children)
    subject = act.token.dep_ in ("nsubj", "nsubjpass")
    if not act.noun("withdrawal_noun", "deployment_noun") or not pointing or not subject or act.light not in STEPS:
        return None
    if has(act.token, "presence", "exit", "entry", "passage", "landing"):
        return None
    kind = "withdrawal" if act.noun("withdrawal_noun") else "contingent"
    return act.made(LAYER, kind, REFERS, weak=True)


def took_over(act: Act) -> Candidate | None:
    """“Spain took over the policing mission from Italy”, “handed the command to a Danish colonel”."""
    missions = [p for p in act.patients if act.of([p], "operation") or has(p, "command", "lead", "leadership", "watch")]
    taken = has(act.token, "take") and act.particle("over")
    given = has(act.token, "hand", "pass", "turn") and (act.particle("over", "on") or act.at("to"))
    others = act.at("from") if taken else act.at("to")
    states = act.codes(act.agents), act.codes(others)
    if not missions or not (taken or given) or not states[0] or not states[1] or states[0] & states[1]:
        return None
    return act.made(LAYER, "rotation", "take over", agents=act.agents, others=others)


def joined_from(act: Act, going: list[Token]) -> bool:
    """“A battalion which arrived from Slagelse last week”: it came, wherever to."""
    return has(act.token, "arrive", "come") and bool(act.at("from") and act.of(going, "troops", "trainers"))
