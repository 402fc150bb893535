"""KML out: a folder a layer, dates as time spans, and every column of the event beside it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from geo.escape import apart, to_html, to_xml_json, to_xml_text
from geo.event import LAYERS
from geo.export import DECIMALS, View, about_view, snapped, to_json
from geo.flat import COLUMNS, flat_row
from geo.palette import PALETTES
from geo.words import LAYER_NAMES, MODALITY_NAMES, dates_at_length, number, place_doubt

NAMESPACE = "http://www.opengis.net/kml/2.2"
FIRM, VAGUE = "ff", "99"
"""Opacity of what is stated and inferred: KML has no dashes."""
FILL = "29"


def to_kml(events: gpd.GeoDataFrame, view: View | None = None) -> bytes:
    """Write events as KML 2.2.

    Parameters
    ----------
    events : GeoDataFrame
        As :func:`geo.load_events` gives it, filtered at will. EPSG:4326, (lon, lat).
    view : View, optional
        What the file says of itself.

    Returns
    -------
    bytes
        UTF-8. One Document that says what it shows, a Folder a layer that has events, a Placemark an event, those
        without geometry included. Columns are those of :mod:`geo.flat`, null as nothing. Characters that XML cannot
        hold are U+FFFD in texts, and JSON's own escapes in lists and objects. Equal views give equal bytes.
    """
    rows = events.to_dict("records")
    root = ET.Element("kml", xmlns=NAMESPACE)
    document = ET.SubElement(root, "Document")
    about = about_view(events, view or View())
    _text(document, "name", f"Briefmap: {about['filter']}")
    _text(document, "description", _html(f"{key.replace('_', ' ')}: {about[key] or '-'}" for key in about))
    for layer in LAYERS:
        _style(document, layer, FIRM)
        _style(document, f"{layer}-inferred", VAGUE)
    _data(document, {f"briefmap_{key}": value for key, value in about.items()})
    for layer in LAYERS:
        here = [row for row in rows if row["layer"] == layer]
        if here:
            folder = ET.SubElement(document, "Folder")
            _text(folder, "name", f"{LAYER_NAMES[layer]}: {number(len(here), 'event', 'events')}")
            for row in here:
                _placemark(folder, row)
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    # A reader takes a bare carriage return for a newline, and ElementTree leaves those of texts bare.
    return written.replace(b"\r", b"&#13;") + b"\n"


def _placemark(folder: ET.Element, row: Mapping[str, Any]) -> None:
    columns = flat_row(row)
    placemark = ET.SubElement(folder, "Placemark")
    _text(placemark, "name", row["title"])
    _text(placemark, "Snippet", dates_at_length(row)).set("maxLines", "1")
    _text(placemark, "description", _html(_said(row)))
    if columns["date_start"]:
        span = ET.SubElement(placemark, "TimeSpan")
        _text(span, "begin", columns["date_start"])
        if not row["ongoing"]:
            _text(span, "end", columns["date_end"])
    _text(placemark, "styleUrl", f"#{row['layer']}-inferred" if columns["inferred"] else f"#{row['layer']}")
    _data(placemark, {name: columns[name] for name in COLUMNS})
    if row["geometry"] is not None:
        _geometry(placemark, snapped(row["geometry"]))


def _said(row: Mapping[str, Any]) -> Iterable[str]:
    """What a balloon says of an event, line by line."""
    yield row["title"]
    yield dates_at_length(row)
    yield f"{apart(row['place']) or 'No place'}: {place_doubt(row)}"
    yield MODALITY_NAMES[row["modality"]]
    if row["summary"]:
        yield row["summary"]


def _html(lines: Iterable[str]) -> str:
    """Lines as the HTML of a balloon, in which nothing comes alive: neither a tag nor KML's own ``$[name]``."""
    return "".join(f"<p>{to_html(line)}</p>" for line in lines).replace("$[", "&#36;[")


def _style(document: ET.Element, name: str, opacity: str) -> None:
    colour = PALETTES["light"][name.removesuffix("-inferred")]
    style = ET.SubElement(document, "Style", id=name)
    drawn = _kml_colour(colour, opacity)
    icon = ET.SubElement(style, "IconStyle")
    _text(icon, "color", drawn)
    _text(ET.SubElement(style, "LabelStyle"), "scale", "0.8")
    line = ET.SubElement(style, "LineStyle")
    _text(line, "color", drawn)
    _text(line, "width", "3" if opacity == FIRM else "2")
    _text(ET.SubElement(style, "PolyStyle"), "color", _kml_colour(colour, FILL))
    # The description alone, which is escaped; the balloon that viewers make by themselves shows columns as HTML.
    _text(ET.SubElement(style, "BalloonStyle"), "text", "$[description]")


def _kml_colour(colour: str, opacity: str) -> str:
    """``#rrggbb`` as KML's aabbggrr."""
    return opacity + colour[5:7] + colour[3:5] + colour[1:3]


def _data(parent: ET.Element, columns: Mapping[str, Any]) -> None:
    extended = ET.SubElement(parent, "ExtendedData")
    for name, value in columns.items():
        data = ET.SubElement(extended, "Data", name=name)
        if isinstance(value, str):
            _text(data, "value", value)
        else:
            ET.SubElement(data, "value").text = "" if value is None else to_xml_json(to_json(value))


def _geometry(parent: ET.Element, geometry: BaseGeometry) -> None:
    if hasattr(geometry, "geoms"):
        several = ET.SubElement(parent, "MultiGeometry")
        for part in geometry.geoms:
            _geometry(several, part)
        return
    _DRAW[geometry.geom_type](ET.SubElement(parent, geometry.geom_type), geometry)


def _point(element: ET.Element, point: Any) -> None:
    _coordinates(element, point)


def _line(element: ET.Element, line: Any) -> None:
    # Along the ground, or viewers draw long lines through it.
    _text(element, "tessellate", "1")
    _coordinates(element, line)


def _polygon(element: ET.Element, polygon: Any) -> None:
    _text(element, "tessellate", "1")
    rings = [("outerBoundaryIs", polygon.exterior), *(("innerBoundaryIs", ring) for ring in polygon.interiors)]
    for side, ring in rings:
        _coordinates(ET.SubElement(ET.SubElement(element, side), "LinearRing"), ring)


_DRAW: dict[str, Callable[[ET.Element, Any], None]] = {"Point": _point, "LineString": _line, "Polygon": _polygon}


def _coordinates(element: ET.Element, geometry: BaseGeometry) -> None:
    pairs = (f"{lon:.{DECIMALS}f},{lat:.{DECIMALS}f}" for lon, lat in shapely.get_coordinates(geometry).tolist())
    _text(element, "coordinates", " ".join(pairs))


def _text(parent: ET.Element, tag: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, tag)
    element.text = to_xml_text(text)
    return element
