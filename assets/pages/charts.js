/** Draws the charts of the comparison one after the other, those in sight first: all at once they keep a reader waiting. */

/** @import { Chart } from "../globals.d.ts" */

import { byId } from "../shared/dom.js";

/** Lines, points and bars: Dash would bring the whole of plotly, which takes five times as long to begin. */
const PLOTLY = new URL("../bundles/plotly.js", import.meta.url).href;

/** It travels while Dash begins, and begins itself with the first chart. */
export function fetchPlotly() {
  const link = document.createElement("link");
  Object.assign(link, { rel: "preload", as: "script", href: PLOTLY, fetchPriority: "low" });
  document.head.append(link);
}

/** @type {Promise<unknown> | null} */
let begun = null;

/** Without it, as where it cannot be fetched, Dash brings its own. */
function beginPlotly() {
  begun ??= new Promise((done) => {
    const script = document.createElement("script");
    script.addEventListener("load", done);
    script.addEventListener("error", done);
    script.src = PLOTLY;
    document.head.append(script);
  });
  return begun;
}

/** @param {string} name */
const placeOf = (name) => byId(`${name}-chart`);

/** Counts answers: one that is still being drawn ends when the next one has come. */
let round = 0;

/**
 * How far off the screen a part is.
 * @param {string} name
 */
function distance(name) {
  const box = byId(name)?.getBoundingClientRect();
  return box ? Math.max(0, box.top - window.innerHeight, -box.bottom) : Infinity;
}

/** @returns {Promise<unknown>} when a reader's next click would not wait */
const idle = () => new Promise((done) => (window.requestIdleCallback ?? requestAnimationFrame)(done));

/**
 * Plotly comes with the first chart: the others wait for it.
 * @param {HTMLElement | null} place
 * @returns {Promise<void>}
 */
const drawn = (place) =>
  new Promise((done) => {
    if (!place || place.querySelector(".main-svg")) return void done();
    const seen = new MutationObserver(() => {
      if (!place.querySelector(".main-svg")) return;
      seen.disconnect();
      done();
    });
    seen.observe(place, { childList: true, subtree: true });
  });

/**
 * Gives Dash a chart. One that stands gets its new figure: as a new component it would be drawn from nothing.
 * @param {string} name
 * @param {Chart} chart
 */
function put(name, chart) {
  const stands = placeOf(name)?.querySelector(".main-svg");
  if (stands) window.dash_clientside.set_props(`${name}-graph`, { figure: chart.graph.props.figure });
  else window.dash_clientside.set_props("turn", { data: { name, graph: chart.graph } });
}

/** @param {Record<string, Chart | null> | null} charts */
export async function draw(charts) {
  if (!charts) return;
  round += 1;
  const mine = round;
  const wanted = Object.entries(charts).flatMap(([name, chart]) => (chart ? [{ name, chart }] : []));
  for (const [name, chart] of Object.entries(charts)) {
    const place = placeOf(name);
    if (!place) continue;
    place.hidden = !chart;
    place.ariaLabel = chart?.title ?? "";
    place.style.minHeight = `${chart?.high ?? 0}px`;
  }
  await beginPlotly();
  wanted.sort((a, b) => distance(a.name) - distance(b.name));
  for (const { name, chart } of wanted) {
    if (mine !== round) return;
    put(name, chart);
    await drawn(placeOf(name));
    await idle();
  }
}
