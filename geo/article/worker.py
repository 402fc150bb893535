"""The process that reads all but plain text, so that no file can harm, block or fill the one that asked.

Run as ``python -m geo.article.worker``. Asked in lines of JSON on standard input, each followed by the file's bytes; it
answers in lines of JSON. It can open no connection, and it ends with the process that asked.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from typing import Any, BinaryIO

from geo.article.docx_text import read_docx
from geo.article.html_text import read_html
from geo.article.kinds import DOCX, HTML, MARKDOWN, PDF
from geo.article.limits import Limits
from geo.article.markdown_text import read_markdown
from geo.article.pdf_text import read_pdf
from geo.errors import UnreadableArticle

READERS = {HTML: read_html, PDF: read_pdf, DOCX: read_docx, MARKDOWN: read_markdown}


def answer(asked: dict[str, Any], raw: bytes) -> dict[str, Any]:
    """Read one file: its text and what it states, or under ``refused`` why not."""
    name, kind = asked["name"], asked["kind"]
    try:
        found = READERS[kind](name, raw, Limits(**asked["limits"]))
    except UnreadableArticle as refused:
        return {"refused": str(refused)}
    except MemoryError:
        return {"refused": f"{name} needs more memory than is given to one file."}
    except Exception:  # the file is another's, and so is the parser: whatever it raises, the file is at fault
        return {"refused": f"{name} cannot be read as {kind}: it is damaged, or larger inside than is allowed."}
    stated = asdict(found.stated)
    return {"text": found.text, **stated, "published": stated["published"] and stated["published"].isoformat()}


def serve(questions: BinaryIO, answers: BinaryIO) -> None:
    """Answer until there is no more question."""
    while line := questions.readline():
        asked = json.loads(line)
        said = answer(asked, questions.read(asked["size"]))
        answers.write(json.dumps(said).encode("ascii") + b"\n")
        answers.flush()


def _confine(memory_bytes: int) -> None:
    def refuse(event: str, _: tuple[Any, ...]) -> None:
        if event.startswith("socket."):
            raise PermissionError("Reading an article needs no network.")

    sys.addaudithook(refuse)
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _confine(int(sys.argv[1]))
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    serve(sys.stdin.buffer, out)
