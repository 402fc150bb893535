"""What an archive of many events costs: ``python -m benchmarks.archive [EVENTS]``.

Processor time, so that other work on the machine counts little. The reference is what ships, without an archive.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from benchmarks.made import made_events
from geo.archive import Archive
from geo.archive.file import writing
from geo.archive.journal import Journal
from geo.article import make_article
from geo.event import Event
from geo.known import Known
from geo.shipped import load_store

T = TypeVar("T")
LOOKS = 200
"""How often an open page looks whether something has changed."""


def timed(what: str, work: Callable[[], T], times: int = 1) -> T:
    begin = time.process_time()
    for _ in range(times):
        found = work()
    print(f"{what:<58} {1000 * (time.process_time() - begin) / times:>10.2f} ms")
    return found


def filled(path: Path, number: int) -> Archive:
    archive = Archive.open(path)
    article = make_article("Many\n" + " ".join(f"word{n}" for n in range(300)))
    archive.add_article(article, "benchmark")
    span = [{"article": article.sha256, "start": 0, "end": 4}]
    own = {"evidence": span, "source_id": [f"a-{article.sha256[:12]}"], "caused_by": None}
    with writing(archive._engine, path) as connection:
        journal = Journal(connection, "benchmark", "ingest")
        for n, raw in enumerate(made_events(number)):
            event = Event.model_validate(raw | own | {"event_id": f"b-{n}"})
            journal.write_event(event, "draft" if n == 0 else "confirmed")
    return archive


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    timed("reference: what ships, read without an archive", load_store)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.sqlite"
        print(f"An archive of {number:,} events:")
        archive = filled(path, number)
        known = Known(path)
        timed("all of it read into the store that pages show", known.store)
        timed("an open page looks, and nothing has changed", known.store, LOOKS)
        timed("one draft is accepted", lambda: archive.accept("b-0", "benchmark", 1))
        timed("an open page looks, and that one is new", known.store)
        timed("what changed since that", lambda: archive.changes(archive.version() - 1))
        timed("what changed since the begin", lambda: archive.changes(1))
        timed("full-text search", lambda: archive.search("drone poland"), 20)
        timed("a backup, checked", archive.backup)
        archive.close()


if __name__ == "__main__":
    main()
