/**
 * The cards of the selected regions. Dash would empty the panel and fill it again, some hundred milliseconds apart: a
 * scrolled panel jumped to its top, and a press on a button that went away in between was lost. What stays the same is
 * therefore left alone here.
 */

import { byId } from "../shared/dom.js";

/** What each part of the panel was made from: scripts have filled it since. @type {WeakMap<Element, string>} */
const sources = new WeakMap();

/** @param {string} html */
function made(html) {
  const { body } = new DOMParser().parseFromString(
    html,
    "text/html",
  ); /* runs no script; the server escaped all texts */
  const part = /** @type {Element} */ (body.firstElementChild);
  sources.set(part, html);
  return part;
}

/** @param {string[]} parts HTML of the panel's parts, as the server wrote them */
export function write(parts) {
  const panel = byId("panel");
  if (!panel) return;
  const before = [...panel.children];
  const wanted = parts.map((html) => before.find((part) => sources.get(part) === html) ?? made(html));
  for (const part of before) if (!wanted.includes(part)) part.remove();
  wanted.forEach((part, i) => {
    if (panel.children[i] !== part) panel.insertBefore(part, panel.children[i] ?? null);
  });
}
