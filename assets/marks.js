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
    place: "M12 5 A7 7 0 1 1 11.99 5 Z",
  };
  const labelled = self.labelled;
  const spots = self.spots;
  let state = { fit: null, selected: [] };
  let focused = null;
  let fitted = null;

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

  /** A layer's shape as a box with a picture: an element of vector graphics for each would be three layers to the
      browser, which then takes longer to put hundreds of them together than to paint them. */
  function shape(layer, size, className = "") {
    const node = self.element("span", `bm-shape bm-${layer} ${className}`);
    node.style.width = node.style.height = `${size}px`;
    return node;
  }

  let painted = null;

  /** Draw the pictures of all shapes in the colours of the style sheet, once for each theme; false until it is there. */
  self.paintShapes = () => {
    const theme = document.body.className;
    const css = getComputedStyle(document.body);
    const colour = (name) => css.getPropertyValue(`--${name}`).trim();
    if (painted === theme) return true;
    if (!colour("panel")) return false;
    painted = theme;
    for (const layer of Object.keys(SHAPES)) {
      const hue = colour(layer);
      const pictures = {
        "": [hue, colour("panel"), 1.6, "none"],
        "-inferred": [hue, colour("ink"), 2, "4 3"],
        "-hollow": [colour("panel"), hue, 3, "none"],
        "-hollow-inferred": [colour("panel"), hue, 3, "5 2.5"],
      };
      for (const [doubt, [fill, stroke, width, dashes]] of Object.entries(pictures)) {
        const picture = svg(24, [["path", {
          d: SHAPES[layer], fill, stroke, "stroke-width": width, "stroke-dasharray": dashes,
        }]]);
        const url = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(picture))}`;
        document.body.style.setProperty(`--${layer}${doubt}-shape`, `url("${url}")`);
      }
    }
    return true;
  };

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
  self.chosen = chosen;

  /* ---- folium's GeoJson asks these three ------------------------------------------------------------------ */

  self.style = (feature) => {
    const mark = feature.properties;
    if (feature.geometry.type === "Point") return {};
    const classes = ["bm-mark", `bm-${mark.kind}`, `bm-group-${mark.group}`];
    if (feature.geometry.type.includes("Line")) classes.push("bm-stretch");
    if (mark.style) classes.push(`bm-${mark.style}`);
    if (mark.inferred) classes.push(mark.draft ? "bm-inferred bm-drafted" : "bm-inferred");
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

  /* ---- marks that stay ------------------------------------------------------------------------------------- */

  const kept = new Map();

  /** Marks of one layer. What stood on the map before, and is asked for again as it was, stays as it is. */
  self.Marks = L.Layer.extend({
    initialize(features) { this.features = features; },
    onAdd() {
      this.keys = this.features.map((feature) => `${chosen(feature.properties)} ${JSON.stringify(feature)}`);
      this.keys.forEach((text, i) => {
        let mark = kept.get(text);
        if (!mark) {
          const { dress: onEachFeature, point: pointToLayer, style } = self;
          mark = { layer: L.geoJson(this.features[i], { onEachFeature, pointToLayer, style }), asked: 0 };
          kept.set(text, mark);
          mark.layer.addTo(self.map);
        }
        mark.asked += 1;
      });
    },
    onRemove() {
      for (const text of this.keys) kept.get(text).asked -= 1;
      // Whoever takes marks away puts others in their place at once: what is asked for again by then was never gone.
      queueMicrotask(sweep);
    },
  });

  function sweep() {
    for (const [text, mark] of kept) {
      if (mark.asked > 0) continue;
      mark.layer.remove();
      kept.delete(text);
    }
  }

  /* ---- marks ---------------------------------------------------------------------------------------------- */

  function spot(mark, latlng) {
    const group = L.featureGroup();
    const extra = chosen(mark) ? " bm-chosen" : "";
    if (mark.radius_km) {
      const className = `bm-mark bm-radius bm-group-${mark.group}${mark.inferred ? " bm-inferred" : ""}${extra}`;
      L.circle(latlng, { radius: mark.radius_km * 1000, className, pane: "bm-areas", renderer: self.renderer("areas") })
        .on("click", () => open(mark)).addTo(group);
    }
    const made = self.spotMarker(mark, latlng).addTo(group);
    const room = { mark, latlng, marker: made };
    const name = { kind: "city", name: mark.label, lat: latlng.lat, lng: latlng.lng, min_zoom: 0 };
    group.on("add", () => { spots.add(room); if (mark.label) self.named.add(name); });
    group.on("remove", () => { spots.delete(room); self.named.delete(name); });
    return group;
  }

  /** The marker of one spot; `act` is what a click does where it does not open its events. */
  self.spotMarker = (mark, latlng, act = null) => {
    const node = self.element("div", `bm-spot${chosen(mark) ? " bm-chosen" : ""}`);
    const doubt = `${mark.inferred ? "bm-inferred" : ""} ${mark.consequence ? "bm-hollow" : ""}`;
    const layers = Object.keys(mark.counts);
    if (layers.length === 1) node.append(shape(layers[0], 30, doubt));
    else node.append(counts(mark));
    if (mark.events.length > 1 && layers.length === 1) {
      node.append(self.element("span", "bm-number", String(mark.events.length)));
    }
    if (layers.length > 1) node.classList.add("bm-several");
    if (mark.draft) node.append(self.element("span", "bm-draft", mark.draft));
    if (mark.news) node.append(self.element("span", "bm-news", mark.news));
    return marker(mark, latlng, node, act ?? (() => open(mark)));
  };

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
    const named = mark.counts.place;
    if (named > 1) node.append(self.element("span", "bm-counts", `×${named}`));
    else if (mark.kind !== "line" && !named) node.append(counts(mark));
    if (mark.news) node.append(self.element("span", "bm-news", mark.news));
    return { mark, latlng, marker: marker(mark, latlng, node, () => open(mark)) };
  }

  function marker(mark, latlng, node, act) {
    const icon = L.divIcon({ html: node, className: "bm-anchor", iconSize: null });
    const zIndexOffset = chosen(mark) ? 1000 : 0;
    const made = new self.Marker(latlng, { icon, keyboard: true, riseOnHover: true, title: mark.title, zIndexOffset });
    made.on("click", act);
    made.on("add", () => {
      const element = made.getElement();
      element.setAttribute("aria-label", mark.title);
      element.dataset.events = mark.events.join(" ");
      element.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") { event.preventDefault(); act(); }
      });
      element.addEventListener("focus", () => { focused = key(mark); });
      if (focused === key(mark)) element.focus({ preventScroll: true });
    });
    return made;
  }

  function open(mark) {
    focused = key(mark);
    window.Streamlit?.setComponentValue({ events: mark.events, at: Date.now() });
  }

  // Escape closes the card, also when the map has the keyboard; the page's own keys work from here too.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") window.Streamlit?.setComponentValue({ events: [], at: Date.now() });
    else if (window.parent !== window && "?pjkl".includes(event.key.toLowerCase()) && !event.ctrlKey && !event.metaKey) {
      window.parent.document.body.dispatchEvent(new window.parent.KeyboardEvent("keydown", {
        key: event.key, code: event.code, keyCode: event.keyCode, bubbles: true,
      }));
    }
  });

  /* ---- state of the view ---------------------------------------------------------------------------------- */

  /** What every change of the view brings along: the frame of its events, and which are opened. */
  self.state = (next) => {
    state = next;
    // streamlit-folium has just removed these from the map, and would keep them, and remove them again, for ever.
    if (window.feature_group) window.feature_group.length = 0;
    document.body.dataset.events = String(next.drawn);
    // A map of a text's places has no position of its own to keep: another text is another frame.
    const moved = !self.options.url && JSON.stringify(next.fit) !== fitted;
    fitted = JSON.stringify(next.fit);
    if (next.fit && (!self.placed || moved)) self.fit(false);
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
