"""The page of the references: a filter by layer, and the events as folium draws them when nobody thinks about it.

``BRIEFMAP_REFERENCE`` is ``marker`` (a ``folium.Marker`` each) or ``cluster`` (``FastMarkerCluster``). There is no base
map, no table, no card and no doubt; the popup says the title alone, and clicks are not sent back.
"""

import os

import folium
import streamlit as st
from folium.plugins import FastMarkerCluster
from streamlit_folium import st_folium

from geo.escape import to_html
from geo.event import LAYERS
from geo.shipped import default_store
from geo.words import LAYER_NAMES

ASSETS = "../../assets"
POPUP = "function (row) { return L.marker([row[0], row[1]]).bindPopup(row[2]); }"


@st.cache_resource
def known():
    """The events with the columns that are drawn, read once."""
    return default_store().events[["layer", "latitude", "longitude", "title"]].dropna()


def offline(drawn):
    """The map with what it needs from this server; Bootstrap and awesome-markers are left out, nothing uses them."""
    drawn.default_js = [("leaflet", f"{ASSETS}/leaflet/leaflet.js"), ("jquery", f"{ASSETS}/jquery/jquery.min.js")]
    drawn.default_css = [("leaflet", f"{ASSETS}/leaflet/leaflet.css")]
    return drawn


st.set_page_config(layout="wide")
with st.sidebar:
    layers = st.pills("Layers", LAYERS, default=LAYERS, selection_mode="multi", format_func=LAYER_NAMES.__getitem__)
events = known()
shown = events[events["layer"].isin(layers)]
rows = zip(shown["latitude"], shown["longitude"], map(to_html, shown["title"]), strict=True)
drawn = offline(folium.Map(location=(47, 22), zoom_start=3, tiles=None, maxZoom=18))
if os.environ["BRIEFMAP_REFERENCE"] == "cluster":
    cluster = FastMarkerCluster([list(row) for row in rows], callback=POPUP)
    cluster.default_js = [("cluster", f"{ASSETS}/cluster/leaflet.markercluster.js")]
    cluster.default_css = [
        (name, f"{ASSETS}/cluster/{name}.css") for name in ("MarkerCluster", "MarkerCluster.Default")
    ]
    drawn.add_child(cluster)
else:
    for lat, lon, title in rows:
        folium.Marker((lat, lon), popup=folium.Popup(title)).add_to(drawn)
st_folium(drawn, key="map", height=700, use_container_width=True, returned_objects=[])
