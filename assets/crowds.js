/* Spots that would cover one another at this zoom are one mark with a number; a closer look tells them apart. */
"use strict";

((self) => {
  // Pixels: spots nearer than this cover one another. Of many, most are crowds, whose counts are wide.
  const FEW = 60;
  const reach = () => (self.spots.size > FEW ? [90, 34] : [26, 26]);
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

  /** Spots by who would cover whom: each joins the first that stands too near; those opened keep to themselves. */
  function groups() {
    const [width, height] = reach();
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
