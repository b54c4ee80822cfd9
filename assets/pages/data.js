/** The list of indicators can be searched; without a script all of it stands there. */

import { byId, each } from "../shared/dom.js";
import { spellings } from "../shared/names.js";
import { meantBy } from "../shared/word_search.js";

/** @param {string} text */
function search(text) {
  const items = [...document.querySelectorAll(".indicators > li")].filter((one) => one instanceof HTMLElement);
  const meant = meantBy(
    items.map((item) => spellings(item.textContent ?? "").join(" ")),
    text,
  );
  for (const [i, item] of items.entries()) item.hidden = !meant[i];
  each(".field-title", (title) => {
    title.hidden = !title.nextElementSibling?.querySelector("li:not([hidden])");
  });
  const found = byId("found");
  if (!found) return;
  const n = String(meant.filter(Boolean).length);
  found.textContent = text.trim() ? (found.dataset.text ?? "").replace("{n}", n) : "";
}

const box = byId("find");
if (box instanceof HTMLInputElement) box.addEventListener("input", () => search(box.value));
each(".find", (part) => (part.hidden = false));

/* an address that names an indicator shows its definition */
const details = byId(decodeURIComponent(window.location.hash.slice(1)))?.querySelector("details");
if (details) details.open = true;
