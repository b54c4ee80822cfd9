/** Rows of the table beside the map: which are listed, and in what order. */

import { spellings } from "../shared/names.js";

/** @typedef {{ code: string, name: string, parent: string, value: number | null, rank: number | null }} Row */
/** @typedef {Exclude<keyof Row, "code">} Column */

/**
 * Areas without a value come last, whichever way the others are sorted.
 * @param {Row[]} rows
 * @param {Column} by
 * @param {boolean} down
 * @param {string} language
 */
export function sortRows(rows, by, down, language) {
  const collator = new Intl.Collator(language);
  return rows.sort((a, b) => {
    const [x, y] = [a[by], b[by]];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    const order = typeof x === "string" ? collator.compare(x, String(y)) : x - Number(y);
    return down ? -order : order;
  });
}

/**
 * Rows whose name or district holds what was typed, whether it was typed with or without its marks.
 * @param {Row[]} rows
 * @param {string} typed
 */
export function filterRows(rows, typed) {
  const wanted = spellings(typed);
  const holds = (/** @type {string} */ text) => wanted.some((one) => text.includes(one));
  return rows.filter((row) => spellings(`${row.name} ${row.parent}`).some(holds));
}
