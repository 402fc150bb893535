"""The marking says what was chosen, and says so when nothing was."""

from __future__ import annotations

import pytest

from geo.errors import BriefmapError
from geo.export import View
from geo.filter import Filter
from geo.marking import Marking, read_marking


def test_no_marking_is_said_as_such_and_differs_from_unclassified():
    found = read_marking({})
    assert not found.is_set
    assert found.line == "Marking: not set"
    assert read_marking({"BRIEFMAP_MARKING": "UNCLASSIFIED / OPEN SOURCE"}).is_set


@pytest.mark.parametrize("colour", ["#ffffff", "#000000", "#007a33", "#ffce00", "#c8102e", "#808080"])
def test_the_banners_text_stands_out_from_any_colour(colour):
    marking = read_marking({"BRIEFMAP_MARKING": "X", "BRIEFMAP_MARKING_COLOUR": colour})

    def luminance(value):
        parts = [int(value[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted([luminance(colour), luminance(marking.ink)], reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


@pytest.mark.parametrize(
    "bad",
    [{"BRIEFMAP_MARKING": "x" * 121}, {"BRIEFMAP_MARKING": "two\nlines"}, {"BRIEFMAP_MARKING_COLOUR": "red;}"}],
)
def test_a_marking_that_cannot_be_shown_is_one_sentence(bad):
    with pytest.raises(BriefmapError, match=r"^BRIEFMAP_MARKING.*\.$"):
        read_marking(bad)


def test_exports_carry_the_marking_of_the_moment(monkeypatch):
    monkeypatch.setenv("BRIEFMAP_MARKING", "NATO RESTRICTED")
    assert View.of(Filter(), None).marking == "NATO RESTRICTED"
    monkeypatch.delenv("BRIEFMAP_MARKING")
    assert View.of(Filter(), None).marking == "not set" == Marking().text
