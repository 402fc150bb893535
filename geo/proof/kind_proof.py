"""What kind of event it is, and the numbers it tells: words of the evidence that bear them out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from geo.article import make_article
from geo.gazetteer import load_gazetteer
from geo.proof.claim import Claim, Witness
from geo.proof.finding import Finding, failed, proved
from geo.proof.texts import Text

SIGNS: dict[str, str] = {
    "drone": r"drones?|UAVs?|unmanned|Shahed|Geran|quadcopters?",
    "drone_swarm": r"swarm\w*|waves?|dozens|scores|fleets?|formations?",
    "drone_crash": r"crash\w*|debris|wreck\w*|fell|f[ae]ll(?:en)?|c(?:a|o)me down|landed|found|fragments?",
    "aircraft": r"MiG\S*|Su-?\d+\S*|jets?|fighters?|aircraft|(?:war)?planes?|bombers?|F-\d+\S*|Tu-?\d+\S*"
    r"|Il-?\d+\S*",
    "helicopter": r"helicopters?|choppers?|Mi-?\d+\S*|gunships?|Ka-?\d+\S*",
    "balloon": r"balloons?|airships?|blimps?",
    "missile": r"missiles?|rockets?|Kh-?\d+\S*|projectiles?",
    "unidentified_flight": r"unidentified|unknown|unexplained|mysterious|flights?|objects?|sightings?"
    r"|overfl\w+",
    "shoot_down": r"shot|shoot\w*|down(?:ed|ing)|intercept\w*|destroy\w*|neutrali[sz]\w*",
    "jamming": r"jam\w*|spoof\w*|GPS|GNSS|interfer\w*|electronic",
    "airport_closure": r"airports?|airfields?|airstrips?|aerodromes?|runways?|terminals?",
    "airspace_closure": r"airspace|no-fly|air space|skies",
    "treaty_signed": r"sign\w*|conclud\w*|ink(?:ed|ing)|initial\w*|negotiat\w*|agree\w*",
    "treaty_ratified": r"ratif\w*|approv\w*|parliament\w*|vote\w*",
    "treaty_in_force": r"treat\w+|pacts?|agreements?|alliances?|force|accords?|conventions?",
    "treaty_ended": r"withdr\w*|terminat\w*|suspend\w*|end(?:ed|s|ing)?|expir\w*|leav\w*|left|quit\w*"
    r"|denounc\w*|scrap\w*|abandon\w*|annul\w*|cancel\w*|laps\w*",
    "accession": r"join\w*|acced\w*|access\w*|entry|enter\w*|member\w*|admi\w+|accept\w*",
    "bilateral_cooperation": r"cooperat\w*|co-operat\w*|ties|relation\w*|partner\w*|support\w*|together"
    r"|agree\w*|pool\w*|memorand\w*|joint\w*|collaborat\w*|back(?:ed|ing)?",
    "arms_transfer": r"arms|weapons?|deliver\w*|suppl\w*|s[eo]ll?d?|sale|sells?|paid|b[ou]\w*ght|buy\w*"
    r"|purchas\w*|transfer\w*|missiles?|drones?|tanks?|jets?|ammunition|shells|provid\w*|send\w*|sent|donat\w*"
    r"|order\w*|export\w*",
    "infrastructure": r"pipelines?|plants?|cables?|ports?|rail\w*|roads?|bridges?|constru\w*|buil[dt]\w*"
    r"|reactors?|corridors?|grids?|power",
    "air_defence_response": r"F-\d+\S*|scrambl\w*|intercept\w*|aircraft|jets?|AWACS|Patriots?"
    r"|air defen[cs]e\w*|respon\w*|fighters?|planes?|warplanes?|batter\w+|NATO",
    "operation": r"operations?|missions?|campaigns?|offensives?|raids?|patrols?|task forces?|coordinat\w*"
    r"|launch\w*|command\w*|tighten\w*|work\w*",
    "base": r"bases?|garrisons?|outposts?|facilit\w+|airfields?|ports?|installations?|camps?",
    "contingent": r"troops?|soldiers?|contingents?|battalions?|brigades?|forces?|personnel|units?"
    r"|regiments?|battlegroups?|peacekeepers?|marines?|servicemen|deploy\w*|companies|company|advisers?|advisors?",
    "rotation": r"rotat\w*|reliev\w*|replac\w*|relief|hand(?:ed|ing)? over",
    "exercise": r"exercis\w*|drills?|manoeuvres?|maneuvers?|war ?games?|train\w*|rehears\w*",
    "military_training": r"train\w*|instruct\w*|advis\w*|mentor\w*|coach\w*",
    "mercenaries": r"mercenar\w*|Wagner|contractors?|Africa Corps|private military|PMCs?|fighters",
    "foreign_troops": r"troops?|soldiers?|forces?|fighters?|personnel|servicemen|units?|battalions?",
    "naval": r"ships?|warships?|frigates?|destroyers?|carriers?|nav(?:y|al|ies)|fleets?|submarines?"
    r"|vessels?|flotillas?|corvettes?|tankers?|cables?|minesweepers?|minehunters?|patrol\w*",
    "surveillance": r"surveil\w*|monitor\w*|reconn\w*|watch\w*|radars?|AWACS|spy\w*|observ\w*|intelligence"
    r"|patrol\w*",
    "withdrawal": r"withdr\w*|pull\w*|leav\w*|left|depart\w*|evacuat\w*|hand(?:ed|ing)? over|clos\w*"
    r"|return\w*|end(?:ed|s|ing)?",
    "summit": r"summits?|meet\w*|met",
    "bilateral": r"met|meet\w*|talks?|talked|visit\w*|receiv\w*|host\w*|welcom\w*|held|discuss\w*|spoke"
    r"|confer\w*",
    "multilateral": r"meet\w*|met|conference|forum|talks?|host\w*|gather\w*|convene\w*|assembly|session"
    r"|council|ministers",
    "negotiation": r"negotiat\w*|talks?|rounds?|mediat\w*|discuss\w*|dialogue|consult\w*|bargain\w*",
    "visit": r"visit\w*|arriv\w*|trip|travel\w*|fl(?:ew|ies|y)|came|tour\w*|land(?:ed|s)?|paid|went|goes"
    r"|delegation",
    "call": r"call\w*|phone\w*|telephone\w*|spoke|speak\w*|conversation|video\w*|talk\w*|dial\w*",
    "consultation": r"consult\w*|invok\w*|Article\s4|summon\w*|urgent\w*|convene\w*|emergency|talks?"
    r"|brief\w*|discuss\w*",
    "ceremony": r"ceremon\w*|inaugurat\w*|parade|commemorat\w*|annivers\w*|opening|unveil\w*|funeral|flag"
    r"|celebrat\w*|mark\w*",
}  # fmt: skip
"""Words of which the evidence for a sub-type holds at least one."""
_SIGN = {name: re.compile(rf"\b(?:{words})(?!\w)", re.IGNORECASE) for name, words in SIGNS.items()}

_TO_TWENTY = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
]  # fmt: skip
_SPELT = dict(zip(_TO_TWENTY, range(21), strict=True)) | {"dozen": 12, "hundred": 100, "both": 2, "pair": 2, "first": 1}
_FIGURE = re.compile(
    r"(?<![\w.,-])(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?:\s(thousand|million|billion|trillion))?(?![\w,.]*\d)"
)
_POWER = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}


def check_kind(claim: Claim) -> Iterator[Finding]:
    """A word of its sub-type stands in the evidence."""
    sign = _SIGN.get(claim.event.sub_type)
    for witness in claim.witnesses:
        found = sign.search(witness.words) if sign else None
        said = claim.event.sub_type.replace("_", " ")
        if found:
            yield proved("kind", f"{said}: “{found[0]}”")
        else:
            yield failed("kind", f"no word of the evidence is of the kind “{said}”")


def check_words(claim: Claim) -> Iterator[Finding]:
    """Numbers of the title, the summary and the facts stand in the text, and so do the countries of the title."""
    event = claim.event
    told = numbers_in(event.title) | numbers_in(event.summary) | _facts(event.facts)
    days = (event.date_start, event.date_end, claim.published)
    told -= {float(day.year) for day in days if day}  # the date is proved by itself
    for witness in claim.witnesses:
        have = numbers_in(witness.text.text)
        missing = sorted(n for n in told if n > 1 and n not in have)
        if missing:
            yield failed("words", f"it tells the number {missing[0]:g}, which stands nowhere in the text")
        else:
            yield proved("words", "every number it tells stands in the text")
        yield from _title(event.title, witness)


def _title(title: str, witness: Witness) -> Iterator[Finding]:
    """Countries and their peoples that the title names are named in the text."""
    there = {country for name in witness.text.names for country in name.countries}
    names = load_gazetteer().country_names
    for name in Text(make_article(title), None).names:
        place = name.place
        if (
            (place.kind == "country" or place.place_id.startswith("dem:iso:"))
            and place.iso3
            and place.iso3 not in there
        ):
            yield failed("words", f"its title names {names.get(place.iso3, place.iso3)}, which the text does not")


def numbers_in(text: str) -> set[float]:
    """Every number of a text, in figures or as a word."""
    found: set[float] = set()
    for match in _FIGURE.finditer(text.replace("-", " ").replace("–", " ")):
        plain = float(match[1].replace(",", "") + (match[2] or ""))
        found |= {plain, plain * _POWER.get(match[3] or "", 1)}  # "55 billion": a fact may count in billions
    return found | {float(_SPELT[word]) for word in re.findall(r"[a-z]+", text.lower()) if word in _SPELT}


def _facts(value: Any) -> set[float]:
    if isinstance(value, bool):
        return set()
    if isinstance(value, int | float):
        return {float(value)}
    if isinstance(value, dict):
        return {n for key, item in value.items() if not str(key).endswith("_ground") for n in _facts(item)}
    return {n for item in value for n in _facts(item)} if isinstance(value, list | tuple) else set()
