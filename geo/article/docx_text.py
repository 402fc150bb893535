"""Takes the text out of a Word file (DOCX). Runs in the reading process, see :mod:`geo.article.worker`."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from geo.article.extract import Extract
from geo.article.limits import Limits
from geo.errors import UnreadableArticle

if TYPE_CHECKING:
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_OTHERS = {
    "xl/workbook.xml": "an Excel workbook",
    "ppt/presentation.xml": "a PowerPoint file",
    "mimetype": "an OpenDocument or EPUB file",
    "META-INF/MANIFEST.MF": "a Java archive",
}
_PIECES = ".//w:t[not(ancestor::w:txbxContent)] | .//w:tab[not(parent::w:tabs)] | .//w:br | .//w:noBreakHyphen"
_MARKS = {"tab": "\t", "br": "\n", "noBreakHyphen": "-"}


def read_docx(name: str, raw: bytes, limits: Limits) -> Extract:
    """Read a Word file: its paragraphs and tables in order, a line each.

    Raises
    ------
    UnreadableArticle
        If it is another kind of archive, damaged, or larger inside than :attr:`Limits.unpacked_bytes`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            _check(name, packed, limits)
    except zipfile.BadZipFile:
        raise UnreadableArticle(f"{name} is a damaged DOCX or ZIP archive, not a text file.") from None

    from docx import Document

    blocks = Document(io.BytesIO(raw)).iter_inner_content()
    text = "\n".join(line for block in blocks for line in _lines(block))
    if len(text) > limits.characters:
        raise UnreadableArticle(f"{name} holds more than {limits.characters:,} characters of text.")
    return Extract(text)


def _check(name: str, packed: zipfile.ZipFile, limits: Limits) -> None:
    files = packed.infolist()
    names = {file.filename for file in files}
    if "word/document.xml" not in names:
        what = next((what for inside, what in _OTHERS.items() if inside in names), "a ZIP archive")
        raise UnreadableArticle(f"{name} is {what}, not a text file, HTML, PDF or DOCX.")
    if any(file.flag_bits & 1 for file in files):
        raise UnreadableArticle(f"{name} is protected by a password.")
    if sum(file.file_size for file in files) > limits.unpacked_bytes:
        raise UnreadableArticle(f"{name} unpacks to more than {limits.unpacked_bytes:,} bytes.")
    for file in files:
        if file.filename.endswith((".xml", ".rels")):
            with packed.open(file) as part:
                if b"<!DOCTYPE" in part.read(4096):
                    raise UnreadableArticle(f"{name} defines entities of its own, which no Word file needs.")


def _lines(block: Paragraph | Table) -> Iterator[str]:
    rows: Any = getattr(block, "rows", None)
    if rows is None:
        words = _words(block._element)
        title = block.style is not None and block.style.name == "Title"
        yield f"# {words}" if title and words.strip() else words
        return
    for row in rows:
        # A cell that spans columns is given once for each of them.
        cells = dict.fromkeys(cell._element for cell in row.cells)
        yield " | ".join(" ".join(_words(cell).split()) for cell in cells)


def _words(element: Any) -> str:
    """Text with what was inserted and without what was deleted by tracked changes."""
    pieces = element.xpath(_PIECES)
    return "".join(_MARKS.get(piece.tag.rpartition("}")[2], piece.text or "") for piece in pieces)
