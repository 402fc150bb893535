"""Which column of somebody's table, or which constant, each field of an event comes from; and a first proposal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import ValidationError, model_validator

from geo.errors import BriefmapError
from geo.event import LAYERS, SUB_TYPES, Record
from geo.names import normalise
from geo.row_dates import DateOrder
from geo.table import LATITUDE, LONGITUDE

REQUIRED = ("layer", "sub_type", "title")
"""Fields without which there is no event."""


class MappingError(BriefmapError):
    """A mapping that does not fit its table, or lacks what an event must have."""


class From(Record):
    """Where a field comes from: a column of the table, or one value for all rows."""

    column: str | None = None
    constant: str | None = None

    @model_validator(mode="after")
    def _is_one_of_both(self) -> From:
        if (self.column is None) == (self.constant is None):
            raise ValueError("a field comes from a column or from a constant, one of both")
        return self


class ColumnMap(Record):
    """Which column or constant each field of an event comes from; a field left out stays empty."""

    layer: From | None = None
    """One of :data:`geo.event.LAYERS`."""
    sub_type: From | None = None
    """One of :data:`geo.event.SUB_TYPES` of its layer."""
    title: From | None = None
    summary: From | None = None
    date_start: From | None = None
    date_end: From | None = None
    """Empty: the day of ``date_start``."""
    date_prec: From | None = None
    """1 to 5; without it, one day is exact and several are days on one of which it happened."""
    place: From | None = None
    """A place's name; it is looked up where the row has no coordinates."""
    longitude: From | None = None
    """Degrees, WGS 84."""
    latitude: From | None = None
    where_prec: From | None = None
    """1 to 7; without it, coordinates are near the place (2)."""
    uncertainty_km: From | None = None
    country: From | None = None
    """Name or ISO 3166-1 alpha-3 code."""
    actor: From | None = None
    """Somebody the event concerns."""
    source_title: From | None = None
    publisher: From | None = None
    url: From | None = None
    event_id: From | None = None
    """Without it, ids are made of the file's hash and the row's number."""
    date_order: DateOrder = "iso"
    """How the file writes dates of numbers."""

    @classmethod
    def from_json(cls, text: str) -> ColumnMap:
        """Read a mapping as :meth:`to_json` writes it; raises MappingError."""
        try:
            return cls.model_validate_json(text)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "the file"
            raise MappingError(f"The mapping cannot be used: {where}: {first['msg']}.") from None

    def to_json(self) -> str:
        """The mapping as JSON, fields left out that come from nowhere."""
        return self.model_dump_json(indent=1, exclude_none=True)

    def with_constants(self, **fields: str) -> ColumnMap:
        """The same mapping with some fields set to one value for all rows."""
        return self.model_copy(update={field: From(constant=value) for field, value in fields.items()})

    def sources(self) -> dict[str, From]:
        """The fields that come from somewhere."""
        return {field: value for field in FIELDS if (value := getattr(self, field)) is not None}


FIELDS = tuple(field for field in ColumnMap.model_fields if field != "date_order")
"""Fields that a column or constant can be named for."""

NAMES: dict[str, tuple[str, ...]] = {
    "layer": ("layer",),
    "sub_type": ("sub type",),
    "title": ("title", "name", "headline", "source headline", "sub event type", "event type"),
    "summary": ("summary", "description", "notes", "text", "comment"),
    "date_start": ("date start", "start date", "event date", "date", "start", "day", "begin"),
    "date_end": ("date end", "end date", "end"),
    "date_prec": ("date prec",),
    "place": ("place", "location", "place name", "where coordinates", "city", "town", "adm 1", "admin1"),
    "longitude": ("longitude", "lon", "lng", "long", "x", normalise(LONGITUDE)),
    "latitude": ("latitude", "lat", "y", normalise(LATITUDE)),
    "where_prec": ("where prec", "geo precision"),
    "uncertainty_km": ("uncertainty km", "radius km"),
    "country": ("iso3", "country iso3", "country code", "country"),
    "actor": ("actor1", "actor", "side a"),
    "source_title": ("source title", "source article"),
    "publisher": ("publisher", "source", "source office"),
    "url": ("url", "link", "source url"),
    "event_id": ("event id", "event id cnty", "relid", "id"),
}
"""Column names, as :func:`geo.names.normalise` writes them, that are proposed for a field, best first."""


def guess(columns: Sequence[str], sample: Sequence[Mapping[str, str]]) -> ColumnMap:
    """Propose a mapping by the names of columns; it is for a person to check.

    Parameters
    ----------
    columns : sequence of str
    sample : sequence of mapping
        Some rows. A column is proposed for layer and sub-type only if all it holds there are ours.

    Returns
    -------
    ColumnMap
        Fields that no column is named for come from nowhere.
    """
    by_key = {normalise(column): column for column in reversed(columns)}
    found = {field: next((by_key[name] for name in names if name in by_key), None) for field, names in NAMES.items()}
    if {LONGITUDE, LATITUDE} <= set(columns):
        found |= {"longitude": LONGITUDE, "latitude": LATITUDE}
    for field, ours in (("layer", LAYERS), ("sub_type", [name for names in SUB_TYPES.values() for name in names])):
        column = found[field]
        if column and not all(listed_name(row.get(column, "")) in ours for row in sample):
            found[field] = None
    return ColumnMap.model_validate({field: {"column": column} for field, column in found.items() if column})


def listed_name(text: str) -> str:
    """A value of a closed list as our lists have it: ``Drone swarm`` is ``drone_swarm``."""
    return normalise(text).replace(" ", "_")
