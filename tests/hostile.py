"""Texts that mean harm, or that careless software is harmed by."""

from __future__ import annotations

from hypothesis import strategies as st

HOSTILE = [
    # tags, attributes and the ends of scripts
    "<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", '"><svg/onload=alert(1)>', "' onclick='x",
    "<b>bold</b>", "<!-- ", "]]>", "<![CDATA[x]]>", "<?xml version='1.0'?>", "<iframe src='https://x.invalid'></iframe>",
    "<style>*{display:none}</style>", "<base href='https://x.invalid/'>", "<math><mtext></mtext></math>",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "&amp;amp;", "&#60;img src=x&#62;", "javascript:alert(1)",
    "<a href='javascript:alert(1)'>x</a>", "</title><script>alert(1)</script>",
    "</textarea><img src=x onerror=alert(1)>",
    # templates
    "${alert(1)}", "`${it's}`", "`", "\\`", "{{7*7}}", "{% raw %}", "{# x", "{{ ''.__class__ }}", "}} {{", "%(x)s",
    "{title}", "$x$", "\\u003cscript\\u003e",
    # spreadsheets
    '=HYPERLINK("https://x.invalid","x")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "=cmd|' /C calc'!A0",
    "a,b;c\td", 'say ""quotes""', "line\r\nbreak",
    # Markdown and Streamlit's own directives
    "![](https://x.invalid/a.png)", "![x](x)", "[a](javascript:alert(1))", ":red[x]", ":material/home:", "# head",
    "~~~\ncode\n~~~", "<https://x.invalid>",
    # writing that turns, hides or breaks
    "\u202eabc", "\u2069\u202eabc", "a\u2029\u202eb", "\u2066a\u2069\u202d",
    "\u200b\u200d\ufeff", "a\u2028b\u2029c", "e\u0301\u0323\u0302" * 8,
    "\U0001f9ff\U000e0041",
    "مرحبا بالعالم", "\u0085x\u00a0y", "-- '; DROP TABLE events; --", "../../etc/passwd", "A" * 280,
]  # fmt: skip
"""Texts that records may hold, and that every page and file must give back as they are."""

UNWRITABLE = ["a\x00b", "\x1b[31mred", "\ud800x", "x\udfff", "\x07", "\ufffe"]
"""Texts that some file or page could not hold: no record has them."""

WRITABLE = st.characters(
    exclude_categories=["Cs", "Cc"], include_characters="\t\n\r", exclude_characters="\ufffe\uffff"
)
"""Any character that a record may hold."""
