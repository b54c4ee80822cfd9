/** The comparison page: the address is the state; every control writes it and asks anew. */

/** @import { Compared } from "../globals.d.ts" */

import { understoodByAll, withChanges, withQuery } from "../shared/address.js";
import { byId, closest, each, say, tell } from "../shared/dom.js";
import { takeItsPlace } from "../shared/first_sight.js";
import { focusHeading, keepFocus } from "../shared/focus.js";
import { placeField, targets } from "../shared/place_field.js";
import { fitPaper } from "../shared/print.js";
import { start as startSkipLinks } from "../shared/skip_links.js";
import { start as startSorting } from "../shared/sort_tables.js";
import { draw, fetchPlotly } from "./charts.js";
import { start as startTables } from "./tables.js";

/** Parts with a chart, as the server lists them. */
const CHARTS = ["series", "ranking", "distribution", "spread", "scatter"];

/** @type {Compared | null} */
let shown = null;

const ask = () => window.dash_clientside.set_props("asked", { data: window.location.search });

/**
 * Before the first answer nobody is there to ask: the server writes the page anew.
 * @param {Record<string, string | null>} changes
 */
function go(changes) {
  const address = withChanges(window.location.href, changes);
  if (!shown) {
    window.location.assign(address);
    return;
  }
  window.history.pushState(null, "", address);
  ask();
}

/** @param {Compared | null} chosen */
function settle(chosen) {
  if (!chosen) return;
  /* the first answer is read with the page */
  if (shown) say(chosen.said);
  shown = chosen;
  name();
  byId("pick-year")?.replaceChildren(...chosen.years.map((year) => new Option(String(year), String(year))));
  /* hundreds of lines as components would keep the page waiting: they are those of the plain page */
  each("#page [data-compare]", (list) => {
    const offered = byId(`first-${list.id}`)?.children;
    if (offered && !list.childElementCount) list.append(...[...offered].map((one) => one.cloneNode(true)));
    const key = /** @type {"indicator" | "second" | "level" | "year"} */ (list.dataset.compare);
    if (list instanceof HTMLSelectElement) list.value = String(chosen[key]);
  });
  document.title = chosen.title;
  window.history.replaceState(null, "", withQuery(window.location.href, chosen.query, []));
  takeItsPlace(focusHeading);
}

/**
 * What a list of the page shows, that of the plain one before the first answer.
 * @param {string} key
 */
function listed(key) {
  const list = byId(`${shown ? "" : "first-"}pick-${key}`);
  return list instanceof HTMLSelectElement ? list.value : "";
}

/** @param {Event} event */
function onChoice({ target }) {
  const key = target instanceof HTMLSelectElement && target.dataset.compare;
  if (!key) return;
  if (key !== "indicator" && key !== "second") {
    go({ [key]: target.value });
    return;
  }
  const [indicator, second] = [listed("indicator"), listed("second")];
  go({ indicator: second && second !== indicator ? `${indicator},${second}` : indicator, year: null });
}

const { name } = placeField("add-region", {
  address: () => shown?.places ?? "",
  level: () => shown?.level ?? "",
  choose: (found, file) => {
    const codes = targets(file, found).map((place) => place.codes[shown?.level ?? ""] ?? Object.values(place.codes)[0]);
    go({ regions: [...new Set([...(shown?.regions ?? []), ...codes])].join(",") });
    if (found.into.length) tell(`${found.label}: ${found.where}`);
  },
});

fitPaper(".graph", 460);
startSkipLinks();
startTables();
startSorting();
fetchPlotly();
keepFocus({ "data-remove": "#add-region" });
document.addEventListener("change", onChoice);
document.addEventListener("click", (event) => {
  const gone = closest(event, "[data-remove]")?.dataset.remove;
  const tool = closest(event, "a[data-dated]");
  if (tool instanceof HTMLAnchorElement) tool.search = understoodByAll(window.location.search);
  if (gone && shown) go({ regions: shown.regions.filter((code) => code !== gone).join(",") });
});
window.addEventListener("popstate", ask);

/**
 * Under the map the page scrolls, not a box in it: the frame is as tall as what it shows, first of the plain page.
 * @param {HTMLElement | null} part
 */
function fillFrame(part) {
  const frame = window.frameElement;
  if (!(part && frame && "style" in frame)) return;
  const { style } = /** @type {HTMLElement} */ (frame);
  new ResizeObserver(() => {
    const content = byId("first-content") ?? byId("content");
    if (content) style.height = `${content.offsetTop + content.offsetHeight + 2}px`;
  }).observe(part);
}
fillFrame(byId("first-content"));

window.dash_clientside ??= /** @type {Window["dash_clientside"]} */ ({});
window.dash_clientside.atlas_compare = {
  ask: () => {
    fillFrame(byId("content"));
    return window.location.search;
  },
  settle,
  draw: (charts) => void draw(charts),
  put: (turn) => CHARTS.map((part) => (part === turn.name ? turn.graph : window.dash_clientside.no_update)),
};
