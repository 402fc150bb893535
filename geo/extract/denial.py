"""What the next sentence takes back: "the authority called the claim baseless"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.extract.lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.extract.modality import Verdict
    from geo.extract.reading import Reading

POINTING = ("the", "this", "that", "these", "those", "such", "both")


def taken_back(reading: Reading, trigger: Token, mode: Verdict) -> Verdict:
    """What is left of a verdict after the sentence that follows: of a mere claim nothing, of a report a claim."""
    number = reading.sentence(trigger.i) + 1
    if mode not in ("occurred", "alleged") or number >= len(reading.sentences):
        return mode
    claims = [t for t in reading.sentences[number] if t.lemma_.lower() in words("hearsay") and _points_back(t)]
    if not any(_is_called_untrue(claim) for claim in claims):
        return mode
    told = any(up.lemma_.lower() in words("saying") for up in trigger.ancestors)
    return "none" if mode == "alleged" else "alleged" if told else mode


def _points_back(noun: Token) -> bool:
    return any(c.lower_ in POINTING for c in noun.children)


def _is_called_untrue(claim: Token) -> bool:
    """“Called the claim baseless”, “denied the report”, “the story was false”."""
    verb = claim.head
    if claim.dep_ not in ("dobj", "nsubj", "nsubjpass") or any(c.dep_ == "neg" for c in verb.children):
        return False
    beside = {t.lemma_.lower() for c in (verb, claim) for t in c.subtree if t.i > claim.i}
    return bool(beside & words("untrue")) or (claim.dep_ != "nsubj" and verb.lemma_.lower() in words("denying"))
