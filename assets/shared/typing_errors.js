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
  let before = new Uint16Array(meant.length + 1);
  let last = Uint16Array.from(before, (_, j) => j);
  for (let i = 1; i <= typed.length; i++) {
    const row = new Uint16Array(meant.length + 1);
    row[0] = i;
    for (let j = 1; j <= meant.length; j++) {
      const same = typed[i - 1] === meant[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && typed[i - 1] === meant[j - 2] && typed[i - 2] === meant[j - 1];
      if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return { whole: last[meant.length], begin: Math.min(...last) };
}
