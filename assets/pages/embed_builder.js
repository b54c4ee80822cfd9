/** The choice acts at once: the frame and its code are written anew. Without a script the form does the same. */

import { withQuery } from "../shared/address.js";
import { byId } from "../shared/dom.js";
import { startCopying } from "./copy_button.js";

const SHAPE = ["width", "height", "style", "title"];

const form = /** @type {HTMLFormElement} */ (byId("embed-form"));
const preview = /** @type {HTMLIFrameElement} */ (byId("embed-preview"));
/* both codes, and what they are called */
const WRITTEN = ["embed-code", "picture-code", "embed-title"];
let asked = 0;

/** @param {Document} page what the server answers to the form */
function take(page) {
  const next = /** @type {HTMLIFrameElement} */ (page.getElementById("embed-preview"));
  for (const id of WRITTEN) {
    const [place, text] = [byId(id), page.getElementById(id)?.textContent ?? ""];
    if (place instanceof HTMLTextAreaElement) place.value = text;
    else if (place) place.textContent = text;
  }
  for (const name of SHAPE) {
    const value = next.getAttribute(name);
    if (value === null) preview.removeAttribute(name);
    else preview.setAttribute(name, value);
  }
  const address = new URL(next.getAttribute("src") ?? "", window.location.href).href;
  if (preview.src !== address) preview.src = address;
}

form.addEventListener("change", async () => {
  const turn = ++asked;
  /** @type {[string, string][]} */
  const pairs = [...new FormData(form)].map(([key, value]) => [key, String(value)]);
  const address = withQuery(window.location.href, new URLSearchParams(pairs).toString(), []);
  const text = await (await fetch(address)).text();
  if (turn !== asked) return; /* a late answer is never painted over a newer one */
  take(new DOMParser().parseFromString(text, "text/html"));
  window.history.replaceState(null, "", address);
});
startCopying();
document.documentElement.classList.add("live");
