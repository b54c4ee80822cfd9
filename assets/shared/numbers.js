/** Numbers as people read them; the server writes them in the same way. */

/** @import { NumberFormat } from "../types.d.ts" */

/**
 * Rounds to the digits that are shown, halves away from zero. The server counts in the same whole steps (two digits
 * more than are shown), so that no half is decided by how a binary number stores it.
 * @param {number} value
 * @param {number} decimals
 */
export function read(value, decimals) {
  const steps = Math.round(Math.abs(value) * 10 ** (decimals + 2));
  return (Math.sign(value) * Math.floor((steps + 50) / 100)) / 10 ** decimals;
}

/**
 * @param {number} value
 * @param {NumberFormat} format
 * @param {number} [decimals] other digits than those of the format: ranks and counts have none
 */
export function number(value, format, decimals = format.decimals) {
  const rounded = read(value, decimals);
  const [whole, part] = Math.abs(rounded).toFixed(decimals).split(".");
  const grouped = Math.abs(rounded) >= format.group_from ? whole.replace(/\B(?=(\d{3})+$)/g, format.group) : whole;
  return (rounded < 0 ? "\u2212" : "") + grouped + (part ? format.decimal + part : "");
}

/**
 * @param {number} value
 * @param {NumberFormat} format
 */
export const withUnit = (value, format) => number(value, format) + (format.unit ? `\u00a0${format.unit}` : "");
