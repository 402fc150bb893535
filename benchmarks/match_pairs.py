"""Pairs of reports, made up: of one incident or of two that look alike. Half were not looked at in tuning."""

# ruff: noqa: E501  a pair is a line
from __future__ import annotations

from typing import Any, NamedTuple

from geo.event import Event
from geo.gazetteer import lookup


class Pair(NamedTuple):
    """Two events, and whether they are one incident."""

    one: Event
    other: Event
    same: bool


def event(number: int, side: str, told: str, when: str | None, where: str, parties: str, **more: Any) -> Event:
    """An event out of a few words: ``told`` is ``layer/sub_type: title``, ``when`` one day or two with a precision."""
    kind, title = told.split(": ", 1)
    layer, sub_type = kind.split("/")
    start, end, precision = (*(when or "").split(), None, None)[:3] if when else (None, None, None)
    names = [name for name in where.split("+") if name]
    found = [(name, lookup(name)[0]) for name in names]
    coarse = {"country": 6, "region": 4, "district": 3, "sea": 7, "river": 5, "area": 5}
    raw = {
        "event_id": f"{side}{number}", "layer": layer, "sub_type": sub_type, "title": title,
        "summary": more.pop("summary", ""), "date_start": start, "date_end": end or start,
        "date_prec": int(precision or 1) if start else None, "date_basis": "stated" if start else None,
        "places": [{"name": name, "place_id": p.place_id, "iso3": p.iso3} for name, p in found],
        "where_prec": max((coarse.get(p.kind, 2) for _, p in found), default=6),
        "participants": [dict(zip(("iso3", "role"), p.split("="), strict=True)) for p in parties.split()],
        "evidence": [{"article": (side * 64)[:64], "start": 0, "end": 9}], "source_id": [side],
        "revision": {"who": "benchmark", "when": "2026-01-01"}, "facts": more.pop("facts", {}),
    }  # fmt: skip
    return Event.model_validate(raw | more)


A, T, D, M = "airspace_incursion", "treaty_partner", "deployment", "meeting"
_ROWS: list[tuple[bool, tuple[Any, ...], tuple[Any, ...]]] = [
    (True, (f"{A}/drone: Drone found near Vilnius", "2025-07-28", "Vilnius", "LTU=target BLR=intruder"),
     (f"{A}/drone_crash: Unmanned aircraft from Belarus comes down by the Lithuanian capital", "2025-07-28", "Vilnius", "LTU=target")),
    (True, (f"{A}/airport_closure: Copenhagen airport shut by drones", "2025-09-22", "Copenhagen", "DNK=target"),
     (f"{A}/airport_closure: Flights halted at Kastrup for four hours", "2025-09-22", "Copenhagen", "DNK=target")),
    (False, (f"{A}/airport_closure: Copenhagen airport shut by drones", "2025-09-22", "Copenhagen", "DNK=target"),
     (f"{A}/airport_closure: Aalborg airport closed by drones", "2025-09-24", "Aalborg", "DNK=target")),
    (False, (f"{A}/airport_closure: Aalborg airport closed", "2025-09-24", "Aalborg", "DNK=target"),
     (f"{A}/airport_closure: Billund airport closed for an hour", "2025-09-25", "Billund", "DNK=target")),
    (True, (f"{A}/balloon: Balloons close Vilnius airport area", "2025-10-05", "Vilnius", "LTU=target BLR=intruder", {"facts": {"count_min": 25}}),
     (f"{A}/balloon: At least 25 smugglers' balloons over Lithuania", "2025-10-04", "Lithuania", "LTU=target BLR=intruder", {"facts": {"count_min": 25}})),
    (False, (f"{A}/balloon: Balloons over Lithuania", "2025-10-05", "Lithuania", "LTU=target BLR=intruder"),
     (f"{A}/balloon: Balloons again over Lithuania", "2025-10-21", "Lithuania", "LTU=target BLR=intruder")),
    (True, (f"{A}/aircraft: Three MiG-31 fighters violate Estonian airspace for 12 minutes", "2025-09-19", "Estonia", "EST=target RUS=intruder", {"facts": {"count_min": 3}}),
     (f"{A}/aircraft: Russian jets enter Estonia's airspace over the Gulf of Finland", "2025-09-19", "Estonia", "EST=target RUS=intruder", {"facts": {"count_min": 3}})),
    (False, (f"{A}/aircraft: Russian jet violates Estonian airspace", "2025-09-19", "Estonia", "EST=target RUS=intruder"),
     (f"{A}/aircraft: Russian jet violates Estonian airspace", "2025-06-22", "Estonia", "EST=target RUS=intruder")),
    (True, (f"{A}/drone_swarm: Nineteen drones cross into Poland", "2025-09-10", "Poland", "POL=target RUS=intruder", {"facts": {"count_min": 19}}),
     (f"{A}/drone_swarm: Poland counts 21 drones in its airspace", "2025-09-09 2025-09-10 2", "Poland", "POL=target RUS=intruder", {"facts": {"count_min": 21}})),
    (True, (f"{A}/drone: Drone loiters over Romania for 50 minutes", "2025-09-13", "Tulcea", "ROU=target RUS=intruder"),
     (f"{A}/drone: Romanian F-16s follow a drone near the Danube", "2025-09-13", "Romania", "ROU=target RUS=intruder")),
    (False, (f"{A}/drone: Drone enters Romanian airspace", "2025-09-13", "Romania", "ROU=target RUS=intruder"),
     (f"{A}/drone: Drone enters Polish airspace", "2025-09-13", "Poland", "POL=target RUS=intruder")),
    (False, (f"{A}/drone: Drones seen over Munich airport", "2025-10-02", "Munich", "DEU=target"),
     (f"{A}/airport_closure: Munich airport closed after drone sightings", "2025-10-02", "Munich", "DEU=target")),
    (True, (f"{A}/unidentified_flight: Unknown objects over Munich", "2025-10-02", "Munich", "DEU=target"),
     (f"{A}/drone: Drones sighted over Munich airport", "2025-10-02", "Munich", "DEU=target")),
    (False, (f"{A}/jamming: Satellite navigation jammed in Kaliningrad region", "2025-03-01 2025-03-31 4", "Baltic Sea", "RUS=intruder"),
     (f"{A}/jamming: Navigation of airliners disturbed over Ankara", "2025-03-05", "Ankara", "TUR=target")),
    (True, (f"{T}/treaty_signed: Russia and Iran sign partnership treaty", "2025-01-17", "Moscow", "RUS=signatory IRN=signatory", {"facts": {"term_years": 20}}),
     (f"{T}/treaty_signed: Putin and Pezeshkian sign 20-year strategic pact", "2025-01-17", "Russia", "RUS=signatory IRN=signatory", {"facts": {"term_years": 20}})),
    (False, (f"{T}/treaty_signed: Russia and Iran sign partnership treaty", "2025-01-17", "Moscow", "RUS=signatory IRN=signatory"),
     (f"{T}/treaty_in_force: Treaty between Russia and Iran enters into force", "2025-10-02", "Russia", "RUS=signatory IRN=signatory")),
    (True, (f"{T}/treaty_signed: Saudi Arabia and Pakistan sign mutual defence agreement", "2025-09-17", "Riyadh", "SAU=signatory PAK=signatory"),
     (f"{T}/treaty_signed: Riyadh and Islamabad agree to defend each other", "2025-09-17", "", "SAU=signatory PAK=signatory")),
    (False, (f"{T}/treaty_signed: Philippines and Japan sign access agreement", "2024-07-08", "Manila", "PHL=signatory JPN=signatory"),
     (f"{T}/treaty_signed: Philippines and New Zealand sign visiting forces agreement", "2025-04-30", "Manila", "PHL=signatory NZL=signatory")),
    (True, (f"{T}/treaty_ratified: Japan's parliament ratifies access pact with the Philippines", "2025-06-06", "Tokyo", "JPN=signatory PHL=signatory"),
     (f"{T}/treaty_ratified: Diet approves reciprocal access agreement with Manila", "2025-06-06", "Japan", "JPN=signatory PHL=signatory")),
    (False, (f"{T}/arms_transfer: Turkey sells drones to Niger", "2022-05-01 2022-05-31 4", "Niger", "TUR=signatory NER=signatory"),
     (f"{T}/arms_transfer: Russia sends weapons to Niger", "2024-04-12", "Niamey", "RUS=signatory NER=signatory")),
    (True, (f"{D}/contingent: German brigade raised in Lithuania", "2025-05-22", "Vilnius", "DEU=deploying LTU=hosting"),
     (f"{D}/contingent: Germany inaugurates its 45th Tank Brigade in the Lithuanian capital", "2025-05-22", "Vilnius", "DEU=deploying LTU=hosting")),
    (False, (f"{D}/contingent: German brigade raised in Lithuania", "2025-05-22", "Vilnius", "DEU=deploying LTU=hosting"),
     (f"{D}/exercise: German and Lithuanian troops exercise", "2025-05-26", "Kaunas", "DEU=deploying LTU=hosting")),
    (True, (f"{D}/exercise: Zapad exercise begins in Belarus", "2025-09-12 2025-09-16 1", "Belarus", "RUS=deploying BLR=hosting"),
     (f"{D}/exercise: Russia and Belarus hold Zapad-2025", "2025-09-12", "Belarus", "RUS=deploying BLR=deploying")),
    (False, (f"{D}/exercise: Zapad exercise in Belarus", "2025-09-12 2025-09-16 1", "Belarus", "RUS=deploying BLR=hosting"),
     (f"{D}/exercise: Iron Defender exercise in Poland", "2025-09-12", "Poland", "POL=deploying USA=deploying")),
    (True, (f"{D}/withdrawal: French troops leave Niger", "2023-12-22", "Niamey", "FRA=deploying NER=hosting"),
     (f"{D}/withdrawal: Last French soldiers depart from Niamey", "2023-12-22", "Niger", "FRA=deploying NER=hosting")),
    (False, (f"{D}/withdrawal: French troops leave Niger", "2023-12-22", "Niamey", "FRA=deploying NER=hosting"),
     (f"{D}/withdrawal: American troops leave Niger", "2024-08-05", "Niger", "USA=deploying NER=hosting")),
    (True, (f"{D}/air_defence_response: Polish jets scrambled", "2025-09-13", "Poland", "POL=deploying"),
     (f"{D}/air_defence_response: Poland and allies scramble aircraft as drones near Lublin", "2025-09-13", "Lublin", "POL=deploying")),
    (False, (f"{D}/air_defence_response: Polish jets scrambled", "2025-09-13", "Poland", "POL=deploying"),
     (f"{D}/air_defence_response: Romanian jets scrambled", "2025-09-13", "Romania", "ROU=deploying")),
    (True, (f"{M}/call: Putin and Trump speak by telephone", "2025-03-18", "", "RUS=host USA=guest"),
     (f"{M}/call: Trump and Putin talk for two hours", "2025-03-18", "", "USA=host RUS=guest")),
    (False, (f"{M}/call: Putin and Trump speak by telephone", "2025-03-18", "", "RUS=host USA=guest"),
     (f"{M}/call: Trump calls Zelensky", "2025-03-19", "", "USA=host UKR=guest")),
    (True, (f"{M}/negotiation: American and Ukrainian delegations meet in Jeddah", "2025-03-11", "Jeddah", "USA=guest UKR=guest SAU=host"),
     (f"{M}/bilateral: Talks in Saudi Arabia end with Ukraine ready for a ceasefire", "2025-03-11", "Saudi Arabia", "USA=guest UKR=guest")),
    (False, (f"{M}/negotiation: American and Ukrainian delegations meet in Jeddah", "2025-03-11", "Jeddah", "USA=guest UKR=guest SAU=host"),
     (f"{M}/negotiation: American and Russian delegations meet in Riyadh", "2025-03-24", "Riyadh", "USA=guest RUS=guest SAU=host")),
    (True, (f"{M}/visit: Touadéra visits Moscow", "2025-01-16", "Moscow", "CAF=guest RUS=host"),
     (f"{M}/bilateral: Putin receives the president of the Central African Republic in the Kremlin", "2025-01-16", "Moscow", "CAF=guest RUS=host")),
    (False, (f"{M}/summit: NATO leaders meet", "2025-06-24 2025-06-25 1", "The Hague", "NLD=host USA=guest"),
     (f"{M}/multilateral: Defence ministers meet", "2025-06-05", "Brussels", "BEL=host USA=guest")),
    (True, (f"{M}/consultation: Poland asks for consultations under Article 4", "2025-09-10", "Brussels", "POL=host"),
     (f"{M}/consultation: North Atlantic Council meets at Warsaw's request", "2025-09-10", "Brussels", "POL=host")),
    (False, (f"{M}/consultation: Poland asks for consultations under Article 4", "2025-09-10", "Brussels", "POL=host"),
     (f"{M}/consultation: Estonia asks for consultations under Article 4", "2025-09-23", "Brussels", "EST=host")),
]  # fmt: skip


def pairs() -> list[Pair]:
    """All pairs, in order."""

    def made(number: int, side: str, row: tuple[Any, ...]) -> Event:
        told, when, where, parties, *more = row
        return event(number, side, told, when, where, parties, **(more[0] if more else {}))

    return [Pair(made(n, "a", one), made(n, "b", other), same) for n, (same, one, other) in enumerate(_ROWS)]
