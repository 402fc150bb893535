"""Text in pictures keeps to its room, whatever it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geo.picture.lettering import clean, fit, width, wrap


@given(st.text(st.characters(), max_size=60), st.floats(40, 300), st.booleans())
def test_text_keeps_to_its_room(text, room, bold):
    assert width(fit(text, 18, room, bold), 18, bold) <= room
    lines = wrap(text, 18, room, 2, bold)
    assert len(lines) <= 2
    assert all(width(line, 18, bold) <= room for line in lines)


@given(st.text(st.characters(), max_size=60))
def test_cleaned_text_is_one_printable_line_and_stays_so(text):
    assert clean(text).isprintable()
    assert clean(clean(text)) == clean(text)


def test_plain_and_foreign_names_are_written_as_they_are():
    for name in ("Rzeszów", "Kyiv", "Київ", "Côte d'Ivoire", "تهران", "$x$ costs $5"):
        assert clean(name) == name
