"""Where an event may have happened: the places of its sentence, by preposition and by how near they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.extract.clause import FAR, clause_head, detour, distance, is_apart
from geo.extract.frame import within
from geo.extract.lexicon import words
from geo.extract.pointing import Implied, its_own, pointed_at

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.event import Basis
    from geo.extract.candidate import Candidate
    from geo.extract.reading import Reading
    from geo.extract.who import Who

NEARNESS = {0: 4.0, 1: 3.0, 2: 1.6, 3: 0.8}
"""Score of a place by the clauses between it and the event's word (:func:`geo.extract.clause.distance`)."""
DOING = ("country", "city", "region")
"""Kinds of places that stand for who does it: "led by Kenya"."""
UNITS = ("mile", "kilometre", "kilometer", "km")
FAR_KM = 50
"""From this distance on a town only says roughly where it was."""
THEIR_POST = 2.0
"""Score of the place where those stand who say that they did it."""
PLACED = ("airport", "site", "district", "area", "sea")
ATTACKS = ("attack", "strike", "raid", "assault", "bombardment", "shelling", "barrage")
QUALIFYING = ("compound", "nmod", "amod", "poss")


@dataclass(frozen=True)
class Option:
    """A place that may be where it happened."""

    mention: Any
    """The toponym."""
    role: str
    """at, from, to or via."""
    score: float
    prep: str
    sentence: int
    basis: Basis = "stated"

    @property
    def place(self) -> Any:
        """The gazetteer's place."""
        return self.mention.place

    @property
    def prec(self) -> int:
        """UCDP precision: near a town is not in it."""
        prec = int(self.mention.where_prec)
        if prec == 1 and self.prep in ("between", "far"):
            return 5
        return 2 if prec == 1 and self.prep in words("nearby") else prec


def options(reading: Reading, who: Who, candidate: Candidate) -> list[Option]:
    """All places of the trigger's sentence that its event may have happened at, best first."""
    found = [*_named(reading, candidate), *_implied(reading, who, candidate)]
    return sorted(found, key=lambda option: -option.score)


def _named(reading: Reading, candidate: Candidate) -> Iterator[Option]:
    sentence = reading.sentence(candidate.trigger.i)
    for i, mention in reading.place_at.items():
        if reading.sentence(i) == sentence and mention.place is not None:
            option = _option(reading, candidate, reading.doc[i], mention)
            if option is not None:
                yield option


def _implied(reading: Reading, who: Who, candidate: Candidate) -> Iterator[Option]:
    """“The airport”, “there”, “its airspace”."""
    sentence = reading.sentence(candidate.trigger.i)
    for token, mention, loss in [*pointed_at(reading, sentence), *its_own(reading, who, sentence)]:
        near = distance(candidate.trigger, token)
        top, prep, _ = climb(token)
        role = "at" if token.dep_ == "advmod" else _role(candidate, top, prep or "object")
        if near != FAR and role is not None:
            basis: Basis = "inferred" if loss else "stated"
            yield Option(mention, role, NEARNESS[near] - loss + (0.0 if loss else 0.2), prep, sentence, basis)


def _option(reading: Reading, candidate: Candidate, token: Token, mention: Any) -> Option | None:
    near = distance(candidate.trigger, token)
    top, prep, owner = climb(token)
    if mention.kind in ("bloc", "continent") or _during_attack(candidate, top) or _is_owner(candidate, token):
        return None
    if near == FAR:
        return _post_of_speakers(reading, candidate, top, prep, mention)
    if candidate.layer == "airspace_incursion" and _is_source(top):
        prep = "from"
    sentence = reading.sentence(token.i)
    if token.dep_ == "compound" and token.head.i == candidate.trigger.i and token.head.pos_ == "PROPN":
        return None  # "Exercise Arctic Shield" is not in the Arctic
    if _is_theme(candidate, token, mention) or _names_the_meeting(candidate, token, mention):
        return Option(mention, "at", 4.5, "at", sentence)
    if prep == "by" and mention.kind in DOING:
        return None
    if mention.kind == "demonym" or owner is not None:  # "Polish airspace", "Vilnius airport"
        owned = _owned(candidate, mention, owner or top, prep, near, sentence)
        if owned is not None or mention.kind == "demonym" or not _is_part(reading, token, owner or top, prep):
            return owned
    role = _role(candidate, top, prep)
    if role is None or (near >= 2 and prep == "from" and candidate.sub_type == "air_defence_response"):
        return None  # "scrambled jets after drones crossed from Belarus"
    score = _score(candidate, mention, top, prep, near) - (0.3 if owner is not None else 0.0)
    return Option(mention, role, score, prep, sentence)


def _is_owner(candidate: Candidate, token: Token) -> bool:
    """“To Belgium, whose 80 advisers moved in”: that is who went, not where."""
    whose = [c for a in candidate.agents for c in a.children if c.lower_ == "whose"]
    return any(token.i < c.i and all(not t.is_alpha for t in token.doc[token.i + 1 : c.i]) for c in whose)


def sets_scene(trigger: Token, top: Token) -> bool:
    """Whether a place belongs to a noun that only sets the scene: "after the clashes at Zvečan, NATO sent"."""
    noun = False
    for up in top.ancestors:
        if up.i == trigger.i or up.pos_ in ("VERB", "AUX"):
            return False
        if noun and up.lower_ in words("scene_setters"):
            return True
        noun = noun or up.pos_ == "NOUN"
    return False


def _during_attack(candidate: Candidate, top: Token) -> bool:
    """“Jets took off during the attack on the Ukrainian side”: that is where somebody else was attacked."""
    return candidate.layer == "deployment" and any(
        up.lower_ in ATTACKS and up.head.lower_ in ("during", "amid", "after") for up in top.ancestors
    )


def _is_source(top: Token) -> bool:
    """Whether a place says where something came from: "traced to transmitters in Kaliningrad"."""
    host = top.head.head
    return top.dep_ == "pobj" and host.dep_ == "pobj" and host.head.lower_ == "from"


def _score(candidate: Candidate, mention: Any, top: Token, prep: str, near: int) -> float:
    """How likely a place is the event's own, by its preposition and by what it hangs on."""
    score = NEARNESS[near] - detour(candidate.trigger, top)
    if prep in words("placing") or prep in words("going") or prep == "object":
        score += 0.6
    if near and of_speaker(top):
        score -= 2.0
    if sets_scene(candidate.trigger, top):
        score -= 2.0
    score -= _apart(candidate, top, near)
    if mention.kind in ("city", "site", "airport"):
        score += 0.3
    if prep == "from" and candidate.sub_type == "air_defence_response":
        score -= 1.8 if candidate.trigger.pos_ == "VERB" else 0.5
    return score


def _post_of_speakers(reading: Reading, candidate: Candidate, top: Token, prep: str, mention: Any) -> Option | None:
    """The place of those who say that they did it."""
    if mention.kind not in ("city", "site", "airport") or not _is_where_they_stand(candidate.trigger, top, prep):
        return None
    return Option(mention, "at", THEIR_POST, prep, reading.sentence(top.i), "inferred")


def _is_where_they_stand(trigger: Token, top: Token, prep: str) -> bool:
    """“Guards at the post of Nogales said they had shot down a drone”: the place of the speakers who did it."""
    if prep not in ("at", "in", "near", "outside") or not any(
        c.dep_ == "nsubj" and c.lower_ in ("they", "it") for c in trigger.children
    ):
        return False
    speaker = next((up for up in top.ancestors if up.dep_ == "nsubj"), None)
    return speaker is not None and any(up.i == speaker.head.i for up in trigger.ancestors)


def _is_theme(candidate: Candidate, token: Token, mention: Any) -> bool:
    """Whether a name is what was shut or handed over: "Oslo's airport", "the handover of Fort Magsaysay"."""
    shut = candidate.sub_type.endswith("closure")
    if not shut and candidate.sub_type not in ("withdrawal", "base"):
        return False
    kinds = (*DOING, *PLACED) if shut else ("site", "airport", "city")
    return mention.kind in kinds and any(token.i == x.i for t in candidate.themes for x in within(t))


def _names_the_meeting(candidate: Candidate, token: Token, mention: Any) -> bool:
    """Whether a meeting is called by its town: "the Geneva talks", "the Bled forum"."""
    signed = candidate.sub_type == "treaty_signed" and token.head in candidate.themes
    if signed and mention.kind == "city" and token.dep_ in ("compound", "nmod"):
        return True  # "signed the Kassala Memorandum"
    return (
        candidate.layer == "meeting"
        and mention.kind in ("city", "site")
        and token.dep_ in ("compound", "nmod")
        and token.head.i == candidate.trigger.i
        and token.head.pos_ == "NOUN"
    )


def climb(token: Token) -> tuple[Token, str, Token | None]:
    """From a place name to the head of its phrase, the preposition before that, and the noun it qualifies."""
    top, owner = token, None
    while (
        top.dep_ in (*QUALIFYING, "conj", "appos", "nummod")
        and top.head.i != top.i
        and top.head.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "X")
    ):
        if top.dep_ in QUALIFYING:
            owner = top.head
        top = top.head
    if top.dep_ in ("pobj", "pcomp"):
        return _behind(top, owner)
    prep = {"dobj": "object", "nsubj": "subject", "nsubjpass": "subject"}.get(top.dep_, "")
    return top, prep, owner


def _behind(top: Token, owner: Token | None) -> tuple[Token, str, Token | None]:
    """The same for a phrase behind a preposition: "of" leads on to the noun before it."""
    prep, host = top.head.lower_, top.head.head
    if host.lower_ == "according":
        return top, "according", owner
    if prep == "of" and host.lower_ == "out" and host.pos_ != "NOUN":
        return top, "from", owner
    if prep in ("of", "to") and host.dep_ in ("advmod", "npadvmod"):
        return top, "near", owner
    if prep == "of" and host.lemma_.lower() in UNITS:  # "within 150 nautical miles of Sydney"
        return climb(host)[0], "far" if _number(host) >= FAR_KM else "near", None
    if prep == "of" and host.pos_ in ("NOUN", "PROPN", "ADJ", "ADV"):
        deeper, outer, _ = climb(host)
        if host.lower_ in words("compass"):
            return deeper, "near", None
        if host.pos_ in ("NOUN", "PROPN"):
            return deeper, outer, owner or host
    return top, prep, owner


def _apart(candidate: Candidate, top: Token, near: int) -> float:
    """What a place loses behind a semicolon, or in a clause told after: "scrambled jets and shut Incheon airport"."""
    if candidate.layer not in ("airspace_incursion", "deployment") or not near:
        return 0.0
    lost = 1.6 if is_apart(candidate.trigger, top) else 0.0
    later = near >= 2 and top.i > candidate.trigger.i and clause_head(top).dep_ == "conj"
    return lost + (1.6 if later else 0.0)


def _number(unit: Token) -> int:
    said = [c.text.replace(",", "") for c in unit.children if c.dep_ == "nummod"]
    return next((int(n) for n in said if n.isdigit() and len(n) < 6), 0)


def _owned(candidate: Candidate, mention: Any, owner: Token, prep: str, near: int, sentence: int) -> Option | None:
    """A place that qualifies another noun: its airspace is a place, its ministry is not."""
    word = owner.lemma_.lower()
    role = _role(candidate, owner, prep or "object")
    if word not in words("place_nouns") or role is None:
        return None
    if mention.kind == "sea" and word in words("ashore") and prep != "off":
        return None
    country = Implied.country(mention, mention.iso3) if mention.kind == "demonym" and mention.iso3 else mention
    space = 0.4 if word in words("own_space") else 0.0
    named = 0.0 if mention.kind == "demonym" else 0.3
    return Option(country, role, NEARNESS[near] + space + named - _apart(candidate, owner, near), prep, sentence)


def _is_part(reading: Reading, token: Token, owner: Token, prep: str) -> bool:
    """Whether "of" joins a place to a part of it: "the fjords of Greenland", not "the president of Peru"."""
    if not (prep in words("placing") or prep in words("going") or prep == "object") or token.i < owner.i:
        return False
    if owner.lemma_.lower() in words("abstract"):
        return False
    acting = reading.nouns[owner.i] & {"leader", "troops", "ship", "treaty", "meeting", "exercise", "operation"}
    return not acting and owner.lemma_.lower() not in words("speakers")


def _role(candidate: Candidate, top: Token, prep: str) -> str | None:
    """What a place is to the event, by the preposition before it."""
    kind, layer = candidate.sub_type, candidate.layer
    if prep == "between" and layer in ("meeting", "treaty_partner"):
        return None
    if prep in words("placing") or prep in ("near", "far"):
        return "at"
    if prep == "from":
        lies = candidate.rule in ("fire", "find")  # "recovered from a field near the town"
        return "at" if kind in ("withdrawal", "air_defence_response") or lies else "from"
    if prep in words("going"):
        return _goal(candidate, prep)
    if prep == "object":
        return "at" if top.head.lemma_.lower() in words("object_verbs") else None
    if prep == "subject":
        return _subject(candidate, top)
    return "via" if prep == "via" else None


def _goal(candidate: Candidate, prep: str) -> str | None:
    kind, layer = candidate.sub_type, candidate.layer
    light = candidate.frame.light
    if layer == "airspace_incursion" and light is not None and light.lemma_ in words("tracing"):
        return "from"  # "traced the jamming to the peninsula"
    if layer == "meeting" and prep == "for" and light is not None and light.lemma_ in words("planning"):
        return "at"  # "talks are planned for Rome"
    if kind == "withdrawal":
        return "to" if prep != "for" else None
    entered = layer == "airspace_incursion" and prep in ("into", "onto")
    return "at" if layer == "deployment" or kind in ("visit", "jamming") or entered else "to"


def _subject(candidate: Candidate, top: Token) -> str | None:
    """“Vilnius airport was shut”, “Qatar hosted the talks”."""
    light = candidate.frame.light
    if candidate.layer == "meeting" and light is not None and light.lemma_ in words("hosting_verbs"):
        return "at" if top.head.i == light.i else None
    if (
        candidate.layer == "meeting"
        and light is not None
        and light.lemma_ == "play"
        and any(c.lower_ == "host" for c in light.children)
    ):
        return "at"
    closed = candidate.sub_type in ("airport_closure", "airspace_closure") and top.i in {t.i for t in candidate.themes}
    return "at" if closed else None


def of_speaker(top: Token) -> bool:
    """Whether a place hangs on who speaks or on where somebody is from."""
    host = top.head.head
    return top.dep_ == "pobj" and host.pos_ in ("NOUN", "PROPN") and host.lemma_.lower() in words("speakers")
