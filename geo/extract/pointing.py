"""Places that a text points at without naming them: "the airport", "there", "the Georgian capital", "its airspace"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.extract.lexicon import codes_of, words
from geo.gazetteer import Place, load_gazetteer, lookup

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.extract.reading import Reading
    from geo.extract.who import Who

INFERRED = 0.4
"""What a place loses for being pointed at."""
THERE = ("city", "site", "airport", "region", "district", "country", "area")
SPOTS = ("city", "site", "airport")
BACK = {
    **dict.fromkeys(("province", "region", "state", "territory", "peninsula"), ("region", "area", "district")),
    **dict.fromkeys(("city", "town", "village", "settlement"), ("city",)), "port": ("city", "site"),
    **dict.fromkeys(("airport", "airfield", "runway", "airstrip"), ("airport",)),
    **dict.fromkeys(("base", "camp", "garrison", "facility"), ("site", "airport")),
    **dict.fromkeys(("harbour", "harbor", "pier", "quay", "dock", "wharf", "jetty"), ("city", "site")),
    "district": ("district",), "county": ("district", "region"), "capital": ("country",),
    **dict.fromkeys(("country", "kingdom", "republic", "emirate", "sultanate", "nation"), ("country",)),
    "island": ("region", "area", "district"), "sea": ("sea",), "strait": ("sea",), "river": ("river",),
}  # fmt: skip
"""Nouns that point back -> kinds of places they may mean."""


@dataclass(frozen=True)
class Implied:
    """A place that no name in the text names, in the form of :class:`geo.geoparse.Toponym`."""

    start: int
    end: int
    text: str
    kind: str
    place: Place
    where_prec: int = 1
    alternatives: tuple[Place, ...] = ()

    @property
    def iso3(self) -> str | None:
        """Its country."""
        return self.place.iso3

    @classmethod
    def country(cls, mention: Any, iso3: str) -> Implied:
        """The country behind a demonym or pronoun."""
        return cls(mention.start, mention.end, mention.text, "country", load_gazetteer().get(f"iso:{iso3}"), 6)


def pointed_at(reading: Reading, sentence: int) -> Iterator[tuple[Token, Any, float]]:
    """Words of a sentence that point back at a place, that place, and what it loses for it."""
    for token in reading.sentences[sentence]:
        if token.i in reading.place_at:
            continue
        mention = _there(reading, token) or _back(reading, token)
        if mention is not None:
            yield token, mention, INFERRED


def its_own(reading: Reading, who: Who, sentence: int) -> Iterator[tuple[Token, Any, float]]:
    """“Its airspace”: that of the country the pronoun stands for."""
    for token in reading.sentences[sentence]:
        town = _its_town(reading, token)
        if town is not None:
            yield token.head, town, INFERRED
            continue
        space = (
            token.lower_ in ("its", "their")
            and token.dep_ == "poss"
            and token.head.lemma_.lower() in words("own_space")
        )
        land = _of_realm(reading, token) if space else None
        codes = [land] if land else who.antecedent(token) if space and not _of_nobody(who, token) else []
        if codes:
            word = Implied(
                token.idx, token.idx + len(token), token.text, "country", load_gazetteer().get(f"iso:{codes[0]}"), 6
            )
            yield token.head, word, 0.0


def _of_realm(reading: Reading, pronoun: Token) -> str | None:
    """“The kingdom closed its airspace”: the country named last before a subject that only says what it is."""
    verb = next((up for up in pronoun.ancestors if up.pos_ in ("VERB", "AUX")), None)
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")] if verb is not None else []
    realms = [s for s in subjects if BACK.get(s.lemma_.lower()) == ("country",) and s.tag_ == "NN"]
    named = [m for m in reading.toponyms if realms and m.start < realms[0].idx and m.kind in ("country", "demonym")]
    return named[-1].iso3 if named else None


def _of_nobody(who: Who, pronoun: Token) -> bool:
    """Whether a pronoun stands for states without names: "neighbours that have closed their skies"."""
    up = next((t for t in pronoun.ancestors if t.dep_ == "relcl"), None)
    return up is not None and up.head.lemma_.lower() in words("parties_back") and not who.codes(up.head)


def _its_town(reading: Reading, token: Token) -> Any:
    """“Its airport”: of the town that is the subject of this or the last sentence."""
    if token.lower_ != "its" or token.dep_ != "poss" or token.head.lemma_.lower() not in BACK:
        return None
    number = reading.sentence(token.i)
    for sentence in reading.sentences[max(number - 1, 0) : number + 1][::-1]:
        for word in sentence:
            mention = reading.place_at.get(word.i)
            if (
                word.i < token.i
                and word.dep_ in ("nsubj", "nsubjpass")
                and mention is not None
                and mention.kind == "city"
            ):
                return mention
    return None


def _there(reading: Reading, token: Token) -> Any:
    if token.lower_ not in ("there", "here") or token.dep_ != "advmod":
        return None
    if token.lower_ == "here" and reading.dateline is not None:
        return reading.dateline
    number = reading.sentence(token.i)
    first = reading.sentences[number].start_char
    begin = reading.sentences[max(number - 1, 0)].start_char
    spots = [m for m in reading.toponyms if begin <= m.start < first and m.kind in SPOTS and m.place is not None]
    return spots[-1] if spots else _last(reading, first, THERE)


def _back(reading: Reading, token: Token) -> Any:
    kinds = BACK.get(token.lemma_.lower())
    if not kinds or token.tag_ not in ("NN", "NNP") or token.pos_ not in ("NOUN", "PROPN"):
        return None
    if not {c.lower_ for c in token.children} & {"the", "this", "that", "its", "their", "same"}:
        return None
    inside = [reading.place_at[t.i] for t in token.subtree if t.i in reading.place_at and t.i < token.i + 4]
    if token.lemma_.lower() == "capital":
        return _capital(reading, token, inside)
    if inside or _has_own_name(token, kinds):
        return None
    if kinds == ("airport",) and (town := _town_of_airport(reading, token.idx)) is not None:
        return town
    return _land(reading, token) if kinds == ("country",) else _last(reading, token.idx, kinds)


def _town_of_airport(reading: Reading, before: int) -> Any:
    """The town by which the airport named last is called, where no airport is known by it: "Kiruna's airport"."""
    after = re.compile(r"(?:['’]s)?\s(?:international\s)?airport\b", re.I)
    earlier = [
        m for m in reading.toponyms if m.start < before and m.place is not None and m.kind in ("city", "airport")
    ]
    called = [m for m in earlier if m.kind == "airport" or after.match(reading.text, m.end)]
    return called[-1] if called and called[-1].kind == "city" else None


def _has_own_name(token: Token, kinds: tuple[str, ...]) -> bool:
    """“The Azraq base”: one with a name of its own, though no place is known by it."""
    built = "site" in kinds or "airport" in kinds
    return built and any(c.dep_ in ("compound", "nmod") and c.pos_ == "PROPN" for c in token.children)


def _land(reading: Reading, token: Token) -> Any:
    """“The country”: the one named last, not one beyond a border, and of forces "in the country" not their own."""
    verb = token.head.head if token.dep_ == "pobj" and token.head.lower_ in ("in", "inside") else None
    away = verb is not None and verb.lemma_ in ("have", "keep", "maintain", "station", "deploy", "retain")
    earlier = [
        m for i, m in reading.place_at.items()
        if m.start < token.idx and m.place is not None and m.kind == "country"
        and not (reading.doc[i].dep_ == "pobj" and reading.doc[i].head.lower_ in ("with", "from"))
        and not (away and reading.doc[i].dep_ == "nsubj" and reading.doc[i].head == verb)
    ]  # fmt: skip
    return max(earlier, key=lambda m: m.start, default=None) or _last(reading, token.idx, ("country",))


def _last(reading: Reading, before: int, kinds: tuple[str, ...]) -> Any:
    earlier = [m for m in reading.toponyms if m.start < before and m.place is not None and m.kind in kinds]
    return earlier[-1] if earlier else None


def _capital(reading: Reading, token: Token, inside: list[Any]) -> Any:
    """The capital of the country named beside the word, or last before it; none for "Gao, the old capital of the east".

    Where the sentence names several countries before, or none, the one is meant that the article names most.
    """
    parts = any(c.lower_ == "of" for c in token.children) and not inside
    if parts or (token.dep_ == "appos" and token.head.pos_ == "PROPN"):
        return None
    named = inside or [m for m in reading.toponyms if m.start < token.idx and m.kind in ("country", "demonym")]
    begin = reading.sentences[reading.sentence(token.i)].start_char
    several = {m.iso3 for m in named if m.start >= begin}
    if not inside and named and reading.dateline is None and len(several) != 1:
        among = {m.iso3 for m in named if m.start >= begin} or {m.iso3 for m in named}
        often = Counter(m.iso3 for m in reading.toponyms if m.iso3 in among)
        named = [max(reversed([m for m in named if m.iso3 in among]), key=lambda m: often[m.iso3])]
    code = (inside[0] if inside else named[-1]).iso3 if named else None
    line = reading.dateline
    if not inside and line is not None and line.place.name == codes_of("capitals").get(line.iso3 or ""):
        code = line.iso3
    name = codes_of("capitals").get(code or "")
    towns = lookup(name, kind="city", country=code) if name else []
    return Implied(token.idx, token.idx + len(token), token.text, "city", towns[0]) if towns else None
