"""When an event may have happened: the dates of its sentence, by how near they stand to its word."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geo.dates import DateMention, joined_days
from geo.extract.clause import FAR, clause_head, detour, distance, is_apart, is_saying
from geo.extract.lexicon import words
from geo.extract.offset import said_off, shifted

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.event import Basis
    from geo.extract.candidate import Candidate
    from geo.extract.reading import Reading

NEARNESS = {0: 4.0, 1: 3.5, 2: 2.0, 3: 1.0}
"""Strength of a date by the clauses between it and the event's word (:func:`geo.extract.clause.distance`)."""


LAYER_OF = {
    **dict.fromkeys(("treaty", "ratification_noun", "accession_noun", "signing_noun", "ended_noun"), "treaty_partner"),
    **dict.fromkeys(("meeting", "negotiation", "summit", "visit", "call", "consultation", "ceremony"), "meeting"),
    **dict.fromkeys(("exercise", "deployment_noun", "withdrawal_noun"), "deployment"),
    "incursion_noun": "airspace_incursion",
}
"""Classes of nouns that name events -> their layer."""
CLOCK = re.compile(
    r"(?!.*(?:day|(?<!mid)night|morning|evening))[^A-Z]*(?:\d{1,2}[:.]\d{2}[^A-Z]*(?:UTC|GMT)?|\d{1,2}\s?[ap]\.?m\.?|\bnoon|midnight)"
)
"""A time of day without a day."""
UNTIL, INTO = ("until", "till"), ("to", "into", "through")
CLOCK_BACK = 2
"""How many sentences back the day of a time of day may stand."""
YEAR = re.compile(r"\d{4}")
LEAST = 0.9
"""Least strength of a date for it to be the event's."""


@dataclass(frozen=True)
class Timing:
    """An interval with its precision, and the words it comes from."""

    start: date | None = None
    end: date | None = None
    prec: int | None = None
    basis: Basis | None = None
    ongoing: bool = False
    closing: bool = False
    """Whether the words name the last day: "runs until Friday"."""
    strength: float = 0.0
    """About 4 for a date of the event's own clause, 0 for none."""
    mention: DateMention | None = None

    @property
    def known(self) -> bool:
        """Whether there is a date at all."""
        return self.start is not None


UNKNOWN = Timing()


def timing(reading: Reading, candidate: Candidate) -> Timing:
    """The best date in the trigger's own sentence, or that so far off from the verb it hangs on."""
    off = said_off(reading, candidate.trigger)
    if off is not None:
        verb, number, unit = off
        base = _nearest(reading, replace(candidate, trigger=verb))
        return shifted(base, number, unit) if base.known else UNKNOWN
    return _nearest(reading, candidate)


def _nearest(reading: Reading, candidate: Candidate) -> Timing:
    sentence = reading.sentence(candidate.trigger.i)
    best = UNKNOWN
    for i, mention in reading.date_at.items():
        if reading.sentence(i) != sentence or mention.date_start is None or mention.type == "SET":
            continue
        if any(c.lower_ in ("each", "every") for c in reading.doc[i].children):
            continue
        strength = _strength(reading, candidate, reading.doc[i], mention)
        if strength > max(best.strength, LEAST):
            best = Timing(mention.date_start, mention.date_end, mention.date_prec, mention.basis or "stated",
                          mention.ongoing, _is_closing(reading.doc[i]), strength, mention)  # fmt: skip
    if best.mention is not None and _is_clock(best.mention):
        best = _day_of_clock(reading, sentence, best)
    joined = joined_days(reading.text, reading.dates, best.mention) if best.mention is not None else None
    return best if joined is None else replace(best, start=joined[0], end=joined[1])


def _is_closing(token: Token) -> bool:
    """“Until Sunday”, “lasts into the weekend”, “runs through 28 March”, “continues to 5 May”."""
    prep = token.head
    if token.dep_ != "pobj" or prep.lower_ not in (*UNTIL, *INTO):
        return False
    return prep.lower_ in UNTIL or prep.head.lemma_.lower() in words("lasting")


def _is_clock(mention: DateMention) -> bool:
    """Whether only a time of day is said."""
    return mention.type == "TIME" and CLOCK.fullmatch(mention.text[:1].lower() + mention.text[1:]) is not None


def _day_of_clock(reading: Reading, sentence: int, clock: Timing) -> Timing:
    """“Shortly after 3 p.m.”: of the day told last before, not of the day of writing."""
    told = [
        m for i, m in reading.date_at.items()
        if sentence - CLOCK_BACK <= reading.sentence(i) < sentence and reading.sentence(i) >= reading.first_body
        and m.date_prec == 1 and not m.ongoing and not _is_clock(m) and not is_saying(clause_head(reading.doc[i]))
    ]  # fmt: skip
    if not told:
        return clock
    return Timing(told[-1].date_start, told[-1].date_end, 1, "inferred", strength=clock.strength - 1, mention=told[-1])


def _strength(reading: Reading, candidate: Candidate, token: Token, mention: DateMention) -> float:
    trigger = candidate.trigger
    near = distance(trigger, token)
    if near == FAR and _is_within_report(trigger, token):
        near = 1
    if near == FAR:
        return 0.0
    strength = NEARNESS[near] - abs(token.i - trigger.i) / 200 - detour(trigger, token)
    if near >= 2 and not _lends(token, trigger):
        strength -= 2.0 if clause_head(token).dep_ == "conj" else 1.0
    if mention.type == "DURATION" and not mention.ongoing:
        strength -= 1.2
    if mention.date_prec == 1 and not mention.ongoing:
        strength += 0.4
    if _qualifies(trigger, token, mention):
        strength -= 3.8
    strength -= _since(candidate, token, mention, near)
    if _is_closing(token):
        strength -= 1.0
    strength -= _aside(reading, trigger, token, mention)
    if _is_of_other_event(reading, candidate, token):
        strength -= 2.0
    return strength - (2.5 if _sets_scene(trigger, token) else 0.0)


def _since(candidate: Candidate, token: Token, mention: DateMention, near: int) -> float:
    """What "since 2020" loses where it dates a habit, a post that was held, or what was told before."""
    if not mention.ongoing:
        return 0.0
    lost = 0.0
    if candidate.layer == "meeting" and candidate.sub_type != "negotiation":
        lost += 2.0  # "the trilateral they have held since 2000"
    if near >= 2 and clause_head(token).dep_ in ("relcl", "advcl", "acl"):
        lost += 3.0  # "left two posts which they had manned since 2020"
    return lost + (1.5 if mention.text.lower().endswith("then") else 0.0)


def _qualifies(trigger: Token, token: Token, mention: DateMention) -> bool:
    """Whether a date only tells which: "suspended the 2019 accord", "the overnight closure that followed"."""
    year = YEAR.fullmatch(mention.text) and token.dep_ in ("nummod", "nmod", "compound")
    return token.dep_ == "amod" or bool(year and token.head.i != trigger.i)


def _aside(reading: Reading, trigger: Token, token: Token, mention: DateMention) -> float:
    """What a date loses behind a semicolon, or a time of day beside a day: "between 22:10 and 23:45 on 11 May"."""
    lost = 1.5 if is_apart(trigger, token) else 0.0
    return lost + (3.0 if _is_clock(mention) and _has_day(reading, token) else 0.0)


def _has_day(reading: Reading, clock: Token) -> bool:
    """Whether a sentence with a time of day names a day too."""
    return any(
        reading.doc[i].sent == clock.sent and (m.type == "DATE" or not CLOCK.fullmatch(m.text))
        for i, m in reading.date_at.items()
    )


def _is_within_report(trigger: Token, token: Token) -> bool:
    """“The president said after receiving his guest in Kyiv on Friday”: what is said and done on one day."""
    clause = clause_head(trigger)
    return clause.dep_ == "pcomp" and clause.head.head.i == clause_head(token).i and token.i > trigger.i


def _lends(token: Token, trigger: Token) -> bool:
    """Whether a date of another clause may well be the trigger's: that of the main clause around it."""
    head = clause_head(token)
    return any(up.i == head.i for up in trigger.ancestors)


def _is_of_other_event(reading: Reading, candidate: Candidate, token: Token) -> bool:
    """Whether a date hangs on the name of another kind of event: "the talks follow a declaration in December"."""
    own = {candidate.trigger.i, *(t.i for t in candidate.themes)}
    for up in token.ancestors:
        if up.pos_ == "VERB" and up.lemma_ in ("follow", "precede", "succeed", "replace") and up.i not in own:
            return any(c.i in own and c.dep_ == "nsubj" for c in up.children)  # "the talks follow a deal in December"
        if up.i in own or up.pos_ in ("VERB", "AUX"):
            return False
        layers = {layer for kind in reading.nouns[up.i] if (layer := LAYER_OF.get(kind))}
        if layers and candidate.layer not in layers:
            return True
    return False


def _sets_scene(trigger: Token, token: Token) -> bool:
    """Whether a date belongs to a noun that only sets the scene: "since the invasion in 2022"."""
    home = clause_head(token)
    if home.i != trigger.i and home not in trigger.ancestors and _mark(home) in words("scene_setters"):
        return True  # "the first of its kind since the king visited in 2012"
    noun = False
    for up in token.ancestors:
        if up.i == trigger.i or up.pos_ in ("VERB", "AUX"):
            return False
        noun = noun or up.pos_ == "NOUN"
        if noun and up.pos_ in ("ADP", "SCONJ") and up.lower_ in words("scene_setters"):
            return True
    return False


def _mark(clause: Token) -> str:
    return next((c.lower_ for c in clause.children if c.dep_ == "mark"), "")


def reported_on(reading: Reading, sentence: int) -> DateMention | None:
    """The date on which a sentence says that somebody spoke, if it says so."""
    for i, mention in reading.date_at.items():
        if (
            reading.sentence(i) == sentence
            and mention.date_start is not None
            and is_saying(clause_head(reading.doc[i]))
        ):
            return mention
    return None


def window(end: date, days: int) -> tuple[date, date, int]:
    """A window of so many days up to a day, with its precision."""
    prec = 1 if days == 1 else 2 if days <= 6 else 3 if days == 7 else 4 if days <= 31 else 5
    return date.fromordinal(max(1, end.toordinal() - days + 1)), end, prec


def _is_weekday(mention: DateMention) -> bool:
    said = mention.text.lower()
    return (
        "day" in said
        and not any(w in said for w in ("last", "yesterday", "past", "next"))
        and not re.search(r"\d", said)
    )


def behind(when: Timing, published: date | None) -> Timing:
    """The date of what has happened: a bare weekday lies before the article, whatever is planned beside it."""
    if published is None or when.mention is None or when.start is None or when.end is None or when.start <= published:
        return when
    if when.prec == 1 and _is_weekday(when.mention) and (when.start - published).days <= 7:
        return _moved(when, when.start - timedelta(days=7), when.end - timedelta(days=7))
    return when


def ahead(when: Timing, published: date | None) -> Timing:
    """The date of what is still to come: a weekday or a month without a year lies after the article."""
    mention, start, end = when.mention, when.start, when.end
    if published is None or mention is None or start is None or end is None or start >= published:
        return when
    if when.prec == 1 and _is_weekday(mention) and (published - start).days <= 7:
        return _moved(when, start + timedelta(days=7), end + timedelta(days=7))
    if "year" not in mention.note:
        return when
    try:
        later = start.replace(year=start.year + 1), end.replace(year=end.year + 1)
    except ValueError:  # 29 February
        return when
    return _moved(when, *later) if later[1] >= published else when


def _moved(when: Timing, start: date, end: date) -> Timing:
    return replace(when, start=start, end=end, basis="inferred")


def overlap(a: Timing, b: Timing) -> bool:
    """Whether both may be of one day; what has no date may be of any."""
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return True
    return (a.ongoing or b.start <= a.end) and (b.ongoing or a.start <= b.end)
