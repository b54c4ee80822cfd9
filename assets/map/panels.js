/** Panels that fold, links that take the view along, and the comparison under the map. */

import { letter, understoodByAll } from "../shared/address.js";
import { byId, closest, each } from "../shared/dom.js";
import { isNarrow, settleDrawer } from "./drawer.js";
import { coming, now, onChange } from "./state.js";

const NOTE_MS = 4000;

/**
 * @param {string} panel
 * @param {boolean} yes
 */
function open(panel, yes) {
  const page = byId("page");
  if (panel === "controls") page?.classList.add("chosen");
  page?.classList.toggle(`show-${panel}`, yes);
  page?.classList.toggle(`fold-${panel}`, !yes);
  each(`[data-fold="${panel}"]`, (button) => button.setAttribute("aria-expanded", String(yes)));
  settleDrawer();
  if (yes && panel === "controls") {
    document.querySelector('[data-indicator][aria-current="true"]')?.scrollIntoView({ block: "center" });
    byId("picker-search")?.focus({ preventScroll: true });
  }
  window.dispatchEvent(new Event("resize"));
}

/** Where nobody has folded it yet, the stylesheet does so on narrow screens. */
function tellLegend() {
  const whole = document.querySelector(".legend .whole");
  if (!whole) return;
  const unfolded = window.getComputedStyle(whole).display !== "none";
  each('[data-fold="legend"]', (button) => button.setAttribute("aria-expanded", String(unfolded)));
}

/** @param {string} text */
function note(text) {
  const place = byId("share-note");
  if (!place) return;
  place.textContent = text;
  setTimeout(() => (place.textContent = ""), NOTE_MS);
}

function share() {
  const address = window.location.href;
  navigator.clipboard?.writeText(address).then(
    () => note(now.view?.texts.copied ?? ""),
    () => note(address),
  );
}

/** The code is drawn where it is looked at, and follows the address. */
function drawQr() {
  const box = byId("qr");
  const picture = box?.querySelector("img");
  if (!(box instanceof HTMLDetailsElement) || !box.open || !picture) return;
  const wanted = `${box.dataset.qr}${window.location.search}`;
  if (picture.getAttribute("src") !== wanted) picture.src = wanted;
}

/** Two maps on a page, each in its frame, are told apart by what they show. */
function nameMap() {
  const map = document.querySelector(".map");
  const title = byId("title")?.querySelector("h1")?.textContent;
  if (!(map instanceof HTMLElement) || !title) return;
  map.dataset.label ??= map.getAttribute("aria-label") ?? "";
  const year = document.querySelector("[data-year]")?.textContent ?? "";
  map.setAttribute("aria-label", `${title}, ${year}. ${map.dataset.label}`);
}

/** Loaded when it is opened, then in step with the address. */
function loadComparison() {
  const panel = byId("compare-panel");
  const frame = panel?.querySelector("iframe");
  if (!(panel instanceof HTMLDetailsElement) || !panel.open || !frame) return;
  const wanted = frame.dataset.address + window.location.search;
  if (frame.dataset.shown === wanted) return;
  frame.dataset.shown = wanted;
  frame.src = wanted;
}

/** Title and legend are those of a view that cannot be drawn: who sees the map has to know. */
function tellFailure() {
  window.dash_clientside.set_props("notice", { children: coming()?.texts.load_failed ?? "" });
}

/** @param {MouseEvent} event */
function onClick(event) {
  if (closest(event, "[data-indicator]") && isNarrow()) open("controls", false);
  const legend = closest(event, ".legend-title, div.strip") ? document.querySelector('[data-fold="legend"]') : null;
  const fold = closest(event, "[data-fold]") ?? legend;
  if (fold instanceof HTMLElement) open(fold.dataset.fold ?? "", fold.getAttribute("aria-expanded") !== "true");
  const other = closest(event, "a[data-page]");
  if (other instanceof HTMLAnchorElement) {
    other.search = [window.location.search || "?", other.dataset.also].filter(Boolean).join("&").replace("?&", "?");
  }
  const tool = closest(event, "a[data-dated]");
  if (tool instanceof HTMLAnchorElement) tool.search = understoodByAll(window.location.search);
  if (closest(event, "#share")) share();
  const mail = closest(event, "#mail");
  if (mail instanceof HTMLAnchorElement) mail.href = letter(document.title, window.location.href);
}

export function start() {
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isNarrow()) open("controls", false);
  });
  document.addEventListener("toggle", (event) => closest(event, "#compare-panel") && loadComparison(), true);
  document.addEventListener("toggle", (event) => closest(event, "#qr") && drawQr(), true);
  window.addEventListener("resize", tellLegend);
  onChange((what) => {
    if (what === "view" || what === "parts") tellLegend();
    if (what === "view" || what === "parts" || what === "year") nameMap();
    if (what === "address") loadComparison();
    if (what === "link") drawQr();
    if (what === "failed") tellFailure();
  });
}
