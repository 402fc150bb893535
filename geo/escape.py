"""The only escaping. Article text is hostile; whatever leaves for a browser or a spreadsheet goes through here."""

from __future__ import annotations

import html
import json
import re
from typing import Any

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_UNSAFE_IN_SCRIPT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&@/])")


def to_html(text: str) -> str:
    """Text as HTML text or a quoted attribute value.

    >>> to_html('<img onerror="x">')
    '&lt;img onerror=&quot;x&quot;&gt;'
    """
    return html.escape(text, quote=True)


def to_script_json(value: Any) -> str:
    """A value as JSON that may stand inside a script element: no tag can be closed or opened from within it.

    Raises
    ------
    ValueError
        For NaN and infinities, which JSON does not have.
    """
    text = json.dumps(value, allow_nan=False, ensure_ascii=True, separators=(",", ":"))
    for mark, escaped in _UNSAFE_IN_SCRIPT.items():
        text = text.replace(mark, escaped)
    return text


def to_markdown(text: str) -> str:
    """Text as Markdown that shows verbatim: no link, image, formula, colour or emoji directive comes alive."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def to_cell(text: str) -> str:
    """Text as a spreadsheet cell that is never a formula: a dangerous first character gets an apostrophe before it.

    A text that already looks so escaped gets one more, which makes :func:`from_cell` exact.

    >>> to_cell("=HYPERLINK(1)"), to_cell("'=1"), to_cell("plain")
    ("'=HYPERLINK(1)", "''=1", 'plain')
    """
    return "'" + text if _FORMULA.match(text) else text


def from_cell(cell: str) -> str:
    """The text that :func:`to_cell` made a cell of."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
