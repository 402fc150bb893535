"""Briefmap's domain package: events with places, dates, evidence and doubt. Knows nothing of Streamlit.

>>> import geo                                            # doctest: +SKIP
>>> events = geo.load_events()                            # doctest: +SKIP
>>> poland = events[geo.Filter(countries=frozenset({"POL"})).mask(events)]   # doctest: +SKIP
"""

from geo.errors import BriefmapError
from geo.filter import Filter
from geo.gazetteer import lookup
from geo.known import load_events
from geo.version import __version__

__all__ = ["BriefmapError", "Filter", "__version__", "load_events", "lookup"]
