/** Typing errors, counted as rapidfuzz's OSA does on the server; libraries for the browser rank in ways of their own. */

/**
 * How many errors a text of this length may hold: none where the next word is only a letter away.
 * @param {number} length
 */
export const forgiven = (length) => (length < 4 ? 0 : length < 6 ? 1 : 2);

/**
 * Counts letters that are missing, too many, wrong or swapped with their neighbour.
 * @param {string} typed
 * @param {string} meant
 * @returns {{ whole: number, begin: number }} against all of what is meant, and against the beginning that fits best
 */
export function errors(typed, meant) {
  const n = meant.length;
  let [before, last, row] = [new Array(n + 1).fill(0), Array.from({ length: n + 1 }, (_, j) => j), new Array(n + 1)];
  for (let i = 1; i <= typed.length; i++) {
    const letter = typed[i - 1];
    row[0] = i;
    for (let j = 1; j <= n; j++) {
      const least = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter === meant[j - 1] ? 0 : 1));
      const swapped = i > 1 && j > 1 && letter === meant[j - 2] && typed[i - 2] === meant[j - 1];
      row[j] = swapped ? Math.min(least, before[j - 2] + 1) : least;
    }
    [before, last, row] = [last, row, before];
  }
  return { whole: last[n], begin: Math.min(...last) };
}
