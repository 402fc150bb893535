/* Reckoning of the timeline: lanes for spans, marks of the axis. */
const sum = (counts) => Object.values(counts).reduce((a, b) => a + b, 0);

/** The lowest free lane for each interval [first, last], longest first come as given. */
function pack(intervals) {
  const lanes = [];
  return intervals.map(([first, last]) => {
    let lane = lanes.findIndex((taken) => taken.every(([a, b]) => last < a || first > b));
    if (lane < 0) lane = lanes.push([]) - 1;
    lanes[lane].push([first, last]);
    return lane;
  });
}

/** Days at which the axis is marked, and what is written there: months, or years where there are many. */
function ticks(first, last) {
  const found = [];
  const begin = new Date(first * DAY);
  const years = (last - first) / 365;
  for (let i = 0; ; i += 1) {
    const at = years > 3 ? Date.UTC(begin.getUTCFullYear() + i, 0, 1) / DAY : Date.UTC(begin.getUTCFullYear(), begin.getUTCMonth() + i, 1) / DAY;
    if (at > last) return found;
    const date = new Date(at * DAY);
    if (at >= first) found.push([at, years > 3 ? String(date.getUTCFullYear()) : month(date)]);
  }
}
