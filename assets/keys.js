/* Keys that Streamlit has no word for. It runs in the page; the map's frame hands its keys on to it. */
"use strict";

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable=true]");
  if (event.key !== "?" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  // The sheet takes the keyboard; from within the map's frame it could not.
  document.activeElement?.blur();
  window.focus();
  document.querySelector(".st-key-help button")?.click();
});
