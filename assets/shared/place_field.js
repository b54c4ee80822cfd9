/** The field in which places are found: a combobox whose list is searched in the browser, by an index loaded once. */

/** @import { FoundPlace, PlacesFile } from "../types.d.ts" */

import { byId, field } from "./dom.js";
import { load } from "./files.js";
import { findPlaces } from "./find_places.js";

const MOST_SHOWN = 8;

/**
 * The places of today that a found one stands for: itself, or what a former one has become.
 * @param {PlacesFile} file
 * @param {FoundPlace} found
 */
export const targets = ({ places }, found) => (found.into.length ? found.into.map((i) => places[i]) : [found]);

/**
 * @param {string} template
 * @param {Record<string, string>} words
 */
export const filled = (template, words) => template.replace(/\{(\w+)\}/g, (all, key) => words[key] ?? all);

/**
 * @param {string} id of the text field; `place_field.py` and `search.html` write what stands around it
 * @param {object} page
 * @param {() => string} [page.address] of the index, where the element around the field does not name it
 * @param {() => string} [page.level] that the page shows
 * @param {(found: FoundPlace, file: PlacesFile, box: HTMLInputElement) => void} page.choose
 */
export function placeField(id, { address, level, choose }) {
  /** @type {{ file: PlacesFile, found: number[] } | null} */
  let shown = null;
  let active = -1;
  const box = () => /** @type {HTMLInputElement | null} */ (byId(id));
  const list = () => byId(`${id}-list`);
  const options = () => [...(list()?.children ?? [])];

  /** @param {string} key */
  const text = (key) => box()?.closest(".place-field")?.getAttribute(`data-${key}`) ?? "";
  const index = () => /** @type {Promise<PlacesFile>} */ (load(address?.() || text("places")));

  /**
   * @param {string} said
   * @param {boolean} [seen] whether it tells everybody what went wrong
   */
  function say(said, seen = false) {
    const place = byId(`${id}-said`);
    if (!place) return;
    place.textContent = said;
    place.className = seen ? "place-said" : "visually-hidden";
  }

  /** @param {number} at */
  function mark(at) {
    active = at;
    options().forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    const chosen = options()[at];
    if (chosen) box()?.setAttribute("aria-activedescendant", chosen.id);
    else box()?.removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  }

  function close() {
    shown = null;
    const open = list();
    if (open) open.hidden = true;
    open?.replaceChildren();
    box()?.setAttribute("aria-expanded", "false");
    mark(-1);
  }

  /**
   * @param {FoundPlace} place
   * @param {number} i
   */
  function entry(place, i) {
    const item = document.createElement("li");
    item.id = `${id}-option-${i}`;
    item.role = "option";
    item.dataset.place = String(i);
    const label = document.createElement("b");
    label.textContent = place.label;
    const where = document.createElement("small");
    where.textContent = place.where;
    item.append(label, " ", where);
    return item;
  }

  /** Shows what is found for the text that stands in the field by then. */
  async function search() {
    const from = box();
    if (!from?.value.trim()) {
      close();
      say("");
      return;
    }
    /** @type {PlacesFile} */
    let file;
    try {
      file = await index();
    } catch {
      close();
      say(text("failed"), true);
      return;
    }
    const typed = from.value.trim();
    if (!typed) return;
    const found = findPlaces(file, typed, level?.());
    close();
    if (!found.length) {
      say(filled(text("none"), { name: typed }), true);
      return;
    }
    shown = { file, found };
    list()?.replaceChildren(...found.slice(0, MOST_SHOWN).map((at, i) => entry(file.places[at], i)));
    const open = list();
    if (open) open.hidden = false;
    from.setAttribute("aria-expanded", "true");
    mark(-1);
    say(found.length === 1 ? text("one") : filled(text("many"), { n: String(found.length) }));
  }

  /** @param {number} i place in the list */
  function take(i) {
    const from = box();
    if (!shown || !from) return;
    const { file, found } = shown;
    const place = file.places[found[i]];
    from.value = "";
    window.dash_clientside?.set_props(id, { value: "" }); /* Dash keeps what was typed */
    close();
    say("");
    choose(place, file, from);
  }

  /** What assistive technology has to know of the field; Dash writes none of it. */
  function name() {
    const from = box();
    if (!from || from.role === "combobox") return;
    from.role = "combobox";
    from.setAttribute("aria-autocomplete", "list");
    from.setAttribute("aria-controls", `${id}-list`);
    from.setAttribute("aria-expanded", "false");
    from.setAttribute("aria-describedby", `${id}-said`);
  }

  /** @param {1 | -1} step */
  async function walk(step) {
    const n = options().length;
    if (!n) await search();
    else mark(step > 0 ? (active + 1) % n : (active <= 0 ? n : active) - 1);
  }

  async function enter() {
    if (!shown) await search();
    take(Math.max(0, active));
  }

  /** @type {Record<string, () => void>} */
  const keys = {
    ArrowDown: () => void walk(1),
    ArrowUp: () => void walk(-1),
    Enter: () => void enter(),
    Escape: close,
  };

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const act = field(event, id) && !event.isComposing && keys[event.key];
    if (!act || (event.key === "Escape" && !shown) || (event.key === "Enter" && !box()?.value.trim())) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  document.addEventListener("focusin", (event) => {
    if (!field(event, id)) return;
    name();
    index().catch(() => {}); /* told when something is typed */
  });
  document.addEventListener("input", (event) => field(event, id) && void search());
  document.addEventListener("keydown", onKey, true);
  document.addEventListener("focusout", (event) => field(event, id) && close());
  /* the field keeps the focus while its list is touched */
  document.addEventListener("mousedown", (event) => {
    if (event.target instanceof Element && event.target.closest(`#${id}-list`)) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const item = event.target instanceof Element && event.target.closest(`#${id}-list [data-place]`);
    if (item instanceof HTMLElement) take(Number(item.dataset.place));
  });
  name();
  return { name };
}
