"""Relations short of a treaty: cooperation agreed, arms delivered, infrastructure built for one another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from geo.extract.act import Act, has, is_noun, is_verb
from geo.extract.frame import frame, of_objects, within, witnesses
from geo.extract.lexicon import words
from geo.extract.people import met_to_agree
from geo.extract.treaties import is_clause
from geo.extract.turns import RELATION_RULES

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.extract.candidate import Candidate

LAYER: Final = "treaty_partner"
UNITS = (
    "squadron",
    "battery",
    "regiment",
    "batch",
    "division",
    "unit",
    "set",
    "consignment",
    "package",
    "system",
    "dozen",
)


def relations(act: Act) -> Iterator[Candidate]:
    """Mentions of relations that a word makes: those of the first rule that fits."""
    rules = (
        (delivered, came, *RELATION_RULES, built, promised, planned_together, cooperated)
        if is_verb(act.token)
        else (building, transfer)
        if is_noun(act.token)
        else ()
    )
    found = next((c for rule in rules if (c := rule(act)) is not None), None)
    if found is not None:
        yield found


def delivered(act: Act) -> Candidate | None:
    """“Germany delivered a radar”, “supplied Russia with drones”."""
    if not act.verb("deliver", "deliver_weak") or act.of(act.patients, "treaty"):
        return None
    goods = _goods(act, act.patients) or _goods(act, act.at("with"))
    if has(act.token, "take") and any(has(p, "delivery", "possession", "receipt") for p in act.patients):
        goods = _goods(act, [o for p in act.patients for o in of_objects(p)])
    takers = [*act.at("to", "for", "from"), *(p for p in act.patients if p not in goods)]
    if has(act.token, "unload", "offload"):
        takers += act.at("in", "at")
    if has(act.token, "send") and any(c.dep_ in ("advcl", "xcomp") and c.tag_ == "VB" for c in act.token.children):
        return None  # "sent two jets to watch over the sky"
    if not goods or (has(act.token, "send") and len(act.codes([*act.agents, *takers])) < 2):
        return None
    if act.at("against") or (not act.codes([*act.agents, *takers, *goods]) and act.verb("deliver_weak")):
        return None  # sent into battle; ordered by nobody from nobody
    return act.made(
        LAYER, "arms_transfer", "deliver", agents=act.agents, themes=goods, others=takers, weak=not act.verb("deliver")
    )


def came(act: Act) -> Candidate | None:
    """“The first of 24 French howitzers reached Armenia”: arms of one country that come to another."""
    goods = [t for t in _goods(act, act.agents) if not act.of([t], "ship", "aircraft", "helicopter", "airdefence")]
    goals = [*act.patients, *act.at("in", "at", "to")]
    if not goods or not has(act.token, "arrive", "reach", "land", "come") or act.of(goods, "drone", "missile"):
        return None
    makers, takers = act.codes(goods), act.codes(goals)
    if not makers or not takers or makers & takers:
        return None
    return act.made(LAYER, "arms_transfer", "deliver", agents=goods, themes=goods, others=goals, weak=True)


def built(act: Act) -> Candidate | None:
    """“The presidents opened a terminal built with Brazilian money”, “broke ground on a railway”."""
    works = act.of(act.patients, "infrastructure")
    partners = act.at("with", "for", "to", "between")
    labour = [
        p for p in [*act.patients, *act.agents] if has(p, "ground", "construction", "work", "concrete", "building")
    ]
    under_way = has(act.token, "get", "be") and any(t.lower_ in ("way", "underway") for t in act.token.subtree)
    ribbon = [p for p in act.patients if has(act.token, "cut") and has(p, "ribbon", "tape", "sod", "turf")]
    labour += ribbon
    started = bool(labour) and (act.verb("start_work") or under_way or bool(ribbon))
    if started:
        inner = [o for p in labour for o in frame(p).at("on", "of", "for")]
        works = act.of([*act.at("on", "of", "for"), *inner], "infrastructure")
    begun = [c for c in act.token.children if c.dep_ == "xcomp" and c.tag_ == "VBG" and act.verb("start_work")]
    if not works and begun:
        labour = [p for c in begun for p in frame(c).patients]
        works = act.of([*labour, *(o for p in labour for o in frame(p).at("of", "for", "on"))], "infrastructure")
        started = bool(works) or any(has(p, "track", "rail", "pipe", "cable", "foundation") for p in labour)
        works = works or (labour if started else [])
    watched = bool(witnesses(act.token)) and not act.codes(act.agents)
    if not works or watched or not (started or act.verb("build", "build_weak")):
        return None
    if len(act.codes([*act.agents, *partners])) < 2:
        partners = [*partners, *(x for w in works for x in w.subtree if act.is_place(x))]
    return act.made(LAYER, "infrastructure", "build", agents=act.agents, themes=works, others=partners,
                    weak=not started and not act.verb("build"))  # fmt: skip


def promised(act: Act) -> Candidate | None:
    """“The two governments agreed to run joint patrols”."""
    agreed_on = has(act.token, "agree") and [t for t in act.at("on", "upon") if t.pos_ == "NOUN"]
    if act.of(act.at("on", "to", "upon"), "treaty", "meeting"):
        return None
    if (
        not act.verb("promise")
        or is_clause(act)
        or not (agreed_on or any(c.dep_ == "xcomp" for c in act.token.children))
    ):
        return None
    if met_to_agree(act):
        return None
    made = [c for c in act.token.children if c.dep_ == "xcomp" and has(c, *words("making"))]
    if made and len(act.codes([*act.agents, *act.at("with")])) > 1:  # "agreed to assemble drones in Astana"
        spots = [o for c in made for o in frame(c).at("in", "at", "near", "on")]
        return act.made(LAYER, "infrastructure", "agree to", agents=act.agents, others=[*act.at("with"), *spots],
                        themes=[o for c in made for o in frame(c).patients], weak=True)  # fmt: skip
    if any(c.dep_ == "xcomp" and has(c, *words("talking_on")) for c in act.token.children):
        return None  # "agreed only to meet again"
    both = len(act.codes([*act.agents, *act.at("with")])) > 1
    if not both and not (has(act.token, "agree") and any(act.who.looks_back(x) for a in act.agents for x in within(a))):
        return None
    return act.made(LAYER, "bilateral_cooperation", "agree to", agents=act.agents, others=act.at("with"), weak=True)


def planned_together(act: Act) -> Candidate | None:
    """“The two governments agreed a partnership plan on energy”."""
    plans = [p for p in act.patients if has(p, *words("joint_plans"))]
    if not plans or act.verb("sign") or not act.verb("conclude_weak", "approve", "conclude", "promise"):
        return None
    both = len(act.codes([*act.agents, *act.at("with", "between")])) > 1 or any(
        act.who.looks_back(a) for a in act.agents
    )
    if not both:
        return None
    return act.made(LAYER, "bilateral_cooperation", "agree to", agents=act.agents, themes=plans,
                    others=act.at("with", "between"), weak=True)  # fmt: skip


def cooperated(act: Act) -> Candidate | None:
    """“Georgia and China established a strategic partnership”."""
    if not act.verb("cooperate") or act.particle("then"):
        return None
    inner = [p for c in act.token.children if c.dep_ in ("xcomp", "pcomp") for p in frame(c).patients]
    bonds = act.of([*act.patients, *inner], "cooperation")
    if not bonds and not has(act.token, "cooperate", "co-operate", "collaborate"):
        return None
    return act.made(LAYER, "bilateral_cooperation", "cooperate", agents=act.agents, themes=bonds,
                    others=act.at("with", "between"), weak=True)  # fmt: skip


def building(act: Act) -> Candidate | None:
    """“Rosatom leads construction of the plant”."""
    works = act.of([*act.inside, *act.at("of")], "infrastructure")
    if (
        not works
        or act.frame.light is None
        or not has(act.token, "construction", "building", "completion", "opening", "inauguration")
    ):
        return None
    return act.made(
        LAYER, "infrastructure", "building", agents=act.agents, themes=works, others=act.patients, weak=True
    )


def transfer(act: Act) -> Candidate | None:
    """“The sale of missiles to Egypt”."""
    goods = act.of([*act.inside, *act.at("of")], "arms")
    if not goods or not act.noun("arms_noun") or len(act.codes(act.frame.arguments)) < 2:
        return None
    return act.made(
        LAYER, "arms_transfer", "transfer", agents=act.agents, themes=goods, others=act.at("to", "from"), weak=True
    )


def _goods(act: Act, tokens: list[Token]) -> list[Token]:
    return [t for t in tokens if act.of([t], "arms") or (has(t, *UNITS) and act.of([t], "with:arms"))]
