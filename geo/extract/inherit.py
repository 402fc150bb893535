"""Parties that a mention only points back at: "the two ministers", "the three governments"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.extract.lexicon import words

if TYPE_CHECKING:
    from geo.extract.mention import Mention
    from geo.extract.who import Who

PAIRED = ("meeting", "treaty_partner")
TAKING = ("receive", "take", "buy", "purchase", "acquire", "obtain", "import", "order", "procure")
"""Verbs whose subject is who gets the weapons."""
NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5}


def inherit_parties(mentions: list[Mention], who: Who) -> None:
    """Give "the two ministers" the parties named before, and a delivery the country that the article speaks from."""
    groups: list[list[str]] = []
    takers: list[str] = []  # of the weapons told of last: "Germany delivered two more"
    _inherit_forces(mentions, who)
    for mention in sorted(mentions, key=lambda m: (not m.title, m.candidate.trigger.i)):
        if mention.candidate.rule == "treaty between":
            continue  # told in passing
        _inherit(mention, groups, takers, who)
        if mention.sub_type == "arms_transfer" and mention.agents and mention.others:
            taken = mention.candidate.trigger.lemma_.lower() in TAKING
            takers = mention.agents if taken else [c for c in mention.others if c not in mention.agents]
        told = mention.party_group
        if len(told) >= 2 and mention.layer != "airspace_incursion" and mention.sub_type != "naval":
            groups.append(told)


FORCES = frozenset({"troops", "trainers", "mercenaries"})
MOVED = ("withdrawal", "contingent", "foreign_troops", "rotation", "military_training")


def _inherit_forces(mentions: list[Mention], who: Who) -> None:
    """Give "the first jets left" the country whose withdrawal was told before."""
    told: dict[str, list[str]] = {}
    for mention in sorted(mentions, key=lambda m: (not m.title, m.candidate.trigger.i)):
        if _is_only_host(mention, who) and (owner := _told_or_telling(mention, who)):
            mention.agents = owner
        if mention.layer == "deployment" and not mention.codes and mention.candidate.themes:
            mention.agents = list(told.get(mention.sub_type, ())) or _told_or_telling(mention, who)
        elif mention.layer == "deployment" and mention.agents:
            told[mention.sub_type] = mention.agents


def _is_only_host(mention: Mention, who: Who) -> bool:
    """Whether forces without a flag were taken for those of the land they leave or land in."""
    at, candidate = mention.best_place, mention.candidate
    if mention.layer != "deployment" or at is None or mention.codes != [at.place.iso3]:
        return False
    forces = [t for t in (*candidate.agents, *candidate.themes) if t.i not in who.reading.place_at]
    return bool(forces) and not any(who.codes(t, deep=False) for t in forces)


def _told_or_telling(mention: Mention, who: Who) -> list[str]:
    """Whose "the last soldiers" are: of who says it, else of the forces told of before."""
    if mention.sub_type not in MOVED or mention.looks_back:
        return []
    token, at = mention.candidate.trigger, mention.best_place
    speaker = who.speaker_of(token)
    found = [speaker] if speaker else who.forces_before(token, FORCES)
    return [] if at is None or at.place.iso3 in found else found


def _inherit(mention: Mention, groups: list[list[str]], takers: list[str], who: Who) -> None:
    if mention.sub_type == "arms_transfer":
        return _inherit_deal(mention, _meant(mention, groups, who), takers, who)
    if mention.layer == "deployment" and mention.looks_back and not mention.codes:
        mention.agents = _meant(mention, groups, who)  # "the two countries inaugurated a joint base there"
    if mention.layer not in PAIRED:
        return
    if _names_the_other_side(mention):
        return mention.others.extend(_own_side(mention, who))
    at = mention.best_place
    if mention.sub_type == "visit" and not mention.agents and mention.candidate.agents and at is not None:
        mention.agents = [c for c in who.title_countries() if c != at.place.iso3][:1]
    if _is_of_many(mention):
        return  # whoever came: that is not who was told of before
    group = _meant(mention, groups, who)
    opposite = _has_opposite(mention)
    vague = mention.looks_back or not mention.codes or mention.definite or opposite
    if vague and len(mention.codes) < 2 and set(mention.codes) <= set(group):
        mention.others = [c for c in group if c not in mention.agents]
    if len(mention.codes) == 1 and opposite and at is not None and at.place.iso3 not in (None, *mention.codes):
        mention.others.append(at.place.iso3)  # "the minister and his Indian counterpart signed it in Suva"
    if not mention.codes:
        beside = who.beside(mention.candidate.trigger)
        mention.others = beside if len(beside) == 2 else []


def _is_of_many(mention: Mention) -> bool:
    """Whether a gathering of many is told anew: "ministers of the bloc convened in Apia", not "the two met"."""
    gathers = mention.sub_type in ("multilateral", "summit")
    return gathers and not mention.codes and not mention.looks_back and not mention.title and not _how_many(mention)


def _has_opposite(mention: Mention) -> bool:
    """Whether one of the sides is only "his host" or "his counterpart"."""
    candidate = mention.candidate
    heads = [t for top in (*candidate.agents, *candidate.others) for t in (top, *top.conjuncts)]
    return any(t.lemma_.lower() in words("opposite_side") for t in heads)


def _inherit_deal(mention: Mention, group: list[str], takers: list[str], who: Who) -> None:
    """The other side of a delivery: who got the weapons told of before, else the article's own country."""
    if len(mention.codes) != 1:
        return
    if mention.agents and takers and takers != mention.codes:
        mention.others = list(takers)
    elif set(mention.codes) < set(group):
        mention.others = [c for c in group if c not in mention.agents]
    elif who.home and who.home not in mention.codes:
        mention.others.append(who.home)


def _meant(mention: Mention, groups: list[list[str]], who: Who) -> list[str]:
    """The parties told before that a mention may point back at, as many as it says; else those of the article."""
    many = _how_many(mention)
    fitting = next((g for g in reversed(groups) if not many or len(g) == many), [])
    group = fitting or (who.listed(many) if many else []) or (groups[-1] if groups else [])
    signed = mention.sub_type.startswith("treaty") and not mention.codes
    return group or (who.protagonists() if mention.looks_back or mention.sub_type == "call" or signed else [])


def _names_the_other_side(mention: Mention) -> bool:
    """Whether only the partner is named: "talks with France opened", "the pact with Japan took effect"."""
    candidate = mention.candidate
    nouns = [candidate.trigger, *candidate.themes]
    partners = [o for t in nouns for c in t.subtree if c.dep_ == "prep" and c.lower_ == "with" for o in c.children]
    return len(mention.codes) == 1 and bool(partners) and not mention.agents


def _own_side(mention: Mention, who: Who) -> list[str]:
    """The country whose treaties and talks are told of: that of who speaks, or the one the article is most about."""
    first = who.speaker_of(mention.candidate.trigger) or who.main_country()
    return [first] if first and first not in mention.codes else []


def _how_many(mention: Mention) -> int:
    """Two in "the two sides", three in "the three presidents", 0 where no number is said."""
    heads = [t for top in (*mention.candidate.agents, *mention.candidate.others) for t in (top, *top.children)]
    return next((n for t in heads if (n := NUMBERS.get(t.lower_, 0))), 0)
