"""Airspace incursions: what flies, what it does, and where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from geo.extract.act import Act, has, is_noun, is_verb
from geo.extract.frame import of_objects, within
from geo.extract.lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.extract.candidate import Candidate

LAYER: Final = "airspace_incursion"
FLYERS = ("drone_swarm", "drone", "balloon", "helicopter", "missile", "unidentified", "aircraft")
UNMANNED = ("drone_swarm", "drone", "balloon", "missile", "unidentified")
"""What flies where it should not even without a border being named."""
SLOW = ("drone", "balloon", "drone_swarm", "unidentified")
REFER = "?"
"""Kind of a mention that only points back at an incursion told before."""
WITHIN = ("in", "inside", "into", "over", "through", "across", "within")
BACK = ("incursion", "intrusion", "violation", "overflight", "incident", "breach", "sighting", "flyover")


def incursions(act: Act) -> Iterator[Candidate]:
    """Mentions of incursions that a word makes: those of the first rule that fits."""
    rules = [*(VERB_RULES if is_verb(act.token) else ()), *(NOUN_RULES if is_noun(act.token) else ())]
    found = next((c for rule in rules if (c := rule(act)) is not None), None)
    if found is not None:
        yield found


def flyers(act: Act, tokens: list[Token]) -> list[Token]:
    """Phrases of what flies."""
    return act.of(tokens, *FLYERS)


def kind_of(act: Act, tokens: list[Token]) -> str | None:
    """Sub-type by what flies, the most telling first."""
    kind = act.first(tokens, FLYERS)
    return "unidentified_flight" if kind == "unidentified" else kind


def entered(act: Act) -> Candidate | None:
    """“Two helicopters violated Polish airspace”, “a drone crossed into Latvia”."""
    if not act.verb("enter"):
        return None
    where = [*act.patients, *act.at(*words("above"))]
    kind = kind_of(act, act.movers)
    air = bool(act.of(act.frame.arguments, "airspace"))
    if not air and not (kind and (act.of(where, "territory") or act.has_place(where))):
        return None
    kind = kind or kind_of(act, act.at("with", "by", "using"))
    if kind is None and not (act.verb("violate") and act.of(act.patients, "airspace")):
        return None
    things = flyers(act, act.movers)
    crews = [a for a in act.agents if a not in things]
    return act.made(LAYER, kind or "aircraft", "enter", agents=[*crews, *things], themes=things, others=act.patients)


def flew(act: Act) -> Candidate | None:
    """“Balloons drifted over the border”, “an Israeli jet circled over the Bekaa”."""
    things = flyers(act, act.movers)
    if not things or not act.verb("fly", "fly_weak"):
        return None
    kind = act.first(things, FLYERS)
    space = [*act.patients, *act.at(*words("above"))]
    foreign = bool(act.of(space, "airspace", "territory"))
    abroad = _abroad(act, things, [*act.patients, *act.at(*WITHIN)])
    if not (
        kind in UNMANNED
        or abroad
        or foreign
        or act.of(act.at("over"), "ship")
        or has(act.token, "cross", "buzz", "probe")
        or _spotted(act)
    ):
        return None
    if not (
        foreign
        or act.of(act.at("over"), "ship")
        or act.has_place(space)
        or act.of(space, "airport", "base")
        or has(act.token, "hover", "circle", "appear")
    ):
        return None
    others = [] if act.frame.passive else act.patients
    return act.made(LAYER, kind_of(act, things) or "drone", "fly", agents=things, themes=things, others=others,
                    weak=not act.verb("fly"))  # fmt: skip


def aimed(act: Act) -> Candidate | None:
    """“Iran fired missiles at the base”, “the North sent drones across the border”."""
    sent = flyers(act, act.patients)
    goals = act.at("at", "into", "over", "across", "toward", "towards", "against", "around", "near")
    if not sent or not act.verb("aim") or not (act.has_place(goals) or act.of(goals, "airspace", "territory")):
        return None
    kind = act.first(sent, FLYERS)
    if kind not in UNMANNED and not (kind == "aircraft" and has(act.token, "send", "fly")):
        return None
    return act.made(LAYER, kind_of(act, sent) or "drone", "aim", agents=[*act.agents, *sent], themes=sent, others=goals)


def stayed(act: Act) -> Candidate | None:
    """“A drone spent 50 minutes inside Romanian airspace”, “a helicopter clipped Estonian airspace”."""
    things = flyers(act, act.movers)
    space = [*act.at(*WITHIN), *(act.patients if not act.frame.passive else [])]
    corners = [o for t in space for o in of_objects(t)]
    zone = act.of(act.at("in", "inside", "within"), "watched_zone") and act.of(things, "aircraft", "drone")
    if not things or not act.of([*space, *corners], "airspace") or (act.verb("not_incursion") and not zone):
        return None
    kind = kind_of(act, things)
    return act.made(
        LAYER, kind or "drone", "in airspace", agents=things, themes=things, others=space, weak=kind == "aircraft"
    )


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
    kind = kind_of(act, things) if act.verb("attack") and others else _crash(act, things)
    return act.made(LAYER, kind or "drone", "crash", agents=things, themes=things, others=others, weak=pieces)


def shot_down(act: Act) -> Candidate | None:
    """“Pakistani troops shot down an Indian quadcopter”."""
    targets = flyers(act, act.patients)
    if not targets:
        return None
    strong = (
        has(act.token, "down")
        or act.particle("down", "out")
        or has(act.token, "destroy", "neutralise", "neutralize", "eliminate", "disable")
    )
    if not ((act.verb("shoot_down") and strong) or (has(act.token, "intercept") and act.of(targets, *UNMANNED))):
        return None
    return act.made(LAYER, "shoot_down", "shoot_down", agents=targets, themes=targets, others=act.agents)


def found(act: Act) -> Candidate | None:
    """“Fragments of a drone were found near Chilia Veche”."""
    things = flyers(act, act.patients)
    if not things or not act.verb("find", "detect") or act.token.dep_ == "amod":
        return None
    wreck = any("crash_noun" in act.reading.nouns[p.i] for p in act.patients)
    landed = (
        act.of(things, *SLOW) and act.verb("find") and (act.frame.passive or act.at("in", "at", "on", "near", "off"))
    )
    if not wreck and not landed:
        return None
    return act.made(LAYER, _crash(act, things), "find", agents=things, themes=things, others=act.agents,
                    weak=not wreck and not act.frame.passive)  # fmt: skip


def detected(act: Act) -> Candidate | None:
    """“Guards counted 13 balloons over the district”, “Taiwan tracked 45 aircraft around the island”."""
    things = flyers(act, act.patients)
    if not things or not act.verb("detect", "detect_weak"):
        return None
    around = act.at("over", "around", "near", "in", "across", "off", "inside", "within", "close")
    foreign = around and act.of([t for _, t in act.frame.obliques], "airspace", "territory")
    close = act.at("around", "near", "over", "across", "off") and act.verb("detect") and act.of(things, "aircraft")
    if not (act.of(things, *UNMANNED) or foreign or close):
        return None
    return act.made(LAYER, kind_of(act, things) or "drone", "detect", agents=things, themes=things, others=act.agents,
                    weak=not act.verb("detect"))  # fmt: skip


def hung_over(act: Act) -> Candidate | None:
    """“Unidentified drones over Liege airport halted traffic”."""
    if not act.of([act.token], *UNMANNED) or act.noun("incursion_noun"):
        return None
    if act.token.dep_ not in ("nsubj", "nsubjpass", "dobj", "pobj", "ROOT"):
        return None
    above = [
        t
        for c in act.token.children
        if c.dep_ == "prep" and c.lower_ in ("over", "above")
        for t in c.children
        if t.dep_ == "pobj"
    ]
    if not above or not (act.has_place(above) or act.of(above, "airport", "base", "infrastructure")):
        return None
    counted = any(c.dep_ in ("det", "nummod") and c.lower_ not in ("the", "any", "no") for c in act.token.children)
    return act.made(LAYER, kind_of(act, [act.token]) or "drone", "over", agents=[act.token], themes=[act.token],
                    weak=act.token.dep_ not in ("nsubj", "nsubjpass") and not counted)  # fmt: skip


def incursion(act: Act) -> Candidate | None:
    """“The incursion of 19 drones into Polish airspace”, “airspace violations”; “the incursion” points back."""
    if not act.noun("incursion_noun"):
        return None
    inside = _parts(act)
    things = flyers(act, inside)
    if not things and has(act.token, *BACK) and any(c.lower_ in ("the", "this", "that") for c in act.token.children):
        return act.made(LAYER, REFER, "refer")
    air = act.of([*inside, *act.at("into", "in", "over", "inside")], "airspace")
    vague = has(act.token, "incident", "crossing", "breach", "violation", "infringement", "encroachment")
    if (vague and not air and not (things and has(act.token, "incident"))) or (
        not things and (not air or has(act.token, "incident"))
    ):
        return None
    kind = kind_of(act, things) or kind_of(act, act.frame.arguments) or "aircraft"
    return act.made(
        LAYER, kind, "incursion", agents=[*things, *act.at("by")], themes=things, others=[*inside, *_reporter(act)]
    )


def crash(act: Act) -> Candidate | None:
    """“A drone crash along the Danube”."""
    things = act.of(_parts(act), *UNMANNED)
    if not act.noun("crash_noun") or not things:
        return None
    if not has(act.token, "crash", "impact", "wreckage", "debris", "fragment", "explosion", "remains", "wreck"):
        return None
    return act.made(LAYER, _crash(act, things), "crash_noun", agents=things, themes=things, others=_reporter(act),
                    weak=not has(act.token, "crash"))  # fmt: skip


def told(act: Act) -> Candidate | None:
    """“The discovery of a drone outside Plauru”, “the downing of a balloon”, “the passage of a drone”."""
    of = _of(act)
    things = flyers(act, [*act.inside, *of])
    pieces = [t for t in of if "crash_noun" in act.reading.nouns[t.i] or has(t, "section", "tail", "wing", "engine")]
    things = things or flyers(act, [o for t in pieces for o in of_objects(t)])
    if not things or not act.noun("found_noun", "down_noun", "flight_noun"):
        return None
    if act.noun("flight_noun") and not (
        act.of(things, *UNMANNED) and (act.has_place(act.frame.arguments) or act.at("over", "into"))
    ):
        return None
    kind = (
        "shoot_down"
        if act.noun("down_noun")
        else _crash(act, things)
        if act.noun("found_noun")
        else kind_of(act, things)
    )
    return act.made(LAYER, kind or "drone", "told", agents=things, themes=things, others=act.at("by"), weak=True)


VERB_RULES = (entered, flew, aimed, stayed, was_hit, crashed, shot_down, found, detected)
NOUN_RULES = (hung_over, incursion, crash, told)


def _parts(act: Act) -> list[Token]:
    return [*act.inside, *act.at("of", "by", "from", "with", "involving")]


def _of(act: Act) -> list[Token]:
    """What stands behind "of", across a date too: "the discovery on 29 August of a drone"."""
    preps = [c for c in act.token.children if c.dep_ == "prep"]
    dates = [t for p in preps for t in p.children if t.i in act.reading.date_at or t.ent_type_ == "DATE"]
    return [*act.at("of"), *(o for t in dates for o in of_objects(t))]


def _crash(act: Act, things: list[Token]) -> str:
    kind = kind_of(act, things) or "drone"
    return "drone_crash" if kind.startswith("drone") else kind


def _reporter(act: Act) -> list[Token]:
    """Who reports it: "Romania reported a crash"."""
    verb = act.frame.light
    if verb is None or act.token.dep_ != "dobj" or "report" not in act.reading.verbs(verb.i):
        return []
    return [c for c in verb.children if c.dep_ == "nsubj"]


def _abroad(act: Act, things: list[Token], where: list[Token]) -> bool:
    """Whether what flies is of another country than the place."""
    places = act.reading.place_at
    own = {m.iso3 for t in things for x in within(t) if (m := places.get(x.i)) and m.iso3}
    there = {
        code for t in where for x in within(t)
        if (m := places.get(x.i)) and m.place is not None and m.kind != "demonym" for code in m.place.countries
    }  # fmt: skip
    return bool(own) and bool(there) and not own & there


def _spotted(act: Act) -> bool:
    """Whether somebody detected it: "detected an aircraft flying near the shoal"."""
    up = act.token.head
    seer = up.head if up.pos_ in ("NOUN", "PROPN") else up
    return act.token.dep_ in ("ccomp", "acl", "xcomp") and "detect" in act.reading.verbs(seer.i)
