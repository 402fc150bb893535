"""Asks the reading process of :mod:`geo.article.worker` for a file's text, and ends it when it takes too long."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from dataclasses import asdict
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from geo.article.extract import Extract
from geo.article.front_matter import Stated
from geo.article.limits import Limits
from geo.errors import UnreadableArticle

_ROOT = Path(__file__).resolve().parents[2]


class Reader:
    """A reading process for one file after the other; started when first needed, and again after it was ended."""

    def __init__(self, limits: Limits):
        self.limits = limits
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the process, if there is one."""
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def read(self, name: str, kind: str, raw: bytes) -> Extract:
        """Read a file of a kind that :data:`geo.article.worker.READERS` knows.

        Raises
        ------
        UnreadableArticle
            If it cannot be read, or not within the limits.
        """
        said = self._ask({"name": name, "kind": kind, "size": len(raw), "limits": asdict(self.limits)}, raw)
        if "refused" in said:
            raise UnreadableArticle(str(said["refused"]))
        published = date.fromisoformat(said["published"]) if said["published"] else None
        return Extract(str(said["text"]), Stated(said["title"], said["publisher"], published))

    def _ask(self, asked: dict[str, object], raw: bytes) -> dict[str, str | None]:
        process = self._process = self._process or self._start()
        assert process.stdin
        assert process.stdout
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self.limits.seconds, end)
        timer.start()
        try:
            process.stdin.write(json.dumps(asked).encode("ascii") + b"\n" + raw)
            process.stdin.flush()
            line = process.stdout.readline()
        except BrokenPipeError:
            line = b""
        finally:
            timer.cancel()
        if line.endswith(b"\n"):
            return dict(json.loads(line))
        self.close()
        if late.is_set():
            raise UnreadableArticle(f"{asked['name']} took longer than {self.limits.seconds:g} seconds to read.")
        raise UnreadableArticle(f"{asked['name']} cannot be read: it needs too much memory, or is damaged.")

    def _start(self) -> subprocess.Popen[bytes]:
        path = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
        return subprocess.Popen(
            [sys.executable, "-m", "geo.article.worker", str(self.limits.memory_bytes)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            cwd=_ROOT, env={**os.environ, "PYTHONPATH": path},
        )  # fmt: skip
