"""Aircraft that answer, watch and strike: scrambles, interceptions, patrols, operations by invitation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo.extract.act import Act, has

if TYPE_CHECKING:

    from geo.extract.candidate import Candidate

LAYER: Final = "deployment"


def scrambled(act: Act) -> Candidate | None:
    """“Two F-16s were scrambled”, “fighters were sent up”, “aircraft were activated”."""
    jets = act.of([*act.patients, *act.agents], "aircraft", "helicopter", "recon")
    fighters = act.of(jets, "fighter")
    up = (
        act.verb("send_up")
        and fighters
        and (act.particle("up", "off") or any(t.lower_ in ("air", "skies") for t in act.token.subtree))
    )
    chase = act.verb("send_up", "deploy_weak", "deploy") and any(
        has(t, "intercept", "identify", "chase")
        for c in act.token.children
        if c.dep_ in ("advcl", "xcomp")
        for t in c.subtree
    )
    if not jets or not (act.verb("scramble") or up or chase or (act.verb("alert") and act.frame.passive)):
        return None
    return act.made(LAYER, "air_defence_response", "scramble", agents=[*act.agents, *act.patients], themes=jets,
                    weak=bool(up) and has(act.token, "take") and not act.reading.is_hostile)  # fmt: skip


def intercepted(act: Act) -> Candidate | None:
    """“Eurofighters intercepted an Il-20”, “the jets met two bombers”."""
    ours, theirs = act.of(act.agents, "aircraft", "recon"), act.of(act.patients, "aircraft", "recon", "helicopter")
    if not ours or not theirs or not (act.verb("intercept") or (act.verb("meet_in_air") and act.of(ours, "fighter"))):
        return None
    return act.made(LAYER, "air_defence_response", "intercept", agents=ours, themes=ours, others=act.patients)


def patrolled(act: Act) -> Candidate | None:
    """“An allied radar plane has been patrolling over Bialystok”."""
    going = act.of(act.agents, "troops", "aircraft", "recon", "helicopter", "drone")
    if not has(act.token, "patrol") or act.of(act.agents, "ship") or not (going or act.has_place(act.frame.arguments)):
        return None
    name = "surveillance" if act.of(going, "recon", "aircraft", "drone") else "operation"
    return act.made(LAYER, name, "patrol", agents=act.agents, themes=going, weak=not going)


VERB_RULES = (scrambled, intercepted, patrolled)
