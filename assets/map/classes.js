/** Which class a value stands in, how many areas each class has, and how large a circle is. */

/** @import { Circle } from "../types.d.ts" */
/** @import { Drawn } from "../globals.d.ts" */

import { read } from "../shared/numbers.js";
import { hidden, inside, secondValue } from "./state.js";

/**
 * Class i holds (edges[i], edges[i + 1]]; the first one its lower edge as well. Values are classed as they are read.
 * @param {number} value
 * @param {readonly number[]} edges
 * @param {number} decimals
 */
export function classOf(value, edges, decimals) {
  const shown = read(value, decimals);
  let i = 0;
  while (i < edges.length - 2 && shown > edges[i + 1]) i += 1;
  return i;
}

/**
 * The class of the i-th area in this year; null without a value, of either indicator where there are two.
 * @param {Drawn} now
 * @param {number} i
 */
export function classAt({ view, figures, at }, i) {
  const value = figures.values[at][i];
  if (value === null || value === undefined) return null;
  const first = classOf(value, view.edges, view.format.decimals);
  if (!view.second) return first;
  const other = secondValue(i);
  if (other === null) return null;
  return first + (view.edges.length - 1) * classOf(other, view.second.edges, view.second.format.decimals);
}

/**
 * Which bar of the legend a value stands in; the last one holds its upper edge as well.
 * @param {number} value
 * @param {readonly number[]} bars
 */
export function barOf(value, bars) {
  const many = Math.max(1, bars.length - 1);
  const step = (bars[bars.length - 1] - bars[0]) / many;
  return step > 0 ? Math.min(many - 1, Math.floor((value - bars[0]) / step)) : 0;
}

/**
 * Counts the areas of each class and bar in this year, of the one district if one is shown; an area without a class is counted as having none or as hidden.
 * @param {Drawn} now
 */
export function tally(now) {
  const { view, figures, regions, at } = now;
  const counted = {
    classes: new Array(view.colours.length).fill(0),
    bars: new Array(Math.max(1, view.bars.length - 1)).fill(0),
    none: 0,
    hidden: 0,
  };
  figures.values[at].forEach((value, i) => {
    if (!inside(regions.codes[i])) return;
    const shade = view.draw === "symbols" && value !== null ? 0 : classAt(now, i);
    if (shade === null || value === null) counted[hidden(i) ? "hidden" : "none"] += 1;
    else {
      counted.classes[shade] += 1;
      counted.bars[barOf(read(value, view.format.decimals), view.bars)] += 1;
    }
  });
  return counted;
}

/**
 * The area of a circle, not its radius, grows with the count; one of nothing has none.
 * @param {number | null} value
 * @param {Circle} circle
 */
export const radiusOf = (value, circle) =>
  value !== null && value > 0 ? Math.max(circle.least, circle.radius * Math.sqrt(value / circle.value)) : 0;
