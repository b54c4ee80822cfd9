/** A row of the legend lifts its areas: all others fade on the map, and the table marks the rows of these. */

import { closest, each } from "../shared/dom.js";
import { moveTabStop, onArrows, tabStop } from "../shared/one_tab_stop.js";
import { groupOf } from "./classes.js";
import { areas } from "./paint.js";
import { changed, drawn, inside, onChange } from "./state.js";

const ROW = ".legend :is(li, td):not([hidden]) > [data-lift]";
/** The legend as it stands open, and folded to a strip: one of them is seen, and each has a stop of the Tab key. */
const OPEN = ROW.replace(" ", " .whole ");
const FOLDED = ROW.replace(" ", " .strip ");
const SIDEWAYS = {
  ArrowRight: (/** @type {number} */ at) => at + 1,
  ArrowLeft: (/** @type {number} */ at) => at - 1,
};

/** What each way of pointing lifts; the pointer goes before the keyboard, both before what was pressed. */
const by = { pointer: "", keyboard: "", press: "" };

/** @type {Set<string>} */
let lifted = new Set();
let group = "";

/** @param {string} code */
export const isLifted = (code) => lifted.has(code);

/**
 * The codes of a class, or of the areas without one.
 * @param {string} wanted
 */
function codesOf(wanted) {
  const now = drawn();
  if (!now || !wanted) return [];
  return now.regions.codes.filter((code, i) => inside(code) && String(groupOf(now, i)) === wanted);
}

/** One rule of the style fades all areas but those with the mark. */
function mark() {
  for (const [code, layer] of areas) layer._path?.classList.toggle("is-lifted", lifted.has(code));
  const page = document.documentElement.dataset;
  if (group) page.lifted = group;
  else delete page.lifted;
}

/** @param {boolean} [anew] whether the areas of a group may be others than before */
function lift(anew = false) {
  const wanted = by.pointer || by.keyboard || by.press;
  if (wanted === group && !anew) return;
  const none = !wanted && !group;
  group = wanted;
  if (none) return;
  lifted = new Set(codesOf(wanted));
  mark();
  changed("lift");
}

/** @param {string} press */
function setPress(press) {
  by.press = press;
  each(ROW, (row) => row.setAttribute("aria-pressed", String(row.dataset.lift === press)));
}

/** Rows come and go with the year: one of those that are there is the stop of the Tab key, and each says its count. */
function prepare() {
  const stops = [OPEN, FOLDED].map((form) => tabStop(form) ?? document.querySelector(form));
  each("[data-lift]", (row) => (row.tabIndex = -1));
  moveTabStop(OPEN, stops[0]);
  moveTabStop(FOLDED, stops[1]);
  each(ROW, (row) => {
    const told = document.querySelector(`${OPEN}[data-lift="${row.dataset.lift}"]`) ?? row;
    const count = told.querySelector("[title]");
    const says = row.dataset.says ?? told.querySelector(".class-label")?.textContent;
    row.setAttribute("aria-label", `${says}, ${count?.getAttribute("title")}: ${count?.textContent}`);
  });
  for (const way of /** @type {const} */ (["pointer", "keyboard", "press"])) {
    if (by[way] && !document.querySelector(`${ROW}[data-lift="${by[way]}"]`)) by[way] = "";
  }
  setPress(by.press);
}

/** @param {Event} event */
const rowOf = (event) => closest(event, ROW)?.dataset.lift ?? "";

/** @param {PointerEvent} event */
function onPointer(event) {
  by.pointer = event.pointerType === "touch" ? "" : rowOf(event);
  lift();
}

/** @param {FocusEvent} event */
function onFocus(event) {
  const row = closest(event, ROW);
  by.keyboard = row?.matches(":focus-visible") ? rowOf(event) : "";
  if (row) moveTabStop(row.closest(".strip") ? FOLDED : OPEN, row);
  lift();
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.key === "Escape" && group) {
    by.pointer = by.keyboard = "";
    setPress("");
    lift();
  }
  const cells = closest(event, ROW)?.closest("tr")?.querySelectorAll("td:not([hidden])").length;
  if (closest(event, FOLDED)) onArrows(event, FOLDED, SIDEWAYS);
  else if (!cells) onArrows(event, OPEN);
  else {
    onArrows(event, OPEN, {
      ...SIDEWAYS,
      ArrowDown: (at) => at + cells,
      ArrowUp: (at) => (at < cells ? at : at - cells),
    });
  }
}

export function start() {
  document.addEventListener("pointerover", onPointer);
  document.documentElement.addEventListener("pointerleave", onPointer);
  document.addEventListener("focusin", onFocus);
  document.addEventListener("focusout", () => {
    by.keyboard = "";
    lift();
  });
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", (event) => {
    const row = rowOf(event);
    if (!row) return;
    setPress(by.press === row ? "" : row);
    lift();
  });
  onChange((what) => {
    if (what === "view" || what === "year" || what === "classes" || what === "parts") {
      prepare();
      lift(true);
    } else if (what === "geometry" && group) mark();
  });
}
