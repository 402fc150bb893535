"""Armed forces and their means: what is deployed, and the sub-type it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.extract.act import Act, has
from geo.extract.frame import of_objects
from geo.extract.lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Token

FORCES = (
    "mercenaries",
    "ship",
    "recon",
    "airdefence",
    "trainers",
    "aircraft",
    "helicopter",
    "troops",
    "missile",
    "drone",
)
PORTS = ("port", "terminal", "harbour", "harbor", "quay", "pier", "dock", "berth", "jetty", "anchorage")
SUB_TYPE = {
    "mercenaries": "mercenaries", "ship": "naval", "recon": "surveillance", "airdefence": "air_defence_response",
    "trainers": "military_training", "drone": "surveillance",
}  # fmt: skip


def forces(act: Act, tokens: list[Token]) -> list[Token]:
    """Phrases of armed forces and their means; "it" of those who say it: "Wagner announced that it was leaving"."""
    found = act.of(tokens, *FORCES)
    if not found:  # "the last trucks of the battalion"
        found = act.of(
            [o for t in tokens if has(t, *words("carriers")) for o in of_objects(t)], "troops", "mercenaries"
        )
    if not found and any(t.lower_ in ("it", "they") for t in tokens) and act.token.dep_ == "ccomp":
        found = act.of([c for c in act.token.head.children if c.dep_ == "nsubj"], "mercenaries", "troops")
    return found


def sub_type(act: Act, tokens: list[Token]) -> str:
    """Sub-type by what is deployed."""
    if act.of(tokens, "aircraft") and _to_watch(act):
        return "surveillance"
    return SUB_TYPE.get(act.first(tokens, FORCES) or "", "contingent")


def _to_watch(act: Act) -> bool:
    """Whether its purpose is to watch: "to monitor the border"."""
    aims = [c for c in act.token.children if c.dep_ in ("advcl", "xcomp")]
    return any(
        t.lemma_.lower() in ("monitor", "watch", "observe", "survey", "surveil") for c in aims for t in (c, *c.children)
    )


def is_merchant(act: Act, ships: list[Token]) -> bool:
    """Whether nothing says that ships are of a navy: "ships anchored off Mersin"."""
    plain = all(t.lemma_.lower() in ("ship", "vessel", "boat", "fleet", "convoy") for t in ships)
    return plain and not act.codes(ships) and not any(c.dep_ in ("compound", "amod") for t in ships for c in t.children)


def is_placed(act: Act) -> bool:
    """Whether a place or a base is named as goal or object."""
    goals = act.at(*words("goal_preps"))
    ports = goals if act.verb("arrive", "stay") else act.patients if has(act.token, "visit") else []
    if act.has_place(goals) or any(has(t, *PORTS) for t in ports):
        return True
    spots = [x for t in [*goals, *act.patients] for x in (t, *t.children)]
    return any(act.is_place(x) or "base" in act.reading.nouns[x.i] for x in spots)
