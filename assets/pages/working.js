/** A form whose answer takes a while says so, and is not sent twice. */

import { each } from "../shared/dom.js";

/** Who has stopped the answer may send again. */
const LONGEST_MS = 20_000;
const FORM = "form[data-working]";
let waiting = 0;

/**
 * The button keeps the focus, so that what is said is heard there.
 * @param {HTMLElement} form
 * @param {boolean} busy
 */
function show(form, busy) {
  form.dataset.working = busy ? "on" : "";
  form.querySelector("[type=submit]")?.setAttribute("aria-disabled", String(busy));
  const status = /** @type {HTMLElement | null} */ (form.querySelector(".working"));
  if (status) status.textContent = busy ? (status.dataset.text ?? "") : "";
  document.documentElement.toggleAttribute("data-working", busy);
}

function settle() {
  clearTimeout(waiting);
  each(FORM, (form) => show(form, false));
}

/** @param {SubmitEvent} event */
function send(event) {
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) return;
  if (form.dataset.working) {
    event.preventDefault();
    return;
  }
  show(form, true);
  waiting = window.setTimeout(settle, LONGEST_MS);
}

each(FORM, (form) => form.addEventListener("submit", send));
// a page that Back brings is as it was left
window.addEventListener("pageshow", settle);

// browsers that cannot show the inside of a folded form by a style alone
if (!CSS.supports("selector(::details-content)") && window.matchMedia("(min-width: 56.25em)").matches)
  each("details.folded", (part) => part.setAttribute("open", ""));
