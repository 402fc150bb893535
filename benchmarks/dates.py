"""How well and how fast dates are read, beside the library date-wrangler by itself.

Scores are those of TempEval-3 on the AQUAINT part of its training corpus: relaxed F1 (any overlap) and value F1 (and
the same TIMEX3 value). A third of the documents was held out while the rules were written. The corpus and the
scorer are not part of this repository: they are looked for in the folder that ``BRIEFMAP_SHARED`` names.

    python -m benchmarks.dates [--fuzz SECONDS]
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import random
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from date_wrangler import DateOrder, FiscalCalendar, Grain, WranglerConfig, parse

from geo.dates import read_dates
from geo.dates_command import timexes_of

SHARED = Path(os.environ.get("BRIEFMAP_SHARED", "../shared"))
SIZES = (250_000, 500_000, 1_000_000)
CONFIG = WranglerConfig(fiscal=FiscalCalendar.calendar(), date_order=DateOrder.MDY)
Document = dict[str, Any]


def alone(document: Document) -> Document:
    """The library by itself, with the settings that news needs and its ranges written as TIMEX3."""
    day = date.fromisoformat(document["dct"][:10])
    timexes = []
    for match in parse(document["text"], today=day, config=CONFIG):
        start = match.range.start or match.range.end
        if start is None:
            continue
        written = {
            Grain.DAY: start.isoformat(),
            Grain.WEEK: f"{start:%G-W%V}",
            Grain.MONTH: f"{start:%Y-%m}",
            Grain.QUARTER: f"{start.year}-Q{(start.month + 2) // 3}",
            Grain.HALF: f"{start.year}-H{1 if start.month < 7 else 2}",
            Grain.YEAR: f"{start.year:04d}",
        }
        timexes.append(
            {"start": match.span[0], "end": match.span[1], "type": "DATE", "value": written[match.range.grain]}
        )
    return {"doc_id": document["doc_id"], "timexes": timexes}


def scorer() -> Callable[..., dict[str, Any]]:
    spec = importlib.util.spec_from_file_location("score_dates", SHARED / "eval/score_dates.py")
    if spec is None or spec.loader is None:
        sys.exit("The scorer cannot be loaded.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.score


def print_scores(documents: list[Document]) -> None:
    score = scorer()
    parts = {
        "looked at": [d for i, d in enumerate(documents) if i % 3 != 2],
        "held out": documents[2::3],
        "all": documents,
    }
    head = ("relaxed F1", "value F1", "P", "R", "strict F1")
    print(f"{'AQUAINT':<12}{'documents':>10}{'system':>20}" + "".join(f"{name:>11}" for name in head))
    for name, part in parts.items():
        gold = {d["doc_id"]: d for d in part}
        for system, work in (("Briefmap", timexes_of), ("date-wrangler alone", alone)):
            found = score(gold, {d["doc_id"]: work(d) for d in part})
            numbers = [found[key] for key in ("relaxedF1", "valueF1", "relaxedP", "relaxedR", "strictF1")]
            print(f"{name:<12}{len(part):>10}{system:>20}" + "".join(f"{number:>11.3f}" for number in numbers))


def print_speed(documents: list[Document]) -> None:
    text = "\n\n".join(d["text"] for d in documents) * 10
    print(f"\n{'characters':>12}{'Briefmap':>14}{'date-wrangler':>16}   (CPU seconds, and a MB)")
    for size in SIZES:
        ours = cpu(lambda size=size: read_dates(text[:size], date(2025, 10, 6)))
        theirs = cpu(lambda size=size: parse(text[:size], today=date(2025, 10, 6), config=CONFIG))
        print(f"{size:>12,}{ours:>7.2f} {ours / size * 1e6:>6.2f}{theirs:>8.2f} {theirs / size * 1e6:>7.2f}")


def cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def fuzz(documents: list[Document], seconds: float) -> None:
    """Cut, shuffle and spoil texts; every span must stand in its text, and nothing may fail."""
    dice, end, count = random.Random(0), time.monotonic() + seconds, 0
    pieces = [piece for d in documents for piece in d["text"].split()]
    odd = ["\n\n", "\u2028", chr(0xD800), "\x00", "–", "9999", "0", "’s", "'99", "BC", "ago", "later", "½", "١٢"]
    while time.monotonic() < end:
        words = dice.choices(pieces, k=dice.randrange(60)) + dice.choices(odd, k=dice.randrange(12))
        dice.shuffle(words)
        text = dice.choice(["", " ", " ", " ", "\n"]).join(words)
        published = None if dice.random() < 0.2 else date.fromordinal(dice.randrange(1, date.max.toordinal()))
        for found in read_dates(text, published):
            assert text[found.start : found.end] == found.text != "", (text, found)
        count += 1
    print(f"\n{count:,} spoilt texts in {seconds:.0f} s: no error, every span stands in its text")


def main() -> None:
    parser = argparse.ArgumentParser(description="How well and how fast dates are read.")
    parser.add_argument("--fuzz", type=float, default=0, metavar="SECONDS")
    seconds = parser.parse_args().fuzz
    corpus = SHARED / "corpora/aquaint.jsonl"
    if not corpus.exists():
        sys.exit(f"{corpus} is not there; BRIEFMAP_SHARED names the folder that holds corpora/ and eval/.")
    documents = [json.loads(line) for line in corpus.read_text(encoding="utf-8").splitlines()]
    print_scores(documents)
    print_speed(documents)
    if seconds:
        fuzz(documents, seconds)


if __name__ == "__main__":
    main()
