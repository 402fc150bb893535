"""The only folium file: the base map, and the layers that stand on it.

The base map is the same every time, so a browser keeps it and its zoom; what changes travels beside it as plain
``folium.FeatureGroup``s. How marks look is in ``assets/marks.js`` and ``assets/map.css``; no string of an article
ever becomes HTML here, all of it goes as GeoJson properties.
"""

from __future__ import annotations

import base64
import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import folium
import geopandas as gpd
import numpy as np
import shapely
from branca.element import Element
from folium.template import Template
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry
from xstatic.pkg import leaflet

from geo.basemap import BORDER_VIEWS, CREDITS, basemap_files, read_basemap
from geo.escape import to_script_json
from geo.event import LAYERS
from geo.extent import Bounds, extent, unwrap
from geo.legend import LEGEND, LEGEND_IN_THE_APP, LEGEND_OF_NAMES
from geo.marks import SHARED, Mark, make_marks
from geo.words import LAYER_NAMES

ASSETS = Path(__file__).resolve().parent.parent / "assets"
LEAFLET = Path(leaflet.BASE_DIR)
SCRIPTS = ("basemap.js", "crowds.js", "labels.js", "marks.js")
DESK_SCRIPT = "desk_map.js"
"""What the map of the review desk has besides."""
Corners = tuple[tuple[float, float], tuple[float, float]]
DECIMALS = 5
"""Decimals of degrees that are drawn: about a metre."""


class _Basemap(folium.MacroElement):
    """Starts ``assets/basemap.js`` on the map it is added to."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "briefmap.start({{ this._parent.get_name() }}, {{ this.settings }});"
        "{% endmacro %}"
    )

    def __init__(self, settings: dict[str, Any]):
        super().__init__()
        self._name = "Basemap"
        self.settings = to_script_json(settings)


class _State(folium.MacroElement):
    """Tells the map what it shows: the frame of its events, and which of them are opened."""

    _template = Template("{% macro script(this, kwargs) %}briefmap.state({{ this.state }});{% endmacro %}")

    def __init__(self, state: dict[str, Any]):
        super().__init__()
        self._name = "State"
        self.state = to_script_json(state)


class _Desk(folium.MacroElement):
    """Tells the map of the review desk where to look, and whether a click is to be taken as a place."""

    _template = Template("{% macro script(this, kwargs) %}briefmap.desk({{ this.state }});{% endmacro %}")

    def __init__(self, state: dict[str, Any]):
        super().__init__()
        self._name = "Desk"
        self.state = to_script_json(state)


class _Verbatim(Element):
    """A text that is written as it is; branca would compile it as a Jinja template, which runs and takes long."""

    _template = Template("{{ this.text }}")

    def __init__(self, text: str):
        super().__init__()
        self.text = text


class _Marks(folium.GeoJson):
    """Marks as GeoJSON whose text cannot become code, on the server no more than in the browser.

    ``folium.GeoJson`` writes its data into a script that branca then compiles as a Jinja template.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = new briefmap.Marks({{ this.script_json }}.features);"
        "{{ this.get_name() }}.addTo({{ this._parent.get_name() }});"
        "{% endmacro %}"
    )

    def __init__(self, script_json: str, bounds: Bounds):
        super().__init__({"type": "FeatureCollection", "features": []})
        self.script_json = script_json
        self.bounds = bounds

    def render(self, **kwargs: Any) -> str:
        """Write the script into the page."""
        script = self._template.module.script(self, kwargs)
        self.get_root().script.add_child(_Verbatim(script), name=self.get_name())  # type: ignore[attr-defined]
        return ""

    def _get_self_bounds(self) -> list[list[float | None]]:
        west, south, east, north = self.bounds
        return [[south, west], [north, east]]


def base_map(
    assets: str | None = None, border_view: str = "un", theme: str = "dark", *, of_names: bool = False
) -> folium.Map:
    """The empty offline map.

    Parameters
    ----------
    assets : str, optional
        URL under which the app serves scripts, Leaflet and the base map's files. Without it everything is written
        into the map itself, which then needs no server and no network.
    border_view : {"un", "de_facto"}
    theme : {"dark", "light"}
        To begin with; inside the app the map follows the app's theme.
    of_names : bool
        Whether it shows the places a text names, not events: each text anew in its own frame.

    Returns
    -------
    folium.Map
    """
    drawn = folium.Map(
        tiles=None, location=(47, 22), zoom_start=3, min_zoom=2, max_zoom=12, minZoom=2, maxZoom=12,
        attributionControl=False, zoomSnap=0.5, zoomDelta=1,
    )  # fmt: skip
    settings: dict[str, Any] = {
        "borders": BORDER_VIEWS[border_view], "credits": CREDITS,
        "legend": LEGEND_OF_NAMES if of_names else LEGEND if assets is None else LEGEND_IN_THE_APP, "theme": theme,
        "url": assets is not None and not of_names, "fit": "Fit to places" if of_names else "Fit to events",
    }  # fmt: skip
    if assets is None:
        settings["data"] = read_basemap(border_view)
        drawn.default_js = [(f.name, _inline(f, "text/javascript")) for f in _scripts()]
        drawn.default_css = [(f.name, _inline(f, "text/css")) for f in _styles()]
    else:
        settings |= {"base": f"{assets}/basemap/", "files": basemap_files(border_view)}
        drawn.default_js = [("leaflet", f"{assets}/leaflet/leaflet.js")]
        drawn.default_js += [(name, f"{assets}/own/{name}") for name in SCRIPTS]
        drawn.default_css = [("leaflet", f"{assets}/leaflet/leaflet.css"), ("map", f"{assets}/own/map.css")]
    drawn.add_child(_Basemap(settings))
    return drawn


def desk_map(assets: str, border_view: str = "un") -> folium.Map:
    """The empty map of the review desk, which looks where it is told to and on which a place can be picked.

    Parameters
    ----------
    assets : str
        URL under which the app serves scripts, Leaflet and the base map's files.
    border_view : {"un", "de_facto"}

    Returns
    -------
    folium.Map
    """
    drawn = base_map(assets, border_view)
    drawn.default_js.append((DESK_SCRIPT, f"{assets}/own/{DESK_SCRIPT}"))
    drawn.add_child(_Desk({}))
    return drawn


def desk_state(focus: Corners | None, picking: bool) -> folium.FeatureGroup:
    """What the map of the review desk is told beside the layers of events, before them.

    Parameters
    ----------
    focus : pair of (lat, lon), optional
        South-west and north-east corner of where to look, as :attr:`Drawing.fit` has it; the map moves there when it
        changes.
    picking : bool
        Whether a click is answered with ``{"picked": [lat, lon]}``.
    """
    group = folium.FeatureGroup(name="Desk", control=False)
    group.add_child(_Desk({"focus": focus, "picking": picking}))
    return group


@dataclass(frozen=True)
class Drawing:
    """The marks of some events, ready to be put on a map."""

    layers: Mapping[str, tuple[str, Bounds]]
    """Marks by layer (or ``shared``): GeoJSON that may stand in a script, and its bounds."""
    fit: Corners | None
    """South-west and north-east corner (lat, lon) of the frame of all events, as Leaflet takes it."""
    drawn: int
    """Number of events that marks stand for."""


def draw(events: gpd.GeoDataFrame) -> Drawing:
    """Make the marks of events, as :func:`geo.load_events` gives them, filtered at will."""
    return draw_marks(make_marks(events))


def draw_marks(marks: Sequence[Mark]) -> Drawing:
    """Make marks ready to be put on a map."""
    frame = extent(mark.reach or mark.geometry for mark in marks)
    layers: dict[str, tuple[str, Bounds]] = {}
    for name in (*LAYERS, SHARED):
        if own := [mark for mark in marks if mark.group == name]:
            text = f'{{"type":"FeatureCollection","features":[{",".join(_feature(mark, frame) for mark in own)}]}}'
            layers[name] = (text, tuple(shapely.total_bounds([mark.geometry for mark in own]).tolist()))
    fit = ((frame[1], frame[0]), (frame[3], frame[2])) if frame else None
    return Drawing(layers, fit, len({event for mark in marks for event in mark.events}))


def feature_groups(drawing: Drawing, selected: Sequence[str] = ()) -> list[folium.FeatureGroup]:
    """The layers of events, one feature group each, and one more for marks that several layers share.

    Parameters
    ----------
    drawing : Drawing
        As :func:`draw` makes it.
    selected : sequence of str
        Ids of the events that are opened; they are drawn so.

    Returns
    -------
    list of folium.FeatureGroup
    """
    groups = [folium.FeatureGroup(name="State", control=False)]
    groups[0].add_child(_State({"fit": drawing.fit, "selected": list(selected), "drawn": drawing.drawn}))
    for name in (*LAYERS, SHARED):
        group = folium.FeatureGroup(name=LAYER_NAMES.get(name, "Several layers"))
        if name in drawing.layers:
            group.add_child(_Marks(*drawing.layers[name]))
        groups.append(group)
    return groups


def to_map(
    events: gpd.GeoDataFrame, border_view: str = "un", theme: str = "dark", selected: Sequence[str] = ()
) -> folium.Map:
    """Events on a map that stands alone: an ordinary ``folium.Map`` that works saved to a file, without a network.

    Parameters
    ----------
    events : GeoDataFrame
        As :func:`geo.load_events` gives it, filtered at will.
    border_view : {"un", "de_facto"}
    theme : {"dark", "light"}
    selected : sequence of str
        Ids of the events to point out.

    Returns
    -------
    folium.Map
    """
    drawn = base_map(None, border_view, theme)
    for group in feature_groups(draw(events), selected):
        group.add_to(drawn)
    return drawn


def _feature(mark: Mark, frame: Bounds | None) -> str:
    """A mark as a GeoJSON feature, as text that may stand in a script."""
    geometry = mark.geometry
    if frame is not None and frame[2] > 180:
        geometry = unwrap(geometry, frame[0])
    properties = to_script_json(mark.properties())
    return f'{{"type":"Feature","geometry":{_geometry_json(geometry)},"properties":{properties}}}'


@functools.lru_cache(maxsize=4096)
def _geometry_json(geometry: BaseGeometry) -> str:
    return to_script_json(mapping(shapely.transform(geometry, lambda points: np.round(points, DECIMALS))))


def _scripts() -> list[Path]:
    return [LEAFLET / "leaflet.js", *(ASSETS / name for name in SCRIPTS)]


def _styles() -> list[Path]:
    return [LEAFLET / "leaflet.css", ASSETS / "map.css"]


def _inline(file: Path, kind: str) -> str:
    return f"data:{kind};base64,{base64.b64encode(file.read_bytes()).decode()}"
