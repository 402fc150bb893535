"""The offline base map: which files it is made of, under which border view, and whom to credit for them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

BASEMAP = Path(__file__).resolve().parent.parent / "data" / "basemap"

BORDER_VIEWS = {
    "un": "Borders: UN General Assembly view",
    "de_facto": "Borders: Natural Earth, de facto control",
}
"""Border views that can be drawn, and how each is named on the map and in exports."""

CREDITS = "GeoNames (CC BY 4.0), Natural Earth, CIA World Factbook"


def basemap_files(border_view: str = "un") -> dict[str, str]:
    """Names of the base map's GeoJSON files, relative to the base map's folder.

    Parameters
    ----------
    border_view : {"un", "de_facto"}

    Returns
    -------
    dict
        Keys ``countries``, ``borders``, ``lakes`` and ``labels``.

    Raises
    ------
    KeyError
        For a border view that is not in :data:`BORDER_VIEWS`.
    """
    if border_view not in BORDER_VIEWS:
        raise KeyError(border_view)
    return {
        "countries": f"{border_view}/countries.geojson",
        "borders": f"{border_view}/borders.geojson",
        "lakes": "lakes.geojson",
        "labels": "labels.geojson",
    }


def read_basemap(border_view: str = "un") -> dict[str, Any]:
    """The base map's files, parsed, for a map that stands alone without a server."""
    return {
        part: json.loads((BASEMAP / name).read_text(encoding="utf-8"))
        for part, name in basemap_files(border_view).items()
    }
