/** A map that the server has drawn: the area under the pointer is read out, and a press keeps it. */

import { byId } from "../shared/dom.js";

const texts = JSON.parse(byId("area-texts")?.textContent ?? "{}");
const readout = byId("readout");

/** @param {Event} event */
function read({ target }) {
  const code = target instanceof SVGElement ? target.dataset.code : "";
  if (!readout || !code || !texts[code]) return;
  readout.hidden = false;
  readout.textContent = texts[code];
}

const map = document.querySelector(".picture-map .map");
map?.addEventListener("pointerover", read);
map?.addEventListener("click", read);
