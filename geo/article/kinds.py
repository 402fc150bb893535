"""Tells by its first bytes what a file is, whatever it is called."""

from __future__ import annotations

import codecs
import re

from geo.errors import UnreadableArticle

TEXT, MARKDOWN, HTML, PDF, DOCX = "text", "Markdown", "HTML", "PDF", "Word"
PACKED = (PDF, DOCX)
"""Kinds whose files hold pictures and the like beside the text."""
HEAD_BYTES = 4096
"""Bytes that are looked at."""

_MAGIC = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": ("an old Office file, or one with a password", "save it as DOCX without one"),
    b"{\\rtf": ("RTF", "save it as DOCX or text"),
    b"\x89PNG": ("a PNG picture", ""),
    b"\xff\xd8\xff": ("a JPEG picture", ""),
    b"GIF8": ("a GIF picture", ""),
    b"RIFF": ("a picture, sound or film", ""),
    b"\x1f\x8b": ("a gzip archive", "unpack it first"),
    b"7z\xbc\xaf\x27\x1c": ("a 7z archive", "unpack it first"),
    b"Rar!": ("a RAR archive", "unpack it first"),
    b"BZh": ("a bzip2 archive", "unpack it first"),
    b"\xfd7zXZ": ("an xz archive", "unpack it first"),
    b"\x7fELF": ("a program", ""),
    b"MZ": ("a program", ""),
    b"SQLite format 3\0": ("a SQLite database", ""),
    b"PAR1": ("a Parquet file", ""),
    b"%!PS": ("PostScript", "save it as PDF"),
}
_BOMS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_TAG = re.compile(
    # Atomic groups: what was once read as a comment is not tried in other ways.
    r"\s*+(?>(?:<\?xml[^>]*+>|<!--(?:(?!-->).)*+-->)\s*+)*+<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(r"\s*<(?:\?xml|!DOCTYPE|rss|feed|svg)\b", re.IGNORECASE)
_MHTML = re.compile(r"^Content-Type:[ \t]*multipart/related", re.IGNORECASE | re.MULTILINE)
_HEADER = re.compile(r"[\w-]{1,40}:[ \t]")
_MARKDOWN_NAMES = (".md", ".markdown", ".mdown", ".mkd")


def kind_of(name: str, head: bytes) -> str:
    """Tell the kind of a file.

    Parameters
    ----------
    name : str
        Only tells Markdown from other text.
    head : bytes
        The first :data:`HEAD_BYTES` of it.

    Raises
    ------
    UnreadableArticle
        If it is empty or of a kind that holds no article.
    """
    if not head:
        raise UnreadableArticle(f"{name} is empty: there is no text in it.")
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return DOCX
    for magic, (what, advice) in _MAGIC.items():
        if head.startswith(magic):
            raise UnreadableArticle(f"{name} is {what}, not a text file, HTML, PDF or DOCX{advice and '; '}{advice}.")
    wide = next((bom for bom in _BOMS if head.startswith(bom)), None)
    start = head.decode("utf-16" if wide in _BOMS[2:] else "utf-32" if wide else "latin-1", "ignore").lstrip(
        "\ufeffï»¿"
    )
    if _TAG.match(start):
        return HTML
    if _HEADER.match(start) and _MHTML.search(start):
        raise UnreadableArticle(f"{name} is a web archive (MHTML); save the page as HTML.")
    if _XML.match(start):
        raise UnreadableArticle(f"{name} is XML without a web page in it; save the article as HTML or text.")
    return MARKDOWN if name.lower().endswith(_MARKDOWN_NAMES) else TEXT
