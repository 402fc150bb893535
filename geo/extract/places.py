"""The places an article names: what :func:`geo.geoparse.geoparse` finds, and names that only their grammar gives away.

A capitalised phrase after "near", "over" or before "air base" is a place even where its name alone would be too rare
or too common to say so; of the gazetteer's answers the one in a country that the article names is taken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.extract.lexicon import codes_of, words
from geo.gazetteer import Place, lookup
from geo.geoparse import geoparse

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PREC = {
    "country": 6,
    "region": 4,
    "district": 3,
    "city": 1,
    "airport": 1,
    "sea": 7,
    "river": 5,
    "lake": 5,
    "area": 5,
    "site": 1,
}
KNOWN_WORTH = 100_000
"""A name in no country of the article is taken only from this population on."""
_NAME = re.compile(r"^[A-ZÀ-ÖØ-ÞĀ-Ž'’]")


@dataclass(frozen=True, slots=True)
class Named:
    """A place found by grammar, in the form of :class:`geo.geoparse.Toponym`."""

    start: int
    end: int
    text: str
    kind: str
    place: Place
    score: float
    reason: str
    alternatives: tuple[Place, ...]
    where_prec: int

    @property
    def iso3(self) -> str | None:
        """Its country."""
        return self.place.iso3


def find_places(text: str, doc: Doc, publisher: str | None = None, dateline: str | None = None) -> list[Any]:
    """All place names of a text, in order, none overlapping."""
    found: list[Any] = [
        m for m in geoparse(text, dateline=dateline, publisher=publisher) if not _is_ship(text, m.start)
    ]
    taken = {i for m in found for i in range(m.start, m.end)}
    for people in _peoples(doc, taken):
        found.append(people)
        taken.update(range(people.start, people.end))
    home = Counter(m.iso3 for m in found if m.iso3)
    for token in doc:
        if token.ent_type_ == "DATE" or token.text in words("calendar"):
            continue
        if token.pos_ == "PROPN" and token.idx not in taken and _locative(token) and not _is_ship(text, token.idx):
            named = _by_grammar(text, doc, token, taken, home)
            if named is not None:
                found.append(named)
                taken.update(range(named.start, named.end))
    return sorted((_with_side(text, _town(text, m)) for m in found if not _is_cut(text, m)), key=lambda m: m.start)


def _is_ship(text: str, start: int) -> bool:
    """Whether a name is a ship's: "USS Iwo Jima", "the frigate Hamburg"."""
    before = text[max(0, start - 24) : start].split()
    return bool(before) and (before[-1] in words("ship_prefixes") or before[-1] in words("named_ships"))


SIDE = re.compile(r"\b(?:north|south|east|west|central|upper|lower)(?:ern|-?eastern|-?western)?\s$", re.I)
PARTS = re.compile(r"\s+(?:Reef|Shoal|Bank|Cay|Atoll|Ridge|Street|Road|House|Hotel|Square|Avenue|Hall)\b")
"""What makes a country's name a part of another name: "Barque Canada Reef"."""

NAME_BEFORE = re.compile(r"[A-ZÀ-ÖØ-Þ][\w'’]+[ -]$")
NAME_BEHIND = re.compile(r"-[A-ZÀ-ÖØ-Þ]")
"""What makes a plain word the end or beginning of a longer name: "the Cuyuni River", "Port-Bouet"."""


def _with_side(text: str, mention: Any) -> Any:
    """The part of a sea or region that has a name of its own: "the eastern Mediterranean"."""
    before = SIDE.search(text, max(0, mention.start - 16), mention.start)
    if before is None or mention.kind not in ("sea", "area", "region"):
        return mention
    name = text[before.start() : mention.end]
    parts = [p for p in lookup(name) if p.kind in ("sea", "area", "region")]
    if not parts:
        return mention
    prec = PREC.get(parts[0].kind, 5)
    return Named(
        before.start(), mention.end, name, parts[0].kind, parts[0], mention.score, "a part by its name", (), prec
    )


def _is_cut(text: str, mention: Any) -> bool:
    if mention.kind == "country":
        return bool(PARTS.match(text, mention.end))
    plain = mention.text.lower() in words("place_heads") | {"north", "south", "east", "west", "park", "upper", "lower"}
    return plain and bool(NAME_BEFORE.search(text, max(0, mention.start - 24), mention.start)
                          or NAME_BEHIND.match(text, mention.end))  # fmt: skip


def _peoples(doc: Doc, taken: set[int]) -> Iterator[Named]:
    """Adjectives and peoples of countries, and country names that are no person's, wherever they stand."""
    for token in doc:
        if token.idx in taken or not token.text[:1].isupper() or token.pos_ not in ("ADJ", "PROPN", "NOUN"):
            continue
        for end in (token.i + 2, token.i + 1):
            name = doc[token.i : end].text
            people = lookup(name, kind="demonym") if end <= len(doc) else []
            country = lookup(name, kind="country") if token.ent_type_ in ("GPE", "NORP") and end <= len(doc) else []
            if people or country:
                place = (people or country)[0]
                kind, start = "demonym" if people else "country", token.idx
                yield Named(start, start + len(name), name, kind, place, 0.6, "the people of a country", (), 6)
                break


def _town(text: str, mention: Any) -> Any:
    """The town rather than the region of its name, unless the words say region: "outside Agadez"."""
    if mention.place is None:
        return mention
    if mention.kind == "city" and re.match(
        r"\s+(?:province|region|oblast|governorate|prefecture|county|state)\b", text[mention.end :]
    ):
        regions = lookup(mention.text, kind="region", country=mention.iso3)
        if regions:
            return Named(
                mention.start,
                mention.end,
                mention.text,
                "region",
                regions[0],
                mention.score,
                "the region of that name",
                (mention.place,),
                4,
            )
    if mention.kind not in ("region", "district"):
        return mention
    around = (
        text[max(0, mention.start - 14) : mention.start].lower() + " | " + text[mention.end : mention.end + 14].lower()
    )
    if any(
        word in around
        for word in (
            "province",
            "region",
            "district",
            "oblast",
            "state",
            "county",
            "governorate",
            "department",
            "prefecture",
        )
    ):
        return mention
    towns = lookup(mention.text, kind="city", country=mention.iso3) if mention.iso3 else []
    if not towns:
        return mention
    return Named(
        mention.start,
        mention.end,
        mention.text,
        "city",
        towns[0],
        mention.score,
        "the town of that name",
        (mention.place,),
        1,
    )


def _locative(token: Token) -> bool:
    """Whether grammar says that a proper name is a place."""
    top = token
    while top.dep_ in ("compound", "conj", "appos", "nmod") and top.head.i != top.i:
        top = top.head
        if top.lemma_.lower() in words("place_heads"):
            return True
    if top.ent_type_ in ("PERSON",) and top.i == token.i:
        return False
    if (
        top.dep_ == "pobj"
        and top.head.lower_ in words("locating")
        and top.ent_type_ not in ("DATE", "TIME", "PERSON", "MONEY")
    ):
        return True
    if (
        top.dep_ == "pobj"
        and top.head.lower_ == "of"
        and top.head.head.lemma_.lower()
        in words("place_heads") | {"north", "south", "east", "west", "coast", "outskirts"}
    ):
        return True
    if top.dep_ == "dobj" and top.head.lemma_.lower() in words("object_verbs"):
        return True
    return token.ent_type_ in ("GPE", "LOC", "FAC")


def _by_grammar(text: str, doc: Doc, token: Token, taken: set[int], home: Counter[str]) -> Named | None:
    first = token.i
    last = token.i
    while (
        last + 1 < len(doc)
        and (
            doc[last + 1].pos_ == "PROPN"
            or doc[last + 1].text in ("-", "–", "'", "’")
            or doc[last + 1].lower_ in ("de", "la", "el", "al", "es", "da", "do", "air", "base", "airport")
        )
        and doc[last + 1].idx not in taken
    ):
        last += 1
    for start in (first,):
        for end in range(min(last, start + 5), start - 1, -1):
            span = doc[start : end + 1]
            words = span.text.rstrip("-–'’ ")
            if not _NAME.match(words) or len(words) < 3 or (words.isupper() and len(words) < 4):
                continue
            place = None if span[0].text in codes_of("actors") else _choose(lookup(words), home)
            if place is not None:
                begin = span.start_char
                return Named(
                    begin,
                    begin + len(words),
                    words,
                    place.kind,
                    place,
                    0.5,
                    "a place by its grammar",
                    (),
                    PREC.get(place.kind, 1),
                )
    return None


def _choose(candidates: list[Place], home: Counter[str]) -> Place | None:
    local = [p for p in candidates if p.iso3 in home or any(c in home for c in p.countries)]
    if local:
        return max(
            local,
            key=lambda p: (
                home.get(p.iso3 or "", 0) > 0,
                p.kind in ("site", "airport", "sea", "area"),
                p.population or 0,
            ),
        )
    good = [
        p
        for p in candidates
        if p.kind in ("country", "sea", "area", "river", "site") or (p.population or 0) >= KNOWN_WORTH
    ]
    return good[0] if good else None
