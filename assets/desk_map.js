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
    look();
  };

  const look = () => self.map.fitBounds(JSON.parse(focus), { padding: [40, 40], maxZoom: 6, animate: false });

  function start() {
    started = true;
    // Where this map looks is not kept in the link: that is the briefing map's.
    self.options.url = false;
    self.placed = false;
    document.body.classList.add("bm-desk");
    const box = self.map.getContainer();
    box.append(self.element("div", "bm-cross"));
    // The frame may get its size only after it was told where to look.
    self.map.on("resize", () => { if (focus) look(); });
    self.map.on("click", (event) => { if (picking()) pick(event.latlng); });
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.ctrlKey || event.metaKey || !picking() || event.target !== box) return;
      event.preventDefault();
      pick(self.map.getCenter());
    });
  }

  // The page's keys work from within the map too; the map's own are arrows, plus and minus.
  document.addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey } = event;
    const plain = !ctrlKey && !metaKey && !altKey && (key === "Escape" || (key.length === 1 && "aexmsuhn".includes(key.toLowerCase())));
    const saves = (ctrlKey || metaKey) && (key === "Enter" || key.toLowerCase() === "s");
    if (!plain && !saves) return;
    if (saves) event.preventDefault();
    tell("keydown", event);
  });
  // A key that went down outside may come up in here: the page must hear of it, or it takes the key for held down.
  document.addEventListener("keyup", (event) => tell("keyup", event));

  function tell(what, { key, code, keyCode, ctrlKey, metaKey }) {
    const options = { key, code, keyCode, ctrlKey, metaKey, bubbles: true };
    window.parent.document.body.dispatchEvent(new window.parent.KeyboardEvent(what, options));
  }
})(window.briefmap);
