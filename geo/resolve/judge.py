"""What the chosen place tells of whether the answer is right: the cues that go into the score."""

from __future__ import annotations

from geo.resolve.choose import CONTEXT, KIND, STATIC, Field
from geo.toponym.cues import Cues
from geo.toponym.index import Floats

_CAPITAL = STATIC.index("capital")
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
    for kind, n in KIND.items():
        if static[n]:
            cues[f"chosen {kind}"] = 1.0
            cues[f"chosen {kind}, country told"] = float(features[row, _AT["country told"]])
            cues[f"chosen {kind}, region voices"] = float(features[row, _AT["region voices"]])
    if static[_CAPITAL]:
        cues["chosen capital"] = 1.0
    if not static[4]:
        cues["chosen by alias"] = 1.0
    if not static[2]:
        cues["chosen against order"] = 1.0
    if features[row, _AT["no country voice"]] and features[row, _AT["country told"]] == 0 and size < 0.75:
        cues["small and foreign"] = 1.0 - size
    cues["near by size"] = float(features[row, _AT["within 100 km"]]) * (1.0 - size)
    cues["alone"] = 1.0 if len(field.units) < 3 else 0.0
    return cues
