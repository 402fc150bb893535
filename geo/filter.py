"""One filter with one meaning: table, map, counts and export all show ``events[Filter(...).mask(events)]``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Any, Literal, cast, get_args

import numpy as np
import pandas as pd

from geo.event import LAYERS, SUB_TYPES
from geo.names import normalise
from geo.words import LAYER_NAMES, SENSE_NAMES, day, humanise, listed

Sense = Literal["any", "place", "party", "concerned"]
SENSES: tuple[Sense, ...] = get_args(Sense)
ALL_SUB_TYPES = frozenset(name for names in SUB_TYPES.values() for name in names)
MAX_TEXT = 200
"""Longest free-text query, in characters."""
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
"""Days that a filter in a link or on the page may name."""

RELIABILITIES = ("A", "B", "C", "D", "E")
CREDIBILITIES = ("1", "2", "3", "4", "5")
"""Grades that may be asked for, the best first (AJP-2.1); F and 6 mean that nobody could judge."""

QUERY_KEYS = ("layer", "from", "to", "dates", "country", "match", "sense", "type", "text", "reliability", "credibility")
"""URL parameters that are the filter's own."""
COUNTRY_COLUMNS = ("place_countries", "parties", "concerned")
"""Columns that name countries, in whatever sense."""

_SENSE_COLUMNS = {
    "place": ("place_countries",),
    "party": ("parties",),
    "concerned": ("concerned",),
    "any": COUNTRY_COLUMNS,
}


@dataclass(frozen=True)
class Filter:
    """What a reader asks to see. The default lets everything through."""

    layers: frozenset[str] = frozenset(LAYERS)
    """Layers switched on; none switched on shows nothing."""
    date_from: date | None = None
    date_to: date | None = None
    """First and last day, both included; None is open."""
    certain: bool = False
    """Only events that are certainly inside the dates, rather than possibly."""
    countries: frozenset[str] = frozenset()
    """ISO 3166-1 alpha-3 codes, any of which will do; empty is every country and none."""
    every: bool = False
    """Every one of the countries must be named, rather than any of them."""
    sense: Sense = "any"
    """In what sense the country counts: as place, as party, as concerned, or any of these."""
    sub_types: frozenset[str] = frozenset()
    """Empty is every sub-type."""
    text: str = ""
    """Words that must all occur, or begin words that do, without regard to case and accents."""
    reliability: str | None = None
    """The least reliability, A to E, that one of the event's sources must have; F, not judged, is below all."""
    credibility: int | None = None
    """The least credibility, 1 to 5, that the same source must be given; 6, not judged, is below all."""

    def mask(self, events: pd.DataFrame) -> pd.Series:
        """Which events the filter lets through.

        Parameters
        ----------
        events : DataFrame of shape (n, ...)
            As :func:`geo.frame.to_frame` makes it.

        Returns
        -------
        Series of bool, shape (n,)
            With the index of ``events``.
        """
        keep = events["layer"].isin(self.layers)
        if self.sub_types:
            keep &= events["sub_type"].isin(self.sub_types)
        keep &= self.certainly(events) if self.certain else self.possibly(events)
        if self.countries:
            keep &= self._names_country(events)
        if self.reliability or self.credibility:
            keep &= self._is_graded(events)
        for word in normalise(self.text).split():
            keep &= events["search"].str.contains(rf"(?:^|\s){re.escape(word)}", regex=True).astype(bool)
        return keep

    def possibly(self, events: pd.DataFrame) -> pd.Series:
        """Which events may lie inside the dates: their interval meets the filter, or they are undated."""
        inside = pd.Series(True, index=events.index)
        if self.date_to is not None:
            inside &= events["date_start"] <= pd.Timestamp(self.date_to)
        if self.date_from is not None:
            inside &= (events["date_end"] >= pd.Timestamp(self.date_from)) | events["ongoing"]
        return inside | events["date_start"].isna()

    def certainly(self, events: pd.DataFrame) -> pd.Series:
        """Which events surely lie inside the dates; undated ones never do.

        Exactly dated ones overlap the filter, vaguely dated ones lie wholly within it, ongoing ones have surely
        begun before it ends.
        """
        low = pd.Timestamp(self.date_from) if self.date_from else pd.Timestamp.min
        high = pd.Timestamp(self.date_to) if self.date_to else pd.Timestamp.max
        start, end, ongoing = events["date_start"], events["date_end"], events["ongoing"]
        exact = (events["date_prec"] == 1).fillna(False).astype(bool)
        overlaps = exact & (start <= high) & (end >= low)
        within = ~exact & (start >= low) & (end <= high)
        return ((overlaps | within) & ~ongoing) | (ongoing & (end <= high))

    def to_query(self) -> dict[str, str]:
        """The filter as URL parameters, sorted values, defaults left out."""
        query = {
            "layer": "" if self.layers == frozenset(LAYERS) else ",".join(sorted(self.layers)) or "none",
            "from": self.date_from.isoformat() if self.date_from else "",
            "to": self.date_to.isoformat() if self.date_to else "",
            "dates": "certain" if self.certain else "",
            "country": ",".join(sorted(self.countries)),
            "match": "all" if self.every else "",
            "sense": "" if self.sense == "any" else self.sense,
            "type": ",".join(sorted(self.sub_types)),
            "text": self.text,
            "reliability": self.reliability or "",
            "credibility": str(self.credibility or ""),
        }
        return {key: value for key, value in query.items() if value}

    @classmethod
    def from_query(cls, query: Mapping[str, str], countries: Sequence[str] | None = None) -> tuple[Filter, list[str]]:
        """Read URL parameters.

        Parameters
        ----------
        query : mapping of str to str
            Parameters that are not the filter's own are left alone.
        countries : sequence of str, optional
            Codes that exist; without it every three capital letters do.

        Returns
        -------
        filter : Filter
        notes : list of str
            One sentence for each value that was dropped because it means nothing.
        """
        reader = _QueryReader(query)
        layers = reader.names("layer", frozenset(LAYERS))
        known = frozenset(countries) if countries is not None else None
        found = cls(
            layers=frozenset() if query.get("layer") == "none" else layers or frozenset(LAYERS),
            date_from=reader.day("from"),
            date_to=reader.day("to"),
            certain=reader.one("dates", ("possible", "certain"), "possible") == "certain",
            countries=reader.codes("country", known),
            every=reader.one("match", ("any", "all"), "any") == "all",
            sense=cast(Sense, reader.one("sense", SENSES, "any")),
            sub_types=reader.names("type", ALL_SUB_TYPES),
            text=reader.text("text"),
            reliability=reader.one("reliability", RELIABILITIES, "") or None,
            credibility=int(reader.one("credibility", CREDIBILITIES, "0")) or None,
        )
        if found.date_from and found.date_to and found.date_from > found.date_to:
            reader.notes.append(f"The dates run backwards ({found.date_from} to {found.date_to}); both were left out.")
            found = replace(found, date_from=None, date_to=None)
        return found, reader.notes

    def in_words(self, country_name: Mapping[str, str] | None = None) -> str:
        """The filter as one line a reader understands, for the page and for exports."""
        names = country_name or {}
        parts = ["no layer" if not self.layers else "all layers"]
        if self.layers and self.layers != frozenset(LAYERS):
            parts = [listed(LAYER_NAMES[name] for name in LAYERS if name in self.layers)]
        if self.sub_types:
            parts.append("only " + listed((humanise(s) for s in sorted(self.sub_types)), "or"))
        parts.append(self._dates_in_words())
        if self.countries:
            countries = listed((names.get(c, c) for c in sorted(self.countries)), "and" if self.every else "or")
            parts.append(f"{countries} {SENSE_NAMES[self.sense]}")
        if self.text:
            parts.append(f"with the words “{self.text}”")
        if self.reliability or self.credibility:
            asked = [f"reliability {self.reliability}" if self.reliability else ""]
            asked += [f"credibility {self.credibility}" if self.credibility else ""]
            parts.append(f"a source of {listed(filter(None, asked))} or better")
        return "; ".join(parts)

    def _dates_in_words(self) -> str:
        if self.date_from and self.date_to:
            when = f"{day(self.date_from)} to {day(self.date_to)}"
        elif self.date_from:
            when = f"from {day(self.date_from)}"
        elif self.date_to:
            when = f"up to {day(self.date_to)}"
        else:
            return "certainly dated" if self.certain else "all dates"
        return f"{when}, {'certainly' if self.certain else 'possibly'} inside"

    def _is_graded(self, events: pd.DataFrame) -> pd.Series:
        best = self.reliability or "F"
        least = self.credibility or 6
        known: dict[tuple[str, int], bool] = {}

        def passes(sources: tuple[Mapping[str, Any], ...]) -> bool:
            grades = ((source["reliability"], source["credibility"]) for source in sources)
            return any(known.setdefault(g, g[0] <= best and g[1] <= least) for g in grades)

        return pd.Series(np.fromiter(map(passes, events["sources"]), bool, len(events)), index=events.index)

    def _names_country(self, events: pd.DataFrame) -> pd.Series:
        columns = _SENSE_COLUMNS[self.sense]
        if self.every:
            rows = zip(*(events[column] for column in columns), strict=True)
            named = np.fromiter((self.countries.issubset(chain(*codes)) for codes in rows), bool, len(events))
            return pd.Series(named, index=events.index)
        named = np.zeros(len(events), dtype=bool)
        for column in columns:
            named |= np.fromiter((not self.countries.isdisjoint(c) for c in events[column]), bool, len(events))
        return pd.Series(named, index=events.index)


class _QueryReader:
    """Reads URL values one by one and keeps a note of each that it drops."""

    def __init__(self, query: Mapping[str, str]):
        self.query = query
        self.notes: list[str] = []

    def day(self, key: str) -> date | None:
        value = self.query.get(key)
        if not value:
            return None
        try:
            if re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
                found = date.fromisoformat(value)
                if FIRST_DAY <= found <= LAST_DAY:
                    return found
        except ValueError:
            pass
        self._drop(key, value, f"is not a date like 2025-09-10, from {FIRST_DAY.year} to {LAST_DAY.year}")
        return None

    def one(self, key: str, allowed: Sequence[str], default: str) -> str:
        value = self.query.get(key)
        if value is None or value in allowed:
            return value or default
        self._drop(key, value, f"is none of {listed(allowed, 'or')}")
        return default

    def names(self, key: str, allowed: frozenset[str]) -> frozenset[str]:
        return self._each(key, lambda v: v in allowed or v == "none", "is not known") - {"none"}

    def codes(self, key: str, known: frozenset[str] | None) -> frozenset[str]:
        def exists(value: str) -> bool:
            return value in known if known is not None else bool(re.fullmatch(r"[A-Z]{3}", value))

        return self._each(key, exists, "is no country code like POL")

    def text(self, key: str) -> str:
        value = self.query.get(key, "")
        if len(value) <= MAX_TEXT:
            return value
        self._drop(key, value, f"is longer than {MAX_TEXT} characters")
        return ""

    def _each(self, key: str, test: Any, reason: str) -> frozenset[str]:
        values = [v for v in self.query.get(key, "").split(",") if v]
        for value in values:
            if not test(value):
                self._drop(key, value, reason)
        return frozenset(v for v in values if test(v))

    def _drop(self, key: str, value: str, reason: str) -> None:
        shown = value if len(value) <= 40 else value[:37] + "..."
        self.notes.append(f"The link's {key} “{shown}” {reason}; it was left out.")
