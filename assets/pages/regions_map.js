/** The map on which regions are drawn: colours, the name under the pointer, clicks, the lasso, and one district large. */

/** @import { Point, Regions } from "./regions_drawn.js" */

import { byId } from "../shared/dom.js";
import { holders, within } from "./regions_drawn.js";
import { walkable } from "./regions_keys.js";

const NAMESPACE = "http://www.w3.org/2000/svg";
/** Fewer pixels than this between two points of the line say nothing. */
const STEP = 4;

/**
 * @param {object} page
 * @param {(codes: string[], lasso: boolean) => void} page.choose
 * @param {(code: string) => string} page.read what is said of a municipality
 */
export function drawingMap({ choose, read }) {
  const box = /** @type {HTMLElement} */ (byId("drawing-box"));
  const svg = /** @type {SVGSVGElement & HTMLElement} */ (/** @type {unknown} */ (byId("drawing")));
  const paths = /** @type {SVGPathElement[]} */ ([...svg.querySelectorAll(".places path")]);
  const readout = byId("readout");
  /** @type {SVGPathElement | undefined} */
  let pointed;
  /** @type {Point[] | null} */
  let line = null;
  let drawn = document.createElementNS(NAMESPACE, "polyline");
  let lassoing = false;

  /** @param {Event} event */
  const codeOf = ({ target }) => (target instanceof SVGPathElement ? (target.dataset.code ?? "") : "");

  /** @param {string} code shows the name of a municipality, or none */
  function tell(code) {
    if (!readout) return;
    readout.hidden = !code;
    readout.textContent = code ? read(code) : "";
  }

  /**
   * @param {PointerEvent} event
   * @returns {Point} in the units of the drawing
   */
  function at({ clientX, clientY }) {
    const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(svg.getScreenCTM()?.inverse());
    return [x, y];
  }

  /** @param {PointerEvent} event */
  function begin(event) {
    if (!lassoing || !event.isPrimary || event.button !== 0) return;
    event.preventDefault();
    box.setPointerCapture(event.pointerId);
    line = [at(event)];
    drawn = document.createElementNS(NAMESPACE, "polyline");
    drawn.setAttribute("class", "lasso");
    drawn.setAttribute("vector-effect", "non-scaling-stroke");
    svg.append(drawn);
  }

  /** @param {PointerEvent} event */
  function draw(event) {
    const last = line?.at(-1);
    if (!line || !last || !event.isPrimary) return;
    const next = at(event);
    const pixels = svg.getScreenCTM()?.a ?? 1;
    if (Math.hypot(next[0] - last[0], next[1] - last[1]) * pixels < STEP) return;
    line.push(next);
    drawn.setAttribute("points", line.join(" "));
  }

  /** @param {PointerEvent} event */
  function end(event) {
    const around = line;
    line = null;
    drawn.remove();
    if (!around || event.type === "pointercancel") return;
    const caught = paths.filter(({ dataset }) => {
      const [x, y] = (dataset.at ?? "").split(" ").map(Number);
      return within([x, y], around);
    });
    choose(
      caught.map(({ dataset }) => dataset.code ?? ""),
      true,
    );
  }

  svg.addEventListener("pointerover", (event) => !line && tell(codeOf(event)));
  svg.addEventListener("pointerleave", () => tell(""));
  svg.addEventListener("click", (event) => {
    const code = codeOf(event);
    if (!code || lassoing) return;
    choose([code], false);
    tell(code);
  });
  box.addEventListener("pointerdown", begin);
  box.addEventListener("pointermove", draw);
  box.addEventListener("pointerup", end);
  box.addEventListener("pointercancel", end);
  box.classList.add("drawn-live");

  /** @param {string} code of the municipality that the keyboard has reached, or none */
  function point(code) {
    pointed?.classList.remove("pointed");
    pointed = paths.find(({ dataset }) => dataset.code === code);
    pointed?.classList.add("pointed");
    tell(code);
  }
  const keys = walkable(svg, paths, { choose: (code) => choose([code], false), point, read });

  return {
    /**
     * @param {Regions} regions
     * @param {number} active
     */
    paint(regions, active) {
      const holder = holders(regions);
      for (const path of paths) {
        const found = holder.get(path.dataset.code ?? "");
        path.style.fill = found === undefined ? "" : regions[found].colour;
        path.classList.toggle("active", found === active);
      }
      keys.renew();
    },
    point,
    /** @param {string} shown a box of the drawing; everything without one */
    zoom(shown) {
      svg.setAttribute("viewBox", shown || (svg.dataset.whole ?? ""));
      keys.renew();
    },
    /** @param {boolean} on */
    lasso(on) {
      lassoing = on;
      box.classList.toggle("lassoing", on);
    },
  };
}
