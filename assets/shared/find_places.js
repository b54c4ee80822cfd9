/** Which places a text means; `atlas/views/search/find.py` follows the same rule, and a test compares both. */

/** @import { FoundPlace, PlacesFile } from "../types.d.ts" */

import { fold } from "./names.js";
import { errors, forgiven } from "./typing_errors.js";

const NO_WORD = /[^a-z0-9]+/;
const NUMBER = /^\d+$/;
const MOST_LETTERS = 60;
const LEAST_INSIDE = 3;
const NOT = 99;

/** @typedef {(place: FoundPlace, wanted: string) => number} Test a small number for a good match, `NOT` for none */

/** @type {Test} */
function asTyped({ names, parts }, wanted) {
  if (names.includes(wanted)) return 0;
  if (names.some((name) => name.startsWith(wanted))) return 1;
  if (parts.some((part) => part.startsWith(wanted))) return 2;
  return wanted.length >= LEAST_INSIDE && names.some((name) => name.includes(wanted)) ? 3 : NOT;
}

/** @type {Test} */
function nearly({ names, parts }, wanted) {
  const most = forgiven(wanted.length);
  if (!most) return NOT;
  let best = NOT;
  const reach = wanted.length + most; /* more letters of a name can only be further errors */
  for (const name of names) {
    const { whole, begin } = errors(wanted, name.slice(0, reach));
    best = Math.min(best, 3 * (whole + Math.max(0, name.length - reach)), 3 * begin + 1);
  }
  for (const part of parts) best = Math.min(best, 3 * errors(wanted, part.slice(0, reach)).begin + 2);
  return best < 3 * (most + 1) ? best : NOT;
}

/** @type {Test} */
function byNumber({ numbers }, digits) {
  if (numbers.includes(digits)) return 0;
  return digits && numbers.some((number) => number.startsWith(digits)) ? 1 : NOT;
}

/**
 * @param {PlacesFile} file
 * @param {string} text
 * @param {string} [level] of places with equal names, those of this level come first
 * @returns {number[]} positions of the places, the best first
 */
export function findPlaces({ kinds, places }, text, level = "") {
  const words = fold(text.slice(0, MOST_LETTERS)).split(NO_WORD).filter(Boolean);
  const digits = words.filter((word) => NUMBER.test(word)).join("");
  const typed = words.filter((word) => !NUMBER.test(word));
  const said = typed.filter((word) => kinds.includes(word));
  const name = typed.filter((word) => !kinds.includes(word)).join("");

  /**
   * @param {Test} test
   * @param {FoundPlace} place
   */
  const tier = (test, place) => {
    const best = test(place, typed.join(""));
    const named = said.length && name && said.every((kind) => place.kinds.includes(kind));
    return named ? Math.min(best, test(place, name)) : best;
  };
  /** @param {(place: FoundPlace) => number} test */
  const sorted = (test) =>
    places
      .map((place, i) => ({ i, tier: test(place), other: level in place.codes ? 0 : 1, rank: place.rank }))
      .filter((one) => one.tier < NOT)
      .sort((a, b) => a.tier - b.tier || a.other - b.other || a.rank - b.rank || a.i - b.i)
      .map(({ i }) => i);

  if (typed.length) {
    for (const test of [asTyped, nearly]) {
      const found = sorted((place) => tier(test, place));
      const numbered = found.filter((i) => places[i].numbers.some((number) => number.startsWith(digits)));
      if (found.length) return numbered.length ? numbered : found;
    }
  }
  return digits ? sorted((place) => byNumber(place, digits)) : [];
}
