"""Hostile text stays text."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.escape import from_cell, to_cell, to_html, to_markdown, to_script_json
from tests.hostile import HOSTILE


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
