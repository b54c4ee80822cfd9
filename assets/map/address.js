/**
 * The address is the state. The server answers with the query of what it shows; year and map position change here
 * without it.
 */

import { withChanges, withQuery } from "../shared/address.js";
import { changed } from "./state.js";

/** What only the browser knows, and the server's query therefore leaves out. */
const OWN_KEYS = ["bbox", "show"];

let fromAddress = true;

/**
 * @param {"pushState" | "replaceState"} how
 * @param {string} address
 */
function write(how, address) {
  if (address !== window.location.href) window.history[how](null, "", address);
}

/** @param {Record<string, string | number | null>} changes */
export const push = (changes) => write("pushState", withChanges(window.location.href, changes));

/** @param {Record<string, string | number | null>} changes */
export const replace = (changes) => write("replaceState", withChanges(window.location.href, changes));

export function ask() {
  fromAddress = true;
  return window.location.search;
}

/**
 * An answer to what the address asked only tidies it up; any other one is a new step to go back from.
 * @param {string | null} query
 */
export function settle(query) {
  if (!query) return;
  write(fromAddress ? "replaceState" : "pushState", withQuery(window.location.href, query, OWN_KEYS));
  fromAddress = false;
  changed("address");
}

export function start() {
  window.addEventListener("popstate", () => window.dash_clientside.set_props("asked", { data: ask() }));
}
