"""Names as a reader would have read them, for tests of what is made of them."""

from __future__ import annotations

from geo.geoparse import Toponym

PREC = {"country": 6, "demonym": 6, "region": 4, "sea": 7, "river": 5, "area": 5}


def made_name(text, place, *, kind=None, score=0.9, reason="a reason", alternatives=(), start=0):
    """A name with everything it must have."""
    kind = kind or (place.kind if place else "city")
    return Toponym(start, start + len(text), text, kind, place, score, reason, alternatives, PREC.get(kind, 1))
