/** Reaching the page's parts. */

/** @param {string} id */
export const byId = (id) => document.getElementById(id);

/**
 * @param {string} selector
 * @param {(element: HTMLElement) => void} act
 */
export const each = (selector, act) =>
  /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(selector)).forEach((element) => act(element));

/**
 * The element of an event, or the one around it, that a selector names.
 * @param {Event} event
 * @param {string} selector
 * @returns {HTMLElement | null}
 */
export const closest = (event, selector) => (event.target instanceof Element ? event.target.closest(selector) : null);

/**
 * The text field of an event, if it has this id.
 * @param {Event} event
 * @param {string} id
 */
export const field = (event, id) =>
  event.target instanceof HTMLInputElement && event.target.id === id ? event.target : null;

/**
 * Text for those who do not see the map.
 * @param {string} text
 */
export function say(text) {
  const live = byId("spoken");
  if (live) live.textContent = text;
}

const TOLD_MS = 6000;
let told = 0;

/**
 * Text for everybody: why what the reader asked for did not happen.
 * @param {string} text
 */
export function tell(text) {
  say(text);
  const place = byId("told");
  if (!place) return;
  place.textContent = text;
  place.hidden = false;
  clearTimeout(told);
  told = window.setTimeout(() => (place.hidden = true), TOLD_MS);
}
