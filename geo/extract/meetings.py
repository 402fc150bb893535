"""Meetings: who met, received, visited or telephoned whom; gatherings as nouns are in :mod:`geo.extract.gatherings`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from geo.extract.act import Act, has, is_noun
from geo.extract.frame import frame, of_objects, witnesses
from geo.extract.gatherings import gathering, is_multilateral
from geo.extract.lexicon import words
from geo.extract.people import at_table, met_to_agree, people
from geo.extract.treaties import is_paper
from geo.extract.turns import MEETING_RULES

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.extract.candidate import Candidate

LAYER: Final = "meeting"
MEALS = ("dinner", "lunch", "breakfast", "tea", "banquet", "supper")
BODIES = ("government", "official", "side", "party", "parliament", "ministry", "team")


def meetings(act: Act) -> Iterator[Candidate]:
    """Mentions of meetings that a word makes: those of the first rule that fits."""
    rules = (
        (
            due,
            was_there,
            called_on,
            sat_as_council,
            phoned,
            met,
            discussed,
            brought_together,
            received,
            opened_together,
            visited,
            sent_there,
            *MEETING_RULES,
        )
        if act.token.pos_ in ("VERB", "AUX")
        else (gathering,)
        if is_noun(act.token)
        else ()
    )
    found = next((c for rule in rules if (c := rule(act)) is not None), None)
    if found is not None:
        yield found


def due(act: Act) -> Candidate | None:
    """“Syria's president is due in Moscow”."""
    if not has(act.token, "be"):
        return None
    expected = [c for c in act.token.children if c.dep_ in ("acomp", "xcomp") and c.lower_ in ("due", "expected")]
    stops = [
        t
        for c in expected
        for p in c.children
        if p.dep_ == "prep" and p.lower_ in ("in", "at")
        for t in p.children
        if act.is_place(t)
    ]
    guests = people(act, act.agents)
    return act.made(LAYER, "visit", "due", agents=guests, others=stops, planned=True) if stops and guests else None


def was_there(act: Act) -> Candidate | None:
    """“He was in Baku over the weekend”."""
    guests = [p for p in people(act, act.agents, pronouns=True) if not act.is_place(p) and not act.of([p], "troops")]
    been = ("to",) if act.token.lower_ == "been" else ()
    stops = [t for t in act.at("in", *been) if act.is_place(t)]
    stops += [t for t in act.at("at") if act.is_place(t) and act.reading.place_at[t.i].kind == "site"]
    spoken = any(c.dep_ in ("attr", "acomp") for c in act.token.children)
    lasting = any(c.dep_ == "aux" and has(c, "have") for c in act.token.children) and act.at("since", "for")
    if not has(act.token, "be") or not guests or not stops or spoken or lasting:
        return None
    return act.made(LAYER, "visit", "was there", agents=guests, others=stops, weak=True)


def called_on(act: Act) -> Candidate | None:
    """“The admiral called on the chief of staff in Dodoma”, “paid a call on his colleague”."""
    paid = has(act.token, "pay", "make") and any(has(p, "call", "visit") for p in act.patients)
    hosts = people(act, [*act.at("on"), *(o for p in act.patients if paid for o in frame(p).at("on", "to"))])
    guests = [g for g in people(act, act.agents) if not act.is_place(g)]
    if not (has(act.token, "call") or paid) or not hosts or not guests or act.frame.passive:
        return None
    if any(c.dep_ in ("xcomp", "ccomp", "advcl") and c.tag_ == "VB" for c in act.token.children):
        return None  # "called on the president to resign"
    if not act.has_place(act.frame.arguments) and len(act.codes([*guests, *hosts])) < 2:
        return None
    return act.made(LAYER, "visit", "called on", agents=guests, others=hosts, weak=True)


def sat_as_council(act: Act) -> Candidate | None:
    """“In Brussels the North Atlantic Council took up the matter”, “the joint commission sat in Osh”."""
    bodies = [t for t in act.agents if has(t, *words("councils"))]
    sat = has(act.token, "convene", "meet", "sit", "assemble", "deliberate", "confer") or (
        has(act.token, "take", "discuss", "debate", "weigh", "consider") and act.patients
    )
    taken = not has(act.token, "take") or act.particle("up")
    if not bodies or not sat or not taken or not any(t.pos_ == "PROPN" or t.lower_ == "joint" for t in _all(bodies)):
        return None
    spots = [t for t in act.token.subtree if t.dep_ == "pobj" and t.head.lower_ in ("in", "at") and act.is_place(t)]
    if not any(act.reading.place_at[t.i].kind in ("city", "site") for t in spots):
        return None
    return act.made(LAYER, "consultation", "meet", agents=bodies, weak=True)


def _all(tokens: list[Token]) -> list[Token]:
    return [x for t in tokens for x in t.subtree]


def phoned(act: Act) -> Candidate | None:
    """“The ministers spoke by telephone”, “rang his German counterpart”."""
    wire = _on_wire(act)
    callers = [t for t in at_table(act, act.agents) if t.head.lower_ != "by"]
    if wire and not callers and act.verb("meet", "phone"):  # "ministers conferred by telephone", read as by whom
        callers = at_table(act, act.patients)
    if not (act.verb("phone") or (wire and act.verb("meet", "promise", "tell"))) or not callers:
        return None
    called = [p for p in people(act, act.patients) if not has(p, *BODIES)]
    rang = (has(act.token, "phone", "telephone") and act.patients) or (has(act.token, "call", "ring") and called)
    if rang and has(act.token, "call") and any(c.dep_ in ("oprd", "ccomp", "xcomp") for c in act.token.children):
        return None
    somewhere = any(act.is_place(t) and t.head.lower_ in ("in", "at") for t in act.token.subtree)
    spoke = has(act.token, "speak") and people(act, act.at("with", "to")) and not somewhere
    if not (wire or rang or spoke):
        return None
    partners = at_table(act, [*act.patients, *act.at("with")])
    return act.made(LAYER, "call", "phone", agents=callers, others=[*partners, *people(act, act.at("to", "with"))])


def _on_wire(act: Act) -> bool:
    """Whether it is done "by telephone", "over a video link", "on the hotline"."""
    means = [c for c in act.token.children if c.dep_ in ("prep", "agent") and c.lower_ in words("by_wire")]
    return any(t.lemma_.lower() in words("wires") for prep in means for o in prep.children for t in (o, *o.children))


def met(act: Act) -> Candidate | None:
    """“Negotiators from both countries met in Tbilisi”."""
    agents = at_table(act, act.agents)
    if has(act.token, "shake") and any(has(p, "hand") for p in act.patients):
        both = [*agents, *at_table(act, act.at("with"))]
        return act.made(LAYER, "bilateral", "meet", agents=both) if len(act.codes(both)) > 1 else None
    if len(act.codes(agents)) > 1 and _face_to_face(act):
        return act.made(LAYER, "bilateral", "meet", agents=agents)
    papers = [p for p in act.of(act.patients, "treaty") if is_paper(p)]
    if not act.verb("meet") or not agents or papers or act.of(act.patients, "aircraft", "ship"):
        return None
    counted = [o for p in act.patients if p.pos_ in ("NUM", "DET", "PRON") for o in of_objects(p)]
    partners = at_table(act, [*act.patients, *counted, *act.at("with")])
    if (
        has(act.token, "meet")
        and any(p not in partners for p in act.patients)
        and not partners
        and len(act.codes(agents)) < 2
    ):
        return None  # met the target, met the demands
    several = not act.codes([*agents, *partners]) and any(a.tag_ in ("NNS", "NNPS") for a in agents) and not partners
    seated = has(act.token, "talk", "sit", "negotiate")
    weak = (
        not (act.at("with", "in", "at"))
        if seated
        else not partners and not has(act.token, "meet") and not act.at("in", "at")
    )
    many = several or is_multilateral(agents)
    kind = "negotiation" if has(act.token, "negotiate") else "multilateral" if many else "bilateral"
    return act.made(LAYER, kind, "meet", agents=agents, others=partners, weak=weak)


def _face_to_face(act: Act) -> bool:
    """“Came face to face”, “walked into the same room”, “sat at one table”, “exchanged views”."""
    said = {t.lower_ for t in act.token.subtree}
    if has(act.token, "exchange", "swap", "compare"):
        return any(has(p, "view", "opinion", "note", "handshake") for p in act.patients)
    return has(act.token, *words("coming_together")) and (
        {"face", "to"} <= said or {"same", "room"} <= said or bool({"together", "table"} & said)
    )


def discussed(act: Act) -> Candidate | None:
    """“The premier discussed the timetable with the admiral in Baghdad”."""
    if met_to_agree(act) and not act.of(act.patients, "treaty"):
        kind = "multilateral" if len(act.codes(act.agents)) > 2 or is_multilateral(act.agents) else "bilateral"
        return act.made(LAYER, kind, "meet", agents=act.agents)
    callers, partners = at_table(act, act.agents), people(act, act.at("with"))
    if not has(act.token, "discuss", "review", "raise") or not callers or not partners:
        return None
    if any("call" in act.reading.nouns[t.i] for t in act.token.subtree):
        return None
    return act.made(LAYER, "bilateral", "meet", agents=callers, others=partners, weak=True)


def brought_together(act: Act) -> Candidate | None:
    """“The talks brought Syrian and Lebanese officials together in Amman”."""
    guests = at_table(act, act.patients)
    together = (
        act.particle("together")
        or act.of(act.at("to", "around", "round"), "table")
        or any(has(t, "table") for t in act.at("to", "around", "round"))
    )
    if not has(act.token, "bring", "gather", "seat", "get") or not together or len(act.codes(guests)) < 2:
        return None
    return act.made(LAYER, "bilateral", "meet", agents=guests)


def received(act: Act) -> Candidate | None:
    """“The king received the chancellor in Amman”."""
    hosts = at_table(act, act.agents)
    whom = act.patients or [t for t in act.at("in", "at") if not act.is_place(t)]  # "received in Rome the premier of"
    guests = [p for p in at_table(act, whom) if not act.is_place(p) and not act.of([p], "meeting", "summit")]
    fed = has(act.token, "have", "invite", "treat", "take") and any(has(t, *MEALS) for t in act.at("to", "for"))
    if fed and guests and len(act.codes([*hosts, *guests])) > 1:
        return act.made(LAYER, "bilateral", "host", agents=hosts, others=guests, weak=True)
    somewhere = act.frame.passive and act.at("in", "at", "by") and has(act.token, "host", "receive", "welcome")
    if not act.verb("host") or not guests or not (hosts or somewhere):
        return None
    return act.made(
        LAYER,
        "bilateral",
        "host",
        agents=hosts,
        others=guests,
        weak=has(act.token, "greet", "entertain", "fete", "welcome"),
    )


def visited(act: Act) -> Candidate | None:
    """“The president arrived in Ulaanbaatar on a state visit”."""
    moved = act.movers if act.verb("visit_weak") else act.agents  # "was whisked to Ankara"
    guests = [p for p in people(act, moved, pronouns=True) if not act.is_place(p) and not _is_soldier(act, p)]
    if act.of(act.agents, "troops", "trainers", "ship", "aircraft"):  # "the frigate Otto Sverdrup", "they"
        guests = [g for g in guests if "leader" in act.reading.nouns[g.i]]
    stops = _stops(act)
    if (
        not (
            act.verb("visit")
            or _spent_days(act)
            or (act.verb("visit_weak") and (_to_meet(act) or _abroad(act, guests, stops)))
        )
        or not guests
        or not stops
        or any(c.lower_ in ("home", "back") for c in act.token.children)
    ):
        return None
    return act.made(
        LAYER,
        "visit",
        "visit",
        agents=guests,
        others=stops,
        weak=not has(act.token, "visit", "arrive", "jet", "journey"),
    )


def _stops(act: Act) -> list[Token]:
    """Where a visit leads: "to Lomé", "toured the port there", "Lomé, where he spent a day"."""
    goals = [*(act.patients if has(act.token, "visit", "tour") else []), *act.at("to", "in", "at", "into", "for", "on")]
    stops = [t for t in goals if act.is_place(t) or any(act.is_place(c) for c in t.children)]
    if has(act.token, "visit", "tour", "inspect", "arrive"):
        stops += [c for c in act.token.children if c.dep_ == "advmod" and c.lower_ in ("there", "here")]
    where = act.token.dep_ == "relcl" and any(c.lower_ == "where" for c in act.token.children)
    return [*stops, act.token.head] if where and act.is_place(act.token.head) else stops


def opened_together(act: Act) -> Candidate | None:
    """“The dam was inaugurated in the presence of the presidents of Kenya and Djibouti”."""
    guests = people(act, witnesses(act.token))
    leaders = people(act, act.agents)
    together = leaders if len(act.codes(leaders)) > 1 and act.of(act.patients, "infrastructure", "base") else []
    if has(act.token, "cut") and any(has(p, "ribbon", "tape") for p in act.patients) and len(act.codes(leaders)) > 1:
        return act.made(LAYER, "ceremony", "opened", agents=leaders, others=guests)
    if not act.verb("open_solemnly") or not (guests or together):
        return None
    return act.made(LAYER, "ceremony", "opened", agents=leaders, others=guests)


def sent_there(act: Act) -> Candidate | None:
    """“Iran sent its foreign minister to Yerevan”."""
    envoys = [p for p in people(act, act.patients) if not act.is_place(p)]
    stops = [t for t in act.at("to") if act.is_place(t)]
    if not has(act.token, "send", "dispatch", "despatch") or not envoys or not stops or act.of(act.patients, "troops"):
        return None
    return act.made(LAYER, "visit", "visit", agents=[*envoys, *act.agents], others=stops)


def _is_soldier(act: Act, token: Token) -> bool:
    """Whether it is one of a force, and not an official: "three advisers", not "the security adviser"."""
    official = "leader" in act.reading.nouns[token.i] and token.tag_ in ("NN", "NNP")
    return bool(act.of([token], "troops")) and not official


def _spent_days(act: Act) -> bool:
    """“The king spent four days in Greenland”."""
    spans = [x for p in act.patients for x in (p, *p.children)]
    spans += [c for c in act.token.children if c.dep_ == "npadvmod"]
    timed = any(has(x, "day", "hour", "week", "weekend", "morning") or x.i in act.reading.date_at for x in spans)
    return has(act.token, "spend", "pass") and timed


def _abroad(act: Act, guests: list[Token], stops: list[Token]) -> bool:
    """“Zelensky came to the White House”: who comes is of one country, and where of another."""
    theirs, there = act.codes(guests), act.codes(stops)
    return act.verb("visit_weak") and not has(act.token, "return") and bool(theirs and there) and not theirs & there


def _to_meet(act: Act) -> bool:
    """“Came to Moscow to see”, “went there for talks”."""
    purposes = [c for c in act.token.children if c.dep_ in ("xcomp", "advcl") and c.tag_ == "VB"]
    return any(has(c, *words("purposes_of_visits")) for c in purposes) or bool(
        act.of(act.at("for", "on"), "meeting", "negotiation", "visit", "summit", "consultation")
    )
