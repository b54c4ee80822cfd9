/** Choosing what the map shows: indicators with their search, levels, the native lists of design and comparison. */

import { byId, closest, each, field } from "../shared/dom.js";
import { meantBy } from "../shared/word_search.js";
import { ask } from "./address.js";
import { now, onChange } from "./state.js";

/** The list stands in a template of the page: as components its hundreds of parts would be slow. */
export function fillList() {
  const groups = byId("groups");
  const list = byId("indicators");
  if (groups && !groups.childElementCount && list instanceof HTMLTemplateElement) {
    groups.append(list.content.cloneNode(true));
  }
}

function markChosen() {
  each("[data-indicator]", (button) => {
    const own = button.dataset.indicator === now.view?.indicator;
    if (own) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
    const group = button.closest("details");
    if (own && group) group.open = true;
  });
}

/** Lists show what the server answered, also after Back. */
function settleLists() {
  each("[data-control]", (list) => {
    const value = now.view?.controls[list.dataset.control ?? ""];
    if (list instanceof HTMLSelectElement && value !== undefined && list.value !== value) list.value = value;
  });
}

/** @param {string} text */
function search(text) {
  const entries = [...document.querySelectorAll("#picker [data-words]")].filter((one) => one instanceof HTMLElement);
  const meant = meantBy(
    entries.map((entry) => entry.dataset.words ?? ""),
    text,
  );
  for (const [i, entry] of entries.entries()) entry.hidden = !meant[i];
  document.querySelectorAll("#picker details").forEach((group) => {
    if (!(group instanceof HTMLDetailsElement)) return;
    group.hidden = !group.querySelector("[data-words]:not([hidden])");
    if (text.trim()) group.open = !group.hidden;
  });
  const none = byId("picker-none");
  if (none) none.hidden = meant.includes(true);
}

export function start() {
  document.addEventListener("click", (event) => {
    const { level } = closest(event, "[data-level]")?.dataset ?? {};
    if (level) ask({ level });
    const { focus } = closest(event, "[data-focus]")?.dataset ?? {};
    if (focus !== undefined) ask({ focus });
    const { indicator } = closest(event, "[data-indicator]")?.dataset ?? {};
    if (indicator) ask({ indicator });
  });
  document.addEventListener("change", ({ target }) => {
    const key = target instanceof HTMLSelectElement && target.dataset.control;
    if (key) ask({ [key]: target.value });
  });
  document.addEventListener("input", (event) => {
    const box = field(event, "picker-search");
    if (box) search(box.value);
  });
  onChange((what) => {
    if (what === "view") markChosen();
    if (what === "view" || what === "parts") settleLists();
  });
}
