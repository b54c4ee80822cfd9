/** The list of indicators can be searched; without a script all of it stands there. */

import { byId, each } from "../shared/dom.js";
import { fold, spellings } from "../shared/names.js";

/** @param {string} text */
function search(text) {
  const wanted = fold(text);
  let n = 0;
  each(".indicators > li", (item) => {
    item.hidden = !spellings(item.textContent ?? "").some((spelling) => spelling.includes(wanted));
    if (!item.hidden) n += 1;
  });
  each(".field-title", (title) => {
    title.hidden = !title.nextElementSibling?.querySelector("li:not([hidden])");
  });
  const found = byId("found");
  if (found) found.textContent = wanted ? (found.dataset.text ?? "").replace("{n}", String(n)) : "";
}

const box = byId("find");
if (box instanceof HTMLInputElement) box.addEventListener("input", () => search(box.value));
each(".find", (part) => (part.hidden = false));

/* an address that names an indicator shows its definition */
const details = byId(decodeURIComponent(window.location.hash.slice(1)))?.querySelector("details");
if (details) details.open = true;
