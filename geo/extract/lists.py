"""Mends the parse of lists of countries: in "On 6 May, Chad, Sudan, and Libya signed" all three sign."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from geo.extract.frame import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

BETWEEN = (",", "and", "&", "as", "well")
"""Words that stand between the members of a list."""


def mend_lists(doc: Doc, named: list[Any]) -> None:
    """Join countries listed before a verb into its one subject, where the parser took the list apart.

    Parameters
    ----------
    doc : Doc
        Parsed; its heads and dependencies are changed in place.
    named : list
        The toponyms of the text, in order.
    """
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
