/** Names as a search compares them; `atlas/words/folding.py` does the same, and a test compares both. */

/**
 * Folds case and accents.
 * @param {string} text
 */
const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/ß/g, "ss");

/**
 * Folds what is typed: umlauts become two letters.
 * @param {string} text
 */
export const fold = (text) =>
  plain(
    text
      .trim()
      .normalize("NFC")
      .toLowerCase()
      .replace(/[äöü]/g, (letter) => `${letter}e`),
  );

/**
 * All ways in which people type a text: umlauts as two letters, or as one without its dots.
 * @param {string} text
 */
export const spellings = (text) => [...new Set([fold(text), plain(text.trim())])];
