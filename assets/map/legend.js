/** What in legend, title and panel follows the year: classes and their counts, bars, the benchmark's mark, sentences. */

/** @import { View } from "../types.d.ts" */
/** @import { Drawn } from "../globals.d.ts" */

import { closest, each } from "../shared/dom.js";
import { number, withUnit } from "../shared/numbers.js";
import * as series from "../shared/series.js";
import { ask, push, remember } from "./address.js";
import { classesOf, placeOf, tally } from "./classes.js";
import { fill } from "./sentences.js";
import { coming, drawn, now as shown, onChange, setOver, value, year } from "./state.js";

/**
 * Names and colours of the classes: they differ from year to year where each has its own. The legend has more rows than
 * a year has classes.
 * @param {View} view
 * @param {number} at
 * @param {"year" | "all"} over
 */
function describe(view, at, over) {
  const { colours, labels, labels_second: labelsSecond, edges, bars, note } = classesOf(view, at, over);
  each("[data-class]", (row) => {
    const i = Number(row.dataset.class);
    row.hidden = i >= labels.length;
    if (!row.hidden) write(row, colours[i], labels[i]);
  });
  each("[data-strip]", (row) => {
    const i = Number(row.dataset.strip);
    row.hidden = i >= labels.length;
    const [swatch, limit, last] = /** @type {HTMLCollectionOf<HTMLElement>} */ (row.children[0].children);
    swatch.style.background = colours[i] ?? "";
    limit.textContent = row.hidden ? "" : number(edges[i], view.format);
    last.hidden = i !== labels.length - 1;
    last.textContent = last.hidden ? "" : number(edges[i + 1], view.format);
  });
  each("[data-across]", (head) => name(head, labels[Number(head.dataset.across)]));
  each("[data-up]", (head) => name(head, labelsSecond[Number(head.dataset.up)]));
  each("[data-cell]", (cell) => {
    const [across, up] = (cell.dataset.cell ?? "").split(",").map(Number);
    cell.hidden = across >= labels.length || up >= labelsSecond.length;
    const i = across + labels.length * up;
    cell.style.background = cell.hidden ? "" : colours[i];
    const lifting = /** @type {HTMLElement | null} */ (cell.firstElementChild);
    const counted = /** @type {HTMLElement | null | undefined} */ (lifting?.firstElementChild);
    if (!lifting || !counted || cell.hidden) return;
    counted.dataset.classCount = String(i);
    lifting.dataset.lift = String(i);
    lifting.dataset.says = `${labelsSecond[up]}; ${labels[across]}`;
  });
  each("[data-bar]", (bar) => {
    const i = Number(bar.dataset.bar);
    bar.hidden = i >= bars.length - 1;
    if (!bar.hidden) bar.style.background = colours[placeOf((bars[i] + bars[i + 1]) / 2, edges)];
  });
  each("[data-classes-note]", (place) => name(place, note));
}

/**
 * @param {HTMLElement} row
 * @param {string} colour
 * @param {string} label
 */
function write(row, colour, label) {
  const swatch = /** @type {HTMLElement | null} */ (row.querySelector(".swatch"));
  if (swatch) swatch.style.background = colour;
  const place = row.querySelector(".class-label");
  if (place) place.textContent = label;
}

/**
 * @param {HTMLElement} place
 * @param {string | undefined} text
 */
function name(place, text) {
  place.hidden = !text;
  if (text) place.textContent = text;
}

/**
 * Whose values make the classes, and the switch between them; while the years run it stands at what holds then.
 * @param {View} view
 * @param {number} of the year
 * @param {"year" | "all"} over
 */
function tellRange({ texts, of_years: ofYears }, of, over) {
  if (!ofYears.length) return;
  const { running } = shown;
  const holds = running ? "all" : over;
  each("[data-over]", (button) => button.setAttribute("aria-pressed", String(button.dataset.over === holds)));
  const text = running ? texts.over_running : over === "year" ? texts.over_year : texts.over_all;
  each("[data-range]", (place) => (place.textContent = fill(text, { year: of })));
}

/**
 * One click from a year that stands in one class to classes that show its differences.
 * @param {View} view
 * @param {number} at
 */
function offer(view, at) {
  const better = shown.running ? null : view.offers[view.of_years.length ? shown.over : "all"]?.[at];
  each("[data-offer]", (box) => {
    box.hidden = !better;
    const [text, button] = box.children;
    if (!better || !(button instanceof HTMLElement)) return;
    text.textContent = better.text;
    button.textContent = better.action;
    Object.assign(button.dataset, { scheme: better.scheme, offered: better.over });
  });
}

/** @param {Drawn} now */
function count(now) {
  const counted = tally(now);
  const most = Math.max(1, ...counted.bars);
  const { format } = now.view;
  each("[data-class-count]", (place) => {
    const n = counted.classes[Number(place.dataset.classCount)] || 0;
    place.textContent = number(n, format, 0);
    place.closest("[data-class], [data-cell]")?.classList.toggle("is-empty", n === 0);
  });
  for (const kind of /** @type {const} */ (["none", "hidden"])) {
    each(`[data-count-${kind}]`, (place) => {
      place.textContent = number(counted[kind], format, 0);
      const row = place.closest("li");
      if (row) row.hidden = counted[kind] === 0;
    });
  }
  each("[data-bar]", (bar) => {
    bar.style.transform = `scaleY(${(counted.bars[Number(bar.dataset.bar)] || 0) / most})`;
  });
}

/** @param {Drawn} now */
function markBenchmark({ view, at }) {
  const { benchmark, format } = view;
  const { bars } = classesOf(view, at);
  const against = benchmark?.values[at] ?? null;
  const span = bars.length ? bars[bars.length - 1] - bars[0] : 0;
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
function writeYear({ view }) {
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
  each(places.map((place) => `[data-${place}]`).join(), (place) => (place.textContent = ""));
  each("[data-bar]", (bar) => (bar.style.transform = "scaleY(0)"));
  each("[data-mark], [data-offer]", (mark) => (mark.hidden = true));
  each("[data-year]", (place) => (place.textContent = String(view.year)));
}

/** @param {MouseEvent} event */
function onClick(event) {
  const { over } = closest(event, "[data-over]")?.dataset ?? {};
  if (over === "year" || over === "all") {
    setOver(over);
    push({ breaks_over: over });
    remember({ breaks_over: over });
  }
  const { scheme, offered } = closest(event, "[data-offered]")?.dataset ?? {};
  if (scheme && offered) ask({ scheme, breaks_over: offered });
}

export function start() {
  document.addEventListener("click", onClick);
  onChange((what) => {
    const next = coming();
    if (what === "parts" && next) {
      describe(next, next.years.indexOf(next.year), next.over);
      tellRange(next, next.year, next.over);
      clear(next);
      return;
    }
    const now = drawn();
    if (!now || !(what === "view" || what === "year" || what === "classes" || what === "parts")) return;
    describe(now.view, now.at, now.over);
    tellRange(now.view, year(), now.over);
    count(now);
    markBenchmark(now);
    offer(now.view, now.at);
    if (what !== "classes") writeYear(now);
  });
}
