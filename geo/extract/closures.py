"""Consequences of incursions: airports and airspace closed, navigation jammed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from geo.extract.act import Act, has, is_noun, is_verb
from geo.extract.frame import frame

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.extract.candidate import Candidate

LAYER: Final = "airspace_incursion"
OUT_OF = frozenset({"out", "of", "action", "service", "operation", "use"})
"""Words of "out of action"."""
HALTING = ("be", "go", "come", "bring", "fall", "grind", "remain", "stand")
SUBJECT_WITHIN = 4
"""So many words before a passive its subject stands at most."""


def closures(act: Act) -> Iterator[Candidate]:
    """Mentions of closures and jamming that a word makes: those of the first rule that fits."""
    rules = [
        *((jammed, banned, closed, stood_still) if is_verb(act.token) else ()),
        *((closure, jamming) if is_noun(act.token) else ()),
    ]
    made = next((c for rule in rules if (c := rule(act)) is not None), None)
    if made is not None:
        yield made


def jammed(act: Act) -> Candidate | None:
    """“Its satellite navigation was being jammed”."""
    if not act.verb("jam") or not _nouns(act, [*act.patients, *act.agents], "navigation"):
        return None
    return act.made(LAYER, "jamming", "jam", themes=act.patients, others=act.agents)


def banned(act: Act) -> Candidate | None:
    """“Flights have been barred over the province”."""
    shut = act.patients or act.agents
    traffic = [t for t in _nouns(act, shut, "airtraffic") if not has(t, "service", "operation", "departure")]
    if not act.verb("ban_flights") or not traffic:
        return None
    return act.made(LAYER, "airspace_closure", "bar", themes=traffic, others=[] if act.agents == shut else act.agents)


def closed(act: Act) -> Candidate | None:
    """“The airport was shut”, “Moldova closed its airspace”, “flights were suspended”."""
    if not (act.verb("close") or act.token.lower_ in ("closed", "shut")):
        return None
    shut = _meant(act, act.patients) or act.agents or _just_before(act)
    halting = [a for a in act.agents if a not in shut and _is_airport(act, a)]  # "Leeds airport halted all traffic"
    by = [*([] if act.agents == shut else [a for a in act.agents if a not in halting]), *_barred(act)]
    if any(has(a, "neighbour", "neighbor", "country", "state", "nation") and not act.codes([a]) for a in act.agents):
        return None  # told of each of them elsewhere, if it is told
    spaces = act.of(shut, "airspace")
    if spaces and not has(act.token, "stop"):
        return act.made(LAYER, "airspace_closure", "close", themes=spaces, others=by)
    traffic = _nouns(act, shut, "airtraffic")
    if has(act.token, "cancel", "divert", "scrub", "curtail") and not _at_airport(act, halting, traffic):
        return None
    airports = [p for p in shut if _is_airport(act, p)] or (halting if traffic else [])
    airports = airports or [p for p in shut if act.agents == shut and _is_town_of_airport(act, p)]
    strong = act.verb("close_airport") or act.token.lower_ in ("closed", "shut")
    if airports and (strong or act.frame.passive or act.agents == airports or traffic):
        return act.made(LAYER, "airport_closure", "close", themes=airports, others=by)
    if traffic and _is_of_airline(act):
        return None
    if traffic:
        named = any(_is_airport(act, t) for t in act.frame.arguments)
        return act.made(LAYER, "airport_closure", "close", themes=traffic, others=by, weak=not named)
    return None


def stood_still(act: Act) -> Candidate | None:
    """“The airport went dark”, “drones brought traffic at Oslo's airport to a standstill”, “was out of action”."""
    near = [*act.agents, *act.patients]
    airports = [t for t in near if _is_airport(act, t)]
    traffic = [t for t in _nouns(act, near, "airtraffic") if act.of(act.frame.arguments, "airport")]
    planes = act.of(near, "aircraft") if act.of(act.frame.arguments, "airport") else []
    said = {t.lower_ for t in act.token.subtree}
    if planes and {"on", "ground"} <= said and has(act.token, "keep", "hold", "leave", "be", "stay", "remain"):
        return act.made(LAYER, "airport_closure", "close", themes=act.of(act.frame.arguments, "airport"))
    if not (airports or traffic) or not has(act.token, *HALTING):
        return None
    if not (said & {"standstill", "halt"} or {"out", "of"} < said & OUT_OF or said & {"dark", "silent", "idle"}):
        return None
    return act.made(LAYER, "airport_closure", "close", themes=airports or traffic)


def closure(act: Act) -> Candidate | None:
    """“The closure of airports in Copenhagen and Oslo”."""
    parts = [*act.inside, *act.at("of", "by", "from", "with", "involving")]
    shut = [t for t in parts if act.of([t], "airport", "airspace", "airtraffic") or _is_airport(act, t)]
    if not act.noun("closure_noun") or not shut:
        return None
    kind = "airspace_closure" if act.of(shut, "airspace") else "airport_closure"
    return act.made(LAYER, kind, "closure", themes=shut)


def jamming(act: Act) -> Candidate | None:
    """“GPS interference”, “jamming of satellite signals”."""
    parts = [*act.inside, *act.at("of", "by", "from", "with", "to", "in")]
    if act.noun("navigation") and any(has(c, "lose", "jam", "spoof", "disrupt") for c in act.inside):
        return act.made(LAYER, "jamming", "jam_noun", others=act.at("by"), weak=True)
    if not act.noun("jamming_noun") or not (_nouns(act, parts, "navigation") or has(act.token, "jamming", "spoofing")):
        return None
    return act.made(LAYER, "jamming", "jam_noun", others=act.at("by"))


def _meant(act: Act, shut: list[Token]) -> list[Token]:
    """“Reopened its airspace after closing it”: the airspace or airport that "it" stands for."""
    if [t.lower_ for t in shut] != ["it"] or not has(act.token, "close", "shut", "seal"):
        return shut
    first = act.reading.sentences[max(act.reading.sentence(act.token.i) - 1, 0)].start
    words_before = act.token.doc[first : act.token.i]
    before = [t for t in words_before if act.of([t], "airspace") or _is_airport(act, t)]
    return before[-1:] or shut


def _at_airport(act: Act, halting: list[Token], traffic: list[Token]) -> bool:
    """Whether it is an airport that calls flights off, or where they are called off."""
    spots = [*act.at("at"), *(o for t in traffic for o in frame(t).at("at", "from"))]
    return bool(halting) or (not has(act.token, "divert") and any(_is_airport(act, t) for t in spots))


def _just_before(act: Act) -> list[Token]:
    """The airport or airspace right before a passive without its subject: "on 9 June Vilnius Airport was shut"."""
    if not act.frame.passive and not any(c.dep_ == "auxpass" for c in act.token.children):
        return []
    before = [t for t in act.token.sent if act.token.i - SUBJECT_WITHIN <= t.i < act.token.i]
    return [t for t in before if _is_airport(act, t) or act.of([t], "airspace")][-1:]


def _barred(act: Act) -> list[Token]:
    """To whom: "closed its airspace to all flights to and from Mali"."""
    to = act.at("to")
    return [*to, *(x for t in to for x in t.subtree if x is not t and act.is_place(x))]


def _is_town_of_airport(act: Act, token: Token) -> bool:
    """“Liège, the larger hub, closed at 19:30”, where airports are what is told of."""
    mention = act.reading.place_at.get(token.i)
    first = act.reading.sentences[max(act.reading.sentence(token.i) - 1, 0)].start
    spoken = any("airport" in act.reading.nouns[i] for i in range(first, act.token.i))
    return bool(mention and mention.kind == "city") and (spoken or act.of([token], "airport") != [])


def _is_of_airline(act: Act) -> bool:
    """Whether a carrier stops its own flights: "six of them suspended flights to Maiquetía"."""
    carriers = any(has(a, "airline", "carrier", "company", "operator", "six", "several") for a in act.agents)
    bound = not act.frame.passive and act.has_place([*act.at("to", "from")]) and not act.of(act.agents, "airport")
    return carriers or bound


def _nouns(act: Act, tokens: list[Token], *classes: str) -> list[Token]:
    return [t for t in tokens if act.reading.nouns[t.i] & set(classes)]


def _is_airport(act: Act, token: Token) -> bool:
    mention = act.reading.place_at.get(token.i)
    return (
        "airport" in act.reading.nouns[token.i]
        or bool(mention and mention.kind == "airport")
        or any("airport" in act.reading.nouns[c.i] for c in token.children if c.dep_ == "compound")
    )
