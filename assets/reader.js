/* An article's text with its marks. Every piece of it is put in place with textContent. */
"use strict";

const made = (tag, className, text) => {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
};

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".bm-own");
  const open = (events) => setTriggerValue("opened", events);
  const body = made("div", "bm-reader");
  body.dir = "auto";
  let paragraph = body.appendChild(made("p"));
  const stops = new Set();
  for (const [text, evidence, places] of data.segments) {
    text.split("\n").forEach((line, i) => {
      if (i) paragraph = body.appendChild(made("p"));
      const title = !paragraph.previousSibling && line.startsWith("# ");
      if (title) paragraph.className = "bm-reader-title";
      if (line) paragraph.append(piece(title ? line.slice(2) : line, evidence, places, data, stops, open));
    });
  }
  for (const empty of body.querySelectorAll("p:empty")) empty.remove();
  const key = JSON.stringify(data);
  if (root.dataset.shown === key) return;
  const focused = document.activeElement?.dataset?.stop;
  root.dataset.shown = key;
  root.replaceChildren(body);
  if (focused) root.querySelector(`[data-stop="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  else root.querySelector(".bm-chosen")?.scrollIntoView({ block: "center" });
}

function piece(text, evidence, places, data, stops, open) {
  const chosen = evidence.some((id) => data.opened.includes(id));
  const holder = evidence.length ? made("mark", `bm-evidence${chosen ? " bm-chosen" : ""}`) : document.createDocumentFragment();
  const events = places.length ? places : evidence;
  if (!events.length) return document.createTextNode(text);
  const kind = places.length ? "place" : "evidence";
  const stop = `${kind} ${events.join(" ")}`;
  const label = `${kind === "place" ? "Place" : "Evidence"} of: ${events.map((id) => data.titles[id]).join("; ")}`;
  const target = kind === "place" ? made("span", "bm-place-name", text) : holder;
  if (kind === "evidence") holder.textContent = text;
  else holder.append(target);
  target.title = label;
  target.addEventListener("click", () => open(events));
  // One stop for the keyboard a stretch, though a stretch may be cut into several pieces.
  if (kind === "place" || !stops.has(stop)) {
    stops.add(stop);
    target.tabIndex = 0;
    target.dataset.stop = stop;
    target.setAttribute("role", "button");
    target.setAttribute("aria-label", `${text} (${label})`);
    target.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); event.stopPropagation(); open(events); }
    });
  }
  return holder;
}
