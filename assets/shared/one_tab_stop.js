/** Many controls in a column are one stop of the Tab key; arrow keys go from one to the next. */

import { closest } from "./dom.js";

const PAGE = 10;

/** @type {Record<string, (at: number) => number>} */
const STEPS = {
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  PageDown: (at) => at + PAGE,
  PageUp: (at) => at - PAGE,
  Home: () => 0,
  End: () => Infinity,
};

/**
 * @param {string} selector
 * @returns {HTMLElement | null}
 */
export const tabStop = (selector) => document.querySelector(`${selector}[tabindex="0"]`);

/**
 * @param {string} selector
 * @param {Element | null} to
 */
export function moveTabStop(selector, to) {
  if (!(to instanceof HTMLElement)) return;
  const before = tabStop(selector);
  if (before) before.tabIndex = -1;
  to.tabIndex = 0;
}

/**
 * Goes on from the control that has the keyboard.
 * @param {KeyboardEvent} event
 * @param {string} selector
 * @param {Record<string, (at: number) => number>} [steps] where they do not stand in one column
 */
export function onArrows(event, selector, steps = STEPS) {
  const from = closest(event, selector);
  const step = steps[event.key];
  if (!from || !step || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const all = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(selector));
  const to = all[Math.min(all.length - 1, Math.max(0, step([...all].indexOf(from))))];
  moveTabStop(selector, to);
  to.focus();
}
