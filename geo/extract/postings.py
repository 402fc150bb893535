"""Postings and activities: bases, training, presence, exercises, operations, mercenaries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo.extract.act import Act, has
from geo.extract.bases import said_there
from geo.extract.frame import of_objects
from geo.extract.lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.extract.candidate import Candidate

LAYER: Final = "deployment"
STAYING = ("troops", "mercenaries", "trainers", "ship", "airdefence")
PRESENCE = {
    "airdefence": "air_defence_response",
    "mercenaries": "mercenaries",
    "trainers": "military_training",
    "ship": "naval",
}


def trained(act: Act) -> Candidate | None:
    """“Russian instructors have been teaching Nigerien soldiers”."""
    alone = has(act.token, "train") and (not act.patients or (act.frame.passive and not act.agents))
    if alone and any(act.codes([t]) for t in act.of(act.at("with", "alongside"), "troops", "ship", "aircraft")):
        return None  # an exercise
    if has(act.token, "train") and not act.patients:
        pupils = [t for t in act.agents if act.of([t], "troops") or has(t, *words("learners"))]
        spots = act.codes(act.at("in", "at", "on", "near"))
        if not pupils or not spots or not act.codes(pupils) or act.codes(pupils) & spots:
            return None
        return act.made(LAYER, "military_training", "train", agents=pupils, themes=pupils, weak=True)  # abroad
    if not act.verb("train") or not act.patients:
        return None
    learners = [
        p
        for p in act.patients
        if act.of([p], "troops", "mercenaries", "airdefence", "ship") or has(p, *words("learners"))
    ]
    if not learners:
        return None
    return act.made(LAYER, "military_training", "train", agents=act.agents, themes=learners, others=act.patients)


def drilled(act: Act) -> Candidate | None:
    """“More than 550 soldiers are drilling in the fjords”."""
    going = act.of(act.movers, "troops", "ship", "aircraft")
    if any(t.lower_ == "home" and t.i > act.token.i for t in act.token.subtree):
        return None
    partners = [t for t in act.of(act.at("with", "alongside"), "troops", "ship", "aircraft") if act.codes([t])]
    if (
        has(act.token, "train")
        and going
        and (not act.patients or act.frame.passive)
        and (act.particle("together", "jointly", "alongside", "side") or partners)
    ):
        return act.made(LAYER, "exercise", "drill", agents=going, others=partners)
    if has(act.token, "fire", "shoot") and _at_targets(act):
        guns = act.of(act.agents, "troops", "ship", "airdefence")
        return act.made(LAYER, "exercise", "fire", agents=guns, themes=guns, weak=True) if guns else None
    allies = [a for a in act.agents if act.of([a], "leader") or act.is_place(a) or has(a, "ally")]
    if not act.verb("drill") or not (going or allies):
        return None
    return act.made(LAYER, "exercise", "drill", agents=act.agents, themes=act.patients, weak=not going)


def _at_targets(act: Act) -> bool:
    """“Fired into the Black Sea”, “shot at towed targets”, “fired on the range”."""
    kinds = ((t, act.reading.place_at.get(t.i)) for t in act.at("into", "at", "over", "on"))
    return any(has(t, "sea", "target", "range") or (m is not None and m.kind == "sea") for t, m in kinds)


def launched(act: Act) -> Candidate | None:
    """“Aspides was launched to protect shipping in the Red Sea”."""
    named = [p for p in act.patients if p.pos_ == "PROPN" and not act.is_place(p)]
    purpose = [c for c in act.token.children if c.dep_ in ("advcl", "xcomp") and "protect" in act.reading.verbs(c.i)]
    if not named or not (purpose or act.of(named, "operation")) or not has(act.token, "launch", "begin", "start"):
        return None
    return act.made(LAYER, "operation", "launched", agents=act.agents, themes=named)


def led(act: Act) -> Candidate | None:
    """“Britain has led the battlegroup in Estonia”."""
    units = act.of(act.patients, "troops") or [p for p in act.patients if has(p, "mission", "operation")]
    if act.token.dep_ == "amod" or not act.verb("lead") or not units:
        return None
    if act.of(act.patients, "meeting") or not act.has_place(act.frame.arguments):
        return None
    name = "foreign_troops" if act.of(units, "troops") else "operation"
    return act.made(LAYER, name, "lead", agents=act.agents, themes=units, others=act.at("in", "at"), weak=True)


def stayed(act: Act) -> Candidate | None:
    """“Some 300 soldiers have been in Darfur since”, “Russia has kept a garrison there”."""
    if act.of(act.agents, "aircraft", "with:aircraft"):  # "Su-35 escorts" are no ships
        return None
    here = act.at("in", "at", "on", "near", "along", "across", "inside", "within", "around", "off", "outside")
    own = act.of(act.agents, *STAYING) if act.verb("stay") else []
    held = act.of(act.patients, *STAYING) if act.verb("have") else []
    beside = (
        [t for t in act.of(act.at("beside", "alongside", "with"), "troops") if act.codes([t])]
        if has(act.token, "fight")
        else []
    )
    if not (own or held) or not (
        beside or act.has_place(here) or said_there(act) or (held and act.has_place(act.patients))
    ):
        return None
    who = own or held
    name = PRESENCE.get(act.first(who, STAYING[1:]) or "", "foreign_troops")
    return act.made(
        LAYER, name, "presence", agents=[*act.agents, *held], themes=who, others=[*here, *beside], weak=True
    )


def quartered(act: Act) -> Candidate | None:
    """“The Canadian-led brigade in Latvia”, “the base in Gyumri, home to 3,000 Russian soldiers”: they are there."""
    token = act.token
    if not act.noun("base", "mercenaries") and not (act.noun("troops") and has(token, *UNITS)):
        return None
    if token.dep_ not in ("nsubj", "nsubjpass", "dobj", "attr", "ROOT", *(("pobj",) if act.noun("base") else ())):
        return None
    beside = [*act.inside, *(x for c in act.inside for x in c.children)]  # "Canadian-led"
    beside += [x for c in token.children if c.dep_ in TOLD_OF for x in c.subtree]
    named = [t for t in beside if act.is_place(t) and act.reading.place_at[t.i].kind in WHOSE]
    own = [t for t in [*named, *(c for c in act.inside if c.tag_ == "PRP$")] if act.codes([t])]
    spots = [o for c in token.children if c.dep_ == "prep" for o in c.children]
    after = token.doc[token.i + 1 : token.i + 3]  # "governs the unit in Accra", read as where it is governed
    spots += [o for p in after[:1] if p.dep_ == "prep" and p.head is token.head for o in p.children]
    spots = [
        t for t in spots if t.dep_ == "pobj" and act.has_place([t]) and t.head.lower_ in ("in", "at", "on", "near")
    ]
    if not own or not spots or act.codes(own) & act.codes(spots):
        return None
    name = "base" if act.noun("base") else "mercenaries" if act.noun("mercenaries") else "foreign_troops"
    rule = "keep base" if name == "base" else "presence"
    return act.made(LAYER, name, rule, agents=own, themes=[token], others=spots, weak=True)


UNITS = ("brigade", "battlegroup", "garrison", "contingent", "unit", "battalion", "regiment", "detachment",
         "troop", "soldier", "peacekeeper", "marine")  # fmt: skip
WHOSE = ("demonym", "country")
TOLD_OF = ("npadvmod", "advmod", "appos", "acl", "relcl")


def exercise(act: Act) -> Candidate | None:
    """“Belarus and Russia began joint manoeuvres near Barysaw”."""
    if not act.noun("exercise") or has(act.token, "training"):
        return None
    if act.frame.light is not None and any(c.dep_ == "neg" for c in act.frame.light.children):
        return None  # "will not take part in the exercise"
    happening = act.frame.light is not None and "hold" in act.reading.verbs(act.frame.light.i)
    agents = [*act.agents, *act.inside, *act.at("with", "between", "by", "of")]
    return act.made(LAYER, "exercise", "exercise", agents=agents, themes=[act.token],
                    others=[*act.patients, *act.at("with")],
                    weak=not (happening or act.at("in", "off", "at", "near", "on")))  # fmt: skip


def operation(act: Act) -> Candidate | None:
    """“NATO began Operation Eastern Sentry”, “the group's seventh patrol”."""
    if (
        not act.noun("operation")
        or act.token.dep_ == "compound"
        or (not has(act.token, *OPERATIONS) and act.token.pos_ != "PROPN")
    ):
        return None
    if act.noun("airtraffic") and act.of(act.frame.arguments, "airport"):
        return None  # "operations at the airport were halted"
    whose = act.token.head.head if act.token.dep_ == "pobj" and act.token.head.lower_ == "of" else None
    if whose is not None and act.of([whose], "troops", "ship"):  # "a component of the mission" is about the component
        return None
    agents = [*act.agents, *act.inside]
    named = act.token.pos_ == "PROPN" or any(
        c.pos_ == "PROPN" and c.dep_ in ("compound", "appos", "nmod") for c in act.token.children
    )
    running = act.frame.light is not None and "operate" in act.reading.verbs(act.frame.light.i)
    if act.light in ENDED and act.of(act.agents, "mercenaries", "operation"):
        return None  # its end is told by the verb
    if (not running and not (named and act.token.pos_ == "PROPN")) or has(act.token, "activity"):
        return None
    kind = act.first(agents, ("ship", "recon", "aircraft", "helicopter"))
    if kind in ("recon", "aircraft", "helicopter") and any(
        c.lower_ in ("air", "defence", "defense") for c in act.inside
    ):
        return act.made(
            LAYER, "air_defence_response", "operation", agents=agents, themes=act.of(act.agents, "aircraft", "recon")
        )
    name = "naval" if kind == "ship" else "surveillance" if has(act.token, "patrol") and kind else "operation"
    strong = running and (named or has(act.token, "patrol") or (kind == "ship" and bool(act.at("in", "off", "near"))))
    return act.made(LAYER, name, "operation", agents=agents, themes=[act.token], others=act.patients, weak=not strong)


ENDED = ("complete", "end", "wind", "wrap", "conclude", "terminate", "finish")
MARTIAL = ("military", "combat", "army", "pilot", "tactical", "warfare", "weapon", "infantry", "sniper", "commando")
OPERATIONS = (
    "offensive",
    "sweep",
    "crackdown",
    "operation",
    "mission",
    "patrol",
    "sentry",
    "activity",
    "shield",
    "guardian",
)


def training(act: Act) -> Candidate | None:
    """“Providing military training”."""
    if not has(act.token, "training", "instruction", "course") or not act.agents or act.token.dep_ == "compound":
        return None
    military = any(has(c, *MARTIAL) or act.of([c], "troops") for c in act.inside)
    given = act.light in (
        "provide",
        "offer",
        "give",
        "deliver",
        "receive",
        "begin",
        "start",
        "conduct",
        "undergo",
        "complete",
        "finish",
        "end",
        "attend",
        "take",
        "get",
        "pass",
        "have",
        "continue",
    )
    pupils = [x for a in [*act.agents, *act.at("for", "to")] for x in (a, *of_objects(a))]
    learners = [a for a in pupils if act.of([a], "troops") or has(a, *words("learners"))]
    if not military and not (given and (learners or not has(act.token, "course"))):
        return None
    taught = act.at("for", "to")
    if any(a in taught for a in learners):
        learners = [a for a in learners if a in taught]
    teachers = [a for a in act.agents if a not in learners] or act.agents
    return act.made(LAYER, "military_training", "training", agents=teachers, themes=[act.token],
                    others=[*learners, *_taught(act)], weak=not (military or learners))  # fmt: skip


def _taught(act: Act) -> list[Token]:
    return [*act.patients, *act.at("to", "for", "of")]


def response(act: Act) -> Candidate | None:
    """“The incursion prompted a massive NATO response”."""
    if not has(act.token, "response") or act.light not in (
        "prompt",
        "trigger",
        "spark",
        "provoke",
        "launch",
        "mount",
        "draw",
        "lead",
    ):
        return None
    if not any(c.lower_ in ("nato", "military", "air", "allied", "rapid") for c in act.inside):
        return None
    return act.made(LAYER, "air_defence_response", "response", agents=act.inside, themes=[act.token], weak=True)


def mercenaries(act: Act) -> Candidate | None:
    """“The mercenaries from the Wagner Group”."""
    hired = act.noun("mercenaries") or (
        act.of([act.token], "with:mercenaries") and act.of([act.token], "troops", "fighter")
    )
    paid = any(c.dep_ in ("acl", "amod") and has(c, "hire", "recruit") for c in act.token.children)
    men = act.of([act.token], "troops") or has(act.token, "fighter", "gunman", "man", "veteran")
    if not (hired or (paid and men)) or act.token.dep_ == "compound":
        return None
    if has(act.token, "contractor") and not act.of([act.token], "with:troops", "with:mercenaries", "with:operation"):
        return None
    own = act.codes([act.token]) or has(act.token, "corps")
    agents = [act.token] if own else [act.token, *act.agents]
    return act.made(LAYER, "mercenaries", "mercenaries", agents=agents, themes=[act.token],
                    others=act.at("in", "from"), weak=True)  # fmt: skip


def ended(act: Act) -> Candidate | None:
    """“The regional mission wound up its operation”, “the force's mandate ended”."""
    named = [t for t in [*act.patients, *act.agents] if has(t, "mission", "operation", "deployment", "presence")]
    foreign = act.of(act.agents, "operation", "troops") or act.codes(act.agents)
    if not act.verb("end_mission") or not named or not foreign:
        return None
    return act.made(LAYER, "withdrawal", "ended", agents=act.agents, themes=[], others=act.at("in"), weak=True)


VERB_RULES = (trained, drilled, launched, led, ended, stayed)
NOUN_RULES = (exercise, operation, training, response, quartered, mercenaries)
