/** The years: a native range input (keyboard for free), play, and the year in the address. */

import { byId, closest, field } from "../shared/dom.js";
import { push, remember, replace } from "./address.js";
import { tellView } from "./orientation.js";
import { fill } from "./sentences.js";
import { now, onChange, setRunning, setYear, year } from "./state.js";

const STEP_MS = 900;
let playing = 0;

/** The slider is being moved, by a pointer or a key that is held: its years are only passed. */
let held = false;

const last = () => (now.figures?.years.length ?? 1) - 1;

function draw() {
  const range = byId("year");
  if (!(range instanceof HTMLInputElement) || !now.view) return;
  range.max = String(last());
  range.value = String(now.at);
  range.disabled = last() < 1;
  range.setAttribute("aria-valuetext", String(year()));
  range.style.setProperty("--filled", last() > 0 ? `${(100 * now.at) / last()}%` : "0%");
  const button = byId("play");
  if (!(button instanceof HTMLButtonElement)) return;
  button.disabled = range.disabled;
  button.dataset.playing = String(playing > 0); /* its name says what a press does */
  button.setAttribute("aria-label", playing ? now.view.texts.pause : now.view.texts.play);
}

function halt() {
  clearInterval(playing);
  playing = 0;
  setRunning(false);
  draw();
}

/** Not for a year that is only passed: a new title takes the browser some milliseconds. */
function entitle() {
  if (now.view) document.title = fill(now.view.page_title, { year: year() });
}

/** @param {typeof push} write */
function keep(write) {
  entitle();
  write({ year: year() });
  remember({ year: String(year()) });
  tellView();
}

function step() {
  setYear(now.at + 1, true);
  if (now.at < last()) return;
  halt();
  keep(replace);
}

function play() {
  if (playing) {
    halt();
    keep(replace);
    return;
  }
  setYear(now.at >= last() ? 0 : now.at, true);
  playing = window.setInterval(step, STEP_MS);
  draw();
}

function rest() {
  if (!held) return;
  held = false;
  setRunning(false);
}

export function start() {
  document.addEventListener("input", (event) => {
    const range = field(event, "year");
    if (!range) return;
    if (playing) halt();
    setYear(Number(range.value), held);
  });
  document.addEventListener("pointerdown", (event) => field(event, "year") && (held = true));
  document.addEventListener("keydown", (event) => field(event, "year") && event.repeat && (held = true));
  for (const end of ["pointerup", "pointercancel", "keyup", "blur"]) window.addEventListener(end, rest, true);
  document.addEventListener("change", (event) => field(event, "year") && keep(push));
  document.addEventListener("click", (event) => closest(event, "#play") && now.figures && play());
  onChange((what) => {
    if (what === "year" || what === "view") draw();
    if (what === "view") entitle();
  });
}
