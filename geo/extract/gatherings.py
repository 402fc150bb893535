"""Gatherings told as nouns: talks, summits, visits, calls, consultations, ceremonies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo.extract.act import Act, has
from geo.extract.frame import frame
from geo.extract.lexicon import words
from geo.extract.people import at_table

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.extract.candidate import Candidate

LAYER: Final = "meeting"
KINDS = ("call", "summit", "negotiation", "consultation", "ceremony", "visit", "multilateral", "meeting")


def gathering(act: Act) -> Candidate | None:
    """“Six hours of talks in the Georgian capital”, “the annual summit”, “a telephone conversation”."""
    kind = next((k for k in KINDS if act.noun(k)), None)
    if kind == "call" and any(has(c, "port", "harbour", "harbor", "courtesy") for c in act.inside):
        return None  # told of the ship
    if kind == "call" and act.light in ("pay", "make") and act.at("on"):
        return None  # told with the visit
    if kind in ("consultation", "negotiation", "meeting") and any("call" in act.reading.nouns[c.i] for c in act.inside):
        kind = "call"
    if (
        kind is None
        or _only_dates(act)
        or _is_manner(act.token)
        or (act.light == "be" and act.token.dep_ == "attr")
        or (has(act.token, "talk") and act.token.tag_ != "NNS")
    ):
        return None
    partners = at_table(act, act.at("with", "between", "of", "among"))
    partners += [a for a in at_table(act, _attending(act.token)) if a not in partners]
    agents = [a for a in at_table(act, act.agents) if a not in partners and not _is_venue(act, a)]
    if kind == "call" and not agents and not partners:
        agents = at_table(act, _speakers(act.token))
    happening = act.frame.light is not None and "happen" in act.reading.verbs(act.frame.light.i)
    if not _is_event(act, kind, happening, agents, partners):
        return None
    weak = not (happening or partners or act.at("in", "at"))
    return act.made(LAYER, _named(act, kind), f"noun:{kind}", agents=agents, others=partners, weak=weak)


def _only_dates(act: Act) -> bool:
    """Whether a meeting told before only says when something else was: "two weeks after the ceremony"."""
    token = act.token
    behind = token.dep_ == "pobj" and token.head.lower_ in ("after", "before", "since", "until", "following")
    bare = [c.lower_ for c in token.children if not c.is_punct] in (["the"], ["that"], ["this"])
    up = token.head.head
    if bare and token.dep_ == "pobj" and token.head.lower_ == "of" and has(up, "margin", "sideline", "fringe", "edge"):
        return True  # "on the margins of the summit"
    counted = behind and any(c.pos_ == "NOUN" for c in token.head.children if c.i < token.head.i)
    return behind and bare and (counted or token.head.head.pos_ == "NOUN" or token.head.dep_ == "pcomp")


def is_multilateral(agents: list[Token]) -> bool:
    """Whether those who meet are members of a body, or many: the G7's ministers, ministers from ten countries."""
    if any(
        t.head.lemma_ in ("country", "state", "nation") and t.lower_ in words("many") for a in agents for t in a.subtree
    ):
        return True
    return any(t.text in words("clubs") or t.lower_ in ("council", "ambassadors") for a in agents for t in a.subtree)


def _is_event(act: Act, kind: str, happening: bool, agents: list[Token], partners: list[Token]) -> bool:
    to_come = act.light in ("plan", "schedule", "set", "slate", "expect", "pencil")
    somewhere = act.at("in", "at", *(("for", "to") if to_come else ()))
    if any(
        c.lower_ in ("news", "press", "academic", "business", "trade", "party", "family", "board") for c in act.inside
    ):
        return False
    if has(act.token, "exchange") and not any(has(o, "view", "opinion", "idea", "visit") for o in act.at("of")):
        return False
    if has(act.token, *words("not_meetings")) or (has(act.token, "call") and act.at("for")):
        return False
    within_it = act.token.dep_ == "pobj" and act.token.head.lower_ in ("in", "during", "after")
    happening = happening or (within_it and bool(agents))
    told = (
        agents
        or somewhere
        or (has(act.token, "round", "session") and any(c.lower_ == "the" for c in act.token.children))
    )
    if has(act.token, *words("vague_meetings")) and not (partners or (happening and told)):
        return False
    if kind == "visit":
        return bool(partners or act.at("to", "in", "by") or act.has_place(act.inside) or happening)
    if kind == "ceremony" and not has(act.token, "ceremony", "commissioning", "inauguration"):
        return bool(partners or agents)
    return True


def _speakers(token: Token) -> list[Token]:
    """“The presidents welcomed the pact in a telephone conversation”: who did something over a wire."""
    if token.dep_ != "pobj" or token.head.lower_ not in ("in", "during", "over", "after"):
        return []
    verb = next((up for up in token.ancestors if up.pos_ == "VERB"), None)
    return frame(verb).agents if verb is not None else []


def _attending(token: Token) -> list[Token]:
    """“A ceremony attended by the foreign minister of France”."""
    return [a for c in token.children if c.dep_ == "acl" and has(c, "attend", "join") for a in frame(c).agents]


def _is_venue(act: Act, token: Token) -> bool:
    """Whether a town before the noun says where: "the Doha round"; "Kigali-Kampala talks" have two."""
    place = act.reading.place_at.get(token.i)
    beside = [c for c in act.inside if act.is_place(c)]
    return token in act.inside and place is not None and place.kind not in ("country", "demonym") and len(beside) < 2


def _is_manner(token: Token) -> bool:
    """Whether it only says how something was done, or of which kind: "by video link", "telephone consultations"."""
    said = {token.lemma_.lower(), *(c.lemma_.lower() for c in token.children if c.dep_ in ("compound", "amod"))}
    aside = token.dep_ == "pobj" and token.head.head.lemma_.lower() in ("margin", "sideline", "fringe")
    if aside and token.head.head.head.head.pos_ == "VERB" and has(token.head.head.head.head, *words("meeting_verbs")):
        return True  # "met on the margins of a summit" is no summit of theirs
    behind = token.dep_ == "pobj" and token.head.lower_ in ("by", "via", "through")
    if said & words("wires") and (behind or token.dep_ == "compound"):
        return True
    return any(c.dep_ == "det" and c.lower_ in ("every", "each", "any", "such") for c in token.children)


def _named(act: Act, kind: str) -> str:
    if kind == "meeting":
        return "negotiation" if has(act.token, "talk") and _about_peace(act) else "bilateral"
    return kind


def _about_peace(act: Act) -> bool:
    return bool({t.lemma_.lower() for t in act.token.sent} & set(words("peace")))
