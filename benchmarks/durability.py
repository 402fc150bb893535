"""Does the archive keep what it acknowledged? ``python -m benchmarks.durability --rounds 200``.

Three trials, each beside what it must come to:

1. A process that ingests and reviews is killed (``kill -9``) at a random moment, again and again, on one archive. After
   each kill the archive is opened anew: everything acknowledged must be there as it was acknowledged, what was in
   hand must be there wholly or not at all, and the integrity check must pass.
2. Eight processes write 250 events each into one archive at once: 2,000 rows, nobody told that it is locked.
3. Two editors change one event from the same version: one of them is told, and nothing is overwritten.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import signal
import statistics
import tempfile
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from geo.archive import Archive
from geo.article import Article, make_article
from geo.errors import BriefmapError, Conflict
from geo.event import Event
from geo.gazetteer import load_gazetteer
from geo.known import Known

CONTEXT = multiprocessing.get_context("fork")
DRAFTS = 3
"""Drafts an article."""
MOST_CHANGES = 14
"""Fewer changes than these are waited for before a process is killed."""
LATEST_KILL = 0.05
"""Seconds after the last of these at which it is killed at the latest."""


def made_article(number: int) -> Article:
    chance = random.Random(number)
    words = [f"{chance.choice('bdfgklmnprst')}{chance.choice('aeiou')}{chance.randrange(1000)}" for _ in range(120)]
    return make_article(f"Report {number}\n{' '.join(words)}.")


def made_draft(article: Article, key: str) -> Event:
    return Event.model_validate(
        {
            "event_id": key, "layer": "airspace_incursion", "sub_type": "drone", "title": f"Drone {key}",
            "date_start": "2025-09-10", "date_end": "2025-09-10", "date_prec": 1, "date_basis": "stated",
            "places": [{"name": "Poland", "place_id": "iso:POL", "iso3": "POL"}], "where_prec": 6,
            "participants": [{"iso3": "POL", "role": "target"}], "source_id": ["read"], "confidence": 0.5,
            "evidence": [{"article": article.sha256, "start": 0, "end": 6}],
            "revision": {"who": "benchmark", "when": "2025-10-06", "status": "draft"},
        }
    )  # fmt: skip


def ingest_and_review(path: Path, begin: int, told: Connection) -> None:
    """Work until killed; tell of each change once the archive has acknowledged it."""
    archive = Archive.open(path)
    told.send(("open", None))
    for number in range(begin, begin + 10_000):
        article = made_article(number)
        drafts = [made_draft(article, f"d{number}-{n}") for n in range(DRAFTS)]
        _, kept = archive.ingest(article, drafts, "killed")
        told.send(("ingest", [state(e) for e in kept]))
        first, second, third = (e.event.event_id for e in kept)
        told.send(("accept", [state(archive.accept(first, "killed", 1))]))
        told.send(("revise", [state(archive.revise(first, "killed", 2, {"title": f"Revised {first}"}))]))
        told.send(("reject", [state(archive.reject(second, "killed", 1, "told in passing"))]))
        told.send(("merge", [state(archive.merge(third, first, "killed", 1, 3))]))
        told.send(("undo", [state(e) for e in archive.undo("killed")]))


def state(entry: Any) -> tuple[str, int, str, str]:
    return entry.event.event_id, entry.version, entry.status, entry.event.title


def kill_rounds(folder: Path, rounds: int, chance: random.Random) -> list[tuple[str, str, str]]:
    path = folder / "killed.sqlite"
    with Archive.open(path):
        pass
    acknowledged: list[tuple[str, list[Any]]] = []
    lost = broken = halves = unkilled = 0
    opened: list[float] = []
    for number in range(rounds):
        ours, theirs = CONTEXT.Pipe(duplex=False)
        process = CONTEXT.Process(target=ingest_and_review, args=(path, number * 10_000, theirs))
        process.start()
        theirs.close()
        # After so many changes, none and not even the opening included, and a moment into the next.
        new = [ours.recv() for _ in range(chance.randrange(MOST_CHANGES))]
        time.sleep(chance.uniform(0, LATEST_KILL))
        unkilled += process.exitcode is not None
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
        new += drained(ours)
        acknowledged += new
        begin = time.perf_counter()
        archive = Archive.open(path)
        archive.version()
        opened.append(time.perf_counter() - begin)
        with archive:
            try:
                archive.check()
            except BriefmapError as error:
                broken += 1
                print(error)
            lost += count_lost(archive, new)
            halves += count_halves(archive)
    with Archive.open(path) as archive:
        lost += count_lost(archive, acknowledged)
    begin = time.perf_counter()
    store = Known(path).store()
    whole = time.perf_counter() - begin
    kinds = ", ".join(f"{sum(k == kind for k, _ in acknowledged):,} {kind}" for kind in
                      ("ingest", "accept", "revise", "reject", "merge", "undo"))  # fmt: skip
    return [
        ("rounds of kill -9", f"{rounds - unkilled:,}", f"{rounds:,}"),
        ("changes acknowledged", f"{len(acknowledged):,} ({kinds})", "-"),
        ("acknowledged, and lost or different", f"{lost}", "0"),
        ("integrity checks failed", f"{broken}", "0"),
        ("changes of which half was kept", f"{halves}", "0"),
        ("open again, median / longest", f"{statistics.median(opened):.3f} / {max(opened):.3f} s", "< 3 s"),
        (f"all that pages show read anew ({len(store.records):,} events)", f"{whole:.2f} s", "< 3 s"),
    ]


def drained(pipe: Connection) -> Iterator[Any]:
    while True:
        try:
            yield pipe.recv()
        except (EOFError, OSError):
            return


def count_lost(archive: Archive, acknowledged: list[tuple[str, list[Any]]]) -> int:
    histories: dict[str, list[Any]] = {}
    lost = 0
    for _, states in acknowledged:
        for event_id, version, status, title in states or []:
            if event_id not in histories:
                try:
                    histories[event_id] = archive.history(event_id)
                except BriefmapError:
                    histories[event_id] = []
            steps = histories[event_id]
            kept = version <= len(steps) and steps[version - 1].status == status
            lost += not (kept and (version < len(steps) or archive.entry(event_id).event.title == title))
    return lost


def count_halves(archive: Archive) -> int:
    """Articles without all their drafts, and merges of which one side is missing."""
    articles = len(archive.article_hashes())
    entries = archive.entries()
    drafts = sum(entry.event.event_id.startswith("d") for entry in entries)
    held = {entry.event.event_id: entry for entry in entries}
    merged = [entry for entry in entries if entry.merged_into]
    one_sided = sum(len(held[str(e.merged_into)].event.evidence) < 1 for e in merged)
    return abs(drafts - DRAFTS * articles) + one_sided


def write_many(path: Path, writer: int, events: int, told: Connection) -> None:
    archive = Archive.open(path)
    article = made_article(1_000_000 + writer)
    archive.add_article(article, f"writer {writer}")
    waits, refused = [], []
    for number in range(events):
        begin = time.perf_counter()
        try:
            archive.add_drafts([made_draft(article, f"w{writer}-{number}")], f"writer {writer}")
        except BriefmapError as error:
            refused.append(str(error))
        waits.append(time.perf_counter() - begin)
    told.send((max(waits), refused))


def many_writers(folder: Path, writers: int, events: int) -> list[tuple[str, str, str]]:
    path = folder / "many.sqlite"
    pipes, begin = [], time.perf_counter()
    for writer in range(writers):
        ours, theirs = CONTEXT.Pipe(duplex=False)
        process = CONTEXT.Process(target=write_many, args=(path, writer, events, theirs))
        process.start()
        pipes.append((ours, process))
    answers = [ours.recv() for ours, _ in pipes]
    for _, process in pipes:
        process.join()
    took = time.perf_counter() - begin
    with Archive.open(path) as archive:
        archive.check()
        rows = len(archive.entries("draft"))
    refused = [said for _, sayings in answers for said in sayings]
    return [
        (f"{writers} processes x {events} events: rows", f"{rows:,}", f"{writers * events:,}"),
        ("refused (database is locked, or other)", f"{len(refused)}{': ' + refused[0] if refused else ''}", "0"),
        ("all together / longest wait of one", f"{took:.1f} s / {max(w for w, _ in answers):.2f} s", "-"),
    ]


def edit(path: Path, who: str, title: str, gate: Any, told: Connection) -> None:
    archive = Archive.open(path)
    version = archive.entry("seed-A1").version
    gate.wait()
    try:
        archive.revise("seed-A1", who, version, {"title": title})
        told.send("kept")
    except Conflict as conflict:
        told.send(f"told of {conflict.who}")


def two_editors(folder: Path, rounds: int) -> list[tuple[str, str, str]]:
    path = folder / "editors.sqlite"
    with Archive.open(path):
        pass
    fair = 0
    for number in range(rounds):
        gate, pipes = CONTEXT.Barrier(2), []
        for who in ("Anna", "Bob"):
            ours, theirs = CONTEXT.Pipe(duplex=False)
            process = CONTEXT.Process(target=edit, args=(path, who, f"{who}'s title {number}", gate, theirs))
            process.start()
            pipes.append((who, ours, process))
        answers = {who: ours.recv() for who, ours, _ in pipes}
        for _, _, process in pipes:
            process.join()
        winner = next((who for who, said in answers.items() if said == "kept"), "nobody")
        with Archive.open(path) as archive:
            title = archive.entry("seed-A1").event.title
        fair += (
            sorted(answers.values()) == sorted(["kept", f"told of {winner}"]) and title == f"{winner}'s title {number}"
        )
    return [("two editors at once: one kept, the other told by whom", f"{fair} of {rounds}", f"{rounds} of {rounds}")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--events", type=int, default=250)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="on the disk to try; a temporary one without it")
    args = parser.parse_args()
    load_gazetteer()  # once, for all processes that branch off
    with tempfile.TemporaryDirectory(dir=args.folder) as name:
        folder = Path(name)
        rows = kill_rounds(folder, args.rounds, random.Random(args.seed))
        rows += many_writers(folder, args.writers, args.events)
        rows += two_editors(folder, 20)
    print(f"{'':<58} {'measured':<58} must be")
    for what, measured, expected in rows:
        print(f"{what:<58} {measured:<58} {expected}")


if __name__ == "__main__":
    main()
