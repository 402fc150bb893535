"""Article files for tests, made on the spot."""

from __future__ import annotations

import io
import zipfile
import zlib

from docx import Document
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

TITLE = "Drones cross the border"
BODY = (
    "Two drones crossed the border near Przemysl on Tuesday night, the army said. Polish F-16s took off from Lask, and "
    "the airport of Rzeszow was closed for two hours. Nobody was hurt.",
    "The embassy of Russia in Warsaw denied everything. The international airport at Lublin stayed open, and so did "
    "all of the border crossings, the interior ministry said on Wednesday.",
)
PAGE = f"""<!doctype html><html><head><meta charset="utf-8"><title>{TITLE} | The Daily Example</title>
<meta property="og:site_name" content="The Daily Example">
<meta property="article:published_time" content="2025-03-05T23:30:00-05:00"></head>
<body><nav><ul><li><a href="/">Home</a></li><li>Paris</li><li>London</li></ul></nav>
<main><article><h1>{TITLE}</h1><figure><figcaption>A drone in Ohio</figcaption></figure>
<p>WARSAW, Poland (AP) — {BODY[0]}</p><p>{BODY[1]}</p></article></main>
<aside><h3>Most read</h3><ul><li><a href="a">Storm hits Manila</a></li></ul></aside>
<footer>© 2025 The Daily Example, Reykjavik. Cookies help us.</footer></body></html>"""


def docx(*lines: str, style: str | None = None) -> bytes:
    """A Word file of some paragraphs; the first may have a style."""
    document = Document()
    for n, line in enumerate(lines):
        document.add_paragraph(line, style=None if n else style)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def docx_with(body: bytes, prolog: bytes = b"") -> bytes:
    """A Word file with XML of one's own before its first paragraph and behind its declaration."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx("Some words"))) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = data.replace(b"<w:body>", b"<w:body>" + body).replace(b"?>", b"?>" + prolog, 1)
            new.writestr(name, data)
    return file.getvalue()


def zipped(**files: bytes) -> bytes:
    """A ZIP archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()


def pdf(
    *lines: str, columns: int = 1, header: str = "", pages: int = 1, encryption: StandardEncryption | None = None
) -> bytes:
    """A PDF: a title, then paragraphs, in columns, with a running header and a page number."""
    styles = getSampleStyleSheet()
    file = io.BytesIO()
    width = 500 / columns

    def furniture(canvas, document):
        canvas.drawString(50, 815, header)
        canvas.drawString(300, 15, f"{document.page} / {pages}")

    frames = [Frame(50 + n * width, 50, width - 5, 740) for n in range(columns)]
    document = BaseDocTemplate(file, encrypt=encryption, pagesize=(600, 842))
    document.addPageTemplates(PageTemplate(frames=frames, onPage=furniture))
    story = [Paragraph(line, styles["BodyText" if n else "Title"]) for n, line in enumerate(lines)]
    document.build(story)
    return file.getvalue()


def raw_pdf(drawing: bytes) -> bytes:
    """The smallest PDF with one page of one's own drawing operators, packed."""
    packed = zlib.compress(drawing, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(packed) + packed + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out = b"%PDF-1.4\n"
    for n, content in enumerate(objects, 1):
        out += b"%d 0 obj\n" % n + content + b"\nendobj\n"
    return out + b"trailer<</Size 6/Root 1 0 R>>\n%%EOF"
