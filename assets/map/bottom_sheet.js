/**
 * On a narrow screen the regions stand in a sheet at the lower edge: a handle with the first region's value, pulled or
 * tapped.
 */

import { byId, closest } from "../shared/dom.js";
import { onChange } from "./state.js";

const FAR_ENOUGH = 30;
/** @type {number | null} */
let from = null;
let dragged = false;

const handle = () => byId("sheet-handle");
const isUp = () => handle()?.getAttribute("aria-expanded") === "true";

/** @param {boolean} up */
function pull(up) {
  byId("side")?.classList.toggle("pulled", up);
  handle()?.setAttribute("aria-expanded", String(up));
}

function label() {
  const text = handle()?.querySelector("span");
  if (!text) return;
  const card = document.querySelector("#panel .card");
  const name = card?.querySelector("h3")?.textContent;
  const value = card?.querySelector(".value")?.textContent;
  text.textContent = name ? [name, value].filter(Boolean).join(": ") : (handle()?.dataset.empty ?? "");
}

export function start() {
  document.addEventListener("pointerdown", (event) => {
    from = closest(event, "#sheet-handle") ? event.clientY : null;
    dragged = false;
  });
  document.addEventListener("pointermove", (event) => {
    if (from === null || Math.abs(event.clientY - from) < FAR_ENOUGH) return;
    pull(event.clientY < from);
    from = null;
    dragged = true; /* the click that follows belongs to the pull */
  });
  document.addEventListener("click", (event) => {
    if (closest(event, "#sheet-handle") && !dragged) pull(!isUp());
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isUp() || !closest(event, "#side")) return;
    pull(false);
    handle()?.focus();
  });
  onChange((what) => (what === "view" || what === "year" || what === "parts") && label());
}
