"""Mends what the parser takes apart: "On 6 May, Chad, Sudan, and Libya signed", "On 12 June Togo's deputies voted"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from geo.extract.frame import SUBJECTS
from geo.extract.lexicon import is_noun_of_field

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from geo.dates import DateMention

BETWEEN = (",", "and", "&", "as", "well")
"""Words that stand between the members of a list."""


def mend(doc: Doc, named: list[Any], dates: list[DateMention]) -> None:
    """Give sentences that open with a date their subject, and lists of countries all their members.

    Parameters
    ----------
    doc : Doc
        Parsed; its heads and dependencies are changed in place.
    named, dates : list
        The toponyms and the date expressions of the text, in order.
    """
    for mention in dates:
        span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is not None and span.start > 0:
            _part_from_date(doc, span)
    _mend_lists(doc, named)
    for token in doc:
        if token.is_sent_start and token.tag_ == "NNPS" and token.lemma_ == token.text:
            _make_common(token)
        if token.dep_ == "ROOT" and token.tag_ == "JJ" and _has_both(token):
            token.pos_, token.tag_ = "VERB", "VBP"  # "Police close the airport"


def _make_common(token: Token) -> None:
    """A plural that opens a sentence is no name: "Fragments of a drone were found"."""
    word = token.lower_
    if word.endswith("s") and not word.endswith("ss"):
        token.lemma_ = word[:-1]
        if is_noun_of_field(word[:-1]) or is_noun_of_field(word):
            token.pos_, token.tag_ = "NOUN", "NNS"


def _has_both(token: Token) -> bool:
    """Whether a word has a subject before it and an object behind it, as verbs have."""
    deps = {c.dep_ for c in token.children}
    return "nsubj" in deps and "dobj" in deps


def _part_from_date(doc: Doc, date: Span) -> None:
    """Make what follows a date without a comma the subject of a verb that has none."""
    prep = doc[date.start - 1]
    verb = prep.head
    if prep.dep_ != "prep" or verb.pos_ not in ("VERB", "AUX") or verb.i <= date.end:
        return
    if any(c.dep_ in SUBJECTS for c in verb.children) or not prep.is_sent_start:
        return
    between = doc[date.end : verb.i]
    tops = [t for t in between if t.pos_ in ("NOUN", "PROPN", "NUM") and t.head not in between and t.head != verb]
    if not tops or any(t.is_punct for t in doc[date.end : tops[0].i]):
        return
    subject, root = next((t for t in tops if t.pos_ != "NUM"), tops[0]), date[-1]
    for token in date:
        if token is not root:
            token.head = root
    root.head, root.dep_ = prep, "pobj"
    subject.head, subject.dep_ = verb, "nsubjpass" if any(c.dep_ == "auxpass" for c in verb.children) else "nsubj"
    for token in between:
        if token is not subject and (token.head in date or (token.i < subject.i and token in tops)):
            token.head = subject


def _mend_lists(doc: Doc, named: list[Any]) -> None:
    """Join countries listed before a verb into its one subject."""
    for members in _lists(doc, named):
        roots = [span.root for span in members]
        subject = next((r for r in roots if r.dep_ in SUBJECTS and r.head.i > members[-1].end - 1), None)
        if subject is not None and len(roots) > 1 and not all(_joined(r, subject, roots) for r in roots):
            _join(roots, subject.head, subject.dep_)


def _lists(doc: Doc, named: list[Any]) -> Iterator[list[Span]]:
    """Runs of country names with nothing but commas and "and" between; what a preposition governs is left out."""
    run: list[Span] = []
    for mention in named:
        span = doc.char_span(mention.start, mention.end) if mention.kind == "country" else None
        if span is None:
            continue
        if run and not _adjoins(doc, run[-1], span):
            yield run
            run = []
        if run or span.start == 0 or doc[span.start - 1].pos_ != "ADP":
            run.append(span)
    if run:
        yield run


def _adjoins(doc: Doc, left: Span, right: Span) -> bool:
    gap = doc[left.end : right.start]
    return 0 < len(gap) <= 4 and all(t.lower_ in BETWEEN or t.lower_ == "the" for t in gap) and left.sent == right.sent


def _joined(root: Token, subject: Token, roots: list[Token]) -> bool:
    """Whether a member hangs on the subject, or on another member of the list that does."""
    up = root
    while up.dep_ == "conj" and up.head in roots:
        up = up.head
    return up.dep_ == subject.dep_ and up.head == subject.head


def _join(roots: list[Token], verb: Token, role: str) -> None:
    """Make the first the subject and the others its coordinates."""
    first = roots[0]
    if verb in first.subtree:  # the verb hangs on the list itself
        verb.dep_ = first.dep_ if first.dep_ == "ROOT" else verb.dep_
        verb.head = verb if first.head == first else first.head
    first.head, first.dep_ = verb, role
    for other in roots[1:]:
        other.head, other.dep_ = first, "conj"
