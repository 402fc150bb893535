"""Ships: where they sail, are sighted, shadowed, and whom they meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo.extract.act import Act
from geo.extract.forces import is_placed
from geo.extract.lexicon import words

if TYPE_CHECKING:

    from geo.extract.candidate import Candidate

LAYER: Final = "deployment"


def sighted(act: Act) -> Candidate | None:
    """“The carrier and its escorts were sighted southwest of the island”."""
    ships = act.of(act.patients, "ship")
    if not ships or not act.verb("detect", "detect_weak") or not is_placed(act):
        return None
    return act.made(
        LAYER, "naval", "sighted", agents=ships, themes=ships, others=act.agents, weak=not act.verb("detect")
    )


def sailed(act: Act) -> Candidate | None:
    """“A destroyer transited the strait”, “warships patrolled in the South China Sea”."""
    ships = act.of(act.movers, "ship")
    if (
        not ships
        or not act.verb("sail", "sail_weak")
        or not (is_placed(act) or act.at(*words("goal_preps")) or act.patients)
    ):
        return None
    return act.made(
        LAYER, "naval", "sail", agents=act.movers, themes=ships, others=act.patients, weak=not act.verb("sail")
    )


def clashed(act: Act) -> Candidate | None:
    """“Two coast guard ships fired water cannon at a Philippine vessel”."""
    ours = act.of(act.agents, "ship")
    theirs = act.of([*act.patients, *act.at("at", "with", "against")], "ship")
    if not ours or not theirs or not act.verb("at_sea"):
        return None
    return act.made(LAYER, "naval", "at sea", agents=act.agents, themes=ours, others=theirs, weak=True)


VERB_RULES = (clashed, sighted, sailed)
