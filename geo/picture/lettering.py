"""Text in pictures: made harmless, measured, cut and wrapped to its room."""

from __future__ import annotations

import functools
import threading
import unicodedata
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties, get_font

FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
MARKS_A_LETTER = 2
"""Combining marks that may stand on one letter; more would tower over the lines above."""
_LOCAL = threading.local()


def font(size: float, bold: bool = False) -> FontProperties:
    """The font of all pictures, shipped with matplotlib, so that they look the same on every machine."""
    return FontProperties(fname=str(_file(bold)), size=size)


def clean(text: str) -> str:
    """Text as one line of letters that the font can draw.

    Line breaks and control characters become spaces, invisible ones (those that turn the direction of text among
    them) fall away, and what the font lacks becomes U+FFFD.
    """
    kept, marks = [], 0
    for letter in unicodedata.normalize("NFC", text):
        kind = unicodedata.category(letter)
        marks = marks + 1 if kind in ("Mn", "Me") else 0
        if kind == "Cf" or marks > MARKS_A_LETTER:
            continue
        plain = " " if kind in ("Cc", "Zl", "Zp", "Zs") else letter
        kept.append(plain if ord(plain) in _letters() else "\ufffd")
    return " ".join("".join(kept).split())


@functools.lru_cache(maxsize=8192)
def width(text: str, size: float, bold: bool = False) -> float:
    """Width in points of a cleaned text."""
    if not hasattr(_LOCAL, "renderer"):
        _LOCAL.renderer = RendererAgg(8, 8, 72)  # type: ignore[no-untyped-call]
    return float(_LOCAL.renderer.get_text_width_height_descent(text, font(size, bold), False)[0]) if text else 0.0


def fit(text: str, size: float, room: float, bold: bool = False) -> str:
    """Cleaned text, cut with an ellipsis where it is wider than ``room`` points."""
    whole = clean(text)
    if width(whole, size, bold) <= room:
        return whole
    return f"{whole[: _longest(whole, size, room, bold, '…')].rstrip()}…"


def wrap(text: str, size: float, room: float, lines: int, bold: bool = False) -> list[str]:
    """Cleaned text in at most so many lines of ``room`` points, the last one cut if need be.

    Lines break between words, and inside a word that alone is wider than a line.
    """
    rest = clean(text)
    done: list[str] = []
    while rest and len(done) < lines - 1 and width(rest, size, bold) > room:
        end = _longest(rest, size, room, bold)
        gap = rest.rfind(" ", 0, end + 1)
        end = gap if gap > 0 else max(end, 1)
        done.append(rest[:end])
        rest = rest[end:].strip()
    return [*done, fit(rest, size, room, bold)] if rest else done


def _longest(text: str, size: float, room: float, bold: bool, end: str = "") -> int:
    """How many letters of a text fit, with an ending."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if width(text[:middle] + end, size, bold) <= room else (low, middle - 1)
    return low


def _file(bold: bool) -> Path:
    return FONTS / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf")


@functools.cache
def _letters() -> frozenset[int]:
    """Characters that the plain and the bold font both have."""
    charmaps: list[dict[Any, Any]] = [get_font([_file(bold)]).get_charmap() for bold in (False, True)]
    return frozenset(charmaps[0]) & frozenset(charmaps[1])
