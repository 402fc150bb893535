"""Deployments: whose forces went, arrived, sailed, took over or left, and where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from geo.extract.act import Act, has, is_noun, is_verb
from geo.extract.air_cover import NOUN_RULES as WATCHING
from geo.extract.air_cover import VERB_RULES as FLYING
from geo.extract.at_sea import NOUN_RULES as CALLING
from geo.extract.at_sea import VERB_RULES as SAILING
from geo.extract.bases import NOUN_RULES as BASES
from geo.extract.bases import VERB_RULES as BASING
from geo.extract.forces import FORCES, forces, is_merchant, is_placed, sub_type
from geo.extract.lexicon import AIRCRAFT, words
from geo.extract.postings import NOUN_RULES as POSTED
from geo.extract.postings import VERB_RULES as POSTING
from geo.extract.progress import came_about, joined_from, took_over
from geo.extract.standing import FORCES_RULES as STANDING
from geo.extract.standing import NOUN_RULES as SHOWN
from geo.extract.turns import FORCES_RULES as TURNS
from geo.extract.turns import LATE_FORCES_RULES as LATE_TURNS

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.extract.candidate import Candidate

LAYER: Final = "deployment"
WENT = frozenset({"withdraw", "withdraw_weak", "deploy", "arrive", "advance", "drill", "sail"})
"""Classes of verbs that tell of forces what a participle beside their name does not."""
SUBJECT_WITHIN = 12
"""So many words before a passive its subject stands at most."""


def deployments(act: Act) -> Iterator[Candidate]:
    """Mentions of deployments that a word makes: those of the first rule that fits."""
    rules = [*(VERB_RULES if is_verb(act.token) else ()), *(NOUN_RULES if is_noun(act.token) else ())]
    if is_verb(act.token) and (_downed(act) or _attribute(act) or act.of(act.patients, "exercise")):
        return
    found = next((c for rule in rules if (c := rule(act)) is not None), None)
    if found is not None:
        yield found


def relieved(act: Act) -> Candidate | None:
    """“An Italian unit took the place of a Hungarian one”."""
    coming, going = forces(act, act.agents), forces(act, act.patients) or forces(act, act.at("of", "from"))
    if not act.verb("relieve") or not (coming or going) or not (act.patients or act.at("from", "of")):
        return None
    both = coming and (going or act.at("of", "from"))
    return act.made(LAYER, "rotation", "relieve", agents=act.agents, themes=[*coming, *going],
                    others=[*act.patients, *act.at("of", "from")], weak=not both)  # fmt: skip


def withdrew(act: Act) -> Candidate | None:
    """“The last French soldiers left N'Djamena”."""
    if gone := _set_out(act):
        return act.made(LAYER, sub_type(act, gone), "set out", agents=gone, themes=gone, others=act.at("for"))
    if gone := _went_aboard(act):
        return act.made(LAYER, "withdrawal", "withdraw", agents=act.agents, themes=gone, others=act.at("from"))
    leaving = [] if act.frame.passive or act.verb("object_only") else act.agents
    gone = forces(act, [*act.patients, *leaving, *act.at("of")]) or _last_ones(act, leaving)
    if not gone or not act.verb("withdraw", "withdraw_weak"):
        return None
    if has(act.token, "return", "remove", "move", "leave", "depart", "exit") and not _homeward(act):
        return None
    if has(act.token, "move") and (act.has_place(goals := act.at("to", "into")) or act.of(goals, "base", "airport")):
        return None  # from one post to another
    kind = act.first(gone, FORCES)
    if kind == "drone" or (kind == "ship" and (not act.verb("withdraw") or has(act.token, "recall"))):
        return None
    return act.made(LAYER, "withdrawal", "withdraw", agents=[*act.agents, *act.patients], themes=gone,
                    others=act.at("from"), weak=not act.verb("withdraw"))  # fmt: skip


def founded(act: Act) -> Candidate | None:
    """“The chancellor inaugurated the 45th Panzer Brigade in Vilnius”, “a frigate took over as flagship”."""
    units = act.of(act.patients, "troops")
    if units and act.verb("found_unit") and act.has_place(act.at("in", "at", "on", "near")):
        return act.made(LAYER, "contingent", "found", agents=act.agents, themes=units, others=act.at("in", "at"))
    helm = [t for t in [*act.at("as"), *act.patients] if has(t, "flagship", "command", "lead", "helm")]
    ships = act.of(act.agents, "ship")
    if helm and ships and act.verb("take_helm"):
        return act.made(LAYER, "naval", "helm", agents=ships, themes=ships, others=act.at("from"))
    return None


def deployed(act: Act) -> Candidate | None:
    """“Rwanda sent 800 soldiers to Cabo Delgado”."""
    moved = forces(act, act.patients) or _misread(act)
    if not moved or act.of(act.patients, "exercise") or not act.verb("deploy", "deploy_weak", "deploy_placed"):
        return None
    kind, goals, placed = act.first(moved, FORCES), act.at(*words("goal_preps")), is_placed(act)
    if kind == "aircraft" and all(has(t, "plane", "aircraft") and not act.inside_of(t) for t in moved):
        return None  # airliners that were diverted
    if kind in ("drone", "missile") and (act.at("into", "across", "over", "at") or not _is_stationed(act)):
        return None
    if act.of(act.at("for"), "exercise"):
        return None  # a part of it
    if act.at("against") or (kind == "airdefence" and has(act.token, "transfer", "provide", "contribute")):
        return None
    if (
        kind in ("aircraft", "helicopter")
        and has(act.token, "fly", "send", "move")
        and (not placed or act.at("around", "over", "into", "near"))
    ):
        return None
    if has(act.token, "host") and kind == "ship":
        return act.made(LAYER, "naval", "hosted", agents=moved, themes=moved, others=[*act.agents, *goals])
    if not act.verb("deploy", "deploy_weak") and not placed:
        return None
    name = "rotation" if has(act.token, "rotate") else sub_type(act, moved)
    if name == "contingent" and (has(act.token, "host") or _has_been(act)):
        name = "foreign_troops"
    weak = not act.verb("deploy") and not (act.verb("deploy_weak") and placed)
    return act.made(LAYER, name, "deploy", agents=[*act.agents, *moved], themes=moved, others=goals, weak=weak)


def active(act: Act) -> Candidate | None:
    """“British paratroopers deployed to Kosovo”."""
    going = forces(act, act.agents)
    moved = has(act.token, "move", "shift", "relocate", "transfer") and act.has_place(act.at("to", "into"))
    if not going or not (act.verb("deploy", "active") or moved) or forces(act, act.patients):
        return None
    if has(act.token, "be", "remain", "stay", "serve", "operate") or (act.verb("sail") and act.of(going, "ship")):
        return None
    name = "rotation" if has(act.token, "rotate") else sub_type(act, going)
    return act.made(
        LAYER,
        name,
        "deploy",
        agents=going,
        themes=going,
        others=act.at(*words("goal_preps")),
        weak=has(act.token, "patrol"),
    )


def arrived(act: Act) -> Candidate | None:
    """“A company of Austrian soldiers landed in Sarajevo”, “the frigate docked in Tokyo”."""
    headline = act.token.dep_ == "acl" and act.token.head.dep_ == "ROOT"  # "Hundreds of soldiers disembarked", misread
    afloat = act.frame.passive and has(act.token, "moor", "berth", "dock", "anchor", "station")
    going = forces(act, act.patients if headline or afloat else act.agents)
    flown_in = has(act.token, "fly", "come", "march", "move") and act.particle("in")
    called = has(act.token, "visit") and act.of(going, "ship")
    placed = is_placed(act) or flown_in or joined_from(act, going)
    if not going or not (act.verb("arrive") or called) or not placed:
        return None
    kind = act.first(going, FORCES)
    ashore = bool(flown_in) or not has(act.token, *words("afloat"))
    jets = kind == "aircraft" and bool(act.of(going, "fighter", "with:fighter") or any(map(_is_of_type, going)))
    if kind in ("drone", "missile") or (kind in ("aircraft", "helicopter") and not jets):
        return None
    if not (ashore or kind == "ship") or (kind == "ship" and is_merchant(act, going)):
        return None
    weak = bool(jets) or has(act.token, "reach", "enter", "return", "call", "join")
    return act.made(
        LAYER,
        sub_type(act, going),
        "arrive",
        agents=going,
        themes=going,
        others=act.at(*words("goal_preps")),
        weak=weak,
    )


def advanced(act: Act) -> Candidate | None:
    """“Two battalions of Ethiopian troops crossed into the Gedo region”."""
    going = act.of(act.agents, "troops", "mercenaries")
    goals = act.at("into", "to", "towards", "toward", "through", "across", "near", "from")
    entered = [p for p in act.patients if act.is_place(p)] if has(act.token, "enter", "cross") else []
    if act.verb("capture") and act.codes(act.agents) - act.codes(act.patients):
        towns = [p for p in act.patients if act.is_place(p) or has(p, *words("place_nouns"))]
        entered += [p for p in towns if act.has_place([p])]
    if has(act.token, "cross"):
        entered += act.of(act.patients, "territory")
    if (
        not going
        or act.of(act.agents, "ship", "aircraft")
        or not act.verb("advance", "capture")
        or not (entered or (act.verb("advance") and act.has_place(goals)))
    ):
        return None
    return act.made(LAYER, "operation", "advance", agents=going, themes=going, others=[*goals, *entered],
                    weak=not act.at("into") and not entered)  # fmt: skip


def deployment(act: Act) -> Candidate | None:
    """“The deployment of a brigade to Lithuania”, “the arrival of trainers”, “a withdrawal from Syria”."""
    of = [*act.at("of"), *act.inside]
    moved = forces(act, of)
    if act.noun("withdrawal_noun") and not has(
        act.token, "handover", "hand-over", "reduction", "removal", "exit", "evacuation"
    ):
        spots = act.at("from")
        if act.of(spots, "treaty") and not moved:
            return None  # "the withdrawal from an agreement on air defence"
        if (
            not moved
            and not forces(act, act.agents)
            and not (
                act.of(spots, "base", "airport")
                or (has(act.token, "withdrawal") and act.has_place(spots) and act.codes(act.inside))
            )
        ):
            return None
        return act.made(LAYER, "withdrawal", "withdrawal", agents=[*act.agents, *of], themes=moved,
                        others=act.at("from"), weak=has(act.token, "departure", "retreat"))  # fmt: skip
    if act.of(moved, "fighter") and act.noun("scramble_noun"):
        return act.made(LAYER, "air_defence_response", "scramble_noun", agents=[*act.agents, *of], themes=moved)
    if has(act.token, "handover", "hand-over") and (
        bases := [t for t in of if act.of([t], "base") or _is_base(act, t)]
    ):
        return act.made(LAYER, "withdrawal", "handover", agents=act.agents, themes=bases, others=act.at("to"))
    if not act.noun("deployment_noun"):
        return None
    if has(act.token, "rotation") and (moved or act.at("in", "at", "to")):
        return act.made(LAYER, "rotation", "rotation", agents=[*act.agents, *of], themes=moved, weak=True)
    if (
        moved
        and act.first(moved, FORCES) not in ("drone", "missile")
        and not has(act.token, "presence", "build-up", "buildup", "surge")
    ):
        return act.made(LAYER, sub_type(act, moved), "deployment", agents=[*act.agents, *of], themes=moved,
                        others=act.at("to", "in"),
                        weak=not has(act.token, "deployment", "arrival", "dispatch", "stationing"))  # fmt: skip
    if has(act.token, "deployment") and act.at("to", "in", "on", "at"):
        return act.made(LAYER, "contingent", "deployment", agents=act.agents, others=act.at("to", "in"), weak=True)
    return None


VERB_RULES = (
    *TURNS,
    *FLYING,
    took_over,
    *BASING,
    *POSTING,
    withdrew,
    relieved,
    founded,
    *SAILING,
    deployed,
    active,
    arrived,
    advanced,
    *LATE_TURNS,
    *STANDING,
)
NOUN_RULES = (*BASES, *POSTED, *WATCHING, *CALLING, deployment, came_about, *SHOWN)


def _is_of_type(token: Token) -> bool:
    """“Two B-52 bombers”, “an Il-76”: of an air force, unlike "a plane"."""
    return token.lemma_.lower() in ("bomber", "gunship") or any(
        AIRCRAFT.fullmatch(t.text) and t.text[0].isupper() for t in (token, *token.children)
    )


def _last_ones(act: Act, leaving: list[Token]) -> list[Token]:
    """“The last South Africans flew home”: soldiers where an article tells of soldiers."""
    people = [t for t in leaving if t.tag_ in ("NNPS", "NNS") and act.is_place(t)]
    return [t for t in people if any(c.lower_ in ("last", "remaining", "final") for c in t.children)]


def _misread(act: Act) -> list[Token]:
    """The forces shortly before "has been deployed" where the parser took another noun for its subject."""
    if not act.frame.passive or not has(act.token, "deploy", "station", "garrison", "redeploy"):
        return []
    before = [t for t in act.token.sent if act.token.i - SUBJECT_WITHIN <= t.i < act.token.i]
    return act.of(before, "troops", "airdefence", "ship")[:1]


def _set_out(act: Act) -> list[Token]:
    """Forces that leave for another country: "a Georgian company left for the Central African Republic"."""
    going = forces(act, act.movers) if has(act.token, "leave", "depart", "embark", "fly", "sail") else []
    goals = act.codes(act.at("for")) if not any(act.is_place(p) for p in act.patients) else set()
    stays = act.at("from") or not goals or not act.codes(going) or goals & act.codes(going)
    return [] if stays else going


def _went_aboard(act: Act) -> list[Token]:
    """Forces that take a plane or ship home: "the last of 40 soldiers boarded a flight home"."""
    carried = has(act.token, "board", "take", "catch") and (
        any("flight" in act.reading.nouns[x.i] for t in act.patients for x in (t, *t.children))
        or act.of(act.patients, "aircraft", "ship", "helicopter")
        or any(has(t, "train", "bus", "ferry", "lorry", "truck") for t in act.patients)
    )
    home = any(t.lower_ in ("home", "homeward") for t in act.token.subtree) or act.at("from")
    return act.of(act.agents, "troops", "trainers", "mercenaries") if carried and home else []


def _is_stationed(act: Act) -> bool:
    """Whether weapons are put somewhere rather than fired there."""
    return act.verb("deploy", "deploy_placed") or has(act.token, "base", "install", "position", "move", "rush", "field")


def _has_been(act: Act) -> bool:
    """“Have been stationed there since 2016”."""
    helpers = {c.lower_ for c in act.token.children if c.dep_ in ("aux", "auxpass")}
    return act.frame.passive and {"been"} < helpers and has(act.token, "station", "base", "post", "garrison", "deploy")


def _downed(act: Act) -> bool:
    return act.particle("down") and not has(
        act.token, "draw", "stand", "scale", "step", "touch", "set", "hunker", "come", "lower"
    )


def _attribute(act: Act) -> bool:
    """Whether a participle says who they are, not what happened: "a battalion garrisoned in Graz"."""
    if act.token.dep_ == "relcl" and act.patients and act.verb("deploy_weak", "deploy"):
        return all(t.lower_ == "them" for t in act.patients)  # "launchers on the island, where marines installed them"
    if act.token.dep_ not in ("acl", "amod"):
        return False
    above = act.token.head.head  # "a detachment deployed with the force left Mitrovica" tells that it left
    gone = act.token.head.dep_ in ("nsubj", "nsubjpass") and act.reading.verbs(above.i) & WENT
    return act.verb("home") or (act.token.tag_ == "VBN" and bool(gone))


def _is_base(act: Act, token: Token) -> bool:
    mention = act.reading.place_at.get(token.i)
    return bool(mention and mention.kind in ("site", "airport"))


def _homeward(act: Act) -> bool:
    if act.particle("home", "out"):
        return True
    if has(act.token, "leave", "depart") and not act.patients and not act.at("for", "to") and act.codes(act.agents):
        return True  # "Lesotho's contingent had departed"
    if has(act.token, "leave", "depart", "exit"):
        spots = [*act.patients, *act.at("for", "from", "in")]
        return any(act.is_place(t) or "base" in act.reading.nouns[t.i] or act.has_place([t]) for t in spots)
    return bool(act.at("from"))
