"""Bases: opened, run, given up, handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo.extract.act import Act, has
from geo.extract.frame import frame, of_objects
from geo.extract.lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.extract.candidate import Candidate

LAYER: Final = "deployment"
BEING = ("be", "remain", "house", "host", "hold", "serve", "man", "lie", "stand", "accommodate")


def left_base(act: Act) -> Candidate | None:
    """“American troops quit the drone base”, “France handed over the camp”."""
    given = [*act.patients, *(o for t in act.patients if has(t, "key", "control", "command") for o in of_objects(t))]
    posts = (
        [t for t in given if has(t, "crossing", "checkpoint", "post", "position")]
        if act.of(act.agents, "troops")
        else []
    )
    given_up = _gives_up(act) and (act.of(act.agents, "troops", "mercenaries") or act.codes(act.agents) or act.at("to"))
    sites = [t for t in given if has(t, *words("premises"))] if act.frame.passive or act.at("to") else []
    bases = (
        act.of(given, "base")
        or posts
        or (sites if _spoken_of_bases(act) else [])
        or ([t for t in given if _is_site(act, t)] if given_up else [])
    )
    if not bases or not act.verb("give_up_base"):
        return None
    if has(act.token, "close") and act.of(bases, "airport") and not act.of(act.agents, "troops"):
        return None  # to flights
    return act.made(LAYER, "withdrawal", "leave base", agents=act.agents, themes=bases, others=act.at("to"),
                    weak=has(act.token, "close", "leave", "hand"))  # fmt: skip


def set_up_base(act: Act) -> Candidate | None:
    """“Turkey opened a base in Mogadishu”, “Syrian troops took over the base”."""
    bases = act.of(act.patients, "base")
    works = [p for p in act.patients if has(p, "work", "construction", "building")]
    if works and has(act.token, "complete", "finish", "begin", "start", "conclude"):
        sites = act.of([o for p in works for o in frame(p).at("on", "of", "at")], "base")
        if sites:
            return act.made(LAYER, "base", "base", agents=act.agents, themes=sites)
    if not bases and has(act.token, "open") and not act.patients and act.has_place(act.at("in", "at", "on", "near")):
        bases = act.of(act.agents, "base", "troops")  # "the missile unit that opened on the island"
    if not bases or not act.verb("establish"):
        return None
    building = has(act.token, "enlarge", "extend", "expand", "upgrade", "lengthen", "build")
    rule = "keep base" if building and act.token.tag_ == "VBG" else "base"
    return act.made(LAYER, "base", rule, agents=act.agents, themes=bases, others=act.at("from"),
                    weak=has(act.token, "build", "take", "expand", "unveil") and not act.particle("over"))  # fmt: skip


def kept_base(act: Act) -> Candidate | None:
    """“The UAE operates a base at Bosaso”."""
    bases = act.of(act.patients, "base")
    if not bases or not act.verb("keep_base") or not (act.has_place(act.frame.arguments) or said_there(act)):
        return None
    return act.made(
        LAYER,
        "base",
        "keep base",
        agents=act.agents,
        themes=bases,
        weak=not act.has_place(act.at("in", "at", "on", "near")),
    )


def base(act: Act) -> Candidate | None:
    """“Russia's base at Tartus is still manned”, “the American base at Djibouti houses 4,000 troops”."""
    whose = [c for c in act.inside if act.codes([c])]
    spots = act.at("in", "at", "on", "near", "outside")
    if not act.noun("base") or not whose or not act.has_place(spots) or act.light not in BEING:
        return None
    if act.codes(whose) & act.codes(spots) or act.token.dep_ not in ("nsubj", "nsubjpass", "attr"):
        return None
    return act.made(LAYER, "base", "keep base", agents=whose, themes=[act.token], weak=True)


def lowered(act: Act) -> Candidate | None:
    """“The flag at Adji Kosseï came down on 30 January”: they left."""
    flags = [
        t
        for t in [*act.movers, *act.patients]
        if has(t, "flag", "tricolour", "tricolor", "colour", "ensign", "standard", "banner")
    ]
    down = has(act.token, "lower", "haul", "furl", "fold", "strike") or (
        has(act.token, "come", "bring", "take", "go") and act.particle("down")
    )
    if not flags or not down or not act.has_place([*act.frame.arguments, *flags]):
        return None
    return act.made(LAYER, "withdrawal", "lowered", agents=[*act.agents, *flags], themes=flags, weak=True)


VERB_RULES = (left_base, set_up_base, kept_base, lowered)
NOUN_RULES = (base,)


def said_there(act: Act) -> bool:
    """Whether the words say "there" or "here"."""
    return any(t.lower_ in ("there", "here") and t.dep_ == "advmod" for t in act.token.subtree)


def _gives_up(act: Act) -> bool:
    return has(act.token, "vacate", "quit", "evacuate", "abandon", "relinquish", "cede") or (
        has(act.token, "hand") and act.particle("over", "back")
    )


def _spoken_of_bases(act: Act) -> bool:
    """Whether a base or a garrison is told of in the sentence or the two before."""
    first = act.reading.sentences[max(act.reading.sentence(act.token.i) - 2, 0)].start
    return any(act.reading.nouns[i] & {"base", "troops"} for i in range(first, act.token.i))


def _is_site(act: Act, token: Token) -> bool:
    mention = act.reading.place_at.get(token.i)
    return bool(mention and mention.kind in ("site", "airport"))
