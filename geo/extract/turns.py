"""Turns of phrase: forces that roll in and dig in, leaders who clink glasses, accords that are let lapse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo.extract.act import Act, has
from geo.extract.forces import forces, is_placed, sub_type
from geo.extract.frame import frame
from geo.extract.hits import is_invited
from geo.extract.lexicon import words
from geo.extract.people import at_table, people

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.extract.candidate import Candidate

DEPLOYMENT: Final = "deployment"
MEETING: Final = "meeting"
TREATY: Final = "treaty_partner"
LAND_FORCES = ("troops", "mercenaries", "trainers", "airdefence")
CIVIL = ("police", "officer", "convoy", "monitor", "observer", "volunteer", "component", "element", "headquarters")
"""Words that are troops beside plainer verbs only."""


def rolled_in(act: Act) -> Candidate | None:
    """“Bangladeshi sappers trundled into Juba”, “the radar company moved into its barracks on the island”."""
    going = [t for t in act.of(act.agents, *LAND_FORCES) if not has(t, *CIVIL)]
    goals = act.at("into", "onto", "in", "at", "on")
    told = has(act.token, *words("rolling")) and act.at("into", "onto")
    settled = act.particle("in", "up") and has(act.token, "move", "settle", "file", "troop", "dig", "set", "pour")
    if not going or act.frame.passive or act.of(act.agents, "ship", "aircraft"):
        return None
    there = [t for t in goals if act.is_place(t) or "base" in act.reading.nouns[t.i] or has(t, *words("place_nouns"))]
    if not (told or settled) or not act.has_place(goals) or not there:
        return None
    return act.made(DEPLOYMENT, sub_type(act, going), "arrive", agents=going, themes=going, others=goals)


def rolled_in_with(act: Act) -> Candidate | None:
    """“Kenya rolled into Beledweyne with armour”: a state that goes with its forces."""
    arms = act.of(act.at("with"), "troops", "airdefence")
    states = [t for t in act.agents if act.is_place(t)]
    into = act.at("into")
    if not arms or not states or not act.has_place(into) or act.codes(states) & act.codes(into):
        return None
    if not (has(act.token, *words("rolling")) or act.verb("advance")):
        return None
    return act.made(DEPLOYMENT, "operation", "advance", agents=states, themes=arms, others=into)


def dug_in(act: Act) -> Candidate | None:
    """“A rocket battery is dug in near Kars”, “two launchers are parked beside the runway at Incirlik”."""
    units = act.of(act.patients, *LAND_FORCES) if act.frame.passive else []
    finite = any(c.dep_ == "auxpass" for c in act.token.children)
    if not units or not finite or not has(act.token, *words("dug_in")) or not is_placed(act):
        return None
    return act.made(DEPLOYMENT, sub_type(act, units), "presence", agents=[*units, *act.agents], themes=units, weak=True)


def beside(act: Act) -> Candidate | None:
    """“London has put a battery beside the airfield at Akrotiri”."""
    units = act.of(act.patients, *LAND_FORCES)
    spots = act.at("beside", "alongside", "behind", "astride", "by")
    if not units or act.frame.passive or not act.verb("deploy", "deploy_weak", "deploy_placed"):
        return None
    if not act.has_place([*spots, *(t for s in spots for t in s.subtree)]) or has(act.token, "carry", "order"):
        return None
    return act.made(
        DEPLOYMENT, sub_type(act, units), "deploy", agents=[*act.agents, *units], themes=units, others=spots
    )


def stepped_into_place(act: Act) -> Candidate | None:
    """“Portuguese gunners stepped into their shoes at the camp”, “slid into the slot of”, “filled in for”."""
    coming = act.of(act.agents, "troops", "aircraft", "ship", "airdefence")
    shoes = [t for t in [*act.at("into", "in"), *act.patients] if has(t, *words("shoes"))]
    stepped = shoes and has(act.token, "step", "slip", "slide", "move", "take", "fill", "stand", "inherit", "assume")
    filled = has(act.token, "fill", "stand") and act.particle("in") and act.at("for")
    if not coming or not (stepped or filled):
        return None
    others = [*act.at("for", "from"), *(x for t in shoes for x in t.children)]
    return act.made(DEPLOYMENT, "rotation", "relieve", agents=coming, themes=coming, others=others, weak=True)


def flown_there(act: Act) -> Candidate | None:
    """“A Danish company has come and gone: Copenhagen flew it to Gao”: a pronoun for forces told of just before."""
    goals = act.at("to", "into", "in", "home", "from")
    if not any(t.lower_ in ("them", "it") for t in act.patients) or not act.has_place(goals):
        return None
    if not (act.verb("deploy") or has(act.token, "send", "fly", "ship", "rush", "move", "airlift", "ferry")):
        return None
    sentence = act.reading.sentence(act.token.i)
    first = act.reading.sentences[max(sentence - 1, 0)].start
    before = [act.reading.doc[i] for i in range(first, act.token.sent.start)]
    units = [t for t in before if "troops" in act.reading.kinds(t) and t.dep_ in ("nsubj", "nsubjpass", "pobj")]
    if not units or act.codes(units) & act.codes(goals):
        return None
    return act.made(
        DEPLOYMENT, "contingent", "deploy", agents=[*act.agents, *units], themes=units, others=goals, weak=True
    )


def taken_home(act: Act) -> Candidate | None:
    """“Nairobi took 600 of its soldiers home”, “sent the last officers home”, “showed them the door”."""
    units = forces(act, [*act.patients, *act.at("of")])
    home = any(t.lower_ == "home" and t.i > act.token.i for t in act.token.children)
    shown = has(act.token, "show") and any(has(t, "door", "exit") for t in act.token.subtree)
    if not act.of(units, "troops", "trainers", "mercenaries") or not (shown or home):
        return None
    if not (shown or has(act.token, *words("taking_home"))):
        return None
    return act.made(DEPLOYMENT, "withdrawal", "withdraw", agents=[*act.agents, *act.patients], themes=units,
                    others=act.at("from"))  # fmt: skip


def flew_by_request(act: Act) -> Candidate | None:
    """“Two Rafales roared over Accra at its government's request”: shown to reassure, not an intrusion."""
    jets = act.of(act.agents, "aircraft", "helicopter")
    swept = act.verb("fly") or has(act.token, "sweep", "roar", "thunder", "scream", "pass", "flash")
    if not jets or not swept or not act.at("over", "above", "past", "across") or not is_invited(act):
        return None
    return act.made(
        DEPLOYMENT, "air_defence_response", "shown", agents=jets, themes=jets, others=act.at("over", "above")
    )


def half_left(act: Act) -> Candidate | None:
    """“Half left Pristina on Tuesday”: part of the forces told of just before."""
    some = [t for t in act.agents if t.lower_ in ("half", "most", "all", "rest", "last", "first", "others")]
    if not some or any(of for t in some for of in t.children if of.dep_ == "prep"):
        return None
    if not has(act.token, "leave", "depart", "quit", "exit") or not any(act.is_place(p) for p in act.patients):
        return None
    first = act.reading.sentences[max(act.reading.sentence(act.token.i) - 1, 0)].start
    units = [act.reading.doc[i] for i in range(first, act.token.i) if "troops" in act.reading.nouns[i]]
    if not units:
        return None
    return act.made(DEPLOYMENT, "withdrawal", "withdraw", agents=units[:1], themes=units[:1], weak=True)


def clinked(act: Act) -> Candidate | None:
    """“The two coastguards clinked glasses in Hai Phong”, “broke bread”, “put their heads together”."""
    token = act.token
    warm = any(has(p, *words("handclasps")) for p in [*act.patients, *act.at("with")])
    if not warm or not has(token, "clink", "raise", "break", "put", "shake", "press", "lock", "rub", "clasp"):
        return None
    hosts = [t for t in act.agents if act.codes([t])]
    partners = [*people(act, act.at("with")), *(p for x in act.patients for p in x.children if act.codes([p]))]
    if len(act.codes([*hosts, *partners])) < 2:
        return None
    return act.made(MEETING, "bilateral", "meet", agents=hosts, others=partners)


def closeted(act: Act) -> Candidate | None:
    """“He spent Thursday closeted with the Turkish spymaster”, “spent an evening with her Greek host”."""
    shut_in = has(act.token, "closet", "sequester", "cloister", "ensconce", "huddle")
    hours = [p for p in act.patients if has(p, *words("calendar_spans")) or p.text in words("calendar")]
    spent = has(act.token, "spend", "pass") and hours
    partners = at_table(act, [*act.at("with"), *(o for h in hours for o in frame(h).at("with"))])
    guests = at_table(act, [*act.agents, *(act.patients if shut_in else [])])
    if not (shut_in or spent) or not partners or not guests:
        return None
    return act.made(MEETING, "bilateral", "meet", agents=guests, others=partners, weak=True)


def was_at(act: Act) -> Candidate | None:
    """“Peru's defence minister was at the Élysée in May”."""
    guests = [p for p in people(act, act.agents) if not act.is_place(p) and not act.of([p], "troops")]
    stops = [t for t in act.at("at") if act.is_place(t)]
    if not has(act.token, "be") or not guests or not stops or act.codes(guests) & act.codes(stops):
        return None
    if not act.codes(guests) or any(c.dep_ in ("attr", "acomp") for c in act.token.children):
        return None
    return act.made(MEETING, "visit", "was there", agents=guests, others=stops, weak=True)


def bundled_off(act: Act) -> Candidate | None:
    """“The adviser was packed off to Ankara”, “the envoy drove from Pristina to Belgrade and back”."""
    off = act.frame.passive and has(act.token, "bundle", "pack", "send", "dispatch", "hurry", "rush", "whisk", "fly")
    shuttled = has(act.token, "shuttle", "drive", "commute", "ferry") and act.at("from", "between")
    guests = [p for p in people(act, act.movers) if not act.is_place(p) and not act.of([p], "troops")]
    stops = [t for t in [*act.at("to", "between"), *(act.at("from") if shuttled else [])] if act.is_place(t)]
    if not (off or shuttled) or not guests or not stops or act.codes(guests) & act.codes(stops):
        return None
    return act.made(MEETING, "negotiation" if shuttled else "visit", "visit", agents=guests, others=stops, weak=True)


def guest_abroad(act: Act) -> Candidate | None:
    """“The Czech premier was feted in Tashkent”, “wound up a trip to Kathmandu”, “shuttled to Khartoum”."""
    guests = [p for p in people(act, act.movers) if not act.is_place(p) and not act.of([p], "troops")]
    trips = [p for p in act.patients if has(p, "trip", "tour", "stay", "stop", "swing")]
    toured = trips and has(act.token, "wind", "wrap", "end", "conclude", "begin", "finish", "cap", "round", "complete")
    feted = act.frame.passive and has(act.token, "fete", "wine", "dine", "welcome", "greet", "toast", "show")
    spots = [*act.at("in", "at", "to"), *(o for t in trips for o in frame(t).at("to", "in"))]
    towns = [t for t in spots if act.is_place(t) and act.reading.place_at[t.i].kind in ("city", "site")]
    if not guests or not (toured or feted or has(act.token, "shuttle", "stroll")) or not towns:
        return None
    if not act.codes(guests) or act.codes(guests) & act.codes(towns):
        return None
    return act.made(MEETING, "visit", "visit", agents=guests, others=towns, weak=True)


def together(act: Act) -> Candidate | None:
    """“The premiers of Latvia and Estonia strolled through Valga”, “officers of both compared notes in Aflao”."""
    both = [p for p in at_table(act, act.agents) if not act.is_place(p)]
    spots = [t for t in act.at("in", "at", "through", "on") if act.is_place(t)]
    notes = has(act.token, "compare", "swap", "trade") and any(has(p, "note", "view") for p in act.patients)
    if len(act.codes(both)) < 2 or not spots or not (notes or has(act.token, *words("side_by_side"))):
        return None
    return act.made(MEETING, "bilateral", "meet", agents=both, weak=True)


def let_lapse(act: Act) -> Candidate | None:
    """“Lomé let the accord lapse”, “Doha let its pact with Britain run on for ten years”."""
    if not has(act.token, "let", "allow", "permit"):
        return None
    after = [t for t in act.token.sent if t.i > act.token.i]
    papers = [t for t in after if "treaty" in act.reading.nouns[t.i] and has(t, *words("papers"))][:1]
    fate = [t for t in after if papers and t.i > papers[0].i and t.tag_ in ("VB", "VBP", "NN", "VBN")]
    ends = [t for t in fate if has(t, "lapse", "expire", "die", "wither")]
    goes_on = [t for t in fate if has(t, "run", "continue", "roll") and t.nbor(1).lower_ in ("on", "over", "for")]
    if not papers or not (ends or goes_on):
        return None
    partners = frame(papers[0]).at("with", "between")
    name = "treaty_ended" if ends else "treaty_in_force"
    return act.made(TREATY, name, "end" if ends else "in_force", agents=act.agents, themes=papers, others=partners)


def unloaded(act: Act) -> Candidate | None:
    """“A second battery of Chinese missiles was unloaded at Batajnica”, “drove four lorries over the border at”."""
    goods = [t for t in act.patients if _is_arms(act, t)]
    over = act.at("over", "across") and has(act.token, "drive", "truck", "haul", "ferry", "wheel", "tow")
    landed = act.frame.passive and has(act.token, "unload", "offload", "land", "uncrate", "disembark", "discharge")
    if not goods or not (over or landed) or not act.has_place(act.frame.arguments):
        return None
    spots = act.at("at", "in", "over", "across", "to")
    if len(act.codes([*act.agents, *goods, *(x for s in spots for x in s.subtree)])) < 2:
        return None
    return act.made(TREATY, "arms_transfer", "deliver", agents=act.agents, themes=goods, others=spots)


def _is_arms(act: Act, token: Token) -> bool:
    near = [token, *(x for c in token.children if c.dep_ in ("prep", "conj", "compound") for x in (c, *c.children))]
    kit = ("ambulance", "jammer", "lorry", "truck", "pickup", "generator", "shipload", "shipment", "planeload")
    return any("arms" in act.reading.nouns[t.i] or has(t, *kit) for t in near)


FORCES_RULES = (flew_by_request, rolled_in_with, taken_home, half_left, stepped_into_place, beside, flown_there)
LATE_FORCES_RULES = (rolled_in, dug_in)
MEETING_RULES = (clinked, closeted, was_at, bundled_off, guest_abroad, together)
TREATY_RULES = (let_lapse,)
RELATION_RULES = (unloaded,)
