"""The records: what an event, its places, its participants, its evidence, its source and its revision are.

Names and scales follow ACLED and UCDP where they have the idea. An :class:`Event` names places and never holds
coordinates: :mod:`geo.placing` asks the gazetteer for those.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

Layer = Literal["airspace_incursion", "treaty_partner", "deployment", "meeting"]
Basis = Literal["stated", "inferred"]
Modality = Literal["occurred", "planned", "alleged"]
PlaceRole = Literal["at", "from", "to", "via"]
Attribution = Literal["stated", "implied", "unidentified"]
PartyRole = Literal["intruder", "target", "host", "guest", "signatory", "deploying", "hosting", "mediator", "concerned"]
Status = Literal["draft", "confirmed", "rejected", "retracted"]

LAYERS: tuple[Layer, ...] = get_args(Layer)

SUB_TYPES: dict[Layer, tuple[str, ...]] = {
    "airspace_incursion": (
        "drone", "drone_swarm", "drone_crash", "aircraft", "helicopter", "balloon", "missile",
        "unidentified_flight", "shoot_down", "jamming", "airport_closure", "airspace_closure",
    ),
    "treaty_partner": (
        "treaty_signed", "treaty_ratified", "treaty_in_force", "treaty_ended", "accession",
        "bilateral_cooperation", "arms_transfer", "infrastructure",
    ),
    "deployment": (
        "air_defence_response", "operation", "base", "contingent", "rotation", "exercise",
        "military_training", "mercenaries", "foreign_troops", "naval", "surveillance", "withdrawal",
    ),
    "meeting": (
        "summit", "bilateral", "multilateral", "negotiation", "visit", "call", "consultation", "ceremony",
    ),
}  # fmt: skip

CLOSURES = frozenset({"airport_closure", "airspace_closure"})
"""Consequences of incursions, counted apart from them."""
TREATIES = frozenset({"treaty_signed", "treaty_ratified", "treaty_in_force"})
"""Treaties that bind: they tint both partners. Everything else on that layer is a relation short of a treaty."""

DAYS_OF_PRECISION = {2: (2, 6), 3: (7, 7), 4: (8, 31), 5: (32, None)}
"""UCDP date precision -> shortest and longest window in days. Precision 1 is an exact duration of any length."""

DIFFER = "reports_differ"
"""The fact under which values that the reports of one incident do not agree on stand side by side:
what -> source -> value."""

MAX_DEPTH = 20
"""Most lists and objects within one another that the facts of an event may be; nobody could read more."""

Iso3 = Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="ISO 3166-1 alpha-3 code")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of a text, hexadecimal")]
EventId = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
Name = Annotated[str, Field(min_length=1, max_length=300, pattern=r"\S")]


_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Record(BaseModel):
    """Base of all records: frozen, strict about names, without NaN, and of text that every file can hold."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    @field_validator("*", mode="before")
    @classmethod
    def _is_of_writable_text(cls, value: Any) -> Any:
        for text in _texts(value):
            if reason := unwritable(text):
                raise ValueError(reason)
        return value


def unwritable(text: str) -> str | None:
    """Why a text cannot be kept: control characters and halves of characters, which some file or page cannot hold."""
    found = _UNWRITABLE.search(text)
    return f"it holds a character that no file can hold (U+{ord(found[0]):04X})" if found else None


def _texts(value: Any) -> Iterable[str]:
    """Every text within a value, however deep."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            waiting += [*item.keys(), *item.values()]
        elif isinstance(item, list | tuple):
            waiting += item


def _depth(value: Any) -> int:
    """How many lists and objects a value holds within one another."""
    depth, level = 0, [value]
    while level := [item for item in level if isinstance(item, dict | list | tuple)]:
        depth += 1
        level = [part for item in level for part in (item.values() if isinstance(item, dict) else item)]
    return depth


class PlaceRef(Record):
    """A place as an event names it; the gazetteer knows where it is."""

    name: Name
    place_id: str | None = None
    """Gazetteer id; null when the text names no place that could be drawn."""
    iso3: Iso3 | None = None
    """The country of the place, or the part of a longer place that is meant (the Danube, in Romania)."""
    role: PlaceRole = "at"
    basis: Basis = "stated"
    alternatives: tuple[str, ...] = ()
    """Gazetteer ids of the runners-up."""


class Participant(Record):
    """Who took part, as what, and on what ground that is said."""

    iso3: Iso3 | None = None
    actor: Name | None = None
    role: PartyRole
    attribution: Attribution = "stated"

    @model_validator(mode="after")
    def _is_somebody(self) -> Participant:
        if self.iso3 is None and self.actor is None:
            raise ValueError("a participant needs a country (iso3), an actor's name, or both")
        return self


class Evidence(Record):
    """Where the proof stands: ``text[start:end]`` of the article with this hash, in characters."""

    article: Sha256
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(gt=0)]

    @model_validator(mode="after")
    def _has_text(self) -> Evidence:
        if self.end <= self.start:
            raise ValueError("evidence must end after it starts")
        return self


class Revision(Record):
    """The state of a record: who changed what, when."""

    version: Annotated[int, Field(ge=1)] = 1
    status: Status = "confirmed"
    who: Name
    when: date
    what: str = ""


class Source(Record):
    """An article that events come from, graded on the two axes of the NATO system (AJP-2.1)."""

    source_id: Name
    title: Name
    publisher: str | None = None
    url: str | None = None
    published: date | None = None
    published_prec: Annotated[int, Field(ge=1, le=5)] | None = None
    published_basis: Basis | None = None
    published_note: str = ""
    original: Sha256 | None = None
    """Hash of the article itself."""
    brief: Sha256 | None = None
    """Hash of our own summary of it."""
    reliability: Literal["A", "B", "C", "D", "E", "F"] = "F"
    credibility: Annotated[int, Field(ge=1, le=6)] = 6

    @field_validator("url")
    @classmethod
    def _is_web_address(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("https://", "http://")):
            raise ValueError("a url starts with https:// or http://")
        return value


class Event(Record):
    """One incident, treaty, deployment or meeting, with what is known and what is not."""

    event_id: EventId
    layer: Layer
    sub_type: str
    title: Name
    summary: str = ""
    date_start: date | None = None
    date_end: date | None = None
    ongoing: bool = False
    date_prec: Annotated[int, Field(ge=1, le=5)] | None = None
    date_basis: Basis | None = None
    places: tuple[PlaceRef, ...] = ()
    where_prec: Annotated[int, Field(ge=1, le=7)]
    uncertainty_km: Annotated[float, Field(gt=0, le=20_040)] | None = None
    participants: tuple[Participant, ...] = ()
    caused_by: EventId | None = None
    modality: Modality = "occurred"
    facts: dict[str, Any] = Field(default_factory=dict)
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None
    source_id: Annotated[tuple[Name, ...], Field(min_length=1)]
    revision: Revision

    @field_validator("sub_type")
    @classmethod
    def _is_of_its_layer(cls, value: str, info: Any) -> str:
        layer = info.data.get("layer")
        if layer is not None and value not in SUB_TYPES[layer]:
            raise ValueError(f"{layer} knows only {', '.join(SUB_TYPES[layer])}")
        return value

    @field_validator("date_end")
    @classmethod
    def _ends_after_it_starts(cls, value: date | None, info: Any) -> date | None:
        start = info.data.get("date_start")
        if (value is None) != (start is None):
            raise ValueError("date_start and date_end are both given or both empty")
        if value is not None and start is not None and value < start:
            raise ValueError(f"it ends before it starts ({start})")
        return value

    @field_validator("date_prec")
    @classmethod
    def _fits_its_window(cls, value: int | None, info: Any) -> int | None:
        start, end = info.data.get("date_start"), info.data.get("date_end")
        if (value is None) != (start is None):
            raise ValueError("a dated event has a precision from 1 to 5, an undated one has none")
        if value in DAYS_OF_PRECISION and start is not None and end is not None:
            low, high = DAYS_OF_PRECISION[value]
            days = (end - start).days + 1
            if days < low or (high is not None and days > high):
                raise ValueError(f"the window is {days} days, this precision means {low} to {high or 'more'}")
        return value

    @field_validator("date_basis")
    @classmethod
    def _says_its_ground(cls, value: Basis | None, info: Any) -> Basis | None:
        if (value is None) != (info.data.get("date_start") is None):
            raise ValueError("a dated event says whether its date is stated or inferred")
        return value

    @field_validator("facts")
    @classmethod
    def _can_be_written(cls, value: dict[str, Any]) -> dict[str, Any]:
        try:
            json.dumps(value, allow_nan=False, ensure_ascii=False).encode("utf-8")
        except (ValueError, TypeError, RecursionError):
            raise ValueError("facts hold only what JSON can hold: no NaN, no broken text, no endless numbers") from None
        if _depth(value) > MAX_DEPTH:
            raise ValueError(f"facts are nested at most {MAX_DEPTH} deep")
        return value
