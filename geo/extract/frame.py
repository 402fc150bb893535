"""The arguments of a verb, or of a noun that names an action: who, whom, and what stands behind prepositions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.extract.clause import CLAUSES

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
CAUSING = ("lead", "result", "contribute", "respond", "react")
HEIGHTS = ("altitude", "height", "level", "speed")
VERBS = ("VERB", "AUX")
ADVERBS = ("advmod", "npadvmod", "dep")
DESIGNATION = re.compile(r"[A-Z][A-Za-z]{0,2}-?\d")
"""“Su-27”, “F-16s”."""


@dataclass
class Frame:
    """A verb or noun with its arguments, as heads of phrases."""

    head: Token
    agents: list[Token] = field(default_factory=list)
    patients: list[Token] = field(default_factory=list)
    obliques: list[tuple[str, Token]] = field(default_factory=list)
    """Preposition and head of the phrase behind it."""
    passive: bool = False
    light: Token | None = None
    """The verb that carries a noun: hold talks, talks took place."""

    def at(self, *preps: str) -> list[Token]:
        """Heads of the phrases behind these prepositions."""
        return [t for p, t in self.obliques if p in preps]

    @property
    def arguments(self) -> list[Token]:
        """All of them."""
        return [*self.agents, *self.patients, *(t for _, t in self.obliques)]


def frame(token: Token) -> Frame:
    """Read the arguments of a verb or of a noun that names an action."""
    return _verb_frame(token) if token.pos_ in VERBS or token.dep_ == "acomp" else _noun_frame(token)


def within(token: Token) -> Iterator[Token]:
    """Words of a noun phrase, without its relative clauses."""
    yield token
    for child in token.children:
        if child.dep_ not in CLAUSES:
            yield from within(child)


def witnesses(token: Token) -> list[Token]:
    """Those in whose presence something is done."""
    presence = [t for t in token.subtree if t.lower_ == "presence" and t.head.lower_ == "in"]
    return [o for t in presence for c in t.children if c.dep_ == "prep" and c.lower_ == "of" for o in _objects(c)]


def of_objects(token: Token) -> list[Token]:
    """What stands behind "of": drones in "a swarm of drones"."""
    return [o for c in token.children if c.dep_ == "prep" and c.lower_ in ("of", "from") for o in _objects(c)]


def _objects(prep: Token) -> list[Token]:
    return [x for c in prep.children if c.dep_ in ("pobj", "pcomp") for x in _chain(_antecedent(c))]


def _chain(token: Token) -> list[Token]:
    """A token and all nouns that are coordinated or in apposition with it."""
    found = [token]
    for child in token.children:
        if child.dep_ == "appos" or (child.dep_ == "conj" and child.pos_ not in VERBS):
            found += _chain(child)
    return found


def _verb_frame(verb: Token) -> Frame:
    found = Frame(verb)
    found.passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children) or (
        verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod")
    )
    if verb.dep_ == "acomp" and verb.head.lemma_ in ("be", "remain", "stay", "become"):  # "were temporarily closed"
        found.passive = True
        found.patients += [t for c in verb.head.children if c.dep_ in SUBJECTS for t in _chain(c)]
        found.obliques += _obliques(verb.head)
    (found.patients if found.passive else found.agents).extend(_subjects(verb))
    if verb.dep_ == "amod":
        found.patients.append(verb.head)
    for child in verb.children:
        if child.dep_ in ("dobj", "dative", "attr", "oprd") and child.pos_ != "ADP":
            found.patients += _chain(_antecedent(child))
        elif child.dep_ == "ccomp" and (named := _called(child)) is not None:
            found.patients.append(named)
        elif child.dep_ == "agent":
            found.agents += _objects(child)
        elif child.dep_ == "prep" and child.lower_ == "between" and not found.passive:
            found.patients += [o for o in _objects(child) if _is_counted(o)]
    found.obliques += _obliques(verb)
    for patient in list(found.patients):
        found.obliques += _obliques(patient)
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB":  # what follows the second verb may hang on the first
        later = [c for c in verb.head.children if c.dep_ == "prep" and c.i > verb.i]
        found.obliques += [(prep.lower_, o) for prep in later for o in _objects(prep)]
    return found


def _is_counted(noun: Token) -> bool:
    """“Reported between two and five drones”: no place, but how many."""
    return any(c.dep_ == "nummod" and any(n.dep_ == "conj" for n in c.children) for c in noun.children)


def _called(clause: Token) -> Token | None:
    """The noun of a clause that stands for one: "shot down what it called a drone", "what appeared to be a balloon"."""
    if clause.left_edge.lower_ != "what":
        return None
    named = (t for t in clause.subtree if t.dep_ in ("oprd", "attr") or (t.dep_ == "pobj" and t.head.lower_ == "as"))
    return next((t for t in named if t.pos_ in ("NOUN", "PROPN")), None)


def _subjects(verb: Token) -> list[Token]:
    if verb.dep_ == "ccomp" and verb.head.dep_ == "relcl" and verb.head.head.dep_ == "ROOT":
        return _chain(verb.head.head)  # "a drone that had crossed three countries crashed", misread
    # "fragments of a missile had landed": a plural taken for a verb is a subject all the same
    own = [c for c in verb.children if c.dep_ in SUBJECTS and (c.pos_ != "VERB" or c.tag_ == "VBZ")]
    if not own:  # "soldiers hired through a company have been there", misread as a clause before the verb
        before = [c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i and c.tag_ == "VBN"]
        own = [s for c in before for s in c.children if s.dep_ in SUBJECTS]
    if not own:  # "a Russian Su-27 crossed", read as how it crossed
        own = [c for c in verb.children if c.i < verb.i and c.dep_ in ADVERBS and DESIGNATION.match(c.text)]
    return [t for s in own for t in _chain(_antecedent(s))] or _borrowed_subject(verb)


def _antecedent(token: Token) -> Token:
    """What a relative pronoun stands for."""
    inner = [o for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for o in c.children]
    partitive = any(o.lower_ in ("which", "whom") for o in inner)  # "Mali and Niger, both of which left"
    if token.tag_ in ("WDT", "WP") or token.lower_ == "that" or partitive:
        return next((_undated(up.head) for up in token.ancestors if up.dep_ == "relcl"), token)
    return token


def _undated(token: Token) -> Token:
    """The noun that a clause really hangs on, read as hanging on its date: "the pact of 3 May, which was ratified"."""
    of_date = token.ent_type_ == "DATE" and token.dep_ == "pobj" and token.head.dep_ == "prep"
    return token.head.head if of_date and token.head.head.pos_ in ("NOUN", "PROPN") else token


def _borrowed_subject(verb: Token) -> list[Token]:
    """Who does it, where the clause itself does not say."""
    up = verb.head.head if verb.dep_ == "pcomp" else verb.head
    if verb.dep_ in ("acl", "relcl") and verb.head.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
        return _chain(_undated(verb.head))[:1]
    if verb.dep_ == "appos" and verb.tag_ == "VBG":  # "the two premiers, meeting in Rimini, vowed"
        return [verb.head, *(t for t in verb.head.conjuncts if t.pos_ in ("NOUN", "PROPN"))]
    if verb.dep_ not in ("conj", "xcomp", "advcl", "pcomp", "dep", "ccomp") or up.i == verb.i:
        return []
    if up.pos_ in VERBS:
        patients = [c for c in up.children if c.dep_ == "dobj"] if verb.dep_ == "xcomp" else []
        return _chain(patients[0]) if patients else _subject_of(up)
    return _subject_of(up.head) if up.pos_ in ("NOUN", "PROPN") and up.head.pos_ in VERBS else []


def _subject_of(verb: Token) -> list[Token]:
    above = _verb_frame(verb)
    return above.patients if above.passive else above.agents


def _noun_frame(noun: Token) -> Frame:
    found = Frame(noun)
    found.agents += [c for c in noun.children if c.dep_ in ("poss", "nmod", "amod", "compound")]
    found.obliques += _obliques(noun)
    found.agents += found.at("by")
    found.light = _carrier(noun)
    if found.light is None:
        return found
    above = _verb_frame(found.light)
    known = {t.i for _, t in found.obliques}
    if found.light.lemma_ in CAUSING and noun.dep_ == "pobj":  # "a passage led to the dispatch of fighters"
        return found
    if noun.dep_ not in SUBJECTS or noun not in above.agents:
        found.agents += above.agents
    found.obliques += [(p, t) for p, t in above.obliques if t.i not in known and t is not noun]
    found.patients += [p for p in above.patients if p is not noun]
    return found


def _carrier(noun: Token) -> Token | None:
    """The verb that a noun is subject, object or oblique of."""
    top = noun
    while top.dep_ in ("conj", "appos", "compound") and top.head.pos_ in ("NOUN", "PROPN"):
        top = top.head
    while top.dep_ == "pobj" and top.head.lower_ == "of" and top.head.head.pos_ in ("NOUN", "NUM", "PROPN"):
        top = top.head.head
    if top.dep_ in (*SUBJECTS, "dobj", "attr", "xcomp") and top.head.pos_ in VERBS:
        return top.head
    if top.dep_ == "pobj" and top.head.dep_ == "prep" and top.head.head.pos_ in VERBS:
        return top.head.head
    return None


def _obliques(token: Token) -> Iterator[tuple[str, Token]]:
    for child in token.children:
        if child.dep_ in ("prep", "dative", "prt") and child.pos_ in ("ADP", "SCONJ", "VERB"):
            yield from _behind(child)
        elif child.dep_ == "advmod" or (child.dep_ == "npadvmod" and child.pos_ == "NOUN"):  # "north of", "2 km into"
            lower = [low for low in child.children if low.dep_ == "prep"]
            yield from (
                ("near" if low.lower_ in ("of", "to") else low.lower_, o) for low in lower for o in _objects(low)
            )


def _behind(prep: Token) -> Iterator[tuple[str, Token]]:
    if prep.lower_ in ("according", "due", "thanks", "owing", "prior"):
        return
    word = "from" if prep.lower_ == "of" and prep.head.lower_ == "out" and prep.head.pos_ != "NOUN" else prep.lower_
    yield from ((word, o) for o in _objects(prep))
    lower = [low for low in prep.children if low.dep_ == "prep"]
    lower += [  # "at low altitude over the valley"
        low for x in prep.children if x.lemma_.lower() in HEIGHTS for low in x.children if low.dep_ == "prep"
    ]  # fmt: skip
    for low in lower:
        yield from _behind(low)
