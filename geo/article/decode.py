"""Bytes to text, where it is clear how: UTF-8, UTF-16 and UTF-32 with their mark, and what a web page declares."""

from __future__ import annotations

import codecs
import re

from geo.errors import UnreadableArticle

_MARKED = {  # the longer marks first: that of UTF-16 begins that of UTF-32
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
    codecs.BOM_UTF8: "utf-8-sig",
}
_DECLARED = re.compile(
    rb"<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE
)
_CONTROLS = re.compile(r"[\0-\x08\x0e-\x1a\x7f]")
MAX_CONTROLS = 0.01
"""Largest share of control characters in a text."""


def decode(name: str, raw: bytes, *, page: bool = False) -> str:
    """Decode a file of text.

    Parameters
    ----------
    name : str
        For what is said of it.
    raw : bytes
    page : bool
        Whether it is a web page, which may declare its encoding.

    Raises
    ------
    UnreadableArticle
        If the encoding is not clear, or the bytes are not text in it.
    """
    marked = next((encoding for bom, encoding in _MARKED.items() if raw.startswith(bom)), None)
    encoding = marked or (_declared(name, raw) if page else "utf-8")
    if not marked and b"\0" in raw:
        if _looks_wide(raw):
            raise UnreadableArticle(f"{name} is not UTF-8 text; it looks like UTF-16 without its byte-order mark.")
        raise UnreadableArticle(f"{name} is not a text file.")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        what = "UTF-8" if encoding.startswith("utf-8") else encoding.upper()
        raise UnreadableArticle(f"{name} is not {what} text (byte {error.start:,}); save it as UTF-8.") from None
    if len(_CONTROLS.findall(text)) > MAX_CONTROLS * len(text):
        raise UnreadableArticle(f"{name} is not a text file.")
    return text


def _declared(name: str, raw: bytes) -> str:
    match = _DECLARED.search(raw, 0, 4096)
    if not match:
        return "utf-8"
    try:
        # utf-16 is declared in pages that are not: who reads the declaration has read it in ASCII.
        found = codecs.lookup(match[1].decode("ascii"))
        return "utf-8" if found.name.startswith("utf-16") or not found._is_text_encoding else found.name
    except LookupError:
        raise UnreadableArticle(f"{name} declares an encoding that is not known; save it as UTF-8.") from None


def _looks_wide(raw: bytes) -> bool:
    sample = raw[:2000]
    return max(sample[::2].count(0), sample[1::2].count(0)) > 0.3 * len(sample) / 2 and not (
        sample[::2].count(0) and sample[1::2].count(0)
    )
