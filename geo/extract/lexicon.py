"""The words of the field: classes of nouns and verbs, from tables under ``data/extract``."""

from __future__ import annotations

import functools
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

DATA = Path(__file__).resolve().parent.parent.parent / "data" / "extract"

AIRCRAFT = re.compile(
    r"(?:MiG|Su|Tu|Il|An|Yak|J|JH|JF|H|Y|KJ|F|F/A|FA|B|P|E|C|EF|EA|RC|KC|U|A|L|MC)-?\d{1,3}[A-Z]{0,2}(?:'?s)?", re.I
)
HELICOPTER = re.compile(r"(?:Mi|Ka|UH|AH|CH|NH|MH|SH|Z)-?\d{1,2}[A-Z]?(?:'?s)?", re.I)
DRONE = re.compile(
    r"(?:MQ|RQ|TB|BZK|WZ|GJ|TB)-?\d{1,3}[A-Z]?(?:'?s)?|(?:Shahed|Geran|Orlan|Lancet|Gerbera|Bayraktar)s?(?:-\d+)?s?",
    re.I,
)


def _words(term: str) -> tuple[str, ...]:
    return tuple(term.replace("-", " ").split())


@functools.cache
def table(name: str) -> dict[str, list[str]]:
    """One table of words: class -> terms in lower case, nouns in the singular, verbs as infinitives."""
    found: dict[str, list[str]] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return found


@functools.cache
def codes_of(name: str) -> dict[str, str]:
    """One table of codes under ``data/extract``: ISO alpha-3 code of a name, or name of a code."""
    found: dict[str, str] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return found


@functools.cache
def _terms(name: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First word -> (words, class), longest first."""
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for label, terms in table(name).items():
        for term in terms:
            words = _words(term)
            by_first[words[0]].append((words, label))
    return {first: sorted(rows, key=lambda row: -len(row[0])) for first, rows in by_first.items()}


def is_noun_of_field(word: str) -> bool:
    """Whether a word in lower case, by itself, is in the table of nouns."""
    return any(term == (word,) for term, _ in _terms("nouns").get(word, ()))


def noun_classes(doc: Doc) -> list[frozenset[str]]:
    """For each token the classes of the noun phrase it heads by the words before it: longest terms win."""
    found: list[set[str]] = [set() for _ in doc]
    terms = _terms("nouns")
    parts = [(i, n) for i, token in enumerate(doc) for n in range(len(_parts(token)))]
    where = {pair: at for at, pair in enumerate(parts)}
    for token in doc:
        if not _may_name(token):
            continue
        _designation(token, found)
        done = 0
        first = _parts(token)[:1]
        for words, label in (row for word in {w for forms in first for w in forms} for row in terms.get(word, ())):
            if len(words) < done:
                continue
            end = _matches(doc, parts, where[token.i, 0], words)
            if end is not None:
                found[_head(doc, token.i, end)].add(label)
                done = len(words)
    return [frozenset(labels) for labels in found]


def _may_name(token: Token) -> bool:
    if token.is_punct or token.is_space:
        return False
    verbal = token.pos_ in ("VERB", "AUX", "PRON", "DET", "ADP") and token.dep_ != "compound"
    return not verbal or token.lower_.endswith("ing") or token.tag_ in ("VBN", "VBG")


def _parts(token: Token) -> list[tuple[str, ...]]:
    """The words of a token between hyphens, each as written and in the singular."""
    words = [w for w in re.split(r"[-–]", token.lower_) if w]
    if not words:
        return []
    lemma = re.split(r"[-–]", token.lemma_.lower())[-1]
    singular = (
        lemma[:-1]
        if token.pos_ == "PROPN"
        and lemma.endswith("s")
        and (len(lemma) > 3 or lemma[:-1].isdigit())
        and lemma[-2:] != "ss"
        else lemma
    )
    return [*((w,) for w in words[:-1]), tuple(dict.fromkeys((words[-1], lemma, singular)))]


def _matches(doc: Doc, parts: list[tuple[int, int]], at: int, words: tuple[str, ...]) -> int | None:
    """Index of the last token of a term that starts here; a hyphen is as good as a blank."""
    if at + len(words) > len(parts):
        return None
    for word, (i, n) in zip(words, parts[at:], strict=False):
        if word not in _parts(doc[i])[n]:
            return None
    last, n = parts[at + len(words) - 1]
    return last if n == len(_parts(doc[last])) - 1 else None


def _head(doc: Doc, start: int, end: int) -> int:
    """The token of a term whose governor stands outside of it."""
    for i in range(start, end + 1):
        if not start <= doc[i].head.i <= end and doc[i].pos_ in ("NOUN", "PROPN", "VERB", "ADJ", "X", "NUM"):
            return i
    return end


def _designation(token: Token, found: list[set[str]]) -> None:
    if token.text in ("Operation", "Exercise", "Mission") and token.dep_ in ("compound", "nmod"):
        top = token
        while top.dep_ in ("compound", "nmod") and top.head.i != top.i:
            top = top.head
        found[top.i].add("exercise" if token.text == "Exercise" else "operation")
    if token.text in words("ship_prefixes"):
        top = token
        while top.dep_ in ("compound", "nmod") and top.head.pos_ == "PROPN":
            top = top.head
        found[top.i].add("ship")
    for pattern, label in ((AIRCRAFT, "aircraft"), (HELICOPTER, "helicopter"), (DRONE, "drone")):
        if pattern.fullmatch(token.text):
            found[token.i].add(label)
            if token.dep_ in ("compound", "nmod") and token.head.lemma_.lower() in words("plain_aircraft"):
                found[token.head.i].add(label)  # "an Il-76 transport"


@functools.cache
def words(name: str) -> frozenset[str]:
    """One list of words of ``data/extract/words.json``."""
    return frozenset(table("words")[name])


@functools.cache
def _verbs() -> dict[tuple[str, ...], frozenset[str]]:
    by_term: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for label, terms in table("verbs").items():
        for term in terms:
            by_term[tuple(term.split())].add(label)
    return {term: frozenset(labels) for term, labels in by_term.items()}


def verb_classes(token: Token) -> frozenset[str]:
    """Classes of a verb, with its particles and prepositions where the table has it so."""
    lemma = token.lemma_.lower()
    known = _verbs()
    found = set(known.get((lemma,), ()))
    for child in token.children:
        if child.dep_ in ("prt", "prep", "advmod", "dobj", "acomp", "oprd", "pobj") and child.i > token.i:
            found |= known.get((lemma, child.lower_), frozenset())
            for low in (*child.children, *token.children):
                found |= known.get((lemma, child.lower_, low.lower_), frozenset())
    return frozenset(found)
