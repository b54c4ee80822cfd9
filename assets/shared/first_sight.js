/** The page that came as plain HTML goes when that of the scripts stands in its place. */

import { byId } from "./dom.js";

/**
 * A control that a reader has walked to stays where the reader is.
 * @param {Element} first
 */
function keepFocus(first) {
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

/**
 * Two frames: in the first the page of the scripts finds its size.
 * @param {() => void} then what is done once the plain one has gone
 * @param {() => void} [before]
 */
export function takeItsPlace(then, before = () => {}) {
  if (going) return;
  going = true;
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const first = document.querySelector(".first-sight");
      if (!first) return;
      const focus = keepFocus(first);
      before();
      first.remove();
      focus();
      then(); /* not before: what is hidden takes no focus */
    }),
  );
}
