"""How near two words are: in one clause, in the next, or only in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.extract.lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Token

FAR = 9
TO_COME = ("be", "plan", "expect", "schedule", "set", "slate", "due", "intend", "appear", "begin", "continue")
CLAUSES = ("ccomp", "advcl", "relcl", "acl", "parataxis", "csubj", "csubjpass")
"""Dependencies that begin a clause."""


def clause_head(token: Token) -> Token:
    """The word that a clause hangs on."""
    step = token
    while not _begins_clause(step):
        step = step.head
    return step


def _begins_clause(token: Token) -> bool:
    if token.dep_ in (*CLAUSES, "ROOT"):
        return True
    return token.dep_ in ("conj", "xcomp", "pcomp") and token.pos_ in ("VERB", "AUX")


def is_saying(token: Token) -> bool:
    """Whether a verb only reports what somebody says."""
    return token.lemma_.lower() in words("saying")


def distance(trigger: Token, other: Token) -> int:
    """Clauses between an event's word and another word of its sentence.

    Returns
    -------
    int
        0 the other hangs on the trigger itself, 1 it stands in the same clause, 2 in a clause next to it, 3 elsewhere
        in the sentence, :data:`FAR` in another sentence or in a clause that only says who speaks.
    """
    if trigger.sent != other.sent:
        return FAR
    home, away = clause_head(trigger), clause_head(other)
    if home.i == away.i:
        return 0 if any(up.i == trigger.i for up in other.ancestors) else 1
    if away.dep_ == "xcomp" and away.head.i == home.i and home.lemma_ in TO_COME and trigger.pos_ != "VERB":
        return 1  # "the next summit is to be held in Lomé"
    if is_saying(away) and not is_saying(trigger):
        return FAR
    return 2 if _next_to(home, away) or _next_to(away, home) else 3


def _next_to(low: Token, high: Token) -> bool:
    """Whether a clause hangs directly on another."""
    return low.i != low.head.i and clause_head(low.head).i == high.i


def detour(trigger: Token, top: Token) -> float:
    """How much a place or date loses for hanging on other nouns than the trigger."""
    lost, below = 0.0, top
    for up in top.ancestors:
        if below.dep_ == "appos":
            lost += 1.5
        if up.i == trigger.i:
            break
        if up.pos_ in ("NOUN", "PROPN", "NUM"):
            lost += 0.8
        below = up
    return lost


def is_apart(trigger: Token, top: Token) -> bool:
    """Whether a semicolon stands between: "flew over Narva; on 22 June another did so near Vaindloo"."""
    low, high = sorted((trigger.i, top.i))
    return any(t.text == ";" for t in trigger.doc[low:high])
