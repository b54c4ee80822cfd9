/** All municipalities as boxes to tick, by district, with a search: what the map does, for keyboard and ear. */

/** @import { Regions } from "./regions_drawn.js" */

import { byId } from "../shared/dom.js";
import { spellings } from "../shared/names.js";
import { filled } from "../shared/place_field.js";
import { meantBy } from "../shared/word_search.js";
import { holders } from "./regions_drawn.js";

/**
 * @param {Record<string, string>} texts
 * @param {object} page
 * @param {(codes: string[]) => void} page.choose
 * @param {(code: string) => void} page.point
 */
export function placeList(texts, { choose, point }) {
  const part = /** @type {HTMLElement} */ (byId("by-list"));
  const boxes = /** @type {HTMLInputElement[]} */ ([...part.querySelectorAll('input[type="checkbox"]')]);
  const districts = /** @type {HTMLDetailsElement[]} */ ([...part.querySelectorAll("details")]);
  const names = new Map(boxes.map((box) => [box.value, box.nextElementSibling?.textContent ?? ""]));

  part.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement && target.type === "checkbox") choose([target.value]);
  });
  part.addEventListener("focusin", ({ target }) => {
    point(target instanceof HTMLInputElement && target.type === "checkbox" ? target.value : "");
  });
  part.addEventListener("focusout", () => point(""));

  const find = byId("find");
  find?.addEventListener("input", () => {
    const typed = find instanceof HTMLInputElement ? find.value : "";
    const meant = meantBy(
      boxes.map(({ value }) => `${value} ${spellings(names.get(value) ?? "").join(" ")}`),
      typed,
    );
    boxes.forEach((box, i) => {
      const row = box.closest("li");
      if (row) row.hidden = !meant[i];
    });
    for (const district of districts) {
      const some = district.querySelector("li:not([hidden])") !== null;
      district.hidden = !some;
      district.open = some && typed.trim() !== "";
    }
    const found = byId("found");
    if (found) found.textContent = typed.trim() ? filled(texts.found, { n: String(meant.filter(Boolean).length) }) : "";
  });

  part.hidden = false;
  return {
    /** @param {string} code */
    name: (code) => names.get(code) ?? code,
    /**
     * The municipalities of a district or an association.
     * @param {string} area
     */
    of: (area) =>
      boxes
        .filter((box) => box.dataset.association === area || box.closest("details")?.dataset.district === area)
        .map(({ value }) => value),
    /**
     * @param {Regions} regions
     * @param {number} active
     */
    show(regions, active) {
      const holder = holders(regions);
      for (const box of boxes) {
        const at = holder.get(box.value);
        box.checked = at !== undefined && at === active;
        const where = box.parentElement?.querySelector("small");
        if (where) where.textContent = at === undefined ? "" : regions[at].name;
      }
    },
  };
}
