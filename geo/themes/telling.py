"""What themes share in saying an event: its facts whatever they hold, and its parties, with or without a country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from geo.escape import apart
from geo.words import ATTRIBUTION_NAMES, fact_name, fact_value, listed


def tell(facts: Mapping[str, Any], *keys: str) -> str:
    """The facts of these keys in words, those without a value left out."""
    return "; ".join(apart(fact_value(facts[key])) for key in keys if has(facts, key))


def tell_named(facts: Mapping[str, Any], *keys: str) -> str:
    """The facts of these keys in words, each with its name: ``left out: United States``."""
    return "; ".join(f"{apart(fact_name(key))}: {apart(fact_value(facts[key]))}" for key in keys if has(facts, key))


def has(facts: Mapping[str, Any], key: str) -> bool:
    """Whether a fact says anything: no and nought do, null and the empty text do not."""
    return facts.get(key) not in (None, "", [], {})


def is_number(value: Any) -> bool:
    """Whether a fact is a number one can count with."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def amounts(facts: Mapping[str, Any], but: Collection[str] = ()) -> str:
    """All facts that are numbers, each with its name, those in ``but`` left out."""
    return tell_named(facts, *(key for key, value in facts.items() if is_number(value) and key not in but))


def party(participant: Mapping[str, Any]) -> str:
    """What a participant is counted under: its country's ISO 3166-1 alpha-3 code, else the actor's own name."""
    return str(participant["iso3"] or participant["actor"])


def who(participant: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """A participant by name: ``Vladimir Putin (Russia)``, ``Russia``, ``NATO``; what is not stated is said."""
    actor, code = apart(participant["actor"] or ""), participant["iso3"]
    country = names.get(code, code) if code else ""
    name = f"{actor} ({country})" if actor and country else actor or country
    ground = participant["attribution"]
    return name if ground == "stated" else f"{name}, {ATTRIBUTION_NAMES[ground]}"


def everyone(row: Mapping[str, Any], roles: Collection[str], names: Mapping[str, str]) -> str:
    """All participants of an event in these roles, in words; empty where there is none."""
    found = list(dict.fromkeys(who(p, names) for p in row["participants"] if p["role"] in roles))
    # A name that holds a comma itself would run into the next one.
    return "; ".join(found) if any("," in name for name in found) else listed(found)


def count_parties(rows: Iterable[Mapping[str, Any]], roles: Collection[str]) -> Counter[str]:
    """Number of events by who takes part in these roles, as :func:`party` names them; once an event each."""
    return Counter(
        name for row in rows for name in dict.fromkeys(party(p) for p in row["participants"] if p["role"] in roles)
    )
