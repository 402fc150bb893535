"""Hostile text stays text."""

from __future__ import annotations

import csv
import io
import json
import re
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.escape import apart, from_cell, to_bdi, to_cell, to_html, to_markdown, to_script_json
from tests.hostile import HOSTILE

OPENING, CLOSING, PARAGRAPH_ENDS = "\u2066\u2067\u2068", "\u2069", "\n\r\x85\u2029"
TURNING = st.text("ab \u05d0\u202a\u202b\u202c\u202d\u202e" + OPENING + CLOSING + PARAGRAPH_ENDS)


@pytest.mark.parametrize("text", HOSTILE)
def test_html_holds_no_tag_and_ends_no_attribute(text):
    escaped = to_html(text)
    assert not set("<>\"'") & set(escaped)


@pytest.mark.parametrize("text", HOSTILE)
def test_json_in_a_script_opens_and_closes_nothing_and_reads_back(text):
    written = to_script_json({"title": text})
    assert not set("<>&'`$%#\u2028\u2029") & set(written)
    assert "{{" not in written
    assert json.loads(written) == {"title": text}


def test_json_in_a_script_refuses_what_json_does_not_have():
    with pytest.raises(ValueError, match="JSON"):
        to_script_json(float("nan"))


@given(st.text())
def test_a_cell_reads_back_as_the_text_it_was_made_of(text):
    assert from_cell(to_cell(text)) == text


@given(st.text())
def test_no_cell_begins_as_a_formula(text):
    assert not to_cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_cell_survives_a_csv_file(text):
    out = io.StringIO(newline="")
    csv.writer(out).writerow([to_cell(text)])
    row = next(csv.reader(io.StringIO(out.getvalue(), newline="")), [""])
    assert from_cell(row[0]) == text


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_leaves_no_directive_alive(text):
    escaped = to_markdown(text)
    assert "\n" not in escaped
    for mark in "`*_[]()<>#$:!":
        assert escaped.count(mark) == escaped.count("\\" + mark)


@given(TURNING)
def test_text_set_apart_opens_and_closes_as_much_in_each_paragraph(text):
    for paragraph in re.split(f"[{PARAGRAPH_ENDS}]", apart(text)):
        depths = list(accumulate((c in OPENING) - (c in CLOSING) for c in paragraph)) or [0]
        assert depths[-1] == 0
        # All of it stands within the isolate that was put around it.
        assert not set(paragraph) & set(OPENING) or min(depths[:-1], default=1) > 0


@given(TURNING)
def test_text_set_apart_keeps_all_its_characters_in_their_order(text):
    rest = iter(apart(text))
    assert all(c in rest for c in text)


@pytest.mark.parametrize("text", ["Kyiv", "Łódź", "北京", "a; b (c)", "", "😀"])
def test_text_that_turns_nothing_is_not_touched(text):
    assert apart(text) == text
    assert to_bdi(text) == f"<bdi>{text}</bdi>"


@pytest.mark.parametrize("text", HOSTILE)
def test_text_in_its_own_direction_is_escaped_too(text):
    inner = re.fullmatch(r'<bdi(?: class="bm-boxed")?>(.*)</bdi>', to_bdi(text), re.DOTALL)[1]
    assert inner == to_html(text)
