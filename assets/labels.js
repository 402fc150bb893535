/* Labels keep out of each other's way: each stands where it is free, nearest to its place. */
"use strict";

((self) => {
  const CELL = 96;

  /** Which parts of the map are taken, found by the cells of a grid: with a thousand boxes it must not ask them all. */
  class Room {
    constructor(boxes) {
      this.cells = new Map();
      for (const box of boxes) this.take(box);
    }

    take(box) {
      for (const cell of this.under(box)) {
        if (!this.cells.has(cell)) this.cells.set(cell, []);
        this.cells.get(cell).push(box);
      }
    }

    isFree(box) {
      for (const cell of this.under(box)) {
        if (this.cells.get(cell)?.some((other) => self.overlap(box, other))) return false;
      }
      return true;
    }

    *under([left, top, right, bottom]) {
      for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x += 1) {
        for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y += 1) yield x * 100_003 + y;
      }
    }
  }

  self.labelled = new Set();
  self.spots = new Set();
  let sizes = new WeakMap();
  let dressed = false;
  let leaders = null;

  const ROWS = [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6];
  const COLUMNS = [0, 0.6, -0.6, 1.1, -1.1];
  let height = 32; // of a label, larger where letters are larger
  const GAP = 8; // between a label's name and its counts, as in map.css
  /** How much larger letters are than at the desk. */
  self.letters = () => height / 32;
  const NEAR = 70;
  const CLOSE = 40;
  const FARTHEST = 1000;

  /** Put every label where it is free, nearest to its place first; tell which room is taken. */
  self.placeLabels = () => {
    const standing = self.gather();
    measure(standing);
    const taken = new Room(spotBoxes(standing));
    const countries = new Set();
    const size = self.map.getSize();
    const leads = [];
    const sorted = [...self.labelled].sort((a, b) => rank(a) - rank(b) || a.latlng.lat - b.latlng.lat);
    for (const label of sorted) {
      const element = label.marker.getElement();
      const p = self.map.latLngToContainerPoint(label.latlng);
      const inside = p.x > 0 && p.y > 0 && p.x < size.x && p.y < size.y;
      const [dx, dy, far, width] = inside ? room(label, p, taken) : [0, 0, 0, label.width];
      const compact = width < label.width;
      // A line's name that finds no room near its line would point nowhere, and one that finds none at all would cover
      // others; the line or area itself still says it, and a closer look has room for its name.
      const hidden = !self.chosen(label.mark) && far > (label.mark.kind === "line" ? NEAR : FARTHEST);
      element.classList.toggle("bm-away", hidden);
      element.classList.toggle("bm-compact", compact);
      if (label.mark.kind === "country" && !compact) countries.add(label.mark.iso3);
      if (inside && !hidden) taken.take(boxAt(p, dx, dy, width));
      shift(element, dx, dy, width - 4);
      if (!hidden && (dx || dy)) leads.push([label.latlng, self.map.containerPointToLatLng(p.add([dx, dy]))]);
    }
    lead(leads);
    return { taken, countries };
  };

  /** Read all sizes, and only then write again: else the browser lays out the map for each mark. */
  function measure(standing) {
    // Until both style sheets are there, ours and Leaflet's, nothing has its size; then what was measured once keeps it.
    if (!dressed) sizes = new WeakMap();
    dressed ||= self.paintShapes() && getComputedStyle(self.map.getPane("markerPane")).position === "absolute";
    const fresh = [...self.labelled].filter((label) => !sizes.has(label.marker.getElement()));
    for (const label of fresh) label.marker.getElement().classList.remove("bm-compact");
    for (const spot of standing) spot.width = size(spot.marker)[0] + 8;
    for (const label of fresh) {
      label.width = size(label.marker)[0] + 4;
      label.compact = label.width - label.marker.getElement().querySelector(".bm-label").offsetWidth - GAP;
    }
    if (dressed) height = Math.max(height, ...fresh.map((label) => size(label.marker)[1] + 2));
    for (const spot of standing) shift(spot.marker.getElement(), 0, 0);
  }

  /** Width and height in pixels of a marker's element. */
  function size(marker) {
    const element = marker.getElement();
    if (!sizes.has(element)) sizes.set(element, [element.offsetWidth, element.offsetHeight]);
    return sizes.get(element);
  }

  /** Lines from labels to the places they stand aside from: one path for all of them. */
  function lead(lines) {
    leaders ??= L.polyline([], {
      className: "bm-leader", interactive: false, pane: "bm-leaders", renderer: self.renderer("leaders"),
    }).addTo(self.map);
    leaders.setLatLngs(lines);
  }

  const rank = (label) => ({ country: 0, area: 1, line: 2 })[label.mark.kind];
  const boxAt = (p, dx, dy, w) => [p.x + dx - w / 2, p.y + dy - height / 2, p.x + dx + w / 2, p.y + dy + height / 2];

  /** Where a label fits: in full near its place, else without its name nearer to it. */
  function room(label, p, taken) {
    let found = null;
    // A line is nothing without its words nor a place without its name, and what is opened keeps its own.
    const whole = label.mark.kind === "line" || label.mark.counts.place || self.chosen(label.mark);
    for (const width of whole ? [label.width] : [label.width, label.compact]) {
      const [dx, dy, far] = free(p, width, taken);
      found = [dx, dy, far, width];
      if (far <= (self.map.getZoom() < 4.5 ? CLOSE : 2 * CLOSE)) break;
    }
    return found;
  }

  function free(p, width, taken) {
    let best = null;
    for (const column of COLUMNS) {
      for (const row of ROWS) {
        const [dx, dy] = [column * width, row * (height + 2)];
        const far = Math.hypot(dx, dy);
        if (best && far >= best[2]) continue;
        if (taken.isFree(boxAt(p, dx, dy, width))) best = [dx, dy, far];
      }
    }
    return best ?? [0, 0, Infinity];
  }

  /** Room taken by spots and controls, in pixels of the map. */
  function spotBoxes(standing) {
    const frame = self.map.getContainer().getBoundingClientRect();
    const controls = [...document.querySelectorAll(".leaflet-control")].map((node) => {
      const r = node.getBoundingClientRect();
      return [r.left - frame.left, r.top - frame.top, r.right - frame.left, r.bottom - frame.top];
    });
    const marks = standing.map(({ mark, latlng, width }) => {
      const [left, top, right, bottom] = boxAt(self.map.latLngToContainerPoint(latlng), 0, 0, width);
      return mark.draft ? [left - 14, top, right + 14, bottom + 22] : [left, top, right, bottom]; // its word is below it
    });
    return [...controls, ...marks];
  }

  /** Centre a mark's element dx, dy pixels from its place. By its margins: a transform would make it a layer. */
  function shift(element, dx, dy, width = sizes.get(element)[0]) {
    element.style.marginLeft = `${dx - width / 2}px`;
    element.style.marginTop = `${dy - sizes.get(element)[1] / 2}px`;
  }
})(window.briefmap);
