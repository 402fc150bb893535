"""Briefmap's domain package: events with places, dates, evidence and doubt. Knows nothing of Streamlit.

>>> import geo                                            # doctest: +SKIP
>>> events = geo.load_events()                            # doctest: +SKIP
>>> poland = events[geo.Filter(countries=frozenset({"POL"})).mask(events)]   # doctest: +SKIP
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from geo.errors import BriefmapError
from geo.version import __version__

if TYPE_CHECKING:
    from geo.filter import Filter
    from geo.gazetteer import lookup
    from geo.known import load_events

__all__ = ["BriefmapError", "Filter", "__version__", "load_events", "lookup"]

_HOMES = {"Filter": "geo.filter", "lookup": "geo.gazetteer", "load_events": "geo.known"}


def __getattr__(name: str) -> Any:
    """What needs pandas and the like is imported when it is first asked for: half a second less for all else."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
