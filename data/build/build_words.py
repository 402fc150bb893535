"""Write data/reading/words.json: names and plain words that place names are mistaken for, and the capitals."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
from collections.abc import Iterable, Iterator
from importlib.metadata import distribution
from pathlib import Path

import faker.providers.person as people
import pyarrow.parquet as pq
from common import ROOT
from english_words import get_english_words_set
from name_rules import latin, normalise
from towns import capitals

OUT = ROOT / "data" / "reading" / "words.json"
COMMON_SURNAME = 0.001
"""Least share of people, in per cent, that a surname is kept from."""

SEATS = {"gn:3911925", "gn:2293538", "gn:160263", "gn:2747373"}
"""Seats of government that are not the capital: La Paz, Abidjan, Dar es Salaam, The Hague."""


def census(kind: str) -> Iterator[tuple[str, float]]:
    """Names of the United States census of 1990 with their share in per cent."""
    for line in Path(distribution("names").locate_file(f"names/dist.{kind}")).read_text().splitlines():
        name, share, *_ = line.split()
        yield name.lower(), float(share)


def faker_names(attribute: str) -> set[str]:
    """Latin first or last names of all languages Faker knows."""
    found: set[str] = set()
    for module in pkgutil.iter_modules(people.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for field in (f"{attribute}_names", f"{attribute}_names_male", f"{attribute}_names_female"):
            listed = getattr(provider, field, ())
            if isinstance(listed, (tuple, list, dict)):
                found.update(n for n in listed if isinstance(n, str) and latin(n))
    return {normalise(n) for n in found}


def single(found: Iterable[str]) -> set[str]:
    """Those of one word and at least three letters."""
    return {n for n in found if re.fullmatch(r"[a-z]{3,}", n)}


def main() -> None:
    """Write the file."""
    given = single([*(n for k in ("male.first", "female.first") for n, share in census(k) if share >= 0.004),
                    *faker_names("first")])  # fmt: skip
    keys = pq.read_table(ROOT / "data" / "gazetteer" / "names.parquet", columns=["key"])["key"].to_pylist()
    surnames = {n for n, share in census("all.last") if share >= COMMON_SURNAME} | single(faker_names("last"))
    words = {w for w in get_english_words_set(["web2"], alpha=False) if w.islower() and len(w) > 1}
    found = {"given": given, "surnames": surnames, "words": words & set(keys), "capitals": capitals() | SEATS}
    lines = ",\n".join(f'"{kind}": "{" ".join(sorted(listed))}"' for kind, listed in found.items())
    text = "{\n" + lines + "\n}\n"
    assert json.loads(text)
    OUT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
