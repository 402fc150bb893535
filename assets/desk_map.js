/* The map of the review desk: it looks where it is told to, and answers a click, or Enter, with a place. */
"use strict";

((self) => {
  let focus = null;
  let started = false;

  const pick = (latlng) => {
    const at = latlng.wrap();
    window.Streamlit?.setComponentValue({ picked: [at.lat, at.lng], at: Date.now() });
  };
  const picking = () => document.body.classList.contains("bm-picking");

  /** What the page says of the view: where to look, and whether a place is asked for. */
  self.desk = (next) => {
    if (!started) start();
    document.body.classList.toggle("bm-picking", Boolean(next.picking));
    const wanted = JSON.stringify(next.focus ?? null);
    if (!next.focus || wanted === focus) return;
    focus = wanted;
    self.placed = true;
    self.map.fitBounds(next.focus, { padding: [40, 40], maxZoom: 6, animate: false });
  };

  function start() {
    started = true;
    // Where this map looks is not kept in the link: that is the briefing map's.
    self.options.url = false;
    self.placed = false;
    document.body.classList.add("bm-desk");
    const box = self.map.getContainer();
    box.append(self.element("div", "bm-cross"));
    self.map.on("click", (event) => { if (picking()) pick(event.latlng); });
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !picking() || event.target !== box) return;
      event.preventDefault();
      pick(self.map.getCenter());
    });
  }

  // The page's keys work from within the map too; the map's own are arrows, plus and minus.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !"aexmsuhn".includes(event.key.toLowerCase())) return;
    window.parent.document.body.dispatchEvent(new window.parent.KeyboardEvent("keydown", {
      key: event.key, code: event.code, keyCode: event.keyCode, bubbles: true,
    }));
  });
})(window.briefmap);
