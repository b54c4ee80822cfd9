/**
 * On a narrow screen the regions stand in a sheet at the lower edge: a handle with the first region's value, pulled or
 * tapped.
 */

import { byId, closest } from "../shared/dom.js";
import { onPoint } from "./interaction.js";
import { fill } from "./sentences.js";
import { name, now, onChange } from "./state.js";

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

/** @type {string | null} */
let read = null;

/** The first region with its value. */
function firstCard() {
  const card = document.querySelector("#panel .card");
  const region = card?.querySelector("h3")?.textContent;
  const value = card?.querySelector(".value")?.textContent;
  return region ? [region, value].filter(Boolean).join(": ") : "";
}

/** What the readout says of an area just now is not said twice. */
function label() {
  const box = handle();
  const text = box?.querySelector("span");
  if (!box || !text) return;
  const { empty = "", more = "" } = box.dataset;
  const said = read !== null && now.selected.has(read);
  text.textContent = said ? fill(more, { name: name(read ?? "") }) : firstCard() || empty;
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
  onPoint((code) => {
    read = code;
    label();
  });
  onChange((what) => {
    if (what === "year" || what === "view") read = null;
    if (what === "year" || what === "view" || what === "parts") label();
  });
}
