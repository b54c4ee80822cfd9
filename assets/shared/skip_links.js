/** Links past what stands between: each names, in `data-skip`, where it goes; the first of these that can be seen. */

import { closest } from "./dom.js";

const FOCUSABLE = "a[href], button, input, select, summary, [tabindex]";

/** @param {MouseEvent} event */
function onClick(event) {
  const wanted = closest(event, "[data-skip]")?.dataset.skip;
  if (!wanted) return;
  event.preventDefault(); /* a mark in the address would be a step to go back from */
  const places = wanted.split(" ").map((selector) => document.querySelector(selector));
  const place = places.find((one) => one?.getClientRects().length);
  if (!(place instanceof HTMLElement || place instanceof SVGElement)) return;
  if (!place.matches(FOCUSABLE)) place.setAttribute("tabindex", "-1");
  place.scrollIntoView({ block: "nearest" });
  place.focus({ preventScroll: true });
}

export function start() {
  document.addEventListener("click", onClick);
}
