/** Numbers as people read them; the server writes them in the same way. */

/** @import { NumberFormat } from "../types.d.ts" */

/**
 * Rounds to the digits that are shown, halves away from zero. The digits of the decimal number decide, as on the server,
 * so that no half is decided by how a binary number stores it.
 * @param {number} value
 * @param {number} decimals
 */
export function read(value, decimals) {
  const [mantissa, exponent] = Math.abs(value).toExponential().split("e");
  const digits = mantissa.replace(".", "");
  const stay = Number(exponent) + 1 + decimals;
  if (stay >= digits.length) return value;
  const steps = stay < 0 ? 0 : Number(digits.slice(0, stay)) + (digits[stay] >= "5" ? 1 : 0);
  return steps && Math.sign(value) * Number(`${steps}e${-decimals}`);
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
