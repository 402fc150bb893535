"""Ways by which text could become code are shut, and stay shut."""

from __future__ import annotations

import ast
import re

import pytest

from geo.shipped import ROOT

PYTHON = sorted([*ROOT.glob("geo/**/*.py"), *ROOT.glob("pages/**/*.py"), ROOT / "app.py"])
SCRIPTS = sorted(ROOT.glob("assets/*.js"))

HTML_SINKS = {
    "Popup", "Tooltip", "DivIcon", "GeoJsonPopup", "GeoJsonTooltip", "IFrame", "TimestampedGeoJson", "explore",
    "eval", "exec", "read_file",
}  # fmt: skip
"""Folium elements that take strings as HTML, code made of text, and GDAL on uploads."""
MARKDOWN_SINKS = {
    "markdown", "write", "caption", "error", "warning", "info", "success", "exception", "title", "header",
    "subheader", "iframe",
}  # fmt: skip
"""Streamlit elements that read text as Markdown, which fetches images that it names."""
BANNED_IN_SCRIPTS = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|bindPopup|bindTooltip|https?://(?!www\.w3\.org/2000/svg)"
)


def calls(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
            yield name, node


def in_geo(path):
    return path.relative_to(ROOT).parts[0] == "geo"


@pytest.mark.parametrize("path", [p for p in PYTHON if in_geo(p)], ids=lambda p: str(p.relative_to(ROOT)))
def test_what_lies_in_geo_knows_nothing_of_streamlit(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else [getattr(node, "module", None) or ""]
        assert not any(name.split(".")[0] == "streamlit" for name in names)


@pytest.mark.parametrize("path", PYTHON, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_module_calls_what_turns_text_into_markup_or_code(path):
    banned = HTML_SINKS if in_geo(path) else HTML_SINKS | MARKDOWN_SINKS
    found = [f"{name} at line {node.lineno}" for name, node in calls(path) if name in banned]
    assert found == []


@pytest.mark.parametrize("path", PYTHON, ids=lambda p: str(p.relative_to(ROOT)))
def test_html_in_the_page_is_made_of_escaped_pieces_only(path):
    """Whatever is put between braces of an f-string with a tag in it goes through the one escaping module."""
    allowed = {"to_html", "to_bdi", "join", "_facts", "_evidence", "_source", "_to_html", "len", "int"}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.JoinedStr):
            continue
        literal = "".join(part.value for part in node.values if isinstance(part, ast.Constant))
        if not re.search(r"(?<!\(\?P)<\w+[ >]|</", literal):
            continue
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                value = part.value
                is_call = isinstance(value, ast.Call)
                name = getattr(value.func, "attr", getattr(value.func, "id", "")) if is_call else ""
                escaped_before = isinstance(value, ast.Name) and value.id in {
                    "items",
                    "body",
                    "rows",
                    "filter_words",
                    "layer",
                }
                number = isinstance(value, ast.Subscript) and "version" in ast.unparse(value)
                assert name in allowed or escaped_before or number, f"{path.name}:{node.lineno} {ast.unparse(value)}"


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda p: p.name)
def test_our_scripts_write_text_and_call_nobody_outside(path):
    assert BANNED_IN_SCRIPTS.findall(path.read_text(encoding="utf-8")) == []


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def test_the_domain_package_knows_nothing_of_streamlit():
    users = [p.name for p in ROOT.glob("geo/**/*.py") if {"streamlit", "streamlit_folium", "pages"} & set(imports(p))]
    assert users == []


def test_folium_draws_in_one_module_only():
    makers = [p.name for p in ROOT.glob("geo/**/*.py") if "folium" in set(imports(p))]
    assert makers == ["layers.py"]


def test_html_is_escaped_in_one_module_only():
    users = [p.name for p in PYTHON if {"html", "markupsafe", "bleach"} & set(imports(p))]
    assert users == ["escape.py"]


def test_no_third_party_asset_is_among_our_own():
    texts = {p.name for p in (ROOT / "assets").iterdir()}
    assert not [name for name in texts if re.search(r"leaflet|\.min\.", name)]
