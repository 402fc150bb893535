/* What decides (Save, Accept, Ctrl + Enter) waits until the page has followed what was done before.

   While a page is drawn anew its fields stand, for a moment, at nothing: what is saved in that moment loses them. */
"use strict";

(() => {
  const LONGEST = 15_000;
  const DECIDES = ".st-key-desk-actions button, .st-key-desk-read button";
  let waiting = false;
  let mine = false;

  const running = () => document.querySelector("[data-testid=stApp]")?.dataset.testScriptState !== "notRunning";
  const frame = () => new Promise((done) => requestAnimationFrame(done));

  async function hold(event, again) {
    if (mine || !running()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (waiting) return;
    waiting = true;
    const start = performance.now();
    // Still for two frames, for the page is painted after it was told.
    for (let still = 0; still < 2 && performance.now() - start < LONGEST; still = running() ? 0 : still + 1) await frame();
    waiting = false;
    mine = true;
    try { again(); } finally { mine = false; }
  }

  window.addEventListener("click", (event) => {
    const button = event.target.closest?.(DECIDES);
    if (button) hold(event, () => button.click());
  }, true);

  window.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || !["Enter", "s", "S"].includes(event.key)) return;
    const { key, code, keyCode, ctrlKey, metaKey, shiftKey, target } = event;
    hold(event, () => (target.isConnected ? target : document.body).dispatchEvent(new KeyboardEvent("keydown", {
      key, code, keyCode, ctrlKey, metaKey, shiftKey, bubbles: true, cancelable: true, composed: true,
    })));
  }, true);
})();
