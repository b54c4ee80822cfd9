/** Addresses of views, written in one way: commas stay commas. */

/** @param {URL} url */
function written(url) {
  url.search = url.search.replace(/%2C/g, ",");
  return url.href;
}

/**
 * Writes an address with other values of some keys; an empty value takes its key out.
 * @param {string} address
 * @param {Record<string, string | number | null>} changes
 */
export function withChanges(address, changes) {
  const url = new URL(address);
  for (const [key, value] of Object.entries(changes)) {
    if (value === null || value === "") url.searchParams.delete(key);
    else url.searchParams.set(key, String(value));
  }
  return written(url);
}

/**
 * Writes an address with another query that keeps what some keys held before.
 * @param {string} address
 * @param {string} query
 * @param {readonly string[]} keys
 */
export function withQuery(address, query, keys) {
  const before = new URL(address).searchParams;
  const url = new URL(address);
  url.search = query;
  for (const key of keys) {
    const value = before.get(key);
    if (value !== null) url.searchParams.set(key, value);
  }
  return written(url);
}

/**
 * The part of a query that every page understands: date of the areas, release that is cited, regions that are drawn.
 * @param {string} query
 */
export const understoodByAll = (query) =>
  (query.match(/[?&](territory|release|social_regions)=[^&]*/g) ?? []).join("").slice(1);

/**
 * The address of a letter that holds the link to the view.
 * @param {string} title
 * @param {string} address
 */
export const letter = (title, address) =>
  `mailto:?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(`${title}\r\n\r\n${address}`)}`;
