/** Walking over a map by arrow keys. */

/** @type {Record<string, readonly [number, number]>} to the right and upwards */
export const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/**
 * How far a place is in a direction: going sideways costs double.
 * @param {number} x to the right
 * @param {number} y upwards
 * @param {readonly [number, number]} way
 * @returns {number} infinite where it does not lie in that direction
 */
export function effort(x, y, [dx, dy]) {
  const ahead = x * dx + y * dy;
  const aside = Math.abs(x * dy - y * dx);
  return ahead > 0 && aside <= 2 * ahead ? ahead + 2 * aside : Infinity;
}
