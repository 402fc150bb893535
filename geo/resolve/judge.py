"""What the chosen place tells of whether the answer is right: the cues that go into the score."""

from __future__ import annotations

from geo.resolve.choose import CONTEXT, KIND, STATIC, Field
from geo.toponym.cues import Cues
from geo.toponym.index import Floats

MANY = 5
"""Names from which on a text would speak of the country of a small place it tells of."""
_CAPITAL, _EXACT, _BEST, _OURS = (STATIC.index(name) for name in ("capital", "exact", "best", "hand-written"))
SMALL = 0.75
"""Size (log people / 7) of a place of 180,000 people."""
_AT = {name: n for n, name in enumerate(CONTEXT)}


def place_cues(field: Field, chances: Floats, features: Floats, row: int) -> Cues:
    """Cues of a chosen place.

    Parameters
    ----------
    field, chances, features
        All places of the text, their probabilities within their names, their context features.
    row
        Row of the chosen place in the field.
    """
    static = field.static[row]
    sure = float(chances[row])
    cues: Cues = {"sure": sure, "sure squared": sure * sure}
    if sure > 0.9:
        cues["very sure"] = 1.0
    for name, value in zip(CONTEXT, features[row], strict=True):
        if value:
            cues[name] = float(value)
    size = float(static[0])
    cues["chosen size"] = size
    _cues_of_kind(cues, static, features[row])
    small = size < SMALL and not static[KIND["country"]]
    if features[row, _AT["no country voice"]] and features[row, _AT["country told"]] == 0 and small:
        cues["small and foreign"] = 1.0 - size
        if len(field.units) > MANY and not field.told[row] and field.units[field.unit[row]].within is None:
            cues["strange"] = 1.0
    cues["near by size"] = float(features[row, _AT["within 100 km"]]) * (1.0 - size)
    cues["alone"] = 1.0 if len(field.units) < 3 else 0.0
    return cues


def _cues_of_kind(cues: Cues, static: Floats, told: Floats) -> None:
    for kind, n in KIND.items():
        if static[n]:
            cues[f"chosen {kind}"] = 1.0
            cues[f"chosen {kind}, country told"] = float(told[_AT["country told"]])
            cues[f"chosen {kind}, region voices"] = float(told[_AT["region voices"]])
    flags = {
        "chosen capital": static[_CAPITAL], "chosen by alias": not static[_EXACT],
        "chosen against order": not static[_BEST], "chosen hand-written": static[_OURS],
    }  # fmt: skip
    cues.update((flag, 1.0) for flag, set_ in flags.items() if set_)
