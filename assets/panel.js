/* A panel beside a word that says how it was read: shown while the word is pointed at or has the keyboard, kept by a
   click or Enter, shut by Escape. Every text is put in place with textContent. */
"use strict";

const made = (tag, className, text) => {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
};

const PANEL_SHOW = 120;
const PANEL_HIDE = 250;
const PANEL_MARGIN = 40; // the marking lies over the page's edges

/** The one panel of an element; `attach(word, head, lines)` gives it to a word. */
function panelOf(root) {
  const box = made("div", "bm-panel");
  box.id = "bm-panel";
  box.setAttribute("role", "tooltip");
  box.tabIndex = -1; // so that a click into it, to copy from it, is no click elsewhere
  box.hidden = true;
  let word = null;
  let kept = false;
  let timer = 0;

  function show(next, head, lines) {
    clearTimeout(timer);
    if (word !== next) hide();
    word = next;
    word.setAttribute("aria-describedby", box.id);
    const list = made("dl");
    for (const [what, said] of lines) list.append(made("dt", "", what), made("dd", "", said));
    box.replaceChildren(made("div", "bm-panel-head", head), list);
    for (const node of box.querySelectorAll("div, dd")) node.dir = "auto";
    box.hidden = false;
    place();
  }

  /** Below the word, or above it where there is no room below; never out of the text's width. */
  function place() {
    const at = word.getClientRects()[0];
    const frame = root.getBoundingClientRect();
    const left = Math.max(0, Math.min(at.left - frame.left, frame.width - box.offsetWidth));
    const room = box.offsetHeight + PANEL_MARGIN;
    const below = at.bottom + room < window.innerHeight || at.top < room;
    box.style.left = `${left}px`;
    box.style.top = `${below ? at.bottom - frame.top + 4 : at.top - frame.top - box.offsetHeight - 4}px`;
  }

  function hide() {
    clearTimeout(timer);
    word?.removeAttribute("aria-describedby");
    word = null;
    kept = false;
    box.hidden = true;
  }

  const later = (act, wait) => { clearTimeout(timer); timer = setTimeout(act, wait); };
  const leave = () => { if (!kept) later(() => { if (document.activeElement !== word) hide(); }, PANEL_HIDE); };
  box.addEventListener("mouseenter", () => clearTimeout(timer));
  box.addEventListener("mouseleave", leave);
  box.addEventListener("focusout", (event) => { if (event.relatedTarget !== word) hide(); });

  return {
    box,
    attach(node, head, lines) {
      node.addEventListener("mouseenter", () => { if (!kept) later(() => show(node, head, lines), PANEL_SHOW); });
      node.addEventListener("mouseleave", leave);
      node.addEventListener("focus", () => show(node, head, lines));
      node.addEventListener("blur", (event) => { if (word === node && event.relatedTarget !== box) hide(); });
      node.addEventListener("click", () => { show(node, head, lines); kept = true; });
      node.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || box.hidden) return;
        // The first Escape shuts the panel alone, the next does what Escape does on the page.
        event.preventDefault();
        event.stopPropagation();
        hide();
      });
    },
  };
}
