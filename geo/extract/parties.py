"""Who took part in an event, as what, and on what ground that is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.event import Participant

if TYPE_CHECKING:
    from geo.event import Attribution, PartyRole
    from geo.extract.merge import Cluster
    from geo.extract.settle_place import Spot
    from geo.extract.story import Story

SUFFERED = ("airport_closure", "airspace_closure", "jamming")
"""Consequences: who closes is who suffers."""
FROM = 2.5
"""From this score on the place that something came from is the event's own."""
SELF = {"airspace_incursion": "target", "deployment": "hosting", "meeting": "host", "treaty_partner": "signatory"}
"""Role of the country where it happened."""


def settle_parties(story: Story, cluster: Cluster, sub_type: str, spot: Spot) -> tuple[Participant, ...]:
    """The participants of a cluster."""
    first, second = _roles(cluster.layer, sub_type)
    roles: dict[str, PartyRole] = {}
    for mention in cluster.mentions:
        for code in mention.agents:
            roles.setdefault(code, first)
        for code in mention.others:
            roles.setdefault(code, second)
    for code in _origins(cluster) if sub_type not in SUFFERED else []:
        roles.setdefault(code, "concerned")
    here: PartyRole = SELF[cluster.layer]  # type: ignore[assignment]
    if cluster.layer in ("airspace_incursion", "deployment") or sub_type == "visit" or not roles:
        for code in spot.countries:
            if code not in roles or sub_type in SUFFERED:
                roles[code] = here
    if not roles and story.home and cluster.layer != "meeting":
        roles[story.home] = second
    implied: Attribution = "implied" if cluster.mode == "alleged" else "stated"
    found = [
        Participant(iso3=c, role=r, attribution=implied if r == "intruder" else "stated") for c, r in roles.items()
    ]
    if cluster.layer == "airspace_incursion" and sub_type not in SUFFERED and "intruder" not in roles.values():
        found.append(Participant(actor="unidentified", role="intruder", attribution="unidentified"))
    return tuple(found)


def _origins(cluster: Cluster) -> list[str]:
    """Countries that something came from: "drifted in from Belarus" says not who sent it."""
    if cluster.layer != "airspace_incursion":
        return []
    return [o.place.iso3 for o in cluster.places if o.role == "from" and o.score >= FROM and o.place.iso3]


def _roles(layer: str, sub_type: str) -> tuple[PartyRole, PartyRole]:
    """Roles of those who act and of those it is done with."""
    if layer == "airspace_incursion":
        return ("target", "target") if sub_type in SUFFERED else ("intruder", "target")
    if layer == "treaty_partner":
        return "signatory", "signatory"
    return ("deploying", "hosting") if layer == "deployment" else ("guest", "guest")
