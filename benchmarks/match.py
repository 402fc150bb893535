"""How well reports of one incident are told from reports of two: ``python -m benchmarks.match``.

Beside it a plain rule: same type, a country in common, dates that overlap.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence

from benchmarks.match_pairs import Pair, pairs
from geo.event import Event
from geo.match import LEAST, compare, proposals
from geo.placing import partners


def by_rule(one: Event, other: Event) -> bool:
    days = [e.date_start and e.date_end and (e.date_start, e.date_end) for e in (one, other)]
    overlap = not all(days) or (days[0][0] <= days[1][1] and days[1][0] <= days[0][1])  # type: ignore[index]
    return one.sub_type == other.sub_type and bool(set(partners(one)) & set(partners(other))) and bool(overlap)


def by_score(one: Event, other: Event) -> bool:
    return compare(one, other).score >= LEAST


def measured(found: Callable[[Event, Event], bool], asked: Sequence[Pair]) -> str:
    hits = [(found(p.one, p.other), p.same) for p in asked]
    right = sum(f and s for f, s in hits)
    precision = right / max(1, sum(f for f, _ in hits))
    recall = right / max(1, sum(s for _, s in hits))
    return f"precision {precision:.2f}  recall {recall:.2f}  of {len(asked)}"


def main() -> None:
    every = pairs()
    seen = [pair for n, pair in enumerate(every) if n // 2 % 2 == 0]
    unseen = [pair for n, pair in enumerate(every) if n // 2 % 2 == 1]
    for name, part in (("looked at", seen), ("not looked at", unseen)):
        print(f"{name:<14} geo.match  {measured(by_score, part)}")
        print(f"{'':<14} plain rule {measured(by_rule, part)}")
    known = [p.one.model_copy(update={"event_id": f"{p.one.event_id}-{n}"}) for n in range(300) for p in every]
    begin = time.process_time()
    proposals(every[0].other, known)
    print(f"proposals among {len(known):,} known events: {time.process_time() - begin:.2f} s of processor time")
    for pair in seen if "--show" in sys.argv else ():
        result = compare(pair.one, pair.other)
        wrong = "" if (result.score >= LEAST) == pair.same else "WRONG "
        print(
            f"{wrong}{pair.same} {result.score:.2f} {pair.one.title} | {pair.other.title}: {'; '.join(result.reasons)}"
        )


if __name__ == "__main__":
    main()
