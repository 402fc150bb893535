"""Facts of an event: how many of what, a treaty's name and term, how deep, for how much."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any

from geo.extract.frame import of_objects
from geo.extract.lexicon import codes_of, words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.extract.merge import Cluster
    from geo.extract.story import Story

_AT_LEAST = re.compile(r"(?:at least|more than|over|upwards of|no fewer than)\s*$", re.I)
_ABOUT = re.compile(r"(?:about|some|around|roughly|nearly|almost|approximately|up to)\s*$", re.I)
_TERM = re.compile(r"\b(\d{1,2}|[a-z]+)[- ]year\b", re.I)
_DEPTH = re.compile(
    r"\b(?:some |about |up to )?(\d{1,4}|[a-z]+)\s?(?:km|kilomet(?:re|er)s?)\b[^.]{0,25}\b(?:into|inside|deep)\b", re.I
)
_MONEY = re.compile(r"(?:\$|US\$|USD )\s?(\d+(?:[.,]\d+)?)\s?(billion|million|bn|m)\b", re.I)
_QUOTED = re.compile(r"[“\"]([A-Z][^”\"]{4,80})[”\"]")
_CLAUSE = re.compile(
    r"mutual[- ]defen[cs]e|come to (?:its|the other's|each other's) (?:aid|defen[cs]e)|assist (?:each|the) other", re.I
)


@functools.cache
def _numbers() -> dict[str, int]:
    return {word: int(value) for value, word in codes_of("numbers").items()}


def read_facts(story: Story, cluster: Cluster) -> dict[str, Any]:
    """What the cluster's sentences say beside who, where and when."""
    facts: dict[str, Any] = {}
    for mention in cluster.mentions:
        for theme in mention.candidate.themes:
            for key, value in _counted(story, theme).items():
                facts.setdefault(key, value)
    text = " ".join(story.reading.sentences[n].text for n in sorted({m.sentence for m in cluster.mentions}))
    if cluster.layer == "treaty_partner":
        facts |= _of_treaty(text)
    if (
        cluster.layer == "airspace_incursion"
        and (depth := _DEPTH.search(text))
        and (km := _number(depth[1])) is not None
    ):
        facts["depth_km"] = km
    if cluster.mentions[0].sub_type == "arms_transfer" and (money := _MONEY.search(text)):
        scale = 1_000_000_000 if money[2].lower().startswith("b") else 1_000_000
        facts["usd"] = round(float(money[1].replace(",", ".")) * scale)
    return facts


def _counted(story: Story, theme: Token) -> dict[str, Any]:
    """How many, and of what: "at least 13 balloons"."""
    inner = of_objects(theme) if theme.lemma_.lower() in words("quantity") else []
    noun = inner[0] if inner else theme
    found: dict[str, Any] = {}
    for word in (theme, noun):
        for child in word.children:
            value = _number(child.text) if child.dep_ == "nummod" else None
            if value is None:
                continue
            before = story.reading.text[max(0, child.left_edge.idx - 16) : child.idx]
            key = "count_min" if _AT_LEAST.search(before) else "count_about" if _ABOUT.search(before) else "count"
            found[key] = value
    before_noun = [t.text for t in noun.lefts if t.dep_ == "compound" or (t.dep_ == "amod" and t.ent_type_ != "NORP")]
    if noun.pos_ in ("NOUN", "PROPN") and not noun.is_stop:
        found["object"] = " ".join([*before_noun, noun.text])[:80]
    return found


def _of_treaty(text: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if (term := _TERM.search(text)) and (years := _number(term[1])) is not None:
        found["term_years"] = years
    if name := _QUOTED.search(text):
        found["treaty"] = name[1].rstrip(",.")
    if clause := _CLAUSE.search(text):
        found["mutual_defence"] = not re.search(
            r"\b(?:not|no|without|lacks?|exclu\w+)\b", text[max(0, clause.start() - 60) : clause.end() + 120]
        )
    return found


def _number(word: str) -> int | None:
    digits = word.replace(",", "")
    return int(digits) if digits.isdigit() and len(digits) < 10 else _numbers().get(word.lower())
