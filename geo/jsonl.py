"""Work over lines of JSON, a document a line: in one process or several, with progress, losing nothing to Ctrl-C."""

from __future__ import annotations

import json
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from geo.errors import BriefmapError, Problem

Work = Callable[[dict[str, Any]], dict[str, Any]]
"""What is done with a document; a ``ValueError`` refuses it with its text as the reason."""

BATCH = 64
"""Documents that each process is given ahead of what has been written."""
TELL_EVERY = 0.5
"""Seconds between two tellings of progress."""


@dataclass
class Tally:
    """What became of the lines: given = written + problems."""

    given: int = 0
    written: int = 0
    problems: list[Problem] = field(default_factory=list)
    stopped: bool = False
    """Whether Ctrl-C ended it; every line that was written is whole."""


def run_lines(source: Path, output: Path, work: Work, workers: int = 1) -> Tally:
    """Read documents, work on each, and write the results line by line, in the order of the documents.

    Parameters
    ----------
    source, output : Path
        Files of JSON objects, one a line (UTF-8). Blank lines are no documents.
    work : callable
        Document in, result out; with several workers a function of a module.
    workers : int
        Processes that work at once.

    Raises
    ------
    BriefmapError
        If the output is the source.
    OSError
        If a file cannot be opened or written.
    """
    if output.exists() and output.resolve() == source.resolve():
        raise BriefmapError(f"{output} is the file that is read; name another to write.")
    tally, progress = Tally(), _Progress()
    with ExitStack() as stack:
        lines = stack.enter_context(source.open(encoding="utf-8", errors="surrogateescape"))
        out = stack.enter_context(output.open("w", encoding="utf-8", newline="\n"))
        try:
            for done in _results(lines, work, workers, stack):
                tally.given += 1
                if isinstance(done, Problem):
                    tally.problems.append(done)
                else:
                    out.write(done)
                    out.flush()
                    tally.written += 1
                progress.tell(tally.given)
        except KeyboardInterrupt:
            tally.stopped = True
    if tally.stopped:
        # The signal may have come between a line and its count.
        with output.open("rb") as whole:
            tally.written = sum(1 for _ in whole)
        tally.given = tally.written + len(tally.problems)
    progress.end(tally.given)
    return tally


class _Progress:
    """Says on standard error how far it is: on a terminal in one line that changes, else once at the end."""

    def __init__(self) -> None:
        self.started = self.told = time.monotonic()

    def tell(self, count: int) -> None:
        if sys.stderr.isatty() and time.monotonic() - self.told > TELL_EVERY:
            self.told = time.monotonic()
            print(f"\r{self._said(count)}", end="", file=sys.stderr, flush=True)

    def end(self, count: int) -> None:
        print(f"\r{self._said(count)}" if sys.stderr.isatty() else self._said(count), file=sys.stderr, flush=True)

    def _said(self, count: int) -> str:
        return f"{count:,} documents, {count / max(time.monotonic() - self.started, 1e-9):,.0f} a second"


def _results(lines: TextIO, work: Work, workers: int, stack: ExitStack) -> Iterator[str | Problem]:
    numbered = ((n, line, work) for n, line in enumerate(lines, 1) if line.strip())
    if workers <= 1:
        yield from map(_one, numbered)
        return
    pool = ProcessPoolExecutor(workers, initializer=_ignore_ctrl_c)
    stack.callback(pool.shutdown, wait=True, cancel_futures=True)
    try:
        while batch := list(islice(numbered, workers * BATCH)):
            yield from pool.map(_one, batch, chunksize=8)
    except BrokenProcessPool:
        raise BriefmapError("A worker process died; fewer --workers need less memory.") from None


def _ignore_ctrl_c() -> None:
    """Leave Ctrl-C to the process that writes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _one(given: tuple[int, str, Work]) -> str | Problem:
    number, line, work = given
    try:
        document = json.loads(line)
        if not isinstance(document, dict):
            raise ValueError("the line is no JSON object")
        return json.dumps(work(document)) + "\n"
    except RecursionError:
        return Problem(number, "line", line[:80], "it is nested too deep")
    except json.JSONDecodeError as error:
        return Problem(number, "line", line[:80], f"it is no JSON: {error.msg} at character {error.pos}")
    except ValueError as error:
        return Problem(number, "document", line[:80], str(error))
