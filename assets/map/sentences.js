/** Sentences about an area. The templates come from the server; here they are only filled in. */

/** @import { Drawn } from "../globals.d.ts" */

import { number, read, withUnit } from "../shared/numbers.js";
import { beside } from "./neighbour_marks.js";
import { drawn, inside, name, rank, secondValue, state, value, year } from "./state.js";

/**
 * @param {string} template
 * @param {Record<string, string | number>} words
 */
export const fill = (template, words) =>
  template.replace(/\{(\w+)\}/g, (all, key) => (key in words ? String(words[key]) : all));

/**
 * Compared as shown: two values that read the same are called the same.
 * @param {Drawn} now
 * @param {number} own
 */
export function comparison({ view: { benchmark, texts, format }, at }, own) {
  const against = benchmark?.values[at] ?? null;
  if (!benchmark || against === null) return "";
  const difference = Math.abs(read(own, format.decimals) - read(against, format.decimals));
  const which = difference === 0 ? texts.same : own > against ? texts.more : texts.less;
  const points = texts.points ? `\u00a0${texts.points}` : "";
  return fill(which, {
    difference: number(difference, format) + points,
    benchmark: benchmark.name,
    value: format.unit === "%" ? withUnit(against, format) : number(against, format),
  });
}

/**
 * @param {Drawn} now
 * @param {string} code
 */
function ofSecond({ view: { second, texts }, index }, code) {
  if (!second) return "";
  const { title, format } = second;
  const own = secondValue(index.get(code) ?? -1);
  return ` ${fill(second.sentence, { title, value: own === null ? texts.no_value : withUnit(own, format) })}`;
}

/** The view in one sentence: what is shown, for how many areas, between which values. */
export function summary() {
  const now = drawn();
  if (!now) return "";
  const { areas, format, texts } = now.view;
  const row = now.figures.values[now.at];
  const known = row.filter((one) => one !== null);
  const [lowest, highest] = [Math.min(...known), Math.max(...known)];
  if (row.length === 1 || !known.length) {
    const only = known.length ? withUnit(lowest, format) : texts.no_value;
    return fill(texts.summary_one, { year: year(), value: only });
  }
  return fill(texts.summary, {
    year: year(),
    n: number(known.length, format, 0),
    all: number(row.length, format, 0),
    areas,
    lowest: number(lowest, format),
    highest: withUnit(highest, format),
  });
}

/** @param {string} code */
export function sentence(code) {
  const now = drawn();
  if (!now) return "";
  const { areas, format, texts } = now.view;
  const own = value(code);
  const said = state(code);
  const words = { name: name(code), year: year() };
  if (own === null) return fill(texts.states[said] || texts.states.unknown, words);
  const { rank: place, n } = rank(code);
  const outside = inside(code) ? "" : ` ${now.view.focus?.outside}`;
  const note = texts.remarks[said] ? ` ${texts.remarks[said]}` : "";
  /* under the pointer is room for three lines: the rest says the card */
  const ranked = place !== undefined && n > 1 && !now.view.second;
  const first = fill(ranked ? texts.sentence : texts.alone, {
    ...words,
    value: withUnit(own, format) + note,
    rank: number(place ?? 0, format, 0),
    n: number(n, format, 0),
    areas,
    comparison: comparison(now, own),
  });
  return [first.trim() + ofSecond(now, code), beside(code)].join(" ").trim() + outside;
}
