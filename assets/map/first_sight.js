/** The picture that the server drew: it answers the pointer, and goes when the map stands painted in its place. */

import { byId, closest } from "../shared/dom.js";
import { takeItsPlace } from "../shared/first_sight.js";
import { focusHeading } from "../shared/focus.js";
import { firstView } from "./first_view.js";
import { point, toggle } from "./interaction.js";
import { areas } from "./paint.js";
import { drawn, foresee, onChange } from "./state.js";

const IN_PICTURE = ".first-sight .picture [data-code]";

/** @type {MouseEvent | null} */
let pointer = null;

/**
 * Areas that were clicked before they can be chosen.
 * @type {string[]}
 */
let clicked = [];

/** @param {Event} event */
const codeAt = (event) => closest(event, IN_PICTURE)?.dataset.code ?? null;

/** @param {MouseEvent} event */
function follow(event) {
  const code = codeAt(event);
  if (code || pointer) point(code, event);
  pointer = code ? event : null;
}

/** @param {MouseEvent} event */
function keepClick(event) {
  const code = codeAt(event);
  if (code) clicked = clicked.includes(code) ? clicked.filter((one) => one !== code) : [...clicked, code];
}

/** The code under the pointer is that of the picture as long as it stands. */
let under = /** @type {string | null} */ (null);

function letGo() {
  document.removeEventListener("mousemove", follow);
  document.removeEventListener("click", keepClick);
  under = pointer && codeAt(pointer);
}

/** @type {() => void} */
let tellGone;

/**
 * Settles when the picture has gone.
 * @type {Promise<void>}
 */
export const gone = new Promise((done) => (tellGone = done));

/** What was read out stays read out, what was clicked is chosen: the areas stand where those of the picture stood. */
function handOver() {
  if (under) point(under, pointer);
  clicked.forEach(toggle);
  focusHeading();
  tellGone();
}

/** Settles when the picture can be read out by the pointer; what then runs for long may. */
export async function foreseen() {
  const view = firstView();
  if (view) await foresee(view);
  if (pointer) follow(pointer);
}

export function start() {
  document.addEventListener("mousemove", follow);
  document.addEventListener("click", keepClick);
  onChange((what) => {
    if (what === "failed" || (drawn() && areas.size > 0 && byId("title")?.childElementCount))
      takeItsPlace(handOver, letGo);
  });
}
