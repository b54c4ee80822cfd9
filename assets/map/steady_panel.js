/** The panel beside the map keeps its height while Dash writes it anew: emptied and low, it would scroll to its top. */

import { byId } from "../shared/dom.js";

/** Longest time until it is filled, for parts that come back at once. */
const AT_LAST_MS = 1000;

/**
 * @param {HTMLElement} panel
 * @param {HTMLElement} side what scrolls
 */
function keep(panel, side) {
  let height = 0;
  let top = 0;
  let held = 0;
  /** @param {boolean} on */
  const hold = (on) => {
    clearTimeout(held);
    held = on ? window.setTimeout(hold, AT_LAST_MS, false) : 0;
    panel.style.minHeight = on ? `${height}px` : "";
    side.style.overflowAnchor = on ? "none" : "";
  };
  side.addEventListener("scroll", () => (top = side.scrollTop), { passive: true });
  new ResizeObserver(() => {
    if (!held) height = panel.offsetHeight;
  }).observe(panel);
  new MutationObserver((changes) => {
    if (changes.some(({ removedNodes }) => removedNodes.length > 0)) {
      const before = top; /* React has measured the empty panel; its scrolling is told only later */
      hold(true);
      side.scrollTop = before;
    } else if (held) requestAnimationFrame(() => hold(false));
  }).observe(panel, { childList: true, subtree: true });
}

/** Dash makes panel and side after the scripts have begun. */
export function start() {
  const waiting = new MutationObserver(() => {
    const [panel, side] = [byId("panel"), byId("side")];
    if (!panel || !side) return;
    waiting.disconnect();
    keep(panel, side);
  });
  waiting.observe(document.body, { childList: true, subtree: true });
}
