/** Finding a region by its name, in whatever way its umlauts are typed. */

/** @import { RegionsFile } from "../types.d.ts" */

import { byId, closest, field, tell } from "../shared/dom.js";
import { fold, meant } from "../shared/names.js";
import { toggle } from "./interaction.js";
import { fill } from "./sentences.js";
import { now, onChange } from "./state.js";

/** A suggestion, which names the district where the region lies. */
const SUGGESTED = / \(.+\)$/;

/**
 * @param {RegionsFile} regions
 * @param {number} i
 */
const label = ({ names, parents }, i) => (parents[i] ? `${names[i]} (${parents[i]})` : names[i]);

/**
 * The region that a text means: the suggestion itself, a whole name, or the first name that begins so.
 * @param {RegionsFile} regions the server folded its names
 * @param {string} text
 * @returns {string | undefined}
 */
export function findRegion(regions, text) {
  const wanted = fold(text);
  if (!wanted) return undefined;
  const suggested = SUGGESTED.test(wanted) ? regions.codes.findIndex((_, i) => fold(label(regions, i)) === wanted) : -1;
  return regions.codes[suggested >= 0 ? suggested : meant(regions.folded, wanted)];
}

/** @param {HTMLInputElement} box */
function choose(box) {
  if (!now.regions || !now.view || !box.value.trim()) return;
  const code = findRegion(now.regions, box.value);
  if (!code) {
    tell(fill(now.view.texts.no_region, { name: box.value }));
    return;
  }
  box.value = "";
  if (!now.selected.has(code)) toggle(code);
}

function suggest() {
  const list = byId("region-names");
  const { regions, view } = now;
  if (!list || !regions || !view || list.dataset.of === view.files.regions) return;
  list.dataset.of = view.files.regions;
  list.replaceChildren(...regions.codes.map((_, i) => new Option("", label(regions, i))));
}

export function start() {
  document.addEventListener("input", (event) => {
    const box = field(event, "region-search");
    if (box && SUGGESTED.test(box.value)) choose(box);
  });
  document.addEventListener("keydown", (event) => {
    const box = field(event, "region-search");
    if (box && event.key === "Enter") choose(box);
  });
  document.addEventListener("click", (event) => {
    const code = closest(event, "[data-drop]")?.dataset.drop;
    if (code) toggle(code);
  });
  onChange((what) => what === "view" && suggest());
}
