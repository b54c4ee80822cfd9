/** The comparison page: the address is the state; every control writes it and asks anew. */

/** @import { Compared } from "../globals.d.ts" */

import { withChanges, withQuery } from "../shared/address.js";
import { byId, closest, each, field, tell } from "../shared/dom.js";
import { focusHeading, keepFocus } from "../shared/focus.js";
import { fitPaper } from "../shared/print.js";
import { start as startSkipLinks } from "../shared/skip_links.js";
import { fold, meant, spellings } from "../shared/names.js";

/** @type {Compared | null} */
let shown = null;

const ask = () => window.dash_clientside.set_props("asked", { data: window.location.search });

/** @param {Record<string, string | null>} changes */
function go(changes) {
  window.history.pushState(null, "", withChanges(window.location.href, changes));
  ask();
}

function fillList() {
  const list = byId("regions-found");
  const all = byId("all-regions");
  if (list && !list.childElementCount && all instanceof HTMLTemplateElement) {
    list.append(all.content.cloneNode(true));
  }
}

/** @param {Compared | null} chosen */
function settle(chosen) {
  if (!chosen) return;
  shown = chosen;
  byId("pick-year")?.replaceChildren(...chosen.years.map((year) => new Option(String(year), String(year))));
  each("[data-compare]", (list) => {
    const key = /** @type {"indicator" | "second" | "level" | "year"} */ (list.dataset.compare);
    if (list instanceof HTMLSelectElement) list.value = String(chosen[key]);
  });
  document.title = chosen.title;
  window.history.replaceState(null, "", withQuery(window.location.href, chosen.query, []));
}

/** @param {Event} event */
function onChoice({ target }) {
  const key = target instanceof HTMLSelectElement && target.dataset.compare;
  if (!key || !shown) return;
  if (key !== "indicator" && key !== "second") {
    go({ [key]: target.value });
    return;
  }
  const indicator = key === "indicator" ? target.value : shown.indicator;
  const second = key === "second" ? target.value : shown.second;
  go({ indicator: second && second !== indicator ? `${indicator},${second}` : indicator, year: null });
}

/** @returns {HTMLOptionElement[]} */
const offered = () =>
  [...document.querySelectorAll("#regions-found option")].filter((one) => one instanceof HTMLOptionElement);

/**
 * @param {HTMLInputElement} box
 * @param {HTMLOptionElement | undefined} found
 */
function add(box, found) {
  const code = found?.dataset.code;
  if (!code) return;
  box.value = "";
  window.dash_clientside.set_props(box.id, { value: "" }); /* Dash keeps what was typed when Enter is pressed */
  go({ regions: [...new Set([...(shown?.regions ?? []), code])].join(",") });
}

/** @param {Event} event */
function onTyped(event) {
  const box = field(event, "add-region");
  if (box)
    add(
      box,
      offered().find((one) => one.value === box.value),
    );
}

/**
 * A suggestion names kind and district behind commas; whoever types may stop at each.
 * @param {HTMLOptionElement} option
 */
const names = ({ value }) => value.split(",").flatMap((_part, i, parts) => spellings(parts.slice(0, i + 1).join(",")));

/**
 * What was typed need not be a suggestion: a whole name, or the first one that begins so.
 * @param {KeyboardEvent} event
 */
function onEnter(event) {
  const box = event.key === "Enter" && field(event, "add-region");
  const wanted = box ? fold(box.value) : "";
  if (!box || !wanted) return;
  const options = offered();
  const found = options[meant(options.map(names), wanted)];
  if (found) add(box, found);
  else tell((byId("told")?.dataset.notFound ?? "").replace("{name}", box.value));
}

fitPaper(".graph", 460);
startSkipLinks();
keepFocus({ "data-remove": "#add-region" });
if (window.self !== window.top) document.documentElement.dataset.framed = "true";
document.addEventListener("change", onChoice);
document.addEventListener("input", onTyped);
document.addEventListener("keydown", onEnter);
document.addEventListener("click", (event) => {
  const gone = closest(event, "[data-remove]")?.dataset.remove;
  if (gone) go({ regions: (shown?.regions ?? []).filter((code) => code !== gone).join(",") });
});
window.addEventListener("popstate", ask);

window.dash_clientside.atlas_compare = {
  ask: () => {
    fillList();
    focusHeading();
    return window.location.search;
  },
  settle,
};
