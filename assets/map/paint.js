/** Colours and circles, repainted in place: layers are kept, only what changed is touched. */

/** @import { CircleShape, Shape } from "../globals.d.ts" */

import { classAt, classesOf, radiusOf } from "./classes.js";
import { changed, drawn, hidden, inside, now, onChange, value } from "./state.js";

/**
 * The areas that Leaflet draws, by their code.
 * @type {Map<string, Shape>}
 */
export const areas = new Map();

/** @type {Map<string, CircleShape>} */
export const circles = new Map();

/** @param {string} code */
export function fillOf(code) {
  const shown = drawn();
  const i = now.index.get(code);
  if (!shown || i === undefined) return "var(--land)";
  if (!inside(code)) return "var(--outside)";
  const shade = classAt(shown, i);
  if (shade === null) return hidden(i) ? "url(#hatch-hidden)" : "url(#hatch-none)";
  return shown.view.draw === "symbols" ? "var(--land)" : classesOf(shown.view, shown.at).colours[shade];
}

/**
 * The line around an area of this colour; hatched ones have that of the plain ground.
 * @param {string} fill
 */
export const lineOn = (fill) => now.view?.lines[fill] ?? "var(--border-land)";

/**
 * @param {Shape} layer
 * @param {string} fill
 */
function recolour(layer, fill) {
  if (layer.options.fillColor === fill && layer._painted === fill) return;
  layer.options.fillColor = fill;
  layer._painted = fill;
  const line = lineOn(fill);
  layer.options.color = line;
  /* setStyle writes eight attributes; only these two change */
  if (layer._path) {
    layer._path.setAttribute("fill", fill);
    layer._path.setAttribute("stroke", line);
  } else layer.setStyle({ fillColor: fill, color: line });
}

/**
 * @param {CircleShape} layer
 * @param {number} radius
 */
function resize(layer, radius) {
  layer.setRadius(radius);
  const seen = radius > 0;
  /* Leaflet draws a dot where there is no radius */
  if (layer.options.stroke !== seen) layer.setStyle({ stroke: seen, fill: seen });
}

function repaint() {
  const shown = drawn();
  if (!shown) return;
  const { draw, circle } = shown.view;
  const page = document.documentElement.dataset;
  if (page.draw !== draw) page.draw = draw;
  /* areas of the level before keep their colours until the new ones are there */
  for (const [code, layer] of areas) if (shown.index.has(code)) recolour(layer, fillOf(code));
  if (circle) for (const [code, layer] of circles) resize(layer, inside(code) ? radiusOf(value(code), circle) : 0);
}

/** Small circles lie on large ones. */
function sortCircles() {
  const sorted = [...circles].sort(([a], [b]) => (value(b) || 0) - (value(a) || 0));
  for (const [, layer] of sorted) if (layer._map) layer.bringToFront();
}

let settling = 0;

/** Hundreds of layers arrive in one go: act once, after the last of them. */
export function whenSettled() {
  clearTimeout(settling);
  settling = window.setTimeout(() => {
    for (const kept of [areas, circles]) for (const [code, layer] of kept) if (!layer._map) kept.delete(code);
    changed("geometry");
  }, 0);
}

export function start() {
  onChange((what) => {
    if (what === "view" || what === "year" || what === "classes" || what === "geometry") repaint();
    if ((what === "view" || what === "geometry") && now.view?.draw === "symbols") sortCircles();
  });
}
