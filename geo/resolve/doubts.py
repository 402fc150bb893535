"""What speaks against a pin though the weights are for it: set by hand, since corpora hold few such cases.

A wrong pin is worse than none. Each doubt leaves a share of the score; what then falls under the threshold is no
answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from geo.resolve.told import KNOWN
from geo.toponym.cues import Cues
from geo.toponym.scene import LARGE

LEFT = {
    # Persons: "Chad Kowalski"; the second "Ilagan" of a text; "Austin, the former defence secretary".
    "given name before surname": 0.4, "given name before last unknown": 0.4, "named person": 0.3,
    "before title C": 0.6, "plain word opens sentence": 0.6, "before a surname": 0.4, "before a person's office": 0.3,
    "given name before particle": 0.3, "in a titled name": 0.3, "in a noble title": 0.4,
    # Ships: "the Liaoning and its escorts", "HMS Somerset", "the frigates Oruçreis and Gediz".
    "the town alone": 0.3, "before vessel": 0.25, "before vessel C": 0.25, "vessel of that name": 0.3,
    "after word class": 0.25, "among ships": 0.25,
    # Groups under arms, companies, parts of longer names, words in headlines: "Arakan Army", "NIS", "Half Moon Shoal".
    "armed group": 0.4, "in capitals": 0.25, "part of a name": 0.3, "plain word in headline": 0.3,
    "part of a water": 0.3, "a machine": 0.4, "hardly a name": 0.4,
    # Places in countries that nothing else in the text speaks of; names of which no country has the likeliest place.
    "strange": 0.6, "in a country untold": 0.8, "foreign alias": 0.4, "country in doubt": 0.5,
}  # fmt: skip
"""What each doubt leaves of a score."""
HALF, HARDLY, ONE_PLACE = 0.5, 0.1, 0.05
"""Share of what is likely; a chance that hardly leaves a name; the cue "many places" of a name that one place alone
bears, which is not strange in a text that says "in" before it."""
_ARMED = frozenset(
    f"after word {word}"
    for word in ("army", "brigade", "battalion", "regiment", "corps", "liberation", "resistance", "independence")
)
_WATERS = frozenset(f"after word {word}" for word in ("bay", "river", "rivers", "creek", "shoal", "reef", "ridge"))
_MACHINES = frozenset(
    f"after word {word}"
    for word in ("aircraft", "jet", "jets", "helicopter", "helicopters", "drone", "drones", "missile", "missiles")
)
_PART = frozenset({"before unknown", "after unknown", "after feature C", *(
    f"before word {word}" for word in ("de", "da", "del", "bin", "bint", "ben", "abu", "al"))})  # fmt: skip
_KNOWN = frozenset(f"rank {rank}" for rank in range(0, KNOWN + 1, 5))
_CAPITALISED = frozenset({"1 capitalised after", "2 capitalised after"})
_LEFT = frozenset(LEFT)


def left_by_doubts(cues: Cues) -> float:
    """The share of a score that is left by all doubts in the cues of a name and of its place."""
    large = "chosen country" in cues or cues.get("chosen size", 0.0) > LARGE
    town = "chosen city" in cues or "chosen district" in cues
    doubts = set(cues.keys() & _LEFT)
    for tell in (_of_name, _of_what_follows, _of_place):
        doubts.update(tell(cues, town, large))
    if cues.get("many places", 1.0) <= ONE_PLACE and "ever after in" in cues and "alias" not in cues:
        doubts.discard("strange")
    if "chosen capital" in cues and "chosen by alias" not in cues:
        doubts.discard("strange")
    share = 1.0
    for name in doubts:
        share *= LEFT[name]
    return share


def _of_name(cues: Cues, town: bool, large: bool) -> Iterator[str]:
    """Doubts that several cues of a name tell together."""
    if "after vessel" in cues and "possessive" not in cues and "chosen country" not in cues:
        yield "vessel of that name"
    if "headline" in cues and not {"plain word", "is feature"}.isdisjoint(cues) and not _any(cues, _KNOWN):
        yield "plain word in headline"
    if _any(cues, _CAPITALISED) and _any(cues, _ARMED):
        yield "armed group"
    if "short capitals" in cues and town and not {"acronym", "headline", "opens sentence"} & cues.keys():
        yield "in capitals"
    if town and not large:
        if "ever person" in cues and "ever after in" not in cues and "words 1" in cues:
            yield "named person"
        if "1 capitalised after" in cues and not {"after surname", "after given name"}.isdisjoint(cues):
            yield "before a surname"


def _of_what_follows(cues: Cues, town: bool, large: bool) -> Iterator[str]:
    """Doubts that lie in the noun behind a name, and in how little the name alone looks like one."""
    if _any(cues, _WATERS) and not {"chosen country", "chosen region"}.isdisjoint(cues):
        yield "part of a water"
    if town and not large and _any(cues, _MACHINES):
        yield "a machine"
    if not large and cues.get("chance", 1.0) < HARDLY and {"possessive", "has stated region"}.isdisjoint(cues):
        yield "hardly a name"


def _of_place(cues: Cues, town: bool, large: bool) -> Iterator[str]:
    """Doubts that lie in the place chosen, and how far it is from all else."""
    if cues.get("country sure", 1.0) < HALF:
        yield "country in doubt"
    if not {"chosen country", "chosen hand-written", "has stated region"}.isdisjoint(cues):
        return
    abroad = "no country voice" in cues and "country told" not in cues and "chosen capital" not in cues
    if abroad and not cues.get("alone"):
        yield "in a country untold"
        if town and not large and "chosen by alias" in cues:
            yield "foreign alias"
    if (abroad or not (large or "within 300 km" in cues)) and "possessive" not in cues and _any(cues, _PART):
        yield "part of a name"


def _any(cues: Cues, names: frozenset[str]) -> bool:
    return not names.isdisjoint(cues)
