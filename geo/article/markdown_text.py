"""Makes plain text of Markdown: words stay, marks go. A title keeps its ``# ``, as evidence counts from it.

Runs in the reading process, see :mod:`geo.article.worker`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from geo.article.extract import Extract
from geo.article.limits import Limits

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAG = re.compile(r"<[^<>]*>")
_BREAKS = {"softbreak": "\n", "hardbreak": "\n"}


def read_markdown(name: str, raw: bytes, limits: Limits) -> Extract:
    """Read one article in Markdown, in UTF-8."""
    return Extract(markdown_to_text(raw.decode("utf-8")))


def markdown_to_text(text: str) -> str:
    """The text of a Markdown article without links, emphasis and tags; blocks are apart by a blank line."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    blocks: list[str] = []
    prefix = ""
    tight = 0
    for token in tokens:
        if token.type == "heading_open":
            prefix = "# " if token.tag == "h1" and not blocks else ""
        elif token.type == "list_item_open":
            prefix = f"{token.info}{token.markup} " if token.info else "- "
        elif token.type == "tr_open":
            tight = len(blocks)
        elif token.type == "tr_close":
            blocks[tight:] = [" | ".join(blocks[tight:])]
        elif words := _words(token):
            blocks.append(prefix + words)
            prefix = ""
    return "\n\n".join(blocks)


def _words(token: Token) -> str:
    if token.type == "inline":
        return _inline(token.children or ())
    if token.type in ("fence", "code_block"):
        return token.content.strip("\n")
    return _TAG.sub("", token.content).strip() if token.type == "html_block" else ""


def _inline(tokens: Iterable[Token]) -> str:
    """Words of a paragraph; a picture has none, and tags go."""
    return "".join(
        _BREAKS.get(token.type) or (token.content if token.type in ("text", "code_inline") else "") for token in tokens
    ).strip()
