/* Spots that would cover one another at this zoom are one mark with a number; a closer look tells them apart. */
"use strict";

((self) => {
  const FEW = 60; // spots of which each may be held against each
  const REACH = [90, 34]; // pixels: of many, most are crowds, and those that stand nearer than this cover one another
  const [SHAPE, COUNT] = [30, 42]; // pixels: width of a shape by itself, and of a shape with its count
  const OVERLAP = 4;
  const LISTED = 12; // events that a card can list; of more, a click leads closer
  const crowds = new Map();

  /** Let one mark stand for all spots that would cover it, and hide these. */
  self.gather = () => {
    const found = new Map();
    for (const members of groups()) {
      const crowd = members.length > 1;
      for (const spot of members) spot.marker.getElement().classList.toggle("bm-in-crowd", crowd);
      if (!crowd) continue;
      // What a click does is part of the key: a crowd that stays a crowd on the closest look becomes a list.
      const closer = eventsOf(members).length > LISTED && self.map.getZoom() < self.map.getMaxZoom();
      found.set(`${closer} ${members.map(name).join()}`, { members, closer });
    }
    for (const [key, crowd] of crowds) {
      if (!found.has(key)) { crowd.marker.remove(); crowds.delete(key); }
    }
    for (const [key, { members, closer }] of found) {
      if (!crowds.has(key)) crowds.set(key, stand(members, closer));
    }
    const alone = [...self.spots].filter(({ marker }) => !marker.getElement().classList.contains("bm-in-crowd"));
    return [...alone, ...crowds.values()];
  };

  const eventsOf = (members) => [...new Set(members.flatMap(({ mark }) => mark.events))];
  const name = ({ mark }) => `${self.chosen(mark)} ${mark.events}`;

  /** Spots by who would cover whom; those opened keep to themselves. */
  const groups = () => (self.spots.size > FEW ? ofMany() : ofFew());

  /** Of few: as wide as they are drawn, and again until none covers another, for a crowd is wider than its members. */
  function ofFew() {
    const made = [...self.spots].map((spot) => ({
      p: self.map.latLngToLayerPoint(spot.latlng), opened: self.chosen(spot.mark), members: [spot],
      layers: new Set(Object.keys(spot.mark.counts)),
    }));
    const scale = self.letters();
    const width = ({ layers }) => scale * (layers.size > 1 ? layers.size * COUNT : SHAPE);
    const covers = (a, b) => a.opened === b.opened && !a.layers.has("place") && !b.layers.has("place")
      && Math.abs(a.p.x - b.p.x) < (width(a) + width(b)) / 2 - OVERLAP && Math.abs(a.p.y - b.p.y) < SHAPE * scale - OVERLAP;
    for (let i = 0; i < made.length;) {
      const near = made.findIndex((other, j) => j > i && covers(made[i], other));
      if (near < 0) { i += 1; continue; }
      const [joined] = made.splice(near, 1);
      made[i].members.push(...joined.members);
      for (const layer of joined.layers) made[i].layers.add(layer);
      i = 0; // wider now, it may cover one that it did not
    }
    return made.map(({ members }) => members);
  }

  /** Of many: each joins the first that stands too near. */
  function ofMany() {
    const [width, height] = REACH;
    const cells = new Map();
    const made = [];
    for (const spot of self.spots) {
      const opened = self.chosen(spot.mark);
      // Names read in a text are places, not events: each is told by itself.
      const covers = (g) => !spot.mark.counts.place && g.opened === opened && Math.abs(g.p.x - p.x) < width && Math.abs(g.p.y - p.y) < height;
      const p = self.map.latLngToLayerPoint(spot.latlng);
      const [column, row] = [Math.floor(p.x / width), Math.floor(p.y / height)];
      let near = null;
      for (let x = column - 1; x <= column + 1 && !near; x += 1) {
        for (let y = row - 1; y <= row + 1 && !near; y += 1) {
          near = cells.get(`${x} ${y}`)?.find(covers);
        }
      }
      if (near) { near.members.push(spot); continue; }
      const group = { p, opened, members: [spot] };
      made.push(group.members);
      const cell = `${column} ${row}`;
      if (cells.has(cell)) cells.get(cell).push(group);
      else cells.set(cell, [group]);
    }
    return made;
  }

  /** The mark that stands for several spots, at the place of the first of them. */
  function stand(members, closer) {
    const marks = members.map(({ mark }) => mark);
    const counts = {};
    for (const mark of marks) {
      for (const [layer, n] of Object.entries(mark.counts)) counts[layer] = (counts[layer] ?? 0) + n;
    }
    const events = eventsOf(members);
    const drafts = marks.reduce((sum, one) => sum + (one.drafts ?? 0), 0);
    const mark = {
      kind: "spot", events, counts,
      draft: drafts === events.length ? "draft" : drafts ? `${drafts} ${drafts === 1 ? "draft" : "drafts"}` : "",
      title: `${events.length} events near one another: ${closer ? "look closer" : "list them"}`,
      inferred: marks.every((one) => one.inferred),
      consequence: marks.every((one) => one.consequence),
    };
    const bounds = L.latLngBounds(members.map(({ latlng }) => latlng));
    const look = () => self.map.fitBounds(bounds, { padding: [80, 80], maxZoom: self.map.getZoom() + 3 });
    const made = self.spotMarker(mark, members[0].latlng, closer ? look : null).addTo(self.map);
    return { mark, latlng: members[0].latlng, marker: made };
  }
})(window.briefmap);
