/** The picture that the server drew: it answers the pointer, and goes when the map stands painted in its place. */

import { byId, closest } from "../shared/dom.js";
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

/** What was read out stays read out, what was clicked is chosen: the areas stand where those of the picture stood. */
function handOver() {
  document.removeEventListener("mousemove", follow);
  document.removeEventListener("click", keepClick);
  const code = pointer && codeAt(pointer);
  document.querySelector(".first-sight")?.remove();
  if (code) point(code, pointer);
  clicked.forEach(toggle);
}

/** A link that a reader has walked to stays where the reader is. */
function keepFocus(/** @type {Element} */ first) {
  const { activeElement } = document;
  if (!activeElement || !first.contains(activeElement)) return () => {};
  const all = "a, button, input, select, summary, [tabindex]";
  const at = [...first.querySelectorAll(all)].indexOf(activeElement);
  const id = activeElement.id.replace(/^first-/, "");
  return () => {
    const next = id ? byId(id) : byId("page")?.querySelectorAll(all)[at];
    if (next instanceof HTMLElement) next.focus({ preventScroll: true });
  };
}

let going = false;

/** Two frames: in the first the page finds its size and the map its place. */
function go() {
  if (going) return;
  going = true;
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const first = document.querySelector(".first-sight");
      if (!first) return;
      const focus = keepFocus(first);
      handOver();
      focus();
      focusHeading(); /* not before: what is hidden takes no focus */
    }),
  );
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
    if (what === "failed" || (drawn() && areas.size > 0 && byId("title")?.childElementCount)) go();
  });
}
