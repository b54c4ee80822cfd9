/** On a narrow screen the controls lie over the page: what is behind them cannot be reached until they are closed. */

import { byId } from "../shared/dom.js";

/* as narrow.css has it */
const narrow = window.matchMedia("(max-width: 56.1875em)");

export const isNarrow = () => narrow.matches;

/** @param {Element} panel */
function behind(panel) {
  const found = [];
  for (let part = panel; part.parentElement && part !== document.body; part = part.parentElement) {
    found.push(...[...part.parentElement.children].filter((other) => other !== part));
  }
  return found;
}

/** Closed by the reader, the keyboard goes back to what opened it. */
export function settleDrawer() {
  const panel = byId("controls");
  const page = byId("page");
  if (!panel || !page) return;
  const over = narrow.matches && page.classList.contains("chosen") && page.classList.contains("show-controls");
  const was = panel.getAttribute("role") === "dialog";
  if (over === was) return;
  document.documentElement.classList.toggle("drawer-open", over);
  for (const part of behind(panel)) part.toggleAttribute("inert", over);
  if (over) {
    panel.setAttribute("role", "dialog");
    panel.setAttribute("aria-modal", "true");
    return;
  }
  panel.removeAttribute("role");
  panel.removeAttribute("aria-modal");
  const opener = /** @type {HTMLElement | null} */ (document.querySelector(".open-controls"));
  if (narrow.matches) opener?.focus({ preventScroll: true });
}

export function start() {
  narrow.addEventListener("change", settleDrawer);
}
