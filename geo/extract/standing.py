"""Forces told by where they are to be seen: shown on images, camped, flying from a field, a post that crowns a hill."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo.extract.act import Act, has
from geo.extract.forces import sub_type
from geo.extract.frame import frame
from geo.extract.lexicon import words
from geo.extract.where import climb

if TYPE_CHECKING:
    from geo.extract.candidate import Candidate

LAYER: Final = "deployment"
GROUND = ("troops", "mercenaries", "trainers", "airdefence")
FLYING = ("aircraft", "helicopter", "recon", "drone")
SPOTS = ("in", "at", "on", "near", "around", "outside", "along", "beside", "by", "inside", "off", "above", "behind")


def seen(act: Act) -> Candidate | None:
    """“Satellite images show Kenyan tanks at Garissa”, “foreign pilots have been seen around the airport of Sebha”."""
    token = act.token
    if not has(token, *words("showing")):
        return None
    things = [x for c in token.children if c.dep_ in ("dobj", "nsubjpass") for x in (c, *c.conjuncts)]
    shown = act.of(things, *GROUND, "base", "fighter")
    if not shown or not (act.frame.passive or _is_image(act)):
        return None
    spots = [t for t in token.subtree if act.is_place(t) and climb(t)[1] in SPOTS]
    whose = act.codes(shown)
    if not whose - {str(act.reading.place_at[t.i].iso3) for t in spots} or not spots:
        return None
    built = not act.of(shown, *GROUND, "fighter")
    name = "base" if built else sub_type(act, shown)
    return act.made(LAYER, name, "presence", agents=shown, themes=shown, weak=True)


def crowned(act: Act) -> Candidate | None:
    """“Their newest outpost crowns a ridge above Amedi”, “an Emirati base stands outside Berbera”."""
    posts = act.of(act.agents, "base")
    if not posts or act.frame.passive or not has(act.token, *words("standing")):
        return None
    spots = [*act.at(*SPOTS), *act.patients, *(o for p in act.patients for o in frame(p).at(*SPOTS))]
    whose = act.codes([c for p in posts for c in act.inside_of(p)])
    if not act.has_place(spots) or not whose or whose <= act.codes(spots):
        return None
    return act.made(LAYER, "base", "keep base", agents=posts, themes=posts, others=spots)


def camped(act: Act) -> Candidate | None:
    """“Two hundred Malian soldiers have camped outside Bouaké”, “Chadian guards secure the airport of Bossangoa”."""
    units = act.of(act.agents, *GROUND)
    lodged = has(act.token, *words("lodging")) or (
        has(act.token, "pitch") and any(has(p, "tent") for p in act.patients)
    )
    guarded = has(act.token, "guard", "secure", "protect") and act.has_place(act.patients)
    if not units or act.frame.passive or not (lodged or guarded):
        return None
    spots = [*act.at(*SPOTS), *(act.patients if guarded else [])]
    if not act.has_place(spots) or not act.codes(units) - act.codes(spots):
        return None
    return act.made(LAYER, sub_type(act, units), "presence", agents=units, themes=units, others=spots, weak=True)


def flies_from(act: Act) -> Candidate | None:
    """“Four Dutch F-35s now fly from the air base at Malbork”, “American drones still circle above Agadez”."""
    wings = act.of(act.agents, *FLYING)
    lasting = act.particle("still", "now", "daily", "regularly", "currently") or act.at("since")
    bare = act.token.lower_ == act.lemma  # "still circle", whatever the tagger makes of it
    present = bare or act.token.tag_ in ("VBP", "VBZ", "VBG") or any(has(c, "have") for c in act.token.children)
    if not wings or act.frame.passive or not lasting or not present:
        return None
    based = has(act.token, "fly", "operate", "work") and act.at("from", "out")
    above = act.of(wings, "drone", "recon") and act.verb("fly", "fly_weak") and act.at("above", "over", "around")
    spots = based or above
    if not spots or not act.has_place(spots) or not act.codes(wings) - act.codes(spots):
        return None
    name = "surveillance" if act.of(wings, "drone", "recon") else "contingent"
    return act.made(LAYER, name, "presence", agents=wings, themes=wings, others=spots, weak=True)


def home_to(act: Act) -> Candidate | None:
    """“Chad has played host to 300 Hungarian soldiers”, “the airfield at Al Jufra is home to Russian jets”."""
    hosts = [*act.patients, *(c for c in act.token.children if c.dep_ in ("attr", "acomp", "dobj"))]
    seat = [t for t in hosts if has(t, "host", "home")]
    guests = [o for t in [act.token, *seat] for o in frame(t).at("to")]
    units = act.of(guests, *GROUND, "fighter", "ship")
    if not has(act.token, "be", "play", "become", "remain") or not seat or not units:
        return None
    if not act.has_place(act.agents) or not act.codes(units) - act.codes(act.agents):
        return None
    return act.made(LAYER, "foreign_troops", "presence", agents=units, themes=units, others=act.agents, weak=True)


def hired(act: Act) -> Candidate | None:
    """“Bangui has hired 200 Colombian veterans to guard the mines of Bria”."""
    men = [t for t in act.patients if act.of([t], *GROUND) or has(t, *words("hired_men"))]
    if not has(act.token, "hire", "recruit", "enlist", "engage", "contract") or not men or act.frame.passive:
        return None
    if not act.codes(men) or not act.codes(act.agents) or act.codes(men) <= act.codes(act.agents):
        return None
    return act.made(LAYER, "mercenaries", "presence", agents=[*men, *act.agents], themes=men, weak=True)


def joined_there(act: Act) -> Candidate | None:
    """“A Finnish company has joined the UN force in Naqoura”."""
    units = act.of(act.agents, *GROUND)
    hosts = act.of(act.patients, "troops", "operation")
    spots = [*act.at(*SPOTS), *(o for t in hosts for o in frame(t).at(*SPOTS))]
    if not has(act.token, "join", "reinforce", "strengthen") or not units or not hosts or not act.has_place(spots):
        return None
    if not act.codes(units) - act.codes(spots):
        return None
    return act.made(LAYER, sub_type(act, units), "deploy", agents=units, themes=units, others=spots, weak=True)


def spent_days(act: Act) -> Candidate | None:
    """“Two Japanese minesweepers spent three days in Colombo”."""
    units = act.of(act.agents, "ship", *GROUND)
    spans = [x for p in act.patients for x in (p, *p.children)]
    timed = any(has(x, *words("calendar_spans")) or x.i in act.reading.date_at for x in spans)
    spots = act.at("in", "at", "off", "near")
    if not has(act.token, "spend", "pass") or not units or not timed or not act.has_place(spots):
        return None
    if not act.codes(units) - act.codes(spots):
        return None
    return act.made(LAYER, sub_type(act, units), "arrive", agents=units, themes=units, others=spots, weak=True)


def _is_image(act: Act) -> bool:
    """Whether it is a picture that shows it."""
    return any(has(x, *words("images")) for t in act.token.children if t.dep_ == "nsubj" for x in (t, *t.children))


FORCES_RULES = (seen, crowned, camped, flies_from, home_to, hired, joined_there, spent_days)
NOUN_RULES = (seen,)
