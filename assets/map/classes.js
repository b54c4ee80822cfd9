/** Which class a value stands in, how many areas each class has, and how large a circle is. */

/** @import { Circle, Classes, View } from "../types.d.ts" */
/** @import { Drawn } from "../globals.d.ts" */

import { read } from "../shared/numbers.js";
import { hidden, inside, now as shown, secondValue } from "./state.js";

/**
 * The classes that hold: those of the year where the map rests on it, of all years while the years run.
 * @param {View} view
 * @param {number} at place of the year
 * @param {"year" | "all"} [over]
 * @returns {Classes}
 */
export const classesOf = (view, at, over = shown.over) =>
  (over === "year" && !shown.running && view.of_years[at]) || view.of_all;

/**
 * Class i holds (edges[i], edges[i + 1]]; the first one its lower edge as well. Values are classed as they are read.
 * @param {number} value
 * @param {readonly number[]} edges
 * @param {number} decimals
 */
export const classOf = (value, edges, decimals) => placeOf(read(value, decimals), edges);

/**
 * @param {number} value as it is read
 * @param {readonly number[]} edges
 */
export function placeOf(value, edges) {
  let i = 0;
  while (i < edges.length - 2 && value > edges[i + 1]) i += 1;
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
  const { edges, edges_second: edgesSecond } = classesOf(view, at);
  const first = classOf(value, edges, view.format.decimals);
  if (!view.second) return first;
  const other = secondValue(i);
  if (other === null) return null;
  return first + (edges.length - 1) * classOf(other, edgesSecond, view.second.format.decimals);
}

/**
 * The row of the legend that the i-th area belongs to: its class, or why it has none.
 * @param {Drawn} now
 * @param {number} i
 */
export function groupOf(now, i) {
  const known = now.figures.values[now.at][i] !== null;
  const shade = now.view.draw === "symbols" && known ? 0 : classAt(now, i);
  return shade ?? (hidden(i) ? "hidden" : "none");
}

/**
 * Which bar of the legend a value stands in; the last one holds its upper edge as well.
 * @param {number} value
 * @param {readonly number[]} bars
 */
export function barOf(value, bars) {
  const many = Math.max(1, bars.length - 1);
  const step = (bars[bars.length - 1] - bars[0]) / many;
  if (!(step > 0)) return 0;
  let i = Math.min(many - 1, Math.floor((value - bars[0]) / step));
  /* the quotient of a value at an edge may fall on its other side */
  if (value < bars[i]) i -= 1;
  else if (i < many - 1 && value >= bars[i + 1]) i += 1;
  return i;
}

/**
 * Counts the areas of each class and bar in this year, of the one district if one is shown; an area without a class is
 * counted as having none or as hidden.
 * @param {Drawn} now
 */
export function tally(now) {
  const { view, figures, regions, at } = now;
  const { colours, bars } = classesOf(view, at);
  const counted = {
    classes: new Array(colours.length).fill(0),
    bars: new Array(Math.max(1, bars.length - 1)).fill(0),
    none: 0,
    hidden: 0,
  };
  figures.values[at].forEach((value, i) => {
    if (!inside(regions.codes[i])) return;
    const group = groupOf(now, i);
    if (typeof group === "string") counted[group] += 1;
    else {
      counted.classes[group] += 1;
      counted.bars[barOf(read(Number(value), view.format.decimals), bars)] += 1;
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
