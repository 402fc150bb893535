"""A parsed article with what its words are: classes, place names, dates, sentences, title and captions."""

from __future__ import annotations

import functools
import re
from datetime import date
from typing import TYPE_CHECKING, Any

from geo.extract.daybook import day_head, day_heads
from geo.extract.frame import Frame, frame, of_objects, within
from geo.extract.lexicon import noun_classes, verb_classes, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from geo.dates import DateMention

__all__ = ["Frame", "Reading", "frame", "of_objects", "within"]

FLYING = frozenset({"drone", "drone_swarm", "balloon", "helicopter", "missile", "unidentified", "aircraft"})
THREATS = frozenset({"drone", "drone_swarm", "balloon", "missile", "unidentified", "jamming_noun"})
STANDING = frozenset({"troops", "trainers", "mercenaries", "ship", "airdefence"})
"""Forces that stay somewhere."""
AIRLINERS = ("flight", "airliner", "passenger")
"""Nouns after which "one of them" is no drone."""
MAX_CAPTION = 260
"""Longest line that is a picture's caption."""
_CREDIT = re.compile(
    r"^(?:FILE|PHOTO|Photo|Image|Picture|Caption)\b|\((?:Photo|Image|Picture|File|Credit|AP|AFP|Reuters)"
    r"|/\s?(?:AP|AFP|Reuters|Getty|EPA|TASS)\b|via (?:AP|AFP|Getty|Reuters)|(?:Photo|Image|Picture|Credit)\s?:"
    r"|Getty Images|Crown copyright|Screenshot:|CC BY|©|/\s?[Hh]andout|\barchive\)?\.?$|(?:Photo|Image) (?:by|courtesy)"
)


class Reading:
    """One article, parsed. Token indexes are spaCy's; places and dates hang on the head of their words."""

    def __init__(self, text: str, doc: Doc, toponyms: list[Any], dates: list[DateMention], published: date | None):
        self.text, self.doc, self.published = text, doc, published
        self.toponyms, self.dates = toponyms, dates
        self.dateline: Any = None
        self.labels: list[Any] = []
        """Names at the heads of paragraphs, :class:`geo.extract.labels.Label`."""
        self.nouns = noun_classes(doc)
        self.place_at: dict[int, Any] = {i: m for m in toponyms if (i := self._root(m)) is not None}
        self.date_at: dict[int, DateMention] = {i: m for m in dates if (i := self._root(m)) is not None}
        self.sentences = [s for s in doc.sents if not s.text.isspace()]
        self._number = {t.i: n for n, s in enumerate(self.sentences) for t in s}
        self._verbs: dict[int, frozenset[str]] = {}
        self._heads = day_heads(text, dates)

    def _root(self, mention: Any) -> int | None:
        span = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        return span.root.i if span is not None and len(span) else None

    @functools.cached_property
    def first_body(self) -> int:
        """Number of the first sentence that is not the title."""
        end = self.text.find("\n")
        end = len(self.text) if end < 0 else end
        return next((n for n, s in enumerate(self.sentences) if s.start_char >= end), 0)

    @functools.cached_property
    def is_hostile(self) -> bool:
        """Whether the article speaks of drones, balloons, missiles, unknown objects or jamming at all."""
        return any(kinds & THREATS for kinds in self.nouns)

    def sentence(self, i: int) -> int:
        """Number of the sentence of a token."""
        return self._number.get(i, 0)

    def day_head(self, i: int) -> DateMention | None:
        """The day that heads the paragraph of a token, in a chronicle."""
        return day_head(self._heads, self.doc[i].idx)

    def in_title(self, i: int) -> bool:
        """Whether a token stands in the title."""
        return self.sentence(i) < self.first_body

    def in_caption(self, i: int) -> bool:
        """Whether a token stands in a picture's caption: a short line that credits or shows."""
        sentence = self.sentences[self.sentence(i)]
        start = self.text.rfind("\n", 0, sentence.start_char + 1) + 1
        end = self.text.find("\n", sentence.end_char)
        line = self.text[start : end if end > 0 else len(self.text)].strip()
        return len(line) < MAX_CAPTION and bool(_CREDIT.search(line))

    def verbs(self, i: int) -> frozenset[str]:
        """Classes of a verb."""
        if i not in self._verbs:
            self._verbs[i] = verb_classes(self.doc[i])
        return self._verbs[i]

    def kinds(self, token: Token) -> frozenset[str]:
        """Classes of what a noun phrase means.

        "A swarm of drones" is drones, "the first pair" what was told before; a class of a word before the head counts
        as ``with:class``.
        """
        found = set(self.nouns[token.i])
        for child in token.children:
            if child.dep_ == "compound" or (child.dep_ in ("amod", "nmod") and child.pos_ in ("NOUN", "PROPN")):
                found |= {f"with:{k}" for k in self.nouns[child.i]}
        if token.pos_ == "PROPN" and not self.nouns[token.i]:  # "the frigate Hamburg", "Wagner"
            found |= {k for c in token.children if c.dep_ in ("compound", "nmod", "amod") for k in self.nouns[c.i]}
        if token.pos_ == "PROPN" and not found and token.i and "ship" in self.nouns[token.i - 1]:
            found.add("ship")  # "the carrier Cavour sailed", read as a carrier that one Cavour sailed
        if not found & FLYING and (before := self._flyer_before(token)) is not None:
            found |= self.nouns[before.i] & FLYING
        if self._points_at_some(token) and (before := self._forces_before(token)) is not None:
            found |= self.nouns[before.i] & STANDING
        if token.lemma_.lower() in words("quantity") or token.pos_ == "NUM" or token.dep_ == "nummod":
            for inner in of_objects(token):
                found |= self.kinds(inner)
        return frozenset(found)

    def _points_at_some(self, token: Token) -> bool:
        """Whether it stands for some told before: "one of these", "the last of them", "they"."""
        if token.lower_ in ("they", "them"):
            return token.dep_ in ("nsubj", "nsubjpass", "dobj")
        if token.lemma_.lower() in words("groups") and not of_objects(token):  # "an earlier group", "the rest"
            said = {c.lower_ for c in token.children}
            return token.lemma_.lower() in ("rest", "remainder") or bool(said & words("which_group"))
        return any(o.lower_ in ("these", "those", "them", "which", "whom") for o in of_objects(token))

    def _forces_before(self, token: Token) -> Token | None:
        """The forces that such words stand for: the last ones told of in the plural, of "they" the last subject."""
        first = self.sentences[max(self.sentence(token.i) - 1, 0)].start
        many = [t for t in self.doc[first : token.i] if t.tag_ in ("NNS", "NNPS") and t.i not in self.date_at]
        if token.lower_ in ("they", "them"):
            subjects = [t for t in many if t.dep_ in ("nsubj", "nsubjpass")]
            many = subjects or [t for t in many if t.dep_ == "dobj"]
        last = next((t for t in reversed(many) if t.ent_type_ != "DATE"), None)
        return last if last is not None and self.nouns[last.i] & STANDING else None

    def _flyer_before(self, token: Token) -> Token | None:
        """The flying thing that "the first pair", "it" or "the craft" stands for: the last one named nearby."""
        counted = token.pos_ == "NUM" and token.dep_ in ("nsubj", "nsubjpass") and token.tag_ == "CD"
        if (token.lemma_.lower() not in words("pointing") and not counted) or token.dep_ not in (
            "nsubj",
            "nsubjpass",
            "dobj",
            "pobj",
            "agent",
        ):
            return None
        if any(c.dep_ == "prep" and c.lower_ == "of" for c in token.children):
            return None
        first = self.sentences[max(self.sentence(token.i) - 2, 0)].start
        before = (self.doc[i] for i in range(token.i - 1, first - 1, -1))
        named = next((t for t in before if self.nouns[t.i] & FLYING or t.lemma_.lower() in AIRLINERS), None)
        return named if named is not None and self.nouns[named.i] & FLYING else None
