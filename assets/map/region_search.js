/** Finding a place: the map goes there, at the level of the place if the indicator has it, and selects it. */

/** @import { FoundPlace, PlacesFile } from "../types.d.ts" */

import { closest, tell } from "../shared/dom.js";
import { filled, placeField, targets } from "../shared/place_field.js";
import { ask } from "./address.js";
import { toggle } from "./interaction.js";
import { goTo } from "./leaflet_map.js";
import { areas } from "./paint.js";
import { now, onChange } from "./state.js";

/** Areas that the map goes to once it has them. @type {string[]} */
let awaited = [];

function arrive() {
  if (!awaited.length || !awaited.every((code) => now.index.has(code) && areas.get(code)?._map)) return;
  goTo(awaited);
  awaited = [];
}

/** @param {string[]} codes of the level that is shown */
function select(codes) {
  for (const code of codes) if (!now.selected.has(code)) toggle(code);
  awaited = codes;
  arrive();
}

/**
 * Selects areas of a level; where another one is shown, the map changes to it.
 * @param {string} level
 * @param {string[]} codes
 */
function show(level, codes) {
  const { focus, level: shown } = now.view ?? {};
  const beside = focus && codes.some((code) => !code.startsWith(focus.code));
  if (level === shown && !beside) {
    select(codes);
    return;
  }
  awaited = codes;
  ask({ level, regions: codes.join(","), ...(beside ? { focus: "" } : {}) });
}

/**
 * The levels that the indicator has, that of the map first.
 * @returns {string[]}
 */
const levels = () => (now.view ? [now.view.level, ...now.view.levels.filter((one) => one !== now.view?.level)] : []);

/**
 * @param {FoundPlace} place
 * @param {PlacesFile} file
 * @returns {{ level: string, code: string, label: string } | null} the smallest area of the indicator that holds it
 */
function around({ within }, { places }) {
  for (const code of within) {
    const holder = places.find(({ codes }) => Object.values(codes).includes(code));
    const level = levels().find((one) => holder?.codes[one] === code);
    if (holder && level) return { level, code, label: holder.label };
  }
  return null;
}

/**
 * @param {FoundPlace} found
 * @param {PlacesFile} file
 */
export function choose(found, file) {
  const texts = document.querySelector(".place-field");
  /** @param {string} key */
  const text = (key) => texts?.getAttribute(`data-${key}`) ?? "";
  const places = targets(file, found);
  const level = levels().find((one) => places.every(({ codes }) => codes[one]));
  if (level) {
    show(
      level,
      places.map(({ codes }) => codes[level]),
    );
    if (found.into.length) tell(`${found.label}: ${found.where}`);
    return;
  }
  const holder = around(places[0], file);
  if (holder) {
    show(holder.level, [holder.code]);
    tell(filled(text("inside"), { name: found.label, area: holder.label }));
    return;
  }
  /* larger than any area of the indicator: the map shows its parts */
  const own = Object.values(places[0].codes);
  const parts = now.regions?.codes.filter((code) => own.some((one) => code.startsWith(one))) ?? [];
  awaited = parts;
  arrive();
  tell(filled(text("nowhere"), { name: found.label }));
}

export function start() {
  const { name: announce } = placeField("region-search", {
    address: () => now.view?.files.places ?? "",
    level: () => now.view?.level ?? "",
    choose,
  });
  document.addEventListener("click", (event) => {
    const code = closest(event, "[data-drop]")?.dataset.drop;
    if (code) toggle(code);
  });
  onChange((what) => {
    if (what === "view") announce();
    if (what === "view" || what === "geometry") arrive();
  });
}
