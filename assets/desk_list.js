/* The list of what was read out of an article. Every text is put in place with textContent. */
"use strict";

const piece = (tag, className, text) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};

/** What takes the keyboard when something is opened beside the event. */
const FIELDS = {
  edit: ".st-key-f-title input", reject: ".st-key-desk-why input", retract: ".st-key-desk-why input",
  merge: ".st-key-desk-merge-into input", split: ".st-key-desk-split-title input", history: ".st-key-desk-cancel button",
};

/** Give the keyboard to the field of a panel, which may not be in the page yet. */
function focus(root, panel, until) {
  const field = document.querySelector(FIELDS[panel]);
  if (field) field.focus();
  else if (root.dataset.panel === panel && performance.now() < until) requestAnimationFrame(() => focus(root, panel, until));
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".bm-own");
  const panel = data.panel ?? "";
  if (root.dataset.panel !== panel) {
    root.dataset.panel = panel;
    if (FIELDS[panel]) focus(root, panel, performance.now() + 10000);
  }
  const key = JSON.stringify(data);
  if (root.dataset.shown === key) return;
  root.dataset.shown = key;
  const focused = root.contains(document.activeElement) ? document.activeElement.dataset.id : null;
  const list = piece("ol", "bm-drafts");
  for (const row of data.rows) {
    const item = piece("li", `bm-draft-row bm-status-${row.status}${row.chosen ? " bm-chosen" : ""}`);
    const button = piece("button", "bm-draft-open");
    button.type = "button";
    button.dataset.id = row.id;
    if (row.chosen) button.setAttribute("aria-current", "true");
    const title = piece("span", `bm-draft-title bm-count bm-count-${row.layer}`, row.title);
    const words = [row.state, row.sure, row.unsure ? `${row.unsure} to look at` : ""].filter(Boolean).join(" · ");
    button.append(title, piece("span", "bm-draft-about", row.about));
    if (words) button.append(piece("span", "bm-draft-state", words));
    button.addEventListener("click", () => setTriggerValue("opened", row.id));
    item.append(button);
    list.append(item);
  }
  root.replaceChildren(list);
  if (focused) root.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  const chosen = root.querySelector(".bm-chosen");
  if (!chosen) return;
  // The list alone moves: it is a column on a wide screen, a row on a narrow one.
  list.scrollTop = Math.max(0, chosen.offsetTop - list.offsetTop - (list.clientHeight - chosen.clientHeight) / 2);
  list.scrollLeft = Math.max(0, chosen.offsetLeft - list.offsetLeft - (list.clientWidth - chosen.clientWidth) / 2);
}
