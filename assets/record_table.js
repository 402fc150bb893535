/* A table of records whose rows open their event. Every text is put in place with textContent. */
"use strict";

const node = (tag, className, text) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".bm-own");
  const focused = document.activeElement?.closest?.("tr")?.dataset?.id;
  const table = node("table", "bm-table");
  table.setAttribute("aria-label", data.title);
  // Said aloud as a table also where it is laid out in blocks.
  table.setAttribute("role", "table");
  const [head, body] = [node("thead"), node("tbody")];
  head.append(node("tr"));
  for (const part of [head, body]) part.setAttribute("role", "rowgroup");
  head.firstChild.setAttribute("role", "row");
  for (const column of data.columns) {
    const cell = node("th", "", column);
    cell.scope = "col";
    cell.setAttribute("role", "columnheader");
    head.firstChild.append(cell);
  }
  for (const row of data.rows) body.append(line(row, data.columns, () => setTriggerValue("opened", row.id)));
  table.append(head, body);
  root.replaceChildren(table);
  if (focused) root.querySelector(`tr[data-id="${CSS.escape(focused)}"] button`)?.focus({ preventScroll: true });
}

function line(row, columns, open) {
  const made = node("tr", row.chosen ? "bm-chosen" : "");
  made.setAttribute("role", "row");
  made.dataset.id = row.id;
  row.cells.forEach((text, i) => {
    const cell = node(i ? "td" : "th");
    cell.setAttribute("role", i ? "cell" : "rowheader");
    if (i) {
      cell.textContent = text;
      // Where the table is narrow each cell stands on a line of its own and says its column (page.css).
      cell.dataset.column = columns[i];
    } else {
      cell.scope = "row";
      const button = node("button", `bm-open bm-count bm-count-${row.layer}${row.hollow ? " bm-count-hollow" : ""}`, text);
      button.type = "button";
      button.dir = "auto";
      if (row.chosen) button.setAttribute("aria-current", "true");
      cell.append(button);
    }
    made.append(cell);
  });
  made.addEventListener("click", open);
  return made;
}
