/* The timeline: bars of events a layer (solid: certainly, faint: possibly), spans of what lasts (fading where a date
   is open), a range that is the date filter, and play and pause. Every text is put in place with textContent. */
"use strict";

const SVG = "http://www.w3.org/2000/svg";
const BARS = 44;
const LANE = 9;
const FOOT = 26;

const day = (iso) => Date.parse(`${iso}T00:00:00Z`) / DAY;
const iso = (n) => new Date(n * DAY).toISOString().slice(0, 10);
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const month = (date) => `${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
const said = (n) => `${new Date(n * DAY).getUTCDate()} ${month(new Date(n * DAY))}`;

function html(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function draw(parent, tag, attributes, text) {
  const made = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  parent.append(made);
  return made;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".bm-own");
  root.briefmap ??= new Timeline(root);
  root.briefmap.follow(data, setTriggerValue);
  return () => root.briefmap.end();
}

class Timeline extends Player {
  constructor(root) {
    super();
    this.root = root;
    this.playing = false;
    this.waiting = null;
    this.before = null;
    this.root.classList.add("bm-timeline");
    this.svg = document.createElementNS(SVG, "svg");
    this.svg.setAttribute("class", "bm-tl-drawing");
    this.root.append(this.controls(), this.svg);
    this.watch = new ResizeObserver(() => this.render());
    this.watch.observe(this.root);
    this.onKey = (event) => this.key(event);
    document.addEventListener("keydown", this.onKey);
    this.onClick = (event) => this.leave(event);
    document.addEventListener("click", this.onClick, true);
    this.svg.addEventListener("pointerdown", (event) => this.drag(event));
    this.svg.addEventListener("pointermove", (event) => this.hover(event));
  }

  end() {
    this.pause();
    this.watch.disconnect();
    document.removeEventListener("keydown", this.onKey);
    document.removeEventListener("click", this.onClick, true);
  }

  follow(data, send) {
    this.data = data;
    this.send = send;
    this.first = day(data.first);
    this.last = day(data.last);
    // An open end is that of the axis, unless the other end lies beyond it.
    this.range = data.from || data.to
      ? [data.from ? day(data.from) : Math.min(this.first, day(data.to)), data.to ? day(data.to) : Math.max(this.last, day(data.from))] : null;
    this.render();
    this.turn?.();
    if (this.waiting) {
      const left = Math.max(0, this.pace() - (Date.now() - this.waiting));
      this.waiting = null;
      this.timer = setTimeout(() => this.tick(), left);
    }
  }

  /* ---- controls ------------------------------------------------------------------------------------------- */

  controls() {
    const bar = html("div", "bm-tl-bar");
    const button = (text, act, label) => {
      const made = html("button", "bm-tl-button", text);
      made.type = "button";
      if (label) made.setAttribute("aria-label", label);
      made.addEventListener("click", act);
      bar.append(made);
      return made;
    };
    const select = (label, options, value) => {
      const made = html("select", "bm-tl-button");
      made.setAttribute("aria-label", label);
      for (const [key, text] of Object.entries(options)) {
        const option = html("option", "", text);
        option.value = key;
        made.append(option);
      }
      made.value = value;
      bar.append(made);
      return made;
    };
    button("◀", () => this.step(-1), "One step back (J)");
    this.playButton = button("Play", () => this.toggle());
    this.playButton.classList.add("bm-tl-play");
    button("▶", () => this.step(1), "One step on (L)");
    this.window = select("Step and window", WINDOWS, "week");
    this.speed = select("Speed", { slow: "slow", normal: "normal", fast: "fast" }, "normal");
    this.words = html("span", "bm-tl-words");
    this.words.setAttribute("aria-live", "off");
    bar.append(this.words);
    this.clear = button("All dates", () => this.choose(null));
    this.axis = button("", () => { this.pause(); this.send("axis", Date.now()); });
    return bar;
  }

  key(event) {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable=true], [role=grid], [role=dialog]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = { j: () => this.step(-1), k: () => this.toggle(), l: () => this.step(1) }[event.key.toLowerCase()];
    if (act) { event.preventDefault(); act(); }
  }

  /* ---- choosing ------------------------------------------------------------------------------------------- */

  /** Make [first, last] (days) the date filter; null is all dates. */
  choose(range, byPlay = false) {
    // While it plays, the words follow the map, not the other way round.
    if (!byPlay) { this.pause(); this.range = range; this.render(); }
    this.send("range", range ? { from: iso(range[0]), to: iso(range[1]) } : { from: null, to: null });
  }

  at(event) {
    const box = this.svg.getBoundingClientRect();
    const share = Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1);
    return Math.min(Math.floor(this.first + share * (this.last + 1 - this.first)), this.last);
  }

  drag(down) {
    if (down.button !== 0) return;
    const handle = down.target.closest?.("[data-end]");
    const span = down.target.closest?.("[data-event]");
    const fixed = handle ? (this.range ?? [this.first, this.last])[handle.dataset.end === "0" ? 1 : 0] : this.at(down);
    let moved = false;
    const move = (event) => {
      if (Math.abs(event.clientX - down.clientX) > 4) moved = true;
      if (!moved) return;
      const here = this.at(event);
      this.range = [Math.min(fixed, here), Math.max(fixed, here)];
      this.render();
    };
    const up = (event) => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", up);
      if (moved) this.choose(this.range);
      else if (span) this.send("opened", span.dataset.event);
      else if (!handle) this.pick(this.at(event));
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", up);
  }

  /** Choose the days of the bar at a day; once more takes that back. */
  pick(here) {
    const bar = this.data.bars.find((b) => day(b.first) <= here && here <= day(b.last));
    if (!bar) return;
    const next = [Math.max(day(bar.first), this.first), Math.min(day(bar.last), this.last)];
    this.choose(this.range && this.range[0] === next[0] && this.range[1] === next[1] ? null : next);
  }

  nudge(end, event) {
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const range = [...(this.range ?? [this.first, this.last])];
    const next = range[end] + by * (event.shiftKey ? 7 : 1);
    range[end] = end === 0 ? Math.min(Math.max(next, this.first), range[1]) : Math.max(Math.min(next, this.last), range[0]);
    this.choose(range);
    this.svg.querySelector(`[data-end="${end}"]`)?.focus();
  }

  /* ---- drawing -------------------------------------------------------------------------------------------- */

  render() {
    const { data } = this;
    if (!data) return;
    const width = Math.max(this.root.clientWidth, 300);
    const x = (n) => ((n - this.first) / (this.last + 1 - this.first)) * width;
    const lanes = pack(data.spans.map((s) => [day(s.first), day(s.last)]));
    const floor = BARS + 6 + (Math.max(...lanes, -1) + 1) * LANE;
    const focused = document.activeElement?.dataset?.end;
    this.svg.replaceChildren();
    this.svg.setAttribute("viewBox", `0 0 ${width} ${floor + FOOT}`);
    this.svg.setAttribute("height", floor + FOOT);
    this.fades();
    this.bars(x);
    data.spans.forEach((s, i) => this.span(s, x, BARS + 6 + lanes[i] * LANE));
    this.scale(x, floor, width);
    this.brush(x, floor, width);
    if (focused !== undefined) this.svg.querySelector(`[data-end="${focused}"]`)?.focus({ preventScroll: true });
    this.tell();
  }

  tell() {
    const { data } = this;
    this.root.dataset.playing = String(this.playing);
    this.playButton.textContent = this.playing ? "Pause" : "Play";
    this.playButton.setAttribute("aria-label", this.playing ? "Pause (K)" : "Play (K)");
    const about = this.range ? (this.range[0] === this.range[1] ? said(this.range[0]) : `${said(this.range[0])} - ${said(this.range[1])}`) : "All dates";
    const left = [data.earlier && data.axis === "recent" && data.can_cut ? `${data.earlier} earlier` : "", data.later ? `${data.later} later` : "", data.undated ? `${data.undated} undated` : ""];
    const hint = left.filter(Boolean).join(", ");
    this.words.replaceChildren(html("b", "", about), html("span", "bm-tl-hint", `${hint ? `not on this axis: ${hint} · ` : ""}faint: date not exact`));
    this.clear.hidden = !this.range;
    this.axis.hidden = !data.can_cut;
    this.axis.textContent = data.axis === "recent" ? "Show all years" : "Show the last year";
  }

  fades() {
    const defs = draw(this.svg, "defs", {});
    for (const layer of Object.keys(this.data.names)) {
      for (const [ends, stops] of [["window", [[0, 0.1], [0.5, 1], [1, 0.1]]], ["ongoing", [[0, 0.1], [0.4, 1], [1, 1]]]]) {
        const fade = draw(defs, "linearGradient", { id: `bm-fade-${layer}-${ends}` });
        for (const [offset, opacity] of stops) draw(fade, "stop", { offset, "stop-opacity": opacity, class: `bm-tl-${layer}` });
      }
    }
  }

  /** All bars of a layer are one path: an element for each of some hundreds is what a change would wait for. */
  bars(x) {
    const most = Math.max(1, ...this.data.bars.map((b) => sum(b.sure) + sum(b.maybe)));
    const paths = {};
    for (const bar of this.data.bars) {
      const [left, right] = [x(Math.max(day(bar.first), this.first)), x(day(bar.last) + 1)];
      const width = Math.max(right - left - 1, 1.5);
      let top = BARS;
      for (const [kind, counts] of [["sure", bar.sure], ["maybe", bar.maybe]]) {
        for (const [layer, n] of Object.entries(counts)) {
          const height = (n / most) * (BARS - 2);
          top -= height;
          const name = `bm-tl-${layer} bm-tl-${kind}`;
          paths[name] = `${paths[name] ?? ""}M${left + 0.5} ${top}h${width}v${height}h${-width}z`;
        }
      }
    }
    for (const [name, d] of Object.entries(paths)) draw(this.svg, "path", { d, class: name });
    this.tip = draw(draw(this.svg, "rect", { width: "100%", height: BARS, class: "bm-tl-tip" }), "title", {});
  }

  /** What the bar under the mouse stands for. */
  hover(event) {
    const here = this.at(event);
    const bar = this.data?.bars.find((b) => day(b.first) <= here && here <= day(b.last));
    const told = (counts, how) => Object.entries(counts).map(([layer, n]) => `${this.data.names[layer]}: ${n} ${how}`);
    const names = bar ? [...told(bar.sure, "certainly"), ...told(bar.maybe, "possibly")] : [];
    this.tip.textContent = names.length ? `${said(day(bar.first))} - ${said(day(bar.last))}. ${names.join("; ")}` : "";
  }

  span(s, x, y) {
    const [left, right] = [x(Math.max(day(s.first), this.first)), x(Math.min(day(s.last), this.last) + 1)];
    const fill = s.ends === "exact" ? {} : { style: `fill:url(#bm-fade-${s.layer}-${s.ends})` };
    const bar = draw(this.svg, "rect", { x: left, y, width: Math.max(right - left, 3), height: LANE - 3, class: `bm-tl-${s.layer} bm-tl-span`, "data-event": s.event_id, ...fill });
    draw(bar, "title", {}, `${s.title}: ${s.when}`);
    if (s.ends === "ongoing") draw(this.svg, "path", { d: `M${right - 7} ${y - 2} l7 ${LANE / 2 + 0.5} l-7 ${LANE / 2 + 0.5} z`, class: `bm-tl-${s.layer}` });
  }

  scale(x, floor, width) {
    draw(this.svg, "line", { x1: 0, x2: width, y1: BARS + 0.5, y2: BARS + 0.5, class: "bm-tl-line" });
    let free = 0;
    for (const [at, text] of ticks(this.first, this.last)) {
      const left = x(at);
      draw(this.svg, "line", { x1: left, x2: left, y1: 0, y2: floor + 4, class: "bm-tl-line" });
      const length = text.length * 11 + 14;
      if (left < free || left + length > width) continue;
      draw(this.svg, "text", { x: left + 4, y: floor + FOOT - 6, class: "bm-tl-text" }, text);
      free = left + length;
    }
  }

  brush(x, floor, width) {
    const [first, last] = this.range ?? [this.first, this.last];
    const clip = (n) => Math.min(Math.max(n, 0), width);
    const [left, right] = [clip(x(first)), clip(x(last + 1))];
    if (this.range) {
      draw(this.svg, "rect", { x: 0, y: 0, width: left, height: floor, class: "bm-tl-out" });
      draw(this.svg, "rect", { x: right, y: 0, width: width - right, height: floor, class: "bm-tl-out" });
      draw(this.svg, "rect", { x: left, y: 1, width: Math.max(right - left, 2), height: floor - 2, class: "bm-tl-in" });
    }
    [[left, first, "First day"], [right, last, "Last day"]].forEach(([at, value, name], end) => {
      const handle = draw(this.svg, "rect", {
        x: Math.min(Math.max(at - 4, 0), width - 8), y: 8, width: 8, height: Math.max(floor - 16, 20), rx: 3, tabindex: 0,
        class: `bm-tl-handle${this.range ? "" : " bm-tl-idle"}`, role: "slider", "data-end": end, "aria-label": `${name} of the range`,
        "aria-valuemin": this.first, "aria-valuemax": this.last, "aria-valuenow": value, "aria-valuetext": said(value),
      });
      handle.addEventListener("keydown", (event) => this.nudge(end, event));
    });
  }
}
