/* Runs before the page does: tells Streamlit where its server is, and which theme to open in.

   Dark unless the link or an earlier choice says light; Streamlit reads its theme from the key below. The theme is
   asked for in the link, so that a link shows what its sender saw; the map's switch asks here, since a frame may not
   steer the page around it. */
"use strict";

(() => {
  // Without this Streamlit would look for its server under the name of each page first.
  const root = new URL("../../", document.currentScript.src);
  window.__streamlit = { BACKEND_BASE_URL: root.href.replace(/\/$/, "") };

  const asked = new URLSearchParams(window.location.search).get("theme");
  try {
    if (asked === "light" || asked === "dark") window.localStorage.setItem("briefmap-theme", asked);
    const name = window.localStorage.getItem("briefmap-theme") === "light" ? "Light" : "Dark";
    window.localStorage.setItem(`stActiveTheme-${window.location.pathname}-v2`, JSON.stringify(name));
  } catch {
    // Without storage the page keeps the system's theme.
  }

  window.addEventListener("message", (event) => {
    if (event.origin !== window.location.origin || !["light", "dark"].includes(event.data?.briefmapTheme)) return;
    const url = new URL(window.location.href);
    url.searchParams.set("theme", event.data.briefmapTheme);
    window.location.assign(url);
  });
})();
