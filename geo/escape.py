"""The only escaping. Article text is hostile; whatever leaves for a browser, a spreadsheet or XML goes through here."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from typing import Any

_ENCODER = json.JSONEncoder(allow_nan=False, ensure_ascii=True, separators=(",", ":"))
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_UNSAFE_IN_SCRIPT = re.compile(r"[<>&'`${}%#]")
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FSI, _PDI = "\u2068", "\u2069"
_TURNING = frozenset({"R", "AL", "RLE", "RLO", "LRE", "LRO", "PDF", "RLI", "LRI", "FSI", "PDI"})
_PARAGRAPH_END = re.compile("([\n\r\x85\u2029])")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&@/])")


def to_html(text: str) -> str:
    """Text as HTML text or a quoted attribute value.

    >>> to_html('<img onerror="x">')
    '&lt;img onerror=&quot;x&quot;&gt;'
    """
    return html.escape(text, quote=True)


def to_bdi(text: str) -> str:
    """Text as HTML that does not turn the words around it, whichever way it is written itself.

    A browser ends a ``<bdi>`` at a control character within it that closes one, or that ends a paragraph. Text that
    holds such gets a box of its own by the page's style sheet, out of which nothing reaches.

    >>> to_bdi("a < b")
    '<bdi>a &lt; b</bdi>'
    """
    leaks = _PARAGRAPH_END.search(text) or any(_unmatched(text))
    return f'<bdi class="bm-boxed">{to_html(text)}</bdi>' if leaks else f"<bdi>{to_html(text)}</bdi>"


def apart(text: str) -> str:
    """Text for the midst of a sentence that stays plain text: what would turn the words around it is set apart.

    That is done by the two invisible characters that Unicode has for it (UAX 9), once for each paragraph of the text
    and once more for each that the text leaves open or closes itself. Text that turns nothing stays as it is.

    >>> apart("Kyiv"), apart("\u202eabc") == "\u2068\u202eabc\u2069"
    ('Kyiv', True)
    """
    return "".join(map(_set_apart, _PARAGRAPH_END.split(text)))


def _set_apart(text: str) -> str:
    if not any(unicodedata.bidirectional(c) in _TURNING for c in text):
        return text
    closed, opened = _unmatched(text)
    return _FSI * (1 + closed) + text + _PDI * (1 + opened)


def _unmatched(text: str) -> tuple[int, int]:
    """How many isolates a text closes that it has not opened, and opens that it does not close."""
    closed = opened = 0
    for kind in map(unicodedata.bidirectional, text):
        if kind in ("RLI", "LRI", "FSI"):
            opened += 1
        elif kind == "PDI" and opened:
            opened -= 1
        elif kind == "PDI":
            closed += 1
    return closed, opened


def to_script_json(value: Any) -> str:
    """A value as JSON that may stand inside a script, and inside a template that becomes one.

    No tag can be closed or opened from within it. Braces in strings are escaped too: branca compiles what folium
    renders as a Jinja template once more, where ``{{ ... }}`` in a title would be run on the server.

    Raises
    ------
    ValueError
        For NaN and infinities, which JSON does not have.
    """
    text = _ENCODER.encode(value)
    return _STRING.sub(lambda s: _UNSAFE_IN_SCRIPT.sub(lambda c: f"\\u{ord(c[0]):04x}", s[0]), text)


def to_xml_text(text: str) -> str:
    """Text with U+FFFD for each character that XML 1.0 cannot hold even escaped; an XML writer does the rest."""
    return _NOT_IN_XML.sub("\ufffd", text)


def to_xml_json(text: str) -> str:
    """JSON text that XML 1.0 can hold, without loss: what it cannot is written by JSON's own escapes."""
    return _NOT_IN_XML.sub(lambda c: f"\\u{ord(c[0]):04x}", text)


def to_c_text(text: str) -> str:
    """Text with U+FFFD for NUL, at which programs in C end a text."""
    return text.replace("\0", "\ufffd")


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
