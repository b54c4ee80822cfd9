/** The choice of sheet, colours, classes, title and type acts at once: what depends on it is taken from the next page. */

import { withChanges } from "../shared/address.js";
import { byId } from "../shared/dom.js";
import { startCopying } from "./copy_button.js";

/** A picture that takes longer is shown to be on its way. */
const LATE_MS = 200;
/** Parts of the page that depend on the choice. */
const PARTS = ["back", "range", "title-fault", "downloads", "citation", "alternative"];
const PICTURE = "img[data-picture]";

const form = /** @type {HTMLFormElement} */ (byId("picture-form"));
const note = /** @type {HTMLElement} */ (byId("preview-note"));
const picture = /** @type {HTMLImageElement} */ (document.querySelector(PICTURE));
const title = /** @type {HTMLInputElement} */ (byId("title"));
let waiting = 0;
let asked = 0;

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

/** @param {Document} page */
function take(page) {
  for (const id of PARTS) {
    const [now, next] = [byId(id), page.getElementById(id)];
    if (now && next && !now.isEqualNode(next)) now.replaceChildren(...next.childNodes);
  }
  title.setAttribute("aria-invalid", String(Boolean(byId("title-fault")?.textContent)));
  const next = /** @type {HTMLImageElement} */ (page.querySelector(PICTURE));
  picture.alt = next.alt;
  if (picture.getAttribute("src") === next.getAttribute("src")) settle();
  else picture.src = next.getAttribute("src") ?? "";
}

async function choose() {
  const turn = ++asked;
  const chosen = [...new FormData(form)].map(([key, value]) => [key, String(value)]);
  const { origin, pathname } = window.location;
  const address = withChanges(origin + pathname, Object.fromEntries(chosen));
  window.history.replaceState(null, "", address);
  wait();
  try {
    const answer = await fetch(address);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (turn === asked) take(page);
  } catch {
    if (turn === asked) settle(note.dataset.failed);
  }
}

form.addEventListener("change", choose);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  choose();
});
picture.addEventListener("load", () => settle());
picture.addEventListener("error", () => settle(note.dataset.failed));
startCopying();
document.documentElement.classList.add("live");
