/* An article's text with its marks. Every piece of it is put in place with textContent. */
"use strict";

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".bm-own");
  const key = JSON.stringify(data);
  if (root.dataset.shown === key) return;
  const body = made("div", "bm-reader");
  body.dir = "auto";
  const panel = panelOf(root);
  const dress = dresser(data, panel, (what, ids) => setTriggerValue(what, ids));
  let paragraph = body.appendChild(made("p"));
  for (const [text, ...marks] of data.segments) {
    text.split("\n").forEach((line, i) => {
      if (i) paragraph = body.appendChild(made("p"));
      const title = !paragraph.previousSibling && line.startsWith("# ");
      if (title) paragraph.className = "bm-reader-title";
      if (line) paragraph.append(dress(title ? line.slice(2) : line, ...marks));
    });
  }
  for (const empty of body.querySelectorAll("p:empty")) empty.remove();
  const focused = document.activeElement?.dataset?.stop;
  root.dataset.shown = key;
  root.replaceChildren(body, panel.box);
  if (focused) root.querySelector(`[data-stop="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  else root.querySelector(".bm-chosen")?.scrollIntoView({ block: "center" });
}

/** Makes a node of a piece of text: what it is evidence of, which event's place, name or date it is. */
function dresser(data, panel, send) {
  const stops = new Set();

  return (text, evidence, places, names, dates) => {
    let node = document.createTextNode(text);
    const name = names[0] ?? dates[0];
    const read = names.length ? data.names[name] : dates.length ? data.dates[name] : null;
    if (read || places.length) {
      const word = made("span", className(places, names, dates), text);
      if (places.length) act(word, "place", places, "opened", `Place of: ${titles(places)}`);
      else if (data.picks && names.length) act(word, "name", names, "picked", read.said);
      else stop(word, `${names.length ? "name" : "date"} ${name}`, read.said);
      if (read) {
        word.removeAttribute("title");
        panel.attach(word, read.head, places.length ? [["Place of", titles(places)], ...read.lines] : read.lines);
      }
      node = word;
    }
    if (!evidence.length) return node;
    const chosen = evidence.some((id) => data.opened.includes(id));
    const holder = made("mark", `bm-evidence${chosen ? " bm-chosen" : ""}`);
    holder.append(node);
    if (node.nodeType === Node.TEXT_NODE) act(holder, "evidence", evidence, "opened", `Evidence of: ${titles(evidence)}`);
    return holder;
  };

  function className(places, names, dates) {
    const classes = places.length ? ["bm-place-name"] : names.length ? ["bm-read-name"] : ["bm-read-date"];
    if (names.some((name) => data.names[name].doubtful)) classes.push("bm-doubtful");
    if (names.some((name) => data.picked?.includes(name))) classes.push("bm-chosen");
    return classes.join(" ");
  }

  function titles(events) {
    return events.map((id) => data.titles[id]).join("; ");
  }

  /** A stretch that does something when it is clicked or entered. */
  function act(node, kind, ids, what, said) {
    const go = () => send(what, ids);
    if (kind !== "name") node.title = said;
    node.addEventListener("click", go);
    stop(node, `${kind} ${ids.join(" ")}`, said);
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      go();
    });
  }

  /** One stop for the keyboard a stretch, though a stretch of evidence or one name may be cut into several pieces. */
  function stop(node, key, said) {
    if (stops.has(key) && !key.startsWith("place")) return;
    stops.add(key);
    node.tabIndex = 0;
    node.dataset.stop = key;
    node.setAttribute("role", "button");
    node.setAttribute("aria-label", `${node.textContent} (${said})`);
  }
}
