/** One finger and the wheel belong to the page: a hint says how the map moves; outside of frames once is enough. */

import { byId, closest } from "../shared/dom.js";

const HINT_MS = 1600;
let gone = 0;

/** @type {Set<string>} */
const told = new Set();

/** @param {"touch" | "wheel"} kind */
function hint(kind) {
  const box = byId("gesture-hint");
  if (!box || (told.has(kind) && !document.documentElement.dataset.embed)) return;
  told.add(kind);
  box.textContent = box.dataset[kind] ?? "";
  box.hidden = false;
  clearTimeout(gone);
  gone = window.setTimeout(() => (box.hidden = true), HINT_MS);
}

export function start() {
  const passive = { passive: true };
  document.addEventListener(
    "touchmove",
    (event) => closest(event, ".map") && event.touches.length === 1 && hint("touch"),
    passive,
  );
  document.addEventListener(
    "wheel",
    (event) => closest(event, ".map") && !event.ctrlKey && !event.metaKey && hint("wheel"),
    passive,
  );
}
