/** The picture that the server drew goes when the map stands painted in its place. */

import { byId } from "../shared/dom.js";
import { focusHeading } from "../shared/focus.js";
import { areas } from "./paint.js";
import { drawn, onChange } from "./state.js";

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
      first.remove();
      focus();
      focusHeading(); /* not before: what is hidden takes no focus */
    }),
  );
}

export function start() {
  onChange((what) => {
    if (what === "failed" || (drawn() && areas.size > 0 && byId("title")?.childElementCount)) go();
  });
}
