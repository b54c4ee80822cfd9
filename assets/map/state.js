/**
 * What the page shows right now. The server sends a view (what to draw, with every text and number of the design in
 * it); figures and regions are immutable files. All other modules of the map read from here.
 */

/** @import { FiguresFile, RegionsFile, View } from "../types.d.ts" */
/** @import { Drawn, Now } from "../globals.d.ts" */

import { say } from "../shared/dom.js";
import { load } from "../shared/files.js";

/** @type {Now} */
export const now = {
  view: null,
  figures: null,
  regions: null,
  other: null,
  at: 0,
  selected: new Set(),
  inside: null,
  over: "all",
  running: false,
  index: new Map(),
};

/** @type {Map<number, { first: Map<number, number>, n: number }>} */
const ranks = new Map();

/** @typedef {"view" | "year" | "classes" | "selection" | "geometry" | "address" | "link" | "parts" | "lift" | "failed"} Change */

/** @type {((what: Change) => void)[]} */
const listeners = [];

/** @param {(what: Change) => void} listener called in the order in which the modules were started */
export const onChange = (listener) => listeners.push(listener);

/** @param {Change} what */
export const changed = (what) => listeners.forEach((listener) => listener(what));

/**
 * What is shown, once there is something.
 * @returns {Drawn | null}
 */
export const drawn = () => (now.view && now.figures && now.regions ? /** @type {Drawn} */ (now) : null);

/**
 * Two indicators are shown in the years that both have.
 * @param {FiguresFile} figures
 * @param {FiguresFile} other
 * @returns {FiguresFile}
 */
export function inYearsOf(figures, other) {
  const at = figures.years.map((_year, i) => i).filter((i) => other.years.includes(figures.years[i]));
  return {
    years: at.map((i) => figures.years[i]),
    values: at.map((i) => figures.values[i]),
    states: at.map((i) => figures.states[i]),
  };
}

/**
 * @param {View} view
 * @param {FiguresFile} figures
 * @param {RegionsFile} regions
 * @param {FiguresFile | null} other figures of the second indicator
 */
function take(view, figures, regions, other) {
  now.view = view;
  now.figures = other ? inYearsOf(figures, other) : figures;
  now.regions = regions;
  now.other = other;
  now.index = new Map(regions.codes.map((code, i) => [code, i]));
  now.selected = new Set(view.selected);
  now.inside = view.focus ? new Set(view.focus.inside) : null;
  now.over = view.over;
  now.at = Math.max(0, now.figures.years.indexOf(view.year));
  ranks.clear();
}

/** @type {(...all: Parameters<typeof take>) => void} */
export function adopt(...all) {
  awaited = null;
  take(...all);
  changed("view");
}

let asked = 0;

/** @type {View | null} */
let awaited = null;

/** The view that title and legend name already, while its figures are still on their way; null if none is. */
export const coming = () => awaited;

/**
 * @param {View} view
 * @returns {Promise<[FiguresFile, RegionsFile, FiguresFile | null]>}
 */
function filesOf({ files: { figures, figures_second: second, regions } }) {
  return Promise.all([load(figures), load(regions), second ? load(second) : null]);
}

/**
 * Knows what the picture of the page shows before Dash tells it; nothing is drawn of it.
 * @param {View} view
 */
export async function foresee(view) {
  try {
    const files = await filesOf(view);
    if (!asked) take(view, ...files);
  } catch {
    /* it is asked for again, and told, when it is to be shown */
  }
}

/**
 * Loads what a view needs and shows it. A late answer is never painted under a newer title: the ticket decides.
 * @param {View | null} view
 */
export async function show(view) {
  if (!view) return;
  const ticket = ++asked;
  awaited = view;
  document.documentElement.dataset.busy = "true";
  try {
    const files = await filesOf(view);
    if (ticket === asked) adopt(view, ...files);
  } catch {
    say(view.texts.load_failed);
    if (ticket === asked) changed("failed");
  } finally {
    if (ticket === asked) delete document.documentElement.dataset.busy;
  }
}

/**
 * @param {number} at place of the year in the years of the figures
 * @param {boolean} running whether the map is on its way to another year
 */
export function setYear(at, running = false) {
  if (!now.figures || at < 0 || at >= now.figures.years.length) return;
  if (at === now.at) {
    setRunning(running);
    return;
  }
  now.running = running;
  now.at = at;
  changed("year");
}

/** @param {boolean} running */
export function setRunning(running) {
  if (running === now.running) return;
  now.running = running;
  changed("classes");
}

/** @param {"year" | "all"} over whose values make the classes where the map rests */
export function setOver(over) {
  if (over === now.over) return;
  now.over = over;
  changed("classes");
}

export const year = () => now.figures?.years[now.at] ?? 0;

/**
 * @param {string} code
 * @returns {number | null}
 */
export function value(code) {
  const i = now.index.get(code);
  return (i === undefined ? null : now.figures?.values[now.at][i]) ?? null;
}

/** @param {string} code */
export function state(code) {
  const i = now.index.get(code);
  const places = Object.entries(now.figures?.states[now.at] ?? {});
  return places.find(([, where]) => i !== undefined && where.includes(i))?.[0] ?? "ok";
}

/**
 * Whether an area is shown in full: all are, or those of one district.
 * @param {string} code
 */
export const inside = (code) => !now.inside || now.inside.has(code);

/** A district of one area has no order within it: ranks are then those of the whole state. */
const ranked = (/** @type {string} */ code) => inside(code) || now.inside?.size === 1;

/**
 * Ties share the best rank; areas without a value have none, nor those beside the district that is shown in full.
 * @param {string} code
 */
export function rank(code) {
  let known = ranks.get(now.at);
  if (!known) {
    const codes = now.regions?.codes ?? [];
    const values = (now.figures?.values[now.at] ?? [])
      .filter((v, i) => v !== null && ranked(codes[i]))
      .sort((a, b) => Number(b) - Number(a));
    known = { first: new Map(), n: values.length };
    for (const [i, v] of values.entries()) if (v !== null && !known.first.has(v)) known.first.set(v, i + 1);
    ranks.set(now.at, known);
  }
  const own = value(code);
  return { rank: own === null || !ranked(code) ? undefined : known.first.get(own), n: known.n };
}

/** Place of this year in the figures of the second indicator, -1 where it has none. */
const atOfSecond = () => now.other?.years.indexOf(year()) ?? -1;

/**
 * Of the second indicator in the same year, null where it has none.
 * @param {number} i
 */
export const secondValue = (i) => now.other?.values[atOfSecond()]?.[i] ?? null;

/**
 * Whether the i-th area has no class because a figure of it is kept secret, that of either indicator where there are two.
 * @param {number} i
 */
export function hidden(i) {
  if (now.figures?.states[now.at].secret?.includes(i)) return true;
  return now.other?.states[atOfSecond()]?.secret?.includes(i) ?? false;
}

/** @param {string} code */
export const name = (code) => now.regions?.names[now.index.get(code) ?? -1] || code;

/** @param {string} code */
export const parent = (code) => now.regions?.parents[now.index.get(code) ?? -1] || "";
