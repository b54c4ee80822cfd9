/** Marks of areas that stand out with or from their neighbours: a file a year, asked for where the map rests on it. */

/** @import { LayerGroup } from "leaflet" */
/** @import { MarksFile } from "../types.d.ts" */

import { each, say } from "../shared/dom.js";
import { load } from "../shared/files.js";
import { number } from "../shared/numbers.js";
import { mapNow } from "./leaflet_map.js";
import { writeNames } from "./place_names.js";
import { drawn, inside, now, onChange, year } from "./state.js";

/** Patterns from here on are not marked. */
const MARKED = 4;

/** The file that is shown or on its way. */
let wanted = "";

/** @type {MarksFile | null} */
let marks = null;

/** @type {LayerGroup | null} */
let group = null;

/** @param {number} pattern */
function icon(pattern) {
  return window.L.divIcon({ className: `sign sign-${pattern}`, iconSize: undefined });
}

function draw() {
  const map = mapNow();
  const { regions } = now;
  if (!map || !regions) return;
  group ??= window.L.layerGroup([]).addTo(map);
  group.clearLayers();
  for (const [i, pattern] of (marks?.of ?? []).entries()) {
    if (pattern < 0 || pattern >= MARKED || !inside(regions.codes[i])) continue;
    const options = { pane: "marks", interactive: false, keyboard: false, icon: icon(pattern) };
    window.L.marker([regions.lats[i], regions.lons[i]], options).addTo(group);
  }
  void writeNames(map); /* none covers a mark */
}

/** What the legend says of one year is not left there for another. */
function tell() {
  const shown = drawn();
  if (!shown || (!marks && year() === shown.view.year)) return; /* the server has told it */
  each("[data-marked]", (place) => {
    const own = (/** @type {number} */ pattern, /** @type {number} */ i) =>
      pattern === Number(place.dataset.marked) && inside(shown.regions.codes[i]);
    place.textContent = marks ? number(marks.of.filter(own).length, shown.view.format, 0) : "";
  });
  each("[data-marks-said]", (place) => (place.textContent = marks?.said ?? ""));
}

async function follow() {
  const { view, running } = now;
  const next = running ? "" : (view?.files.marks.replace("{year}", String(year())) ?? "");
  if (next === wanted) return;
  wanted = next;
  marks = null;
  draw();
  tell();
  if (!next) return;
  try {
    const found = await load(next);
    if (next !== wanted) return;
    marks = found;
    draw();
    tell();
  } catch {
    if (next === wanted && view) say(view.texts.load_failed);
  }
}

/**
 * How an area stands to its neighbours, in words; nothing where that is not shown.
 * @param {string} code
 */
export const beside = (code) => marks?.sentences[marks.of[now.index.get(code) ?? -1]] ?? "";

export function start() {
  onChange((what) => {
    if (what === "view" || what === "year" || what === "classes") void follow();
    if (what === "geometry" && marks) draw();
    if (what === "parts") tell();
  });
}
