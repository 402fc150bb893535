"""A verb or noun with its arguments, as the rules of the layers look at it."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from geo.extract.candidate import Candidate
from geo.extract.reading import Frame, frame, within

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.event import Layer
    from geo.extract.reading import Reading
    from geo.extract.who import Who


class Act:
    """One word that may tell an event."""

    def __init__(self, reading: Reading, who: Who, token: Token):
        self.reading, self.who, self.token = reading, who, token
        self.lemma = token.lemma_.lower()

    @functools.cached_property
    def frame(self) -> Frame:
        """Its arguments."""
        return frame(self.token)

    @property
    def agents(self) -> list[Token]:
        """Heads of the phrases of who does it."""
        return self.frame.agents or self._misread_agents()

    def _misread_agents(self) -> list[Token]:
        """“In Riyadh, Pakistan and Saudi Arabia signed ...”: countries before the verb, read as part of the place."""
        if self.token.tag_ not in ("VBD", "VBP", "VBZ") or self.frame.passive:
            return []
        before = [t for t in self.token.subtree if t.i < self.token.i and t.dep_ in ("appos", "conj")]
        return [t for t in before if self.is_place(t) and self.reading.place_at[t.i].kind == "country"]

    @property
    def patients(self) -> list[Token]:
        """Heads of the phrases of whom or what it is done to."""
        return self.frame.patients

    @property
    def movers(self) -> list[Token]:
        """What moves: the subject, whether it acts ("a drone entered") or is acted on ("a drone was seen")."""
        return [*self.agents, *(self.patients if self.frame.passive else [])]

    @functools.cached_property
    def inside(self) -> list[Token]:
        """Words before a noun that belong to it."""
        return [c for c in self.token.children if c.dep_ in ("compound", "amod", "nmod", "poss")]

    def inside_of(self, noun: Token) -> list[Token]:
        """Words before a noun that say what it is; no numbers."""
        return [c for c in noun.children if c.dep_ in ("compound", "amod", "nmod", "poss")]

    @property
    def light(self) -> str:
        """Lemma of the verb that carries a noun: "held" of talks; empty without one."""
        return self.frame.light.lemma_.lower() if self.frame.light is not None else ""

    def at(self, *preps: str) -> list[Token]:
        """Heads of the phrases behind these prepositions."""
        return self.frame.at(*preps)

    def verb(self, *classes: str) -> bool:
        """Whether the verb is of one of these classes of ``data/extract/verbs.json``."""
        return bool(self.reading.verbs(self.token.i) & set(classes))

    def noun(self, *classes: str) -> bool:
        """Whether the noun is of one of these classes of ``data/extract/nouns.json``."""
        return bool(self.reading.nouns[self.token.i] & set(classes))

    def of(self, tokens: Iterable[Token], *classes: str) -> list[Token]:
        """Those phrases that are of one of these classes."""
        return [t for t in tokens if self.reading.kinds(t) & set(classes)]

    def first(self, tokens: Iterable[Token], classes: Sequence[str]) -> str | None:
        """The first of the classes, in their order, that one of the phrases is of."""
        found = {k for t in tokens for k in self.reading.kinds(t)}
        return next((k for k in classes if k in found), None)

    def is_place(self, token: Token) -> bool:
        """Whether a phrase is headed by a place name."""
        return token.i in self.reading.place_at

    def has_place(self, tokens: Iterable[Token]) -> bool:
        """Whether a place is named in one of the phrases."""
        return any(x.i in self.reading.place_at for t in tokens for x in within(t))

    def particle(self, *words: str) -> bool:
        """Whether the verb has one of these particles or adverbs: "down", "home"."""
        return any(c.dep_ in ("prt", "advmod") and c.lower_ in words for c in self.token.children)

    def codes(self, tokens: Iterable[Token]) -> set[str]:
        """Countries behind the phrases."""
        return {code for t in tokens for code in self.who.codes(t)}

    def made(
        self, layer: Layer, sub_type: str, rule: str, *,
        agents: Sequence[Token] = (), others: Sequence[Token] = (), themes: Sequence[Token] = (), weak: bool = False,
        planned: bool = False,
    ) -> Candidate:  # fmt: skip
        """A candidate of this word."""
        return Candidate(
            layer, sub_type, self.token, self.frame, rule, list(agents), list(others), list(themes), weak, planned
        )


def is_verb(token: Token) -> bool:
    """Whether a word acts as a verb: finite, or a participle that says what was done to a noun."""
    return token.pos_ in ("VERB", "AUX") or (
        token.dep_ in ("amod", "acl", "acomp") and (token.tag_ in ("VBN", "VBG") or token.lower_ in ("closed", "shut"))
    )


def is_noun(token: Token) -> bool:
    """Whether a word acts as a noun, gerunds too: "jamming"."""
    return token.pos_ in ("NOUN", "PROPN") or (
        token.tag_ == "VBG" and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj")
    )


def has(token: Token, *lemmas: str) -> bool:
    """Whether a word's lemma is one of these."""
    return token.lemma_.lower() in lemmas
