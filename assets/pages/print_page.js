/** The choice of sheet, colours and type acts at once: picture and downloads get the new address. */

import { withChanges } from "../shared/address.js";
import { byId } from "../shared/dom.js";
import { startCopying } from "./copy_button.js";

/** A picture that takes longer is shown to be on its way. */
const LATE_MS = 200;

const form = /** @type {HTMLFormElement} */ (byId("picture-form"));
const note = /** @type {HTMLElement} */ (byId("preview-note"));
const picture = /** @type {HTMLImageElement} */ (document.querySelector("img[data-picture]"));
let waiting = 0;

/** @param {string} [text] */
function settle(text = "") {
  clearTimeout(waiting);
  picture.classList.remove("late");
  note.textContent = text;
}

function wait() {
  clearTimeout(waiting);
  waiting = window.setTimeout(() => {
    picture.classList.add("late");
    note.textContent = note.dataset.late ?? "";
  }, LATE_MS);
}

form.addEventListener("change", () => {
  const chosen = new FormData(form);
  const text = String(chosen.get("text") ?? "");
  const choice = { sheet: String(chosen.get("sheet")), variant: String(chosen.get("variant") ?? "") };
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll("a[data-picture]");
  links.forEach((link) => {
    // letters as outlines are a matter of the SVG alone
    const own = link.dataset.picture === "svg" ? { ...choice, text } : choice;
    link.href = withChanges(link.href, own);
  });
  wait();
  picture.src = withChanges(picture.src, choice);
  window.history.replaceState(null, "", withChanges(window.location.href, { ...choice, text }));
});
picture.addEventListener("load", () => settle());
picture.addEventListener("error", () => settle(note.dataset.failed));
startCopying();
document.documentElement.classList.add("live");
