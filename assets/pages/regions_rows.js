/** The list of regions: which one is drawn in, its name and colour, and what it holds. */

/** @import { Regions } from "./regions_drawn.js" */

import { byId, closest } from "../shared/dom.js";
import { filled } from "../shared/place_field.js";

/**
 * @param {Record<string, string>} texts
 * @param {object} page
 * @param {(at: number) => void} page.choose
 * @param {(at: number, change: { name?: string, colour?: string }) => void} page.change
 * @param {(at: number) => void} page.remove
 */
export function regionRows(texts, { choose, change, remove }) {
  const list = /** @type {HTMLElement} */ (byId("drawn"));
  const template = /** @type {HTMLTemplateElement} */ (byId("region-row"));

  /** @param {Element} row */
  const inputs = (row) => /** @type {NodeListOf<HTMLInputElement>} */ (row.querySelectorAll("input"));
  /** @param {Event} event */
  const place = (event) => [...list.children].indexOf(/** @type {Element} */ (closest(event, "li")));

  list.addEventListener("change", (event) => {
    const [at, input] = [place(event), event.target];
    if (!(input instanceof HTMLInputElement) || at < 0) return;
    if (input.type === "radio") choose(at);
    else change(at, input.type === "color" ? { colour: input.value } : { name: input.value });
  });
  list.addEventListener("click", (event) => closest(event, ".remove") && remove(place(event)));

  /** @param {number} n */
  const counted = (n) =>
    n === 0
      ? texts.empty
      : n === 1
        ? texts.one
        : filled(texts.count, { n: n.toLocaleString(document.documentElement.lang) });

  return {
    /**
     * Rows stay where they are, so that the keyboard does, too.
     * @param {Regions} regions
     * @param {number} active
     */
    show(regions, active) {
      while (list.children.length > regions.length) list.lastElementChild?.remove();
      while (list.children.length < regions.length) list.append(template.content.cloneNode(true));
      regions.forEach(({ name, colour, codes }, at) => {
        const row = list.children[at];
        const [radio, paint, text] = inputs(row);
        radio.checked = at === active;
        radio.setAttribute("aria-label", filled(texts.draw_in, { region: name }));
        paint.value = colour;
        paint.setAttribute("aria-label", filled(texts.colour_of, { region: name }));
        text.value = name;
        text.setAttribute("aria-label", filled(texts.name_of, { region: name }));
        const [count, button] = [row.querySelector(".count"), row.querySelector("button")];
        if (count) count.textContent = counted(codes.length);
        button?.setAttribute("aria-label", filled(texts.remove, { region: name }));
      });
    },
    /** @param {number} at the name of this region is written next */
    name(at) {
      const text = list.children[at] && inputs(list.children[at])[2];
      text?.focus();
      text?.select();
      list.children[at]?.scrollIntoView({ block: "nearest" });
    },
  };
}
