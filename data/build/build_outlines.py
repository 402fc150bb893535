"""Build data/gazetteer/outlines.parquet: countries (United Nations view), regions, supplement."""

from __future__ import annotations

import geopandas as gpd
from common import BASEMAP, GAZETTEER, write_bytes
from districts import district_outlines
from regions import region_outlines
from supplement import supplement_outlines


def main() -> None:
    """Write the outlines, sorted by place id."""
    countries = gpd.read_file(BASEMAP / "un" / "countries.geojson")
    countries = countries[countries["iso3"] != ""]
    shapes = {f"iso:{r.iso3}": r.geometry for r in countries.itertuples()}
    shapes |= district_outlines() | region_outlines()
    shapes |= supplement_outlines(shapes)
    ids = sorted(shapes)
    frame = gpd.GeoDataFrame({"place_id": ids}, geometry=[shapes[i] for i in ids], crs="EPSG:4326")
    frame["geometry"] = frame.geometry.make_valid()
    part = GAZETTEER / "outlines.tmp"
    frame.to_parquet(part, compression="zstd", compression_level=19, index=False, row_group_size=100_000)
    write_bytes(GAZETTEER / "outlines.parquet", part.read_bytes())
    part.unlink()


if __name__ == "__main__":
    main()
