"""Who can sit at a table: leaders, named persons, delegations, countries that stand for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.extract.act import has
from geo.extract.clause import clause_head
from geo.extract.lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.extract.act import Act

PRONOUNS = ("they", "he", "she", "both", "who", "we", "i")


def people(act: Act, tokens: list[Token], *, pronouns: bool = False) -> list[Token]:
    """Phrases of persons and offices."""
    nouns, names = act.reading.nouns, act.who.names
    return [
        t for t in tokens
        if "leader" in nouns[t.i] or t.ent_type_ == "PERSON" or any("leader" in nouns[c.i] for c in t.children)
        or (t.text in names and not act.is_place(t)) or (pronouns and t.lower_ in ("he", "she", "they"))
    ]  # fmt: skip


def at_table(act: Act, tokens: list[Token]) -> list[Token]:
    """Phrases of persons, bodies and countries that may meet one another."""
    persons = people(act, tokens)
    return [
        t for t in tokens
        if t in persons or t.lower_ in PRONOUNS or act.is_place(t) or t.ent_type_ == "ORG" or act.who.looks_back(t)
        or (t.pos_ == "PROPN" and act.who.codes(t, deep=False)) or _is_body_of_states(act, t)
    ]  # fmt: skip


def _is_body_of_states(act: Act, token: Token) -> bool:
    """Whether it is a body of parties: "the Finnish-Estonian commission", "the two countries' security group"."""
    if not has(token, *words("bodies")):
        return False
    return bool(act.who.parties(token)) or any(c.dep_ == "poss" and act.who.looks_back(c) for c in token.children)


def met_to_agree(act: Act) -> bool:
    """Whether officials of several states settle something in a town: "the ministers of both agreed on a list in Baku".

    They met there, whatever they agreed on.
    """
    officials = [t for t in people(act, act.agents) if not act.is_place(t)]
    spots = [t for t in act.token.subtree if t.dep_ == "pobj" and t.head.lower_ in ("in", "at") and act.is_place(t)]
    towns = [act.reading.place_at[t.i].kind for t in spots if clause_head(t).i == act.token.i]
    several = len(act.codes(officials)) > 1 or any(act.who.looks_back(t) for t in officials)
    return has(act.token, *words("settling")) and several and bool({"city", "site"} & set(towns))
