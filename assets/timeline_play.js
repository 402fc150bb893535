/* Playing: the window that moves over the timeline, step by step, by itself or by hand. Stands before timeline.js. */
"use strict";

const DAY = 86_400_000;
const SPEEDS = { slow: 2000, normal: 1000, fast: 350 };
const WINDOWS = { day: "day by day", week: "week by week", month: "month by month", sofar: "all so far" };
const LEADS_AWAY = "[data-testid=stPageLink] a, .st-key-to_article button";
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

class Player {
  pace() {
    return calm.matches ? 3000 : SPEEDS[this.speed.value];
  }

  toggle() {
    if (this.playing) { this.pause(); return; }
    this.playing = true;
    const over = this.range ?? this.busy();
    // Going on after a pause goes on through the same days.
    if (!this.over || !this.shown || this.range?.[1] !== this.shown[1]) {
      this.before = { from: this.data.from, to: this.data.to };
      this.over = over;
      this.shown = null;
    }
    this.render();
    this.tick();
  }

  pause() {
    this.playing = false;
    this.waiting = null;
    clearTimeout(this.timer);
    if (this.playButton) this.render();
  }

  /** From the first to the last day on which something is counted: nobody waits for what is empty. */
  busy() {
    const full = this.data.bars.filter((bar) => Object.keys(bar.sure).length + Object.keys(bar.maybe).length);
    if (!full.length) return [this.first, this.last];
    return [Math.max(day(full[0].first), this.first), Math.min(day(full.at(-1).last), this.last)];
  }

  /** Stop playing before a page is turned, and turn it once the window on its way has arrived: Streamlit, asked for
      both at once, may show neither. */
  leave(event) {
    const link = event.target.closest?.(LEADS_AWAY);
    if (!link || !this.playing) return;
    const underway = this.waiting;
    this.pause();
    if (!underway) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const late = setTimeout(() => this.turn?.(), 3000);
    this.turn = () => {
      clearTimeout(late);
      this.turn = null;
      link.click();
    };
  }

  /** The window after (or before) the one shown. */
  next(direction) {
    const kind = this.window.value;
    const [first, last] = this.over ?? this.busy();
    if (kind === "sofar") {
      const stride = last - first > 120 ? 7 : 1;
      const end = this.shown ? this.shown[1] + direction * stride : first + stride - 1;
      return [first, Math.min(end, last), end - stride < last && end >= first];
    }
    const begin = this.shown
      ? (direction > 0 ? this.shown[1] + 1 : this.back(this.shown[0], kind)) : first;
    return [begin, Math.min(this.reach(begin, kind), last), begin <= last && begin >= first];
  }

  reach(begin, kind) {
    if (kind === "day") return begin;
    if (kind === "week") return begin + 6;
    const date = new Date(begin * DAY);
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / DAY - 1;
  }

  back(begin, kind) {
    if (kind !== "month") return begin - { day: 1, week: 7 }[kind];
    const date = new Date((begin - 1) * DAY);
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / DAY;
  }

  step(direction) {
    this.pause();
    if (!this.shown && this.range) this.shown = this.range;
    this.over ??= this.busy();
    const [first, last, inside] = this.next(direction);
    if (!inside) return;
    this.shown = [first, last];
    this.choose([first, last], true);
  }

  tick() {
    if (!this.playing) return;
    const [first, last, inside] = this.next(1);
    if (!inside) {
      this.playing = false;
      this.shown = this.over = null;
      this.pause();
      // As it stood before: an end that was open is open again.
      this.send("range", this.before ?? { from: null, to: null });
      return;
    }
    this.shown = [first, last];
    if (this.range?.[0] === first && this.range[1] === last) {
      // The filter stands so already: no answer will come to go on with.
      this.timer = setTimeout(() => this.tick(), this.pace());
      return;
    }
    this.waiting = Date.now();
    this.choose([first, last], true);
  }
}
