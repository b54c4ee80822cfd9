/** Which texts hold all words that were typed; typing errors are forgiven where none does as typed. */

import { fold } from "./names.js";
import { errors, forgiven } from "./typing_errors.js";

const NO_WORD = /[^\p{L}\p{N}]+/u;

/**
 * @param {string} text folded
 * @param {string} typed folded
 */
const nearly = (text, typed) => text.split(NO_WORD).some((word) => errors(typed, word).begin <= forgiven(typed.length));

/**
 * @param {readonly string[]} texts folded, in each of their spellings
 * @param {string} typed
 * @returns {boolean[]} for each text whether it was meant
 */
export function meantBy(texts, typed) {
  const words = fold(typed).split(NO_WORD).filter(Boolean);
  const exact = texts.map((text) => words.every((word) => text.includes(word)));
  if (exact.includes(true)) return exact;
  return texts.map((text) => words.every((word) => text.includes(word) || nearly(text, word)));
}
