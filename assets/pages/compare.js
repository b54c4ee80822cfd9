/** The comparison page: the address is the state; every control writes it and asks anew. */

/** @import { Compared } from "../globals.d.ts" */

import { withChanges, withQuery } from "../shared/address.js";
import { byId, closest, each, field } from "../shared/dom.js";

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

/** @param {Event} event */
function onTyped(event) {
  const box = field(event, "add-region");
  if (!box) return;
  /** @type {NodeListOf<HTMLOptionElement>} */
  const options = document.querySelectorAll("#regions-found option");
  const code = [...options].find((option) => option.value === box.value)?.dataset.code;
  if (!code) return;
  box.value = "";
  go({ regions: [...new Set([...(shown?.regions ?? []), code])].join(",") });
}

if (window.self !== window.top) document.documentElement.dataset.framed = "true";
document.addEventListener("change", onChoice);
document.addEventListener("input", onTyped);
document.addEventListener("click", (event) => {
  const gone = closest(event, "[data-remove]")?.dataset.remove;
  if (gone) go({ regions: (shown?.regions ?? []).filter((code) => code !== gone).join(",") });
});
window.addEventListener("popstate", ask);

window.dash_clientside.atlas_compare = {
  ask: () => {
    fillList();
    return window.location.search;
  },
  settle,
};
