/** What in legend, title and panel follows the year: counts a class, bars, the benchmark's mark, sentences. */

/** @import { View } from "../types.d.ts" */
/** @import { Drawn } from "../globals.d.ts" */

import { each } from "../shared/dom.js";
import { number, withUnit } from "../shared/numbers.js";
import * as series from "../shared/series.js";
import { tally } from "./classes.js";
import { coming, drawn, onChange, value, year } from "./state.js";

/** @param {Drawn} now */
function count(now) {
  const counted = tally(now);
  const most = Math.max(1, ...counted.bars);
  const { format } = now.view;
  each("[data-class-count]", (place) => {
    place.textContent = number(counted.classes[Number(place.dataset.classCount)] || 0, format, 0);
  });
  each("[data-count-none]", (place) => (place.textContent = number(counted.none, format, 0)));
  each("[data-count-hidden]", (place) => (place.textContent = number(counted.hidden, format, 0)));
  each("[data-bar]", (bar) => {
    bar.style.transform = `scaleY(${(counted.bars[Number(bar.dataset.bar)] || 0) / most})`;
  });
}

/** @param {Drawn} now */
function markBenchmark({ view: { bars, benchmark, format }, at }) {
  const against = benchmark?.values[at] ?? null;
  const span = bars[bars.length - 1] - bars[0];
  each("[data-mark]", (mark) => {
    mark.hidden = against === null || span <= 0;
    if (against !== null && !mark.hidden) {
      mark.style.left = `${Math.min(100, Math.max(0, (100 * (against - bars[0])) / span))}%`;
    }
  });
  each("[data-mark-text]", (place) => {
    place.textContent = benchmark && against !== null ? `${benchmark.name}: ${withUnit(against, format)}` : "";
  });
}

/**
 * The server tells of a region in all years at once.
 * @param {HTMLElement} place
 */
function tellOf(place) {
  /** @type {Record<string, string[]>} */
  const texts = JSON.parse(place.dataset.texts ?? "{}");
  place.replaceChildren(
    ...(texts[year()] ?? []).map((text) => {
      const told = document.createElement("p");
      told.textContent = text;
      return told;
    }),
  );
}

/** @param {Drawn} now */
function write({ view }) {
  each("[data-year]", (place) => (place.textContent = String(year())));
  each("[data-told]", tellOf);
  each("[data-value]", (place) => {
    const own = value(place.dataset.value ?? "");
    place.textContent = own === null ? view.texts.no_value : withUnit(own, view.format);
  });
  series.refresh();
  series.restAt(year());
}

/**
 * Nothing that was counted for the view before stands beside the classes of the next one.
 * @param {View} view
 */
function clear(view) {
  const places = ["class-count", "count-none", "count-hidden", "mark-text", "told", "value"];
  each(places.map((name) => `[data-${name}]`).join(), (place) => (place.textContent = ""));
  each("[data-bar]", (bar) => (bar.style.transform = "scaleY(0)"));
  each("[data-mark]", (mark) => (mark.hidden = true));
  each("[data-year]", (place) => (place.textContent = String(view.year)));
}

export function start() {
  onChange((what) => {
    const next = coming();
    if (what === "parts" && next) {
      clear(next);
      return;
    }
    const now = drawn();
    if (!now || !(what === "view" || what === "year" || what === "parts")) return;
    count(now);
    markBenchmark(now);
    write(now);
  });
}
