"""Places of an event as they are settled, with their precision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.event import PlaceRef
from geo.gazetteer import load_gazetteer

if TYPE_CHECKING:
    from geo.event import Basis, PlaceRole
    from geo.extract.merge import Cluster
    from geo.extract.where import Option
    from geo.gazetteer import Place


@dataclass(frozen=True)
class Spot:
    """Places of an event with their precision."""

    refs: tuple[PlaceRef, ...] = ()
    prec: int = 6
    note: str = ""

    @property
    def countries(self) -> list[str]:
        """Countries of the places where it happened."""
        return [ref.iso3 for ref in self.refs if ref.iso3 and ref.role == "at"]


def country_ref(code: str, role: PlaceRole = "at", basis: Basis = "inferred") -> PlaceRef:
    """A country as the place of an event, or as an end of it."""
    return PlaceRef(name=load_gazetteer().country_name(code), place_id=f"iso:{code}", iso3=code, role=role, basis=basis)


def inferred_ref(place: Place) -> PlaceRef:
    """A place that other words of the article give to an event."""
    return PlaceRef(name=place.name, place_id=place.place_id, iso3=place.iso3, role="at", basis="inferred")


def option_ref(option: Option, cluster: Cluster, basis: Basis | None = None) -> PlaceRef:
    """A place of the event's own sentence."""
    place = option.place
    iso3 = place.iso3
    if iso3 is None and place.kind == "river":  # the stretch in the country concerned
        iso3 = next((c for m in cluster.mentions for c in m.others if c in place.countries), None)
    others = tuple(p.place_id for p in option.mention.alternatives)
    return PlaceRef(
        name=place.name, place_id=place.place_id, iso3=iso3, role="at", basis=basis or option.basis, alternatives=others
    )
