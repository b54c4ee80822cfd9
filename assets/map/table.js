/** The table beside the map: the same values, built when it is seen, sorted by a click on a heading. */

/** @import { Drawn } from "../globals.d.ts" */
/** @import { Column, Row } from "./rows.js" */

import { byId, closest, each, say } from "../shared/dom.js";
import { moveTabStop, onArrows, tabStop } from "../shared/one_tab_stop.js";
import { number } from "../shared/numbers.js";
import { toggle } from "./interaction.js";
import { isLifted } from "./lift.js";
import { filterRows, sortRows } from "./rows.js";
import { fill } from "./sentences.js";
import { drawn, inside, name, onChange, parent, rank, state, value } from "./state.js";

/** A year that is only passed while the slider moves is not written. */
const SETTLED_MS = 60;

const ROW = "[data-pick]";

function typed() {
  const field = byId("table-filter");
  return field instanceof HTMLInputElement ? field.value : "";
}

/** @type {{ by: Column, down: boolean }} */
let sorted = { by: "name", down: false };
let stale = true;
let seen = false;
let waiting = 0;

/** @param {Drawn} now */
function rowsOf(now) {
  const listed = now.regions.codes.filter(inside).map((code) => ({
    code,
    name: name(code),
    parent: parent(code),
    value: value(code),
    rank: rank(code).rank ?? null,
  }));
  const all = filterRows(listed, typed());
  return sortRows(all, sorted.by, sorted.down, document.documentElement.lang);
}

/**
 * @param {string} text
 * @param {string} [className]
 */
function cell(text, className = "") {
  const made = document.createElement("td");
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

/** @param {Row} row */
function heading(row) {
  const made = document.createElement("th");
  made.scope = "row";
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.pick = row.code;
  button.textContent = row.name;
  button.tabIndex = -1;
  made.append(button);
  return made;
}

/**
 * @param {Drawn} now
 * @param {Row} row
 */
function written({ view: { texts, format } }, row) {
  const made = document.createElement("tr");
  const said = state(row.code);
  const note = texts.notes[said] ?? "";
  const sign = texts.signs[said] || texts.signs.unknown;
  const figure = cell(row.value === null ? sign : number(row.value, format), "number");
  if (note) figure.title = note;
  const place = cell(row.rank === null ? "\u2013" : number(row.rank, format, 0), "number");
  made.append(heading(row), cell(row.parent), figure, place, cell(note));
  return made;
}

/** Rows stay where they are when they are chosen, and so does the keyboard. */
function markChosen() {
  const chosen = drawn()?.selected;
  each(ROW, (button) => {
    const own = chosen?.has(button.dataset.pick ?? "") ?? false;
    button.setAttribute("aria-pressed", String(own));
    button.closest("tr")?.classList.toggle("is-selected", own);
  });
}

function markLifted() {
  each(ROW, (button) => button.closest("tr")?.classList.toggle("is-lifted", isLifted(button.dataset.pick ?? "")));
}

function build() {
  const body = byId("table-rows");
  const now = drawn();
  if (!body || !now) return;
  const stop = tabStop(ROW)?.dataset.pick;
  const rows = rowsOf(now);
  body.replaceChildren(...rows.map((row) => written(now, row)));
  byId("table-none")?.toggleAttribute("hidden", rows.length > 0);
  markChosen();
  markLifted();
  moveTabStop(ROW, body.querySelector(`[data-pick="${stop}"]`) ?? body.querySelector(ROW));
  each("[data-sort]", (head) => {
    const way = sorted.down ? "descending" : "ascending";
    head.closest("th")?.setAttribute("aria-sort", head.dataset.sort === sorted.by ? way : "none");
  });
  stale = false;
}

function sayOrder() {
  const by = document.querySelector(`[data-sort="${sorted.by}"]`)?.textContent ?? "";
  const texts = drawn()?.view.texts;
  if (texts) say(fill(sorted.down ? texts.sorted_down : texts.sorted_up, { heading: by }));
}

const buildIfSeen = () => void (stale && seen && build());

/** @param {HTMLElement} box */
function watch(box) {
  const look = new IntersectionObserver(
    (entries) => {
      seen = entries[entries.length - 1].isIntersecting;
      buildIfSeen();
    },
    { rootMargin: "200px" },
  );
  look.observe(box);
}

export function start() {
  let watching = false;
  document.addEventListener("click", (event) => {
    const by = /** @type {Column | undefined} */ (closest(event, "[data-sort]")?.dataset.sort);
    if (by) {
      sorted = { by, down: sorted.by === by ? !sorted.down : by === "value" };
      build();
      sayOrder();
    }
    const code = closest(event, ROW)?.dataset.pick;
    if (code) toggle(code);
  });
  document.addEventListener("keydown", (event) => onArrows(event, ROW));
  document.addEventListener("input", (event) => {
    if (closest(event, "#table-filter")) build();
  });
  onChange((what) => {
    if (what === "selection") markChosen();
    if (what === "lift") markLifted();
    if (!(what === "view" || what === "year")) return;
    stale = true;
    const box = byId("table");
    if (box && !watching) {
      watching = true;
      watch(box);
    }
    clearTimeout(waiting);
    waiting = window.setTimeout(buildIfSeen, SETTLED_MS);
  });
}
