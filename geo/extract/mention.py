"""A candidate with its place, date, parties and truth worked out: all that one clause says of an event."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from geo.extract.clause import clause_head, is_saying
from geo.extract.denial import taken_back
from geo.extract.frame import frame
from geo.extract.lexicon import codes_of, words
from geo.extract.modality import modality
from geo.extract.offset import said_off
from geo.extract.when import UNKNOWN, Timing, ahead, behind, timing
from geo.extract.where import Option, options

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.event import Layer, Modality
    from geo.extract.candidate import Candidate
    from geo.extract.reading import Reading
    from geo.extract.who import Who

LEAST = {"treaty_partner": 2.4, "meeting": 2.4, "airspace_incursion": 1.5, "deployment": 1.5}
"""Least score of a place for it to be the event's own."""
OWN_DATE, OWN_PLACE = 3.0, 3.5
"""From this strength or score on a date or place makes a plural without number an event of its own."""
STANDING = ("presence", "keep base", "train", "lead", "treaty between", "bind", "refer")
"""Rules of what goes on: dated by no head of a paragraph."""
HEAD_DATE = 2.5
"""Strength of the day at the head of a paragraph."""
OWN_CLAUSE = 1.5
"""Below this strength a date stands in a clause that tells something else."""
UNCOUNTED = ("talk", "negotiation", "consultation", "discussion", "mercenary", "troop")


@dataclass
class Mention:
    """One clause's word of an event."""

    candidate: Candidate
    sentence: int
    title: bool
    mode: Modality
    when: Timing
    where: list[Option]
    agents: list[str] = field(default_factory=list)
    """Countries of those who act, ISO alpha-3."""
    others: list[str] = field(default_factory=list)
    """Countries of those it is done with or to."""
    new: bool = False
    """Whether the words say that it is another one: "a second drone"."""
    definite: bool = False
    """Whether the words point back: "the meeting"."""
    looks_back: bool = False
    """Whether the parties are told by pointing back: "the two sides"."""
    generic: bool = False
    """Whether it tells a habit: simple present outside a title, plurals without number, words of repetition."""
    off: tuple[int, str] | None = None
    """How far it is told to lie off from what its clause hangs on, whose day is not said there."""
    state: bool = False
    """Whether it tells what goes on, not what happened."""

    @property
    def layer(self) -> Layer:
        """Layer of its event."""
        return self.candidate.layer

    @property
    def sub_type(self) -> str:
        """Sub-type by its own words alone."""
        return self.candidate.sub_type

    @property
    def codes(self) -> list[str]:
        """Countries that take part."""
        return list(dict.fromkeys([*self.agents, *self.others]))

    @property
    def party_group(self) -> list[str]:
        """Countries that a later "the two sides" may mean: those that take part, of a visit the country visited too."""
        at = self.best_place
        goal = [at.place.iso3] if self.sub_type == "visit" and at is not None and at.place.iso3 else []
        return list(dict.fromkeys([*self.codes, *goal]))

    @property
    def best_place(self) -> Option | None:
        """Where it happened by its own clause."""
        return next((o for o in self.where if o.role == "at" and o.score >= LEAST[self.layer]), None)


def read_mention(reading: Reading, who: Who, candidate: Candidate) -> Mention | None:
    """Work out a candidate; None for what the text denies, or never says to be real."""
    token = candidate.trigger
    mode = taken_back(reading, token, modality(token))
    if mode == "none":
        return None
    if candidate.planned and mode == "occurred":
        mode = "planned"
    if reading.in_caption(token.i) or token.dep_ == "amod":
        candidate.weak = True
    when = timing(reading, candidate)
    told = _announced(token) if candidate.sub_type == "treaty_ended" else None
    later = bool(when.start and reading.published and when.start > reading.published)
    if told is not None and (mode == "planned" or later or not when.known):
        mode, when = "occurred", timing(reading, replace(candidate, trigger=told))
    if mode == "planned":
        flown = candidate.layer == "airspace_incursion" and not candidate.sub_type.endswith("closure")
        if flown or _is_clause_of_treaty(reading, token):
            return None  # nobody announces an incursion
        when = ahead(_to_come(reading, candidate, when), reading.published)
    else:
        ending = _is_ending(candidate)
        when = replace(ahead(when, reading.published), closing=True) if ending else behind(when, reading.published)
        if when.start and reading.published and when.start > reading.published and not ending:
            mode = "planned"
    when = _of_chronicle(reading, candidate, mode, when)
    found = Mention(
        candidate, reading.sentence(token.i), reading.in_title(token.i), mode, when, options(reading, who, candidate)
    )
    if not when.known and (off := said_off(reading, token)) is not None:
        found.off = off[1:]
    found.where = _where(reading, found)
    _read_parties(reading, who, found)
    if found.sub_type == "withdrawal":
        found.where = [o for o in found.where if not _is_home(found, o)]
    _read_manner(reading, found)
    return found


def _is_ending(candidate: Candidate) -> bool:
    """“The exercise ends on Friday”: under way now, and the day is its last."""
    verb = candidate.frame.light
    lasting = candidate.sub_type in ("exercise", "military_training", "negotiation", "summit")
    return verb is not None and lasting and verb.tag_ == "VBZ" and verb.lemma_ in ("end", "conclude", "finish", "close")


def _of_chronicle(reading: Reading, candidate: Candidate, mode: str, when: Timing) -> Timing:
    """The day at the head of its paragraph, for what happened without a day of its own."""
    head = reading.day_head(candidate.trigger.i)
    if head is None or when.known or mode == "planned" or candidate.rule in STANDING:
        return when
    return Timing(head.date_start, head.date_end, 1, "stated", strength=HEAD_DATE, mention=head)


def _to_come(reading: Reading, candidate: Candidate, when: Timing) -> Timing:
    """No date for what a past act beside it has one of: "in March it bought drones that are to patrol the coast"."""
    past = when.start is not None and reading.published is not None and when.start < reading.published
    return UNKNOWN if past and when.strength < OWN_CLAUSE and candidate.layer == "deployment" else when


def _is_home(found: Mention, option: Option) -> bool:
    """Whether a place is where those who leave belong: "the last soldiers from Botswana flew home"."""
    return option.prep == "from" and option.place.kind == "country" and [option.place.iso3] == found.agents


def _announced(token: Token) -> Token | None:
    """The verb by which a state gives notice: "announced in May that it would leave the pact" ends it in May."""

    def gives_notice(verb: Token) -> bool:
        return verb.lemma_.lower() in words("giving_notice") or any(c.lower_ == "notice" for c in verb.children)

    return next((up for up in token.ancestors if up.pos_ == "VERB" and gives_notice(up)), None)


def _read_parties(reading: Reading, who: Who, found: Mention) -> None:
    candidate = found.candidate
    found.agents = _codes(who, candidate.agents)
    found.others = _codes(who, candidate.others)
    if found.layer == "airspace_incursion":
        own = {c for t in candidate.agents for c in who.codes(t, deep=False)}
        there = {c for o in found.where if o.role == "at" for c in o.place.countries}
        found.agents = [c for c in found.agents if c in own or c not in there]  # "a drone between Yonaguni and Taiwan"
        found.others += [c for c in _codes(who, _speakers(candidate.trigger)) if c not in found.codes]
    if found.sub_type == "arms_transfer" and candidate.frame.passive and not found.agents:
        found.agents = _codes(who, _speakers(candidate.trigger))
    if found.layer == "treaty_partner" and not found.codes:
        makers = [s for t in candidate.themes for c in t.children if c.dep_ == "relcl" for s in frame(c).agents]
        found.agents = _codes(who, makers)
    if found.layer == "treaty_partner" and candidate.rule not in ("leave bloc", "accede", "accession"):
        found.others += [c for t in candidate.themes for c in who.codes(t) if c not in found.codes]
        partners = [o for t in candidate.themes for w in t.subtree if w.lower_ == "with" for o in w.children]
        if len(found.codes) < 2 and not any(c.dep_ == "relcl" for t in candidate.themes for c in t.children):
            found.others += [c for o in partners for c in who.codes(o) if c not in found.codes]
    heads = [*candidate.agents, *candidate.others]
    if found.layer == "meeting" and not found.codes:
        found.agents = _leaders_beside(reading, who, candidate.trigger)
        heads += [t for t in candidate.trigger.sent if t.pos_ == "NOUN" and _is_counted(t)]
    found.looks_back = any(t.lower_ in ("it", "them") for t in candidate.themes) or any(
        who.looks_back(t) for top in heads for t in (top, *top.children) if t is top or t.dep_ == "poss"
    )


def _leaders_beside(reading: Reading, who: Who, token: Token) -> list[str]:
    """“The foreign ministers of Peru and Chile called for calm after talks in Lima”: they held them."""
    phrases = [who.codes(t) for t in token.sent if "leader" in reading.nouns[t.i] and t.tag_ in ("NNS", "NNPS")]
    return next((codes for codes in phrases if len(codes) > 1), [])


def _is_counted(token: Token) -> bool:
    """“At a session, generals of both armies agreed”."""
    return any(c.lower_ in words("back_numbers") for c in token.children)


def _where(reading: Reading, found: Mention) -> list[Option]:
    """Where it may have happened: not where somebody else follows suit, nor what a treaty is about."""
    candidate = found.candidate
    if candidate.rule == "echo":
        return [o for o in found.where if o.score >= OWN_PLACE and found.layer in ("airspace_incursion", "deployment")]
    if found.layer in ("meeting", "treaty_partner"):  # the commander of the forces in the Pacific is received ashore
        found.where = [o for o in found.where if o.place.kind not in ("sea", "area", "river")]
    if (there := _where_clause(reading, found)) is not None:
        return [there, *found.where]
    if not candidate.sub_type.startswith("treaty") and candidate.sub_type != "bilateral_cooperation":
        return found.where
    if candidate.rule == "leave bloc":
        found.where = [o for o in found.where if o.place.kind != "site"]
    about = _subject_matter(candidate.themes)
    return [
        o for o in found.where
        if (o.prep == "in" and o.place.kind == "city") or not any(s <= o.mention.start < e for s, e in about)
    ]  # fmt: skip


def _where_clause(reading: Reading, found: Mention) -> Option | None:
    """The place of "Tehran, where he met the president"."""
    clause = clause_head(found.candidate.trigger)
    named = reading.place_at.get(clause.head.i) if clause.dep_ == "relcl" else None
    if named is None or named.place is None or not any(c.lower_ == "where" for c in clause.children):
        return None
    return Option(named, "at", 4.5, "in", found.sentence)


def _subject_matter(themes: list[Token]) -> list[tuple[int, int]]:
    """Spans of what a treaty is about: "a memorandum on the use of the air base at Paphos" is not signed there."""
    about = [c for t in themes for c in t.children if c.dep_ == "prep" and c.lower_ in words("about_matters")]
    words_of = [list(prep.subtree) for prep in about]
    return [(span[0].idx, span[-1].idx + len(span[-1])) for span in words_of]


def _read_manner(reading: Reading, found: Mention) -> None:
    token = found.candidate.trigger
    heads = [token, *found.candidate.themes]
    said = {
        c.lower_
        for h in heads
        for c in h.children
        if c.dep_ in ("det", "amod", "advmod", "nummod", "poss") and (c.i < h.i or h.pos_ == "VERB")
    }
    found.new = bool(said & words("another"))
    found.definite = bool(said & {"the", "this", "that", "these", "those", "its", "their", "both"})
    at = found.best_place
    own = found.when.strength >= OWN_DATE or (at is not None and at.score >= OWN_PLACE)
    chronicle = reading.day_head(token.i) is not None and found.candidate.rule not in STANDING
    habit = (
        found.mode != "planned"
        and not chronicle
        and _is_habit(token, own)
        and not found.title
        and not reading.in_caption(token.i)
    )
    found.state = habit and found.layer == "deployment"
    found.generic = habit and not found.state


def _codes(who: Who, tokens: list[Token]) -> list[str]:
    flags = [code for token in tokens for code in _flags(token)]
    return list(dict.fromkeys([*(code for token in tokens for code in who.parties(token)), *flags]))


def _flags(token: Token) -> list[str]:
    """Countries of the navies, fleets and corps that a phrase names: "USS", "the Africa Corps"."""
    said = f" {' '.join(t.text for t in token.subtree)} "
    return [code for name, code in codes_of("navies").items() if f" {name} " in said]


def _speakers(token: Token) -> list[Token]:
    """Who says it: "Estonia confirmed that ..."."""
    return [c for up in token.ancestors if is_saying(up) for c in up.children if c.dep_ == "nsubj"][:1]


def _is_clause_of_treaty(reading: Reading, token: Token) -> bool:
    """Whether it only says what a treaty foresees: "a treaty under which the navies will patrol"."""
    return any("treaty" in reading.nouns[up.i] for up in token.ancestors if up.pos_ == "NOUN")


def _is_habit(token: Token, own: bool) -> bool:
    bare = not any(c.dep_ in ("nummod", "det", "poss") or c.lower_ in words("counting") for c in token.children)
    if (
        bare
        and token.dep_ == "pobj"
        and token.head.lower_ == "of"
        and token.head.head.lemma_.lower() in words("patterns")
    ):
        return True
    if token.tag_ == "NNS" and bare and not own and token.lemma_.lower() not in UNCOUNTED:
        return True
    verb = next((t for t in (token, *token.ancestors) if t.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return False
    if not own and {c.lower_ for c in verb.children} & words("habit"):
        return True
    if verb is not token and (own or _is_the_one(token)):
        return False
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    perfect = helpers & {"has", "have", "is", "are", "was", "were", "'s"}
    return verb.tag_ in ("VBP", "VBZ") and not perfect and not is_saying(verb)


def _is_the_one(token: Token) -> bool:
    """Whether a noun names one event: "the signing of the pact turns a page" tells of it in the present."""
    return token.tag_ in ("NN", "NNP") and any(c.lower_ in ("the", "this", "that") for c in token.children)
