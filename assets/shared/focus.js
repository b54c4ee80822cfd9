/** Parts of the page are written anew while a reader works in them: the focus comes back to where it was. */

/**
 * A control that the keyboard was on, as it is found again: itself, then its place among those of its kind.
 * @typedef {{ element: HTMLElement | SVGElement, itself: string, kind: string, at: number, after: string }} Place
 */

/**
 * @param {HTMLElement | SVGElement} element
 * @param {Record<string, string>} after
 * @returns {Place | null}
 */
function placeOf(element, after) {
  if (element.id) return { element, itself: `#${CSS.escape(element.id)}`, kind: "", at: 0, after: "" };
  const named = [...element.attributes].find(({ name }) => name.startsWith("data-"));
  if (!named) return null;
  const kind = `[${named.name}]`;
  return {
    element,
    itself: `[${named.name}="${CSS.escape(named.value)}"]`,
    kind,
    at: [...document.querySelectorAll(kind)].indexOf(element),
    after: after[named.name] ?? "",
  };
}

/**
 * The same control, else the one that took its place, else the last of its kind, else where the reader goes on.
 * @param {Place} place
 */
function substitute({ itself, kind, at, after }) {
  const others = kind ? document.querySelectorAll(kind) : [];
  const found = document.querySelector(itself) ?? others[Math.min(at, others.length - 1)];
  return found ?? (after ? document.querySelector(after) : null);
}

/**
 * Browsers give the focus of a removed control to the body: a reader at the keyboard would begin at the top again.
 * @param {Record<string, string>} [after] where to go on when the last control with such an attribute is gone
 */
export function keepFocus(after = {}) {
  /** @type {Place | null} */
  let place = null;
  document.addEventListener("focusin", ({ target }) => {
    place = target instanceof HTMLElement || target instanceof SVGElement ? placeOf(target, after) : null;
  });
  document.addEventListener("focusout", ({ target }) => {
    /* a browser says the same of a control that is being removed, and that only later is no part of the page */
    queueMicrotask(() => {
      if (place?.element === target && place?.element.isConnected && document.activeElement !== target) place = null;
    });
  });
  new MutationObserver(() => {
    if (!place || place.element.isConnected || document.activeElement !== document.body) return;
    const next = substitute(place);
    if (next instanceof HTMLElement || next instanceof SVGElement) next.focus({ preventScroll: true });
  }).observe(document.body, { childList: true, subtree: true });
}

/** Who comes from another page of the atlas, or back, goes on at what the page shows; others begin at the top. */
export function focusHeading() {
  const within = window.navigation?.activation?.from; /* the referrer is told to nobody, not even to ourselves */
  const framed = window.self !== window.top;
  const heading = document.querySelector("h1");
  if (!heading || framed || !within || document.activeElement !== document.body) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}
