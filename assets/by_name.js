/* A field that opens an event by its name: the names are those of the browser's own list below the field. */
"use strict";

let number = 0;

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".bm-own");
  root.briefmap ??= new ByName(root);
  root.briefmap.follow(data, (id) => setTriggerValue("chosen", id));
}

class ByName {
  constructor(root) {
    const label = document.createElement("label");
    label.className = "bm-by-name";
    this.said = label.appendChild(document.createElement("span"));
    this.field = label.appendChild(document.createElement("input"));
    this.field.type = "text";
    this.field.autocomplete = "off";
    this.names = document.createElement("datalist");
    this.names.id = `bm-names-${number += 1}`;
    this.field.setAttribute("list", this.names.id);
    // Names are put there when somebody comes for them: with a thousand of them each change would wait.
    this.field.addEventListener("focus", () => { this.fill(); this.field.select(); });
    this.field.addEventListener("input", (event) => {
      // A browser says of no key where the name was taken from its list.
      if (event.inputType === undefined || event.inputType === "insertReplacementText") this.open(this.field.value);
    });
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.open(this.field.value);
    });
    root.append(label, this.names);
  }

  follow(data, send) {
    this.data = data;
    this.send = send;
    this.said.textContent = data.label;
    this.field.placeholder = data.hint;
    this.field.value = data.names.find(([id]) => id === data.chosen)?.[1] ?? "";
    this.stale = true;
    if (document.activeElement === this.field) this.fill();
  }

  fill() {
    if (!this.stale) return;
    this.stale = false;
    this.names.replaceChildren(...this.data.names.map(([, name]) => new Option(name)));
  }

  /** Open the event of this name, or the first whose name has what was typed; with nothing typed, none. */
  open(typed) {
    const plain = typed.trim().toLowerCase();
    const found = this.data.names.find(([, name]) => name === typed)
      ?? this.data.names.find(([, name]) => plain && name.toLowerCase().includes(plain));
    this.field.setCustomValidity(found || !plain ? "" : "None of the names has that in it.");
    this.field.reportValidity();
    if (found || !plain) this.send(found?.[0] ?? "");
  }
}
