"""The evidence of an event: texts with the right hash, and spans that are whole sentences of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from geo.event import Event
from geo.proof.claim import Witness
from geo.proof.finding import Finding, failed, judged, proved
from geo.proof.texts import Text


def witnesses_of(event: Event, texts: Mapping[str, Text]) -> tuple[Witness, ...]:
    """The texts at hand that an event names, each with its spans that lie within it."""
    found: dict[str, list[tuple[int, int]]] = {}
    for span in event.evidence:
        text = texts.get(span.article)
        if text is not None and span.end <= len(text.text):
            found.setdefault(span.article, []).append((span.start, span.end))
    return tuple(Witness(texts[sha256], tuple(spans)) for sha256, spans in found.items())


def check_evidence(event: Event, texts: Mapping[str, Text], of_sources: Collection[str] | None) -> Iterator[Finding]:
    """Prove that texts at hand hold the spans.

    Parameters
    ----------
    event : Event
    texts : mapping
        Texts at hand by the hash of what they hold.
    of_sources : collection of str, optional
        Hashes that the event's sources name; None where the file tells nothing of them.
    """
    at_hand = 0
    for span in event.evidence:
        if of_sources is not None and span.article not in of_sources:
            yield failed("evidence", f"none of its sources is the text {span.article[:12]}")
        text = texts.get(span.article)
        if text is None:
            continue
        at_hand += 1
        begins, ends = text.cuts
        where = f"characters {span.start:,} to {span.end:,} of “{text.article.title}”"
        if span.end > len(text.text):
            yield failed("evidence", f"{where} lie beyond its end ({len(text.text):,})")
        elif _cuts_a_word(text.text, span.start) or _cuts_a_word(text.text, span.end):
            yield failed("evidence", f"{where} cut a word: “{_edges(text.text[span.start : span.end])}”")
        elif span.start not in begins or span.end not in ends:
            said = _edges(text.text[span.start : span.end])
            yield judged("evidence", f"{where} are a part of a sentence: “{said}”; read the whole of it")
        else:
            yield proved("evidence", f"{where}")
    if not at_hand:
        hashes = ", ".join(sorted({span.article[:12] for span in event.evidence}))
        yield failed("evidence", f"no text it rests on is at hand ({hashes}): not given, or changed")


def _cuts_a_word(text: str, at: int) -> bool:
    """Whether an offset stands within a word or a number."""
    return text[max(0, at - 1) : at].isalnum() and text[at : at + 1].isalnum()


def _edges(text: str) -> str:
    short = " ".join(text.split())
    return short if len(short) <= 60 else f"{short[:28]} ... {short[-28:]}"
