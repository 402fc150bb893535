"""Ships: where they sail, are sighted, shadowed, and whom they meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo.extract.act import Act, has
from geo.extract.forces import PORTS, is_merchant, is_placed
from geo.extract.frame import frame
from geo.extract.lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Token

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
        or is_merchant(act, ships)
        or not act.verb("sail", "sail_weak")
        or not (is_placed(act) or act.at(*words("goal_preps")) or act.patients or act.has_place(act.at("for")))
    ):
        return None
    return act.made(
        LAYER, "naval", "sail", agents=act.movers, themes=ships, others=act.patients, weak=not act.verb("sail")
    )


def clashed(act: Act) -> Candidate | None:
    """“Two coast guard ships fired water cannon at a Philippine vessel”."""
    ours = act.of(act.agents, "ship")
    met = [*act.patients, *act.at("at", "with", "against")]
    theirs = act.of(met, "ship") or [t for t in met if has(t, "trawler", "tanker", "freighter", "ferry", "boat")]
    if not ours or not theirs or not act.verb("at_sea"):
        return None
    return act.made(LAYER, "naval", "at sea", agents=act.agents, themes=ours, others=theirs, weak=True)


def entered(act: Act) -> Candidate | None:
    """“A patrol vessel entered waters claimed by Guyana”, “a corvette sailed into the zone”."""
    ships = act.of(act.agents, "ship")
    space = [*act.patients, *act.at("into", "inside", "within", "through")]
    waters = [t for t in space if has(t, *WATERS) or _is_sea(act, t)]
    if not ships or not waters or not act.verb("enter", "sail", "arrive", "sail_weak", "fly"):
        return None
    return act.made(LAYER, "naval", "enter waters", agents=ships, themes=ships, others=space)


def shadowed(act: Act) -> Candidate | None:
    """“The task group had been followed by two Australian frigates”."""
    ours, theirs = act.of(act.agents, "ship"), act.of(act.patients, "ship")
    if not ours or not theirs or not act.verb("shadow"):
        return None
    return act.made(LAYER, "naval", "shadow", agents=ours, themes=ours, others=theirs)


def port_call(act: Act) -> Candidate | None:
    """“A port call by the frigate”, “the visit paid to Cam Ranh by the destroyer”."""
    if not has(act.token, "call", "visit", "stopover"):
        return None
    paid = [frame(c) for c in act.token.children if c.dep_ == "acl" and c.tag_ == "VBN"]
    by = [*act.at("by"), *act.agents, *(t for f in paid for t in f.agents)]
    ships = act.of(by, "ship")
    if not ships:
        return None
    goals = [*act.at("to", "at", "in"), *(t for f in paid for t in f.at("to", "at", "in"))]
    return act.made(LAYER, "naval", "port call", agents=ships, themes=ships, others=goals)


def _is_sea(act: Act, token: Token) -> bool:
    mention = act.reading.place_at.get(token.i)
    return bool(mention and mention.kind == "sea")


WATERS = ("water", "waters", "sea", "strait", "zone", "channel", "bay", "gulf")
NOUN_RULES = (port_call,)


def lay_in_port(act: Act) -> Candidate | None:
    """“The frigate remained in port until Sunday”, “lay at anchor off Muscat”."""
    ships = act.of(act.agents, "ship")
    spots = [t for t in act.at("in", "at", "alongside", "off") if has(t, *PORTS, "anchor") or act.is_place(t)]
    if not ships or not spots or is_merchant(act, ships) or not has(act.token, "remain", "stay", "lie", "sit", "ride"):
        return None
    return act.made(LAYER, "naval", "in port", agents=ships, themes=ships, others=spots)


def came_first(act: Act) -> Candidate | None:
    """“Two minesweepers became the first foreign ships to visit the port”."""
    ships = act.of(act.agents, "ship")
    if (
        not ships
        or not has(act.token, "become", "be")
        or not any(t.lower_ in ("first", "only") for t in act.token.subtree)
    ):
        return None
    calls = [t for t in act.token.subtree if t.tag_ == "VB" and has(t, *CALLS)]
    goals = [o for t in calls for o in (*frame(t).patients, *frame(t).at("in", "at", "into", "to"))]
    if not any(act.has_place([o]) or has(o, *PORTS) for o in goals):
        return None
    return act.made(LAYER, "naval", "port call", agents=ships, themes=ships, others=goals)


CALLS = ("visit", "call", "dock", "berth", "moor", "enter", "use", "put", "anchor", "transit", "sail")
VERB_RULES = (came_first, lay_in_port, clashed, entered, shadowed, sighted, sailed)
