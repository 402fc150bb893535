"""Whose troops, whose jet, whose president: the countries behind a phrase."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from geo.extract.clause import is_saying
from geo.extract.lexicon import codes_of, words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.extract.reading import Reading

_JOINT = re.compile(r",? (?:and |& )?|[–-]")
"""What stands between the members of a list of countries."""
SURE = 0.5
"""Below this score a region before a noun ("Gulf rulers") is nobody's country."""
FAMILY_FIRST = ("PRK", "KOR", "CHN", "TWN", "VNM", "HKG", "SGP")
"""Countries whose people are known by the first of their names."""
FEW = range(2, 6)
"""Numbers of countries that a name may stand for as parties."""
BACK_SENTENCES = 2
"""How many sentences back a pronoun may point."""
MOVING = frozenset({"aircraft", "drone", "helicopter", "balloon", "missile", "ship"})
NAMED_WITHIN = ("compound", "amod", "nmod", "poss", "nummod", "appos")


class Who:
    """Who is who in one article: people introduced with their country are known by their surname afterwards."""

    def __init__(self, reading: Reading, home: str | None = None):
        self.reading = reading
        self.home = home
        """Country the article speaks from: its own government and army need no name there."""
        self.people: dict[str, str] = {}
        self.names: set[str] = set()
        """Surnames of all persons named."""
        for span in reading.doc.ents:
            name = span[-1].text if span[-1].text not in ("’s", "'s") else span[0].text
            name = name if name[:1].isupper() else span[0].text  # "Kim Jong-un", cut at its hyphen
            if span.label_ == "PERSON" and name[:1].isupper() and span.root.i not in reading.place_at:
                self.names.add(name)
                code = self._introduced(span.root)
                if code is None and self._is_titled(span.root) and name not in _known():
                    code = home
                if code:
                    self.people.setdefault(name, code)
                    if code in FAMILY_FIRST and len(span) > 1:
                        self.people.setdefault(span[0].text, code)

    def _introduced(self, token: Token) -> str | None:
        """Country in the title before or after a person's name."""
        for part in token.children:
            if part.dep_ in ("compound", "amod", "nmod", "poss"):
                codes = [
                    top.iso3 for x in (part, *part.children) if (top := self.reading.place_at.get(x.i)) and top.iso3
                ]
                if codes:
                    return str(codes[0])
        beside = [token.head] if token.dep_ == "appos" else [c for c in token.children if c.dep_ == "appos"]
        codes = self.codes(beside[0], deep=token.dep_ != "appos") if beside else []
        return codes[0] if len(codes) == 1 else None

    def _is_titled(self, token: Token) -> bool:
        """Whether a name stands behind an office without a country: "Defence Minister Wim Claessens"."""
        return any(c.dep_ in ("compound", "nmod") and "leader" in self.reading.nouns[c.i] for c in token.children)

    def codes(self, token: Token, deep: bool = True) -> list[str]:
        """Countries that a phrase names, by its head: place names and demonyms in it, capitals, people.

        Parameters
        ----------
        token : Token
        deep : bool
            Whether what stands behind prepositions counts: "the president of Peru".
        """
        return list(dict.fromkeys(self._named(token, deep, top=True)))

    def parties(self, token: Token) -> list[str]:
        """Countries behind a phrase, those of pronouns and of nameless offices of the article's own country too."""
        found = self.codes(token)
        if found:
            return found
        if owner_codes := self._whose(token):
            return owner_codes
        if self.looks_back(token) and (before := self.antecedent(token)) and len(before) > 1:
            return before
        for owner in (token, *(c for c in token.children if c.dep_ == "poss")):
            if owner.lower_ in words("pronouns") and (before := self.antecedent(owner)):
                return before
            if owner is not token and self.looks_back(owner) and len(before := self.antecedent(owner)) > 1:
                return before
        own = any(c.lower_ in words("pronouns") for c in token.children)
        home = self.home or self._ground()
        if home and self._of_state(token) and not own:
            return [home]
        return [] if own else self._by_office(token)

    def _whose(self, token: Token) -> list[str]:
        """“To Belgium, whose 80 advisers moved in”: the country that the pronoun stands right behind."""
        pronoun = next((c for c in token.children if c.lower_ == "whose"), None)
        if pronoun is None:
            return []
        before = [t for t in token.doc[max(pronoun.i - 3, 0) : pronoun.i] if t.is_alpha]
        return self.codes(before[-1], deep=False) if before and before[-1].i in self.reading.place_at else []

    @functools.cached_property
    def _offices(self) -> dict[str, list[tuple[int, str]]]:
        """Where each office is told of with its one country: lemma -> index and code, in order."""
        found: dict[str, list[tuple[int, str]]] = {}
        for token in self.reading.doc:
            lemma = token.lemma_.lower()
            if lemma in words("personal_offices") and len(known := self.codes(token)) == 1:
                found.setdefault(lemma, []).append((token.i, known[0]))
        return found

    @functools.cached_property
    def _named_often(self) -> list[tuple[str, int]]:
        """Countries by how often the article names them; of equals the one named first."""
        return Counter(str(m.iso3) for m in self.reading.toponyms if m.iso3).most_common()

    def _by_office(self, token: Token) -> list[str]:
        """Country of "the president": of the one told of before, of a crown that has one, of who acted last."""
        if "leader" not in self.reading.nouns[token.i] or token.tag_ not in ("NN", "NNP") or not _is_the(token):
            return []
        lemma = token.lemma_.lower()
        if lemma not in words("personal_offices"):
            return []
        if lemma == "secretary" and any(
            o.text in ("State", "Defense", "War") for c in token.children for o in c.children
        ):
            return ["USA"]
        before = self._offices.get(lemma, [])
        if (at := bisect_left(before, (token.i, ""))) > 0:
            return [before[at - 1][1]]
        crowns = codes_of("crowns").get(lemma, "").split()
        if crowns:
            return next(([code] for code, _ in self._named_often if code in crowns), [])
        return self.antecedent(token)

    def main_country(self) -> str | None:
        """The country that an article names most, and clearly so."""
        told = self._named_often[:2]
        clear = told and (len(told) == 1 or told[0][1] > told[1][1])
        return told[0][0] if clear and told[0][1] > 1 else None

    def _ground(self) -> str | None:
        """The country on whose ground an article without a dateline moves: named twice as often as any other."""
        told = self._named_often[:2]
        return self.main_country() if told and (len(told) == 1 or told[0][1] >= 2 * told[1][1]) else None

    def title_countries(self) -> list[str]:
        """Countries in the order in which the title names them."""
        sentence = self.reading.sentence
        named = [m.iso3 for i, m in self.reading.place_at.items() if m.iso3 and sentence(i) < self.reading.first_body]
        return list(dict.fromkeys(named))

    def beside(self, token: Token) -> list[str]:
        """Countries and peoples named in a word's sentence, whatever the parser made of it."""
        named = [self.reading.place_at[t.i] for t in token.sent if t.i in self.reading.place_at]
        return list(dict.fromkeys(m.iso3 for m in named if m.iso3 and m.kind in ("country", "demonym")))

    def speaker_of(self, token: Token) -> str | None:
        """The country of who says it: "a spokesman in Canberra noted that ..."."""
        for up in token.ancestors:
            if is_saying(up):
                for subject in (c for c in up.children if c.dep_ == "nsubj"):
                    near = [t for t in subject.subtree if t.i in self.reading.place_at]
                    return next((self.reading.place_at[t.i].iso3 for t in near), None)
        return None

    def forces_before(self, token: Token, kinds: frozenset[str]) -> list[str]:
        """Countries of the forces told of last before a word, at most two sentences back: "the last soldiers left"."""
        first = self.reading.sentences[max(self.reading.sentence(token.i) - BACK_SENTENCES, 0)].start
        for other in (self.reading.doc[i] for i in range(token.i - 1, first - 1, -1)):
            if self.reading.nouns[other.i] & kinds and (codes := self.codes(other, deep=False)):
                return codes[:1]
        return []

    def protagonists(self) -> list[str]:
        """The two countries that an article is about, if it names them more than any other."""
        first = self._named_often[:2]
        return [code for code, _ in first] if len(first) > 1 and first[1][1] > 1 else []

    def listed(self, number: int) -> list[str]:
        """The first list of so many countries in the article: "Burkina Faso, Mali and Niger" for "the three"."""
        run: list[Any] = []
        for mention in [*(m for m in self.reading.toponyms if m.kind in ("country", "demonym") and m.iso3), None]:
            if run and (mention is None or not _JOINT.fullmatch(self.reading.text[run[-1].end : mention.start])):
                if len({m.iso3 for m in run}) == number:
                    return list(dict.fromkeys(m.iso3 for m in run))
                run = []
            if mention is not None:
                run.append(mention)
        return []

    def antecedent(self, pronoun: Token) -> list[str]:
        """Countries of the subject a pronoun stands for: of the clauses around it, else of the sentences before."""
        many = pronoun.lower_ in ("they", "their", "them", "both") or pronoun.pos_ in ("NOUN", "NUM")
        for subject in self._subjects_before(pronoun):
            plural = subject.tag_ in ("NNS", "NNPS") or any(c.dep_ == "nummod" for c in subject.children)
            if (plural and not many) or self.reading.kinds(subject) & MOVING:
                continue
            codes = self.codes(subject)
            if many:
                codes = list(dict.fromkeys([*codes, *(c for t in subject.conjuncts for c in self.codes(t))]))
            if not codes and many and plural and subject.pos_ == "NOUN" and subject.sent == pronoun.sent:
                return []
            if codes and (many or len(codes) == 1):
                return codes
        return []

    def looks_back(self, token: Token) -> bool:
        """Whether a phrase stands for parties named before: "the two sides", "they"."""
        if token.lower_ in ("they", "both"):
            return True
        said = {token.lower_, *(c.lower_ for c in token.children)}
        if token.lemma_.lower() in words("bodies"):
            return any(t.lower_ == "joint" for t in token.subtree if t.i < token.i)
        if token.lemma_.lower() not in words("parties_back") or not said & words("back_markers"):
            return False
        return token.tag_ in ("NNS", "NNPS", "CD") or "both" in said

    def _subjects_before(self, pronoun: Token) -> Iterator[Token]:
        for up in pronoun.ancestors:
            for child in up.children:
                if child.dep_ in ("nsubj", "nsubjpass") and child.i < pronoun.i and pronoun not in child.subtree:
                    yield child
        yield from (t for t in reversed(list(pronoun.sent)) if t.i < pronoun.i and self._is_subject(t))
        yield from (t for t in reversed(list(pronoun.sent)) if t.i < pronoun.i and self._is_person(t))
        number = self.reading.sentence(pronoun.i)
        for back in range(number - 1, max(number - 1 - BACK_SENTENCES, -1), -1):
            sentence = self.reading.sentences[back]
            yield from (t for t in sentence if self._is_subject(t) and t.head.dep_ in ("ROOT", "ccomp", "conj"))
            if not any(t.pos_ in ("VERB", "AUX") for t in sentence):  # "And Washington?"
                yield from (t for t in sentence if t.i in self.reading.place_at)
            yield from (t for t in sentence if t.dep_ in ("dobj", "pobj") and self._is_person(t))

    def _is_subject(self, token: Token) -> bool:
        return token.dep_ in ("nsubj", "nsubjpass") and token.lower_ not in words("pronouns")

    def _is_person(self, token: Token) -> bool:
        return "leader" in self.reading.nouns[token.i] or token.ent_type_ == "PERSON"

    def _of_state(self, token: Token) -> bool:
        """Whether a phrase names an office, a force or a body of a state, without saying of which."""
        if token.i in self.reading.place_at or token.lower_ in words("pronouns"):
            return False
        lemma = token.lemma_.lower()
        if token.tag_ in ("NNS", "NNPS") and lemma not in ("troop", "soldier", "lawmaker", "authority", "deputy"):
            return False
        said = {lemma, *(c.lemma_.lower() for c in token.children if c.dep_ in ("compound", "amod"))}
        return bool(said & words("offices")) and lemma not in words("foreign_offices")

    def _is_doubtful(self, mention: Any, token: Token) -> bool:
        """Whether a name is hardly its country's: "Gulf rulers", a town in a body's name, Brussels for the union."""
        if mention.text == "Brussels":
            return any(m.kind == "bloc" for m in self.reading.toponyms)
        if token.dep_ != "compound" or mention.kind in ("country", "demonym"):
            return False
        return bool(mention.score < SURE or (mention.kind == "city" and token.ent_type_ == "ORG"))

    def _named(self, token: Token, deep: bool, top: bool) -> Iterator[str]:
        mention = self.reading.place_at.get(token.i)
        if mention is not None and (members := _members(mention)):
            yield from members
        elif mention is not None:
            if (
                mention.iso3 not in (None, "ATA")
                and mention.kind not in ("sea", "river", "lake")
                and not self._is_doubtful(mention, token)
            ):
                yield mention.iso3
        elif (token.ent_type_ == "PERSON" or token.pos_ == "PROPN") and (code := self._person(token.text)):
            yield code
        for child in token.children:
            if (
                child.dep_ in NAMED_WITHIN
                or (child.dep_ == "npadvmod" and token.lemma_.lower() in _makers())
                or (child.dep_ == "conj" and not top and child.pos_ != "VERB")
            ):
                yield from self._named(child, deep, False)
            elif child.dep_ == "prep" and deep and (child.lower_ not in words("not_part") or _seated(token, child)):
                for low in child.children:
                    if low.dep_ == "pobj":
                        yield from self._named(low, deep, False)

    def _person(self, name: str) -> str | None:
        return self.people.get(name) or _known().get(name)


def _is_the(token: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ == "the" for c in token.children)


def _members(mention: Any) -> tuple[str, ...]:
    """Countries that a name stands for together: the Baltic states, Benelux; no sea's shores, and no people's lands."""
    members: tuple[str, ...] = getattr(mention.place, "countries", ())
    joint = mention.kind == "bloc" or mention.text.endswith(("states", "States", "countries", "Benelux", "neighbours"))
    return members if joint and not mention.iso3 and len(members) in FEW else ()


def _makers() -> frozenset[str]:
    """Participles behind a demonym: "Turkish-made"."""
    return words("made_in") | {"make", "build", "lead", "back", "broker"}


def _seated(token: Token, prep: Token) -> bool:
    """Whether "in" says of which state somebody is: lawmakers in Kyrgyzstan."""
    return prep.lower_ == "in" and token.lemma_.lower() in words("parliaments")


@functools.cache
def _known() -> dict[str, str]:
    """Office-holders, armies and firms that news name without their country: name -> ISO alpha-3 code."""
    return codes_of("actors")
