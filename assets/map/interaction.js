/** Reaching areas: pointer, keyboard (one tab stop, arrows go to the next area in that direction), selection. */

/** @import { RegionsFile } from "../types.d.ts" */
/** @import { Near, Shape } from "../globals.d.ts" */

import { byId, closest, say, tell } from "../shared/dom.js";
import { ARROWS, effort } from "../shared/walking.js";
import { ask } from "./address.js";
import { bringIntoView } from "./leaflet_map.js";
import { areas } from "./paint.js";
import { fill, sentence } from "./sentences.js";
import { changed, inside, name, now, onChange } from "./state.js";

const ON_MAP = ".leaflet-container [data-code]";

/* as stage.css has it */
const ON_A_PHONE = "(max-width: 35em)";

/** @type {string | null} */
let stop = null;

/** @type {((code: string | null) => void)[]} */
const followers = [];

/** @param {(code: string | null) => void} listener */
export const onPoint = (listener) => void followers.push(listener);

/**
 * @param {string} code
 * @param {Shape} layer
 */
export function walkable(code, layer) {
  const path = layer._path;
  if (!path) return;
  path.dataset.code = code;
  path.setAttribute("role", "button");
  path.setAttribute("aria-pressed", String(now.selected.has(code)));
  path.setAttribute("tabindex", code === stop ? "0" : "-1");
  /* the one that is being read keeps its sentence */
  if (now.regions) path.setAttribute("aria-label", path === document.activeElement ? sentence(code) : name(code));
}

/** @param {string | null} code */
const pathOf = (code) => areas.get(code ?? "")?._path;

/** @param {string} code */
function moveStop(code) {
  pathOf(stop)?.setAttribute("tabindex", "-1");
  stop = code;
  pathOf(code)?.setAttribute("tabindex", "0");
}

/**
 * Nearest in that direction.
 * @param {RegionsFile} regions
 * @param {number} from
 * @param {readonly [number, number]} way
 * @param {(code: string) => boolean} [may] which areas can be reached
 */
export function nextArea({ lons, lats, codes }, from, way, may = () => true) {
  const flat = Math.cos((lats[from] * Math.PI) / 180);
  let best = null;
  let least = Infinity;
  for (const [i, other] of codes.entries()) {
    const cost = effort((lons[i] - lons[from]) * flat, lats[i] - lats[from], way);
    if (cost < least && may(other)) [best, least] = [other, cost];
  }
  return best;
}

/**
 * On a phone: across the map, in the half that is not touched.
 * @param {HTMLElement} box
 * @param {Near} near
 * @param {number} top
 */
function across(box, near, top) {
  const map = document.querySelector(".map")?.getBoundingClientRect();
  if (!map) return;
  const touchedAbove = near.bottom < map.top + map.height / 2;
  const y = touchedAbove ? map.bottom - top - box.offsetHeight - 8 : map.top - top + 8;
  box.style.transform = `translateY(${Math.round(y)}px)`;
}

/**
 * Writes beside what it says, never over it.
 * @param {string} text
 * @param {Near | null} near
 */
function readout(text, near) {
  const before = document.querySelector(".first-sight") ? "first-" : "";
  const box = byId(`${before}readout`);
  const stage = byId(`${before}stage`);
  if (!box || !stage) return;
  box.hidden = !text;
  if (!text || !near) return;
  if (box.textContent !== text) box.textContent = text;
  const frame = stage.getBoundingClientRect();
  if (window.matchMedia(ON_A_PHONE).matches) return across(box, near, frame.top);
  const right = near.right - frame.left + 16;
  const left = near.left - frame.left - 16 - box.offsetWidth;
  const x = right + box.offsetWidth <= frame.width ? right : Math.max(8, left);
  const y = Math.min(Math.max(8, near.bottom - frame.top + 12), frame.height - box.offsetHeight - 8);
  box.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
}

/**
 * @param {string | null} code
 * @param {MouseEvent | null} event
 */
export function point(code, event) {
  followers.forEach((listener) => listener(code));
  if (!now.figures || !code || !event) return readout("", null);
  return readout(sentence(code), { left: event.clientX, right: event.clientX, bottom: event.clientY });
}

/**
 * Reads out the area that the other of two maps points at.
 * @param {string | null} code
 */
export function mirror(code) {
  const path = pathOf(code);
  if (code && path && now.index.has(code)) readout(sentence(code), path.getBoundingClientRect());
  else readout("", null);
}

/** @param {string[]} codes */
function select(codes) {
  now.selected = new Set(codes);
  for (const [code, layer] of areas) layer._path?.setAttribute("aria-pressed", String(now.selected.has(code)));
  changed("selection");
  ask({ regions: codes.join(",") });
}

/** @param {string} code */
export function toggle(code) {
  if (!now.view) return;
  const chosen = [...now.selected];
  if (now.selected.has(code)) {
    select(chosen.filter((one) => one !== code));
    say(fill(now.view.texts.taken_out, { name: name(code) }));
  } else if (chosen.length < now.view.most_selected) {
    select([...chosen, code]);
    say(sentence(code));
  } else tell(now.view.texts.too_many);
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const path = closest(event, ON_MAP);
  const code = path?.dataset.code;
  if (!path || !code) return;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    toggle(code);
  }
  if (event.key === "Escape") path.blur();
  const way = ARROWS[event.key];
  if (!way) return;
  event.preventDefault();
  event.stopPropagation();
  const from = now.index.get(code);
  const found = now.regions && from !== undefined ? nextArea(now.regions, from, way, inside) : null;
  if (!found) return;
  moveStop(found);
  const next = pathOf(found);
  if (!next) return;
  bringIntoView(next);
  next.focus({ preventScroll: true });
}

/** @param {FocusEvent} event */
function onFocus(event) {
  const path = closest(event, ON_MAP);
  const code = path?.dataset.code;
  if (!path || !code || !now.figures) return;
  moveStop(code);
  const text = sentence(code);
  path.setAttribute("aria-label", text);
  readout(text, path.getBoundingClientRect());
}

/** @param {readonly string[]} codes */
const firstStop = (codes) => [...(now.view?.selected ?? []), ...codes].find(inside) ?? codes[0];

export function start() {
  document.addEventListener("keydown", onKey, true);
  document.addEventListener("focusin", onFocus);
  document.addEventListener("focusout", (event) => closest(event, ON_MAP) && readout("", null));
  onChange((what) => {
    if (what === "view" || what === "geometry") {
      for (const [code, layer] of areas) walkable(code, layer);
      if (now.regions && !(stop && areas.has(stop) && inside(stop))) moveStop(firstStop(now.regions.codes));
    }
    /* what it says is true of the figures before */
    if (what === "year" || what === "view") readout("", null);
  });
}
