/**
 * Small charts over years are read out year by year: by pointer, finger and arrow keys. Each stands in a
 * `<figure data-series>`, whose markup `atlas/views/map/sparkline.py` describes. The drawing becomes a slider over the
 * years, which screen readers know how to hand arrow keys to and whose value they read aloud.
 */

/** @import { Series } from "../types.d.ts" */

import { closest } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";
const FIGURES = "figure[data-series]";

/** @typedef {{ data: string, series: Series, at: number, rest: number }} Reading */

/** @type {WeakMap<Element, Reading>} */
const readings = new WeakMap();

/**
 * The year that stands nearest to a place of the drawing.
 * @param {readonly number[]} places ascending
 * @param {number} x
 */
export const nearest = (places, x) =>
  places.reduce((best, place, i) => (Math.abs(place - x) < Math.abs(places[best] - x) ? i : best), 0);

/**
 * What is said of a year.
 * @param {Series} series
 * @param {number} at
 */
export const said = ({ years, lines }, at) =>
  `${years[at]}: ${lines.map(({ name, texts }) => `${name}\u00a0${texts[at]}`).join(" \u00b7 ")}`;

/**
 * Which year a key goes to, null where it goes nowhere.
 * @param {string} key
 * @param {number} at
 * @param {number} last
 */
export function goesTo(key, at, last) {
  /** @type {Record<string, number>} */
  const ways = { ArrowRight: at + 1, ArrowUp: at + 1, ArrowLeft: at - 1, ArrowDown: at - 1, Home: 0, End: last };
  return key in ways ? Math.min(last, Math.max(0, ways[key])) : null;
}

/** @param {Element} figure */
const drawingOf = (figure) => figure.querySelector(".drawing");

/**
 * @param {Element} svg
 * @param {string} kind
 * @param {Record<string, string | number>} given
 */
function draw(svg, kind, given) {
  const made = document.createElementNS(SVG, kind);
  for (const [key, value] of Object.entries(given)) made.setAttribute(key, String(value));
  svg.append(made);
}

/** @param {Element} figure */
function show(figure) {
  const reading = readings.get(figure);
  const svg = figure.querySelector("svg");
  const drawing = drawingOf(figure);
  if (!reading || !svg || !drawing) return;
  const { series, at } = reading;
  svg.querySelectorAll(".cross").forEach((old) => old.remove());
  const x = series.x[at];
  draw(svg, "line", { class: "cross", x1: x, x2: x, y1: series.top, y2: series.bottom });
  for (const { css, y } of series.lines) {
    const cy = y[at];
    if (cy !== null) draw(svg, "circle", { class: `cross ${css}-dot`, cx: x, cy, r: 3.4 });
  }
  const text = said(series, at);
  const caption = figure.querySelector("figcaption");
  if (caption) caption.textContent = text;
  drawing.setAttribute("aria-valuenow", String(series.years[at]));
  drawing.setAttribute("aria-valuetext", text);
}

/**
 * Takes a figure up once its data are there, and anew when Dash has given it other ones.
 * @param {HTMLElement} figure
 */
function takeUp(figure) {
  const data = figure.dataset.series ?? "";
  const drawing = figure.querySelector(".drawing");
  if (!(drawing instanceof HTMLElement) || readings.get(figure)?.data === data) return;
  if (drawing.dataset.drawing) {
    const made = new DOMParser().parseFromString(drawing.dataset.drawing, "image/svg+xml").documentElement;
    drawing.replaceChildren(document.importNode(made, true));
  }
  /** @type {Series} */
  const series = JSON.parse(data);
  const last = series.years.length - 1;
  readings.set(figure, { data, series, at: last, rest: last });
  drawing.querySelector("svg")?.setAttribute("aria-hidden", "true"); /* the slider around it says it all */
  for (const [name, value] of Object.entries({
    role: "slider",
    tabindex: 0,
    "aria-label": series.label,
    "aria-valuemin": series.years[0],
    "aria-valuemax": series.years[last],
  })) {
    drawing.setAttribute(name, String(value));
  }
  show(figure);
}

/**
 * @param {Element | null} figure
 * @param {(reading: Reading) => number} where
 */
function move(figure, where) {
  const reading = figure && readings.get(figure);
  if (!figure || !reading) return;
  const at = where(reading);
  if (at === reading.at) return;
  reading.at = at;
  show(figure);
}

/** @param {PointerEvent} event */
function onPointer(event) {
  const figure = closest(event, FIGURES);
  const svg = closest(event, ".drawing")?.querySelector("svg");
  if (!figure || !svg) return;
  const { left, width } = svg.getBoundingClientRect();
  const x = ((event.clientX - left) / width) * svg.viewBox.baseVal.width;
  move(figure, ({ series }) => nearest(series.x, x));
}

/** @param {Event} event */
const leave = (event) => move(closest(event, FIGURES), ({ rest }) => rest);

/** @param {KeyboardEvent} event */
function onKey(event) {
  const figure = closest(event, `${FIGURES} .drawing`)?.closest(FIGURES);
  const reading = figure && readings.get(figure);
  if (!reading) return;
  const last = reading.series.years.length - 1;
  const at = event.key === "Escape" ? reading.rest : goesTo(event.key, reading.at, last);
  if (at === null) return;
  event.preventDefault();
  move(figure, () => at);
}

/** Takes up all figures of the page that are new or have other data. */
export const refresh = () =>
  document.querySelectorAll(FIGURES).forEach((one) => one instanceof HTMLElement && takeUp(one));

/**
 * The year at which all figures stand while nobody reads them out: at first their last one.
 * @param {number} year
 */
export function restAt(year) {
  for (const figure of document.querySelectorAll(FIGURES)) {
    const reading = readings.get(figure);
    const at = reading?.series.years.indexOf(year) ?? -1;
    if (!reading || at < 0) continue;
    reading.rest = at;
    move(figure, () => at);
  }
}

/** Follows pointer and keys on the whole page, whenever its figures come. */
export function start() {
  document.addEventListener("pointermove", onPointer);
  document.addEventListener("pointerdown", onPointer);
  document.addEventListener("pointerout", (event) => {
    const into = event.relatedTarget instanceof Element ? event.relatedTarget.closest(FIGURES) : null;
    /* a finger that is lifted leaves its year standing */
    if (event.pointerType !== "touch" && into !== closest(event, FIGURES)) leave(event);
  });
  document.addEventListener("focusout", leave);
  document.addEventListener("keydown", onKey);
  refresh();
}
