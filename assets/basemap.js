/* The offline base map: land, borders, lakes, place names by zoom, and the controls on it.
   Every text reaches the page through textContent. */
"use strict";

window.briefmap = (() => {
  // Names that marks bring along are written before those of the base map.
  const self = { map: null, options: {}, countries: new Map(), named: new Set(), ready: null };
  const PANES = { land: 200, lakes: 210, tints: 300, borders: 310, areas: 380, leaders: 420, names: 450 };
  const measure = document.createElement("canvas").getContext("2d");
  let names = [];
  let shown = new Map();
  let world = { land: null, borders: null, lakes: null };
  const copies = new Set([0]);

  /** Make an element with a class and a text that stays text. */
  self.element = (tag, className, text) => {
    const node = document.createElement(tag);
    node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  };

  /** Begin on a Leaflet map; `options` come from geo/layers.py. */
  self.start = (map, options) => {
    self.map = map;
    self.options = options;
    for (const [name, z] of Object.entries(PANES)) {
      map.createPane(`bm-${name}`).style.zIndex = z;
    }
    map.getPane("bm-names").style.pointerEvents = "none";
    theme(options.theme);
    followTheme();
    map.setView([47, 22], 3, { animate: false });
    restorePosition();
    controls();
    // The style sheet may arrive after the map was made, and the page may give the map another size at any time.
    new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(map.getContainer());
    self.ready = Promise.all(["countries", "borders", "lakes", "labels"].map(part)).then(draw);
    map.on("moveend zoomend resize", () => {
      if (self.comeHome?.()) return;
      rememberPosition();
      extend();
      self.layout();
    });
  };

  async function part(name) {
    if (self.options.data) return self.options.data[name];
    const response = await fetch(self.options.base + self.options.files[name]);
    if (!response.ok) throw new Error(`base map file ${name}: ${response.status}`);
    return response.json();
  }

  function draw([countries, borders, lakes, labels]) {
    world = { land: countries, borders, lakes };
    for (const feature of countries.features) self.countries.set(feature.properties.iso3, feature);
    for (const shift of copies) drawWorld(shift);
    names = labels.features
      .map((f) => ({ ...f.properties, lng: f.geometry.coordinates[0], lat: f.geometry.coordinates[1] }))
      .sort((a, b) => a.min_zoom - b.min_zoom || a.rank - b.rank);
    extend();
    self.layout();
    document.body.dataset.basemap = "ready";
  }

  function drawWorld(shift) {
    const { land, borders, lakes } = world;
    shape(land, "land", () => "bm-land", shift);
    shape(lakes, "lakes", () => "bm-lake", shift);
    shape(borders, "borders", (f) => (f.properties.disputed ? "bm-border bm-disputed" : "bm-border"), shift);
  }

  function shape(data, pane, className, shift) {
    L.geoJSON(data, {
      pane: `bm-${pane}`,
      interactive: false,
      renderer: renderer(pane),
      coordsToLatLng: (c) => L.latLng(c[1], c[0] + shift),
      style: (f) => ({ className: className(f) }),
    }).addTo(self.map);
  }

  const renderers = {};
  function renderer(pane) {
    // What is drawn beyond the edge shows while the map is dragged; of marks, drawn anew with each view, less of it.
    renderers[pane] ??= L.svg({ pane: `bm-${pane}`, padding: pane in world ? 0.3 : 0.1 });
    return renderers[pane];
  }
  self.renderer = renderer;

  /** Draw the world once more beside itself where the view runs past 180 degrees. */
  function extend() {
    if (!world.land) return;
    const bounds = self.map.getBounds();
    for (const [shift, needed] of [[360, bounds.getEast() > 180], [-360, bounds.getWest() < -180]]) {
      if (needed && !copies.has(shift)) {
        copies.add(shift);
        drawWorld(shift);
      }
    }
  }

  /* ---- place names ---------------------------------------------------------------------------------------- */

  /** Write the names that fit; names never cover a mark's label or one another. */
  self.layout = () => {
    const map = self.map;
    const zoom = map.getZoom();
    const bounds = map.getBounds();
    const { taken, countries } = self.placeLabels();
    const wanted = new Map();
    for (const name of [...self.named, ...names]) {
      if (name.min_zoom > zoom + 0.01 || wanted.size > 140) break;
      if (name.kind === "country" && countries.has(name.iso3)) continue;
      for (const shift of copies) {
        const latlng = L.latLng(name.lat, name.lng + shift);
        if (!bounds.contains(latlng)) continue;
        const box = nameBox(map.latLngToContainerPoint(latlng), name);
        // A mark on a town stands where its name would: then the name stands beside the mark.
        const aside = name.kind !== "country" && !taken.isFree(box);
        const placed = aside ? [box[0] + 26, box[1], box[2] + 18, box[3]] : box;
        if (!taken.isFree(placed)) continue;
        taken.take(placed);
        wanted.set(`${name.kind}|${name.name}|${name.lat}|${shift}|${aside}`, [latlng, name, aside]);
      }
    }
    for (const [key, marker] of shown) {
      if (!wanted.has(key)) { marker.remove(); shown.delete(key); }
    }
    for (const [key, [latlng, name, aside]] of wanted) {
      if (!shown.has(key)) shown.set(key, nameMarker(latlng, name, aside));
    }
  };

  self.overlap = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

  /** Width in pixels of a text on the map. */
  function textWidth(text, font) {
    measure.font = font;
    return measure.measureText(text).width;
  }

  function nameWidth(name) {
    return textWidth(name.name, name.kind === "country" ? "500 16px sans-serif" : "16px sans-serif") * 1.08 + 6;
  }

  function nameBox(p, name) {
    const width = nameWidth(name);
    return name.kind === "country"
      ? [p.x - width / 2, p.y - 12, p.x + width / 2, p.y + 12]
      : [p.x - 4, p.y - 11, p.x + 10 + width, p.y + 11];
  }

  /** A marker placed by left and top: to the browser each transformed one is a layer, and hundreds of layers take
      longer to put together than to paint. */
  self.Marker = L.Marker.extend({
    _setPos(point) {
      L.Marker.prototype._setPos.call(this, point);
      const { style } = this.getElement();
      style.transform = "";
      style.left = `${point.x}px`;
      style.top = `${point.y}px`;
    },
  });

  function nameMarker(latlng, name, aside) {
    const node = self.element("div", `bm-name bm-${name.kind}${aside ? " bm-aside" : ""}`, name.name);
    if (name.kind === "country") node.style.marginLeft = `${-nameWidth(name) / 2}px`;
    const icon = L.divIcon({ html: node, className: "bm-place", iconSize: [0, 0] });
    return new self.Marker(latlng, { icon, pane: "bm-names", interactive: false, keyboard: false }).addTo(self.map);
  }

  /* ---- controls ------------------------------------------------------------------------------------------- */

  function controls() {
    const map = self.map;
    map.zoomControl?.setPosition("topleft");
    L.control.scale({ imperial: false, maxWidth: 160, position: "bottomright" }).addTo(map);
    corner("bottomright", () => {
      const box = self.element("details", "bm-credits");
      box.open = roomy();
      box.append(self.element("summary", "bm-view", self.options.borders));
      box.append(self.element("div", "", self.options.credits));
      return box;
    });
    corner("topleft", () => {
      const bar = self.element("div", "bm-buttons");
      bar.append(button(self.options.fit, () => self.fit()));
      if (self.options.url && window.parent !== window) bar.append(button("Light / dark", switchTheme));
      return bar;
    });
    corner("bottomleft", legend);
  }

  function corner(position, build) {
    const control = L.control({ position });
    control.onAdd = () => {
      const node = build();
      L.DomEvent.disableClickPropagation(node);
      L.DomEvent.disableScrollPropagation(node);
      return node;
    };
    control.addTo(self.map);
  }

  function button(text, act) {
    const node = self.element("button", "bm-button", text);
    node.type = "button";
    node.addEventListener("click", act);
    return node;
  }

  /** Whether there is room for what explains the map beside what it shows. */
  const roomy = () => window.innerWidth > 1100 && window.innerHeight > 560;

  function legend() {
    const box = self.element("details", "bm-legend");
    box.open = roomy();
    box.append(self.element("summary", "", "Legend"));
    const parts = self.element("div", "bm-legend-parts");
    parts.append(self.element("section", ""));
    for (const entry of self.options.legend) {
      if (entry.head) {
        parts.append(self.element("section", ""));
        parts.lastChild.append(self.element("div", "bm-legend-head", entry.head));
        continue;
      }
      const row = self.element("div", "bm-legend-row");
      row.append(self.sample(entry), self.element("span", "", entry.text));
      parts.lastChild.append(row);
    }
    box.append(parts);
    return box;
  }

  /* ---- theme and position --------------------------------------------------------------------------------- */

  function theme(name) {
    document.body.classList.toggle("bm-light", name === "light");
    self.paintShapes();
  }

  function followTheme() {
    window.Streamlit?.events.addEventListener("streamlit:render", (event) => {
      if (event.detail.theme) theme(event.detail.theme.base);
      // The page rewrites the link from what it last knew; where the map stands is known here.
      for (const wait of [150, 800]) setTimeout(rememberPosition, wait);
    });
  }

  function switchTheme() {
    const next = document.body.classList.contains("bm-light") ? "dark" : "light";
    window.parent.postMessage({ briefmapTheme: next }, window.location.origin);
  }

  function rememberPosition() {
    if (!self.options.url || !self.placed) return;
    const { lat, lng } = self.map.getCenter();
    const url = new URL(window.parent.location.href);
    const at = `${lat.toFixed(3)},${lng.toFixed(3)},${self.map.getZoom()}`;
    if (url.searchParams.get("at") === at) return;
    url.searchParams.set("at", at);
    window.parent.history.replaceState(window.parent.history.state, "", url);
  }

  function restorePosition() {
    if (!self.options.url) return;
    const at = new URLSearchParams(window.parent.location.search).get("at") ?? "";
    const [lat, lng, zoom] = at.split(",").map((v) => (/^-?\d+(\.\d+)?$/.test(v) ? Number(v) : NaN));
    if ([lat, lng, zoom].every(Number.isFinite) && Math.abs(lat) <= 85 && Math.abs(lng) <= 540) {
      self.placed = true;
      self.map.setView([lat, lng], Math.min(Math.max(zoom, 2), 12), { animate: false });
    }
  }

  return self;
})();
