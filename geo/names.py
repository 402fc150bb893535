"""One spelling for every name: the key under which the gazetteer keeps it and is asked for it."""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i",
        "ħ": "h", "ŧ": "t", "ŋ": "ng", "ə": "a", "ɓ": "b", "ɗ": "d", "ƙ": "k", "&": " and ",
    }
)  # fmt: skip
# Deleted, so that "U.S." is "us", "Côte d'Ivoire" is "cote divoire" and "Sana‘a" is "sanaa".
_DROPPED = re.compile(r"[.'’‘`´ʼʻʽʾʿˈ′\"“”„]")
_GAPS = re.compile(r"[\W_]+")


def normalise(name: str) -> str:
    """Return the key of a place name.

    Case, accents, apostrophes and full stops fall away; hyphens, commas and brackets become spaces;
    letters such as ł, ø and ß become plain ones. The function is idempotent.

    Parameters
    ----------
    name
        A name as written: ``"Rzeszów"``, ``"Bab el-Mandeb"``, ``"U.S."``.

    Returns
    -------
    str
        ``"rzeszow"``, ``"bab el mandeb"``, ``"us"``; empty when nothing of a name is left.
    """
    if name.isascii():
        plain = name.lower()
    else:
        letters = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS)).translate(_LETTERS)
        plain = "".join(c for c in letters if not unicodedata.combining(c))
    plain = plain.replace("&", " and ")
    return _GAPS.sub(" ", _DROPPED.sub("", plain)).strip()
