/** What has its size in pixels, such as a map, is made to fit the paper before it is printed. */

import { each } from "./dom.js";

/** What the style sheets leave of an upright A4 sheet. */
const PAPER_WIDTH = 700;

/**
 * @param {string} selector
 * @param {number} most height in pixels of the paper
 */
export function fitPaper(selector, most) {
  window.addEventListener("beforeprint", () => {
    each(selector, (part) => {
      const { offsetWidth: wide, offsetHeight: high } = part;
      if (!wide || !high) return;
      const zoom = Math.min(PAPER_WIDTH / wide, most / high);
      for (const [name, value] of Object.entries({ wide: `${wide}px`, high: `${high}px`, zoom: String(zoom) })) {
        part.style.setProperty(`--print-${name}`, value);
      }
    });
  });
}
