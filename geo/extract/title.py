"""Titles of our own, built from the parts of an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.gazetteer import load_gazetteer
from geo.words import humanise

if TYPE_CHECKING:
    from geo.event import Participant
    from geo.extract.settle_place import Spot

MAX_NAMED = 3
INTRUDING = {"drone": "Drone", "drone_swarm": "Drone swarm", "aircraft": "Aircraft", "helicopter": "Helicopter",
             "balloon": "Balloon", "missile": "Missile", "unidentified_flight": "Unidentified flight"}  # fmt: skip


def make_title(sub_type: str, parties: tuple[Participant, ...], spot: Spot, mode: str) -> str:
    """A short title: what, who, where."""
    names = load_gazetteer().country_names
    acting = [p for p in parties if p.iso3 and p.role not in ("hosting", "host", "target")] or [
        p for p in parties if p.iso3
    ]
    who = _listed([names.get(p.iso3 or "", p.iso3 or "") for p in acting])
    where = _listed([ref.name for ref in spot.refs if ref.role == "at"])
    what = INTRUDING.get(sub_type, humanise(sub_type))
    title = f"{what}: {who}" if who else what
    if where and where != who:
        title += f", {'over' if sub_type in INTRUDING else 'in'} {where}" if spot.prec != 2 else f", near {where}"
    return title + {"planned": " (planned)", "alleged": " (alleged)"}.get(mode, "")


def _listed(names: list[str]) -> str:
    shown = list(dict.fromkeys(names))
    if len(shown) > MAX_NAMED:
        return f"{', '.join(shown[:MAX_NAMED])} and {len(shown) - MAX_NAMED} more"
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]])) if shown else ""
