"""Airspace incursions: what flies, what it does, and where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from geo.extract.act import Act, has, is_noun, is_verb
from geo.extract.frame import of_objects, within
from geo.extract.hits import FLYERS, UNMANNED, crash_kind, flyers, is_invited, kind_of, parts, reporter
from geo.extract.hits import NOUN_RULES as FALLEN
from geo.extract.hits import VERB_RULES as FALLING
from geo.extract.lexicon import words
from geo.extract.standing import flies_from

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.extract.candidate import Candidate

LAYER: Final = "airspace_incursion"
REFER = "?"
"""Kind of a mention that only points back at an incursion told before."""
WITHIN = ("in", "inside", "into", "over", "through", "across", "within")
PARTS = ("part", "corner", "edge", "sector", "half", "section", "portion", "end", "side", "area")
LINES = ("line", "fence", "boundary", "divide", "river")
BACK = ("incursion", "intrusion", "violation", "overflight", "incident", "breach", "sighting", "flyover")


def incursions(act: Act) -> Iterator[Candidate]:
    """Mentions of incursions that a word makes: those of the first rule that fits."""
    if is_verb(act.token) and flies_from(act) is not None:
        return  # a watch that is kept up, told with the deployments
    rules = [*(VERB_RULES if is_verb(act.token) else ()), *(NOUN_RULES if is_noun(act.token) else ())]
    found = next((c for rule in rules if (c := rule(act)) is not None), None)
    if found is not None:
        yield found


def entered(act: Act) -> Candidate | None:
    """“Two helicopters violated Polish airspace”, “a drone crossed into Latvia”."""
    if not act.verb("enter"):
        return None
    where = [*act.patients, *act.at(*words("above"))]
    where += [o for t in where if has(t, *PARTS) for o in of_objects(t)]  # "the southwestern part of the zone"
    kind = kind_of(act, act.movers)
    air = bool(act.of([*act.frame.arguments, *where], "airspace"))
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
    things = [t for t in flyers(act, act.movers) if "crash_noun" not in act.reading.nouns[t.i]]  # wreckage lies
    if not things or not act.verb("fly", "fly_weak") or (act.verb("crash") and act.particle("down")):
        return None
    kind = act.first(things, FLYERS)
    space = [*act.patients, *act.at(*words("above"))]
    foreign = bool(act.of(space, "airspace", "territory")) or _over_the_line(act, space)
    above = act.at("at", "near") if act.at("over", "above") else []  # "over the airstrip at Kasese"
    abroad = _abroad(act, things, [*act.patients, *act.at(*WITHIN), *above])
    if not (
        kind in UNMANNED
        or abroad
        or foreign
        or _over_ship(act)
        or has(act.token, "cross", "buzz", "probe")
        or _spotted(act)
    ):
        return None
    if not (
        foreign
        or _over_ship(act)
        or act.has_place(space)
        or act.of(space, "airport", "base", "infrastructure")
        or has(act.token, "hover", "circle", "appear")
    ):
        return None
    others = [] if act.frame.passive else act.patients
    rule = "over ship" if _over_ship(act) else "fly"
    return act.made(LAYER, kind_of(act, things) or "drone", rule, agents=things, themes=things, others=others,
                    weak=not act.verb("fly"))  # fmt: skip


def aimed(act: Act) -> Candidate | None:
    """“Iran fired missiles at the base”, “the North sent drones across the border”."""
    sent = flyers(act, act.patients) if not is_invited(act) else []
    goals = act.at("at", "into", "over", "across", "toward", "towards", "against", "around", "near")
    if not sent or not act.verb("aim") or not (act.has_place(goals) or act.of(goals, "airspace", "territory")):
        return None
    kind = act.first(sent, FLYERS)
    if kind not in UNMANNED and not (kind == "aircraft" and has(act.token, "send", "fly")):
        return None
    return act.made(LAYER, kind_of(act, sent) or "drone", "aim", agents=[*act.agents, *sent], themes=sent, others=goals)


def bombed(act: Act) -> Candidate | None:
    """“Jets bombed rebel positions across the border”; at the invitation of its government it is an operation."""
    jets = act.of(act.agents, "aircraft", "helicopter")
    where = [*act.patients, *act.at("in", "near", "at", "on", "across", "against", "inside", "over")]
    if not jets or not act.verb("attack", "bomb") or is_invited(act):
        return None
    own = {code for t in jets for code in act.who.parties(t)}
    there = act.codes(where) | {c for t in where for x in within(t) for c in _lands(act, x)}
    if not there - own:
        return None
    return act.made(LAYER, kind_of(act, jets) or "aircraft", "bomb", agents=jets, themes=jets, others=act.patients,
                    weak=not own)  # fmt: skip


def harassed(act: Act) -> Candidate | None:
    """“Four drones shadowed the president's plane near Dublin”, “jets harassed a coastguard aircraft”."""
    things = flyers(act, act.agents)
    targets = act.of(act.patients, "aircraft", "helicopter", "ship", "base", "infrastructure", "airport", "convoy")
    if not things or not targets or not act.verb("harass"):
        return None
    kind = kind_of(act, things) or "drone"
    strange = act.of(things, *UNMANNED) or act.codes(act.patients) - act.codes(things)
    strange = strange or (act.of(targets, "ship") and act.codes(things))
    if not strange or (act.verb("shadow") and not act.of(things, *UNMANNED)):
        return None
    return act.made(LAYER, kind, "harass", agents=things, themes=things, others=act.patients, weak=True)


def shut_out(act: Act) -> Candidate | None:
    """“Drones of unknown origin closed Copenhagen's airport for four hours”."""
    things = act.of(act.agents, *UNMANNED)
    airports = [t for t in act.patients if act.of([t], "airport", "with:airport")]
    if not things or not airports or not act.verb("close", "close_airport"):
        return None
    return act.made(LAYER, kind_of(act, things) or "drone", "shut out", agents=things, themes=things, weak=True)


def stayed(act: Act) -> Candidate | None:
    """“A drone spent 50 minutes inside Romanian airspace”, “a helicopter clipped Estonian airspace”."""
    things = flyers(act, act.movers)
    space = [*act.at(*WITHIN), *(act.patients if not act.frame.passive else [])]
    corners = [o for t in space for o in of_objects(t)]
    corners += [o for t in space for c in t.children if c.dep_ == "prep" for o in c.children if o.dep_ == "pobj"]
    zone = act.of([*space, *corners], "watched_zone") and act.of(things, "aircraft", "drone")
    if not things or not act.of([*space, *corners], "airspace") or (act.verb("not_incursion") and not zone):
        return None
    kind = kind_of(act, things)
    return act.made(
        LAYER,
        kind or "drone",
        "in airspace",
        agents=things,
        themes=things,
        others=space,
        weak=kind == "aircraft" and not zone,
    )


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
    inside = parts(act)
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
        LAYER,
        kind,
        "verdict" if _is_verdict(act) else "incursion",
        agents=[*things, *act.at("by")],
        themes=things,
        others=[*inside, *reporter(act)],
    )


def _is_verdict(act: Act) -> bool:
    """“Calling it a deliberate breach of its airspace”, “denounced the flight as a violation”: what was told before."""
    noun = act.token.head if act.token.dep_ == "conj" else act.token
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "as" else noun.head
    named = noun.dep_ in ("oprd", "attr", "ccomp", "dobj") and has(verb, *words("verdicts"))
    judged = noun.dep_ == "pobj" and noun.head.lower_ == "as" and has(verb, *words("verdicts"))
    it = noun.dep_ == "dobj" and not any(c.lower_ in ("it", "this", "that") for c in verb.children)
    return (named and not it) or judged


def told(act: Act) -> Candidate | None:
    """“The discovery of a drone outside Plauru”, “the downing of a balloon”, “the passage of a drone”."""
    of = [*_of(act), *(act.at("by") if act.noun("flight_noun") else [])]
    things = flyers(act, [*act.inside, *of])
    pieces = [t for t in of if "crash_noun" in act.reading.nouns[t.i] or has(t, "section", "tail", "wing", "engine")]
    things = things or flyers(act, [o for t in pieces for o in of_objects(t)])
    if not things and act.noun("flight_noun") and act.light in ("make", "perform", "conduct", "fly"):
        things = flyers(act, act.agents)  # "two jets made a low pass over the destroyer"
    if not things or not act.noun("found_noun", "down_noun", "flight_noun"):
        return None
    if act.noun("flight_noun") and _over_ship(act):
        return act.made(LAYER, kind_of(act, things) or "aircraft", "over ship", agents=things, themes=things, weak=True)
    if act.noun("flight_noun") and not (
        act.of(things, *UNMANNED) and (act.has_place(act.frame.arguments) or act.at("over", "into"))
    ):
        return None
    kind = (
        "shoot_down"
        if act.noun("down_noun")
        else crash_kind(act, things)
        if act.noun("found_noun")
        else kind_of(act, things)
    )
    return act.made(LAYER, kind or "drone", "told", agents=things, themes=things, others=act.at("by"), weak=True)


VERB_RULES = (entered, flew, aimed, bombed, harassed, shut_out, stayed, *FALLING, detected)
NOUN_RULES = (hung_over, incursion, *FALLEN, told)


def _of(act: Act) -> list[Token]:
    """What stands behind "of", across a date too: "the discovery on 29 August of a drone"."""
    preps = [c for c in act.token.children if c.dep_ == "prep"]
    dates = [t for p in preps for t in p.children if t.i in act.reading.date_at or t.ent_type_ == "DATE"]
    return [*act.at("of"), *(o for t in dates for o in of_objects(t))]


def _abroad(act: Act, things: list[Token], where: list[Token]) -> bool:
    """Whether what flies is of another country than the place."""
    places = act.reading.place_at
    own = {m.iso3 for t in things for x in within(t) if (m := places.get(x.i)) and m.iso3}
    there = {
        code for t in where for x in within(t)
        if (m := places.get(x.i)) and m.place is not None and m.kind != "demonym" for code in m.place.countries
    }  # fmt: skip
    return bool(own) and bool(there) and not own & there


def _over_the_line(act: Act, space: list[Token]) -> bool:
    """“Crossed the line east of the town”, “flew over its side of the lake”."""
    if has(act.token, "cross") and any(has(t, *LINES) for t in act.patients):
        return True
    return any(has(t, "side", "bank", "half") and any(c.dep_ == "poss" for c in t.children) for t in space)


def _over_ship(act: Act) -> bool:
    """Whether it flew over a ship: "buzzed a frigate", "flew low over one of them"."""
    over = act.at("over", "above", "past")
    if act.of(over, "ship"):
        return True
    first = act.reading.sentences[max(act.reading.sentence(act.token.i) - 1, 0)].start
    points = any(t.lower_ in ("one", "them", "it", "two") for t in over)
    return points and any("ship" in act.reading.nouns[i] for i in range(first, act.token.i))


def _lands(act: Act, token: Token) -> list[str]:
    mention = act.reading.place_at.get(token.i)
    return list(mention.place.countries) if mention is not None and mention.place is not None else []


def _spotted(act: Act) -> bool:
    """Whether somebody detected it: "detected an aircraft flying near the shoal"."""
    up = act.token.head
    seer = up.head if up.pos_ in ("NOUN", "PROPN") else up
    return act.token.dep_ in ("ccomp", "acl", "xcomp") and "detect" in act.reading.verbs(seer.i)
