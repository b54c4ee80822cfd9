/** Writes a table that came as data when a reader opens it: hundreds of rows that nobody reads keep a page waiting. */

const BOX = "[data-table]";

/**
 * @param {"td" | "th"} kind
 * @param {string} text
 * @param {string} [scope]
 */
function cell(kind, text, scope) {
  const made = document.createElement(kind);
  made.textContent = text;
  if (scope) made.setAttribute("scope", scope);
  return made;
}

/** @param {HTMLElement[]} cells */
function row(cells) {
  const made = document.createElement("tr");
  made.append(...cells);
  return made;
}

/** @param {Element | null} box */
function write(box) {
  if (!(box instanceof HTMLElement)) return;
  if (!box.closest("details")?.open) return box.replaceChildren();
  /** @type {{ head: string[], rows: string[][] }} */
  const { head, rows } = JSON.parse(box.dataset.table ?? "{}");
  const table = document.createElement("table");
  table.className = "sortable";
  table.createTHead().append(row(head.map((text) => cell("th", text, "col"))));
  const written = rows.map(([name, ...rest]) =>
    row([cell("th", name, "row"), ...rest.map((text) => cell("td", text))]),
  );
  table.createTBody().append(...written);
  box.replaceChildren(table);
}

/**
 * What stays the same of a table from answer to answer; the number of its rows does not.
 * @param {HTMLDetailsElement} details
 */
const keyOf = (details) =>
  `${details.closest("section")?.id} ${details.querySelector("summary")?.textContent}`.replace(/\d+/g, "");

/** @type {Map<string, boolean>} */
const opened = new Map();

export function start() {
  document.addEventListener(
    "toggle",
    ({ target }) => {
      if (!(target instanceof HTMLDetailsElement) || !target.isConnected) return;
      opened.set(keyOf(target), target.open);
      write(target.querySelector(BOX));
    },
    true /* it does not bubble */,
  );
  /* Dash makes all parts anew with every answer: what a reader has opened stays open */
  new MutationObserver((changes) => {
    for (const added of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
      if (!(added instanceof Element)) continue;
      const all = [...added.querySelectorAll("details"), ...(added instanceof HTMLDetailsElement ? [added] : [])];
      for (const details of all) details.open = opened.get(keyOf(details)) ?? details.open;
    }
  }).observe(document.body, { childList: true, subtree: true });
}
