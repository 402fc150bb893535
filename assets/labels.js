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
  let leaders = null;

  const ROWS = [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6];
  const COLUMNS = [0, 0.6, -0.6, 1.1, -1.1];
  const HEIGHT = 32;
  const GAP = 8; // between a label's name and its counts, as in map.css
  const NEAR = 70;
  const CLOSE = 40;

  /** Put every label where it is free, nearest to its place first; tell which room is taken. */
  self.placeLabels = () => {
    measure();
    const taken = new Room(spotBoxes());
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
      // A line's name that finds no room near its line would point nowhere; the line itself still says it.
      const hidden = label.mark.kind === "line" && far > NEAR && !self.chosen(label.mark);
      element.classList.toggle("bm-away", hidden);
      element.classList.toggle("bm-compact", compact);
      if (label.mark.kind === "country" && !compact) countries.add(label.mark.iso3);
      if (inside && !hidden) taken.take(boxAt(p, dx, dy, width));
      shift(element, dx, dy);
      if (!hidden && far) leads.push([label.latlng, self.map.containerPointToLatLng(p.add([dx, dy]))]);
    }
    lead(leads);
    return { taken, countries };
  };

  /** Read all widths, and only then write again: else the browser lays out the map for each mark. */
  function measure() {
    for (const label of self.labelled) label.marker.getElement().classList.remove("bm-compact");
    for (const spot of self.spots) spot.width = spot.marker.getElement().offsetWidth + 8;
    for (const label of self.labelled) {
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
  function room(label, p, taken) {
    let found = null;
    // A line is nothing without its words, and what is opened keeps its name.
    const whole = label.mark.kind === "line" || self.chosen(label.mark);
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
        const [dx, dy] = [column * width, row * (HEIGHT + 2)];
        const far = Math.hypot(dx, dy);
        if (best && far >= best[2]) continue;
        if (taken.isFree(boxAt(p, dx, dy, width))) best = [dx, dy, far];
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
    const marks = [...self.spots].map(({ latlng, width }) => boxAt(self.map.latLngToContainerPoint(latlng), 0, 0, width));
    return [...controls, ...marks];
  }

  /** Move a mark's element by dx, dy pixels from its place, on which the style sheet centres it. */
  function shift(element, dx, dy) {
    element.style.translate = `calc(-50% + ${dx}px) calc(-50% + ${dy}px)`;
  }
})(window.briefmap);
