/** Sorts what stands in a table by a press on a heading; what has no number comes last, whichever way. */

const TABLE = "table.sortable";
const FEWEST_ROWS = 3;

/**
 * A number as this language writes it, at the beginning of a text.
 * @param {string} text
 * @param {string} language
 */
export function numberOf(text, language) {
  const decimal = new Intl.NumberFormat(language).formatToParts(0.5).find(({ type }) => type === "decimal")?.value;
  const plain = text
    .replace(/(\d)[\s.,'](?=\d{3}(?!\d))/gu, (all, digit) => (all[1] === decimal ? all : digit))
    .replace("\u2212", "-")
    .replace(decimal ?? ".", ".");
  const found = /^[^\p{L}\d-]*(-?\d+(?:\.\d+)?)/u.exec(plain);
  return found ? Number(found[1]) : null;
}

/**
 * The order of rows by the texts of one column: by number where most are numbers, else as a directory would have it.
 * @param {string[]} texts
 * @param {boolean} down
 * @param {string} language
 * @returns {number[]} which row comes first, second, ...
 */
export function orderOf(texts, down, language) {
  const numbers = texts.map((text) => numberOf(text, language));
  const counted = isNumeric(texts, language);
  const collator = new Intl.Collator(language, { numeric: true });
  const last = texts.map((text, at) => (counted ? numbers[at] === null : !/[\p{L}\d]/u.test(text)));
  return texts
    .map((_, at) => at)
    .sort((a, b) => {
      if (last[a] || last[b]) return Number(last[a]) - Number(last[b]);
      const order = counted ? Number(numbers[a]) - Number(numbers[b]) : collator.compare(texts[a], texts[b]);
      return down ? -order : order;
    });
}

/**
 * @param {string[]} texts
 * @param {string} language
 */
function isNumeric(texts, language) {
  const written = texts.filter((text) => /[\p{L}\d]/u.test(text));
  return written.filter((text) => numberOf(text, language) !== null).length * 2 > written.length;
}

/** @param {HTMLTableElement} table */
function prepare(table) {
  if ((table.tBodies[0]?.rows.length ?? 0) < FEWEST_ROWS) return;
  for (const head of table.tHead?.querySelectorAll("th") ?? []) {
    if (head.querySelector("button") || !head.textContent) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    head.setAttribute("aria-sort", "none");
  }
}

/** @param {MouseEvent} event */
function onPress({ target }) {
  const head = target instanceof Element ? target.closest("button")?.closest("th") : null;
  const table = /** @type {HTMLTableElement | null} */ (head?.closest(TABLE) ?? null);
  if (!head || !table) return;
  const [body] = table.tBodies;
  const rows = [...body.rows];
  const texts = rows
    .map(({ cells }) => cells[head.cellIndex])
    .map((cell) => cell.dataset.order ?? cell.innerText.trim());
  const { lang } = document.documentElement;
  const before = head.getAttribute("aria-sort");
  const down = before === "none" ? isNumeric(texts, lang) : before === "ascending";
  for (const other of table.tHead?.querySelectorAll("[aria-sort]") ?? []) other.setAttribute("aria-sort", "none");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  body.append(...orderOf(texts, down, lang).map((at) => rows[at]));
}

/** Every table of the page that says so, also those that come later. */
export function start() {
  const all = () => document.querySelectorAll(TABLE).forEach((table) => prepare(/** @type {any} */ (table)));
  all();
  new MutationObserver(all).observe(document.body, { childList: true, subtree: true });
  document.addEventListener("click", onPress);
}
