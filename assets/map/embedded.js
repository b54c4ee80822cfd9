/**
 * The map alone in the frame of another page: which parts it shows, its height, and a hint where a gesture belongs to
 * that page.
 */

import { byId, closest } from "../shared/dom.js";

const HINT_MS = 1600;
const root = () => document.documentElement;
const page = () => document.querySelector("#page .atlas");

let told = 0;

function tellHeight() {
  const height = Math.ceil(page()?.getBoundingClientRect().height ?? 0);
  if (!height || height === told) return;
  told = height;
  window.parent.postMessage({ type: "atlas:height", height }, "*");
}

function watchHeight() {
  const shown = page();
  if (shown) new ResizeObserver(tellHeight).observe(shown);
  else requestAnimationFrame(watchHeight); /* the page's parts come after its document */
}

let gone = 0;

/** @param {"touch" | "wheel"} kind */
function hint(kind) {
  const box = byId("gesture-hint");
  if (!box) return;
  box.textContent = box.dataset[kind] ?? "";
  box.hidden = false;
  clearTimeout(gone);
  gone = window.setTimeout(() => (box.hidden = true), HINT_MS);
}

export function start() {
  if (!root().dataset.embed) return;
  /* only a page that has our script asks for the height; the answer says nothing about the reader */
  window.addEventListener("message", (event) => {
    if (event.source !== window.parent || event.data?.type !== "atlas:auto" || root().dataset.auto) return;
    root().dataset.auto = "true";
    watchHeight();
  });
  const passive = { passive: true };
  document.addEventListener(
    "touchmove",
    (event) => closest(event, ".map") && event.touches.length === 1 && hint("touch"),
    passive,
  );
  document.addEventListener(
    "wheel",
    (event) => closest(event, ".map") && !event.ctrlKey && !event.metaKey && hint("wheel"),
    passive,
  );
}
