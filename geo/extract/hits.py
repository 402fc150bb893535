"""What comes down: crashes, hits, shoot-downs, finds of wreckage, and attacks from the air."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo.extract.act import Act, has
from geo.extract.frame import of_objects
from geo.extract.lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.extract.candidate import Candidate

LAYER: Final = "airspace_incursion"
FLYERS = ("drone_swarm", "drone", "balloon", "helicopter", "missile", "unidentified", "aircraft")
UNMANNED = ("drone_swarm", "drone", "balloon", "missile", "unidentified")
"""What flies where it should not even without a border being named."""
POINTS = (["the"], ["this"], ["that"])
BACK_SENTENCES = 2
"""How many sentences back "the aircraft" may point."""
ATTACKS = ("attack", "strike", "raid", "barrage", "salvo", "assault", "bombardment")
FALLS = ("landing", "crash", "impact", "wreckage", "debris", "fragment", "explosion", "remains", "wreck")
SLOW = ("drone", "balloon", "drone_swarm", "unidentified")


def flyers(act: Act, tokens: list[Token]) -> list[Token]:
    """Phrases of what flies."""
    return act.of(tokens, *FLYERS)


def kind_of(act: Act, tokens: list[Token]) -> str | None:
    """Sub-type by what flies, the most telling first."""
    kind = act.first(tokens, FLYERS)
    if kind == "aircraft":
        kind = act.first([before for t in tokens if (before := _meant(act, t)) is not None], FLYERS) or kind
    return "unidentified_flight" if kind == "unidentified" else kind


def _meant(act: Act, token: Token) -> Token | None:
    """“The aircraft”: the drone or balloon named last, if that is what it only points back at."""
    said = [c for c in token.children if c.i < token.i]
    if token.lemma_.lower() not in ("aircraft", "craft", "vehicle") or [c.lower_ for c in said] not in POINTS:
        return None
    first = act.reading.sentences[max(act.reading.sentence(token.i) - BACK_SENTENCES, 0)].start
    before = (act.reading.doc[i] for i in range(token.i - 1, first - 1, -1))
    return next((t for t in before if act.reading.nouns[t.i] & set(FLYERS)), None)


def was_hit(act: Act) -> Candidate | None:
    """“The drone was hit by anti-aircraft fire”."""
    things = act.of(act.patients, "drone", "balloon", "missile") if act.frame.passive else []
    if not things or not has(act.token, "hit") or act.has_place(act.agents):
        return None
    return act.made(LAYER, "shoot_down", "hit", agents=things, themes=things, others=act.agents, weak=True)


def crashed(act: Act) -> Candidate | None:
    """“A drone came down on a barn”, “a missile struck the grounds of the airport”."""
    things = act.of(act.movers, *UNMANNED)
    if not things or not act.verb("crash", "attack"):
        return None
    others = [p for p in act.patients if p not in things]
    pieces = any("crash_noun" in act.reading.nouns[t.i] for t in act.movers)  # debris of what was shot down
    kind = kind_of(act, things) if act.verb("attack") and others else crash_kind(act, things)
    return act.made(LAYER, kind or "drone", "crash", agents=things, themes=things, others=others, weak=pieces)


def shot_down(act: Act) -> Candidate | None:
    """“Pakistani troops shot down an Indian quadcopter”."""
    targets = flyers(act, act.patients)
    if not targets or act.token.dep_ == "amod":  # "shrapnel from an intercepted missile" tells of the shrapnel
        return None
    strong = (
        has(act.token, "down")
        or act.particle("down", "out")
        or (act.of(targets, *UNMANNED) and not has(act.token, "shoot", "dispatch", "down", "force", "take", "bring"))
    )
    if not ((act.verb("shoot_down") and strong) or (has(act.token, "intercept") and act.of(targets, *UNMANNED))):
        return None
    return act.made(LAYER, "shoot_down", "shoot_down", agents=targets, themes=targets, others=act.agents)


def found(act: Act) -> Candidate | None:
    """“Fragments of a drone were found near Chilia Veche”."""
    things = flyers(act, act.patients)
    surfaced = act.verb("come_to_light") and any("crash_noun" in act.reading.nouns[a.i] for a in act.agents)
    if (
        not things
        and surfaced
        and (things := flyers(act, [*act.agents, *(o for a in act.agents for o in of_objects(a))]))
    ):
        return act.made(LAYER, crash_kind(act, things), "find", agents=things, themes=things, weak=True)
    if not things and act.verb("find") and (fallen := _its_wreck(act)) is not None:
        return act.made(LAYER, crash_kind(act, [fallen]), "find", agents=[fallen], themes=act.patients,
                        others=act.agents, weak=True)  # fmt: skip
    if not things or not act.verb("find", "detect") or act.token.dep_ == "amod":
        return None
    wreck = any("crash_noun" in act.reading.nouns[p.i] for p in act.patients)
    landed = (
        act.of(things, *SLOW) and act.verb("find") and (act.frame.passive or act.at("in", "at", "on", "near", "off"))
    )
    if not wreck and not landed:
        return None
    return act.made(LAYER, crash_kind(act, things), "find", agents=things, themes=things, others=act.agents,
                    weak=not wreck and not act.frame.passive)  # fmt: skip


def _its_wreck(act: Act) -> Token | None:
    """“Foresters found the wreck outside the town”: what was told to fly in the sentences before."""
    pieces = [t for t in act.patients if "crash_noun" in act.reading.nouns[t.i] and not has(t, "part", "impact")]
    if not pieces or any(of_objects(t) for t in pieces) or not act.has_place(act.frame.arguments):
        return None
    first = act.reading.sentences[max(act.reading.sentence(act.token.i) - BACK_SENTENCES, 0)].start
    before = (act.reading.doc[i] for i in range(act.token.i - 1, first - 1, -1))
    return next((t for t in before if act.reading.nouns[t.i] & set(UNMANNED)), None)


def crash(act: Act) -> Candidate | None:
    """“A drone crash along the Danube”."""
    things = act.of(parts(act), *UNMANNED)
    if not things and act.light in ("make", "suffer", "perform"):
        things = act.of(act.agents, *UNMANNED)  # "a drone made an emergency landing"
        strays = act.of(act.agents, "helicopter", "aircraft")
        things = things or (strays if _is_abroad(act, strays) else [])
    if not act.noun("crash_noun") or not things:
        return None
    if not has(act.token, *FALLS):
        return None
    return act.made(LAYER, crash_kind(act, things), "crash_noun", agents=things, themes=things, others=reporter(act),
                    weak=not has(act.token, "crash"))  # fmt: skip


def _is_abroad(act: Act, things: list[Token]) -> bool:
    """Whether what came down is of another country than the place is in."""
    own, there = act.codes(things), act.codes(act.at("in", "near", "at", "on", "inside"))
    return bool(own and there) and not own & there


def raid(act: Act) -> Candidate | None:
    """“A drone attack on the airport of Erbil”, “a rocket strike hit the port of Odesa”."""
    things = act.of(parts(act), *UNMANNED) if has(act.token, *ATTACKS) else []
    if not things or act.token.dep_ == "compound" or not act.has_place(act.frame.arguments):
        return None
    goals = [*act.at("on", "against"), *act.patients]
    return act.made(LAYER, kind_of(act, things) or "drone", "raid", agents=[*things, *act.at("by")], themes=things,
                    others=goals, weak=True)  # fmt: skip


VERB_RULES = (was_hit, crashed, shot_down, found)
NOUN_RULES = (crash, raid)


def is_invited(act: Act) -> bool:
    """Whether it was done at the request of those in whose country it was."""
    return any(t.lower_ in words("by_invitation") for t in act.token.subtree)


def parts(act: Act) -> list[Token]:
    """Words of a noun's phrase that say of what it is: "a drone crash", "the crash of a drone"."""
    return [*act.inside, *act.at("of", "by", "from", "with", "involving")]


def crash_kind(act: Act, things: list[Token]) -> str:
    """Sub-type of what came down."""
    kind = kind_of(act, things) or "drone"
    return "drone_crash" if kind.startswith("drone") else kind


def reporter(act: Act) -> list[Token]:
    """Who reports it: "Romania reported a crash"."""
    verb = act.frame.light
    if verb is None or act.token.dep_ != "dobj" or "report" not in act.reading.verbs(verb.i):
        return []
    return [c for c in verb.children if c.dep_ == "nsubj"]
