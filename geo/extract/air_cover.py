"""Aircraft that answer, watch and strike: scrambles, interceptions, patrols, operations by invitation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo.extract.act import Act, has
from geo.extract.hits import is_invited
from geo.extract.lexicon import words

if TYPE_CHECKING:
    from geo.extract.candidate import Candidate

LAYER: Final = "deployment"


def scrambled(act: Act) -> Candidate | None:
    """“Two F-16s were scrambled”, “fighters were sent up”, “aircraft were activated”."""
    jets = act.of([*act.patients, *act.agents], "aircraft", "helicopter", "recon")
    fighters = act.of(jets, "fighter")
    said = {t.lower_ for t in act.token.subtree}
    rising = act.particle("up", "off") or (act.at("from") and not act.at("to", "at")) or said & {"air", "skies"}
    up = act.verb("send_up") and fighters and rising
    chase = act.verb("send_up", "deploy_weak", "deploy") and any(
        ("intercept" in act.reading.verbs(t.i) or (fighters and has(t, *words("catching"))))
        and not any("ship" in act.reading.nouns[x.i] for x in t.subtree)
        for c in act.token.children
        if c.dep_ in ("advcl", "xcomp")
        for t in c.subtree
    )
    high = act.particle("up") or any(c.lower_ in ("airborne", "aloft") for c in act.token.children)
    aloft = has(act.token, "be", "get", "send", "put", "order", "go") and fighters and high
    if not jets or not (act.verb("scramble") or aloft or up or chase or (act.verb("alert") and act.frame.passive)):
        return None
    return act.made(LAYER, "air_defence_response", "scramble", agents=[*act.agents, *act.patients], themes=jets,
                    weak=bool(up) and has(act.token, "take") and not act.reading.is_hostile)  # fmt: skip


def intercepted(act: Act) -> Candidate | None:
    """“Eurofighters intercepted an Il-20”, “the jets met two bombers”."""
    ours, theirs = act.of(act.agents, "aircraft", "recon"), act.of(act.patients, "aircraft", "recon", "helicopter")
    unnamed = act.frame.passive and has(act.token, "intercept") and not act.agents  # "an Il-20 was intercepted"
    met = act.verb("intercept") or (act.verb("meet_in_air") and act.of(ours, "fighter"))
    if not (ours or unnamed) or not theirs or not met:
        return None
    return act.made(LAYER, "air_defence_response", "intercept", agents=ours, themes=ours, others=act.patients)


def patrolled(act: Act) -> Candidate | None:
    """“An allied radar plane has been patrolling over Bialystok”."""
    going = act.of(act.agents, "troops", "aircraft", "recon", "helicopter", "drone")
    if not has(act.token, "patrol") or act.of(act.agents, "ship") or not (going or act.has_place(act.frame.arguments)):
        return None
    name = "surveillance" if act.of(going, "recon", "aircraft", "drone") else "operation"
    return act.made(LAYER, name, "patrol", agents=act.agents, themes=going, weak=not going)


def watched(act: Act) -> Candidate | None:
    """“A Poseidon has been watching the Norwegian Sea”, “surveillance planes shadowed the corvette”."""
    going = act.of(act.agents, "recon", "aircraft", "drone", "helicopter")
    ships = act.of(act.patients, "ship")
    if not going or not act.verb("shadow"):
        return None
    if not (ships or (act.of(going, "recon") and act.has_place(act.frame.arguments))):
        return None
    return act.made(LAYER, "surveillance", "watch", agents=act.agents, themes=going, others=act.patients)


def struck(act: Act) -> Candidate | None:
    """“Nigerian jets bombed mutineers in Benin at the request of its president”."""
    jets = act.of(act.agents, "aircraft", "helicopter", "drone")
    if not jets or not act.verb("attack", "bomb") or not is_invited(act):
        return None
    return act.made(LAYER, "operation", "strike", agents=jets, themes=jets, others=act.patients)


def shown(act: Act) -> Candidate | None:
    """“Paris flew two Rafales over the town with the consent of its government”."""
    jets = act.of(act.patients, "aircraft", "helicopter")
    if not jets or not has(act.token, "fly", "send", "dispatch") or not is_invited(act):
        return None
    return act.made(LAYER, "air_defence_response", "shown", agents=act.agents, themes=jets, others=act.at("over", "to"))


def flights(act: Act) -> Candidate | None:
    """“Surveillance flights by American drones over Sinaloa”."""
    watching = any(has(c, "surveillance", "reconnaissance", "spy", "monitoring") for c in act.inside)
    if not has(act.token, "flight", "sortie", "overflight") or not watching or not act.has_place(act.frame.arguments):
        return None
    return act.made(LAYER, "surveillance", "flights", agents=[*act.at("by", "of"), *act.inside], weak=True)


NOUN_RULES = (flights,)
VERB_RULES = (scrambled, intercepted, patrolled, watched, struck, shown)
