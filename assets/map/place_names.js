/** Names on the map: towns by their rank, municipalities when near or of the one district, none over another. */

/** @import { LatLngTuple, LayerGroup, Map as LeafletMap } from "leaflet" */

import { each } from "../shared/dom.js";
import { load } from "../shared/files.js";
import { now } from "./state.js";

const ALL_SEATS_FROM_ZOOM = 8.75;
const ALL_NAMES_FROM_ZOOM = 10;
const GAP_PX = 4;
const LINE_PX = 16;

/** @typedef {Pick<DOMRect, "left" | "right" | "top" | "bottom">} Box */
/** @typedef {{ text: string, x: number, y: number, width: number, at: LatLngTuple }} Name */

/**
 * @param {Box} a
 * @param {readonly Box[]} others
 */
const free = (a, others) =>
  others.every(
    (b) => a.left >= b.right + GAP_PX || a.right <= b.left - GAP_PX || a.top >= b.bottom || a.bottom <= b.top,
  );

/**
 * Places names in their order, each only where none stands yet, in its middle or a line above or below.
 * A circle in its middle is not written over.
 * @param {readonly Name[]} names
 * @param {readonly Box[]} taken
 * @param {{ x: number, y: number }} room
 * @param {boolean} [besideCircles]
 * @returns {{ name: Name, down: number }[]}
 */
export function freePlaces(names, taken, room, besideCircles = false) {
  const lines = besideCircles ? [LINE_PX, -LINE_PX] : [0, -LINE_PX, LINE_PX];
  const boxes = [...taken];
  const placed = [];
  for (const name of names) {
    for (const down of lines) {
      const [left, top] = [name.x - name.width / 2, name.y + down - LINE_PX / 2];
      const box = { left, top, right: left + name.width, bottom: top + LINE_PX };
      if (left < 0 || top < 0 || box.right > room.x || box.bottom > room.y || !free(box, boxes)) continue;
      boxes.push(box);
      placed.push({ name, down });
      break;
    }
  }
  return placed;
}

/**
 * Says where something stands on the map.
 * @param {LeafletMap} map
 */
function boxesOn(map) {
  const { left, top } = map.getContainer().getBoundingClientRect();
  return (/** @type {HTMLElement} */ one) => {
    const at = one.getBoundingClientRect();
    return { left: at.left - left, right: at.right - left, top: at.top - top, bottom: at.bottom - top };
  };
}

/**
 * Hides the seats that have no room; says where the others stand on the map.
 * @param {LeafletMap} map
 */
function thinSeats(map) {
  const far = map.getZoom() < ALL_SEATS_FROM_ZOOM;
  const within = boxesOn(map);
  /** @type {Box[]} */
  const boxes = [];
  each(".map-buttons", (buttons) => boxes.push(within(buttons)));
  /** @type {Set<string>} */
  const names = new Set();
  for (const rank of ["1", "2"]) {
    each(`.seat-${rank} span`, (label) => {
      label.hidden = rank === "2" && far;
      if (label.hidden) return;
      const box = within(label);
      label.hidden = !free(box, boxes);
      if (label.hidden) return;
      boxes.push(box);
      names.add(label.textContent ?? "");
    });
  }
  return { boxes, names };
}

/** @type {LayerGroup | null} */
let layer = null;

let asked = 0;

/**
 * @param {LatLngTuple} at
 * @param {string} text
 * @param {number} down
 */
function marker(at, text, down) {
  const label = document.createElement("span");
  label.textContent = text;
  const icon = window.L.divIcon({ className: "seat place", html: label, iconSize: undefined, iconAnchor: [0, -down] });
  return window.L.marker(at, { pane: "labels", interactive: false, keyboard: false, icon });
}

/**
 * Writes the names for where the map is now.
 * @param {LeafletMap} map
 */
export async function writeNames(map) {
  const { boxes, names: said } = thinSeats(map);
  const turn = ++asked;
  layer ??= window.L.layerGroup([]).addTo(map);
  const focus = now.view?.focus?.code ?? "";
  if (!now.view || (!focus && map.getZoom() < ALL_NAMES_FROM_ZOOM)) return void layer.clearLayers();
  const { codes, names, lons, lats } = await load(now.view.files.names);
  const pen = document.createElement("canvas").getContext("2d");
  if (turn !== asked || !pen) return;
  const { fontFamily, fontSize } = window.getComputedStyle(document.querySelector(".seat") ?? document.body);
  pen.font = `${fontSize} ${fontFamily}`;
  const room = map.getSize();
  const within = boxesOn(map);
  each(".leaflet-marks-pane .sign", (mark) => boxes.push(within(mark)));
  const near = names.flatMap((/** @type {string} */ text, /** @type {number} */ i) => {
    const { x, y } = map.latLngToContainerPoint([lats[i], lons[i]]);
    const seen = x > 0 && y > 0 && x < room.x && y < room.y;
    if (!seen || said.has(text) || !codes[i].startsWith(focus)) return [];
    return [{ text, x, y, width: pen.measureText(text).width, at: [lats[i], lons[i]] }];
  });
  layer.clearLayers();
  const placed = freePlaces(near, boxes, room, now.view.draw === "symbols");
  for (const { name, down } of placed) marker(name.at, name.text, down).addTo(layer);
}
