/** Social regions are drawn: on the map, in the list, or out of a file; without a script the forms do the last. */

import { byId, closest, each } from "../shared/dom.js";
import { filled } from "../shared/place_field.js";
import { startCopying } from "./copy_button.js";
import { freeColour, freeName, holders, put, steps, without } from "./regions_drawn.js";
import { drawingMap } from "./regions_map.js";
import { placeList } from "./regions_places.js";
import { regionRows } from "./regions_rows.js";
import { sender } from "./regions_send.js";

const told = JSON.parse(byId("regions-told")?.textContent ?? "{}");
/** @type {Record<string, string>} */
const texts = told.texts;
const drawn = steps(told.regions);
const server = sender(told);
let active = 0;

/**
 * @param {string} key of a text
 * @param {Record<string, string>} words
 */
const say = (key, words = {}) => filled(texts[key], words);

/** @param {string} text for everybody, and read aloud */
function tell(text) {
  const place = byId("said");
  if (place) place.textContent = text;
}

const map = drawingMap({
  choose: (codes, lasso) => choose(codes, lasso),
  read(code) {
    const at = holders(drawn.now).get(code);
    const words = { place: places.name(code), region: drawn.now[at ?? 0]?.name ?? "" };
    return say(at === undefined ? "free" : "held", words);
  },
});
const places = placeList(texts, { choose: (codes) => choose(codes, false), point: (code) => map.point(code) });
const rows = regionRows(texts, {
  choose(at) {
    active = at;
    show();
  },
  change(at, change) {
    drawn.take(drawn.now.map((region, i) => (i === at ? { ...region, ...change } : region)));
    changed();
  },
  remove(at) {
    const { name } = drawn.now[at];
    drawn.take(drawn.now.filter((_, i) => i !== at));
    if (at < active) active -= 1;
    changed();
    tell(say("removed", { region: name }));
    byId("new-region")?.focus();
  },
});

function show() {
  active = Math.max(0, Math.min(active, drawn.now.length - 1));
  map.paint(drawn.now, active);
  places.show(drawn.now, active);
  rows.show(drawn.now, active);
  byId("undo")?.toggleAttribute("disabled", !drawn.any);
  const dates = byId("dates");
  if (dates) dates.hidden = drawn.now.some(({ codes }) => codes.length); /* regions keep their date */
}

function changed() {
  show();
  server.drawn(drawn.now);
}

/** A further region, without a step of its own: that is the one that follows. */
const oneMore = () => [
  ...drawn.now,
  { name: freeName(drawn.now, texts.new), colour: freeColour(told.colours, drawn.now), codes: [] },
];

/**
 * @param {string[]} codes
 * @param {number} at
 */
function takeIn(codes, at) {
  const before = drawn.now;
  const regions = before.length ? before : oneMore();
  const after = put(regions, at, codes);
  const region = regions[at].name;
  const holder = holders(before);
  drawn.take(after.regions);
  changed();
  if (after.coming.length === 1) {
    const [code] = after.coming;
    const from = before[holder.get(code) ?? -1]?.name ?? "";
    tell(say(from ? "moved" : "into", { place: places.name(code), region, from }));
    return;
  }
  const moved = after.moved.length ? ` ${say("of_others", { n: String(after.moved.length) })}` : "";
  tell(say("many", { n: String(after.coming.length), region }) + moved);
}

/**
 * Puts municipalities into the region that is drawn in, or takes them out where all of them are in it.
 * @param {string[]} codes
 * @param {boolean} lasso
 */
function choose(codes, lasso) {
  if (!codes.length) {
    tell(say("none"));
    return;
  }
  const holder = holders(drawn.now);
  if (!drawn.now.length || codes.some((code) => holder.get(code) !== active)) {
    takeIn(codes, active);
    return;
  }
  const region = drawn.now[active].name;
  drawn.take(without(drawn.now, codes));
  changed();
  const one = say("out", { place: places.name(codes[0]), region });
  tell(lasso && codes.length > 1 ? say("many_out", { n: String(codes.length), region }) : one);
}

/** @param {FormData} body */
async function bring(body) {
  const answer = await server.brought(body, drawn.now);
  if (!answer) return;
  drawn.take(answer.regions);
  active = 0;
  show();
  tell(answer.said ?? say("loaded", { n: String(answer.regions.length) }));
}

byId("new-region")?.addEventListener("click", () => {
  drawn.take(oneMore());
  active = drawn.now.length - 1;
  show();
  rows.name(active);
});
byId("undo")?.addEventListener("click", () => {
  drawn.undo();
  changed();
  tell(say("undone"));
});
document.addEventListener("click", (event) => {
  const link = closest(event, "a[data-change]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const { region, add, out } = JSON.parse(link.dataset.change ?? "{}");
  const at = drawn.now.findIndex(({ name }) => name === region);
  if (at < 0) return; /* its link leads to what was meant */
  event.preventDefault();
  active = at;
  drawn.take(without(put(drawn.now, at, add).regions, out));
  changed();
  tell(say("done", { what: link.textContent ?? "" }));
  byId("undo")?.focus();
});
byId("add-whole")?.addEventListener("click", () => {
  const whole = byId("whole");
  if (!(whole instanceof HTMLSelectElement)) return;
  const holder = holders(drawn.now);
  const codes = places.of(whole.value).filter((code) => !drawn.now.length || holder.get(code) !== active);
  if (codes.length) takeIn(codes, active);
});
byId("focus")?.addEventListener("change", ({ target }) => {
  if (!(target instanceof HTMLSelectElement)) return;
  map.zoom(target.selectedOptions[0].dataset.box ?? "");
  const address = new URL(window.location.href);
  if (target.value) address.searchParams.set("focus", target.value);
  else address.searchParams.delete("focus");
  window.history.replaceState(null, "", address);
});
byId("territory")?.addEventListener(
  "change",
  ({ target }) => target instanceof HTMLSelectElement && target.form?.submit(),
);
const lasso = byId("lasso");
lasso?.addEventListener("click", () => {
  const on = lasso.getAttribute("aria-pressed") !== "true";
  lasso.setAttribute("aria-pressed", String(on));
  map.lasso(on);
  each("#lasso-hint", (hint) => (hint.hidden = !on));
});
document.addEventListener("submit", (event) => {
  const form = closest(event, 'form[method="post"]');
  if (!(form instanceof HTMLFormElement)) return;
  event.preventDefault();
  const body = new FormData(form, event.submitter);
  void bring(body);
  form.querySelectorAll('input[type="file"]').forEach((file) => file instanceof HTMLInputElement && (file.value = ""));
});
for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    const files = event instanceof DragEvent ? event.dataTransfer : null;
    if (!files?.types.includes("Files")) return;
    event.preventDefault();
    document.body.classList.toggle("dropping", kind === "dragover");
    if (kind !== "drop" || !files.files.length) return;
    const body = new FormData();
    body.set("file", files.files[0]);
    void bring(body);
  });
}

each("#drawn-side, #lasso", (part) => (part.hidden = false));
each("#show-map", (part) => (part.hidden = true));
startCopying();
show();
document.documentElement.classList.add("live");
