"""Keeps what the map knows: sources, their texts, and the events. What ships is read by :mod:`geo.shipped`."""

from __future__ import annotations

import functools
from collections import ChainMap, OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

import geopandas as gpd
import pandas as pd

from geo.article import Article
from geo.errors import Problem
from geo.escape import to_xml_text
from geo.event import Event, Evidence, Source
from geo.filter import COUNTRY_COLUMNS, Filter
from geo.frame import to_frame, with_sources
from geo.gazetteer import load_gazetteer
from geo.load import Loaded
from geo.placing import place_event

SHOWN_IF_LOADED = frozenset({"draft", "confirmed"})
"""States of a record that are shown when a file brings it; of those that ship, only the confirmed are."""
REMEMBERED = 160
"""Most results that a store remembers: what a few dozen filters show, several results each."""
MAX_REMEMBERING = 20_000
"""A store of more events than this remembers nothing: its results are large, and seldom asked for twice."""

T = TypeVar("T")


@dataclass(frozen=True)
class Quote:
    """The words that prove an event."""

    text: str
    ours: bool
    """True for a sentence of our own brief, False for the original article's."""
    title: str
    """Title of the text it stands in."""
    row: bool = False
    """True for a row of a loaded file."""


@dataclass(frozen=True, eq=False)
class Store:
    """Everything the map shows, read once and never changed."""

    records: tuple[Event, ...]
    events: gpd.GeoDataFrame
    sources: Mapping[str, Source]
    texts: Mapping[str, Article]
    """Texts at hand by hash."""
    files: frozenset[str] = frozenset()
    """Hashes of those texts that are the rows of a loaded file."""
    _remembered: OrderedDict[Hashable, Any] = field(default_factory=OrderedDict, init=False, repr=False)

    def quotes(self, evidence: Sequence[Evidence | Mapping[str, Any]]) -> list[Quote]:
        """The evidence of an event in words: the original's sentences where it is at hand, else our brief's."""
        briefs = {source.brief for source in self.sources.values()}
        spans = [e if isinstance(e, Evidence) else Evidence.model_validate(e) for e in evidence]
        quotes = [
            Quote(text.text[span.start : span.end], span.article in briefs, text.title, span.article in self.files)
            for span in spans
            if (text := self.texts.get(span.article)) is not None
        ]
        return [q for q in quotes if not q.ours] or quotes

    def shown(self, wanted: Filter) -> gpd.GeoDataFrame:
        """The events that a filter lets through, in their order; many readers share them, so nobody changes them."""
        return self.remember(("shown", wanted), lambda: self.events[wanted.mask(self.events)])

    def remember(self, key: Hashable, make: Callable[[], T]) -> T:
        """What follows from this store and a key alone: made once, then shared by all readers.

        Parameters
        ----------
        key : hashable
            What it is, and all that it depends on beside the store.
        make : callable
            Makes it. Nobody may change what it returns.
        """
        if len(self.events) > MAX_REMEMBERING:
            return make()
        kept = self._remembered
        try:
            kept.move_to_end(key)
            found: T = kept[key]
        except KeyError:  # never made, or another thread has just dropped it
            found = kept[key] = make()
            while len(kept) > REMEMBERED:
                kept.popitem(last=False)
        return found

    @functools.cached_property
    def newest_change(self) -> date | None:
        """Day of the newest revision."""
        return max((event.revision.when for event in self.records), default=None)

    @functools.cached_property
    def countries_named(self) -> frozenset[str]:
        """Codes of all countries that an event names, in whatever sense."""
        return frozenset(code for column in COUNTRY_COLUMNS for codes in self.events[column] for code in codes)

    def sort_out(self, loaded: Loaded) -> SortedOut:
        """Which of a file's events this store would take: new + known + problems = the file's accepted events."""
        here = {event.event_id: event for event in self.records}
        rows = dict(zip((event.event_id for event in loaded.events), loaded.rows, strict=True))
        new: dict[str, Event] = {}
        known: list[str] = []
        problems: list[Problem] = []
        for event in loaded.events:
            same = here.get(event.event_id)
            if same and event in (same, _as_exported(same)):
                known.append(event.event_id)
            elif wrong := _objection(event, same):
                problems.append(Problem(rows[event.event_id], *wrong))
            else:
                new[event.event_id] = event
        while orphans := [
            e for e in new.values() if e.caused_by and e.caused_by not in here and e.caused_by not in new
        ]:
            for event in orphans:
                wrong = ("caused_by", event.caused_by, "no event on the map has this id")
                problems.append(Problem(rows[event.event_id], *wrong))
                del new[event.event_id]
        return SortedOut(list(new.values()), known, sorted(problems, key=lambda p: p.row))

    def with_loaded(self, loaded: Loaded, name: str = "a loaded file") -> tuple[Store, SortedOut]:
        """A new store that holds these events and those of a file; this one stays as it is.

        Parameters
        ----------
        loaded : Loaded
        name : str
            The file's name, which stands in the title of sources that are not at hand.

        Returns
        -------
        store : Store
        found : SortedOut
            Which events it took, knew already and refused.
        """
        found = self.sort_out(loaded)
        return self._plus(found.new, loaded, name), found

    def renewed(self, records: Sequence[Event], sources: Mapping[str, Source], texts: Mapping[str, Article]) -> Store:
        """A new store of these records, in their order; rows of those that this one holds are not made again."""
        rows = {event.event_id: row for row, event in enumerate(self.records)}
        held = [rows.get(event.event_id) for event in records]
        # Whether it is the very same is asked first: that is quick, and most are.
        held = [
            row if row is not None and (self.records[row] is event or self.records[row] == event) else None
            for row, event in zip(held, records, strict=True)
        ]
        made = to_frame([e for e, row in zip(records, held, strict=True) if row is None], load_gazetteer())
        kept = [row for row in held if row is not None]
        fresh = iter(range(len(self.events), len(self.events) + len(made)))
        order = [row if row is not None else next(fresh) for row in held]
        if not kept:
            events = made
        elif made.empty:
            events = self.events.iloc[order].reset_index(drop=True)
        else:
            events = pd.concat([self.events, made], ignore_index=True).iloc[order].reset_index(drop=True)
        return Store(tuple(records), _finished(events, records, sources), sources, texts)

    def _plus(self, events: list[Event], loaded: Loaded, name: str) -> Store:
        if not events:
            return self
        sources = dict(self.sources)
        for source in loaded.sources:
            sources.setdefault(source.source_id, source)
        for source_id in (source_id for event in events for source_id in event.source_id):
            if source_id not in sources:
                sources[source_id] = Source(
                    source_id=source_id, title=to_xml_text(f"{source_id}, as {name} names it")[:300]
                )
        frame = _finished(to_frame(events, load_gazetteer()), events, sources)
        texts = ChainMap({text.sha256: text for text in loaded.texts}, self.texts)  # type: ignore[arg-type]
        return replace(
            self,
            records=(*self.records, *events),
            events=pd.concat([self.events, frame], ignore_index=True),
            sources=sources,
            texts=texts,
            files=self.files | {text.sha256 for text in loaded.texts},
        )


@dataclass(frozen=True)
class SortedOut:
    """What a store makes of a file's events."""

    new: list[Event]
    known: list[str]
    """Ids of events that the store has already, equal in all."""
    problems: list[Problem]
    """One for each event that it refuses."""


def _as_exported(event: Event) -> Event:
    """The event as an export writes it: with the uncertainty that follows from its place."""
    return event.model_copy(update={"uncertainty_km": place_event(event, load_gazetteer()).uncertainty_km})


def _objection(event: Event, same: Event | None) -> tuple[str, Any, str] | None:
    """Column, value and reason why a store does not take an event; None where it does."""
    if same is not None:
        return "event_id", event.event_id, "another event on the map has this id"
    if event.revision.status not in SHOWN_IF_LOADED:
        return "revision.status", event.revision.status, "only drafts and confirmed events are shown"
    return None


def _finished(events: gpd.GeoDataFrame, records: Sequence[Event], sources: Mapping[str, Source]) -> gpd.GeoDataFrame:
    """The events with what follows from their sources: the number, from 1, of the first, and what each says."""
    numbers = {source_id: number for number, source_id in enumerate(sources, 1)}
    events["article"] = [numbers[event.source_id[0]] for event in records]
    return with_sources(events, sources)


def make_store(records: Sequence[Event], sources: Mapping[str, Source], texts: Mapping[str, Article]) -> Store:
    """A store of events that keep all rules, in the order given."""
    events = _finished(to_frame(records, load_gazetteer()), records, sources)
    return Store(tuple(records), events, sources, texts)
