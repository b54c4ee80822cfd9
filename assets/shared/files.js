/** Immutable files of the server: each is fetched once, and again only if that failed. */

/** @type {Map<string, Promise<unknown>>} */
const kept = new Map();

/** @param {string} address */
async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} ${answer.status}`);
  return answer.json();
}

/**
 * @param {string} address
 * @returns {Promise<any>}
 */
export function load(address) {
  const known = kept.get(address);
  if (known) return known;
  const asked = fetched(address);
  asked.catch(() => kept.delete(address));
  kept.set(address, asked);
  return asked;
}
