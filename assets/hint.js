/* What to do first, said once to each browser. */
"use strict";

const KEY = "briefmap-hint-read";

function read() {
  try { return window.localStorage.getItem(KEY) === "yes"; } catch { return false; }
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".bm-own");
  root.classList.add("bm-hint-root");
  if (root.firstChild || read()) return;
  const box = document.createElement("div");
  box.className = "bm-hint";
  box.setAttribute("role", "note");
  const text = document.createElement("span");
  text.textContent = data.text;
  const more = document.createElement("span");
  more.className = "bm-hint-more";
  more.textContent = ` ${data.more}`;
  text.append(more);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "bm-tl-button";
  button.textContent = data.done;
  button.addEventListener("click", () => {
    try { window.localStorage.setItem(KEY, "yes"); } catch { /* it is said again next time */ }
    box.remove();
  });
  box.append(text, button);
  root.append(box);
}
