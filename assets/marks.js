/* How events are drawn: spots, areas, country tags, partners and relation lines, with their doubt.
   Works on features that geo/layers.py makes; every text reaches the page through textContent. */
"use strict";

((self) => {
  const SVG = "http://www.w3.org/2000/svg";
  const SHAPES = {
    airspace_incursion: "M12 2 L23 21 L1 21 Z",
    treaty_partner: "M12 1 L23 12 L12 23 L1 12 Z",
    deployment: "M3 3 H21 V21 H3 Z",
    meeting: "M12 2 A10 10 0 1 1 11.99 2 Z",
  };
  const labelled = new Set();
  const spots = new Set();
  let state = { fit: null, selected: [] };
  let focused = null;
  let leaders = null;

  /* ---- pieces --------------------------------------------------------------------------------------------- */

  function svg(size, draw) {
    const node = document.createElementNS(SVG, "svg");
    node.setAttribute("viewBox", "0 0 24 24");
    node.setAttribute("width", size);
    node.setAttribute("height", size);
    node.setAttribute("aria-hidden", "true");
    for (const [tag, attributes] of draw) {
      const child = document.createElementNS(SVG, tag);
      for (const [key, value] of Object.entries(attributes)) child.setAttribute(key, value);
      node.append(child);
    }
    return node;
  }

  function shape(layer, size, className = "") {
    return svg(size, [["path", { d: SHAPES[layer], class: `bm-shape bm-${layer} ${className}` }]]);
  }

  function counts(mark) {
    const box = self.element("span", "bm-counts");
    for (const [layer, n] of Object.entries(mark.counts)) {
      box.append(shape(layer, 16), self.element("span", "", String(n)));
    }
    return box;
  }

  /** A drawn example for the legend. */
  self.sample = (entry) => {
    if (entry.shape) return shape(entry.shape, 22, entry.className);
    if (entry.className === "bm-number") return self.element("span", "bm-number bm-number-sample", "3");
    const outline = entry.className.includes("bm-radius") ? "M12 2 A10 10 0 1 1 11.99 2 Z" : "M2 4 H22 V20 H2 Z";
    return svg(22, [["path", { d: entry.line ? "M1 12 H23" : outline, class: entry.className }]]);
  };

  const key = (mark) => mark.kind + mark.events.join();
  const chosen = (mark) => mark.events.some((id) => state.selected.includes(id));

  /* ---- folium's GeoJson asks these three ------------------------------------------------------------------ */

  self.style = (feature) => {
    const mark = feature.properties;
    if (feature.geometry.type === "Point") return {};
    const classes = ["bm-mark", `bm-${mark.kind}`, `bm-group-${mark.group}`];
    if (feature.geometry.type.includes("Line")) classes.push("bm-stretch");
    if (mark.style) classes.push(`bm-${mark.style}`);
    if (mark.inferred) classes.push("bm-inferred");
    if (chosen(mark)) classes.push("bm-chosen");
    return { className: classes.join(" "), pane: "bm-areas", renderer: self.renderer("areas") };
  };

  self.point = (feature, latlng) => {
    const mark = feature.properties;
    if (mark.kind === "spot") return spot(mark, latlng);
    return country(mark, latlng);
  };

  self.dress = (feature, layer) => {
    const mark = feature.properties;
    if (mark.kind === "spot") return;
    layer.on("click", () => open(mark));
    if (mark.kind === "partner") return;
    const label = pill(mark, mark.kind === "country" ? layer.at : L.latLng(mark.anchor[1], mark.anchor[0]));
    layer.on("add", () => { label.marker.addTo(self.map); labelled.add(label); });
    layer.on("remove", () => { label.marker.remove(); labelled.delete(label); });
  };

  /* ---- marks ---------------------------------------------------------------------------------------------- */

  function spot(mark, latlng) {
    const group = L.featureGroup();
    const extra = chosen(mark) ? " bm-chosen" : "";
    if (mark.radius_km) {
      const className = `bm-mark bm-radius bm-group-${mark.group}${mark.inferred ? " bm-inferred" : ""}${extra}`;
      L.circle(latlng, { radius: mark.radius_km * 1000, className, pane: "bm-areas", renderer: self.renderer("areas") })
        .on("click", () => open(mark)).addTo(group);
    }
    const node = self.element("div", `bm-spot${extra}`);
    const doubt = `${mark.inferred ? "bm-inferred" : ""} ${mark.consequence ? "bm-hollow" : ""}`;
    const layers = Object.keys(mark.counts);
    if (layers.length === 1) node.append(shape(layers[0], 30, doubt));
    else node.append(counts(mark));
    if (mark.events.length > 1 && layers.length === 1) {
      node.append(self.element("span", "bm-number", String(mark.events.length)));
    }
    if (layers.length > 1) node.classList.add("bm-several");
    const made = marker(mark, latlng, node).addTo(group);
    const room = { latlng, marker: made };
    group.on("add", () => spots.add(room));
    group.on("remove", () => spots.delete(room));
    return group;
  }

  function country(mark, latlng) {
    const group = L.featureGroup();
    group.at = latlng;
    const tinted = mark.kind === "partner" || mark.tint;
    if (tinted) {
      self.ready.then(() => {
        const outline = self.countries.get(mark.iso3);
        if (!outline) return;
        const className = `bm-mark bm-tint-${mark.kind}${mark.inferred ? " bm-inferred" : ""}${chosen(mark) ? " bm-chosen" : ""}`;
        const options = { className, pane: "bm-tints", renderer: self.renderer("tints") };
        const polygons = parts(outline.geometry);
        L.polygon(polygons, { ...options, className: `${className} bm-fill` }).addTo(group);
        L.polyline(polygons.flatMap((rings) => rings.flatMap(withoutSeam)), options).addTo(group);
      });
    }
    return group;
  }

  /** A country's polygons as rings of latitude and longitude, those cut at 180 degrees once more on the far side. */
  function parts(geometry) {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    const cut = polygons.some((rings) => rings[0].some(onSeam));
    return polygons.flatMap((rings) => {
      const shifts = cut ? [0, rings[0][0][0] < 0 ? 360 : -360] : [0];
      return shifts.map((shift) => rings.map((ring) => ring.map(([lon, lat]) => [lat, lon + shift])));
    });
  }

  const onSeam = ([lon]) => Math.abs(lon) > 179.999;

  /** A ring as lines, without the edges along 180 degrees: these are cuts of the map, not borders. */
  function withoutSeam(ring) {
    const lines = [[ring[0]]];
    for (let i = 1; i < ring.length; i += 1) {
      const [a, b] = [ring[i - 1][1], ring[i][1]];
      if (Math.abs(a - b) < 1e-6 && Math.abs((Math.abs(a) % 360) - 180) < 1e-3) lines.push([]);
      lines.at(-1).push(ring[i]);
    }
    return lines.filter((line) => line.length > 1);
  }

  /** The label of an area, a country's tag or a line: its name and a count a layer. */
  function pill(mark, latlng) {
    const node = self.element("div", `bm-pill bm-group-${mark.group} bm-pill-${mark.kind}`);
    if (chosen(mark)) node.classList.add("bm-chosen");
    if (mark.inferred) node.classList.add("bm-inferred");
    node.append(self.element("span", "bm-label", mark.label));
    if (mark.kind !== "line") node.append(counts(mark));
    return { mark, latlng, marker: marker(mark, latlng, node) };
  }

  function marker(mark, latlng, node) {
    const icon = L.divIcon({ html: node, className: "bm-anchor", iconSize: null });
    const made = new self.Marker(latlng, { icon, keyboard: true, riseOnHover: true, title: mark.title });
    made.on("click", () => open(mark));
    made.on("add", () => {
      const element = made.getElement();
      element.setAttribute("aria-label", mark.title);
      element.dataset.events = mark.events.join(" ");
      element.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(mark); }
      });
      element.addEventListener("focus", () => { focused = key(mark); });
      if (focused === key(mark)) element.focus({ preventScroll: true });
    });
    return made;
  }

  /** Move a mark's element by dx, dy pixels from its place, on which the style sheet centres it. */
  function shift(element, dx, dy) {
    element.style.translate = `calc(-50% + ${dx}px) calc(-50% + ${dy}px)`;
  }

  function open(mark) {
    focused = key(mark);
    window.Streamlit?.setComponentValue({ events: mark.events, at: Date.now() });
  }

  // Escape closes the card, also when the map has the keyboard.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") window.Streamlit?.setComponentValue({ events: [], at: Date.now() });
  });

  /* ---- labels keep out of each other's way ---------------------------------------------------------------- */

  const ROWS = [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6];
  const COLUMNS = [0, 0.6, -0.6, 1.1, -1.1];
  const HEIGHT = 32;
  const GAP = 8; // between a label's name and its counts, as in map.css
  const NEAR = 70;
  const CLOSE = 40;

  /** Put every label where it is free, nearest to its place first; tell which room is taken. */
  self.placeLabels = () => {
    measure();
    const boxes = spotBoxes();
    const countries = new Set();
    const size = self.map.getSize();
    const leads = [];
    const sorted = [...labelled].sort((a, b) => rank(a) - rank(b) || a.latlng.lat - b.latlng.lat);
    for (const label of sorted) {
      const element = label.marker.getElement();
      const p = self.map.latLngToContainerPoint(label.latlng);
      const inside = p.x > 0 && p.y > 0 && p.x < size.x && p.y < size.y;
      const [dx, dy, far, width] = inside ? room(label, p, boxes) : [0, 0, 0, label.width];
      const compact = width < label.width;
      // A line's name that finds no room near its line would point nowhere; the line itself still says it.
      const hidden = label.mark.kind === "line" && far > NEAR && !chosen(label.mark);
      element.classList.toggle("bm-away", hidden);
      element.classList.toggle("bm-compact", compact);
      if (label.mark.kind === "country" && !compact) countries.add(label.mark.iso3);
      if (inside && !hidden) boxes.push(boxAt(p, dx, dy, width));
      shift(element, dx, dy);
      if (!hidden && far) leads.push([label.latlng, self.map.containerPointToLatLng(p.add([dx, dy]))]);
    }
    lead(leads);
    return { boxes, countries };
  };

  /** Read all widths, and only then write again: else the browser lays out the map for each mark. */
  function measure() {
    for (const label of labelled) label.marker.getElement().classList.remove("bm-compact");
    for (const spot of spots) spot.width = spot.marker.getElement().offsetWidth + 8;
    for (const label of labelled) {
      const element = label.marker.getElement();
      label.width = element.offsetWidth + 4;
      label.compact = label.width - element.querySelector(".bm-label").offsetWidth - GAP;
    }
  }

  /** Lines from labels to the places they stand aside from: one path for all of them. */
  function lead(lines) {
    leaders ??= L.polyline([], {
      className: "bm-leader", interactive: false, pane: "bm-leaders", renderer: self.renderer("leaders"),
    }).addTo(self.map);
    leaders.setLatLngs(lines);
  }

  const rank = (label) => ({ country: 0, area: 1, line: 2 })[label.mark.kind];
  const boxAt = (p, dx, dy, w) => [p.x + dx - w / 2, p.y + dy - HEIGHT / 2, p.x + dx + w / 2, p.y + dy + HEIGHT / 2];

  /** Where a label fits: in full near its place, else without its name nearer to it. */
  function room(label, p, boxes) {
    let found = null;
    for (const width of label.mark.kind === "line" ? [label.width] : [label.width, label.compact]) {
      const [dx, dy, far] = free(p, width, boxes);
      found = [dx, dy, far, width];
      if (far <= (self.map.getZoom() < 4.5 ? CLOSE : 2 * CLOSE)) break;
    }
    return found;
  }

  function free(p, width, boxes) {
    let best = null;
    for (const column of COLUMNS) {
      for (const row of ROWS) {
        const [dx, dy] = [column * width, row * (HEIGHT + 2)];
        const far = Math.hypot(dx, dy);
        if (best && far >= best[2]) continue;
        if (!boxes.some((other) => self.overlap(boxAt(p, dx, dy, width), other))) best = [dx, dy, far];
      }
    }
    return best ?? [0, 0, 0];
  }

  /** Room taken by spots and controls, in pixels of the map. */
  function spotBoxes() {
    const frame = self.map.getContainer().getBoundingClientRect();
    const controls = [...document.querySelectorAll(".leaflet-control")].map((node) => {
      const r = node.getBoundingClientRect();
      return [r.left - frame.left, r.top - frame.top, r.right - frame.left, r.bottom - frame.top];
    });
    const marks = [...spots].map(({ latlng, width }) => boxAt(self.map.latLngToContainerPoint(latlng), 0, 0, width));
    return [...controls, ...marks];
  }

  /* ---- state of the view ---------------------------------------------------------------------------------- */

  /** What every change of the view brings along: the frame of its events, and which are opened. */
  self.state = (next) => {
    state = next;
    // streamlit-folium has just removed these from the map, and would keep them, and remove them again, for ever.
    if (window.feature_group) window.feature_group.length = 0;
    document.body.dataset.events = String(next.drawn);
    if (!self.placed && next.fit) self.fit(false);
    // Once the marks are there, and before they are painted.
    queueMicrotask(() => self.comeHome() || self.layout());
  };

  /** Events are drawn in one world only: bring a view that wandered to another copy of it back. True if it did. */
  self.comeHome = () => {
    const centre = self.map.getCenter();
    const home = state.fit ? (state.fit[0][1] + state.fit[1][1]) / 2 : 0;
    const turns = Math.abs(centre.lng - home) > 200 ? Math.round((centre.lng - home) / 360) : 0;
    if (turns) self.map.setView([centre.lat, centre.lng - 360 * turns], self.map.getZoom(), { animate: false });
    return turns !== 0;
  };

  self.fit = (animate = true) => {
    if (!state.fit) return;
    self.placed = true;
    self.map.fitBounds(state.fit, { padding: [60, 60], maxZoom: 7, animate });
  };
})(window.briefmap);
