/** The map alone in the frame of another page: which parts it shows, and its height. */

const root = () => document.documentElement;
const page = () => document.querySelector("#page .atlas");

/**
 * A frame whose years can run begins with classes over all of them, unless its address says otherwise.
 * @param {string} query
 */
export function inFrame(query) {
  const { embed, without } = root().dataset;
  const own = !embed || without?.split(" ").includes("years") || new URLSearchParams(query).has("breaks_over");
  return own ? query : `${query}${query ? "&" : "?"}breaks_over=all`;
}

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

export function start() {
  if (!root().dataset.embed) return;
  /* only a page that has our script asks for the height; the answer says nothing about the reader */
  window.addEventListener("message", (event) => {
    if (event.source !== window.parent || event.data?.type !== "atlas:auto" || root().dataset.auto) return;
    root().dataset.auto = "true";
    watchHeight();
  });
  window.parent.postMessage({ type: "atlas:ready" }, "*");
}
