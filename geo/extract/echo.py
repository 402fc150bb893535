"""Events told by pointing at the one before: "Kuwait and Bahrain followed suit", "India replied in kind"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.extract.act import Act, has

if TYPE_CHECKING:
    from geo.extract.candidate import Candidate

CLOSED = ("airport_closure", "airspace_closure")


def echoes(act: Act, before: list[Candidate]) -> list[Candidate]:
    """The event last told by a verb, once more for each of those who did the same."""
    suit = has(act.token, "follow") and any(has(p, "suit", "example") for p in act.patients)
    kind = has(act.token, "reply", "respond", "answer", "retaliate") and any(has(t, "kind") for t in act.at("in"))
    same = has(act.token, "do") and any(c.lower_ in ("same", "likewise", "so") for c in act.token.subtree)
    told = (
        [c for c in before if c.agents or c.others][-1:] if act.token.pos_ == "VERB" and (suit or kind or same) else []
    )
    found = []
    for last in told:
        for agent in act.agents:
            shut = last.sub_type in CLOSED
            found.append(
                act.made(
                    last.layer, last.sub_type, "echo", agents=[] if shut else [agent], others=[agent] if shut else []
                )
            )
    return found
