/** Two maps side by side: where one is moved or pointed at, the other follows. */

/** @import { Atlas } from "../globals.d.ts" */
/** @import { FoundPlace, PlacesFile } from "../types.d.ts" */

import { load } from "../shared/files.js";
import { findPlaces } from "../shared/find_places.js";
import { placeField } from "../shared/place_field.js";

const WAIT_MS = 50;

/**
 * Waits until the map of a frame is drawn.
 * @param {HTMLIFrameElement} frame
 * @returns {Promise<Atlas>}
 */
async function drawnIn(frame) {
  let atlas = frame.contentWindow?.atlas;
  while (!atlas) {
    /* its scripts run after its first paint, of which no event tells */
    await new Promise((done) => setTimeout(done, WAIT_MS));
    atlas = frame.contentWindow?.atlas;
  }
  await atlas.ready;
  return atlas;
}

let following = false;

/**
 * @param {Atlas} leader
 * @param {Atlas} follower
 */
function follow(leader, follower) {
  leader.onMove((center, zoom) => {
    if (following) return; /* the other one moves because this one did */
    following = true;
    follower.follow(center, zoom);
    following = false;
  });
  leader.onPoint((code) => follower.mirror(code));
}

/**
 * Lets a map go to a place: the maps can be of two dates, and the place another area, or part of one, in each.
 * @param {Atlas} map
 * @param {FoundPlace} found
 */
async function goTo(map, found) {
  const file = /** @type {PlacesFile} */ (await load(map.now.view?.files.places ?? ""));
  const same = file.places.find(({ label, where }) => label === found.label && where === found.where);
  const place = same ?? file.places[findPlaces(file, found.label, map.now.view?.level)[0]];
  if (place) map.find(place, file);
}

async function link() {
  /** @type {NodeListOf<HTMLIFrameElement>} */
  const two = document.querySelectorAll(".two-maps iframe");
  const [left, right] = await Promise.all([...two].map(drawnIn));
  follow(left, right);
  follow(right, left);
  placeField("find-place", {
    level: () => left.now.view?.level ?? "",
    choose: (found) => [left, right].forEach((map) => void goTo(map, found)),
  });
  document.querySelector(".two-maps")?.setAttribute("data-linked", "true");
}

void link();
