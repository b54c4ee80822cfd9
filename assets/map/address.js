/**
 * The address is the state. The server answers with the query of what it shows; year and map position change here
 * without it.
 */

import { withChanges, withQuery } from "../shared/address.js";
import { inFrame } from "./embedded.js";
import { changed, now } from "./state.js";

/** What only the browser knows, and the server's query therefore leaves out. */
const OWN_KEYS = ["bbox", "show"];

let fromAddress = true;

/** The query of what is shown, and what controls have changed since and the server has not answered yet. */
let shown = "";

/** @type {Record<string, string>} */
let pending = {};

/** Whether the answer to a control is on its way. */
let waiting = false;

/** @param {{ query: string, changes: Record<string, string>, release: string }} data */
const send = (data) => window.dash_clientside.set_props("asked", { data });

/**
 * Asks for what is shown with other values of some words of the query.
 * @param {Record<string, string>} changes
 */
export function ask(changes) {
  waiting = true;
  /* a section of the map that was found by hand is none of another district */
  remember("focus" in changes ? { ...changes, bbox: "" } : changes);
}

/**
 * Keeps what needs no answer, so that the next question holds it. An answer that is on its way knows nothing of it and
 * would undo it: then it is asked for as well.
 * @param {Record<string, string>} changes
 */
export function remember(changes) {
  pending = { ...pending, ...changes };
  if (waiting) send({ query: shown, changes: pending, release: now.view?.release ?? "" });
}

/**
 * @param {"pushState" | "replaceState"} how
 * @param {string} address
 */
function write(how, address) {
  if (address === window.location.href) return;
  window.history[how](null, "", address);
  changed("link");
}

/** @param {Record<string, string | number | null>} changes */
export const push = (changes) => write("pushState", withChanges(window.location.href, changes));

/** @param {Record<string, string | number | null>} changes */
export const replace = (changes) => write("replaceState", withChanges(window.location.href, changes));

/** What to ask for where the address itself has changed: first load, Back. */
export function fromLocation() {
  fromAddress = true;
  waiting = false;
  pending = {};
  return { query: inFrame(window.location.search), changes: {}, release: "" };
}

/**
 * An answer to what the address asked only tidies it up; any other one is a new step to go back from.
 * @param {string | null} query
 */
export function settle(query) {
  if (!query) return;
  shown = query;
  waiting = false;
  pending = {};
  const focus = (/** @type {string} */ of) => new URLSearchParams(of).get("focus");
  const kept = focus(query) === focus(window.location.search) ? OWN_KEYS : OWN_KEYS.filter((key) => key !== "bbox");
  write(fromAddress ? "replaceState" : "pushState", withQuery(window.location.href, query, kept));
  fromAddress = false;
  changed("address");
}

export function start() {
  window.addEventListener("popstate", () => send(fromLocation()));
}
