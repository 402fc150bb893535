/* What decides (Save, Accept, Ctrl + Enter) waits until the page has followed what was done before.

   While a page is drawn anew its fields stand, for a moment, at nothing: what is saved in that moment loses them. That
   moment goes on a little after the server has said all, until the browser has drawn it. */
"use strict";

(() => {
  const LONGEST = 15_000;
  const CALM = 300;
  const DECIDES = ".st-key-desk-actions button, .st-key-desk-read button";
  let waiting = false;
  let mine = false;
  let ran = 0;

  const running = () => document.querySelector("[data-testid=stApp]")?.dataset.testScriptState !== "notRunning";
  const busy = () => running() || performance.now() - ran < CALM;
  new MutationObserver(() => { ran = performance.now(); })
    .observe(document, { subtree: true, attributeFilter: ["data-test-script-state"] });
  const frame = () => new Promise((done) => requestAnimationFrame(done));

  async function hold(event, again) {
    if (mine || !busy()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (waiting) return;
    waiting = true;
    const start = performance.now();
    while (busy() && performance.now() - start < LONGEST) await frame();
    waiting = false;
    mine = true;
    try { again(); } finally { mine = false; }
  }

  window.addEventListener("click", (event) => {
    const button = event.target.closest?.(DECIDES);
    if (!button) return;
    const key = [...button.closest("[class*='st-key-']").classList].find((name) => name.startsWith("st-key-"));
    // Drawn anew meanwhile, it is another element of the same key.
    hold(event, () => (button.isConnected ? button : document.querySelector(`.${CSS.escape(key)} button`))?.click());
  }, true);

  window.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || !["Enter", "s", "S"].includes(event.key)) return;
    const { key, code, keyCode, ctrlKey, metaKey, shiftKey, target } = event;
    hold(event, () => (target.isConnected ? target : document.body).dispatchEvent(new KeyboardEvent("keydown", {
      key, code, keyCode, ctrlKey, metaKey, shiftKey, bubbles: true, cancelable: true, composed: true,
    })));
  }, true);
})();
