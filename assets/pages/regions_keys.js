/** The map of the regions by keyboard: one tab stop, arrows go to the next municipality, Enter does what a click does. */

import { ARROWS, effort } from "../shared/walking.js";

/** @param {SVGPathElement} path a point inside of it, in the units of the drawing */
const middle = ({ dataset }) => (dataset.at ?? "").split(" ").map(Number);

/**
 * @param {SVGSVGElement & HTMLElement} svg
 * @param {readonly SVGPathElement[]} paths
 * @param {object} page
 * @param {(code: string) => void} page.choose
 * @param {(code: string) => void} page.point with the one that has the focus, or none
 * @param {(code: string) => string} page.read what is said of a municipality
 */
export function walkable(svg, paths, { choose, point, read }) {
  /** @type {SVGPathElement | undefined} */
  let stop;

  /** @param {SVGPathElement} path */
  function isShown(path) {
    const { x, y, width, height } = svg.viewBox.baseVal;
    const [across, down] = middle(path);
    return across >= x && across <= x + width && down >= y && down <= y + height;
  }

  /** @param {SVGPathElement | undefined} found */
  function stopAt(found) {
    if (found === stop) return;
    const before = stop;
    stop = found;
    stop?.setAttribute("role", "button");
    stop?.setAttribute("tabindex", "0");
    if (before && before === document.activeElement) {
      stop?.focus({ preventScroll: true });
      stop?.scrollIntoView({ block: "nearest" });
    }
    for (const key of ["role", "tabindex", "aria-label"]) before?.removeAttribute(key);
    tell();
  }

  const tell = () => stop?.setAttribute("aria-label", read(stop.dataset.code ?? ""));

  /** @param {readonly [number, number]} way */
  function next(way) {
    const [x, y] = stop ? middle(stop) : [0, 0];
    /** @type {[SVGPathElement | undefined, number]} */
    let best = [undefined, Infinity];
    for (const path of paths.filter(isShown)) {
      const [across, down] = middle(path);
      const cost = effort(across - x, y - down, way);
      if (cost < best[1]) best = [path, cost];
    }
    return best[0];
  }

  function inTheMiddle() {
    const { x, y, width, height } = svg.viewBox.baseVal;
    /** @param {SVGPathElement} path */
    const far = (path) => Math.hypot(middle(path)[0] - x - width / 2, middle(path)[1] - y - height / 2);
    return paths.filter(isShown).sort((one, other) => far(one) - far(other))[0];
  }

  svg.setAttribute("role", "group");
  svg.addEventListener("focusin", () => point(stop?.dataset.code ?? ""));
  svg.addEventListener("focusout", () => point(""));
  svg.addEventListener("keydown", (event) => {
    const code = stop?.dataset.code ?? "";
    const way = ARROWS[event.key];
    if (!way && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    if (way) stopAt(next(way) ?? stop);
    else choose(code);
    point(stop?.dataset.code ?? "");
  });

  return {
    /** What is drawn or shown has changed. */
    renew() {
      if (!stop || !isShown(stop)) stopAt(inTheMiddle());
      tell();
    },
  };
}
