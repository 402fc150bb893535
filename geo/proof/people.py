"""People whom a text gives a country: "Russian President Vladimir Putin", "the president of Ukraine, ..."."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.proof.texts import Named

_TITLES = (
    "president|prime minister|premier|chancellor|king|queen|emir|sultan|crown prince|prince|leader|counterpart|"
    "minister|secretary|ambassador|envoy|general|chief|commander|spokesman|spokeswoman|head of state|dictator|ruler"
)
_NAME = r"(?:[^\W\d_a-z][\w’'-]+\s){0,3}[^\W\d_a-z][\w’'-]+"
_AFTER = re.compile(rf"[’']?s?\s(?:[\w’'-]+\s){{0,4}}?(?i:{_TITLES})s?\s(?P<name>{_NAME})")
_BEFORE = re.compile(rf"(?P<name>{_NAME}),?\s(?:(?:the|a)\s)?(?:[\w’'-]+\s){{0,2}}(?:(?i:{_TITLES})\s)?of\s(?:the\s)?$")
_OFFICE = re.compile(rf"\b(?i:{_TITLES})\s(?:[\w’'-]+\s){{0,2}}of\s(?:the\s)?$")
_APPOSED = re.compile(rf",\s(?P<name>{_NAME})")
_TITLED = re.compile(rf"\b(?i:{_TITLES})\b")
_REACH = 90
"""Characters either side of a country in which its people are looked for."""


def people(text: str, names: Iterable[Named]) -> dict[str, tuple[str, str]]:
    """Who is told to speak for which country.

    Returns
    -------
    dict
        Last name -> code of the country and the words that tie them. The first tie of a text counts.
    """
    found: dict[str, tuple[str, str]] = {}
    for country in names:
        iso3 = country.place.iso3
        if (
            not iso3
            or not country.whole
            or not (country.place.kind == "country" or country.place.place_id.startswith("dem:iso:"))
        ):
            continue
        after = _AFTER.match(text[country.end : country.end + _REACH])
        if after:
            words = text[country.start : country.end + after.end()]
            found.setdefault(after["name"].split()[-1], (iso3, words))
        office = _OFFICE.search(text[max(0, country.start - _REACH) : country.start])
        if office and (apposed := _APPOSED.match(text[country.end : country.end + _REACH])):
            words = office[0] + text[country.start : country.end + apposed.end()]
            found.setdefault(apposed["name"].split()[-1], (iso3, words))
        before = _BEFORE.search(text[max(0, country.start - _REACH) : country.start])
        if before and _TITLED.search(before[0]):
            found.setdefault(before["name"].split()[-1], (iso3, before[0] + text[country.start : country.end]))
    return found
