"""Armed forces and their means: what is deployed, and the sub-type it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.extract.act import Act
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
SUB_TYPE = {
    "mercenaries": "mercenaries", "ship": "naval", "recon": "surveillance", "airdefence": "air_defence_response",
    "trainers": "military_training", "drone": "surveillance",
}  # fmt: skip


def forces(act: Act, tokens: list[Token]) -> list[Token]:
    """Phrases of armed forces and their means."""
    return act.of(tokens, *FORCES)


def sub_type(act: Act, tokens: list[Token]) -> str:
    """Sub-type by what is deployed."""
    return SUB_TYPE.get(act.first(tokens, FORCES) or "", "contingent")


def is_placed(act: Act) -> bool:
    """Whether a place or a base is named as goal or object."""
    goals = act.at(*words("goal_preps"))
    if act.has_place(goals):
        return True
    spots = [x for t in [*goals, *act.patients] for x in (t, *t.children)]
    return any(act.is_place(x) or "base" in act.reading.nouns[x.i] for x in spots)
